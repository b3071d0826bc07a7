/** Reads of the key-value database, on the core: microseconds each, from the page cache. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { asBuffer } from '../bytes.ts';
import { schema } from './schema.ts';

export interface KeyValueEntry {
  readonly key: string;
  readonly value: Buffer;
}

export class KeyValueReader {
  readonly #database: DatabaseSync;
  readonly #get: StatementSync;
  readonly #list: StatementSync;
  readonly #keys: StatementSync;
  readonly #usage: StatementSync;

  /** Makes the database when there is none. @throws Error of SQLite */
  constructor(path: string) {
    const database = new DatabaseSync(path);
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
      database.exec(schema);
      database.exec('PRAGMA query_only = ON;');
      // One bound on each side, or the index would be walked from the start of the prefix for every page.
      const range = 'key >= CAST(? AS TEXT) AND key < CAST(? AS TEXT)';
      const after = `FROM entries WHERE namespace = ? AND ${range} ORDER BY key LIMIT ?`;
      this.#get = database.prepare('SELECT value FROM entries WHERE namespace = ? AND key = ?');
      this.#list = database.prepare(`SELECT key, value ${after}`);
      this.#keys = database.prepare(`SELECT key ${after}`);
      this.#usage = database.prepare('SELECT keys, bytes FROM usage WHERE namespace = ?');
    } catch (error) {
      database.close();
      throw error;
    }
    this.#database = database;
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

  close(): void {
    this.#database.close();
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
