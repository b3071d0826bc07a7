/** Folders, and the working folder of a process. */
import { FileType, type ListDirectory, type ListDirectoryResult } from '@agentos/protocol/kernel';
import { codeOf, failure } from '../errors.ts';
import { requirePath } from '../security/check.ts';
import { Listing } from '../vfs/listing.ts';
import { ListingCursors } from '../vfs/listing-cursors.ts';
import { join, nameOf, normalise, parentOf } from '../vfs/names.ts';
import { linkFound, type Namespace, type Place } from '../vfs/namespace.ts';
import { PatternSearch } from '../vfs/pattern-search.ts';
import { searchNames } from '../vfs/search.ts';
import { searchContents, textScan } from '../vfs/search-content.ts';
import type { Call } from './call.ts';
import { bits, found, type Lookup, long, lookupIn, quick, row, statOf } from './lookup.ts';
import type { SyscallRows } from './row.ts';

const defaultFolderMode = 0o755;
const mostEntries = 10_000;
const longestQuery = 1_000;

type FolderSyscalls = 'listDirectory' | 'mkdir' | 'rmdir' | 'getcwd' | 'setcwd' | 'searchFiles' | 'searchContent';

export function folderSyscalls(namespace: Namespace): SyscallRows<FolderSyscalls> {
  const lookup = lookupIn(namespace);
  const { at, placeOf } = lookup;
  const cursors = new ListingCursors();
  const patterns = new PatternSearch();
  return {
    listDirectory: {
      ...row,
      handler: (args, call) =>
        at(call, args.path, true, ['LIST_DIRECTORY'], (place) => list(args, place, call, cursors)),
    },
    mkdir: {
      ...row,
      async handler({ path, parents, mode }, call) {
        const wanted = bits(mode, defaultFolderMode);
        if (parents) await makeParents(lookup, call, path, wanted);
        else {
          const place = placeOf(call, path, ['CREATE_FILE']);
          if (place.path === '') throw failure('EEXIST', `${place.name} is a mount`, place.name);
          await place.backend.mkdir(place.path, wanted);
        }
        return {};
      },
    },
    rmdir: {
      ...row,
      async handler({ path }, call) {
        const place = placeOf(call, path, ['DELETE_FILE']);
        if (place.path === '') throw failure('EBUSY', `${place.name} is a mount and cannot be deleted`, place.name);
        await place.backend.rmdir(place.path);
        return {};
      },
    },
    getcwd: { ...quick, handler: (_args, { process }) => ({ path: process.workingFolder }) },
    setcwd: {
      ...quick,
      handler: ({ path }, call) =>
        at(call, path, true, ['LIST_DIRECTORY'], (place) => {
          const { type } = statOf(place, true);
          if (type !== FileType.DIRECTORY) throw failure('ENOTDIR', `${place.name} is not a folder`, place.name);
          call.process.workingFolder = place.name;
          return {};
        }),
    },
    searchFiles: {
      ...long,
      async handler({ path, query, limit, hidden }, call) {
        if (query === '' || query.length > longestQuery) {
          throw failure('EINVAL', `the query is 1 to ${longestQuery} characters`, 'query');
        }
        const base = await at(call, path, true, ['LIST_DIRECTORY'], folderAt);
        return await searchNames(base, {
          query,
          limit: limit === 0 ? 100 : Math.min(limit, 1_000),
          hidden,
          account: call.process.memory,
          signal: call.signal,
          progress: (measure) => call.progress(measure),
          mayList: (name) => call.process.capabilities.allowsPath('LIST_DIRECTORY', name),
        });
      },
    },
    searchContent: {
      ...long,
      async handler({ path, query, regularExpression, caseSensitive, limit }, call) {
        if (query === '' || query.length > longestQuery || /[\n\0]/.test(query)) {
          throw failure('EINVAL', `the query is 1 to ${longestQuery} characters on one line`, 'query');
        }
        const base = await at(call, path, true, ['LIST_DIRECTORY'], folderAt);
        const { signal } = call;
        const pattern = regularExpression
          ? await patterns.open({ pattern: query, caseSensitive }, call.process.appId || call.process, signal)
          : undefined;
        const scan =
          pattern === undefined ? textScan(query, caseSensitive) : { pieceBytes: 256 * 1024, push: pattern.push };
        try {
          return await searchContents(base, {
            scan,
            limit: limit === 0 ? 100 : Math.min(limit, 1_000),
            account: call.process.memory,
            signal,
            progress: (measure) => call.progress(measure),
            mayList: (name) => call.process.capabilities.allowsPath('LIST_DIRECTORY', name),
            mayRead: (name) => call.process.capabilities.allowsPath('READ_FILE', name),
          });
        } finally {
          pattern?.close();
        }
      },
    },
  };
}

function folderAt(place: Place): Place {
  if (statOf(place, true).type !== FileType.DIRECTORY) throw failure('ENOTDIR', `${place.name} is not a folder`);
  return place;
}

/** One page; the listing stays for the next one while there is one. */
async function list(
  { limit, cursor, withStat }: ListDirectory,
  place: Place,
  { process, signal }: Call,
  cursors: ListingCursors,
): Promise<ListDirectoryResult> {
  const position = ListingCursors.parse(cursor);
  const kept = cursor === '' ? undefined : cursors.find(process, position.id, place.name);
  const listing = kept ?? (await Listing.read(place, { account: process.memory, signal }));
  let keep = kept !== undefined;
  try {
    const from = cursor === '' ? 0 : listing.indexAfter(position.after);
    const wanted = Math.min(limit === 0 ? 1_000 : limit, mostEntries);
    const entries = await listing.page(from, wanted, withStat);
    const last = listing.nameAt(Math.min(from + wanted, listing.total) - 1);
    const { total } = listing;
    if (from + wanted >= total || last === undefined) {
      if (kept !== undefined) cursors.done(process, position.id);
      return { entries, nextCursor: '', total };
    }
    signal.throwIfAborted();
    const id = kept === undefined ? cursors.keep(process, listing, place.name) : position.id;
    keep = true;
    return { entries, nextCursor: ListingCursors.format({ id, after: last }), total };
  } finally {
    if (!keep) listing.dispose();
  }
}

/** Makes a folder and the missing ones above it; what is there already is fine when it is a folder. */
async function makeParents(lookup: Lookup, call: Call, path: string, mode: number): Promise<void> {
  const { process } = call;
  const missing: string[] = [];
  let at = normalise(path, process.workingFolder);
  for (;;) {
    const type = await lookup.at(call, at, true, ['CREATE_FILE'], (place) => {
      const stat = found(place);
      if (stat?.type === FileType.SYMLINK) throw linkFound();
      return stat?.type;
    });
    if (type === FileType.DIRECTORY) break;
    if (type !== undefined) {
      throw failure(missing.length === 0 ? 'EEXIST' : 'ENOTDIR', `${at} is there and not a folder`, at);
    }
    missing.unshift(nameOf(at));
    at = parentOf(at);
  }
  for (const name of missing) {
    at = join(at, name);
    requirePath(process, 'CREATE_FILE', at);
    const place = lookup.placeOf(call, at, ['CREATE_FILE']);
    try {
      await place.backend.mkdir(place.path, mode);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      // Made by somebody else meanwhile, or a link: fine when it leads to a folder.
      const { type } = await lookup.at(call, at, true, ['CREATE_FILE'], (there) => statOf(there, true));
      if (type !== FileType.DIRECTORY) throw error;
    }
  }
}
