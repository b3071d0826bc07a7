/**
 * The thread that writes the key-value database. What has arrived when it comes to its turn becomes one transaction
 * (group commit), and nothing is acknowledged before that transaction is on the disk.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { schema, type WriteReply, type WriteRequest } from './schema.ts';

class QuotaExceeded extends Error {}

const path: unknown = workerData;
if (parentPort === null || typeof path !== 'string') throw new Error('the key-value writer runs as a worker');
const port = parentPort;

const database = new DatabaseSync(path);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
database.exec(schema);

const selectSize = prepare('SELECT length(value) AS bytes FROM entries WHERE namespace = ? AND key = ?');
const upsert = prepare(
  'INSERT INTO entries (namespace, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
);
const remove = prepare('DELETE FROM entries WHERE namespace = ? AND key = ?');
const selectUsage = prepare('SELECT keys, bytes FROM usage WHERE namespace = ?');
const upsertUsage = prepare(
  'INSERT INTO usage (namespace, keys, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET keys = excluded.keys, bytes = excluded.bytes',
);

let queue: WriteRequest[] = [];

port.on('message', (message: WriteRequest | 'close') => {
  if (message === 'close') {
    commit();
    database.close();
    port.close();
    return;
  }
  queue.push(message);
  if (queue.length === 1) setImmediate(commit);
});

function commit(): void {
  if (queue.length === 0) return;
  const requests = queue;
  queue = [];
  const replies: WriteReply[] = [];
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const request of requests) replies.push(applyOne(request));
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    const reply = failureOf(error);
    for (const { id } of requests) port.postMessage({ id, ...reply });
    return;
  }
  for (const reply of replies) port.postMessage(reply);
}

function applyOne(request: WriteRequest): WriteReply {
  database.exec('SAVEPOINT request');
  try {
    const applied = applyChanges(request);
    database.exec('RELEASE request');
    return { id: request.id, applied };
  } catch (error) {
    database.exec('ROLLBACK TO request');
    database.exec('RELEASE request');
    return { id: request.id, ...failureOf(error) };
  }
}

function applyChanges({ namespace, changes, quotaBytes }: WriteRequest): number {
  const usage = selectUsage.get(namespace);
  let keys = Number(usage?.keys ?? 0);
  let bytes = Number(usage?.bytes ?? 0);
  const before = bytes;
  let applied = 0;
  for (const { key, value } of changes) {
    const keyBytes = Buffer.byteLength(key);
    const old = selectSize.get(namespace, key);
    if (old !== undefined) {
      keys--;
      bytes -= keyBytes + Number(old.bytes);
    }
    if (value === null) {
      applied += Number(remove.run(namespace, key).changes);
      continue;
    }
    upsert.run(namespace, key, value);
    keys++;
    bytes += keyBytes + value.length;
    applied++;
  }
  if (bytes > quotaBytes && bytes > before) {
    throw new QuotaExceeded(`${namespace}: ${bytes} bytes would exceed the quota of ${quotaBytes}`);
  }
  upsertUsage.run(namespace, keys, bytes);
  return applied;
}

function failureOf(error: unknown): { code: string; message: string } {
  if (error instanceof QuotaExceeded) return { code: 'EDQUOT', message: error.message };
  const full = error instanceof Error && 'errcode' in error && error.errcode === 13;
  return { code: full ? 'ENOSPC' : 'EIO', message: error instanceof Error ? error.message : String(error) };
}

function prepare(sql: string): StatementSync {
  return database.prepare(sql);
}
