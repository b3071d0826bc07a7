/**
 * Open files against a plain model and against the host: random sequences of opening, reading, writing, cutting, renaming,
 * linking and removing, where several descriptors may hold one file whatever becomes of its names.
 */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpenFile, OpenFlags, VfsBackend } from '../../src/vfs/backend.ts';
import { outcome } from './host.ts';

export type OpenStep =
  | { op: 'open'; name: string; flags: OpenFlags }
  | { op: 'read' | 'close' | 'size'; file: number }
  | { op: 'write'; file: number; at: number | null; text: string }
  | { op: 'truncate'; file: number; size: number }
  | { op: 'rename' | 'link'; from: string; to: string }
  | { op: 'unlink'; name: string };

const name = fc.constantFrom('a', 'b', 'c');
const file = fc.nat({ max: 4 });
const bool = fc.boolean();
export const openStep: fc.Arbitrary<OpenStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('open' as const),
      name,
      flags: fc
        .record({ read: bool, write: bool, append: bool, create: bool, exclusive: bool, truncate: bool })
        // What the syscall makes of its arguments: to cut or append is to write, to claim is to create.
        .map((flags) => ({
          ...flags,
          write: flags.write || flags.append || flags.truncate,
          read: flags.read || !(flags.write || flags.append || flags.truncate),
          exclusive: flags.exclusive && flags.create,
          mode: 0o644,
        })),
    }),
  },
  { weight: 4, arbitrary: fc.record({ op: fc.constantFrom('read' as const, 'size' as const), file }) },
  fc.record({ op: fc.constant('close' as const), file }),
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('write' as const),
      file,
      at: fc.option(fc.nat({ max: 12 })),
      text: fc.string({ unit: fc.constantFrom('x', 'y', 'z'), minLength: 1, maxLength: 6 }),
    }),
  },
  fc.record({ op: fc.constant('truncate' as const), file, size: fc.nat({ max: 12 }) }),
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constantFrom('rename' as const, 'link' as const), from: name, to: name }),
  },
  fc.record({ op: fc.constant('unlink' as const), name }),
);

/** One world in which the steps are taken: each gives a value or fails with a code. */
interface World {
  open(name: string, flags: OpenFlags): number | Promise<number>;
  read(file: number): string | Promise<string>;
  size(file: number): number | Promise<number>;
  write(file: number, at: number | null, text: string): void | Promise<void>;
  truncate(file: number, size: number): void | Promise<void>;
  close(file: number): void | Promise<void>;
  rename(from: string, to: string): void | Promise<void>;
  link(from: string, to: string): void | Promise<void>;
  unlink(name: string): void | Promise<void>;
  /** Names with what is in their files. */
  names(): readonly string[] | Promise<readonly string[]>;
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** Names lead to contents, descriptors hold contents: nothing else. */
class PlainModel implements World {
  readonly #names = new Map<string, { text: string }>();
  readonly #open: ({ readonly held: { text: string }; readonly flags: OpenFlags } | undefined)[] = [];

  open(name: string, flags: OpenFlags): number {
    let held = this.#names.get(name);
    if (held !== undefined && flags.exclusive) fail('EEXIST');
    if (held === undefined) {
      if (!flags.create) fail('ENOENT');
      held = { text: '' };
      this.#names.set(name, held);
    } else if (flags.truncate) held.text = '';
    return this.#open.push({ held, flags }) - 1;
  }
  read(file: number): string {
    const { held, flags } = this.#file(file);
    return flags.read ? held.text : fail('EBADF');
  }
  size(file: number): number {
    return this.#file(file).held.text.length;
  }
  write(file: number, at: number | null, text: string): void {
    const { held, flags } = this.#file(file);
    if (!flags.write) fail('EBADF');
    const from = at === null || flags.append ? held.text.length : at;
    const before = held.text.slice(0, from).padEnd(from, '\0');
    held.text = before + text + held.text.slice(from + text.length);
  }
  truncate(file: number, size: number): void {
    const { held, flags } = this.#file(file);
    if (!flags.write) fail('EINVAL');
    held.text = held.text.slice(0, size).padEnd(size, '\0');
  }
  close(file: number): void {
    this.#file(file);
    this.#open[file] = undefined;
  }
  rename(from: string, to: string): void {
    const held = this.#names.get(from) ?? fail('ENOENT');
    if (this.#names.get(to) === held) return;
    this.#names.set(to, held);
    this.#names.delete(from);
  }
  link(from: string, to: string): void {
    const held = this.#names.get(from) ?? fail('ENOENT');
    if (this.#names.has(to)) fail('EEXIST');
    this.#names.set(to, held);
  }
  unlink(name: string): void {
    if (!this.#names.delete(name)) fail('ENOENT');
  }
  names(): readonly string[] {
    return [...this.#names].map(([name, { text }]) => `${name} ${text}`).sort();
  }
  #file(file: number) {
    return this.#open[file] ?? fail('EBADF');
  }
}

class HostWorld implements World {
  readonly #folder: string;
  readonly #open: ({ readonly fd: number; readonly flags: OpenFlags } | undefined)[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }
  open(name: string, flags: OpenFlags): number {
    const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = fs.constants;
    const access = flags.write ? (flags.read ? O_RDWR : O_WRONLY) : O_RDONLY;
    const bits =
      access |
      (flags.append ? O_APPEND : 0) |
      (flags.create ? O_CREAT : 0) |
      (flags.exclusive ? O_EXCL : 0) |
      (flags.truncate ? O_TRUNC : 0);
    return this.#open.push({ fd: fs.openSync(join(this.#folder, name), bits, flags.mode), flags }) - 1;
  }
  read(file: number): string {
    const buffer = Buffer.alloc(1_000);
    return buffer.toString('latin1', 0, fs.readSync(this.#fd(file), buffer, 0, 1_000, 0));
  }
  size(file: number): number {
    return fs.fstatSync(this.#fd(file)).size;
  }
  write(file: number, at: number | null, text: string): void {
    const fd = this.#fd(file);
    // The end, as "no position" has it: a bare write would go on where the one before it stopped.
    fs.writeSync(fd, text, at ?? fs.fstatSync(fd).size);
  }
  truncate(file: number, size: number): void {
    fs.ftruncateSync(this.#fd(file), size);
  }
  close(file: number): void {
    fs.closeSync(this.#fd(file));
    this.#open[file] = undefined;
  }
  rename(from: string, to: string): void {
    fs.renameSync(join(this.#folder, from), join(this.#folder, to));
  }
  link(from: string, to: string): void {
    fs.linkSync(join(this.#folder, from), join(this.#folder, to));
  }
  unlink(name: string): void {
    fs.unlinkSync(join(this.#folder, name));
  }
  names(): readonly string[] {
    return fs
      .readdirSync(this.#folder)
      .map((name) => `${name} ${fs.readFileSync(join(this.#folder, name), 'latin1')}`)
      .sort();
  }
  dispose(): void {
    for (const one of this.#open) if (one !== undefined) fs.closeSync(one.fd);
  }
  #fd(file: number): number {
    return (this.#open[file] ?? fail('EBADF')).fd;
  }
}

class BackendWorld implements World {
  readonly #backend: VfsBackend;
  readonly #open: (OpenFile | undefined)[] = [];

  constructor(backend: VfsBackend) {
    this.#backend = backend;
  }
  open(name: string, flags: OpenFlags): number {
    return this.#open.push(this.#backend.open(name, flags)) - 1;
  }
  async read(file: number): Promise<string> {
    return (await this.#file(file).read(0, 1_000)).toString('latin1');
  }
  size(file: number): number {
    return this.#file(file).stat().size;
  }
  async write(file: number, at: number | null, text: string): Promise<void> {
    const open = this.#file(file);
    await open.write(Buffer.from(text), at ?? open.stat().size);
  }
  async truncate(file: number, size: number): Promise<void> {
    await this.#file(file).truncate(size);
  }
  close(file: number): void {
    this.#file(file).close();
    this.#open[file] = undefined;
  }
  rename(from: string, to: string): Promise<void> {
    return this.#backend.rename(from, to, true);
  }
  link(from: string, to: string): Promise<void> {
    return this.#backend.link(from, to);
  }
  unlink(name: string): Promise<void> {
    return this.#backend.unlink(name);
  }
  async names(): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const batch of this.#backend.batches('')) {
      for (const { name } of batch) {
        const file = this.#backend.open(name, { ...closed, read: true });
        all.push(`${name} ${(await file.read(0, 1_000)).toString('latin1')}`);
        file.close();
      }
    }
    return all.sort();
  }
  dispose(): void {
    for (const one of this.#open) one?.close();
  }
  #file(file: number): OpenFile {
    return this.#open[file] ?? fail('EBADF');
  }
}

const closed = { read: false, write: false, append: false, create: false, exclusive: false, truncate: false, mode: 0 };

async function take(world: World, step: OpenStep): Promise<unknown> {
  switch (step.op) {
    case 'open':
      return await world.open(step.name, step.flags);
    case 'write':
      return await world.write(step.file, step.at, step.text);
    case 'truncate':
      return await world.truncate(step.file, step.size);
    case 'rename':
      return await world.rename(step.from, step.to);
    case 'link':
      return await world.link(step.from, step.to);
    case 'unlink':
      return await world.unlink(step.name);
    default:
      return await world[step.op](step.file);
  }
}

/** Adds the test: `create` gives a fresh, empty backend. */
export function openFileConformance(create: () => { backend: VfsBackend; dispose(): void }): void {
  test('open files are held whatever becomes of their names, as in a plain model and on the host', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(openStep, { minLength: 5, maxLength: 50 }), async (steps) => {
        const fresh = create();
        const folder = fs.mkdtempSync(join(tmpdir(), 'agentos-oracle-'));
        const model = new PlainModel();
        const host = new HostWorld(folder);
        const tried = new BackendWorld(fresh.backend);
        try {
          for (const step of steps) {
            const wanted = await outcome(() => take(model, step));
            expect(await outcome(() => take(host, step)), `host: ${JSON.stringify(step)}`).toEqual(wanted);
            expect(await outcome(() => take(tried, step)), JSON.stringify(step)).toEqual(wanted);
          }
          expect(host.names()).toEqual(model.names());
          expect(await tried.names()).toEqual(model.names());
        } finally {
          host.dispose();
          tried.dispose();
          fresh.dispose();
          fs.rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 80 },
    );
  });
}
