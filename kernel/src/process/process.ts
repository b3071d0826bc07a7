/** One process: what it is, what it may do, what it holds, and how it ended. Its state changes only in the table. */
import { type Limits, type MemoryPressure, ProcessKind, type TerminalSize } from '@agentos/protocol/kernel';
import { HandleTable } from '../descriptors/handle-table.ts';
import type { TraceContext } from '../events/trace.ts';
import type { ExitStatus, HostProcess } from '../host/backend.ts';
import { MemoryAccount } from '../memory/account.ts';
import { SchedulingEntity } from '../scheduler/entity.ts';
import type { CapabilitySet } from '../security/capability-set.ts';
import { NetworkPolicy } from '../security/network-rules.ts';
import { SignalState } from '../signals/signal-state.ts';
import type { VfsBackend } from '../vfs/backend.ts';
import type { Caller } from '../vfs/namespace.ts';
import { WaitQueue } from '../wait-queue.ts';
import { ChildReports } from './child-reports.ts';
import { Ledger, type LedgerReport } from './ledger.ts';
import type { InState, StateName } from './state.ts';

export interface ProcessSpec {
  readonly pid: number;
  readonly name: string;
  readonly kind: ProcessKind;
  readonly appId: string;
  readonly parentPid: number;
  readonly capabilities: CapabilitySet;
  readonly limits: Limits;
  /** Its network rules; none when absent. */
  readonly network?: NetworkPolicy;
  /** Trace of what created it; its own background events carry it. */
  readonly trace: TraceContext;
}

export class Process implements Caller, InState {
  readonly pid: number;
  readonly name: string;
  readonly kind: ProcessKind;
  readonly appId: string;
  readonly trace: TraceContext;
  readonly startedMs = Date.now();
  readonly handles: HandleTable;
  readonly ledger: Ledger;
  readonly network: NetworkPolicy;
  /** What the kernel holds in memory for it. */
  readonly memory: MemoryAccount;
  readonly environment = new Map<string, string>();
  /** All directly below it, adopted ones included. */
  readonly children = new Set<number>();
  /** What it has not heard yet of the children that it made. */
  readonly childReports = new ChildReports(this);
  readonly signals = new SignalState();
  /** Woken when it goes on after a stop. */
  readonly resumed = new WaitQueue();
  /** Woken when everything that it held has been given back. */
  readonly ended = new WaitQueue();
  readonly counters = { syscalls: 0, denied: 0, bytesRead: 0, bytesWritten: 0 };
  parentPid: number;
  /** Changed by `Groups` alone, like the session. */
  group: number;
  session: number;
  /** undefined without a terminal. */
  terminalSize: TerminalSize | undefined;
  readonly schedule = new SchedulingEntity();
  capabilities: CapabilitySet;
  limits: Limits;
  /** Raised by every change of what it may do; decisions made under another epoch do not count. */
  policyEpoch = 1;
  workingFolder = '/home';
  host: HostProcess | undefined;
  exit: ExitStatus | undefined;
  ending: Promise<LedgerReport[]> | undefined;
  /** About to be ended with everything below it: nothing new starts there. */
  doomed = false;
  /** Syscalls under way that may last. */
  pending = 0;
  /** Those of them that wait for it to go on after a stop. */
  held = 0;
  /** Bytes that syscalls under way were given to write. */
  payload = 0;
  /** Whether its creator has ended: whoever is above it now does not wait for it. */
  orphaned = false;
  /** Readers of events. */
  eventReaders = 0;
  /** Syscalls under way that wait for something to happen. */
  waiting = 0;
  #state: StateName = 'creating';
  #temporary: VfsBackend | undefined;
  readonly #makeTemporary: (process: Process) => VfsBackend;

  constructor(
    spec: ProcessSpec,
    makeTemporary: (process: Process) => VfsBackend,
    onLedgerFailure: (kind: string, error: unknown) => void,
    onPressure: (process: Process, level: MemoryPressure) => void,
    parent: Process | undefined,
  ) {
    this.pid = spec.pid;
    this.name = spec.name;
    this.kind = spec.kind;
    this.appId = spec.appId;
    this.parentPid = spec.parentPid;
    this.group = spec.pid;
    this.session = spec.pid;
    this.capabilities = spec.capabilities;
    this.limits = spec.limits;
    this.trace = spec.trace;
    this.network = spec.network ?? new NetworkPolicy(undefined);
    this.handles = new HandleTable(() => this.limits.descriptors);
    this.ledger = new Ledger(onLedgerFailure);
    this.memory = new MemoryAccount(
      () => this.limits.kernelBytes,
      (level) => onPressure(this, level),
      parent?.memory,
      spec.kind === ProcessKind.SERVICE,
    );
    this.#makeTemporary = makeTemporary;
  }

  /** -20 (most) to 19 (least). The scheduler sets it, and with it what the host does. */
  get priority(): number {
    return this.schedule.priority;
  }

  get state(): StateName {
    return this.#state;
  }

  /** For the process table alone, which checks the transition. */
  setState(state: StateName): void {
    this.#state = state;
  }

  temporary(): VfsBackend {
    this.#temporary ??= this.#makeTemporary(this);
    return this.#temporary;
  }
}
