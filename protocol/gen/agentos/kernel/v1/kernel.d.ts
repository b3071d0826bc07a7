import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { type CallOptions, type ChannelCredentials, Client, type ClientDuplexStream, type ClientOptions, type ClientReadableStream, type ClientUnaryCall, type handleBidiStreamingCall, type handleServerStreamingCall, type handleUnaryCall, type Metadata, type ServiceError, type UntypedServiceImplementation } from "@grpc/grpc-js";
export declare const protobufPackage = "agentos.kernel.v1";
export declare const protobufFileName = "agentos/kernel/v1/kernel.proto";
export declare const AsyncStatus: {
    readonly UNSPECIFIED: 0;
    readonly PENDING: 1;
    readonly RUNNING: 2;
    readonly COMPLETED: 3;
    readonly FAILED: 4;
    readonly CANCELLED: 5;
};
export type AsyncStatus = typeof AsyncStatus[keyof typeof AsyncStatus];
export declare namespace AsyncStatus {
    type UNSPECIFIED = typeof AsyncStatus.UNSPECIFIED;
    type PENDING = typeof AsyncStatus.PENDING;
    type RUNNING = typeof AsyncStatus.RUNNING;
    type COMPLETED = typeof AsyncStatus.COMPLETED;
    type FAILED = typeof AsyncStatus.FAILED;
    type CANCELLED = typeof AsyncStatus.CANCELLED;
}
export declare const SchedulerAction: {
    readonly UNSPECIFIED: 0;
    readonly PAUSE: 1;
    readonly RESUME: 2;
    readonly TRIGGER: 3;
};
export type SchedulerAction = typeof SchedulerAction[keyof typeof SchedulerAction];
export declare namespace SchedulerAction {
    type UNSPECIFIED = typeof SchedulerAction.UNSPECIFIED;
    type PAUSE = typeof SchedulerAction.PAUSE;
    type RESUME = typeof SchedulerAction.RESUME;
    type TRIGGER = typeof SchedulerAction.TRIGGER;
}
export declare const SubmissionFlag: {
    readonly UNSPECIFIED: 0;
    readonly LINK: 1;
};
export type SubmissionFlag = typeof SubmissionFlag[keyof typeof SubmissionFlag];
export declare namespace SubmissionFlag {
    type UNSPECIFIED = typeof SubmissionFlag.UNSPECIFIED;
    type LINK = typeof SubmissionFlag.LINK;
}
export declare const ProcessKind: {
    readonly UNSPECIFIED: 0;
    readonly HOST: 1;
    readonly APP: 2;
    readonly SERVICE: 3;
};
export type ProcessKind = typeof ProcessKind[keyof typeof ProcessKind];
export declare namespace ProcessKind {
    type UNSPECIFIED = typeof ProcessKind.UNSPECIFIED;
    type HOST = typeof ProcessKind.HOST;
    type APP = typeof ProcessKind.APP;
    type SERVICE = typeof ProcessKind.SERVICE;
}
export declare const ProcessState: {
    readonly UNSPECIFIED: 0;
    readonly CREATING: 1;
    readonly INITIALIZING: 2;
    readonly READY: 3;
    readonly RUNNING: 4;
    readonly WAITING: 5;
    readonly STOPPED: 6;
    readonly EXITING: 7;
    readonly ZOMBIE: 8;
    readonly DEAD: 9;
};
export type ProcessState = typeof ProcessState[keyof typeof ProcessState];
export declare namespace ProcessState {
    type UNSPECIFIED = typeof ProcessState.UNSPECIFIED;
    type CREATING = typeof ProcessState.CREATING;
    type INITIALIZING = typeof ProcessState.INITIALIZING;
    type READY = typeof ProcessState.READY;
    type RUNNING = typeof ProcessState.RUNNING;
    type WAITING = typeof ProcessState.WAITING;
    type STOPPED = typeof ProcessState.STOPPED;
    type EXITING = typeof ProcessState.EXITING;
    type ZOMBIE = typeof ProcessState.ZOMBIE;
    type DEAD = typeof ProcessState.DEAD;
}
export declare const StandardIo: {
    readonly UNSPECIFIED: 0;
    readonly NONE: 1;
    readonly PIPES: 2;
    readonly TERMINAL: 3;
};
export type StandardIo = typeof StandardIo[keyof typeof StandardIo];
export declare namespace StandardIo {
    type UNSPECIFIED = typeof StandardIo.UNSPECIFIED;
    type NONE = typeof StandardIo.NONE;
    type PIPES = typeof StandardIo.PIPES;
    type TERMINAL = typeof StandardIo.TERMINAL;
}
export declare const NetworkMode: {
    readonly UNSPECIFIED: 0;
    readonly NONE: 1;
    readonly PRIVATE: 2;
    readonly SHARED: 3;
    readonly BRIDGED: 4;
};
export type NetworkMode = typeof NetworkMode[keyof typeof NetworkMode];
export declare namespace NetworkMode {
    type UNSPECIFIED = typeof NetworkMode.UNSPECIFIED;
    type NONE = typeof NetworkMode.NONE;
    type PRIVATE = typeof NetworkMode.PRIVATE;
    type SHARED = typeof NetworkMode.SHARED;
    type BRIDGED = typeof NetworkMode.BRIDGED;
}
export declare const EventQuestion: {
    readonly UNSPECIFIED: 0;
    readonly EVENTS: 1;
    readonly COUNTS: 2;
    readonly PERCENTILES: 3;
    readonly TIMELINE: 4;
    readonly CHAIN: 5;
    readonly ROOT_CAUSE: 6;
    readonly SLOW: 7;
    readonly SYSCALLS: 8;
    readonly MEMORY_PRESSURE: 9;
    readonly SECURITY: 10;
    readonly ANOMALIES: 11;
};
export type EventQuestion = typeof EventQuestion[keyof typeof EventQuestion];
export declare namespace EventQuestion {
    type UNSPECIFIED = typeof EventQuestion.UNSPECIFIED;
    type EVENTS = typeof EventQuestion.EVENTS;
    type COUNTS = typeof EventQuestion.COUNTS;
    type PERCENTILES = typeof EventQuestion.PERCENTILES;
    type TIMELINE = typeof EventQuestion.TIMELINE;
    type CHAIN = typeof EventQuestion.CHAIN;
    type ROOT_CAUSE = typeof EventQuestion.ROOT_CAUSE;
    type SLOW = typeof EventQuestion.SLOW;
    type SYSCALLS = typeof EventQuestion.SYSCALLS;
    type MEMORY_PRESSURE = typeof EventQuestion.MEMORY_PRESSURE;
    type SECURITY = typeof EventQuestion.SECURITY;
    type ANOMALIES = typeof EventQuestion.ANOMALIES;
}
export declare const EventKey: {
    readonly UNSPECIFIED: 0;
    readonly CATEGORY: 1;
    readonly SEVERITY: 2;
    readonly TYPE: 3;
    readonly SUBJECT: 4;
    readonly PID: 5;
    readonly LAYER: 6;
};
export type EventKey = typeof EventKey[keyof typeof EventKey];
export declare namespace EventKey {
    type UNSPECIFIED = typeof EventKey.UNSPECIFIED;
    type CATEGORY = typeof EventKey.CATEGORY;
    type SEVERITY = typeof EventKey.SEVERITY;
    type TYPE = typeof EventKey.TYPE;
    type SUBJECT = typeof EventKey.SUBJECT;
    type PID = typeof EventKey.PID;
    type LAYER = typeof EventKey.LAYER;
}
export declare const EventCategory: {
    readonly UNSPECIFIED: 0;
    readonly SYSCALL: 1;
    readonly PROCESS: 2;
    readonly FILE: 3;
    readonly IPC: 4;
    readonly NETWORK: 5;
    readonly MEMORY: 6;
    readonly SCHEDULER: 7;
    readonly SECURITY: 8;
    readonly SYSTEM: 9;
    readonly PERFORMANCE: 10;
    readonly RESOURCE: 11;
    readonly APP: 12;
    readonly TOOL: 13;
    readonly AI: 14;
};
export type EventCategory = typeof EventCategory[keyof typeof EventCategory];
export declare namespace EventCategory {
    type UNSPECIFIED = typeof EventCategory.UNSPECIFIED;
    type SYSCALL = typeof EventCategory.SYSCALL;
    type PROCESS = typeof EventCategory.PROCESS;
    type FILE = typeof EventCategory.FILE;
    type IPC = typeof EventCategory.IPC;
    type NETWORK = typeof EventCategory.NETWORK;
    type MEMORY = typeof EventCategory.MEMORY;
    type SCHEDULER = typeof EventCategory.SCHEDULER;
    type SECURITY = typeof EventCategory.SECURITY;
    type SYSTEM = typeof EventCategory.SYSTEM;
    type PERFORMANCE = typeof EventCategory.PERFORMANCE;
    type RESOURCE = typeof EventCategory.RESOURCE;
    type APP = typeof EventCategory.APP;
    type TOOL = typeof EventCategory.TOOL;
    type AI = typeof EventCategory.AI;
}
export declare const EventSeverity: {
    readonly UNSPECIFIED: 0;
    readonly DEBUG: 1;
    readonly INFO: 2;
    readonly WARNING: 3;
    readonly ERROR: 4;
    readonly CRITICAL: 5;
};
export type EventSeverity = typeof EventSeverity[keyof typeof EventSeverity];
export declare namespace EventSeverity {
    type UNSPECIFIED = typeof EventSeverity.UNSPECIFIED;
    type DEBUG = typeof EventSeverity.DEBUG;
    type INFO = typeof EventSeverity.INFO;
    type WARNING = typeof EventSeverity.WARNING;
    type ERROR = typeof EventSeverity.ERROR;
    type CRITICAL = typeof EventSeverity.CRITICAL;
}
export declare const FileType: {
    readonly UNSPECIFIED: 0;
    readonly FILE: 1;
    readonly DIRECTORY: 2;
    readonly SYMLINK: 3;
    readonly OTHER: 4;
};
export type FileType = typeof FileType[keyof typeof FileType];
export declare namespace FileType {
    type UNSPECIFIED = typeof FileType.UNSPECIFIED;
    type FILE = typeof FileType.FILE;
    type DIRECTORY = typeof FileType.DIRECTORY;
    type SYMLINK = typeof FileType.SYMLINK;
    type OTHER = typeof FileType.OTHER;
}
export declare const WaitEvent: {
    readonly UNSPECIFIED: 0;
    readonly EXITED: 1;
    readonly STOPPED: 2;
    readonly CONTINUED: 3;
};
export type WaitEvent = typeof WaitEvent[keyof typeof WaitEvent];
export declare namespace WaitEvent {
    type UNSPECIFIED = typeof WaitEvent.UNSPECIFIED;
    type EXITED = typeof WaitEvent.EXITED;
    type STOPPED = typeof WaitEvent.STOPPED;
    type CONTINUED = typeof WaitEvent.CONTINUED;
}
export declare const WatchChange: {
    readonly UNSPECIFIED: 0;
    readonly CREATED: 1;
    readonly MODIFIED: 2;
    readonly DELETED: 3;
    readonly OVERFLOW: 4;
};
export type WatchChange = typeof WatchChange[keyof typeof WatchChange];
export declare namespace WatchChange {
    type UNSPECIFIED = typeof WatchChange.UNSPECIFIED;
    type CREATED = typeof WatchChange.CREATED;
    type MODIFIED = typeof WatchChange.MODIFIED;
    type DELETED = typeof WatchChange.DELETED;
    type OVERFLOW = typeof WatchChange.OVERFLOW;
}
export declare const HandleRight: {
    readonly UNSPECIFIED: 0;
    readonly READ: 1;
    readonly WRITE: 2;
    readonly MANAGE: 3;
    readonly DUPLICATE: 4;
    readonly TRANSFER: 5;
};
export type HandleRight = typeof HandleRight[keyof typeof HandleRight];
export declare namespace HandleRight {
    type UNSPECIFIED = typeof HandleRight.UNSPECIFIED;
    type READ = typeof HandleRight.READ;
    type WRITE = typeof HandleRight.WRITE;
    type MANAGE = typeof HandleRight.MANAGE;
    type DUPLICATE = typeof HandleRight.DUPLICATE;
    type TRANSFER = typeof HandleRight.TRANSFER;
}
export declare const MemoryPressure: {
    readonly UNSPECIFIED: 0;
    readonly NONE: 1;
    readonly WARNING: 2;
    readonly CRITICAL: 3;
};
export type MemoryPressure = typeof MemoryPressure[keyof typeof MemoryPressure];
export declare namespace MemoryPressure {
    type UNSPECIFIED = typeof MemoryPressure.UNSPECIFIED;
    type NONE = typeof MemoryPressure.NONE;
    type WARNING = typeof MemoryPressure.WARNING;
    type CRITICAL = typeof MemoryPressure.CRITICAL;
}
export declare const SeekOrigin: {
    readonly UNSPECIFIED: 0;
    readonly START: 1;
    readonly CURRENT: 2;
    readonly END: 3;
};
export type SeekOrigin = typeof SeekOrigin[keyof typeof SeekOrigin];
export declare namespace SeekOrigin {
    type UNSPECIFIED = typeof SeekOrigin.UNSPECIFIED;
    type START = typeof SeekOrigin.START;
    type CURRENT = typeof SeekOrigin.CURRENT;
    type END = typeof SeekOrigin.END;
}
export declare const QueueKind: {
    readonly UNSPECIFIED: 0;
    readonly FIFO: 1;
    readonly PRIORITY: 2;
    readonly PUBLISH_SUBSCRIBE: 3;
};
export type QueueKind = typeof QueueKind[keyof typeof QueueKind];
export declare namespace QueueKind {
    type UNSPECIFIED = typeof QueueKind.UNSPECIFIED;
    type FIFO = typeof QueueKind.FIFO;
    type PRIORITY = typeof QueueKind.PRIORITY;
    type PUBLISH_SUBSCRIBE = typeof QueueKind.PUBLISH_SUBSCRIBE;
}
export declare const QueuePolicy: {
    readonly UNSPECIFIED: 0;
    readonly BLOCK: 1;
    readonly DROP_OLDEST: 2;
    readonly REFUSE: 3;
};
export type QueuePolicy = typeof QueuePolicy[keyof typeof QueuePolicy];
export declare namespace QueuePolicy {
    type UNSPECIFIED = typeof QueuePolicy.UNSPECIFIED;
    type BLOCK = typeof QueuePolicy.BLOCK;
    type DROP_OLDEST = typeof QueuePolicy.DROP_OLDEST;
    type REFUSE = typeof QueuePolicy.REFUSE;
}
export declare const SocketFamily: {
    readonly UNSPECIFIED: 0;
    readonly IPV4: 1;
    readonly IPV6: 2;
};
export type SocketFamily = typeof SocketFamily[keyof typeof SocketFamily];
export declare namespace SocketFamily {
    type UNSPECIFIED = typeof SocketFamily.UNSPECIFIED;
    type IPV4 = typeof SocketFamily.IPV4;
    type IPV6 = typeof SocketFamily.IPV6;
}
export declare const SocketType: {
    readonly UNSPECIFIED: 0;
    readonly STREAM: 1;
    readonly DATAGRAM: 2;
};
export type SocketType = typeof SocketType[keyof typeof SocketType];
export declare namespace SocketType {
    type UNSPECIFIED = typeof SocketType.UNSPECIFIED;
    type STREAM = typeof SocketType.STREAM;
    type DATAGRAM = typeof SocketType.DATAGRAM;
}
export declare const SignalAction: {
    readonly UNSPECIFIED: 0;
    readonly DEFAULT: 1;
    readonly IGNORE: 2;
    readonly HANDLE: 3;
};
export type SignalAction = typeof SignalAction[keyof typeof SignalAction];
export declare namespace SignalAction {
    type UNSPECIFIED = typeof SignalAction.UNSPECIFIED;
    type DEFAULT = typeof SignalAction.DEFAULT;
    type IGNORE = typeof SignalAction.IGNORE;
    type HANDLE = typeof SignalAction.HANDLE;
}
export declare const SchedulerPolicy: {
    readonly UNSPECIFIED: 0;
    readonly ROUND_ROBIN: 1;
    readonly PRIORITY: 2;
    readonly FAIR: 3;
};
export type SchedulerPolicy = typeof SchedulerPolicy[keyof typeof SchedulerPolicy];
export declare namespace SchedulerPolicy {
    type UNSPECIFIED = typeof SchedulerPolicy.UNSPECIFIED;
    type ROUND_ROBIN = typeof SchedulerPolicy.ROUND_ROBIN;
    type PRIORITY = typeof SchedulerPolicy.PRIORITY;
    type FAIR = typeof SchedulerPolicy.FAIR;
}
export declare const Enforcement: {
    readonly UNSPECIFIED: 0;
    readonly ENFORCED: 1;
    readonly DEGRADED: 2;
    readonly SIMULATED: 3;
    readonly UNAVAILABLE: 4;
};
export type Enforcement = typeof Enforcement[keyof typeof Enforcement];
export declare namespace Enforcement {
    type UNSPECIFIED = typeof Enforcement.UNSPECIFIED;
    type ENFORCED = typeof Enforcement.ENFORCED;
    type DEGRADED = typeof Enforcement.DEGRADED;
    type SIMULATED = typeof Enforcement.SIMULATED;
    type UNAVAILABLE = typeof Enforcement.UNAVAILABLE;
}
export interface ExecuteSyscallRequest {
    syscall: Syscall | undefined;
    deadlineMs: number;
    traceparent: string;
}
export interface ExecuteSyscallResponse {
    result: SyscallResult | undefined;
}
export interface ExecuteSyscallBatchRequest {
    syscalls: Syscall[];
    parallel: boolean;
    stopAtError: boolean;
    deadlineMs: number;
    traceparent: string;
}
export interface ExecuteSyscallBatchResponse {
    results: SyscallResult[];
    succeeded: number;
    failed: number;
}
export interface ExecuteSyscallAsyncRequest {
    syscall: Syscall | undefined;
    deadlineMs: number;
    timeToLiveMs: number;
    traceparent: string;
}
export interface ExecuteSyscallAsyncResponse {
    taskId: number;
    error: Error | undefined;
}
export interface GetAsyncStatusRequest {
    taskId: number;
    waitMs: number;
}
export interface GetAsyncStatusResponse {
    status: AsyncStatus;
    progress: number;
    result: SyscallResult | undefined;
    error: Error | undefined;
}
export interface CancelAsyncRequest {
    taskId: number;
}
export interface CancelAsyncResponse {
    cancelled: boolean;
    error: Error | undefined;
}
export interface StreamSyscallRequest {
    request: {
        $case: "read";
        value: StreamRead;
    } | {
        $case: "list";
        value: StreamList;
    } | {
        $case: "write";
        value: StreamWrite;
    } | {
        $case: "chunk";
        value: Buffer;
    } | {
        $case: "finish";
        value: Empty;
    } | undefined;
}
export interface StreamRead {
    path: string;
    descriptor: number;
    offset: number;
    length: number;
    chunkBytes: number;
    deadlineMs: number;
    traceparent: string;
}
export interface StreamList {
    path: string;
    withStat: boolean;
    chunkEntries: number;
    deadlineMs: number;
    traceparent: string;
}
export interface StreamWrite {
    path: string;
    descriptor: number;
    offset: number;
    append: boolean;
    create: boolean;
    truncate: boolean;
    replace: boolean;
    mode: number;
    deadlineMs: number;
    traceparent: string;
}
export interface StreamSyscallChunk {
    chunk: {
        $case: "data";
        value: Buffer;
    } | {
        $case: "entries";
        value: ListDirectoryResult;
    } | {
        $case: "complete";
        value: StreamComplete;
    } | {
        $case: "error";
        value: Error;
    } | undefined;
}
export interface StreamComplete {
    totalBytes: number;
    totalEntries: number;
}
export interface ScheduleNextRequest {
}
export interface ScheduleNextResponse {
    pid: number;
    error: Error | undefined;
}
export interface GetSchedulerStatsRequest {
}
export interface GetSchedulerStatsResponse {
    stats: SchedStatsGetResult | undefined;
    processes: SchedProcessStats[];
    error: Error | undefined;
}
export interface SetSchedulingPolicyRequest {
    policy: SchedulerPolicy;
    quantumUs: number;
}
export interface SetSchedulingPolicyResponse {
    error: Error | undefined;
}
export interface ControlSchedulerRequest {
    action: SchedulerAction;
}
export interface ControlSchedulerResponse {
    pid: number;
    paused: boolean;
    error: Error | undefined;
}
export interface RingRequest {
    attach: Attach[];
    submissions: Submission[];
    cancel: number[];
    detach: number[];
}
export interface RingResponse {
    attached: Attached[];
    completions: Completion[];
}
export interface Attach {
    ref: number;
    token: string;
}
export interface Attached {
    ref: number;
    pid: number;
    error: Error | undefined;
}
export interface Submission {
    userData: number;
    ref: number;
    deadlineMs: number;
    flags: number;
    traceparent: string;
    syscall: Syscall | undefined;
}
export interface Completion {
    userData: number;
    result: SyscallResult | undefined;
}
export interface CreateProcessRequest {
    name: string;
    kind: ProcessKind;
    capabilities: string[];
    limits: Limits | undefined;
    parentPid: number;
    appId: string;
    program: HostProgram | undefined;
    traceparent: string;
    networkRules: NetworkRule[];
    priority: number;
}
export interface CreateProcessResponse {
    pid: number;
    token: string;
}
export interface TerminateProcessRequest {
    pid: number;
    graceMs: number;
    traceparent: string;
}
export interface TerminateProcessResponse {
    error: Error | undefined;
    released: LedgerReport[];
    forced: boolean;
}
export interface LedgerReport {
    kind: string;
    count: number;
    bytes: number;
}
export interface UpdateSandboxRequest {
    pid: number;
    capabilities: string[];
    limits: Limits | undefined;
    network: NetworkRules | undefined;
}
export interface NetworkRules {
    rules: NetworkRule[];
}
export interface NetworkRule {
    allow: boolean;
    host: string;
    firstPort: number;
    lastPort: number;
    priority: number;
}
export interface UpdateSandboxResponse {
    error: Error | undefined;
    policyEpoch: number;
}
export interface GetMetricsRequest {
}
export interface GetMetricsResponse {
    text: string;
}
export interface Limits {
    memoryBytes: number;
    cpuPercent: number;
    descriptors: number;
    processes: number;
    keyValueBytes: number;
    kernelBytes: number;
}
export interface HostProgram {
    executable: string;
    arguments: string[];
    workingDirectory: string;
    environment: {
        [key: string]: string;
    };
    standardIo: StandardIo;
    terminal: TerminalSize | undefined;
    network: NetworkMode;
    command: string;
    handles: InheritedHandle[];
    newSession: boolean;
}
export interface HostProgram_EnvironmentEntry {
    key: string;
    value: string;
}
export interface InheritedHandle {
    handle: number;
    descriptor: number;
}
export interface TerminalSize {
    rows: number;
    columns: number;
}
export interface StreamEventsRequest {
    fromSequence: number;
    categories: EventCategory[];
    pids: number[];
    follow: boolean;
    filter: EventFilter | undefined;
}
export interface EventFilter {
    categories: EventCategory[];
    leastSeverity: EventSeverity;
    pids: number[];
    types: string[];
    traceId: string;
    fromUs: number;
    toUs: number;
    text: string;
    leastValue: number;
}
export interface QueryEventsRequest {
    question: EventQuestion;
    filter: EventFilter | undefined;
    key: EventKey;
    limit: number;
    sliceMs: number;
    sequence: number;
}
export interface QueryEventsResponse {
    events: Event[];
    groups: EventGroup[];
    lookedAt: number;
    matched: number;
    truncated: boolean;
    error: Error | undefined;
    anomalies: Anomaly[];
}
export interface EventGroup {
    key: string;
    count: number;
    sum: number;
    least: number;
    most: number;
    p50: number;
    p90: number;
    p95: number;
    p99: number;
}
export interface Anomaly {
    event: Event | undefined;
    value: number;
    mean: number;
    deviation: number;
    sigmas: number;
    samples: number;
}
export interface EmittedEvent {
    category: EventCategory;
    severity: EventSeverity;
    type: string;
    subject: string;
    traceparent: string;
    timeUs: number;
    valueA: number;
    valueB: number;
    valueC: number;
    layer: string;
    text: string;
    parentSpanId: string;
    pid: number;
}
export interface EmitEventsRequest {
    events: EmittedEvent[];
}
export interface EmitEventsResponse {
    taken: number;
    refused: number;
    error: Error | undefined;
}
export interface EventBatch {
    events: Event[];
    lost: number;
}
export interface Event {
    sequence: number;
    timeUs: number;
    category: EventCategory;
    severity: EventSeverity;
    type: string;
    pid: number;
    traceId: string;
    spanId: string;
    subject: string;
    valueA: number;
    valueB: number;
    valueC: number;
    parentSpanId: string;
    layer: string;
    text: string;
    weight: number;
}
export interface Error {
    code: string;
    message: string;
    detail: string;
}
export interface Empty {
}
export interface Syscall {
    syscall: {
        $case: "readFile";
        value: ReadFile;
    } | {
        $case: "writeFile";
        value: WriteFile;
    } | {
        $case: "createFile";
        value: CreateFile;
    } | {
        $case: "deleteFile";
        value: DeleteFile;
    } | {
        $case: "listDirectory";
        value: ListDirectory;
    } | {
        $case: "stat";
        value: Stat;
    } | {
        $case: "moveFile";
        value: MoveFile;
    } | {
        $case: "copyFile";
        value: CopyFile;
    } | {
        $case: "mkdir";
        value: Mkdir;
    } | {
        $case: "rmdir";
        value: Rmdir;
    } | {
        $case: "getcwd";
        value: Getcwd;
    } | {
        $case: "setcwd";
        value: Setcwd;
    } | {
        $case: "truncate";
        value: Truncate;
    } | {
        $case: "exists";
        value: Exists;
    } | {
        $case: "link";
        value: Link;
    } | {
        $case: "symlink";
        value: Symlink;
    } | {
        $case: "readlink";
        value: Readlink;
    } | {
        $case: "fsync";
        value: Fsync;
    } | {
        $case: "searchFiles";
        value: SearchFiles;
    } | {
        $case: "searchContent";
        value: SearchContent;
    } | {
        $case: "watch";
        value: Watch;
    } | {
        $case: "unwatch";
        value: Unwatch;
    } | {
        $case: "spawn";
        value: Spawn;
    } | {
        $case: "kill";
        value: Kill;
    } | {
        $case: "processInfo";
        value: ProcessInfoGet;
    } | {
        $case: "processList";
        value: ProcessList;
    } | {
        $case: "setPriority";
        value: SetPriority;
    } | {
        $case: "setGroup";
        value: SetGroup;
    } | {
        $case: "resizeTerminal";
        value: ResizeTerminal;
    } | {
        $case: "processState";
        value: ProcessStateGet;
    } | {
        $case: "processStats";
        value: ProcessStatsGet;
    } | {
        $case: "wait";
        value: Wait;
    } | {
        $case: "pipeCreate";
        value: PipeCreate;
    } | {
        $case: "pipeWrite";
        value: PipeWrite;
    } | {
        $case: "pipeRead";
        value: PipeRead;
    } | {
        $case: "pipeClose";
        value: PipeClose;
    } | {
        $case: "pipeDestroy";
        value: PipeDestroy;
    } | {
        $case: "pipeStats";
        value: PipeStatsGet;
    } | {
        $case: "shmCreate";
        value: ShmCreate;
    } | {
        $case: "shmAttach";
        value: ShmAttach;
    } | {
        $case: "shmDetach";
        value: ShmDetach;
    } | {
        $case: "shmWrite";
        value: ShmWrite;
    } | {
        $case: "shmRead";
        value: ShmRead;
    } | {
        $case: "shmDestroy";
        value: ShmDestroy;
    } | {
        $case: "shmStats";
        value: ShmStatsGet;
    } | {
        $case: "mmap";
        value: Mmap;
    } | {
        $case: "mmapRead";
        value: MmapRead;
    } | {
        $case: "mmapWrite";
        value: MmapWrite;
    } | {
        $case: "msync";
        value: Msync;
    } | {
        $case: "munmap";
        value: Munmap;
    } | {
        $case: "mmapStats";
        value: MmapStatsGet;
    } | {
        $case: "queueCreate";
        value: QueueCreate;
    } | {
        $case: "queueSend";
        value: QueueSend;
    } | {
        $case: "queueReceive";
        value: QueueReceive;
    } | {
        $case: "queueSubscribe";
        value: QueueSubscribe;
    } | {
        $case: "queueUnsubscribe";
        value: QueueUnsubscribe;
    } | {
        $case: "queueClose";
        value: QueueClose;
    } | {
        $case: "queueDestroy";
        value: QueueDestroy;
    } | {
        $case: "queueStats";
        value: QueueStatsGet;
    } | {
        $case: "socket";
        value: SocketOpen;
    } | {
        $case: "bind";
        value: Bind;
    } | {
        $case: "listen";
        value: Listen;
    } | {
        $case: "accept";
        value: Accept;
    } | {
        $case: "connect";
        value: Connect;
    } | {
        $case: "send";
        value: Send;
    } | {
        $case: "recv";
        value: Recv;
    } | {
        $case: "sendto";
        value: Sendto;
    } | {
        $case: "recvfrom";
        value: Recvfrom;
    } | {
        $case: "socketClose";
        value: SocketClose;
    } | {
        $case: "setsockopt";
        value: Setsockopt;
    } | {
        $case: "getsockopt";
        value: Getsockopt;
    } | {
        $case: "open";
        value: Open;
    } | {
        $case: "close";
        value: Close;
    } | {
        $case: "read";
        value: Read;
    } | {
        $case: "write";
        value: Write;
    } | {
        $case: "poll";
        value: Poll;
    } | {
        $case: "dup";
        value: Dup;
    } | {
        $case: "dup2";
        value: Dup2;
    } | {
        $case: "lseek";
        value: Lseek;
    } | {
        $case: "fcntl";
        value: Fcntl;
    } | {
        $case: "signalSend";
        value: SignalSend;
    } | {
        $case: "signalRegister";
        value: SignalRegister;
    } | {
        $case: "signalBlock";
        value: SignalBlock;
    } | {
        $case: "signalUnblock";
        value: SignalUnblock;
    } | {
        $case: "signalPending";
        value: SignalPending;
    } | {
        $case: "signalStats";
        value: SignalStatsGet;
    } | {
        $case: "signalWait";
        value: SignalWait;
    } | {
        $case: "signalState";
        value: SignalStateGet;
    } | {
        $case: "scheduleNext";
        value: ScheduleNext;
    } | {
        $case: "schedYield";
        value: SchedYield;
    } | {
        $case: "schedCurrent";
        value: SchedCurrent;
    } | {
        $case: "schedStats";
        value: SchedStatsGet;
    } | {
        $case: "schedSetPolicy";
        value: SchedSetPolicy;
    } | {
        $case: "schedGetPolicy";
        value: SchedGetPolicy;
    } | {
        $case: "schedSetQuantum";
        value: SchedSetQuantum;
    } | {
        $case: "schedGetQuantum";
        value: SchedGetQuantum;
    } | {
        $case: "schedProcessStats";
        value: SchedProcessStatsGet;
    } | {
        $case: "schedAllProcessStats";
        value: SchedAllProcessStatsGet;
    } | {
        $case: "schedBoost";
        value: SchedBoost;
    } | {
        $case: "schedLower";
        value: SchedLower;
    } | {
        $case: "memoryStats";
        value: MemoryStatsGet;
    } | {
        $case: "memoryProcessStats";
        value: MemoryProcessStatsGet;
    } | {
        $case: "memoryCompact";
        value: MemoryCompact;
    } | {
        $case: "systemInfo";
        value: SystemInfoGet;
    } | {
        $case: "getenv";
        value: Getenv;
    } | {
        $case: "setenv";
        value: Setenv;
    } | {
        $case: "networkRequest";
        value: NetworkRequest;
    } | {
        $case: "now";
        value: Now;
    } | {
        $case: "sleep";
        value: Sleep;
    } | {
        $case: "uptime";
        value: Uptime;
    } | {
        $case: "clipboardCopy";
        value: ClipboardCopy;
    } | {
        $case: "clipboardPaste";
        value: ClipboardPaste;
    } | {
        $case: "clipboardHistory";
        value: ClipboardHistory;
    } | {
        $case: "clipboardEntry";
        value: ClipboardEntryGet;
    } | {
        $case: "clipboardClear";
        value: ClipboardClear;
    } | {
        $case: "clipboardSubscribe";
        value: ClipboardSubscribe;
    } | {
        $case: "clipboardUnsubscribe";
        value: ClipboardUnsubscribe;
    } | {
        $case: "clipboardStats";
        value: ClipboardStatsGet;
    } | {
        $case: "kvGet";
        value: KvGet;
    } | {
        $case: "kvSet";
        value: KvSet;
    } | {
        $case: "kvDelete";
        value: KvDelete;
    } | {
        $case: "kvList";
        value: KvList;
    } | {
        $case: "kvBatch";
        value: KvBatch;
    } | {
        $case: "kvStats";
        value: KvStatsGet;
    } | undefined;
}
export interface SyscallResult {
    result: {
        $case: "error";
        value: Error;
    } | {
        $case: "readFile";
        value: ReadFileResult;
    } | {
        $case: "writeFile";
        value: WriteFileResult;
    } | {
        $case: "createFile";
        value: Empty;
    } | {
        $case: "deleteFile";
        value: DeleteFileResult;
    } | {
        $case: "listDirectory";
        value: ListDirectoryResult;
    } | {
        $case: "stat";
        value: StatResult;
    } | {
        $case: "moveFile";
        value: Empty;
    } | {
        $case: "copyFile";
        value: CopyFileResult;
    } | {
        $case: "mkdir";
        value: Empty;
    } | {
        $case: "rmdir";
        value: Empty;
    } | {
        $case: "getcwd";
        value: GetcwdResult;
    } | {
        $case: "setcwd";
        value: Empty;
    } | {
        $case: "truncate";
        value: Empty;
    } | {
        $case: "exists";
        value: ExistsResult;
    } | {
        $case: "link";
        value: Empty;
    } | {
        $case: "symlink";
        value: Empty;
    } | {
        $case: "readlink";
        value: ReadlinkResult;
    } | {
        $case: "fsync";
        value: Empty;
    } | {
        $case: "searchFiles";
        value: SearchFilesResult;
    } | {
        $case: "searchContent";
        value: SearchContentResult;
    } | {
        $case: "watch";
        value: WatchResult;
    } | {
        $case: "unwatch";
        value: Empty;
    } | {
        $case: "spawn";
        value: SpawnResult;
    } | {
        $case: "kill";
        value: Empty;
    } | {
        $case: "processInfo";
        value: ProcessInfoGetResult;
    } | {
        $case: "processList";
        value: ProcessListResult;
    } | {
        $case: "setPriority";
        value: Empty;
    } | {
        $case: "setGroup";
        value: Empty;
    } | {
        $case: "resizeTerminal";
        value: Empty;
    } | {
        $case: "processState";
        value: ProcessStateGetResult;
    } | {
        $case: "processStats";
        value: ProcessStatsGetResult;
    } | {
        $case: "wait";
        value: WaitResult;
    } | {
        $case: "pipeCreate";
        value: PipeCreateResult;
    } | {
        $case: "pipeWrite";
        value: PipeWriteResult;
    } | {
        $case: "pipeRead";
        value: PipeReadResult;
    } | {
        $case: "pipeClose";
        value: Empty;
    } | {
        $case: "pipeDestroy";
        value: Empty;
    } | {
        $case: "pipeStats";
        value: PipeStatsGetResult;
    } | {
        $case: "shmCreate";
        value: ShmCreateResult;
    } | {
        $case: "shmAttach";
        value: ShmAttachResult;
    } | {
        $case: "shmDetach";
        value: Empty;
    } | {
        $case: "shmWrite";
        value: ShmWriteResult;
    } | {
        $case: "shmRead";
        value: ShmReadResult;
    } | {
        $case: "shmDestroy";
        value: Empty;
    } | {
        $case: "shmStats";
        value: ShmStatsGetResult;
    } | {
        $case: "mmap";
        value: MmapResult;
    } | {
        $case: "mmapRead";
        value: MmapReadResult;
    } | {
        $case: "mmapWrite";
        value: MmapWriteResult;
    } | {
        $case: "msync";
        value: Empty;
    } | {
        $case: "munmap";
        value: Empty;
    } | {
        $case: "mmapStats";
        value: MmapStatsGetResult;
    } | {
        $case: "queueCreate";
        value: QueueCreateResult;
    } | {
        $case: "queueSend";
        value: QueueSendResult;
    } | {
        $case: "queueReceive";
        value: QueueReceiveResult;
    } | {
        $case: "queueSubscribe";
        value: QueueSubscribeResult;
    } | {
        $case: "queueUnsubscribe";
        value: Empty;
    } | {
        $case: "queueClose";
        value: Empty;
    } | {
        $case: "queueDestroy";
        value: Empty;
    } | {
        $case: "queueStats";
        value: QueueStatsGetResult;
    } | {
        $case: "socket";
        value: SocketOpenResult;
    } | {
        $case: "bind";
        value: BindResult;
    } | {
        $case: "listen";
        value: Empty;
    } | {
        $case: "accept";
        value: AcceptResult;
    } | {
        $case: "connect";
        value: ConnectResult;
    } | {
        $case: "send";
        value: SendResult;
    } | {
        $case: "recv";
        value: RecvResult;
    } | {
        $case: "sendto";
        value: SendtoResult;
    } | {
        $case: "recvfrom";
        value: RecvfromResult;
    } | {
        $case: "socketClose";
        value: Empty;
    } | {
        $case: "setsockopt";
        value: Empty;
    } | {
        $case: "getsockopt";
        value: GetsockoptResult;
    } | {
        $case: "open";
        value: OpenResult;
    } | {
        $case: "close";
        value: Empty;
    } | {
        $case: "read";
        value: ReadResult;
    } | {
        $case: "write";
        value: WriteResult;
    } | {
        $case: "poll";
        value: PollResult;
    } | {
        $case: "dup";
        value: DupResult;
    } | {
        $case: "dup2";
        value: Dup2Result;
    } | {
        $case: "lseek";
        value: LseekResult;
    } | {
        $case: "fcntl";
        value: FcntlResult;
    } | {
        $case: "signalSend";
        value: Empty;
    } | {
        $case: "signalRegister";
        value: Empty;
    } | {
        $case: "signalBlock";
        value: Empty;
    } | {
        $case: "signalUnblock";
        value: Empty;
    } | {
        $case: "signalPending";
        value: SignalPendingResult;
    } | {
        $case: "signalStats";
        value: SignalStatsGetResult;
    } | {
        $case: "signalWait";
        value: SignalWaitResult;
    } | {
        $case: "signalState";
        value: SignalStateGetResult;
    } | {
        $case: "scheduleNext";
        value: ScheduleNextResult;
    } | {
        $case: "schedYield";
        value: Empty;
    } | {
        $case: "schedCurrent";
        value: SchedCurrentResult;
    } | {
        $case: "schedStats";
        value: SchedStatsGetResult;
    } | {
        $case: "schedSetPolicy";
        value: Empty;
    } | {
        $case: "schedGetPolicy";
        value: SchedGetPolicyResult;
    } | {
        $case: "schedSetQuantum";
        value: Empty;
    } | {
        $case: "schedGetQuantum";
        value: SchedGetQuantumResult;
    } | {
        $case: "schedProcessStats";
        value: SchedProcessStatsGetResult;
    } | {
        $case: "schedAllProcessStats";
        value: SchedAllProcessStatsGetResult;
    } | {
        $case: "schedBoost";
        value: SchedBoostResult;
    } | {
        $case: "schedLower";
        value: SchedLowerResult;
    } | {
        $case: "memoryStats";
        value: MemoryStatsGetResult;
    } | {
        $case: "memoryProcessStats";
        value: MemoryProcessStatsGetResult;
    } | {
        $case: "memoryCompact";
        value: MemoryCompactResult;
    } | {
        $case: "systemInfo";
        value: SystemInfoGetResult;
    } | {
        $case: "getenv";
        value: GetenvResult;
    } | {
        $case: "setenv";
        value: Empty;
    } | {
        $case: "networkRequest";
        value: NetworkRequestResult;
    } | {
        $case: "now";
        value: NowResult;
    } | {
        $case: "sleep";
        value: SleepResult;
    } | {
        $case: "uptime";
        value: UptimeResult;
    } | {
        $case: "clipboardCopy";
        value: ClipboardCopyResult;
    } | {
        $case: "clipboardPaste";
        value: ClipboardPasteResult;
    } | {
        $case: "clipboardHistory";
        value: ClipboardHistoryResult;
    } | {
        $case: "clipboardEntry";
        value: ClipboardEntryGetResult;
    } | {
        $case: "clipboardClear";
        value: Empty;
    } | {
        $case: "clipboardSubscribe";
        value: ClipboardSubscribeResult;
    } | {
        $case: "clipboardUnsubscribe";
        value: Empty;
    } | {
        $case: "clipboardStats";
        value: ClipboardStatsGetResult;
    } | {
        $case: "kvGet";
        value: KvGetResult;
    } | {
        $case: "kvSet";
        value: Empty;
    } | {
        $case: "kvDelete";
        value: KvDeleteResult;
    } | {
        $case: "kvList";
        value: KvListResult;
    } | {
        $case: "kvBatch";
        value: KvBatchResult;
    } | {
        $case: "kvStats";
        value: KvStatsGetResult;
    } | undefined;
}
export interface ReadFile {
    path: string;
    offset: number;
    length: number;
}
export interface ReadFileResult {
    data: Buffer;
    size: number;
    endOfFile: boolean;
}
export interface WriteFile {
    path: string;
    data: Buffer;
    offset?: number | undefined;
    append: boolean;
    create: boolean;
    truncate: boolean;
    replace: boolean;
    mode: number;
}
export interface WriteFileResult {
    written: number;
    size: number;
}
export interface CreateFile {
    path: string;
    mode: number;
}
export interface DeleteFile {
    path: string;
    recursive: boolean;
}
export interface DeleteFileResult {
    removed: number;
}
export interface ListDirectory {
    path: string;
    limit: number;
    cursor: string;
    withStat: boolean;
}
export interface ListDirectoryResult {
    entries: DirectoryEntry[];
    nextCursor: string;
    total: number;
}
export interface Stat {
    path: string;
    follow: boolean;
}
export interface StatResult {
    stat: FileStat | undefined;
}
export interface MoveFile {
    source: string;
    destination: string;
    overwrite: boolean;
}
export interface CopyFile {
    source: string;
    destination: string;
    overwrite: boolean;
    recursive: boolean;
}
export interface CopyFileResult {
    files: number;
    bytes: number;
}
export interface Mkdir {
    path: string;
    parents: boolean;
    mode: number;
}
export interface Rmdir {
    path: string;
}
export interface Getcwd {
}
export interface GetcwdResult {
    path: string;
}
export interface Setcwd {
    path: string;
}
export interface Truncate {
    path: string;
    size: number;
}
export interface Exists {
    path: string;
}
export interface ExistsResult {
    exists: boolean;
    type: FileType;
}
export interface Link {
    target: string;
    path: string;
}
export interface Symlink {
    target: string;
    path: string;
}
export interface Readlink {
    path: string;
}
export interface ReadlinkResult {
    target: string;
}
export interface Fsync {
    descriptor: number;
    path: string;
    dataOnly: boolean;
}
export interface SearchFiles {
    path: string;
    query: string;
    limit: number;
    hidden: boolean;
}
export interface SearchFilesResult {
    matches: FileMatch[];
    truncated: boolean;
}
export interface SearchContent {
    path: string;
    query: string;
    regularExpression: boolean;
    caseSensitive: boolean;
    limit: number;
}
export interface SearchContentResult {
    matches: ContentMatch[];
    truncated: boolean;
}
export interface Watch {
    path: string;
    recursive: boolean;
    coalesceMs: number;
}
export interface WatchResult {
    watch: number;
}
export interface Unwatch {
    watch: number;
}
export interface Spawn {
    name: string;
    program: HostProgram | undefined;
    capabilities: string[];
    limits: Limits | undefined;
    appId: string;
}
export interface SpawnResult {
    pid: number;
    stdin: number;
    stdout: number;
    stderr: number;
    terminal: number;
}
export interface Kill {
    pid: number;
    signal: number;
    tree: boolean;
}
export interface ProcessInfoGet {
    pid: number;
}
export interface ProcessInfoGetResult {
    process: ProcessInfo | undefined;
}
export interface ProcessList {
    parentPid: number;
}
export interface ProcessListResult {
    processes: ProcessInfo[];
}
export interface SetPriority {
    pid: number;
    priority: number;
}
export interface SetGroup {
    pid: number;
    group: number;
    newSession: boolean;
}
export interface ResizeTerminal {
    pid: number;
    size: TerminalSize | undefined;
}
export interface ProcessStateGet {
    pid: number;
}
export interface ProcessStateGetResult {
    state: ProcessState;
}
export interface ProcessStatsGet {
    pid: number;
}
export interface ProcessStatsGetResult {
    stats: ProcessStats | undefined;
}
export interface Wait {
    pid: number;
    options: number;
}
export interface WaitResult {
    pid: number;
    event: WaitEvent;
    exitCode: number;
    signal: number;
}
export interface PipeCreate {
    capacity: number;
}
export interface PipeCreateResult {
    pipe: number;
    readEnd: number;
    writeEnd: number;
}
export interface PipeWrite {
    writeEnd: number;
    data: Buffer;
}
export interface PipeWriteResult {
    written: number;
}
export interface PipeRead {
    readEnd: number;
    length: number;
}
export interface PipeReadResult {
    data: Buffer;
    endOfFile: boolean;
}
export interface PipeClose {
    end: number;
}
export interface PipeDestroy {
    pipe: number;
}
export interface PipeStatsGet {
    pipe: number;
}
export interface PipeStatsGetResult {
    capacity: number;
    buffered: number;
    read: number;
    written: number;
    readerOpen: boolean;
    writerOpen: boolean;
}
export interface ShmCreate {
    size: number;
    name: string;
}
export interface ShmCreateResult {
    segment: number;
}
export interface ShmAttach {
    segment: number;
    readOnly: boolean;
    name: string;
}
export interface ShmAttachResult {
    attachment: number;
    size: number;
}
export interface ShmDetach {
    attachment: number;
}
export interface ShmWrite {
    attachment: number;
    offset: number;
    data: Buffer;
}
export interface ShmWriteResult {
    written: number;
}
export interface ShmRead {
    attachment: number;
    offset: number;
    length: number;
}
export interface ShmReadResult {
    data: Buffer;
}
export interface ShmDestroy {
    segment: number;
}
export interface ShmStatsGet {
    segment: number;
}
export interface ShmStatsGetResult {
    size: number;
    attachments: number;
    ownerPid: number;
    readOnlyAttachments: number;
    name: string;
}
export interface Mmap {
    path: string;
    offset: number;
    length: number;
    writable: boolean;
    shared: boolean;
}
export interface MmapResult {
    mapping: number;
    length: number;
}
export interface MmapRead {
    mapping: number;
    offset: number;
    length: number;
}
export interface MmapReadResult {
    data: Buffer;
}
export interface MmapWrite {
    mapping: number;
    offset: number;
    data: Buffer;
}
export interface MmapWriteResult {
    written: number;
}
export interface Msync {
    mapping: number;
}
export interface Munmap {
    mapping: number;
}
export interface MmapStatsGet {
    mapping: number;
}
export interface MmapStatsGetResult {
    path: string;
    length: number;
    writable: boolean;
    dirty: boolean;
}
export interface QueueCreate {
    kind: QueueKind;
    capacity: number;
    whenFull: QueuePolicy;
    name: string;
    open: boolean;
}
export interface QueueCreateResult {
    queue: number;
}
export interface QueueSend {
    queue: number;
    data: Buffer;
    priority: number;
}
export interface QueueSendResult {
    messageId: number;
}
export interface QueueReceive {
    queue: number;
    subscription: number;
}
export interface QueueReceiveResult {
    messageId: number;
    data: Buffer;
    priority: number;
    senderPid: number;
}
export interface QueueSubscribe {
    queue: number;
    capacity: number;
}
export interface QueueSubscribeResult {
    subscription: number;
}
export interface QueueUnsubscribe {
    subscription: number;
}
export interface QueueClose {
    queue: number;
}
export interface QueueDestroy {
    queue: number;
}
export interface QueueStatsGet {
    queue: number;
}
export interface QueueStatsGetResult {
    kind: QueueKind;
    length: number;
    capacity: number;
    sent: number;
    received: number;
    dropped: number;
    subscribers: number;
    whenFull: QueuePolicy;
    closed: boolean;
    name: string;
    bytes: number;
    ownerPid: number;
}
export interface SocketOpen {
    family: SocketFamily;
    type: SocketType;
}
export interface SocketOpenResult {
    socket: number;
}
export interface Bind {
    socket: number;
    address: SocketAddress | undefined;
}
export interface BindResult {
    bound: SocketAddress | undefined;
}
export interface Listen {
    socket: number;
    backlog: number;
}
export interface Accept {
    socket: number;
}
export interface AcceptResult {
    socket: number;
    peer: SocketAddress | undefined;
}
export interface Connect {
    socket: number;
    address: SocketAddress | undefined;
}
export interface ConnectResult {
    local: SocketAddress | undefined;
}
export interface Send {
    socket: number;
    data: Buffer;
}
export interface SendResult {
    sent: number;
}
export interface Recv {
    socket: number;
    length: number;
}
export interface RecvResult {
    data: Buffer;
    endOfStream: boolean;
}
export interface Sendto {
    socket: number;
    data: Buffer;
    address: SocketAddress | undefined;
}
export interface SendtoResult {
    sent: number;
}
export interface Recvfrom {
    socket: number;
    length: number;
}
export interface RecvfromResult {
    data: Buffer;
    sender: SocketAddress | undefined;
    truncated: boolean;
}
export interface SocketClose {
    socket: number;
}
export interface Setsockopt {
    socket: number;
    option: string;
    value: number;
    address: string;
}
export interface Getsockopt {
    socket: number;
    option: string;
}
export interface GetsockoptResult {
    value: number;
}
export interface Open {
    path: string;
    read: boolean;
    write: boolean;
    append: boolean;
    create: boolean;
    exclusive: boolean;
    truncate: boolean;
    mode: number;
}
export interface OpenResult {
    descriptor: number;
}
export interface Close {
    descriptor: number;
}
export interface Read {
    descriptor: number;
    length: number;
}
export interface ReadResult {
    data: Buffer;
    endOfFile: boolean;
    changes: WatchEvent[];
    copied: ClipboardEntry[];
    lost: number;
}
export interface Write {
    descriptor: number;
    data: Buffer;
}
export interface WriteResult {
    written: number;
}
export interface Poll {
    entries: PollEntry[];
    timeoutMs: number;
}
export interface PollResult {
    ready: PollEntry[];
}
export interface Dup {
    descriptor: number;
    pid: number;
    rights: HandleRight[];
}
export interface DupResult {
    descriptor: number;
}
export interface Dup2 {
    descriptor: number;
    target: number;
}
export interface Dup2Result {
    descriptor: number;
}
export interface Lseek {
    descriptor: number;
    offset: number;
    origin: SeekOrigin;
}
export interface LseekResult {
    position: number;
}
export interface Fcntl {
    descriptor: number;
    command: string;
    argument: number;
}
export interface FcntlResult {
    value: number;
}
export interface SignalSend {
    pid: number;
    signal: number;
    group: number;
}
export interface SignalRegister {
    signal: number;
    action: SignalAction;
}
export interface SignalBlock {
    signals: number[];
}
export interface SignalUnblock {
    signals: number[];
}
export interface SignalPending {
}
export interface SignalPendingResult {
    signals: number[];
}
export interface SignalStatsGet {
}
export interface SignalStatsGetResult {
    sent: number;
    delivered: number;
    blocked: number;
    ignored: number;
    handled: number;
}
export interface SignalWait {
    signals: number[];
}
export interface SignalWaitResult {
    signal: number;
    senderPid: number;
}
export interface SignalStateGet {
    pid: number;
}
export interface SignalStateGetResult {
    pending: number[];
    blocked: number[];
    handled: number[];
}
export interface ScheduleNext {
}
export interface ScheduleNextResult {
    pid: number;
}
export interface SchedYield {
}
export interface SchedCurrent {
}
export interface SchedCurrentResult {
    pid: number;
}
export interface SchedStatsGet {
}
export interface SchedStatsGetResult {
    policy: SchedulerPolicy;
    quantumUs: number;
    decisions: number;
    runnable: number;
    paused: boolean;
    preemptions: number;
    mechanism: string;
    enforcement: Enforcement;
}
export interface SchedSetPolicy {
    policy: SchedulerPolicy;
}
export interface SchedGetPolicy {
}
export interface SchedGetPolicyResult {
    policy: SchedulerPolicy;
}
export interface SchedSetQuantum {
    quantumUs: number;
}
export interface SchedGetQuantum {
}
export interface SchedGetQuantumResult {
    quantumUs: number;
}
export interface SchedProcessStatsGet {
    pid: number;
}
export interface SchedProcessStatsGetResult {
    stats: SchedProcessStats | undefined;
}
export interface SchedAllProcessStatsGet {
}
export interface SchedAllProcessStatsGetResult {
    stats: SchedProcessStats[];
}
export interface SchedBoost {
    pid: number;
}
export interface SchedBoostResult {
    priority: number;
}
export interface SchedLower {
    pid: number;
}
export interface SchedLowerResult {
    priority: number;
}
export interface MemoryStatsGet {
}
export interface MemoryStatsGetResult {
    total: number;
    used: number;
    free: number;
    blocks: number;
    fragmentation: number;
    pressure: MemoryPressure;
    classes: SizeClassStats[];
}
export interface MemoryProcessStatsGet {
    pid: number;
}
export interface MemoryProcessStatsGetResult {
    used: number;
    peak: number;
    limit: number;
    allocations: number;
    hostBytes: number;
    pressure: MemoryPressure;
}
export interface MemoryCompact {
}
export interface MemoryCompactResult {
    freed: number;
    blocks: number;
}
export interface SystemInfoGet {
}
export interface SystemInfoGetResult {
    info: SystemInfo | undefined;
}
export interface Getenv {
    name: string;
}
export interface GetenvResult {
    variables: {
        [key: string]: string;
    };
}
export interface GetenvResult_VariablesEntry {
    key: string;
    value: string;
}
export interface Setenv {
    name: string;
    value: string;
    remove: boolean;
}
export interface NetworkRequest {
    method: string;
    url: string;
    headers: {
        [key: string]: string;
    };
    body: Buffer;
}
export interface NetworkRequest_HeadersEntry {
    key: string;
    value: string;
}
export interface NetworkRequestResult {
    status: number;
    headers: {
        [key: string]: string;
    };
    body: Buffer;
}
export interface NetworkRequestResult_HeadersEntry {
    key: string;
    value: string;
}
export interface Now {
}
export interface NowResult {
    unixMs: number;
    monotonicUs: number;
}
export interface Sleep {
    durationMs: number;
}
export interface SleepResult {
    sleptMs: number;
}
export interface Uptime {
}
export interface UptimeResult {
    uptimeMs: number;
}
export interface ClipboardCopy {
    format: string;
    data: Buffer;
    alternatives: ClipboardFormat[];
    own: boolean;
}
export interface ClipboardCopyResult {
    entry: number;
}
export interface ClipboardPaste {
    format: string;
    own: boolean;
}
export interface ClipboardPasteResult {
    entry: ClipboardEntry | undefined;
}
export interface ClipboardHistory {
    limit: number;
    own: boolean;
}
export interface ClipboardHistoryResult {
    entries: ClipboardEntry[];
}
export interface ClipboardEntryGet {
    entry: number;
    format: string;
    own: boolean;
}
export interface ClipboardEntryGetResult {
    entry: ClipboardEntry | undefined;
}
export interface ClipboardClear {
    own: boolean;
}
export interface ClipboardSubscribe {
    formats: string[];
}
export interface ClipboardSubscribeResult {
    subscription: number;
}
export interface ClipboardUnsubscribe {
    subscription: number;
}
export interface ClipboardStatsGet {
}
export interface ClipboardStatsGetResult {
    entries: number;
    bytes: number;
    copies: number;
    pastes: number;
    subscribers: number;
}
export interface KvGet {
    namespace: string;
    key: string;
}
export interface KvGetResult {
    value: Buffer;
    found: boolean;
}
export interface KvSet {
    namespace: string;
    key: string;
    value: Buffer;
}
export interface KvDelete {
    namespace: string;
    key: string;
}
export interface KvDeleteResult {
    deleted: boolean;
}
export interface KvList {
    namespace: string;
    prefix: string;
    limit: number;
    after: string;
    withValues: boolean;
}
export interface KvListResult {
    entries: KeyValue[];
    truncated: boolean;
}
export interface KvBatch {
    namespace: string;
    operations: KvOperation[];
}
export interface KvBatchResult {
    applied: number;
}
export interface KvStatsGet {
    namespace: string;
}
export interface KvStatsGetResult {
    keys: number;
    bytes: number;
    quotaBytes: number;
}
export interface FileStat {
    type: FileType;
    size: number;
    modifiedMs: number;
    createdMs: number;
    mode: number;
    inode: number;
    links: number;
}
export interface DirectoryEntry {
    name: string;
    type: FileType;
    size: number;
    modifiedMs: number;
}
export interface FileMatch {
    path: string;
    type: FileType;
    score: number;
}
export interface ContentMatch {
    path: string;
    line: number;
    column: number;
    text: string;
}
export interface ProcessInfo {
    pid: number;
    parentPid: number;
    name: string;
    kind: ProcessKind;
    state: ProcessState;
    appId: string;
    priority: number;
    group: number;
    hostPid: number;
    startedMs: number;
    capabilities: string[];
    hostTree: number[];
    workingDirectory: string;
    session: number;
    terminal: TerminalSize | undefined;
}
export interface ProcessStats {
    cpuNs: number;
    memoryBytes: number;
    syscalls: number;
    denied: number;
    bytesRead: number;
    bytesWritten: number;
    descriptors: number;
    kernelNs: number;
    kernelBytes: number;
}
export interface PollEntry {
    descriptor: number;
    readable: boolean;
    writable: boolean;
    hungUp: boolean;
}
export interface WatchEvent {
    change: WatchChange;
    path: string;
    type: FileType;
}
export interface SizeClassStats {
    blockBytes: number;
    used: number;
    free: number;
}
export interface SocketAddress {
    host: string;
    port: number;
}
export interface SchedProcessStats {
    pid: number;
    vruntimeNs: number;
    cpuNs: number;
    entitledShare: number;
    achievedShare: number;
    priority: number;
    weight: number;
    kernelNs: number;
    mechanism: string;
}
export interface SystemInfo {
    version: string;
    nodeId: string;
    bootId: string;
    platform: string;
    cpus: number;
    memoryBytes: number;
    uptimeMs: number;
    processes: number;
    host: HostCapability[];
}
export interface HostCapability {
    name: string;
    enforcement: Enforcement;
    mechanism: string;
    reason: string;
}
export interface ClipboardEntry {
    entry: number;
    format: string;
    data: Buffer;
    copiedMs: number;
    pid: number;
    formats: string[];
    bytes: number;
}
export interface ClipboardFormat {
    format: string;
    data: Buffer;
}
export interface KeyValue {
    key: string;
    value: Buffer;
}
export interface KvOperation {
    key: string;
    value: Buffer;
    delete: boolean;
}
export declare const ExecuteSyscallRequest: MessageFns<ExecuteSyscallRequest>;
export declare const ExecuteSyscallResponse: MessageFns<ExecuteSyscallResponse>;
export declare const ExecuteSyscallBatchRequest: MessageFns<ExecuteSyscallBatchRequest>;
export declare const ExecuteSyscallBatchResponse: MessageFns<ExecuteSyscallBatchResponse>;
export declare const ExecuteSyscallAsyncRequest: MessageFns<ExecuteSyscallAsyncRequest>;
export declare const ExecuteSyscallAsyncResponse: MessageFns<ExecuteSyscallAsyncResponse>;
export declare const GetAsyncStatusRequest: MessageFns<GetAsyncStatusRequest>;
export declare const GetAsyncStatusResponse: MessageFns<GetAsyncStatusResponse>;
export declare const CancelAsyncRequest: MessageFns<CancelAsyncRequest>;
export declare const CancelAsyncResponse: MessageFns<CancelAsyncResponse>;
export declare const StreamSyscallRequest: MessageFns<StreamSyscallRequest>;
export declare const StreamRead: MessageFns<StreamRead>;
export declare const StreamList: MessageFns<StreamList>;
export declare const StreamWrite: MessageFns<StreamWrite>;
export declare const StreamSyscallChunk: MessageFns<StreamSyscallChunk>;
export declare const StreamComplete: MessageFns<StreamComplete>;
export declare const ScheduleNextRequest: MessageFns<ScheduleNextRequest>;
export declare const ScheduleNextResponse: MessageFns<ScheduleNextResponse>;
export declare const GetSchedulerStatsRequest: MessageFns<GetSchedulerStatsRequest>;
export declare const GetSchedulerStatsResponse: MessageFns<GetSchedulerStatsResponse>;
export declare const SetSchedulingPolicyRequest: MessageFns<SetSchedulingPolicyRequest>;
export declare const SetSchedulingPolicyResponse: MessageFns<SetSchedulingPolicyResponse>;
export declare const ControlSchedulerRequest: MessageFns<ControlSchedulerRequest>;
export declare const ControlSchedulerResponse: MessageFns<ControlSchedulerResponse>;
export declare const RingRequest: MessageFns<RingRequest>;
export declare const RingResponse: MessageFns<RingResponse>;
export declare const Attach: MessageFns<Attach>;
export declare const Attached: MessageFns<Attached>;
export declare const Submission: MessageFns<Submission>;
export declare const Completion: MessageFns<Completion>;
export declare const CreateProcessRequest: MessageFns<CreateProcessRequest>;
export declare const CreateProcessResponse: MessageFns<CreateProcessResponse>;
export declare const TerminateProcessRequest: MessageFns<TerminateProcessRequest>;
export declare const TerminateProcessResponse: MessageFns<TerminateProcessResponse>;
export declare const LedgerReport: MessageFns<LedgerReport>;
export declare const UpdateSandboxRequest: MessageFns<UpdateSandboxRequest>;
export declare const NetworkRules: MessageFns<NetworkRules>;
export declare const NetworkRule: MessageFns<NetworkRule>;
export declare const UpdateSandboxResponse: MessageFns<UpdateSandboxResponse>;
export declare const GetMetricsRequest: MessageFns<GetMetricsRequest>;
export declare const GetMetricsResponse: MessageFns<GetMetricsResponse>;
export declare const Limits: MessageFns<Limits>;
export declare const HostProgram: MessageFns<HostProgram>;
export declare const HostProgram_EnvironmentEntry: MessageFns<HostProgram_EnvironmentEntry>;
export declare const InheritedHandle: MessageFns<InheritedHandle>;
export declare const TerminalSize: MessageFns<TerminalSize>;
export declare const StreamEventsRequest: MessageFns<StreamEventsRequest>;
export declare const EventFilter: MessageFns<EventFilter>;
export declare const QueryEventsRequest: MessageFns<QueryEventsRequest>;
export declare const QueryEventsResponse: MessageFns<QueryEventsResponse>;
export declare const EventGroup: MessageFns<EventGroup>;
export declare const Anomaly: MessageFns<Anomaly>;
export declare const EmittedEvent: MessageFns<EmittedEvent>;
export declare const EmitEventsRequest: MessageFns<EmitEventsRequest>;
export declare const EmitEventsResponse: MessageFns<EmitEventsResponse>;
export declare const EventBatch: MessageFns<EventBatch>;
export declare const Event: MessageFns<Event>;
export declare const Error: MessageFns<Error>;
export declare const Empty: MessageFns<Empty>;
export declare const Syscall: MessageFns<Syscall>;
export declare const SyscallResult: MessageFns<SyscallResult>;
export declare const ReadFile: MessageFns<ReadFile>;
export declare const ReadFileResult: MessageFns<ReadFileResult>;
export declare const WriteFile: MessageFns<WriteFile>;
export declare const WriteFileResult: MessageFns<WriteFileResult>;
export declare const CreateFile: MessageFns<CreateFile>;
export declare const DeleteFile: MessageFns<DeleteFile>;
export declare const DeleteFileResult: MessageFns<DeleteFileResult>;
export declare const ListDirectory: MessageFns<ListDirectory>;
export declare const ListDirectoryResult: MessageFns<ListDirectoryResult>;
export declare const Stat: MessageFns<Stat>;
export declare const StatResult: MessageFns<StatResult>;
export declare const MoveFile: MessageFns<MoveFile>;
export declare const CopyFile: MessageFns<CopyFile>;
export declare const CopyFileResult: MessageFns<CopyFileResult>;
export declare const Mkdir: MessageFns<Mkdir>;
export declare const Rmdir: MessageFns<Rmdir>;
export declare const Getcwd: MessageFns<Getcwd>;
export declare const GetcwdResult: MessageFns<GetcwdResult>;
export declare const Setcwd: MessageFns<Setcwd>;
export declare const Truncate: MessageFns<Truncate>;
export declare const Exists: MessageFns<Exists>;
export declare const ExistsResult: MessageFns<ExistsResult>;
export declare const Link: MessageFns<Link>;
export declare const Symlink: MessageFns<Symlink>;
export declare const Readlink: MessageFns<Readlink>;
export declare const ReadlinkResult: MessageFns<ReadlinkResult>;
export declare const Fsync: MessageFns<Fsync>;
export declare const SearchFiles: MessageFns<SearchFiles>;
export declare const SearchFilesResult: MessageFns<SearchFilesResult>;
export declare const SearchContent: MessageFns<SearchContent>;
export declare const SearchContentResult: MessageFns<SearchContentResult>;
export declare const Watch: MessageFns<Watch>;
export declare const WatchResult: MessageFns<WatchResult>;
export declare const Unwatch: MessageFns<Unwatch>;
export declare const Spawn: MessageFns<Spawn>;
export declare const SpawnResult: MessageFns<SpawnResult>;
export declare const Kill: MessageFns<Kill>;
export declare const ProcessInfoGet: MessageFns<ProcessInfoGet>;
export declare const ProcessInfoGetResult: MessageFns<ProcessInfoGetResult>;
export declare const ProcessList: MessageFns<ProcessList>;
export declare const ProcessListResult: MessageFns<ProcessListResult>;
export declare const SetPriority: MessageFns<SetPriority>;
export declare const SetGroup: MessageFns<SetGroup>;
export declare const ResizeTerminal: MessageFns<ResizeTerminal>;
export declare const ProcessStateGet: MessageFns<ProcessStateGet>;
export declare const ProcessStateGetResult: MessageFns<ProcessStateGetResult>;
export declare const ProcessStatsGet: MessageFns<ProcessStatsGet>;
export declare const ProcessStatsGetResult: MessageFns<ProcessStatsGetResult>;
export declare const Wait: MessageFns<Wait>;
export declare const WaitResult: MessageFns<WaitResult>;
export declare const PipeCreate: MessageFns<PipeCreate>;
export declare const PipeCreateResult: MessageFns<PipeCreateResult>;
export declare const PipeWrite: MessageFns<PipeWrite>;
export declare const PipeWriteResult: MessageFns<PipeWriteResult>;
export declare const PipeRead: MessageFns<PipeRead>;
export declare const PipeReadResult: MessageFns<PipeReadResult>;
export declare const PipeClose: MessageFns<PipeClose>;
export declare const PipeDestroy: MessageFns<PipeDestroy>;
export declare const PipeStatsGet: MessageFns<PipeStatsGet>;
export declare const PipeStatsGetResult: MessageFns<PipeStatsGetResult>;
export declare const ShmCreate: MessageFns<ShmCreate>;
export declare const ShmCreateResult: MessageFns<ShmCreateResult>;
export declare const ShmAttach: MessageFns<ShmAttach>;
export declare const ShmAttachResult: MessageFns<ShmAttachResult>;
export declare const ShmDetach: MessageFns<ShmDetach>;
export declare const ShmWrite: MessageFns<ShmWrite>;
export declare const ShmWriteResult: MessageFns<ShmWriteResult>;
export declare const ShmRead: MessageFns<ShmRead>;
export declare const ShmReadResult: MessageFns<ShmReadResult>;
export declare const ShmDestroy: MessageFns<ShmDestroy>;
export declare const ShmStatsGet: MessageFns<ShmStatsGet>;
export declare const ShmStatsGetResult: MessageFns<ShmStatsGetResult>;
export declare const Mmap: MessageFns<Mmap>;
export declare const MmapResult: MessageFns<MmapResult>;
export declare const MmapRead: MessageFns<MmapRead>;
export declare const MmapReadResult: MessageFns<MmapReadResult>;
export declare const MmapWrite: MessageFns<MmapWrite>;
export declare const MmapWriteResult: MessageFns<MmapWriteResult>;
export declare const Msync: MessageFns<Msync>;
export declare const Munmap: MessageFns<Munmap>;
export declare const MmapStatsGet: MessageFns<MmapStatsGet>;
export declare const MmapStatsGetResult: MessageFns<MmapStatsGetResult>;
export declare const QueueCreate: MessageFns<QueueCreate>;
export declare const QueueCreateResult: MessageFns<QueueCreateResult>;
export declare const QueueSend: MessageFns<QueueSend>;
export declare const QueueSendResult: MessageFns<QueueSendResult>;
export declare const QueueReceive: MessageFns<QueueReceive>;
export declare const QueueReceiveResult: MessageFns<QueueReceiveResult>;
export declare const QueueSubscribe: MessageFns<QueueSubscribe>;
export declare const QueueSubscribeResult: MessageFns<QueueSubscribeResult>;
export declare const QueueUnsubscribe: MessageFns<QueueUnsubscribe>;
export declare const QueueClose: MessageFns<QueueClose>;
export declare const QueueDestroy: MessageFns<QueueDestroy>;
export declare const QueueStatsGet: MessageFns<QueueStatsGet>;
export declare const QueueStatsGetResult: MessageFns<QueueStatsGetResult>;
export declare const SocketOpen: MessageFns<SocketOpen>;
export declare const SocketOpenResult: MessageFns<SocketOpenResult>;
export declare const Bind: MessageFns<Bind>;
export declare const BindResult: MessageFns<BindResult>;
export declare const Listen: MessageFns<Listen>;
export declare const Accept: MessageFns<Accept>;
export declare const AcceptResult: MessageFns<AcceptResult>;
export declare const Connect: MessageFns<Connect>;
export declare const ConnectResult: MessageFns<ConnectResult>;
export declare const Send: MessageFns<Send>;
export declare const SendResult: MessageFns<SendResult>;
export declare const Recv: MessageFns<Recv>;
export declare const RecvResult: MessageFns<RecvResult>;
export declare const Sendto: MessageFns<Sendto>;
export declare const SendtoResult: MessageFns<SendtoResult>;
export declare const Recvfrom: MessageFns<Recvfrom>;
export declare const RecvfromResult: MessageFns<RecvfromResult>;
export declare const SocketClose: MessageFns<SocketClose>;
export declare const Setsockopt: MessageFns<Setsockopt>;
export declare const Getsockopt: MessageFns<Getsockopt>;
export declare const GetsockoptResult: MessageFns<GetsockoptResult>;
export declare const Open: MessageFns<Open>;
export declare const OpenResult: MessageFns<OpenResult>;
export declare const Close: MessageFns<Close>;
export declare const Read: MessageFns<Read>;
export declare const ReadResult: MessageFns<ReadResult>;
export declare const Write: MessageFns<Write>;
export declare const WriteResult: MessageFns<WriteResult>;
export declare const Poll: MessageFns<Poll>;
export declare const PollResult: MessageFns<PollResult>;
export declare const Dup: MessageFns<Dup>;
export declare const DupResult: MessageFns<DupResult>;
export declare const Dup2: MessageFns<Dup2>;
export declare const Dup2Result: MessageFns<Dup2Result>;
export declare const Lseek: MessageFns<Lseek>;
export declare const LseekResult: MessageFns<LseekResult>;
export declare const Fcntl: MessageFns<Fcntl>;
export declare const FcntlResult: MessageFns<FcntlResult>;
export declare const SignalSend: MessageFns<SignalSend>;
export declare const SignalRegister: MessageFns<SignalRegister>;
export declare const SignalBlock: MessageFns<SignalBlock>;
export declare const SignalUnblock: MessageFns<SignalUnblock>;
export declare const SignalPending: MessageFns<SignalPending>;
export declare const SignalPendingResult: MessageFns<SignalPendingResult>;
export declare const SignalStatsGet: MessageFns<SignalStatsGet>;
export declare const SignalStatsGetResult: MessageFns<SignalStatsGetResult>;
export declare const SignalWait: MessageFns<SignalWait>;
export declare const SignalWaitResult: MessageFns<SignalWaitResult>;
export declare const SignalStateGet: MessageFns<SignalStateGet>;
export declare const SignalStateGetResult: MessageFns<SignalStateGetResult>;
export declare const ScheduleNext: MessageFns<ScheduleNext>;
export declare const ScheduleNextResult: MessageFns<ScheduleNextResult>;
export declare const SchedYield: MessageFns<SchedYield>;
export declare const SchedCurrent: MessageFns<SchedCurrent>;
export declare const SchedCurrentResult: MessageFns<SchedCurrentResult>;
export declare const SchedStatsGet: MessageFns<SchedStatsGet>;
export declare const SchedStatsGetResult: MessageFns<SchedStatsGetResult>;
export declare const SchedSetPolicy: MessageFns<SchedSetPolicy>;
export declare const SchedGetPolicy: MessageFns<SchedGetPolicy>;
export declare const SchedGetPolicyResult: MessageFns<SchedGetPolicyResult>;
export declare const SchedSetQuantum: MessageFns<SchedSetQuantum>;
export declare const SchedGetQuantum: MessageFns<SchedGetQuantum>;
export declare const SchedGetQuantumResult: MessageFns<SchedGetQuantumResult>;
export declare const SchedProcessStatsGet: MessageFns<SchedProcessStatsGet>;
export declare const SchedProcessStatsGetResult: MessageFns<SchedProcessStatsGetResult>;
export declare const SchedAllProcessStatsGet: MessageFns<SchedAllProcessStatsGet>;
export declare const SchedAllProcessStatsGetResult: MessageFns<SchedAllProcessStatsGetResult>;
export declare const SchedBoost: MessageFns<SchedBoost>;
export declare const SchedBoostResult: MessageFns<SchedBoostResult>;
export declare const SchedLower: MessageFns<SchedLower>;
export declare const SchedLowerResult: MessageFns<SchedLowerResult>;
export declare const MemoryStatsGet: MessageFns<MemoryStatsGet>;
export declare const MemoryStatsGetResult: MessageFns<MemoryStatsGetResult>;
export declare const MemoryProcessStatsGet: MessageFns<MemoryProcessStatsGet>;
export declare const MemoryProcessStatsGetResult: MessageFns<MemoryProcessStatsGetResult>;
export declare const MemoryCompact: MessageFns<MemoryCompact>;
export declare const MemoryCompactResult: MessageFns<MemoryCompactResult>;
export declare const SystemInfoGet: MessageFns<SystemInfoGet>;
export declare const SystemInfoGetResult: MessageFns<SystemInfoGetResult>;
export declare const Getenv: MessageFns<Getenv>;
export declare const GetenvResult: MessageFns<GetenvResult>;
export declare const GetenvResult_VariablesEntry: MessageFns<GetenvResult_VariablesEntry>;
export declare const Setenv: MessageFns<Setenv>;
export declare const NetworkRequest: MessageFns<NetworkRequest>;
export declare const NetworkRequest_HeadersEntry: MessageFns<NetworkRequest_HeadersEntry>;
export declare const NetworkRequestResult: MessageFns<NetworkRequestResult>;
export declare const NetworkRequestResult_HeadersEntry: MessageFns<NetworkRequestResult_HeadersEntry>;
export declare const Now: MessageFns<Now>;
export declare const NowResult: MessageFns<NowResult>;
export declare const Sleep: MessageFns<Sleep>;
export declare const SleepResult: MessageFns<SleepResult>;
export declare const Uptime: MessageFns<Uptime>;
export declare const UptimeResult: MessageFns<UptimeResult>;
export declare const ClipboardCopy: MessageFns<ClipboardCopy>;
export declare const ClipboardCopyResult: MessageFns<ClipboardCopyResult>;
export declare const ClipboardPaste: MessageFns<ClipboardPaste>;
export declare const ClipboardPasteResult: MessageFns<ClipboardPasteResult>;
export declare const ClipboardHistory: MessageFns<ClipboardHistory>;
export declare const ClipboardHistoryResult: MessageFns<ClipboardHistoryResult>;
export declare const ClipboardEntryGet: MessageFns<ClipboardEntryGet>;
export declare const ClipboardEntryGetResult: MessageFns<ClipboardEntryGetResult>;
export declare const ClipboardClear: MessageFns<ClipboardClear>;
export declare const ClipboardSubscribe: MessageFns<ClipboardSubscribe>;
export declare const ClipboardSubscribeResult: MessageFns<ClipboardSubscribeResult>;
export declare const ClipboardUnsubscribe: MessageFns<ClipboardUnsubscribe>;
export declare const ClipboardStatsGet: MessageFns<ClipboardStatsGet>;
export declare const ClipboardStatsGetResult: MessageFns<ClipboardStatsGetResult>;
export declare const KvGet: MessageFns<KvGet>;
export declare const KvGetResult: MessageFns<KvGetResult>;
export declare const KvSet: MessageFns<KvSet>;
export declare const KvDelete: MessageFns<KvDelete>;
export declare const KvDeleteResult: MessageFns<KvDeleteResult>;
export declare const KvList: MessageFns<KvList>;
export declare const KvListResult: MessageFns<KvListResult>;
export declare const KvBatch: MessageFns<KvBatch>;
export declare const KvBatchResult: MessageFns<KvBatchResult>;
export declare const KvStatsGet: MessageFns<KvStatsGet>;
export declare const KvStatsGetResult: MessageFns<KvStatsGetResult>;
export declare const FileStat: MessageFns<FileStat>;
export declare const DirectoryEntry: MessageFns<DirectoryEntry>;
export declare const FileMatch: MessageFns<FileMatch>;
export declare const ContentMatch: MessageFns<ContentMatch>;
export declare const ProcessInfo: MessageFns<ProcessInfo>;
export declare const ProcessStats: MessageFns<ProcessStats>;
export declare const PollEntry: MessageFns<PollEntry>;
export declare const WatchEvent: MessageFns<WatchEvent>;
export declare const SizeClassStats: MessageFns<SizeClassStats>;
export declare const SocketAddress: MessageFns<SocketAddress>;
export declare const SchedProcessStats: MessageFns<SchedProcessStats>;
export declare const SystemInfo: MessageFns<SystemInfo>;
export declare const HostCapability: MessageFns<HostCapability>;
export declare const ClipboardEntry: MessageFns<ClipboardEntry>;
export declare const ClipboardFormat: MessageFns<ClipboardFormat>;
export declare const KeyValue: MessageFns<KeyValue>;
export declare const KvOperation: MessageFns<KvOperation>;
export type KernelServiceService = typeof KernelServiceService;
export declare const KernelServiceService: {
    readonly executeSyscall: {
        readonly path: "/agentos.kernel.v1.KernelService/ExecuteSyscall";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: ExecuteSyscallRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => ExecuteSyscallRequest;
        readonly responseSerialize: (value: ExecuteSyscallResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => ExecuteSyscallResponse;
    };
    readonly executeSyscallBatch: {
        readonly path: "/agentos.kernel.v1.KernelService/ExecuteSyscallBatch";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: ExecuteSyscallBatchRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => ExecuteSyscallBatchRequest;
        readonly responseSerialize: (value: ExecuteSyscallBatchResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => ExecuteSyscallBatchResponse;
    };
    readonly executeSyscallAsync: {
        readonly path: "/agentos.kernel.v1.KernelService/ExecuteSyscallAsync";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: ExecuteSyscallAsyncRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => ExecuteSyscallAsyncRequest;
        readonly responseSerialize: (value: ExecuteSyscallAsyncResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => ExecuteSyscallAsyncResponse;
    };
    readonly getAsyncStatus: {
        readonly path: "/agentos.kernel.v1.KernelService/GetAsyncStatus";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: GetAsyncStatusRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => GetAsyncStatusRequest;
        readonly responseSerialize: (value: GetAsyncStatusResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => GetAsyncStatusResponse;
    };
    readonly cancelAsync: {
        readonly path: "/agentos.kernel.v1.KernelService/CancelAsync";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: CancelAsyncRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => CancelAsyncRequest;
        readonly responseSerialize: (value: CancelAsyncResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => CancelAsyncResponse;
    };
    readonly streamSyscall: {
        readonly path: "/agentos.kernel.v1.KernelService/StreamSyscall";
        readonly requestStream: true;
        readonly responseStream: true;
        readonly requestSerialize: (value: StreamSyscallRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => StreamSyscallRequest;
        readonly responseSerialize: (value: StreamSyscallChunk) => Buffer;
        readonly responseDeserialize: (value: Buffer) => StreamSyscallChunk;
    };
    readonly ring: {
        readonly path: "/agentos.kernel.v1.KernelService/Ring";
        readonly requestStream: true;
        readonly responseStream: true;
        readonly requestSerialize: (value: RingRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => RingRequest;
        readonly responseSerialize: (value: RingResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => RingResponse;
    };
    readonly createProcess: {
        readonly path: "/agentos.kernel.v1.KernelService/CreateProcess";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: CreateProcessRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => CreateProcessRequest;
        readonly responseSerialize: (value: CreateProcessResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => CreateProcessResponse;
    };
    readonly terminateProcess: {
        readonly path: "/agentos.kernel.v1.KernelService/TerminateProcess";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: TerminateProcessRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => TerminateProcessRequest;
        readonly responseSerialize: (value: TerminateProcessResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => TerminateProcessResponse;
    };
    readonly updateSandbox: {
        readonly path: "/agentos.kernel.v1.KernelService/UpdateSandbox";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: UpdateSandboxRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => UpdateSandboxRequest;
        readonly responseSerialize: (value: UpdateSandboxResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => UpdateSandboxResponse;
    };
    readonly scheduleNext: {
        readonly path: "/agentos.kernel.v1.KernelService/ScheduleNext";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: ScheduleNextRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => ScheduleNextRequest;
        readonly responseSerialize: (value: ScheduleNextResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => ScheduleNextResponse;
    };
    readonly getSchedulerStats: {
        readonly path: "/agentos.kernel.v1.KernelService/GetSchedulerStats";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: GetSchedulerStatsRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => GetSchedulerStatsRequest;
        readonly responseSerialize: (value: GetSchedulerStatsResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => GetSchedulerStatsResponse;
    };
    readonly setSchedulingPolicy: {
        readonly path: "/agentos.kernel.v1.KernelService/SetSchedulingPolicy";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: SetSchedulingPolicyRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => SetSchedulingPolicyRequest;
        readonly responseSerialize: (value: SetSchedulingPolicyResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => SetSchedulingPolicyResponse;
    };
    readonly controlScheduler: {
        readonly path: "/agentos.kernel.v1.KernelService/ControlScheduler";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: ControlSchedulerRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => ControlSchedulerRequest;
        readonly responseSerialize: (value: ControlSchedulerResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => ControlSchedulerResponse;
    };
    readonly streamEvents: {
        readonly path: "/agentos.kernel.v1.KernelService/StreamEvents";
        readonly requestStream: false;
        readonly responseStream: true;
        readonly requestSerialize: (value: StreamEventsRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => StreamEventsRequest;
        readonly responseSerialize: (value: EventBatch) => Buffer;
        readonly responseDeserialize: (value: Buffer) => EventBatch;
    };
    readonly queryEvents: {
        readonly path: "/agentos.kernel.v1.KernelService/QueryEvents";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: QueryEventsRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => QueryEventsRequest;
        readonly responseSerialize: (value: QueryEventsResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => QueryEventsResponse;
    };
    readonly emitEvents: {
        readonly path: "/agentos.kernel.v1.KernelService/EmitEvents";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: EmitEventsRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => EmitEventsRequest;
        readonly responseSerialize: (value: EmitEventsResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => EmitEventsResponse;
    };
    readonly getMetrics: {
        readonly path: "/agentos.kernel.v1.KernelService/GetMetrics";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: GetMetricsRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => GetMetricsRequest;
        readonly responseSerialize: (value: GetMetricsResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => GetMetricsResponse;
    };
};
export interface KernelServiceServer extends UntypedServiceImplementation {
    executeSyscall: handleUnaryCall<ExecuteSyscallRequest, ExecuteSyscallResponse>;
    executeSyscallBatch: handleUnaryCall<ExecuteSyscallBatchRequest, ExecuteSyscallBatchResponse>;
    executeSyscallAsync: handleUnaryCall<ExecuteSyscallAsyncRequest, ExecuteSyscallAsyncResponse>;
    getAsyncStatus: handleUnaryCall<GetAsyncStatusRequest, GetAsyncStatusResponse>;
    cancelAsync: handleUnaryCall<CancelAsyncRequest, CancelAsyncResponse>;
    streamSyscall: handleBidiStreamingCall<StreamSyscallRequest, StreamSyscallChunk>;
    ring: handleBidiStreamingCall<RingRequest, RingResponse>;
    createProcess: handleUnaryCall<CreateProcessRequest, CreateProcessResponse>;
    terminateProcess: handleUnaryCall<TerminateProcessRequest, TerminateProcessResponse>;
    updateSandbox: handleUnaryCall<UpdateSandboxRequest, UpdateSandboxResponse>;
    scheduleNext: handleUnaryCall<ScheduleNextRequest, ScheduleNextResponse>;
    getSchedulerStats: handleUnaryCall<GetSchedulerStatsRequest, GetSchedulerStatsResponse>;
    setSchedulingPolicy: handleUnaryCall<SetSchedulingPolicyRequest, SetSchedulingPolicyResponse>;
    controlScheduler: handleUnaryCall<ControlSchedulerRequest, ControlSchedulerResponse>;
    streamEvents: handleServerStreamingCall<StreamEventsRequest, EventBatch>;
    queryEvents: handleUnaryCall<QueryEventsRequest, QueryEventsResponse>;
    emitEvents: handleUnaryCall<EmitEventsRequest, EmitEventsResponse>;
    getMetrics: handleUnaryCall<GetMetricsRequest, GetMetricsResponse>;
}
export interface KernelServiceClient extends Client {
    executeSyscall(request: ExecuteSyscallRequest, callback: (error: ServiceError | null, response: ExecuteSyscallResponse) => void): ClientUnaryCall;
    executeSyscall(request: ExecuteSyscallRequest, metadata: Metadata, callback: (error: ServiceError | null, response: ExecuteSyscallResponse) => void): ClientUnaryCall;
    executeSyscall(request: ExecuteSyscallRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: ExecuteSyscallResponse) => void): ClientUnaryCall;
    executeSyscallBatch(request: ExecuteSyscallBatchRequest, callback: (error: ServiceError | null, response: ExecuteSyscallBatchResponse) => void): ClientUnaryCall;
    executeSyscallBatch(request: ExecuteSyscallBatchRequest, metadata: Metadata, callback: (error: ServiceError | null, response: ExecuteSyscallBatchResponse) => void): ClientUnaryCall;
    executeSyscallBatch(request: ExecuteSyscallBatchRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: ExecuteSyscallBatchResponse) => void): ClientUnaryCall;
    executeSyscallAsync(request: ExecuteSyscallAsyncRequest, callback: (error: ServiceError | null, response: ExecuteSyscallAsyncResponse) => void): ClientUnaryCall;
    executeSyscallAsync(request: ExecuteSyscallAsyncRequest, metadata: Metadata, callback: (error: ServiceError | null, response: ExecuteSyscallAsyncResponse) => void): ClientUnaryCall;
    executeSyscallAsync(request: ExecuteSyscallAsyncRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: ExecuteSyscallAsyncResponse) => void): ClientUnaryCall;
    getAsyncStatus(request: GetAsyncStatusRequest, callback: (error: ServiceError | null, response: GetAsyncStatusResponse) => void): ClientUnaryCall;
    getAsyncStatus(request: GetAsyncStatusRequest, metadata: Metadata, callback: (error: ServiceError | null, response: GetAsyncStatusResponse) => void): ClientUnaryCall;
    getAsyncStatus(request: GetAsyncStatusRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: GetAsyncStatusResponse) => void): ClientUnaryCall;
    cancelAsync(request: CancelAsyncRequest, callback: (error: ServiceError | null, response: CancelAsyncResponse) => void): ClientUnaryCall;
    cancelAsync(request: CancelAsyncRequest, metadata: Metadata, callback: (error: ServiceError | null, response: CancelAsyncResponse) => void): ClientUnaryCall;
    cancelAsync(request: CancelAsyncRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: CancelAsyncResponse) => void): ClientUnaryCall;
    streamSyscall(): ClientDuplexStream<StreamSyscallRequest, StreamSyscallChunk>;
    streamSyscall(options: Partial<CallOptions>): ClientDuplexStream<StreamSyscallRequest, StreamSyscallChunk>;
    streamSyscall(metadata: Metadata, options?: Partial<CallOptions>): ClientDuplexStream<StreamSyscallRequest, StreamSyscallChunk>;
    ring(): ClientDuplexStream<RingRequest, RingResponse>;
    ring(options: Partial<CallOptions>): ClientDuplexStream<RingRequest, RingResponse>;
    ring(metadata: Metadata, options?: Partial<CallOptions>): ClientDuplexStream<RingRequest, RingResponse>;
    createProcess(request: CreateProcessRequest, callback: (error: ServiceError | null, response: CreateProcessResponse) => void): ClientUnaryCall;
    createProcess(request: CreateProcessRequest, metadata: Metadata, callback: (error: ServiceError | null, response: CreateProcessResponse) => void): ClientUnaryCall;
    createProcess(request: CreateProcessRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: CreateProcessResponse) => void): ClientUnaryCall;
    terminateProcess(request: TerminateProcessRequest, callback: (error: ServiceError | null, response: TerminateProcessResponse) => void): ClientUnaryCall;
    terminateProcess(request: TerminateProcessRequest, metadata: Metadata, callback: (error: ServiceError | null, response: TerminateProcessResponse) => void): ClientUnaryCall;
    terminateProcess(request: TerminateProcessRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: TerminateProcessResponse) => void): ClientUnaryCall;
    updateSandbox(request: UpdateSandboxRequest, callback: (error: ServiceError | null, response: UpdateSandboxResponse) => void): ClientUnaryCall;
    updateSandbox(request: UpdateSandboxRequest, metadata: Metadata, callback: (error: ServiceError | null, response: UpdateSandboxResponse) => void): ClientUnaryCall;
    updateSandbox(request: UpdateSandboxRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: UpdateSandboxResponse) => void): ClientUnaryCall;
    scheduleNext(request: ScheduleNextRequest, callback: (error: ServiceError | null, response: ScheduleNextResponse) => void): ClientUnaryCall;
    scheduleNext(request: ScheduleNextRequest, metadata: Metadata, callback: (error: ServiceError | null, response: ScheduleNextResponse) => void): ClientUnaryCall;
    scheduleNext(request: ScheduleNextRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: ScheduleNextResponse) => void): ClientUnaryCall;
    getSchedulerStats(request: GetSchedulerStatsRequest, callback: (error: ServiceError | null, response: GetSchedulerStatsResponse) => void): ClientUnaryCall;
    getSchedulerStats(request: GetSchedulerStatsRequest, metadata: Metadata, callback: (error: ServiceError | null, response: GetSchedulerStatsResponse) => void): ClientUnaryCall;
    getSchedulerStats(request: GetSchedulerStatsRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: GetSchedulerStatsResponse) => void): ClientUnaryCall;
    setSchedulingPolicy(request: SetSchedulingPolicyRequest, callback: (error: ServiceError | null, response: SetSchedulingPolicyResponse) => void): ClientUnaryCall;
    setSchedulingPolicy(request: SetSchedulingPolicyRequest, metadata: Metadata, callback: (error: ServiceError | null, response: SetSchedulingPolicyResponse) => void): ClientUnaryCall;
    setSchedulingPolicy(request: SetSchedulingPolicyRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: SetSchedulingPolicyResponse) => void): ClientUnaryCall;
    controlScheduler(request: ControlSchedulerRequest, callback: (error: ServiceError | null, response: ControlSchedulerResponse) => void): ClientUnaryCall;
    controlScheduler(request: ControlSchedulerRequest, metadata: Metadata, callback: (error: ServiceError | null, response: ControlSchedulerResponse) => void): ClientUnaryCall;
    controlScheduler(request: ControlSchedulerRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: ControlSchedulerResponse) => void): ClientUnaryCall;
    streamEvents(request: StreamEventsRequest, options?: Partial<CallOptions>): ClientReadableStream<EventBatch>;
    streamEvents(request: StreamEventsRequest, metadata?: Metadata, options?: Partial<CallOptions>): ClientReadableStream<EventBatch>;
    queryEvents(request: QueryEventsRequest, callback: (error: ServiceError | null, response: QueryEventsResponse) => void): ClientUnaryCall;
    queryEvents(request: QueryEventsRequest, metadata: Metadata, callback: (error: ServiceError | null, response: QueryEventsResponse) => void): ClientUnaryCall;
    queryEvents(request: QueryEventsRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: QueryEventsResponse) => void): ClientUnaryCall;
    emitEvents(request: EmitEventsRequest, callback: (error: ServiceError | null, response: EmitEventsResponse) => void): ClientUnaryCall;
    emitEvents(request: EmitEventsRequest, metadata: Metadata, callback: (error: ServiceError | null, response: EmitEventsResponse) => void): ClientUnaryCall;
    emitEvents(request: EmitEventsRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: EmitEventsResponse) => void): ClientUnaryCall;
    getMetrics(request: GetMetricsRequest, callback: (error: ServiceError | null, response: GetMetricsResponse) => void): ClientUnaryCall;
    getMetrics(request: GetMetricsRequest, metadata: Metadata, callback: (error: ServiceError | null, response: GetMetricsResponse) => void): ClientUnaryCall;
    getMetrics(request: GetMetricsRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: GetMetricsResponse) => void): ClientUnaryCall;
}
export declare const KernelServiceClient: {
    new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): KernelServiceClient;
    service: typeof KernelServiceService;
    serviceName: string;
};
export interface MessageFns<T> {
    encode(message: T, writer?: BinaryWriter): BinaryWriter;
    decode(input: BinaryReader | Uint8Array, length?: number): T;
}
