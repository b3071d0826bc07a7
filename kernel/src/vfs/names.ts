/** Path text: made absolute, `.` and `..` taken out by the text alone, and everything that cannot be a name refused. */
import { failure } from '../errors.ts';

const longestPath = 4096;
const longestName = 255;

/**
 * Absolute, normalised path of the namespace. `..` never rises above the root.
 * @throws KernelError ENOENT for an empty path, EINVAL for NUL, ENAMETOOLONG.
 */
export function normalise(path: string, workingFolder: string): string {
  if (path === '') throw failure('ENOENT', 'the path is empty');
  if (path.includes('\0')) throw failure('EINVAL', 'a path cannot hold a NUL byte', path.replaceAll('\0', '\\0'));
  if (path.length > longestPath) throw failure('ENAMETOOLONG', `a path has at most ${longestPath} characters`);
  if (isNormal(path)) return path;
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${workingFolder}/${path}`).split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      names.pop();
      continue;
    }
    if (name.length > longestName / 4 && Buffer.byteLength(name) > longestName) {
      throw failure('ENAMETOOLONG', `a name has at most ${longestName} bytes`, name);
    }
    names.push(name);
  }
  return `/${names.join('/')}`;
}

/** Already absolute, with short names and nothing to take out: the common case, found without building anything. */
function isNormal(path: string): boolean {
  if (path.length > longestName / 4 || path.charCodeAt(0) !== 47) return false;
  return path.length > 1 ? !/\/(?:\.{0,2}(?:\/|$))/.test(path) : true;
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `name` below `folder`, both already valid. */
export function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
