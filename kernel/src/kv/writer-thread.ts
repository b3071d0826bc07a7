/**
 * The thread that writes the key-value database. What has arrived when it comes to its turn becomes one transaction
 * (group commit), and nothing is acknowledged before that transaction is on the disk.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { isDiskFull } from './disk-full.ts';
import { mostKeys, schema, type WriteReply, type WriteRequest } from './schema.ts';

class QuotaExceeded extends Error {}

if (parentPort === null || typeof workerData !== 'string') throw new Error('the key-value writer runs as a worker');
const port = parentPort;
const path: string = workerData;

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
const removeUsage = prepare('DELETE FROM usage WHERE namespace = ?');

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
  const requests = queue;
  queue = [];
  if (requests.length > 0) commitTogether(requests);
}

/** One transaction for all. When it fails, each gets one of its own: what is too much for the disk must not take others along. */
function commitTogether(requests: readonly WriteRequest[]): void {
  const replies: WriteReply[] = [];
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const request of requests) replies.push(applyOne(request));
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    const [first, ...others] = requests;
    if (others.length > 0) for (const request of requests) commitTogether([request]);
    else if (first !== undefined) port.postMessage({ id: first.id, ...failureOf(error) });
    return;
  }
  for (const reply of replies) port.postMessage(reply);
}

/** @throws Error when the whole transaction has come to nothing */
function applyOne(request: WriteRequest): WriteReply {
  database.exec('SAVEPOINT request');
  try {
    const applied = applyChanges(request);
    database.exec('RELEASE request');
    return { id: request.id, applied };
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (!(error instanceof QuotaExceeded)) throw error;
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
  const keysBefore = keys;
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
  if (keys > mostKeys && keys > keysBefore) {
    throw new QuotaExceeded(`${namespace}: ${keys} keys would exceed the most of ${mostKeys}`);
  }
  if (keys === 0) removeUsage.run(namespace);
  else upsertUsage.run(namespace, keys, bytes);
  return applied;
}

function failureOf(error: unknown): { code: string; message: string } {
  if (error instanceof QuotaExceeded) return { code: 'EDQUOT', message: error.message };
  return {
    code: isDiskFull(error, path) ? 'ENOSPC' : 'EIO',
    message: error instanceof Error ? error.message : String(error),
  };
}

function prepare(sql: string): StatementSync {
  return database.prepare(sql);
}
