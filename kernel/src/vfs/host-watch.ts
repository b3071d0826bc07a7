/**
 * Hints of the host about changes in one folder (inotify on Linux). The host drops what comes faster than it is read and
 * Node does not say so; as many hints in one turn as the host's queue is long therefore count as "more than is known".
 */
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { codeOf } from '../errors.ts';
import { type Closable, FileError } from './backend.ts';

/** The host keeps one queue for this whole process, so what is open in all mounts counts together. */
const open = new Set<(name: string | undefined) => void>();
const betweenMs = 5_000;
let toldAt = Number.NEGATIVE_INFINITY;
let telling: NodeJS.Timeout | undefined;
let inThisTurn = 0;
let queueLength: number | undefined;

/** @param path must lead to the folder now; later the host follows the folder itself, wherever it is moved. */
export function watchFolder(path: string, changed: (name: string | undefined) => void): Closable {
  let watcher: FSWatcher;
  const own = path.slice(path.lastIndexOf('/') + 1);
  try {
    watcher = watch(path, { persistent: false }, (_kind, name) => {
      count();
      changed(name ?? undefined);
      // The folder itself goes by the last name of the path it was opened by, which an entry may have too.
      if (name === own) changed('');
    });
  } catch (error) {
    const code = codeOf(error);
    // Both say that the host's limit of watches is reached.
    throw new FileError(code === 'EMFILE' || code === 'ENOSPC' ? 'ENOSPC' : code, path);
  }
  watcher.on('error', () => changed(undefined));
  open.add(changed);
  return {
    close() {
      open.delete(changed);
      watcher.close();
    },
  };
}

function count(): void {
  if (inThisTurn === 0) setImmediate(endTurn);
  inThisTurn++;
}

function endTurn(): void {
  queueLength ??= hostQueueLength();
  const many = inThisTurn >= queueLength / 2;
  inThisTurn = 0;
  if (many) lostSome();
}

/** Tells everybody, not more often than every few seconds: each of them then reads its folders anew. */
function lostSome(): void {
  if (telling !== undefined) return;
  telling = setTimeout(
    () => {
      telling = undefined;
      toldAt = performance.now();
      for (const changed of [...open]) changed(undefined);
    },
    Math.max(0, toldAt + betweenMs - performance.now()),
  ).unref();
}

function hostQueueLength(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8')) || 16_384;
  } catch {
    return 16_384;
  }
}
