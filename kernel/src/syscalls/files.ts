/** Files by path. Every path goes through the namespace; what links lead to is checked like what was named. */
import { type FileStat, FileType, type WriteFile, type WriteFileResult } from '@agentos/protocol/kernel';
import { OpenFile } from '../descriptors/open-file.ts';
import { codeOf, failure } from '../errors.ts';
import type { PathKind } from '../security/capability-set.ts';
import { requireTree } from '../security/check.ts';
import type { NodeStat, OpenFlags } from '../vfs/backend.ts';
import { copyNode } from '../vfs/copy.ts';
import { linkFound, type Namespace, type Place } from '../vfs/namespace.ts';
import { WalkProgress } from '../vfs/walk-progress.ts';
import type { Call } from './call.ts';
import { bits, found, long, lookupIn, quick, row, statOf } from './lookup.ts';
import type { SyscallRow, SyscallRows } from './row.ts';
import { moved, readLength, requireSize } from './transfer.ts';

const defaultFileMode = 0o644;

type FileSyscalls =
  | 'readFile'
  | 'writeFile'
  | 'createFile'
  | 'deleteFile'
  | 'stat'
  | 'moveFile'
  | 'copyFile'
  | 'truncate'
  | 'exists'
  | 'link'
  | 'symlink'
  | 'readlink'
  | 'fsync';

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
  const { at, placeOf } = lookupIn(namespace);

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
      await call.process.handles.get(descriptor, OpenFile).file.sync(dataOnly);
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
            const wanted = Math.min(readLength(length), Math.max(0, size - offset));
            const data = await file.read(offset, wanted);
            moved(call, data.length, 0);
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
        return { removed: await place.backend.removeTree(place.path, call.signal) };
      },
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
        const progress = new WalkProgress();
        call.progress(() => progress.fraction);
        const copied = await copyNode(from, to, { overwrite, recursive, signal: call.signal, progress });
        call.bytes = copied.bytes;
        return copied;
      },
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
  };
}

function toWire(stat: NodeStat): FileStat {
  return stat;
}

async function write(args: WriteFile, place: Place, call: Call): Promise<WriteFileResult> {
  const { data, offset, append, create, truncate, replace } = args;
  const mode = bits(args.mode, defaultFileMode);
  moved(call, 0, data.length);
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
