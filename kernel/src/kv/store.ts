/**
 * Durable key-value data by namespace. Reads run on the core (microseconds, from the page cache), writes in a thread
 * that commits in groups; a write that has been acknowledged survives `kill -9` and loss of power.
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { asBuffer } from '../bytes.ts';
import { failure } from '../errors.ts';
import { type Change, schema, type WriteReply, type WriteRequest } from './schema.ts';

export interface KeyValueEntry {
  readonly key: string;
  readonly value: Buffer;
}

interface PendingWrite {
  resolve(applied: number): void;
  reject(error: Error): void;
}

export class KeyValueStore {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #get: StatementSync;
  readonly #list: StatementSync;
  readonly #keys: StatementSync;
  readonly #usage: StatementSync;
  readonly #pending = new Map<number, PendingWrite>();
  #writer: Worker | undefined;
  #nextId = 1;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#path = path;
    this.#database = new DatabaseSync(path);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
    this.#database.exec(schema);
    this.#database.exec('PRAGMA query_only = ON;');
    // One bound on each side, or the index would be walked from the start of the prefix for every page.
    const range = 'key >= CAST(? AS TEXT) AND key < CAST(? AS TEXT)';
    const after = `FROM entries WHERE namespace = ? AND ${range} ORDER BY key LIMIT ?`;
    this.#get = this.#database.prepare('SELECT value FROM entries WHERE namespace = ? AND key = ?');
    this.#list = this.#database.prepare(`SELECT key, value ${after}`);
    this.#keys = this.#database.prepare(`SELECT key ${after}`);
    this.#usage = this.#database.prepare('SELECT keys, bytes FROM usage WHERE namespace = ?');
  }

  get(namespace: string, key: string): Buffer | undefined {
    const value = this.#get.get(namespace, key)?.value;
    return value instanceof Uint8Array ? asBuffer(value) : undefined;
  }

  /** Entries whose key starts with `prefix` and follows `after`, in order of their bytes; reads no more than it gives. */
  list(
    namespace: string,
    prefix: string,
    after: string,
    most: { readonly entries: number; readonly bytes: number },
    withValues: boolean,
  ): { entries: KeyValueEntry[]; truncated: boolean } {
    const statement = withValues ? this.#list : this.#keys;
    const entries: KeyValueEntry[] = [];
    let bytes = 0;
    for (const row of statement.iterate(namespace, ...boundsOf(prefix, after), most.entries + 1)) {
      const key = String(row.key);
      const value = row.value instanceof Uint8Array ? asBuffer(row.value) : Buffer.alloc(0);
      bytes += key.length + value.length;
      if (entries.length === most.entries || (entries.length > 0 && bytes > most.bytes)) {
        return { entries, truncated: true };
      }
      entries.push({ key, value });
    }
    return { entries, truncated: false };
  }

  usage(namespace: string): { keys: number; bytes: number } {
    const row = this.#usage.get(namespace);
    return { keys: Number(row?.keys ?? 0), bytes: Number(row?.bytes ?? 0) };
  }

  /**
   * Applies all changes or none; resolves when they are durable.
   * @returns how many entries were set or removed
   * @throws KernelError EDQUOT beyond the quota, ENOSPC, EIO
   */
  write(namespace: string, changes: readonly Change[], quotaBytes: number): Promise<number> {
    const request: WriteRequest = { id: this.#nextId++, namespace, changes, quotaBytes };
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#pending.set(request.id, { resolve, reject });
    this.#writer ??= this.#startWriter();
    this.#writer.postMessage(request);
    return promise;
  }

  async close(): Promise<void> {
    const writer = this.#writer;
    if (writer !== undefined) {
      const ended = once(writer, 'exit');
      writer.postMessage('close');
      await ended;
    }
    this.#database.close();
  }

  #startWriter(): Worker {
    const writer = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: this.#path });
    writer.on('message', (reply: WriteReply) => this.#settle(reply));
    writer.on('error', (error: unknown) => this.#lose(writer, error));
    writer.on('exit', () => this.#lose(writer, failure('EIO', 'the key-value writer has ended')));
    return writer;
  }

  #settle(reply: WriteReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ('applied' in reply) pending?.resolve(reply.applied);
    else pending?.reject(failure(reply.code, reply.message));
  }

  /** Nothing that waits can be known to be durable; the next write starts a new thread. */
  #lose(writer: Worker, error: unknown): void {
    if (this.#writer !== writer) return;
    this.#writer = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    for (const pending of this.#pending.values()) pending.reject(failure('EIO', `not stored: ${reason}`));
    this.#pending.clear();
  }
}

/** The bytes that a key with this prefix and after this key is not below, and those that it is below. */
function boundsOf(prefix: string, after: string): [Buffer, Buffer] {
  const first = Buffer.from(prefix);
  const previous = Buffer.from(after);
  // Keys hold no NUL, and no text holds the byte 255.
  const from = after === '' || Buffer.compare(previous, first) < 0 ? first : Buffer.concat([previous, Buffer.of(0)]);
  return [from, Buffer.concat([first, Buffer.of(255)])];
}
