/**
 * How names below a host folder are reached without any symbolic link or `..` being followed: by `openat2` where the
 * host has it, by a walk of one folder at a time elsewhere. Chosen once at start.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import { join as joinHost } from 'node:path';
import { Enforcement, FileType, type HostCapability } from '@agentos/protocol/kernel';
import koffi from 'koffi';
import { errnoName } from '../errors.ts';
import { FileError, type NodeStat } from './backend.ts';

/** Opens the place only, not the file: for describing it and as the folder of other names. Linux. */
export const O_PATH = 0o10000000;
const O_CLOEXEC = 0o2000000;
const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = constants;

/** A mounted host folder, held open so that renaming it on the host changes nothing. */
export interface HostRoot {
  readonly path: string;
  /** -1 where none is needed, and once it has been closed: what comes late fails with EBADF. */
  fd: number;
}

/** The folder that holds a name, as text that one operation of node:fs may use before `close`. */
export interface ParentFolder {
  readonly path: string;
  /** Describes an entry, a link as a link; undefined when it is not there. */
  describe(name: string): NodeStat | undefined;
  close(): void;
}

export interface HostPaths {
  readonly capability: HostCapability;
  /** Renames; fails with EEXIST when the new name is taken. undefined when the host cannot do so in one step. */
  readonly renameNoReplace: ((from: string, to: string) => void) | undefined;
  openRoot(path: string): HostRoot;
  /** Opens `relative` (`''`: the root itself); fails with ELOOP when a link is on the way or at the end. */
  open(root: HostRoot, relative: string, flags: number, mode: number): number;
  /** Describes what `relative` names, a link as a link; fails with ELOOP when a link is on the way. */
  describe(root: HostRoot, relative: string): Stats;
  /** The folder `relative`, open. */
  folder(root: HostRoot, relative: string): ParentFolder;
}

/** Tries what this host can do and picks the strongest. */
export function chooseHostPaths(): HostPaths {
  if (process.platform === 'linux') {
    try {
      return openat2Paths();
    } catch (error) {
      return procWalkPaths(error instanceof Error ? error.message : String(error));
    }
  }
  return plainWalkPaths();
}

const RESOLVE_NO_MAGICLINKS = 0x02;
const RESOLVE_NO_SYMLINKS = 0x04;
const RESOLVE_BENEATH = 0x08;
const openat2Number = 437;
const RENAME_NOREPLACE = 1;
const AT_FDCWD = -100;
const AT_SYMLINK_NOFOLLOW = 0x100;
const STATX_BASIC_AND_BIRTH = 0xfff;

export function openat2Paths(): HostPaths {
  const libc = koffi.load('libc.so.6');
  const syscall = libc.func('long syscall(long number, int folder, str path, void *how, size_t size)');
  const rename = libc.func('int renameat2(int fromFolder, str from, int toFolder, str to, unsigned int flags)');
  // Three numbers of 64 bits, of which the lower halves suffice (little-endian): making big integers costs more.
  const how = new Uint32Array(6);
  how[4] = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;

  const open = (root: HostRoot, relative: string, flags: number, mode: number): number => {
    how[0] = flags | O_CLOEXEC;
    how[2] = flags & constants.O_CREAT ? mode : 0;
    const fd: number = syscall(openat2Number, root.fd, relative === '' ? '.' : relative, how, 24);
    if (fd < 0) throw new FileError(errnoName(koffi.errno()), relative);
    return fd;
  };
  const statx = libc.func('int statx(int folder, str name, int flags, unsigned int mask, void *status)');
  const status = new DataView(new ArrayBuffer(256));
  const bytes = new Uint8Array(status.buffer);
  const describeEntry = (fd: number, name: string): NodeStat | undefined => {
    if (statx(fd, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_AND_BIRTH, bytes) === 0) return readStatx(status);
    const code = errnoName(koffi.errno());
    if (code === 'ENOENT') return undefined;
    throw new FileError(code, name);
  };
  const probe = openSync('/', O_RDONLY | O_DIRECTORY);
  try {
    closeSync(open({ path: '/', fd: probe }, 'proc', O_PATH | O_NOFOLLOW, 0));
  } finally {
    closeSync(probe);
  }
  return {
    capability: capability(Enforcement.ENFORCED, 'openat2 beneath the mount, links resolved by the kernel', ''),
    renameNoReplace(from, to) {
      if (rename(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) !== 0)
        throw new FileError(errnoName(koffi.errno()), '');
    },
    openRoot: (path) => ({ path, fd: openSync(path, O_PATH | O_DIRECTORY) }),
    open,
    describe: (root, relative) => describeOpen(open(root, relative, O_PATH | O_NOFOLLOW, 0)),
    folder(root, relative) {
      const fd = open(root, relative, O_PATH | O_DIRECTORY, 0);
      return { ...procFolder(fd), describe: (name) => describeEntry(fd, name) };
    },
  };
}

/** Linux without openat2: each folder is opened below the one before it, through `/proc/self/fd`. */
export function procWalkPaths(why: string): HostPaths {
  const walk = (root: HostRoot, names: readonly string[]): number => {
    let fd = openSync(`/proc/self/fd/${root.fd}`, O_PATH | O_DIRECTORY);
    for (const name of names) {
      try {
        const next = openSync(`/proc/self/fd/${fd}/${name}`, O_PATH | O_NOFOLLOW, 0);
        const isLink = fstatSync(next).isSymbolicLink();
        if (isLink || !fstatSync(next).isDirectory()) {
          closeSync(next);
          throw new FileError(isLink ? 'ELOOP' : 'ENOTDIR', name);
        }
        closeSync(fd);
        fd = next;
      } catch (error) {
        closeSync(fd);
        throw error;
      }
    }
    return fd;
  };
  const open = (root: HostRoot, relative: string, flags: number, mode: number): number => {
    if (relative === '') return openSync(`/proc/self/fd/${root.fd}`, flags);
    const names = relative.split('/');
    const last = names.pop() ?? '';
    const folder = walk(root, names);
    try {
      return openSync(`/proc/self/fd/${folder}/${last}`, flags | O_NOFOLLOW, mode);
    } finally {
      closeSync(folder);
    }
  };
  return {
    capability: capability(
      Enforcement.ENFORCED,
      'a walk without links, folder by folder',
      `openat2 is missing: ${why}`,
    ),
    renameNoReplace: undefined,
    openRoot: (path) => ({ path, fd: openSync(path, O_PATH | O_DIRECTORY) }),
    open,
    describe: (root, relative) => describeOpen(open(root, relative, O_PATH, 0)),
    folder: (root, relative) => procFolder(walk(root, relative === '' ? [] : relative.split('/'))),
  };
}

/** Hosts without `/proc`: each name is looked at before it is used, which a race can beat. */
export function plainWalkPaths(): HostPaths {
  const verified = (root: HostRoot, relative: string): string => {
    let path = root.path;
    const names = relative === '' ? [] : relative.split('/');
    for (const name of names) {
      path = joinHost(path, name);
      if (lstatSync(path).isSymbolicLink()) throw new FileError('ELOOP', relative);
    }
    return path;
  };
  const parts = (relative: string): [string, string] => {
    const slash = relative.lastIndexOf('/');
    return slash < 0 ? ['', relative] : [relative.slice(0, slash), relative.slice(slash + 1)];
  };
  return {
    capability: capability(
      Enforcement.DEGRADED,
      'a walk without links, by name',
      'this host offers no race-free walk to Node; Linux does',
    ),
    renameNoReplace: undefined,
    openRoot: (path) => ({ path, fd: -1 }),
    open(root, relative, flags, mode) {
      const [folder, name] = parts(relative);
      return openSync(joinHost(verified(root, folder), name), flags | O_NOFOLLOW, mode);
    },
    describe(root, relative) {
      const [folder, name] = parts(relative);
      return lstatSync(joinHost(verified(root, folder), name));
    },
    folder: (root, relative) => namedFolder(verified(root, relative), () => undefined),
  };
}

function describeOpen(fd: number): Stats {
  try {
    return fstatSync(fd);
  } finally {
    closeSync(fd);
  }
}

function procFolder(fd: number): ParentFolder {
  return namedFolder(`/proc/self/fd/${fd}`, () => closeSync(fd));
}

function namedFolder(path: string, close: () => void): ParentFolder {
  return {
    path,
    describe(name) {
      const stat = lstatSync(`${path}/${name}`, { throwIfNoEntry: false });
      return stat === undefined ? undefined : nodeStat(stat);
    },
    close,
  };
}

/** The fields of `struct statx` that a node has; its layout is the same on every Linux. */
function readStatx(status: DataView): NodeStat {
  const littleEndian = true;
  const mode = status.getUint16(28, littleEndian);
  const milliseconds = (at: number): number =>
    Number(status.getBigInt64(at, littleEndian)) * 1000 + Math.floor(status.getUint32(at + 8, littleEndian) / 1e6);
  const inode = Number(status.getBigUint64(32, littleEndian));
  return {
    type: typeOfMode(mode),
    size: Number(status.getBigUint64(40, littleEndian)),
    modifiedMs: milliseconds(112),
    createdMs: milliseconds(80),
    mode: mode & 0o7777,
    inode: Number.isSafeInteger(inode) ? inode : 0,
    links: status.getUint32(16, littleEndian),
  };
}

function typeOfMode(mode: number): FileType {
  switch (mode & constants.S_IFMT) {
    case constants.S_IFREG:
      return FileType.FILE;
    case constants.S_IFDIR:
      return FileType.DIRECTORY;
    case constants.S_IFLNK:
      return FileType.SYMLINK;
    default:
      return FileType.OTHER;
  }
}

/** What node:fs says of a node. */
export function nodeStat(stat: Stats): NodeStat {
  return {
    type: typeOfMode(stat.mode),
    size: stat.size,
    modifiedMs: Math.floor(stat.mtimeMs),
    createdMs: Math.floor(stat.birthtimeMs),
    mode: stat.mode & 0o7777,
    inode: Number.isSafeInteger(stat.ino) ? stat.ino : 0,
    links: stat.nlink,
  };
}

function capability(enforcement: Enforcement, mechanism: string, reason: string): HostCapability {
  return { name: 'paths', enforcement, mechanism, reason };
}
