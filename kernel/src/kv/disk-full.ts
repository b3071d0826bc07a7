/** Whether a failure of the database means that the disk has no room. */
import { statfsSync } from 'node:fs';

const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
/** What the log and its index may need to grow. */
const little = 1024 * 1024;

/** SQLITE_FULL, or an input/output error where hardly any room is left: the index of the log cannot be made then. */
export function isDiskFull(error: unknown, path: string): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  const code = error.errcode & 0xff;
  if (code === SQLITE_FULL) return true;
  if (code !== SQLITE_IOERR) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize < little;
}
