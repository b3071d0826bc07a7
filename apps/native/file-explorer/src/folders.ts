/** File operations of the explorer, each over the tools of the system. Every one rejects with a `ToolError`. */
import type { AppContext } from '@os/sdk';
import { type Entry, readPage } from './entries.ts';
import { baseName, freeName, HOME, isWithin, join, parentOf } from './names.ts';

type Executor = AppContext['executor'];

/** Small enough to be on screen at once; the pages after it are as large as the tool allows. */
const FIRST_PAGE = 1000;
const PAGE = 10_000;

/**
 * Reads a whole folder page by page; `onPage` hears all entries so far and how many there will be.
 */
export async function listFolder(
  executor: Executor,
  path: string,
  signal: AbortSignal,
  onPage: (entries: readonly Entry[], total: number) => void = () => {},
): Promise<Entry[]> {
  const all: Entry[] = [];
  let cursor = '';
  for (;;) {
    const params = { path, limit: cursor === '' ? FIRST_PAGE : PAGE, ...(cursor === '' ? {} : { cursor }) };
    const page = readPage(await executor.execute('filesystem.list', params, { signal }));
    all.push(...page.entries);
    if (page.next === '' || page.next === cursor) return all;
    onPage([...all], Math.max(page.total, all.length));
    cursor = page.next;
  }
}

export async function makeFolder(executor: Executor, folder: string, name: string): Promise<void> {
  await executor.execute('filesystem.mkdir', { path: join(folder, name) });
}

export async function rename(executor: Executor, entry: Entry, name: string): Promise<void> {
  await executor.execute('filesystem.move', { source: entry.path, destination: join(parentOf(entry.path), name) });
}

export async function remove(executor: Executor, entry: Entry): Promise<void> {
  await executor.execute('filesystem.delete', { path: entry.path, recursive: entry.type === 'directory' });
}

export interface Clip {
  readonly mode: 'copy' | 'cut';
  readonly entries: readonly Entry[];
}

/** Copies or moves the clip into `folder`; names that are taken get a number. Returns the new names. */
export async function paste(executor: Executor, clip: Clip, folder: string): Promise<string[]> {
  const taken = new Set((await listFolder(executor, folder, new AbortController().signal)).map(({ name }) => name));
  const made: string[] = [];
  for (const { path, type } of clip.entries) {
    const isFolder = type === 'directory';
    if (isFolder && isWithin(folder, path)) throw new RangeError('A folder cannot be put into itself.');
    if (clip.mode === 'cut' && parentOf(path) === folder) continue;
    const name = freeName(baseName(path), taken, isFolder);
    const destination = join(folder, name);
    if (clip.mode === 'cut') await executor.execute('filesystem.move', { source: path, destination });
    else await executor.execute('filesystem.copy', { source: path, destination, recursive: isFolder });
    taken.add(name);
    made.push(name);
  }
  return made;
}

/** Folders of the sidebar, made when missing. */
export const places = [
  { label: 'Home', path: HOME },
  { label: 'Documents', path: `${HOME}/Documents` },
  { label: 'Downloads', path: `${HOME}/Downloads` },
  { label: 'Pictures', path: `${HOME}/Pictures` },
] as const;

/**
 * Makes the places that are missing; one that cannot be made shows its reason when it is opened. Resolves with whether
 * any was made.
 */
export async function makePlaces(executor: Executor): Promise<boolean> {
  const made = await Promise.all(
    places.map(
      ({ path }) =>
        path !== HOME &&
        executor.execute('filesystem.mkdir', { path }).then(
          () => true,
          () => false,
        ),
    ),
  );
  return made.includes(true);
}
