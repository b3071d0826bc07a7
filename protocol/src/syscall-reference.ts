/**
 * What people are told about each syscall: one sentence, the errors it can end with beside those of every syscall, and an
 * example. The reference pages are made from this, the capability table, the kernel's table and the comments of the
 * `.proto` file. A syscall without a row does not compile.
 */
import {
  HandleRight,
  QueueKind,
  QueuePolicy,
  SchedulerPolicy,
  SeekOrigin,
  SignalAction,
  SocketFamily,
  SocketType,
} from '@agentos/protocol/kernel';
import type { SyscallArgs, SyscallCase } from './syscalls.ts';

/** What a code means when a syscall answers with it. */
export const errorMeanings = {
  E2BIG: 'more arguments or a longer environment than a program may get',
  EACCES: 'a capability is missing; `detail` names it',
  EADDRINUSE: 'the address is taken',
  EADDRNOTAVAIL: 'this host does not have the address',
  EAFNOSUPPORT: 'the address is of another family than the socket',
  EAGAIN: 'it would have to wait, and was told not to; or a limit is reached for the moment',
  EALREADY: 'the socket is connecting',
  EBADF: 'not a handle of this process, or one without the right to do this',
  EBUSY: 'it is in use',
  ECANCELED: 'cancelled by the caller, or an earlier link of the chain failed',
  ECHILD: 'there is no such child to wait for',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the peer broke the connection off',
  EDESTADDRREQ: 'a datagram needs an address',
  EDQUOT: 'the quota of the namespace would be exceeded',
  EEXIST: 'the name is taken',
  EFBIG: 'larger than one operation may be',
  EHOSTUNREACH: 'there is no way to the host',
  EIDRM: 'the object was destroyed meanwhile',
  EINPROGRESS: 'the connection is being made; `poll` tells when it is',
  EINVAL: 'an argument is wrong; `detail` names it',
  EIO: 'the host failed',
  EISCONN: 'the socket is connected already',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'the process has as many handles as it may',
  EMSGSIZE: 'the message is too long',
  ENAMETOOLONG: 'a name is longer than 255 bytes, or a path longer than 4,096',
  ENETUNREACH: 'there is no way to the network',
  ENFILE: 'the kernel has as many sockets open as it may',
  ENODEV: 'there is no such interface, or no way to the group',
  ENOENT: 'there is no such thing',
  ENOEXEC: 'the file is not a program',
  ENOMEM: 'the memory that the kernel may hold for the process is used up',
  ENOPROTOOPT: 'no such option, or not for this socket',
  ENOSPC: 'no space left',
  ENOTCONN: 'the socket is not connected',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  ENOTSOCK: 'the handle is not a socket',
  ENOTSUP: 'this kind of object, or this host, cannot do it',
  ENOTTY: 'the process has no terminal',
  ENXIO: 'the file has become shorter than that',
  EOPNOTSUPP: 'not for this type of socket',
  EPERM: 'it belongs to somebody else, or the handle was given without the right',
  EPIPE: 'nobody is at the other end',
  EPROTO: 'the peer does not speak the protocol, or its certificate is not trusted',
  EPROTONOSUPPORT: 'there is no such type of socket',
  EROFS: 'it is read-only',
  ESPIPE: 'the handle is not a file',
  ESRCH: 'there is no such process',
  ETIMEDOUT: 'the deadline passed',
  EXDEV: 'the two places are on different mounts',
} as const;

export type ErrorCode = keyof typeof errorMeanings;

/** Any syscall may end with these. */
export const commonErrors: readonly ErrorCode[] = [
  'EACCES',
  'EAGAIN',
  'ECANCELED',
  'EINVAL',
  'EIO',
  'ESRCH',
  'ETIMEDOUT',
];

export interface SyscallReference<C extends SyscallCase> {
  readonly does: string;
  readonly errors: readonly ErrorCode[];
  /** Fields that are left out have their default. */
  readonly example: Partial<SyscallArgs<C>>;
}

type References<C extends SyscallCase> = { readonly [K in C]: SyscallReference<K> };

const bytes = (text: string): Buffer => Buffer.from(text);
const onPath = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'] as const;
const changing = [...onPath, 'EROFS', 'ENOSPC'] as const;
const onHandle = ['EBADF'] as const;
const onSocket = ['EBADF', 'ENOTSOCK', 'ENOTCONN', 'EPIPE', 'ECONNRESET', 'ECONNREFUSED'] as const;

/** The categories, in the order of the reference. */
export const syscallReference = {
  Files: {
    readFile: {
      does: 'Reads a part of a file.',
      errors: [...onPath, 'EISDIR'],
      example: { path: '/home/notes.txt', offset: 0, length: 4_096 },
    },
    writeFile: {
      does: 'Writes to a file; can create it, append to it, empty it first or replace it as a whole.',
      errors: [...changing, 'EISDIR', 'EEXIST', 'EFBIG', 'EMSGSIZE'],
      example: { path: '/home/notes.txt', data: bytes('hello'), create: true, truncate: true },
    },
    createFile: { does: 'Creates an empty file.', errors: [...changing, 'EEXIST'], example: { path: '/home/new.txt' } },
    deleteFile: {
      does: 'Removes a name; with `recursive` a folder and all that it holds.',
      errors: [...changing, 'EISDIR', 'ENOTEMPTY', 'EBUSY'],
      example: { path: '/home/old.txt' },
    },
    listDirectory: {
      does: 'Lists a folder, page by page.',
      errors: onPath,
      example: { path: '/home', limit: 100, withStat: true },
    },
    stat: {
      does: 'Tells type, size and times of what a path names.',
      errors: onPath,
      example: { path: '/home/notes.txt', follow: true },
    },
    moveFile: {
      does: 'Renames a file or a folder within its mount; times stay.',
      errors: [...changing, 'EEXIST', 'EISDIR', 'ENOTEMPTY', 'EXDEV', 'EBUSY'],
      example: { source: '/home/a.txt', destination: '/home/b.txt' },
    },
    copyFile: {
      does: 'Copies a file, or a folder with all that it holds.',
      errors: [...changing, 'EEXIST', 'EISDIR'],
      example: { source: '/home/a.txt', destination: '/home/c.txt' },
    },
    mkdir: {
      does: 'Makes a folder, with `parents` those above it too.',
      errors: [...changing, 'EEXIST'],
      example: { path: '/home/Projects', parents: true },
    },
    rmdir: {
      does: 'Removes an empty folder.',
      errors: [...changing, 'ENOTEMPTY', 'EBUSY'],
      example: { path: '/home/Projects' },
    },
    getcwd: { does: 'Tells the working folder of the caller.', errors: [], example: {} },
    setcwd: { does: 'Changes the working folder of the caller.', errors: onPath, example: { path: '/home/Projects' } },
    truncate: {
      does: 'Cuts a file to a size, or extends it with zeros.',
      errors: [...changing, 'EISDIR', 'EFBIG'],
      example: { path: '/home/notes.txt', size: 0 },
    },
    exists: {
      does: 'Tells whether a path names something, and of what type.',
      errors: onPath,
      example: { path: '/home/notes.txt' },
    },
    link: {
      does: 'Gives a file a second name on the same mount.',
      errors: [...changing, 'EEXIST', 'EXDEV', 'EPERM'],
      example: { target: '/home/notes.txt', path: '/home/same.txt' },
    },
    symlink: {
      does: 'Makes a name that stands for another path.',
      errors: [...changing, 'EEXIST'],
      example: { target: 'notes.txt', path: '/home/shortcut' },
    },
    readlink: { does: 'Tells what a symbolic link stands for.', errors: onPath, example: { path: '/home/shortcut' } },
    fsync: {
      does: 'Waits until what was written is on the disk.',
      errors: [...onPath, ...onHandle],
      example: { path: '/home/notes.txt' },
    },
    searchFiles: {
      does: 'Finds files by name below a folder, best match first.',
      errors: onPath,
      example: { path: '/home', query: 'nts', limit: 20 },
    },
    searchContent: {
      does: 'Finds lines in files below a folder, by text or by regular expression in linear time.',
      errors: onPath,
      example: { path: '/home', query: 'to.?do', regularExpression: true },
    },
    watch: {
      does: 'Gives a handle on which changes of a file, or below a folder, arrive.',
      errors: [...onPath, 'EMFILE', 'ENOSPC'],
      example: { path: '/home', recursive: true },
    },
    unwatch: { does: 'Ends a watch; the same as closing its handle.', errors: onHandle, example: { watch: 4_194_307 } },
  },
  Processes: {
    spawn: {
      does: 'Starts a sandboxed host program below the caller.',
      errors: ['ENOENT', 'ENOEXEC', 'ENOTDIR', 'ENOTSUP', 'E2BIG', 'EMFILE', 'EBADF', 'EPERM'],
      example: {
        name: 'list',
        program: {
          executable: 'ls',
          arguments: ['-l', '/home'],
          workingDirectory: '/home',
          environment: {},
          standardIo: 2,
          terminal: undefined,
          network: 1,
          command: '',
          handles: [],
          newSession: false,
        },
        capabilities: ['READ_FILE:/home/**', 'LIST_DIRECTORY:/home/**'],
      },
    },
    kill: {
      does: 'Sends a signal to a process, or to the whole tree below it.',
      errors: ['EPERM'],
      example: { pid: 42, signal: 15 },
    },
    processInfo: { does: 'Describes a process.', errors: [], example: { pid: 42 } },
    processList: { does: 'Lists the processes that the caller may see.', errors: [], example: {} },
    setPriority: {
      does: 'Sets how much of the processor a process gets beside others.',
      errors: [],
      example: { pid: 42, priority: 5 },
    },
    setGroup: {
      does: 'Moves a process to a group, or to a session of its own.',
      errors: ['EPERM'],
      example: { pid: 42, group: 0 },
    },
    resizeTerminal: {
      does: 'Tells a terminal its size.',
      errors: ['ENOTTY'],
      example: { pid: 42, size: { rows: 40, columns: 120 } },
    },
    processState: { does: 'Tells the state of a process.', errors: [], example: { pid: 42 } },
    processStats: { does: 'Counts what a process has used.', errors: [], example: { pid: 42 } },
    wait: {
      does: 'Waits until a child ends (or stops, or goes on) and consumes that event.',
      errors: ['ECHILD'],
      example: { pid: -1 },
    },
  },
  Pipes: {
    pipeCreate: {
      does: 'Makes a pipe; both ends are handles of the caller.',
      errors: ['EMFILE', 'ENOMEM'],
      example: { capacity: 65_536 },
    },
    pipeWrite: {
      does: 'Writes bytes, and waits while the pipe is full: 4,096 or fewer whole, more in part.',
      errors: [...onHandle, 'EPIPE', 'EIDRM', 'EMSGSIZE', 'ENOMEM'],
      example: { writeEnd: 4_194_309, data: bytes('hello') },
    },
    pipeRead: {
      does: 'Reads at least one byte, and waits while the pipe is empty.',
      errors: [...onHandle, 'EIDRM', 'ENOMEM'],
      example: { readEnd: 4_194_308, length: 4_096 },
    },
    pipeClose: { does: 'Closes one end.', errors: onHandle, example: { end: 4_194_309 } },
    pipeDestroy: {
      does: 'Ends a pipe for everyone who holds an end.',
      errors: [...onHandle, 'EPERM'],
      example: { pipe: 4_194_307 },
    },
    pipeStats: {
      does: 'Tells how full a pipe is, and what went through it.',
      errors: onHandle,
      example: { pipe: 4_194_307 },
    },
  },
  'Shared memory': {
    shmCreate: {
      does: 'Makes a segment of memory that processes and host programs share.',
      errors: ['EMFILE', 'ENFILE', 'ENOMEM', 'EEXIST'],
      example: { size: 1_048_576, name: 'frames' },
    },
    shmAttach: {
      does: 'Attaches to a segment, by handle or by name.',
      errors: [...onHandle, 'ENOENT', 'EMFILE', 'EIDRM'],
      example: { name: 'frames', readOnly: true },
    },
    shmDetach: { does: 'Ends an attachment.', errors: onHandle, example: { attachment: 4_194_308 } },
    shmWrite: {
      does: 'Writes bytes into an attached segment, all of them or none.',
      errors: [...onHandle, 'EIDRM', 'EMSGSIZE'],
      example: { attachment: 4_194_308, offset: 0, data: bytes('hello') },
    },
    shmRead: {
      does: 'Reads bytes of an attached segment.',
      errors: [...onHandle, 'EIDRM'],
      example: { attachment: 4_194_308, offset: 0, length: 5 },
    },
    shmDestroy: {
      does: 'Ends a segment; attachments see EIDRM.',
      errors: [...onHandle, 'EPERM'],
      example: { segment: 4_194_307 },
    },
    shmStats: {
      does: 'Tells size, owner and attachments of a segment.',
      errors: onHandle,
      example: { segment: 4_194_307 },
    },
  },
  'Memory mapping': {
    mmap: {
      does: 'Opens a window on a part of a file.',
      errors: [...onPath, 'EISDIR', 'EMFILE', 'EROFS'],
      example: { path: '/home/table.bin', length: 65_536, writable: true, shared: true },
    },
    mmapRead: {
      does: 'Reads bytes of a mapping.',
      errors: onHandle,
      example: { mapping: 4_194_307, offset: 0, length: 64 },
    },
    mmapWrite: {
      does: 'Writes bytes into a mapping.',
      errors: [...onHandle, 'EMSGSIZE', 'ENOMEM', 'ENOSPC', 'ENXIO'],
      example: { mapping: 4_194_307, offset: 0, data: bytes('hello') },
    },
    msync: {
      does: 'Waits until the changes of a shared mapping are on the disk.',
      errors: [...onHandle, 'ENOSPC'],
      example: { mapping: 4_194_307 },
    },
    munmap: { does: 'Ends a mapping.', errors: onHandle, example: { mapping: 4_194_307 } },
    mmapStats: { does: 'Describes a mapping.', errors: onHandle, example: { mapping: 4_194_307 } },
  },
  Queues: {
    queueCreate: {
      does: 'Makes a queue of messages, or opens one by name.',
      errors: ['EMFILE', 'EEXIST', 'ENOENT'],
      example: { kind: QueueKind.FIFO, capacity: 1_000, whenFull: QueuePolicy.BLOCK, name: 'jobs' },
    },
    queueSend: {
      does: 'Puts a message into a queue; when it is full the policy of the queue decides.',
      errors: [...onHandle, 'EPIPE', 'EIDRM', 'EMSGSIZE', 'ENOMEM'],
      example: { queue: 4_194_307, data: bytes('job 1'), priority: 0 },
    },
    queueReceive: {
      does: 'Takes the next message, and waits while there is none.',
      errors: [...onHandle, 'EPIPE', 'EIDRM'],
      example: { queue: 4_194_307 },
    },
    queueSubscribe: {
      does: 'Subscribes to a queue of the kind publish/subscribe.',
      errors: [...onHandle, 'EMFILE', 'EPIPE', 'EIDRM'],
      example: { queue: 4_194_307, capacity: 100 },
    },
    queueUnsubscribe: { does: 'Ends a subscription.', errors: onHandle, example: { subscription: 4_194_308 } },
    queueClose: {
      does: 'Takes no more messages; what is in the queue can still be received.',
      errors: [...onHandle, 'EPERM'],
      example: { queue: 4_194_307 },
    },
    queueDestroy: {
      does: 'Ends a queue and drops what it holds.',
      errors: [...onHandle, 'EPERM'],
      example: { queue: 4_194_307 },
    },
    queueStats: {
      does: 'Tells how full a queue is, and what went through it.',
      errors: onHandle,
      example: { queue: 4_194_307 },
    },
  },
  Sockets: {
    socket: {
      does: 'Makes a socket.',
      errors: ['EMFILE', 'ENFILE', 'ENOMEM', 'EAFNOSUPPORT', 'EPROTONOSUPPORT'],
      example: { family: SocketFamily.IPV4, type: SocketType.STREAM },
    },
    bind: {
      does: 'Gives a socket an address; port 0 takes a free one.',
      errors: [...onHandle, 'ENOTSOCK', 'EADDRINUSE', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'],
      example: { socket: 4_194_307, address: { host: '127.0.0.1', port: 8_080 } },
    },
    listen: {
      does: 'Lets a bound socket take connections.',
      errors: [...onHandle, 'ENOTSOCK', 'EOPNOTSUPP', 'EADDRINUSE', 'EDESTADDRREQ', 'ENOMEM'],
      example: { socket: 4_194_307, backlog: 64 },
    },
    accept: {
      does: 'Waits for a connection and gives it as a new socket.',
      errors: [...onHandle, 'ENOTSOCK', 'EOPNOTSUPP', 'EMFILE', 'ENFILE', 'ENOMEM'],
      example: { socket: 4_194_307 },
    },
    connect: {
      does: 'Connects to an address that the rules allow; names are resolved by the kernel.',
      errors: [
        ...onHandle,
        'ENOTSOCK',
        'ECONNREFUSED',
        'EISCONN',
        'EALREADY',
        'EINPROGRESS',
        'EAFNOSUPPORT',
        'EADDRNOTAVAIL',
        'EHOSTUNREACH',
        'ENETUNREACH',
        'ENOENT',
      ],
      example: { socket: 4_194_307, address: { host: '127.0.0.1', port: 8_080 } },
    },
    send: {
      does: 'Sends bytes to the peer, and waits while it does not take them.',
      errors: [...onSocket, 'EMSGSIZE', 'EDESTADDRREQ'],
      example: { socket: 4_194_307, data: bytes('hello') },
    },
    recv: {
      does: 'Receives at least one byte, or the end of the stream.',
      errors: onSocket,
      example: { socket: 4_194_307, length: 4_096 },
    },
    sendto: {
      does: 'Sends one datagram to an address that the rules allow.',
      errors: [...onSocket, 'EMSGSIZE', 'EAFNOSUPPORT', 'EDESTADDRREQ', 'EISCONN', 'ENOENT'],
      example: { socket: 4_194_307, data: bytes('hello'), address: { host: '127.0.0.1', port: 5_353 } },
    },
    recvfrom: {
      does: 'Receives one datagram and its sender.',
      errors: onSocket,
      example: { socket: 4_194_307, length: 2_048 },
    },
    socketClose: { does: 'Closes a socket.', errors: [...onHandle, 'ENOTSOCK'], example: { socket: 4_194_307 } },
    setsockopt: {
      does: 'Sets an option of the host socket.',
      errors: [...onHandle, 'ENOTSOCK', 'ENOPROTOOPT', 'EADDRNOTAVAIL', 'EADDRINUSE', 'ENODEV', 'ENOMEM'],
      example: { socket: 4_194_307, option: 'TCP_NODELAY', value: 1 },
    },
    getsockopt: {
      does: 'Reads an option back from the host socket.',
      errors: [...onHandle, 'ENOTSOCK', 'ENOPROTOOPT'],
      example: { socket: 4_194_307, option: 'SO_RCVBUF' },
    },
  },
  Descriptors: {
    open: {
      does: 'Opens a file.',
      errors: [...changing, 'EEXIST', 'EISDIR', 'EMFILE'],
      example: { path: '/home/notes.txt', read: true, write: true, create: true },
    },
    close: { does: 'Closes a handle of any kind.', errors: onHandle, example: { descriptor: 4_194_307 } },
    read: {
      does: 'Reads from a file, a stream, a pipe or a socket; from a watch its changes.',
      errors: [...onHandle, 'EIDRM', 'ENOTCONN', 'ECONNRESET'],
      example: { descriptor: 4_194_307, length: 4_096 },
    },
    write: {
      does: 'Writes to a file, a stream, a pipe or a socket.',
      errors: [...onHandle, 'EPIPE', 'ENOSPC', 'EFBIG', 'EIDRM', 'ENOTCONN', 'ECONNRESET', 'EDESTADDRREQ', 'EMSGSIZE'],
      example: { descriptor: 4_194_307, data: bytes('hello') },
    },
    poll: {
      does: 'Waits until one of several handles is ready.',
      errors: onHandle,
      example: {
        entries: [{ descriptor: 4_194_307, readable: true, writable: false, hungUp: false }],
        timeoutMs: 1_000,
      },
    },
    dup: {
      does: 'Duplicates a handle with no more rights, here or in another process.',
      errors: [...onHandle, 'EMFILE', 'EPERM'],
      example: { descriptor: 4_194_307, pid: 0, rights: [HandleRight.READ] },
    },
    dup2: {
      does: 'Duplicates a handle to a number that the caller chooses.',
      errors: [...onHandle, 'EMFILE', 'EPERM'],
      example: { descriptor: 4_194_307, target: 1 },
    },
    lseek: {
      does: 'Moves the position in an open file.',
      errors: [...onHandle, 'ESPIPE'],
      example: { descriptor: 4_194_307, offset: 0, origin: SeekOrigin.END },
    },
    fcntl: {
      does: 'Reads or sets flags and rights of a handle, or revokes what was duplicated from it.',
      errors: [...onHandle, 'EPERM'],
      example: { descriptor: 4_194_307, command: 'getfl' },
    },
  },
  Signals: {
    signalSend: {
      does: 'Sends a signal to a process or to a group.',
      errors: ['EPERM'],
      example: { pid: 42, signal: 10 },
    },
    signalRegister: {
      does: 'Chooses what a signal does to the caller.',
      errors: [],
      example: { signal: 10, action: SignalAction.HANDLE },
    },
    signalBlock: {
      does: 'Keeps signals pending until they are unblocked.',
      errors: [],
      example: { signals: [10, 12] },
    },
    signalUnblock: {
      does: 'Lets signals through again; those that are pending come at once.',
      errors: [],
      example: { signals: [10] },
    },
    signalPending: { does: 'Lists the signals that wait.', errors: [], example: {} },
    signalStats: { does: 'Counts what happened to signals.', errors: [], example: {} },
    signalWait: {
      does: 'Waits for a signal that is handled or blocked, and takes it.',
      errors: [],
      example: { signals: [10] },
    },
    signalState: {
      does: 'Tells the pending, blocked and handled signals of a process.',
      errors: [],
      example: { pid: 42 },
    },
  },
  Scheduler: {
    scheduleNext: { does: 'Runs one decision now and tells whom it chose.', errors: [], example: {} },
    schedYield: { does: 'Lets others of equal weight go first.', errors: [], example: {} },
    schedCurrent: { does: 'Tells whom the last decision chose.', errors: [], example: {} },
    schedStats: { does: 'Describes the scheduler and how the host enforces it.', errors: [], example: {} },
    schedSetPolicy: {
      does: 'Changes the policy while everything runs.',
      errors: [],
      example: { policy: SchedulerPolicy.FAIR },
    },
    schedGetPolicy: { does: 'Tells the policy.', errors: [], example: {} },
    schedSetQuantum: { does: 'Changes the length of a turn.', errors: [], example: { quantumUs: 20_000 } },
    schedGetQuantum: { does: 'Tells the length of a turn.', errors: [], example: {} },
    schedProcessStats: {
      does: 'Tells what a process is entitled to and what it got.',
      errors: [],
      example: { pid: 42 },
    },
    schedAllProcessStats: { does: 'The same for all processes.', errors: [], example: {} },
    schedBoost: { does: 'Raises the priority of a process by one step.', errors: ['EPERM'], example: { pid: 42 } },
    schedLower: { does: 'Lowers the priority of a process by one step.', errors: ['EPERM'], example: { pid: 42 } },
  },
  Memory: {
    memoryStats: {
      does: 'Describes the arena that the kernel keeps for pipes, queues and payloads.',
      errors: [],
      example: {},
    },
    memoryProcessStats: {
      does: 'Tells what the kernel holds for a process, and what its program uses.',
      errors: [],
      example: { pid: 42 },
    },
    memoryCompact: { does: 'Gives what is free in the arena back to the host.', errors: [], example: {} },
  },
  System: {
    systemInfo: { does: 'Describes the system and how the host gives each capability.', errors: [], example: {} },
    getenv: { does: 'Reads variables of the caller.', errors: [], example: { name: 'LANG' } },
    setenv: {
      does: 'Sets or removes a variable of the caller, which programs that it starts inherit.',
      errors: ['ENOMEM'],
      example: { name: 'LANG', value: 'C.UTF-8' },
    },
    networkRequest: {
      does: 'Makes one HTTP or HTTPS request to an address that the rules allow.',
      errors: ['ECONNREFUSED', 'ECONNRESET', 'EFBIG', 'ENOENT', 'EHOSTUNREACH', 'EPROTO'],
      example: { method: 'GET', url: 'https://example.com/' },
    },
  },
  Time: {
    now: { does: 'Tells the time.', errors: [], example: {} },
    sleep: { does: 'Waits.', errors: [], example: { durationMs: 100 } },
    uptime: { does: 'Tells how long the kernel has been running.', errors: [], example: {} },
  },
  Clipboard: {
    clipboardCopy: {
      does: "Puts a content on the desktop's clipboard, or on the caller's own.",
      errors: ['EFBIG', 'ENOMEM'],
      example: { format: 'text/plain', data: bytes('hello') },
    },
    clipboardPaste: { does: 'Reads what was copied last.', errors: ['ENOENT'], example: { format: 'text/plain' } },
    clipboardHistory: {
      does: 'Lists what was copied, newest first, without the contents.',
      errors: [],
      example: { limit: 10 },
    },
    clipboardEntry: { does: 'Reads one entry of the history.', errors: ['ENOENT'], example: { entry: 7 } },
    clipboardClear: { does: 'Forgets the history.', errors: [], example: {} },
    clipboardSubscribe: {
      does: 'Gives a handle on which copies are announced.',
      errors: ['EMFILE', 'ENOMEM'],
      example: { formats: ['text/plain'] },
    },
    clipboardUnsubscribe: {
      does: 'Ends a subscription; the same as closing its handle.',
      errors: onHandle,
      example: { subscription: 4_194_307 },
    },
    clipboardStats: { does: 'Counts entries, bytes, copies and pastes.', errors: [], example: {} },
  },
  'Key-value': {
    kvGet: { does: 'Reads a value.', errors: ['ENOSPC'], example: { key: 'theme' } },
    kvSet: {
      does: 'Writes a value; it survives a crash once this has answered.',
      errors: ['EDQUOT', 'EMSGSIZE', 'ENOSPC'],
      example: { key: 'theme', value: bytes('dark') },
    },
    kvDelete: { does: 'Removes a key.', errors: ['ENOSPC'], example: { key: 'theme' } },
    kvList: {
      does: 'Lists keys, in order, page by page.',
      errors: ['ENOSPC'],
      example: { prefix: 'notes/', limit: 100 },
    },
    kvBatch: {
      does: 'Writes and removes several keys, all or nothing.',
      errors: ['EDQUOT', 'EMSGSIZE', 'ENOSPC'],
      example: {
        operations: [
          { key: 'a', value: bytes('1'), delete: false },
          { key: 'b', value: bytes(''), delete: true },
        ],
      },
    },
    kvStats: { does: 'Counts keys and bytes of a namespace.', errors: ['ENOSPC'], example: {} },
  },
} as const satisfies Readonly<Record<string, Partial<References<SyscallCase>>>>;

type Described = {
  [K in keyof typeof syscallReference]: keyof (typeof syscallReference)[K];
}[keyof typeof syscallReference];
/** Names what lacks a row; `never` when none does. */
type Missing = Exclude<SyscallCase, Described>;
const complete: [Missing] extends [never] ? true : Missing = true;
void complete;
