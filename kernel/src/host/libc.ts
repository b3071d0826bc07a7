/**
 * The calls of the C library that Node does not offer: terminals, spawning, mounts, pidfds. One typed face over the
 * foreign functions; every one returns or throws a `HostError`, none blocks longer than the system call itself, and no
 * other file of this folder names an ABI. Linux only, 64-bit.
 */
import koffi from 'koffi';
import { callFailed, HostError } from './errors.ts';

export const openFlag = {
  readWrite: 0o2,
  noControllingTerminal: 0o400,
  closeOnExec: 0o2000000,
  path: 0o10000000,
  directory: 0o200000,
} as const;

/** Descriptors of ours are at least this, so that those of a child can be named beside them. */
const LEAST_OWN_FD = 16;
const F_DUPFD_CLOEXEC = 1030;
const TIOCSWINSZ = 0x5414;
const TIOCGPGRP = 0x540f;
const FIONREAD = 0x541b;
const F_SETPIPE_SZ = 1031;
const F_ADD_SEALS = 1033;
const MFD_CLOEXEC_ALLOW_SEALING = 0x1 | 0x2;
/** F_SEAL_SEAL, F_SEAL_SHRINK and F_SEAL_GROW: the size is for good, and nobody adds a seal. */
const FIXED_SIZE = 0x1 | 0x2 | 0x4;
const O_NONBLOCK = 0o4000;
const IUTF8 = 0o40000;
const CLONE_NEWNS = 0x20000;
const MS_REC = 0x4000;
const MS_SLAVE = 0x80000;
const MS_NOSUID_NODEV = 0x6;
const AT_EMPTY_PATH = 0x1000;
const AT_RECURSIVE = 0x8000;
const OPEN_TREE_CLONE = 1;
const MOVE_MOUNT_F_EMPTY_PATH = 4;
const MOUNT_ATTR_IDMAP = 0x100000n;
const RESOLVE_NO_MAGICLINKS_NO_SYMLINKS = 0x02n | 0x04n;
const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const POSIX_SPAWN_SETSID = 0x80;
const WNOHANG = 1;
const PR_SET_CHILD_SUBREAPER = 36;
// The same numbers on x86-64 and arm64, as for every call since Linux 5.1.
const nr = { openTree: 428, moveMount: 429, mountSetattr: 442, pidfdOpen: 434, pidfdSendSignal: 424, openat2: 437 };

/** What a child process starts with. Descriptors not listed are closed. */
export interface SpawnRequest {
  readonly file: string;
  readonly argv: readonly string[];
  readonly environment: readonly string[];
  /**
   * Child descriptor → a path to open for reading and writing, a descriptor of ours, or undefined for none. Keys count up
   * from 0. A number below 16 names one of the child's own, given before.
   */
  readonly descriptors: readonly (string | number | undefined)[];
  /** Starts a session of its own; the first path opened becomes its controlling terminal when it is one. */
  readonly newSession: boolean;
  /** Signals that start out blocked. */
  readonly blockedSignals: readonly number[];
}

export type Libc = ReturnType<typeof loadLibc>;

/** Loads the functions; throws a `HostError` with code ENOTSUP where one that matters is missing. */
export function loadLibc() {
  const library = koffi.load(null);
  const bind = (definition: string) => library.func(definition);
  const optional = (definition: string) => {
    try {
      return library.func(definition);
    } catch {
      return undefined;
    }
  };

  const openFunction = bind('int open(const char *path, int flags, int mode)');
  const closeFunction = bind('int close(int fd)');
  const pipe2 = bind('int pipe2(_Out_ int *fds, int flags)');
  const fcntl = bind('int fcntl(int fd, int command, long argument)');
  const ioctl = bind('int ioctl(int fd, unsigned long request, void *argument)');
  const memfdCreate = bind('int memfd_create(const char *name, unsigned int flags)');
  const posixOpenpt = bind('int posix_openpt(int flags)');
  const grantpt = bind('int grantpt(int fd)');
  const unlockpt = bind('int unlockpt(int fd)');
  const ptsname = bind('int ptsname_r(int fd, void *buffer, size_t length)');
  const tcgetattr = bind('int tcgetattr(int fd, void *termios)');
  const tcsetattr = bind('int tcsetattr(int fd, int when, void *termios)');
  const unshareFunction = bind('int unshare(int flags)');
  const setns = bind('int setns(int fd, int type)');
  const mountFunction = bind(
    'int mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data)',
  );
  const fchdir = bind('int fchdir(int fd)');
  const chroot = bind('int chroot(const char *path)');
  const waitpid = bind('int waitpid(int pid, _Out_ int *status, int options)');
  const prctl = bind('int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)');
  const prlimit = bind('int prlimit(int pid, int resource, void *limit, void *previous)');
  const sysPath = library.func('syscall', 'long', ['long', 'long', 'const char *', 'long', 'void *', 'long']);
  const sysStruct = library.func('syscall', 'long', ['long', 'long', 'const char *', 'void *', 'long']);
  const sysNumbers = library.func('syscall', 'long', ['long', 'long', 'long', 'long', 'long', 'long']);
  const sysMove = library.func('syscall', 'long', ['long', 'long', 'const char *', 'long', 'const char *', 'long']);

  const actionsInit = bind('int posix_spawn_file_actions_init(void *actions)');
  const actionsDestroy = bind('int posix_spawn_file_actions_destroy(void *actions)');
  const actionsOpen = bind(
    'int posix_spawn_file_actions_addopen(void *actions, int fd, const char *path, int flags, unsigned int mode)',
  );
  const actionsDup = bind('int posix_spawn_file_actions_adddup2(void *actions, int fd, int target)');
  const actionsClose = bind('int posix_spawn_file_actions_addclose(void *actions, int fd)');
  const actionsCloseFrom = optional('int posix_spawn_file_actions_addclosefrom_np(void *actions, int from)');
  const attributesInit = bind('int posix_spawnattr_init(void *attributes)');
  const attributesDestroy = bind('int posix_spawnattr_destroy(void *attributes)');
  const attributesFlags = bind('int posix_spawnattr_setflags(void *attributes, short flags)');
  const attributesMask = bind('int posix_spawnattr_setsigmask(void *attributes, void *set)');
  const attributesDefault = bind('int posix_spawnattr_setsigdefault(void *attributes, void *set)');
  const posixSpawn = bind(
    'int posix_spawn(_Out_ int *pid, const char *path, void *actions, void *attributes, const char **argv, const char **environment)',
  );

  const checked = (call: string, result: number): number => {
    if (result < 0) throw callFailed(call, koffi.errno());
    return result;
  };
  const lifted = (fd: number): number => {
    if (fd >= LEAST_OWN_FD) return fd;
    const moved = checked('fcntl', fcntl(fd, F_DUPFD_CLOEXEC, LEAST_OWN_FD));
    closeFunction(fd);
    return moved;
  };
  const zeroEnded = (path: string): string => {
    if (path.includes('\0')) throw new HostError('EINVAL', 'A path holds a NUL byte.');
    return path;
  };

  return {
    open: (path: string, flags: number): number =>
      lifted(checked(`open ${path}`, openFunction(zeroEnded(path), flags | openFlag.closeOnExec, 0))),

    /** Opens a path for naming it only, refusing every symbolic link in it (ELOOP). */
    openPlainPath(path: string): number {
      const how = Buffer.alloc(24);
      how.writeBigUInt64LE(BigInt(openFlag.path | openFlag.closeOnExec), 0);
      how.writeBigUInt64LE(RESOLVE_NO_MAGICLINKS_NO_SYMLINKS, 16);
      return lifted(checked(`open ${path}`, Number(sysStruct(nr.openat2, -100, zeroEnded(path), how, 24))));
    },

    close(fd: number): void {
      closeFunction(fd);
    },

    /** `[read end, write end]`, both close-on-exec. */
    pipe(): [number, number] {
      const ends = [0, 0];
      checked('pipe2', pipe2(ends, openFlag.closeOnExec));
      const [read = -1, write = -1] = ends;
      return [lifted(read), lifted(write)];
    },

    /**
     * A pipe whose ends are non-blocking and close-on-exec. It holds `capacity` bytes, or what the host allows: users have a
     * limit on all their pipes together.
     */
    nonBlockingPipe(capacity: number): [number, number] {
      const ends = [0, 0];
      checked('pipe2', pipe2(ends, openFlag.closeOnExec | O_NONBLOCK));
      const [read = -1, write = -1] = ends;
      fcntl(write, F_SETPIPE_SZ, capacity);
      return [lifted(read), lifted(write)];
    },

    /** Bytes that a read of a pipe would find. */
    bytesToRead(fd: number): number {
      const count = Buffer.alloc(4);
      return ioctl(fd, FIONREAD, count) === 0 ? count.readInt32LE(0) : 0;
    },

    /** A second descriptor, close-on-exec, with a number of at least `least`. */
    duplicateAbove: (fd: number, least: number): number => checked('fcntl', fcntl(fd, F_DUPFD_CLOEXEC, least)),

    /** An anonymous file in memory. */
    memoryFile: (name: string): number => lifted(checked('memfd_create', memfdCreate(name, 1))),

    /** An anonymous file in memory to be sealed by `fixSize` once it has its size. */
    sealableFile: (name: string): number =>
      lifted(checked('memfd_create', memfdCreate(name, MFD_CLOEXEC_ALLOW_SEALING))),

    /** Nobody can shrink, grow or further seal the file from here on. */
    fixSize(fd: number): void {
      checked('F_ADD_SEALS', fcntl(fd, F_ADD_SEALS, FIXED_SIZE));
    },

    /** A new pseudo-terminal; the slave is not yet open anywhere. */
    openTerminal(rows: number, columns: number): { master: number; slavePath: string } {
      const flags = openFlag.readWrite | openFlag.noControllingTerminal | openFlag.closeOnExec;
      const master = lifted(checked('posix_openpt', posixOpenpt(flags)));
      try {
        checked('grantpt', grantpt(master));
        checked('unlockpt', unlockpt(master));
        const name = Buffer.alloc(64);
        if (ptsname(master, name, name.length) !== 0) throw new HostError('EIO', 'ptsname_r gave no terminal name.');
        const termios = Buffer.alloc(128);
        if (tcgetattr(master, termios) === 0) {
          termios.writeUInt32LE(termios.readUInt32LE(0) | IUTF8, 0);
          tcsetattr(master, 0, termios);
        }
        this.setWindowSize(master, rows, columns);
        return { master, slavePath: name.toString('latin1', 0, name.indexOf(0)) };
      } catch (error) {
        closeFunction(master);
        throw error;
      }
    },

    setWindowSize(fd: number, rows: number, columns: number): void {
      const size = Buffer.alloc(8);
      size.writeUInt16LE(rows, 0);
      size.writeUInt16LE(columns, 2);
      checked('TIOCSWINSZ', ioctl(fd, TIOCSWINSZ, size));
    },

    /** The process group that the keyboard of this terminal reaches, or 0. */
    foregroundGroup(master: number): number {
      const group = Buffer.alloc(4);
      return ioctl(master, TIOCGPGRP, group) === 0 ? group.readInt32LE(0) : 0;
    },

    /** Starts a program without copying this process's memory map; returns its pid. */
    spawn(request: SpawnRequest): number {
      const actions = Buffer.alloc(256);
      const attributes = Buffer.alloc(1024);
      const moved: number[] = [];
      actionsInit(actions);
      attributesInit(attributes);
      try {
        const { length } = request.descriptors;
        request.descriptors.forEach((source, target) => {
          if (source === undefined) actionsClose(actions, target);
          else if (typeof source === 'number') {
            // Out of the way of the child's numbers: no dup2 may hit a source that is still to come.
            const inTheWay = source >= LEAST_OWN_FD && source < length;
            const from = inTheWay ? checked('fcntl', fcntl(source, F_DUPFD_CLOEXEC, length)) : source;
            if (inTheWay) moved.push(from);
            actionsDup(actions, from, target);
          } else actionsOpen(actions, target, zeroEnded(source), openFlag.readWrite, 0);
        });
        actionsCloseFrom?.(actions, request.descriptors.length);
        const mask = Buffer.alloc(128);
        for (const signal of request.blockedSignals) {
          const bit = signal - 1;
          mask.writeUInt8(mask.readUInt8(bit >> 3) | (1 << (bit & 7)), bit >> 3);
        }
        attributesMask(attributes, mask);
        attributesDefault(attributes, Buffer.alloc(128, 0xff));
        const session = request.newSession ? POSIX_SPAWN_SETSID : 0;
        attributesFlags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | session);
        const pid = [0];
        const failure = posixSpawn(
          pid,
          zeroEnded(request.file),
          actions,
          attributes,
          [...request.argv, null],
          [...request.environment, null],
        );
        if (failure !== 0) throw callFailed(`posix_spawn ${request.file}`, failure);
        return pid[0] ?? -1;
      } finally {
        for (const fd of moved) closeFunction(fd);
        actionsDestroy(actions);
        attributesDestroy(attributes);
      }
    },

    /** Makes orphaned descendants of this process its children, so that none is left to a host that does not collect. */
    adoptOrphans(): void {
      checked('prctl', prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
    },

    /** Collects a child that has ended; undefined while it still runs. */
    reap(pid: number): { code: number; signal: number } | undefined {
      const status = [0];
      if (waitpid(pid, status, WNOHANG) === 0) return undefined;
      const value = status[0] ?? 0;
      const signal = value & 0x7f;
      return signal === 0 ? { code: (value >> 8) & 0xff, signal: 0 } : { code: -1, signal };
    },

    /** Sets one resource limit of a process, soft and hard. */
    setLimit(pid: number, resource: number, value: number): void {
      const limit = Buffer.alloc(16);
      limit.writeBigUInt64LE(BigInt(value), 0);
      limit.writeBigUInt64LE(BigInt(value), 8);
      checked('prlimit', prlimit(pid, resource, limit, null));
    },

    /** A handle on a process that never names another one later; undefined when it is gone. */
    openProcess(pid: number): number | undefined {
      const fd = Number(sysNumbers(nr.pidfdOpen, pid, 0, 0, 0, 0));
      return fd < 0 ? undefined : lifted(fd);
    },

    /** True when the signal was delivered, false when the process is gone. */
    signalProcess: (pidfd: number, signal: number): boolean =>
      Number(sysNumbers(nr.pidfdSendSignal, pidfd, signal, 0, 0, 0)) === 0,

    /** A detached copy of the mount below an open path; `recursive` takes what is mounted in it along. */
    cloneMount: (fd: number, recursive: boolean): number =>
      lifted(
        checked(
          'open_tree',
          Number(
            sysPath(
              nr.openTree,
              fd,
              '',
              AT_EMPTY_PATH | OPEN_TREE_CLONE | openFlag.closeOnExec | (recursive ? AT_RECURSIVE : 0),
              null,
              0,
            ),
          ),
        ),
      ),

    /** Shows the files of a detached mount under other owners, as the user namespace maps them. */
    mapOwners(mountFd: number, userNamespaceFd: number): void {
      const attributes = Buffer.alloc(32);
      attributes.writeBigUInt64LE(MOUNT_ATTR_IDMAP, 0);
      attributes.writeBigUInt64LE(BigInt(userNamespaceFd), 24);
      checked('mount_setattr', Number(sysPath(nr.mountSetattr, mountFd, '', AT_EMPTY_PATH, attributes, 32)));
    },

    attachMount(mountFd: number, path: string): void {
      checked('move_mount', Number(sysMove(nr.moveMount, mountFd, '', -100, zeroEnded(path), MOVE_MOUNT_F_EMPTY_PATH)));
    },

    /**
     * Gives the calling thread a mount table of its own (`entered` is called at once), which then no longer reports back
     * to the host's.
     */
    unshareMounts(entered: () => void): void {
      checked('unshare', unshareFunction(CLONE_NEWNS));
      entered();
      checked('mount', mountFunction(null, '/', null, MS_REC | MS_SLAVE, null));
    },

    mountTemporary(path: string, options: string): void {
      checked('mount', mountFunction('agentos', path, 'tmpfs', MS_NOSUID_NODEV, options));
    },

    enterMounts(fd: number): void {
      checked('setns', setns(fd, CLONE_NEWNS));
    },

    changeDirectory(fd: number): void {
      checked('fchdir', fchdir(fd));
    },

    changeRootHere(): void {
      checked('chroot', chroot('.'));
    },
  };
}
