/** Search by name below one folder: breadth first, links not followed, folders that may not be listed left out. */
import { type FileMatch, FileType } from '@agentos/protocol/kernel';
import { codeOf } from '../errors.ts';
import type { Listed } from './backend.ts';
import { listAll } from './listing.ts';
import { join } from './names.ts';
import type { Place } from './namespace.ts';

export interface NameSearch {
  readonly query: string;
  readonly limit: number;
  readonly hidden: boolean;
  readonly signal: AbortSignal;
  /** `name` is the absolute path of a folder. */
  mayList(name: string): boolean;
}

/** A search gives up, and says so, after this many entries. */
export const mostVisited = 500_000;

export async function searchNames(
  base: Place,
  { query, limit, hidden, signal, mayList }: NameSearch,
): Promise<{ matches: FileMatch[]; truncated: boolean }> {
  const wanted = query.toLowerCase();
  const matches: FileMatch[] = [];
  const folders: Place[] = [base];
  let visited = 0;
  for (const folder of folders) {
    for (const { name, type } of await listed(folder)) {
      if (++visited > mostVisited) return { matches: best(matches, limit), truncated: true };
      if (!hidden && name.startsWith('.')) continue;
      const path = join(folder.name, name);
      const score = scoreOf(name.toLowerCase(), wanted);
      if (score > 0) matches.push({ path, type, score });
      if (type === FileType.DIRECTORY && mayList(path)) {
        folders.push({
          backend: folder.backend,
          path: folder.path === '' ? name : `${folder.path}/${name}`,
          name: path,
        });
      }
    }
    signal.throwIfAborted();
  }
  return { matches: best(matches, limit), truncated: matches.length > limit };
}

/** A folder that went away, turned into a link, or lies too deep to have a name holds nothing. */
export async function listed(folder: Place): Promise<Listed[]> {
  try {
    return await listAll(folder.backend, folder.path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].includes(codeOf(error))) return [];
    throw error;
  }
}

function best(matches: FileMatch[], limit: number): FileMatch[] {
  matches.sort((left, right) => right.score - left.score || (left.path < right.path ? -1 : 1));
  return matches.slice(0, limit);
}

/** 1 the same, then a start, a part, and last the letters in order; 0 no match. */
function scoreOf(name: string, wanted: string): number {
  if (name === wanted) return 1;
  if (name.startsWith(wanted)) return 0.9;
  const at = name.indexOf(wanted);
  if (at > 0) return 0.8 - Math.min(at, 100) / 1000;
  let from = 0;
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return Math.max(0.1, 0.5 - (from - wanted.length) / 100);
}
