/** Paths of the system's namespace, as texts: `/home/Documents/a.txt`. */

/** An absolute path without `.`, `..`, empty names and a final slash; null when it is relative or holds a NUL. */
export function normalizePath(path: string): string | null {
  if (!path.startsWith('/') || path.includes('\0')) return null;
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') names.pop();
    else names.push(name);
  }
  return `/${names.join('/')}`;
}
