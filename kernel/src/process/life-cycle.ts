/**
 * How processes come and go: creation with no more rights than the creator's, launch of host programs, signals, ends.
 * A failed start gives back what it had taken; an end takes everything below with it when asked to.
 */
import {
  type CreateProcessRequest,
  type CreateProcessResponse,
  type HostProgram,
  type Limits,
  type NetworkRule,
  ProcessKind,
} from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import type { HostBackend } from '../host/backend.ts';
import { CapabilitySet, privateFolder } from '../security/capability-set.ts';
import { requireKind } from '../security/check.ts';
import { NetworkPolicy } from '../security/network-rules.ts';
import type { Tokens } from '../security/tokens.ts';
import type { Signals } from '../signals/delivery.ts';
import { highestSignal } from '../signals/numbers.ts';
import type { Namespace } from '../vfs/namespace.ts';
import { Endings, type Termination } from './endings.ts';
import { HandedOver } from './handed-over.ts';
import { launchRequest, terminalOf } from './launch-request.ts';
import { resolveLimits } from './limits.ts';
import { Policies } from './policies.ts';
import type { Process } from './process.ts';
import { emitLimits } from './process-events.ts';
import { initPid, type ProcessTable } from './process-table.ts';
import { type Masks, sandboxBinds } from './sandbox-profile.ts';
import { putStandardStreams, type StandardStreams, streamsOf } from './standard-streams.ts';
import { isIn, liveStates } from './state.ts';
import { StopWatch } from './stop-watch.ts';

const defaultGraceMs = 2_000;
const closingGraceMs = 500;
/** A look at a program takes some 20 µs of the core. */
const looksAtOnce = 16;

export interface LifeCycleHost {
  readonly processes: ProcessTable;
  readonly tokens: Tokens;
  readonly namespace: Namespace;
  readonly backend: HostBackend;
  readonly masks: Masks;
  readonly signals: Signals;
  readonly events: EventRing;
  readonly log: { warn(fields: object, message: string): void };
}

interface NewProcess {
  readonly name: string;
  readonly kind: ProcessKind;
  readonly appId: string;
  readonly capabilities: readonly string[];
  readonly limits: Limits | undefined;
  readonly networkRules?: readonly NetworkRule[];
}

export class LifeCycle {
  readonly #host: LifeCycleHost;
  readonly #stops: StopWatch;
  readonly #endings: Endings;
  readonly #policies: Policies;

  constructor(host: LifeCycleHost) {
    this.#host = host;
    this.#stops = new StopWatch(host.processes);
    this.#endings = new Endings(host);
    this.#policies = new Policies(host);
  }

  /**
   * The CreateProcess RPC. `creator` is undefined for the administrator. A host program's standard streams become the
   * descriptors 0, 1 and 2 of the process itself (all three its terminal, when it has one).
   */
  async create(
    request: CreateProcessRequest,
    creator: Process | undefined,
    trace: TraceContext,
  ): Promise<CreateProcessResponse> {
    const { kind, program, parentPid } = request;
    if (kind === ProcessKind.UNSPECIFIED) throw failure('EINVAL', 'the kind of the process is missing', 'kind');
    if ((kind === ProcessKind.HOST) !== (program !== undefined)) {
      throw failure('EINVAL', 'a host process, and only that, has a program', 'program');
    }
    if (creator !== undefined) {
      requireKind(creator, 'SPAWN_PROCESS');
      if (kind === ProcessKind.SERVICE && !isService(creator)) {
        throw failure('EPERM', 'only a system service creates services', 'kind');
      }
      if (parentPid !== 0 && parentPid !== creator.pid) {
        throw failure('EPERM', 'only the administrator chooses another parent', 'parent_pid');
      }
    }
    const parent = creator ?? this.#host.processes.require(parentPid === 0 ? initPid : parentPid);
    const process = this.#make(request, parent, creator, trace);
    const token = this.#issueToken(process);
    if (program === undefined) {
      try {
        await this.#preparePrivateFolder(process);
      } catch (error) {
        await this.#host.processes.rollBack(process, trace);
        throw error;
      }
      this.#becomeReady(process, trace);
      return { pid: process.pid, token };
    }
    const streams = await this.#launch(process, program, creator, trace);
    putStandardStreams(process, streams);
    return { pid: process.pid, token };
  }

  /** The spawn syscall: the caller holds the standard streams of the new program. */
  async spawn(
    creator: Process,
    asked: NewProcess,
    program: HostProgram,
    trace: TraceContext,
  ): Promise<{ process: Process; streams: StandardStreams }> {
    const process = this.#make(asked, creator, creator, trace);
    return { process, streams: await this.#launch(process, program, creator, trace) };
  }

  /**
   * Ends a process and everything below it: a polite signal, `graceMs` to obey (0: 2,000), then the end. An app process is
   * given the time only when it handles or holds back SIGTERM.
   * @throws KernelError ESRCH, EACCES, EPERM
   */
  async terminate(
    pid: number,
    graceMs: number,
    caller: Process | undefined,
    trace: TraceContext,
  ): Promise<Termination> {
    const { processes } = this.#host;
    // First the right: others' pids are nobody's business.
    if (caller !== undefined && !processes.isSelfOrBelow(pid, caller.pid)) requireKind(caller, 'KILL_PROCESS');
    const process = processes.requireSignallable(pid);
    const grace = Math.min(graceMs === 0 ? defaultGraceMs : graceMs, 60_000);
    return await this.#endings.endTree(process, grace, caller?.pid ?? initPid, trace);
  }

  /**
   * The kill syscall, whose right has been checked. `tree`: everything below as well.
   * @throws KernelError ESRCH, EPERM, EINVAL
   */
  async kill(pid: number, signal: number, tree: boolean, caller: Process, trace: TraceContext): Promise<void> {
    const { processes, signals } = this.#host;
    if (signal > highestSignal) throw failure('EINVAL', `there is no signal ${signal}`, 'signal');
    const process = processes.requireSignallable(pid);
    if (signal === 0) return;
    const targets = tree ? [process, ...processes.below(process)] : [process];
    caller.signals.counters.sent += targets.length;
    await Promise.all(targets.reverse().map((target) => signals.send(target, signal, caller.pid, trace)));
  }

  /** Notices whether a host program was stopped or let go on by others than this kernel: a terminal, itself, its parent. */
  lookForStop(process: Process): void {
    this.#stops.look(process);
  }

  /** The same for a child of a process, or (not above 0) for some of its children; the others have their turn soon. */
  lookForStops(parent: Process, selector: number): void {
    const pids = selector > 0 ? [selector] : [...parent.children].slice(0, looksAtOnce);
    for (const pid of pids) {
      const child = parent.children.has(pid) ? this.#host.processes.get(pid) : undefined;
      if (child !== undefined) this.#stops.look(child);
    }
  }

  /** Sets what a process may do; what its descendants have shrinks with it. Gives the new policy epoch. */
  updateSandbox(
    pid: number,
    capabilities: readonly string[],
    limits: Limits | undefined,
    network?: readonly NetworkRule[],
  ): number {
    return this.#policies.update(pid, capabilities, limits, network);
  }

  /** Ends every process, with one grace for all. Tells whether some had to be killed. */
  async close(trace: TraceContext): Promise<boolean> {
    const { init } = this.#host.processes;
    init.doomed = true;
    const roots = [...init.children].flatMap((pid) => this.#host.processes.get(pid) ?? []);
    const ends = await Promise.all(roots.map((root) => this.#endings.endTree(root, closingGraceMs, initPid, trace)));
    this.#stops.close();
    return ends.some(({ forced }) => forced);
  }

  #make(asked: NewProcess, parent: Process, creator: Process | undefined, trace: TraceContext): Process {
    const { name, kind } = asked;
    // Names end up in logs and terminals.
    if (name.length > 80 || /\p{Cc}/u.test(name)) {
      throw failure('EINVAL', 'a name has at most 80 characters, none of them a control character', 'name');
    }
    const appId = asked.appId === '' ? (creator?.appId ?? '') : asked.appId;
    if (!/^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$/.test(appId)) {
      throw failure('EINVAL', 'an app id is letters, digits, dot, dash and underscore, at most 64', 'app_id');
    }
    if (creator !== undefined && appId !== creator.appId && !isService(creator)) {
      throw failure('EPERM', `${creator.appId} cannot create a process of the app ${appId}`, 'app_id');
    }
    const wanted = CapabilitySet.parse(asked.capabilities, appId);
    const capabilities = creator === undefined ? wanted : wanted.within(creator.capabilities);
    const limits = resolveLimits(kind, asked.limits, creator?.limits);
    const network = new NetworkPolicy(parent.network);
    network.replace(asked.networkRules ?? []);
    const { processes } = this.#host;
    const process = processes.create({
      name: name === '' ? appId || 'process' : name,
      kind,
      appId,
      parentPid: parent.pid,
      capabilities,
      limits,
      network,
      trace,
    });
    process.ledger.add({ kind: 'handle', dispose: () => process.handles.closeAll() });
    if (creator !== undefined) for (const [key, value] of creator.environment) process.environment.set(key, value);
    processes.transition(process, 'initializing', trace);
    return process;
  }

  #becomeReady(process: Process, trace: TraceContext): void {
    if (isIn(process, 'initializing')) this.#host.processes.transition(process, 'ready', trace);
  }

  #issueToken(process: Process): string {
    const { tokens } = this.#host;
    const token = tokens.issueProcess(process.pid);
    process.ledger.add({ kind: 'token', dispose: () => tokens.revokeProcess(process.pid) });
    return token;
  }

  async #launch(
    process: Process,
    program: HostProgram,
    creator: Process | undefined,
    trace: TraceContext,
  ): Promise<StandardStreams> {
    const { processes, backend } = this.#host;
    try {
      const { limits } = process;
      const terminal = terminalOf(program);
      process.terminalSize = terminal;
      if ((terminal !== undefined || program.newSession) && process.session !== process.pid) {
        processes.groups.newSession(process);
      }
      await this.#preparePrivateFolder(process);
      const binds = sandboxBinds(process, this.#host.namespace, this.#host.masks);
      using handed = HandedOver.take(creator, process, program.handles);
      const request = launchRequest(process, inheriting(process, program), binds, handed.inherited);
      const host = await backend.launch(request);
      process.host = host;
      process.ledger.add({ kind: 'host process', dispose: () => host.killTree() });
      if (!isIn(process, ...liveStates)) {
        await host.killTree();
        throw failure('ESRCH', `process ${process.pid} was ended while it started`);
      }
      processes.start(process, trace);
      this.#stops.add(process);
      // Changed while it started.
      if (process.limits !== limits) this.#policies.applyLimits(process);
      void host.exited.then((status) => {
        emitLimits(this.#host.events, process, status);
        return processes.end(process, status, process.trace);
      });
      return streamsOf(host);
    } catch (error) {
      await processes.rollBack(process, trace);
      throw error;
    }
  }

  /** The app's own folder exists before the app does. */
  async #preparePrivateFolder(process: Process): Promise<void> {
    const { appId, capabilities } = process;
    if (appId === '' || !capabilities.allows('STANDARD')) return;
    const { backend, path } = this.#host.namespace.placeByName(process, privateFolder(appId));
    await backend.mkdir(path, 0o700).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}

/** A part of the system, not an app that was granted all files. */
function isService(process: Process): boolean {
  return process.kind === ProcessKind.SERVICE && process.capabilities.hasAll();
}

/** Variables set by `setenv` reach programs that do not set them themselves. */
function inheriting(process: Process, program: HostProgram): HostProgram {
  return { ...program, environment: { ...Object.fromEntries(process.environment), ...program.environment } };
}
