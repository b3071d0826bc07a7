/** Files by path. Every path goes through the namespace; what links lead to is checked like what was named. */
import {
  EventCategory,
  type FileStat,
  FileType,
  type ListDirectory,
  type ListDirectoryResult,
  type WriteFile,
  type WriteFileResult,
} from '@agentos/protocol/kernel';
import { codeOf, failure } from '../errors.ts';
import type { PathKind } from '../security/capability-set.ts';
import { requirePath, requireTree } from '../security/check.ts';
import type { NodeStat, OpenFlags } from '../vfs/backend.ts';
import { copyNode } from '../vfs/copy.ts';
import { join, nameOf, normalise, parentOf } from '../vfs/names.ts';
import { linkFound, type Namespace, type Place } from '../vfs/namespace.ts';
import { searchNames } from '../vfs/search.ts';
import type { Call } from './call.ts';
import type { SyscallRow, SyscallRows } from './row.ts';

/** Most bytes that one read or write moves. */
export const mostBytes = 1024 * 1024;
const defaultFileMode = 0o644;
const defaultFolderMode = 0o755;
const mostEntries = 10_000;

type FileSyscalls =
  | 'readFile'
  | 'writeFile'
  | 'createFile'
  | 'deleteFile'
  | 'listDirectory'
  | 'stat'
  | 'moveFile'
  | 'copyFile'
  | 'mkdir'
  | 'rmdir'
  | 'getcwd'
  | 'setcwd'
  | 'truncate'
  | 'exists'
  | 'link'
  | 'symlink'
  | 'readlink'
  | 'fsync'
  | 'searchFiles';

const row = { category: EventCategory.FILE, cost: 'async', timeout: 'io' } as const;
const quick = { category: EventCategory.FILE, cost: 'inline', timeout: 'io' } as const;
const long = { category: EventCategory.FILE, cost: 'async', timeout: 'task' } as const;

const reading: OpenFlags = {
  read: true,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
  mode: 0,
};

export function fileSyscalls(namespace: Namespace): SyscallRows<FileSyscalls> {
  const at = <T>(
    call: Call,
    path: string,
    follow: boolean,
    kinds: readonly PathKind[],
    operation: (place: Place) => T | Promise<T>,
  ): T | Promise<T> => namespace.at(call.process, path, follow, rechecking(call, kinds), operation);

  const placeOf = (call: Call, path: string, kinds: readonly PathKind[]): Place =>
    namespace.placeOf(call.process, path, rechecking(call, kinds));

  const move = async (call: Call, source: string, destination: string, overwrite: boolean): Promise<void> => {
    const from = placeOf(call, source, ['READ_FILE', 'DELETE_FILE']);
    const to = placeOf(call, destination, overwrite ? ['CREATE_FILE', 'WRITE_FILE'] : ['CREATE_FILE']);
    if (from.backend.stat(from.path).type === FileType.DIRECTORY) {
      requireTree(call.process, 'READ_FILE', from.name);
      requireTree(call.process, 'LIST_DIRECTORY', from.name);
      requireTree(call.process, 'DELETE_FILE', from.name);
      requireTree(call.process, 'CREATE_FILE', to.name);
    }
    if (from.backend !== to.backend) {
      throw failure('EXDEV', `${source} and ${destination} are on different mounts; copy, then delete`, destination);
    }
    await from.backend.rename(from.path, to.path, overwrite);
  };

  const fsync: SyscallRow<'fsync'>['handler'] = async ({ descriptor, path, dataOnly }, call) => {
    if (descriptor !== 0) {
      await call.process.handles.get(descriptor).file.file.sync(dataOnly);
      return {};
    }
    await at(call, path, true, ['WRITE_FILE'], async (place) => {
      const { type } = place.backend.stat(place.path);
      if (type === FileType.SYMLINK) throw linkFound();
      if (type === FileType.DIRECTORY) return await place.backend.syncFolder(place.path);
      const file = place.backend.open(place.path, reading);
      try {
        await file.sync(dataOnly);
      } finally {
        file.close();
      }
    });
    return {};
  };

  return {
    readFile: {
      ...row,
      handler: ({ path, offset, length }, call) =>
        at(call, path, true, ['READ_FILE'], async (place) => {
          const file = place.backend.open(place.path, reading);
          try {
            const { size } = file.stat();
            const wanted = Math.min(length === 0 ? mostBytes : length, mostBytes, Math.max(0, size - offset));
            const data = await file.read(offset, wanted);
            call.bytes = data.length;
            call.process.counters.bytesRead += data.length;
            return { data, size, endOfFile: offset + data.length >= size };
          } finally {
            file.close();
          }
        }),
    },
    writeFile: {
      ...row,
      handler(args, call) {
        requireSize(args.data);
        const kinds: PathKind[] = args.create ? ['WRITE_FILE', 'CREATE_FILE'] : ['WRITE_FILE'];
        if (args.replace) {
          const { offset, append } = args;
          if (append || (offset !== undefined && offset !== 0)) {
            throw failure('EINVAL', 'replace takes the whole file: neither append nor offset', args.path);
          }
        }
        return at(call, args.path, true, kinds, (place) => write(args, place, call));
      },
    },
    createFile: {
      ...row,
      handler({ path, mode }, call) {
        const place = placeOf(call, path, ['CREATE_FILE']);
        const flags = { ...reading, write: true, create: true, exclusive: true, mode: bits(mode, defaultFileMode) };
        place.backend.open(place.path, flags).close();
        return {};
      },
    },
    deleteFile: {
      ...long,
      async handler({ path, recursive }, call) {
        const place = placeOf(call, path, ['DELETE_FILE']);
        if (!recursive) {
          await place.backend.unlink(place.path);
          return { removed: 1 };
        }
        requireTree(call.process, 'DELETE_FILE', place.name);
        if (place.path === '') throw failure('EBUSY', `${place.name} is a mount and cannot be deleted`, place.name);
        return { removed: await place.backend.removeTree(place.path) };
      },
    },
    listDirectory: {
      ...row,
      handler: (args, call) => at(call, args.path, true, ['LIST_DIRECTORY'], (place) => list(args, place)),
    },
    stat: {
      ...quick,
      handler: ({ path, follow }, call) =>
        at(call, path, follow, ['READ_FILE'], (place) => ({ stat: toWire(statOf(place, follow)) })),
    },
    moveFile: {
      ...row,
      async handler({ source, destination, overwrite }, call) {
        for (let attempt = 0; ; attempt++) {
          try {
            await move(call, source, destination, overwrite);
            return {};
          } catch (error) {
            // A folder became a link between the look-up and the move: look again.
            if (codeOf(error) !== 'ELOOP' || attempt >= 3) throw error;
          }
        }
      },
    },
    copyFile: {
      ...long,
      async handler({ source, destination, overwrite, recursive }, call) {
        const follow = !recursive;
        const from = await at(call, source, follow, ['READ_FILE'], (place) => {
          const { type } = statOf(place, follow);
          if (type === FileType.DIRECTORY && !recursive) {
            throw failure('EISDIR', `${place.name} is a folder; ask for a recursive copy`, place.name);
          }
          return place;
        });
        const to = placeOf(call, destination, overwrite ? ['CREATE_FILE', 'WRITE_FILE'] : ['CREATE_FILE']);
        if (recursive) {
          const isFolder = from.backend.stat(from.path).type === FileType.DIRECTORY;
          requireTree(call.process, 'READ_FILE', from.name);
          if (isFolder) requireTree(call.process, 'LIST_DIRECTORY', from.name);
          requireTree(call.process, 'CREATE_FILE', to.name);
          if (overwrite && isFolder) requireTree(call.process, 'WRITE_FILE', to.name);
        }
        const copied = await copyNode(from, to, { overwrite, recursive, signal: call.signal });
        call.bytes = copied.bytes;
        return copied;
      },
    },
    mkdir: {
      ...row,
      async handler({ path, parents, mode }, call) {
        const wanted = bits(mode, defaultFolderMode);
        if (parents) await makeParents(namespace, call, path, wanted);
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
    truncate: {
      ...row,
      handler: ({ path, size }, call) =>
        at(call, path, true, ['WRITE_FILE'], async (place) => {
          const file = place.backend.open(place.path, { ...reading, read: false, write: true });
          try {
            await file.truncate(size);
          } finally {
            file.close();
          }
          return {};
        }),
    },
    exists: {
      ...quick,
      async handler({ path }, call) {
        try {
          const { type } = await at(call, path, true, ['READ_FILE'], (place) => statOf(place, true));
          return { exists: true, type };
        } catch (error) {
          const code = codeOf(error);
          if (code === 'ENOENT' || code === 'ENOTDIR') return { exists: false, type: FileType.UNSPECIFIED };
          throw error;
        }
      },
    },
    link: {
      ...row,
      async handler({ target, path }, call) {
        const from = placeOf(call, target, ['READ_FILE', 'WRITE_FILE']);
        const { type } = from.backend.stat(from.path);
        const to = placeOf(call, path, ['CREATE_FILE']);
        if (from.backend !== to.backend) throw failure('EXDEV', 'a link cannot lead to another mount', path);
        if (type === FileType.DIRECTORY) {
          if (found(to) !== undefined) throw failure('EEXIST', `${to.name} is taken`, path);
          throw failure('EPERM', `${from.name} is a folder and cannot have a second name`, target);
        }
        await from.backend.link(from.path, to.path);
        return {};
      },
    },
    symlink: {
      ...row,
      async handler({ target, path }, call) {
        if (target === '' || target.includes('\0') || target.length > 4096) {
          throw failure('EINVAL', 'the target of a link is 1 to 4,096 characters without NUL', path);
        }
        const place = placeOf(call, path, ['CREATE_FILE']);
        await place.backend.symlink(target, place.path);
        return {};
      },
    },
    readlink: {
      ...quick,
      handler: ({ path }, call) =>
        at(call, path, false, ['READ_FILE'], (place) => ({ target: place.backend.readlink(place.path) })),
    },
    fsync: { ...row, handler: fsync },
    searchFiles: {
      ...long,
      async handler({ path, query, limit, hidden }, call) {
        if (query === '') throw failure('EINVAL', 'the query is empty', 'query');
        const base = await at(call, path, true, ['LIST_DIRECTORY'], (place) => {
          if (statOf(place, true).type !== FileType.DIRECTORY)
            throw failure('ENOTDIR', `${place.name} is not a folder`);
          return place;
        });
        return await searchNames(base, {
          query,
          limit: limit === 0 ? 100 : Math.min(limit, 1_000),
          hidden,
          signal: call.signal,
          mayList: (name) => call.process.capabilities.allowsPath('LIST_DIRECTORY', name),
        });
      },
    },
  };
}

/** The check of a name that symbolic links led to. */
function rechecking(call: Call, kinds: readonly PathKind[]): (name: string) => void {
  return (name) => {
    for (const kind of kinds) requirePath(call.process, kind, name);
  };
}

function statOf({ backend, path }: Place, follow: boolean): NodeStat {
  const stat = backend.stat(path);
  if (follow && stat.type === FileType.SYMLINK) throw linkFound();
  return stat;
}

function toWire(stat: NodeStat): FileStat {
  return stat;
}

/** Permission bits asked for, without set-user-ID and the like; 0 stands for the default. */
export function bits(mode: number, standard: number): number {
  return mode === 0 ? standard : mode & 0o777;
}

export function requireSize(data: Uint8Array): void {
  if (data.length > mostBytes) {
    throw failure('EMSGSIZE', `${data.length} bytes in one operation, the most is ${mostBytes}; write in parts`);
  }
}

async function write(args: WriteFile, place: Place, call: Call): Promise<WriteFileResult> {
  const { data, offset, append, create, truncate, replace } = args;
  const mode = bits(args.mode, defaultFileMode);
  call.bytes = data.length;
  call.process.counters.bytesWritten += data.length;
  if (replace) {
    const old = found(place);
    if (old?.type === FileType.SYMLINK) throw linkFound();
    if (old === undefined && !create)
      throw failure('ENOENT', `${place.name} does not exist and create was not asked for`);
    await place.backend.replace(place.path, data, mode);
    return { written: data.length, size: data.length };
  }
  const file = place.backend.open(place.path, { ...reading, read: false, write: true, append, create, truncate, mode });
  try {
    await file.write(data, append ? null : (offset ?? 0));
    return { written: data.length, size: file.stat().size };
  } finally {
    file.close();
  }
}

function found({ backend, path }: Place): NodeStat | undefined {
  try {
    return backend.stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function list(
  { limit, cursor, withStat }: ListDirectory,
  { backend, path }: Place,
): Promise<ListDirectoryResult> {
  const all = await backend.list(path);
  all.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  const wanted = Math.min(limit === 0 ? 1_000 : limit, mostEntries);
  const from = cursor === '' ? 0 : firstAfter(all, cursor);
  const page = all.slice(from, from + wanted);
  const more = from + page.length < all.length;
  const nextCursor = more ? (page.at(-1)?.name ?? '') : '';
  if (!withStat) {
    const entries = page.map(({ name, type }) => ({ name, type, size: 0, modifiedMs: 0 }));
    return { entries, nextCursor, total: all.length };
  }
  const names = page.map(({ name }) => name);
  const stats = await backend.statEntries(path, names);
  const entries = stats.flatMap((stat, index) => {
    const name = names[index];
    if (stat === undefined || name === undefined) return [];
    return [{ name, type: stat.type, size: stat.size, modifiedMs: stat.modifiedMs }];
  });
  return { entries, nextCursor, total: all.length };
}

/** Index of the first name after `cursor` in a sorted list. */
function firstAfter(sorted: readonly { name: string }[], cursor: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.name ?? '') <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Makes a folder and the missing ones above it; what is there already is fine when it is a folder. */
async function makeParents(namespace: Namespace, call: Call, path: string, mode: number): Promise<void> {
  const { process } = call;
  const missing: string[] = [];
  let at = normalise(path, process.workingFolder);
  for (;;) {
    const type = await namespace.at(process, at, true, rechecking(call, ['CREATE_FILE']), (place) => {
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
    const place = namespace.placeOf(process, at, rechecking(call, ['CREATE_FILE']));
    try {
      await place.backend.mkdir(place.path, mode);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      // Made by somebody else meanwhile, or a link: fine when it leads to a folder.
      const { type } = await namespace.at(process, at, true, rechecking(call, ['CREATE_FILE']), (there) =>
        statOf(there, true),
      );
      if (type !== FileType.DIRECTORY) throw error;
    }
  }
}
