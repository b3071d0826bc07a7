/**
 * JSON documents under `/system`, through the kernel's file syscalls.
 *
 * Rule: a write is whole or absent (temporary name, sync, rename), and writes to one path happen in the order asked.
 */
import { Buffer } from 'node:buffer';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { codeOf, Problem } from '../problem.ts';
import type { Caller } from './caller.ts';

const operationBytes = 1024 * 1024;
const longestDocument = 64 * 1024 * 1024;
const privateMode = 0o600;

export class Documents {
  readonly #caller: Caller;
  readonly #log: Logger;
  readonly #queues = new Map<string, Promise<void>>();

  constructor(caller: Caller, log: Logger) {
    this.#caller = caller;
    this.#log = log;
  }

  /** Reads and validates; undefined when absent. A document that is not valid is set aside under `.invalid`. */
  async read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema> | undefined> {
    let text: string;
    try {
      text = (await readWhole(this.#caller, path, longestDocument)).toString('utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    this.#log.error({ path, issues: parsed.error.issues.slice(0, 3) }, 'a stored document is not valid; set aside');
    await this.#caller.call('moveFile', { source: path, destination: `${path}.invalid`, overwrite: true });
    return undefined;
  }

  /** Writes a document; durable when the promise resolves. */
  write(path: string, value: unknown): Promise<void> {
    return this.#inOrder(path, async () => {
      const bytes = Buffer.from(JSON.stringify(value));
      if (bytes.length > longestDocument) throw new Problem('EFBIG', `${path} would be ${bytes.length} bytes long`);
      if (bytes.length <= operationBytes) {
        await this.#caller.call('writeFile', { ...plainWrite, path, data: bytes, create: true, replace: true });
      } else {
        await this.#writeLong(path, bytes);
      }
    });
  }

  /** Removes a document; one that is absent is no error. */
  remove(path: string): Promise<void> {
    return this.#inOrder(path, async () => {
      try {
        await this.#caller.call('deleteFile', { path, recursive: false });
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    });
  }

  /** Names of the `.json` documents in a folder, without the ending; the folder is made when missing. */
  async names(folder: string): Promise<string[]> {
    await this.#caller.call('mkdir', { path: folder, parents: true, mode: 0o700 });
    const names: string[] = [];
    for await (const entry of listWhole(this.#caller, folder)) {
      if (entry.name.endsWith('.json')) names.push(entry.name.slice(0, -'.json'.length));
    }
    return names;
  }

  async #writeLong(path: string, bytes: Buffer): Promise<void> {
    const temporary = `${path}.partial`;
    for (let offset = 0; offset < bytes.length; offset += operationBytes) {
      await this.#caller.call('writeFile', {
        ...plainWrite,
        path: temporary,
        data: bytes.subarray(offset, offset + operationBytes),
        create: offset === 0,
        truncate: offset === 0,
        append: offset > 0,
      });
    }
    await this.#caller.call('fsync', { descriptor: 0, path: temporary, dataOnly: false });
    await this.#caller.call('moveFile', { source: temporary, destination: path, overwrite: true });
  }

  #inOrder(path: string, work: () => Promise<void>): Promise<void> {
    const before = this.#queues.get(path) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.#queues.set(path, mine);
    const forget = (): void => {
      if (this.#queues.get(path) === mine) this.#queues.delete(path);
    };
    mine.then(forget, forget);
    return mine;
  }
}

const plainWrite = {
  offset: undefined,
  append: false,
  create: false,
  truncate: false,
  replace: false,
  mode: privateMode,
} as const;

/** A whole file, read by path; `EFBIG` beyond `longest` bytes. */
export async function readWhole(caller: Caller, path: string, longest: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let offset = 0; ; ) {
    const part = await caller.call('readFile', { path, offset, length: 0 });
    if (part.size > longest)
      throw new Problem('EFBIG', `${path} is ${part.size} bytes long; at most ${longest} are read`);
    parts.push(part.data);
    offset += part.data.length;
    if (offset > longest) throw new Problem('EFBIG', `${path} grew beyond ${longest} bytes while it was read`);
    if (part.endOfFile || part.data.length === 0) return Buffer.concat(parts);
  }
}

/** All entries of a folder, page by page. */
export async function* listWhole(caller: Caller, path: string) {
  for (let cursor = ''; ; ) {
    const page = await caller.call('listDirectory', { path, limit: 1_000, cursor, withStat: false });
    yield* page.entries;
    if (page.nextCursor === '') return;
    cursor = page.nextCursor;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
