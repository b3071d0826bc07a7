/**
 * Durable key-value data by namespace. Reads run on the core (microseconds, from the page cache), writes in a thread
 * that commits in groups; a write that has been acknowledged survives `kill -9` and loss of power.
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { isDiskFull } from './disk-full.ts';
import { type KeyValueEntry, KeyValueReader } from './reader.ts';
import type { Change, WriteReply, WriteRequest } from './schema.ts';

interface PendingWrite {
  resolve(applied: number): void;
  reject(error: Error): void;
}

export class KeyValueStore {
  readonly capability: HostCapability = {
    name: 'key-value',
    enforcement: Enforcement.ENFORCED,
    mechanism: 'SQLite, WAL, synchronous FULL',
    reason: '',
  };
  readonly #path: string;
  /** undefined while the disk has no room for the index of its log: the system starts, and its owner can make room. */
  #reader: KeyValueReader | undefined;
  readonly #pending = new Map<number, PendingWrite>();
  #writer: Worker | undefined;
  #nextId = 1;

  /** @throws Error when the database cannot be used, unless the reason is that the disk is full */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#path = path;
    try {
      this.#reader = new KeyValueReader(path);
    } catch (error) {
      if (!isDiskFull(error, dirname(path))) throw error;
    }
  }

  /** @throws KernelError ENOSPC, EIO */
  get(namespace: string, key: string): Buffer | undefined {
    return this.#open().get(namespace, key);
  }

  /** As `KeyValueReader.list`. @throws KernelError ENOSPC, EIO */
  list(...[namespace, prefix, after, most, withValues]: Parameters<KeyValueReader['list']>): {
    entries: KeyValueEntry[];
    truncated: boolean;
  } {
    return this.#open().list(namespace, prefix, after, most, withValues);
  }

  /** @throws KernelError ENOSPC, EIO */
  usage(namespace: string): { keys: number; bytes: number } {
    return this.#open().usage(namespace);
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
    this.#reader?.close();
  }

  #open(): KeyValueReader {
    try {
      this.#reader ??= new KeyValueReader(this.#path);
      return this.#reader;
    } catch (error) {
      if (!isDiskFull(error, dirname(this.#path))) throw error;
      throw failure('ENOSPC', 'key-value data cannot be read before there is room on the disk');
    }
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
    const code = isDiskFull(error, dirname(this.#path)) ? 'ENOSPC' : 'EIO';
    for (const pending of this.#pending.values()) pending.reject(failure(code, `not stored: ${reason}`));
    this.#pending.clear();
  }
}
