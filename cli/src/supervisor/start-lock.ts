/**
 * Lets one `agentos up` at a time start a system on one AGENTOS_HOME. The lock is the host's own on a SQLite file: it ends
 * with the process that holds it, however that ends, so there is no stale lock to judge.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Longest wait for another `up` to finish, milliseconds. */
const waitMs = 90_000;

/** Runs `work` while no other process on the same runtime folder does; throws when the wait gets too long. */
export async function withStartLock<T>(run: string, work: () => Promise<T>): Promise<T> {
  const database = new DatabaseSync(join(run, 'start.lock'));
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
    return await work();
  } finally {
    database.close();
  }
}
