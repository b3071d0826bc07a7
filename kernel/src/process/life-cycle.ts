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
import { ProgramStream } from '../descriptors/stream.ts';
import { failure } from '../errors.ts';
import type { TraceContext } from '../events/trace.ts';
import type { HostBackend, HostProcess } from '../host/backend.ts';
import { CapabilitySet, privateFolder } from '../security/capability-set.ts';
import { requireKind } from '../security/check.ts';
import { NetworkPolicy } from '../security/network-rules.ts';
import type { Tokens } from '../security/tokens.ts';
import type { Namespace } from '../vfs/namespace.ts';
import { launchRequest } from './launch-request.ts';
import { type LedgerReport, Tally } from './ledger.ts';
import { resolveLimits } from './limits.ts';
import type { Process } from './process.ts';
import { initPid, type ProcessTable } from './process-table.ts';
import { type Masks, sandboxBinds } from './sandbox-profile.ts';
import { isIn, liveStates } from './state.ts';

const SIGHUP = 1;
const SIGKILL = 9;
const SIGTERM = 15;
const SIGCONT = 18;
const SIGSTOP = 19;
const defaultGraceMs = 2_000;
/** SIGCHLD, SIGURG, SIGWINCH: they end nothing. */
const ignoredByDefault: ReadonlySet<number> = new Set([17, 23, 28]);

export interface LifeCycleHost {
  readonly processes: ProcessTable;
  readonly tokens: Tokens;
  readonly namespace: Namespace;
  readonly backend: HostBackend;
  readonly masks: Masks;
}

interface NewProcess {
  readonly name: string;
  readonly kind: ProcessKind;
  readonly appId: string;
  readonly capabilities: readonly string[];
  readonly limits: Limits | undefined;
  readonly networkRules?: readonly NetworkRule[];
}

/** Standard streams of a host program, as the descriptors of whoever holds them. */
export interface StandardStreams {
  readonly stdin: ProgramStream | undefined;
  readonly stdout: ProgramStream | undefined;
  readonly stderr: ProgramStream | undefined;
  readonly terminal: ProgramStream | undefined;
}

export class LifeCycle {
  readonly #host: LifeCycleHost;

  constructor(host: LifeCycleHost) {
    this.#host = host;
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
    const streams = await this.#launch(process, program, trace);
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
    return { process, streams: await this.#launch(process, program, trace) };
  }

  /**
   * Ends a process and everything below it: a polite signal, `graceMs` to obey (0: 2,000), then the end.
   * @throws KernelError ESRCH, EACCES, EPERM
   */
  async terminate(
    pid: number,
    graceMs: number,
    caller: Process | undefined,
    trace: TraceContext,
  ): Promise<LedgerReport[]> {
    const { processes } = this.#host;
    // First the right: others' pids are nobody's business.
    if (caller !== undefined && !processes.isSelfOrBelow(pid, caller.pid)) requireKind(caller, 'KILL_PROCESS');
    const process = processes.require(pid);
    if (pid === initPid) throw failure('EPERM', 'process 1 is the kernel itself');
    return await this.#terminateTree(process, Math.min(graceMs === 0 ? defaultGraceMs : graceMs, 60_000), trace);
  }

  /**
   * The kill syscall, whose right has been checked. `tree`: everything below as well.
   * @throws KernelError ESRCH, EPERM, EINVAL, ENOTSUP
   */
  async kill(pid: number, signal: number, tree: boolean, trace: TraceContext): Promise<void> {
    const { processes } = this.#host;
    if (signal > 64) throw failure('EINVAL', `there is no signal ${signal}`, 'signal');
    const process = processes.require(pid);
    if (pid === initPid) throw failure('EPERM', 'process 1 is the kernel itself');
    if (signal === 0) return;
    const targets = tree ? [process, ...processes.below(process)] : [process];
    await Promise.all(targets.reverse().map((target) => this.#signal(target, signal, trace)));
  }

  /** Sets what a process may do; what its descendants have shrinks with it. Gives the new policy epoch. */
  updateSandbox(
    pid: number,
    capabilities: readonly string[],
    limits: Limits | undefined,
    network?: readonly NetworkRule[],
  ): number {
    const { processes } = this.#host;
    const process = processes.require(pid);
    if (pid === initPid) throw failure('EPERM', 'process 1 is the kernel itself');
    // All of it is read before any of it holds.
    const parsed = CapabilitySet.parse(capabilities, process.appId);
    const resolved = limits === undefined ? process.limits : resolveLimits(process.kind, limits, undefined);
    if (network !== undefined) process.network.replace(network);
    process.capabilities = parsed;
    process.limits = resolved;
    process.policyEpoch++;
    for (const child of processes.below(process)) {
      const parent = processes.get(child.parentPid);
      if (parent !== undefined) child.capabilities = child.capabilities.within(parent.capabilities);
      child.policyEpoch++;
    }
    return process.policyEpoch;
  }

  /** Ends every process, with one grace for all. */
  async close(trace: TraceContext): Promise<void> {
    const { init } = this.#host.processes;
    const roots = [...init.children].flatMap((pid) => this.#host.processes.get(pid) ?? []);
    await Promise.all(roots.map((process) => this.#terminateTree(process, 500, trace)));
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

  async #launch(process: Process, program: HostProgram, trace: TraceContext): Promise<StandardStreams> {
    const { processes, backend } = this.#host;
    try {
      await this.#preparePrivateFolder(process);
      const binds = sandboxBinds(process, this.#host.namespace, this.#host.masks);
      const host = await backend.launch(launchRequest(process, inheriting(process, program), binds));
      process.host = host;
      process.ledger.add({ kind: 'host process', dispose: () => host.killTree() });
      if (!isIn(process, ...liveStates)) {
        await host.killTree();
        throw failure('ESRCH', `process ${process.pid} was ended while it started`);
      }
      processes.start(process, trace);
      void host.exited.then((status) => processes.end(process, status, process.trace));
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

  async #signal(process: Process, signal: number, trace: TraceContext): Promise<void> {
    const { processes } = this.#host;
    const { host } = process;
    if (signal === SIGKILL || host === undefined) {
      if (signal === SIGSTOP || signal === SIGCONT) {
        throw failure('ENOTSUP', 'only host programs can be stopped and continued', String(process.pid));
      }
      if (!ignoredByDefault.has(signal)) await processes.end(process, { code: -1, signal }, trace);
      return;
    }
    host.signal(signal);
    if (signal === SIGSTOP && isIn(process, 'running', 'waiting')) {
      processes.transition(process, 'stopped', trace);
      processes.report(process, 'stopped', signal);
    } else if (signal === SIGCONT && isIn(process, 'stopped')) {
      processes.transition(process, 'running', trace);
      processes.report(process, 'continued', signal);
    }
  }

  async #terminateTree(process: Process, graceMs: number, trace: TraceContext): Promise<LedgerReport[]> {
    const { processes } = this.#host;
    const tree = [process, ...processes.below(process)];
    const hosts = tree.flatMap(({ host, ending }) => (host === undefined || ending !== undefined ? [] : [host]));
    for (const host of hosts) {
      if (host.terminal !== undefined) host.signal(SIGHUP);
      host.signal(SIGTERM);
      host.signal(SIGCONT);
    }
    if (hosts.length > 0) await within(graceMs, Promise.all(hosts.map(({ exited }) => exited)));
    const reports = new Tally();
    // Children first: a parent that sees them end may still account for them.
    for (const target of [...tree, ...processes.below(process)].reverse()) {
      for (const { kind, count, bytes } of await processes.end(target, { code: -1, signal: SIGTERM }, trace)) {
        reports.add(kind, count, bytes);
      }
      processes.forget(target);
    }
    return reports.list();
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

function streamsOf(host: HostProcess): StandardStreams {
  return {
    stdin: host.stdin === undefined ? undefined : ProgramStream.writer(host.stdin),
    stdout: host.stdout === undefined ? undefined : ProgramStream.reader(host.stdout),
    stderr: host.stderr === undefined ? undefined : ProgramStream.reader(host.stderr),
    terminal: host.terminal === undefined ? undefined : ProgramStream.both(host.terminal),
  };
}

function putStandardStreams(process: Process, { stdin, stdout, stderr, terminal }: StandardStreams): void {
  if (terminal !== undefined) {
    process.handles.put(0, terminal);
    process.handles.put(1, terminal.retain());
    process.handles.put(2, terminal.retain());
    return;
  }
  for (const [number, description] of [stdin, stdout, stderr].entries()) {
    if (description !== undefined) process.handles.put(number, description);
  }
}

/** Waits for a promise, but no longer than `limitMs`. */
async function within(limitMs: number, promise: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limitMs);
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
