/**
 * Which capability each syscall needs: the one table for the kernel's check, the permission matrix and the reference.
 *
 * A row gives the requirements for concrete arguments, all of which must hold. The kernel checks paths again on what
 * they lead to after symbolic links. A row that is missing does not compile.
 */
import type { CapabilityKind } from './capability-grammar.ts';
import type { SyscallArguments, SyscallCase } from './syscalls.ts';

type PathKind = 'READ_FILE' | 'WRITE_FILE' | 'CREATE_FILE' | 'DELETE_FILE' | 'LIST_DIRECTORY';
type PlainKind = Exclude<CapabilityKind, PathKind | 'NETWORK_ACCESS' | 'BIND_PORT'>;

export type Requirement =
  /** The right on a path; `tree`: on everything below it too. */
  | { readonly on: 'path'; readonly kind: PathKind; readonly path: string; readonly tree?: boolean }
  /** The right as such. */
  | { readonly on: 'anything'; readonly kind: PlainKind }
  /** The right unless `pid` is 0, the caller or a process below it. */
  | { readonly on: 'process'; readonly kind: PlainKind; readonly pid: number }
  /** The right unless the namespace is the caller's own (or empty); then STANDARD. To change another's, WRITE_FILE on `/system/kv/<namespace>` too. */
  | { readonly on: 'namespace'; readonly kind: PlainKind; readonly namespace: string; readonly write: boolean }
  | { readonly on: 'host'; readonly kind: 'NETWORK_ACCESS'; readonly host: string; readonly port: number }
  | { readonly on: 'port'; readonly kind: 'BIND_PORT'; readonly port: number };

type Row<C extends SyscallCase> = (args: SyscallArguments[C]) => readonly Requirement[];

const none = (): readonly Requirement[] => [];
const needs = (kind: PlainKind): (() => readonly Requirement[]) => {
  const requirements: readonly Requirement[] = [{ on: 'anything', kind }];
  return () => requirements;
};
const onPath = (kind: PathKind, path: string): Requirement => ({ on: 'path', kind, path });
const onTree = (kind: PathKind, path: string): Requirement => ({ on: 'path', kind, path, tree: true });
const onProcess =
  (kind: PlainKind) =>
  ({ pid }: { readonly pid: number }): readonly Requirement[] => [{ on: 'process', kind, pid }];
const ownKeys = ({ namespace }: { readonly namespace: string }): readonly Requirement[] => [
  { on: 'namespace', kind: 'OBSERVE', namespace, write: false },
];
const changesKeys = ({ namespace }: { readonly namespace: string }): readonly Requirement[] => [
  { on: 'namespace', kind: 'OBSERVE', namespace, write: true },
];
const onHost = (address: { host: string; port: number } | undefined): readonly Requirement[] => [
  { on: 'host', kind: 'NETWORK_ACCESS', host: address?.host ?? '', port: address?.port ?? 0 },
];

export const syscallCapabilities: { readonly [C in SyscallCase]: Row<C> } = {
  // Files
  readFile: ({ path }) => [onPath('READ_FILE', path)],
  writeFile: ({ path, create }) =>
    create ? [onPath('WRITE_FILE', path), onPath('CREATE_FILE', path)] : [onPath('WRITE_FILE', path)],
  createFile: ({ path }) => [onPath('CREATE_FILE', path)],
  deleteFile: ({ path, recursive }) => [recursive ? onTree('DELETE_FILE', path) : onPath('DELETE_FILE', path)],
  listDirectory: ({ path }) => [onPath('LIST_DIRECTORY', path)],
  stat: ({ path }) => [onPath('READ_FILE', path)],
  moveFile: ({ source, destination, overwrite }) => [
    onPath('READ_FILE', source),
    onPath('DELETE_FILE', source),
    onPath('CREATE_FILE', destination),
    ...(overwrite ? [onPath('WRITE_FILE', destination)] : []),
  ],
  copyFile: ({ source, destination, overwrite, recursive }) => [
    recursive ? onTree('READ_FILE', source) : onPath('READ_FILE', source),
    recursive ? onTree('CREATE_FILE', destination) : onPath('CREATE_FILE', destination),
    ...(overwrite ? [onPath('WRITE_FILE', destination)] : []),
  ],
  mkdir: ({ path }) => [onPath('CREATE_FILE', path)],
  rmdir: ({ path }) => [onPath('DELETE_FILE', path)],
  getcwd: none,
  setcwd: ({ path }) => [onPath('LIST_DIRECTORY', path)],
  truncate: ({ path }) => [onPath('WRITE_FILE', path)],
  exists: ({ path }) => [onPath('READ_FILE', path)],
  // A second name would carry the rights of its own place: only who may read and write the file may give it one.
  link: ({ target, path }) => [onPath('READ_FILE', target), onPath('WRITE_FILE', target), onPath('CREATE_FILE', path)],
  symlink: ({ path }) => [onPath('CREATE_FILE', path)],
  readlink: ({ path }) => [onPath('READ_FILE', path)],
  fsync: ({ descriptor, path }) => (descriptor === 0 ? [onPath('WRITE_FILE', path)] : []),
  // Searches and watches leave out what the caller may not list (or read), folder by folder.
  searchFiles: ({ path }) => [onPath('LIST_DIRECTORY', path)],
  searchContent: ({ path }) => [onPath('LIST_DIRECTORY', path)],
  watch: ({ path }) => [onPath('LIST_DIRECTORY', path)],
  unwatch: none,
  // Processes
  spawn: needs('SPAWN_PROCESS'),
  kill: onProcess('KILL_PROCESS'),
  processInfo: onProcess('OBSERVE'),
  processList: none,
  setPriority: onProcess('SCHEDULER_CONTROL'),
  setGroup: onProcess('SCHEDULER_CONTROL'),
  resizeTerminal: onProcess('KILL_PROCESS'),
  processState: onProcess('OBSERVE'),
  processStats: onProcess('OBSERVE'),
  wait: none,
  // Pipes
  pipeCreate: needs('SEND_MESSAGE'),
  pipeWrite: needs('SEND_MESSAGE'),
  pipeRead: needs('RECEIVE_MESSAGE'),
  pipeClose: none,
  pipeDestroy: none,
  pipeStats: none,
  // Shared memory
  shmCreate: needs('SEND_MESSAGE'),
  shmAttach: ({ readOnly }) => [{ on: 'anything', kind: readOnly ? 'RECEIVE_MESSAGE' : 'SEND_MESSAGE' }],
  shmDetach: none,
  shmWrite: needs('SEND_MESSAGE'),
  shmRead: needs('RECEIVE_MESSAGE'),
  shmDestroy: none,
  shmStats: none,
  // Memory mapping
  mmap: ({ path, writable }) =>
    writable ? [onPath('READ_FILE', path), onPath('WRITE_FILE', path)] : [onPath('READ_FILE', path)],
  mmapRead: none,
  mmapWrite: none,
  msync: none,
  munmap: none,
  mmapStats: none,
  // Queues
  queueCreate: needs('SEND_MESSAGE'),
  queueSend: needs('SEND_MESSAGE'),
  queueReceive: needs('RECEIVE_MESSAGE'),
  queueSubscribe: needs('RECEIVE_MESSAGE'),
  queueUnsubscribe: none,
  queueClose: none,
  queueDestroy: none,
  queueStats: none,
  // Sockets
  socket: none,
  bind: ({ address }) => [{ on: 'port', kind: 'BIND_PORT', port: address?.port ?? 0 }],
  listen: none,
  accept: none,
  connect: ({ address }) => onHost(address),
  send: none,
  recv: none,
  sendto: ({ address }) => onHost(address),
  recvfrom: none,
  socketClose: none,
  setsockopt: none,
  getsockopt: none,
  // Descriptors: the right was checked when the descriptor was made
  open: ({ path, read, write, append, create, truncate }) => [
    ...(read || !(write || append) ? [onPath('READ_FILE', path)] : []),
    ...(write || append || truncate ? [onPath('WRITE_FILE', path)] : []),
    ...(create ? [onPath('CREATE_FILE', path)] : []),
  ],
  close: none,
  read: none,
  write: none,
  poll: none,
  dup: none,
  dup2: none,
  lseek: none,
  fcntl: none,
  // Signals
  signalSend: onProcess('KILL_PROCESS'),
  signalRegister: none,
  signalBlock: none,
  signalUnblock: none,
  signalPending: none,
  signalStats: none,
  signalWait: none,
  signalState: onProcess('OBSERVE'),
  // Scheduler
  scheduleNext: needs('SCHEDULER_CONTROL'),
  schedYield: none,
  schedCurrent: none,
  schedStats: none,
  schedSetPolicy: needs('SCHEDULER_CONTROL'),
  schedGetPolicy: none,
  schedSetQuantum: needs('SCHEDULER_CONTROL'),
  schedGetQuantum: none,
  schedProcessStats: onProcess('OBSERVE'),
  schedAllProcessStats: needs('OBSERVE'),
  schedBoost: onProcess('SCHEDULER_CONTROL'),
  schedLower: onProcess('SCHEDULER_CONTROL'),
  // Memory
  memoryStats: needs('SYSTEM_INFO'),
  memoryProcessStats: onProcess('OBSERVE'),
  memoryCompact: needs('SCHEDULER_CONTROL'),
  // System
  systemInfo: needs('SYSTEM_INFO'),
  getenv: none,
  setenv: none,
  networkRequest: ({ url }) => onHost(hostOfUrl(url)),
  // Time
  now: needs('TIME_ACCESS'),
  sleep: needs('TIME_ACCESS'),
  uptime: needs('TIME_ACCESS'),
  // Clipboard
  clipboardCopy: needs('CLIPBOARD'),
  clipboardPaste: needs('CLIPBOARD'),
  clipboardHistory: needs('CLIPBOARD'),
  clipboardEntry: needs('CLIPBOARD'),
  clipboardClear: needs('CLIPBOARD'),
  clipboardSubscribe: needs('CLIPBOARD'),
  clipboardUnsubscribe: none,
  clipboardStats: needs('CLIPBOARD'),
  // Key-value
  kvGet: ownKeys,
  kvSet: changesKeys,
  kvDelete: changesKeys,
  kvList: ownKeys,
  kvBatch: changesKeys,
  kvStats: ownKeys,
};

/** Host and port that a URL leads to: no brackets around an IPv6 address, no dot at the end of a name. */
export function hostOfUrl(url: string): { host: string; port: number } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname.replace(/\.+$/, '');
  return { host, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}
