/** Names and paths of the namespace: what a person may call a file, and how a path is put together and taken apart. */

export const HOME = '/home';

/** Why a name cannot be used, in words for the person, or undefined when it can. */
export function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'A name needs at least one character.';
  if (name.split('/').includes('..')) return '“..” leads out of this folder and cannot be part of a name.';
  if (name === '.') return '“.” stands for the folder itself and cannot be a name.';
  if (name.includes('/')) return 'A name cannot contain “/”, which separates folders.';
  if (name.startsWith('..')) return 'A name cannot begin with “..”.';
  if (/\p{Cc}/u.test(name)) return 'A name cannot contain control characters.';
  if (new TextEncoder().encode(name).length > 255) return 'A name can be at most 255 bytes long.';
  return undefined;
}

/** The part of a name that is selected for renaming: all but the extension of a file. */
export function stemLength(name: string, isFolder: boolean): number {
  const dot = name.lastIndexOf('.');
  return isFolder || dot <= 0 ? name.length : dot;
}

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** A name that is not taken: `Report (2).txt` for a second `Report.txt`. */
export function freeName(name: string, taken: ReadonlySet<string>, isFolder = false): string {
  if (!taken.has(name)) return name;
  const stem = name.slice(0, stemLength(name, isFolder));
  const rest = name.slice(stem.length);
  for (let count = 2; ; count += 1) {
    const candidate = `${stem} (${count})${rest}`;
    if (!taken.has(candidate)) return candidate;
  }
}

export function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export interface Crumb {
  readonly label: string;
  readonly path: string;
}

/** The folders from the top to `path`; below `/home` the top is Home. */
export function crumbsOf(path: string): Crumb[] {
  const crumbs: Crumb[] = [];
  let built = '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    built = `${built}/${name}`;
    crumbs.push({ label: built === HOME ? 'Home' : name, path: built });
  }
  if (crumbs[0]?.path !== HOME) crumbs.unshift({ label: 'Computer', path: '/' });
  return crumbs;
}

/** Whether `path` is `folder` or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
