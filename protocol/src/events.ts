/**
 * Every type of event that AgentOS knows, declared once: which layer tells of it, its category and usual severity, and what
 * its three numbers mean. The kernel's `emit`, the door for the layers above, the statistics and docs/events.md go by it.
 */
import type { EventCategory, EventSeverity } from '../gen/agentos/kernel/v1/kernel.js';

export type CategoryName = Exclude<keyof typeof EventCategory, 'UNSPECIFIED'>;
export type SeverityName = Exclude<keyof typeof EventSeverity, 'UNSPECIFIED'>;
export type EventLayer = 'kernel' | 'services' | 'ai' | 'shell';

/** `us` and `ms` are durations; a `code` stands for something and is no quantity. */
export type EventUnit = 'us' | 'ms' | 'bytes' | 'count' | 'ratio' | 'pid' | 'code';

export interface EventValue {
  readonly unit: EventUnit;
  readonly means: string;
}

export interface EventKind {
  readonly layer: EventLayer;
  readonly category: CategoryName;
  readonly severity: SeverityName;
  readonly says: string;
  /** What the subject names; absent: there is none. */
  readonly subject?: string;
  readonly a?: EventValue;
  readonly b?: EventValue;
  /** Kept with 24 bits: exact up to 16,777,216, seven digits beyond. */
  readonly c?: EventValue;
}

const us = (means: string): EventValue => ({ unit: 'us', means });
const ms = (means: string): EventValue => ({ unit: 'ms', means });
const bytes = (means: string): EventValue => ({ unit: 'bytes', means });
const count = (means: string): EventValue => ({ unit: 'count', means });
const ratio = (means: string): EventValue => ({ unit: 'ratio', means });
const pid = (means: string): EventValue => ({ unit: 'pid', means });
const code = (means: string): EventValue => ({ unit: 'code', means });

type Told = Omit<EventKind, 'layer' | 'category' | 'severity'>;
const kind =
  <L extends EventLayer>(layer: L) =>
  (
    category: CategoryName,
    severity: SeverityName,
    says: string,
    told: Omit<Told, 'says'> = {},
  ): EventKind & { readonly layer: L } => ({ layer, category, severity, says, ...told });
const kernel = kind('kernel');
const services = kind('services');
const ai = kind('ai');
const shell = kind('shell');

const table = {
  'syscall.enter': kernel(
    'SYSCALL',
    'DEBUG',
    'a syscall that will not be done at once, or belongs to a click, begins',
    {
      subject: 'syscall',
      a: count('syscalls of the process under way'),
    },
  ),
  'syscall.exit': kernel('SYSCALL', 'DEBUG', 'a syscall is done; its category is that of the syscall', {
    subject: 'syscall',
    a: us('duration'),
    b: code('errno, 0 for success'),
    c: bytes('data moved'),
  }),
  'syscall.timeout': kernel('PERFORMANCE', 'INFO', 'a syscall was given up at its deadline', {
    subject: 'syscall',
    a: us('duration'),
    b: ms('deadline'),
  }),
  'security.allowed': kernel('SECURITY', 'DEBUG', 'the checks of a syscall that belongs to a click passed', {
    subject: 'syscall',
    a: count('requirements checked'),
  }),
  'security.denied': kernel('SECURITY', 'WARNING', 'a syscall was refused by policy', {
    subject: 'syscall',
    a: us('duration'),
    b: code('errno'),
    c: bytes('data moved'),
  }),
  'process.state': kernel('PROCESS', 'INFO', 'a process is in another state', {
    subject: 'new state',
    a: code('old state, number of `ProcessState`'),
    b: pid('parent'),
    c: code('number of `ProcessKind`'),
  }),
  'process.exit': kernel('PROCESS', 'INFO', 'a process has ended', {
    subject: '`code` or `signal`: how',
    a: code('exit code, -1 after a signal'),
    b: code('signal'),
    c: count('resources given back'),
  }),
  'process.signal': kernel('PROCESS', 'INFO', 'a signal was delivered', {
    subject: 'signal',
    a: code('signal number'),
    b: pid('sender'),
    c: code('0 default effect, 1 waits blocked, 2 waits handled, 3 ignored'),
  }),
  'process.forced': kernel('PROCESS', 'WARNING', 'a process did not end when asked and is killed', {
    a: ms('time that it was given'),
  }),
  'process.limit': kernel('PROCESS', 'WARNING', 'a program ran into a limit of its sandbox', {
    subject: '`memory` or `processes`',
    a: count('times'),
    b: code('limit'),
  }),
  'process.cleanup': kernel('PROCESS', 'DEBUG', 'what a process held was given back', {
    a: count('resources'),
    b: bytes('memory'),
    c: us('duration'),
  }),
  'memory.pressure': kernel('MEMORY', 'WARNING', 'memory is nearer to its limit than before, or less so', {
    subject: 'level, with `kernel` before it for the kernel as a whole',
    a: bytes('used'),
    b: bytes('limit'),
  }),
  'memory.taken': kernel('MEMORY', 'DEBUG', 'the kernel took a chunk of memory from the host', {
    a: bytes('chunk'),
    b: bytes('held'),
    c: bytes('in blocks'),
  }),
  'memory.returned': kernel('MEMORY', 'DEBUG', 'the kernel gave a chunk of memory back to the host', {
    a: bytes('chunk'),
    b: bytes('held'),
    c: bytes('in blocks'),
  }),
  'file.operation': kernel('FILE', 'DEBUG', 'the file system did its part of a syscall that belongs to a click', {
    subject: 'operation',
    a: us('duration'),
    b: code('1: it failed'),
    c: bytes('data moved'),
  }),
  'watch.opened': kernel('FILE', 'INFO', 'a process watches files', { subject: 'kind', a: count('folders watched') }),
  'watch.closed': kernel('FILE', 'INFO', 'a watch has ended', { subject: 'kind', a: count('folders watched') }),
  'watch.overflow': kernel('FILE', 'WARNING', 'a watch lost changes', { subject: 'kind', a: count('folders watched') }),
  'socket.opened': kernel('NETWORK', 'DEBUG', 'a process has a socket', { subject: 'kind', a: count('sockets open') }),
  'socket.closed': kernel('NETWORK', 'DEBUG', 'a socket was closed', { subject: 'kind', a: count('sockets open') }),
  'socket.refused': kernel('SECURITY', 'WARNING', 'a peer was turned away by policy', {
    subject: 'kind',
    a: count('peers'),
  }),
  'socket.dropped': kernel('NETWORK', 'WARNING', 'data was lost because nobody read it', {
    subject: 'kind',
    a: count('messages'),
  }),
  'ipc.created': kernel('IPC', 'INFO', 'a pipe, a queue or a shared segment was made', {
    subject: 'kind',
    a: count('capacity or size'),
  }),
  'ipc.ended': kernel('IPC', 'INFO', 'a pipe, a queue or a shared segment has gone', {
    subject: 'kind',
    a: count('bytes or messages that went through'),
  }),
  'ipc.overflow': kernel('IPC', 'WARNING', 'a queue lost messages', {
    subject: 'kind',
    a: count('messages lost so far'),
  }),
  'clipboard.cleared': kernel('IPC', 'INFO', 'the clipboard was cleared', {
    subject: '`desktop`',
    a: count('entries'),
    b: bytes('size'),
  }),
  'clipboard.overflow': kernel('IPC', 'WARNING', 'a subscription of the clipboard began to lose', {
    subject: '`desktop`',
    a: code('entry'),
  }),
  'scheduler.turn': kernel('SCHEDULER', 'DEBUG', 'a syscall that belongs to a click got its turn in the core', {
    subject: '`at once` or `queued`',
    a: us('waited'),
    b: count('others that wait'),
    c: us('virtual run time of the process, modulo 16 s'),
  }),
  'scheduler.switch': kernel('SCHEDULER', 'DEBUG', 'another program has its turn on the CPU', {
    subject: 'policy',
    a: pid('whose turn it was'),
    b: count('programs that could run'),
  }),
  'scheduler.policy': kernel('SCHEDULER', 'INFO', 'another policy or another quantum', {
    subject: 'policy',
    a: us('quantum'),
    b: count('programs that could run'),
  }),
  'scheduler.priority': kernel('SCHEDULER', 'INFO', 'a process has another priority', {
    a: code('new'),
    b: code('old'),
    c: count('weight'),
  }),
  'scheduler.control': kernel('SCHEDULER', 'INFO', 'the scheduler was paused, resumed or asked for a decision', {
    subject: 'action',
    a: pid('whose turn it is'),
  }),
  'resource.exhausted': kernel('RESOURCE', 'WARNING', 'a syscall failed because a limit was reached', {
    subject: 'syscall',
    a: code('errno'),
  }),
  'performance.anomaly': kernel('PERFORMANCE', 'WARNING', 'a value is far from its mean; it belongs to the trace', {
    subject: 'subject of the event',
    a: code('value'),
    b: code('mean'),
    c: ratio('standard deviations'),
  }),
  'performance.sampling': kernel('PERFORMANCE', 'INFO', 'the share of events that is kept has changed', {
    subject: 'category',
    a: ratio('share kept'),
    b: ratio("cost of the collector, of the kernel's CPU time"),
  }),
  'system.started': kernel('SYSTEM', 'INFO', 'the kernel is up', { subject: 'version' }),
  'system.stopping': kernel('SYSTEM', 'INFO', 'the kernel ends', { a: count('processes'), b: ms('up time') }),
  'system.degraded': kernel('SYSTEM', 'ERROR', 'a part of the kernel failed and is switched off; syscalls go on', {
    subject: 'part',
  }),

  'http.request': services('NETWORK', 'DEBUG', 'a request was answered', {
    subject: 'method and route',
    a: us('duration'),
    b: code('status'),
    c: bytes('body of the answer'),
  }),
  'auth.refused': services('SECURITY', 'WARNING', 'somebody was not let in', { subject: 'why' }),
  'stream.opened': services('NETWORK', 'INFO', 'a browser is connected', { a: count('connections') }),
  'stream.closed': services('NETWORK', 'INFO', 'a browser has gone', { a: count('connections') }),
  'stream.message': services('NETWORK', 'DEBUG', 'a message of a browser was worked on', {
    subject: 'type',
    a: us('duration'),
    c: bytes('size'),
  }),
  'tool.call': services('TOOL', 'INFO', 'a tool was called', {
    subject: 'tool',
    a: us('duration'),
    b: code('1: it failed'),
  }),
  'app.launched': services('APP', 'INFO', 'an app was started', { subject: 'app', a: us('duration') }),
  'app.focused': services('APP', 'DEBUG', 'an app came to the front', { subject: 'app' }),
  'app.closed': services('APP', 'INFO', 'an app was closed', { subject: 'app' }),
  'app.failed': services('APP', 'ERROR', 'an app ended by itself or could not be started', { subject: 'app' }),
  'session.saved': services('SYSTEM', 'INFO', 'a session was saved', { a: count('apps') }),
  'session.restored': services('SYSTEM', 'INFO', 'a session was restored', { a: count('apps'), b: us('duration') }),

  'ai.request': ai('AI', 'INFO', 'the AI service answered', {
    subject: 'what was asked for',
    a: us('duration'),
    b: count('tokens in'),
    c: count('tokens out'),
  }),
  'ai.first_token': ai('AI', 'DEBUG', 'the first part of an answer came', {
    subject: 'what was asked for',
    a: us('wait'),
  }),
  'ai.failed': ai('AI', 'ERROR', 'the AI service could not answer', {
    subject: 'what was asked for',
    a: us('duration'),
  }),

  'shell.input': shell('APP', 'INFO', 'a person clicked or pressed a key: a trace begins', {
    subject: '`click`, `key`, … and what',
    a: us('until the first thing that came of it was done'),
  }),
  'shell.action': shell('APP', 'INFO', 'a handler of an app ran', { subject: 'app and action', a: us('duration') }),
  'shell.tool': shell('TOOL', 'INFO', 'a tool was called from the desktop, until its answer was there', {
    subject: 'tool',
    a: us('duration'),
    b: code('1: it failed'),
  }),
  'shell.socket': shell('NETWORK', 'DEBUG', 'a call over the WebSocket got its first answer, or its last', {
    subject: 'type of the answer, or kind of the call',
    a: us('duration'),
  }),
  'shell.render': shell('PERFORMANCE', 'DEBUG', 'something was drawn', { subject: 'what', a: us('duration') }),
  'shell.vital': shell('PERFORMANCE', 'INFO', 'a web vital', { subject: 'name', a: code('value') }),
  'shell.error': shell('APP', 'ERROR', 'an error in the desktop', { subject: 'where' }),
} as const satisfies Readonly<Record<string, EventKind>>;

export type EventType = keyof typeof table;
/** Those that the kernel itself tells of. */
export type KernelEventType = {
  [T in EventType]: (typeof table)[T]['layer'] extends 'kernel' ? T : never;
}[EventType];

export const eventKinds: Readonly<Record<EventType, EventKind>> = table;

const types: ReadonlySet<string> = new Set(Object.keys(table));

export function isEventType(text: string): text is EventType {
  return types.has(text);
}
