/**
 * A mounted file system that tells what it does for followed work, such as a click: one event and one span for each operation,
 * below the syscall that asked for it. For everything else it adds one look at a variable.
 *
 * Whose work it is: that which a view was made for (`within`), also after a wait; without a view what the thread does now.
 */
import { EventCategory, EventSeverity } from '@agentos/protocol/kernel';
import type { EventRing } from '../events/event-ring.ts';
import { childOf, currentWork, type TraceContext, type Work } from '../events/trace.ts';
import type { Closable, HostPlace, Listed, NodeStat, OpenFile, OpenFlags, VfsBackend } from './backend.ts';

type Operation =
  | 'stat'
  | 'readlink'
  | 'open'
  | 'list'
  | 'mkdir'
  | 'rmdir'
  | 'unlink'
  | 'removeTree'
  | 'rename'
  | 'link'
  | 'symlink'
  | 'replace'
  | 'syncFolder'
  | 'read'
  | 'write'
  | 'truncate'
  | 'sync';

/** Operations that are told of one syscall: those of a whole tree are alike, and would push everything else out of its trace. */
const mostTold = 100;

/** Work that a view belongs to, and how many of its operations may still be told. */
interface Followed {
  readonly work: Work;
  left: number;
}

export class TracedBackend implements VfsBackend {
  readonly #inner: VfsBackend;
  readonly #events: EventRing;
  readonly #followed: Followed | undefined;
  /** One view for each piece of work, so that two places of it on one mount have the same backend. */
  readonly #views = new WeakMap<TraceContext, TracedBackend>();

  constructor(inner: VfsBackend, events: EventRing, followed?: Followed) {
    this.#inner = inner;
    this.#events = events;
    this.#followed = followed;
  }

  within(work: Work): VfsBackend {
    let view = this.#views.get(work.trace);
    if (view === undefined) {
      view = new TracedBackend(this.#inner, this.#events, { work, left: mostTold });
      this.#views.set(work.trace, view);
    }
    return view;
  }

  stat(path: string): NodeStat {
    return this.#now('stat', () => this.#inner.stat(path));
  }

  readlink(path: string): string {
    return this.#now('readlink', () => this.#inner.readlink(path));
  }

  open(path: string, flags: OpenFlags): OpenFile {
    const file = this.#now('open', () => this.#inner.open(path, flags));
    return new TracedFile(file, this.#events, this.#followed);
  }

  batches(path: string): AsyncIterable<readonly Listed[]> {
    return this.#now('list', () => this.#inner.batches(path));
  }

  statEntries(path: string, names: readonly string[]): Promise<(NodeStat | undefined)[]> {
    return this.#inner.statEntries(path, names);
  }

  mkdir(path: string, mode: number): Promise<void> {
    return this.#later('mkdir', () => this.#inner.mkdir(path, mode));
  }

  rmdir(path: string): Promise<void> {
    return this.#later('rmdir', () => this.#inner.rmdir(path));
  }

  unlink(path: string): Promise<void> {
    return this.#later('unlink', () => this.#inner.unlink(path));
  }

  removeTree(path: string, signal?: AbortSignal): Promise<number> {
    return this.#later('removeTree', () => this.#inner.removeTree(path, signal));
  }

  rename(from: string, to: string, overwrite: boolean): Promise<void> {
    return this.#later('rename', () => this.#inner.rename(from, to, overwrite));
  }

  link(target: string, path: string): Promise<void> {
    return this.#later('link', () => this.#inner.link(target, path));
  }

  symlink(target: string, path: string): Promise<void> {
    return this.#later('symlink', () => this.#inner.symlink(target, path));
  }

  replace(path: string, data: Uint8Array, mode: number): Promise<void> {
    return this.#later('replace', () => this.#inner.replace(path, data, mode), data.length);
  }

  syncFolder(path: string): Promise<void> {
    return this.#later('syncFolder', () => this.#inner.syncFolder(path));
  }

  watch(path: string, changed: (name: string | undefined) => void): Closable {
    return this.#inner.watch(path, changed);
  }

  hostPath(path: string): HostPlace | undefined {
    return this.#inner.hostPath(path);
  }

  close(): void {
    this.#inner.close?.();
  }

  #now<T>(operation: Operation, run: () => T): T {
    const work = workOf(this.#followed);
    return work !== undefined ? tracedNow(this.#events, work, operation, run) : run();
  }

  #later<T>(operation: Operation, run: () => Promise<T>, bytes = 0): Promise<T> {
    const work = workOf(this.#followed);
    return work !== undefined ? tracedLater(this.#events, work, operation, run, () => bytes) : run();
  }
}

class TracedFile implements OpenFile {
  readonly #inner: OpenFile;
  readonly #events: EventRing;
  readonly #followed: Followed | undefined;

  constructor(inner: OpenFile, events: EventRing, followed: Followed | undefined) {
    this.#inner = inner;
    this.#events = events;
    this.#followed = followed;
  }

  stat(): NodeStat {
    return this.#inner.stat();
  }

  read(position: number, length: number, into?: Buffer): Promise<Buffer> {
    return this.#later(
      'read',
      () => this.#inner.read(position, length, into),
      (data) => data.length,
    );
  }

  write(data: Uint8Array, position: number | null): Promise<void> {
    return this.#later(
      'write',
      () => this.#inner.write(data, position),
      () => data.length,
    );
  }

  truncate(size: number): Promise<void> {
    return this.#later('truncate', () => this.#inner.truncate(size), none);
  }

  sync(dataOnly: boolean): Promise<void> {
    return this.#later('sync', () => this.#inner.sync(dataOnly), none);
  }

  close(): void {
    this.#inner.close();
  }

  #later<T>(operation: Operation, run: () => Promise<T>, bytesOf: (value: T) => number): Promise<T> {
    const work = workOf(this.#followed);
    return work !== undefined ? tracedLater(this.#events, work, operation, run, bytesOf) : run();
  }
}

const none = (): number => 0;

/** The work whose operation is to be told; undefined: of nobody's. */
function workOf(followed: Followed | undefined): Work | undefined {
  if (followed === undefined) {
    const work = currentWork();
    return work?.trace.sampled === true ? work : undefined;
  }
  if (followed.left <= 0) return undefined;
  followed.left--;
  return followed.work;
}

function tracedNow<T>(events: EventRing, work: Work, operation: Operation, run: () => T): T {
  const started = performance.now();
  let failed = 1;
  try {
    const value = run();
    failed = 0;
    return value;
  } finally {
    tell(events, work, operation, started, failed, 0);
  }
}

async function tracedLater<T>(
  events: EventRing,
  work: Work,
  operation: Operation,
  run: () => Promise<T>,
  bytesOf: (value: T) => number,
): Promise<T> {
  const started = performance.now();
  try {
    const value = await run();
    tell(events, work, operation, started, 0, bytesOf(value));
    return value;
  } catch (error) {
    tell(events, work, operation, started, 1, 0);
    throw error;
  }
}

function tell(
  events: EventRing,
  work: Work,
  operation: Operation,
  started: number,
  failed: number,
  bytes: number,
): void {
  const now = performance.now();
  const { trace, pid } = work;
  events.tick(now);
  events.emit(
    EventCategory.FILE,
    EventSeverity.DEBUG,
    'file.operation',
    operation,
    pid,
    childOf(trace),
    (now - started) * 1_000,
    failed,
    bytes,
  );
}
