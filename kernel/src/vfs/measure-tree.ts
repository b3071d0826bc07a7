/**
 * The bytes of a tree of files on the host. Each folder is opened from the one above it, so that none lies too deep to have a
 * path; entries come some at a time, so that a huge folder does not hold up the core.
 */
import { closeSync, constants, openSync } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { O_PATH } from './host-paths.ts';

/** Folders held open at a time. */
const deepest = 256;
const batchEntries = 1_024;

export interface Measured {
  readonly bytes: number;
  /** Whether everything was looked at: not when folders lie deeper than 256 in each other. */
  readonly complete: boolean;
}

/** Every entry counts `entryBytes` beside its content; what goes away meanwhile may count or not. */
export async function measureTree(folder: string, entryBytes: number): Promise<Measured> {
  const total = { bytes: 0, complete: true };
  await measure(folder, 0, entryBytes, total);
  return total;
}

async function measure(
  folder: string,
  depth: number,
  entryBytes: number,
  total: { bytes: number; complete: boolean },
): Promise<void> {
  const entries = await opendir(folder, { bufferSize: batchEntries }).catch(() => undefined);
  for await (const entry of entries ?? []) {
    total.bytes += entryBytes;
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) total.bytes += (await lstat(path).catch(() => undefined))?.size ?? 0;
    else if (depth >= deepest) total.complete = false;
    else await below(path, (inner) => measure(inner, depth + 1, entryBytes, total));
  }
}

/** Runs `operation` with a short path of a folder; does nothing when it has gone. */
async function below(path: string, operation: (folder: string) => Promise<void>): Promise<void> {
  if (process.platform !== 'linux') return await operation(path);
  let fd: number;
  try {
    fd = openSync(path, O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch {
    return;
  }
  try {
    await operation(`/proc/self/fd/${fd}`);
  } finally {
    closeSync(fd);
  }
}
