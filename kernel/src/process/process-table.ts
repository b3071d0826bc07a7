/**
 * All processes: creation, the legal changes of state, ends and who hears of them. Parents wait, orphans go to the nearest
 * living process above (at last pid 1, the kernel itself) and leave no status behind, an exit status is consumed once.
 * Nothing but this file changes a state.
 */
import { type MemoryPressure, ProcessKind } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import { newTrace, type TraceContext } from '../events/trace.ts';
import type { ExitStatus } from '../host/backend.ts';
import { emitPressure } from '../memory/pressure.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { SIGCHLD } from '../signals/numbers.ts';
import type { VfsBackend } from '../vfs/backend.ts';
import type { WaitFor, WaitOutcome } from './child-reports.ts';
import { CleanupTotals } from './cleanup-totals.ts';
import { Groups } from './groups.ts';
import type { LedgerReport } from './ledger.ts';
import { Process, type ProcessSpec } from './process.ts';
import { emitCleanup, emitExit, emitState } from './process-events.ts';
import { type Before, type InState, isIn, liveStates, mayBecome, type StateName } from './state.ts';

export const initPid = 1;
/** Ended processes whose parent is still known, so that events of a dead child stay visible to its ancestors. */
const rememberedDead = 8_192;
const mostProcesses = 8_192;

export interface ProcessTableHost {
  readonly events: EventRing;
  makeTemporary(process: Process): VfsBackend;
  onLedgerFailure(pid: number, kind: string, error: unknown): void;
  /** Told of every change of a state. */
  onState?(process: Process): void;
}

export class ProcessTable {
  readonly init: Process;
  readonly groups = new Groups();
  readonly cleanup = new CleanupTotals();
  readonly #host: ProcessTableHost;
  readonly #processes = new Map<number, Process>();
  readonly #deadParents = new Map<number, number>();
  #nextPid = initPid;

  constructor(host: ProcessTableHost) {
    this.#host = host;
    const init = this.create({
      name: 'init',
      kind: ProcessKind.SERVICE,
      appId: '',
      parentPid: 0,
      capabilities: CapabilitySet.parse([], ''),
      limits: {
        memoryBytes: 0,
        cpuPercent: 0,
        descriptors: 0,
        processes: mostProcesses,
        keyValueBytes: 0,
        kernelBytes: 0,
      },
      trace: newTrace(),
    });
    this.init = init;
    this.start(init, init.trace);
  }

  get size(): number {
    return this.#processes.size;
  }

  get(pid: number): Process | undefined {
    return this.#processes.get(pid);
  }

  /** @throws KernelError ESRCH */
  require(pid: number): Process {
    const process = this.#processes.get(pid);
    if (process === undefined) throw failure('ESRCH', `there is no process ${pid}`, String(pid));
    return process;
  }

  all(): IterableIterator<Process> {
    return this.#processes.values();
  }

  /** @throws KernelError EAGAIN when the creator or the kernel has as many processes as it may. */
  create(spec: Omit<ProcessSpec, 'pid'>): Process & InState<'creating'> {
    const parent = this.#processes.get(spec.parentPid);
    if (parent !== undefined) this.#requireRoom(parent);
    const pid = this.#nextPid++;
    const process = new Process(
      { ...spec, pid },
      (owner) => this.#host.makeTemporary(owner),
      (kind, error) => {
        this.cleanup.failed();
        this.#host.onLedgerFailure(pid, kind, error);
      },
      (owner, level) => this.#emitPressure(owner, level),
      parent,
    );
    this.#processes.set(pid, process);
    parent?.children.add(pid);
    if (parent !== undefined && parent.pid !== initPid) parent.childReports.add(process);
    // What belongs to one app stays together; a new app begins a session.
    this.groups.begin(process, parent?.appId === spec.appId && parent.pid !== initPid ? parent : undefined);
    emitState(this.#host.events, process, 'creating', spec.trace);
    if (!isIn(process, 'creating')) throw failure('EIO', 'a new process is not new');
    return process;
  }

  /** Moves a process on; a process whose state does not lead there does not compile. */
  transition<To extends StateName>(process: Process & InState<Before<To>>, to: To, trace: TraceContext): void {
    const from: StateName = process.state;
    if (!mayBecome(from, to)) {
      throw failure('EINVAL', `process ${process.pid} cannot go from ${from} to ${to}`, String(process.pid));
    }
    process.setState(to);
    this.#host.onState?.(process);
    emitState(this.#host.events, process, from, trace);
  }

  /** Takes a new process to `running`, step by step. */
  start(process: Process, trace: TraceContext): void {
    if (isIn(process, 'creating')) this.transition(process, 'initializing', trace);
    if (isIn(process, 'initializing')) this.transition(process, 'ready', trace);
    if (isIn(process, 'ready')) this.transition(process, 'running', trace);
  }

  /** Whether `pid` is `ancestor` or somewhere below it; known for the recently dead too. */
  isSelfOrBelow(pid: number, ancestor: number): boolean {
    let at: number | undefined = pid;
    for (let depth = 0; at !== undefined && depth < mostProcesses; depth++) {
      if (at === ancestor) return true;
      at = this.#processes.get(at)?.parentPid ?? this.#deadParents.get(at);
    }
    return false;
  }

  /** Every living descendant, parents before children. */
  below(process: Process): Process[] {
    const found: Process[] = [];
    const queue = [...process.children];
    for (const pid of queue) {
      const child = this.#processes.get(pid);
      if (child === undefined) continue;
      found.push(child);
      queue.push(...child.children);
    }
    return found;
  }

  /**
   * Ends a process: releases what it holds, hands its children to init and leaves its status to its parent. Calling it
   * again gives the same report.
   */
  end(process: Process, status: ExitStatus, trace: TraceContext): Promise<LedgerReport[]> {
    process.ending ??= this.#end(process, status, trace);
    return process.ending;
  }

  /** Consumes the status of an ended process without its parent: for who ended it on purpose. */
  forget(process: Process): void {
    if (isIn(process, 'zombie')) this.#reap(process, process.trace);
  }

  /** Undoes the creation of a process that never ran. */
  async rollBack(process: Process, trace: TraceContext): Promise<void> {
    if (process.ending !== undefined) {
      // Somebody ended it while it started; nobody was told its pid.
      await process.ending;
      this.forget(process);
      return;
    }
    const parent = this.#processes.get(process.parentPid);
    parent?.children.delete(process.pid);
    parent?.childReports.remove(process);
    process.parentPid = initPid;
    this.init.children.add(process.pid);
    await this.end(process, { code: -1, signal: 0 }, trace);
  }

  /** Stops a process: it begins no syscalls until it goes on. Nothing happens to one that is stopped or has not started. */
  stop(process: Process, signal: number, trace: TraceContext): void {
    if (isIn(process, 'ready')) this.transition(process, 'running', trace);
    if (!isIn(process, 'running', 'waiting')) return;
    this.transition(process, 'stopped', trace);
    this.#tell({ kind: 'stopped', child: process, signal });
  }

  /** Lets a stopped process go on. */
  resume(process: Process, signal: number, trace: TraceContext): void {
    if (!isIn(process, 'stopped')) return;
    this.transition(process, 'running', trace);
    this.#tell({ kind: 'continued', child: process, signal });
    process.resumed.wake();
    if (process.waiting > 0 && isIn(process, 'running')) this.transition(process, 'waiting', trace);
  }

  /**
   * What a parent can consume right now of what its children have to tell.
   * @throws KernelError ECHILD when it has no such child
   */
  poll(parent: Process, wanted: WaitFor): WaitOutcome | undefined {
    const outcome = parent.childReports.next(wanted);
    if (outcome?.kind === 'exited') this.forget(outcome.child);
    return outcome;
  }

  /** A process that may be signalled. @throws KernelError ESRCH, EPERM */
  requireSignallable(pid: number): Process {
    const process = this.require(pid);
    if (pid === initPid) throw failure('EPERM', 'process 1 is the kernel itself');
    return process;
  }

  /** The limit of each process above holds for all below it together, however deep. */
  #requireRoom(parent: Process): void {
    for (let above: Process | undefined = parent; above !== undefined; above = this.#processes.get(above.parentPid)) {
      if (above.doomed || above.ending !== undefined) throw failure('ESRCH', `process ${above.pid} is ending`);
      const count = above.pid === initPid ? this.#processes.size : this.below(above).length;
      if (count < above.limits.processes) continue;
      throw failure('EAGAIN', `process ${above.pid} has ${count} processes, its limit is ${above.limits.processes}`);
    }
  }

  async #end(process: Process, status: ExitStatus, trace: TraceContext): Promise<LedgerReport[]> {
    if (!isIn(process, ...liveStates)) return [];
    this.transition(process, 'exiting', trace);
    const started = performance.now();
    const reports = await process.ledger.unwind();
    this.cleanup.ended(reports);
    emitCleanup(this.#host.events, process, reports, (performance.now() - started) * 1_000, trace);
    process.exit = status;
    const above = this.#livingAbove(process);
    for (const pid of process.children) this.#adopt(pid, above);
    process.children.clear();
    emitExit(this.#host.events, process, status, reports, trace);
    if (isIn(process, 'exiting')) this.transition(process, 'zombie', trace);
    const isWaitedFor = process.parentPid !== initPid && !process.orphaned;
    if (isWaitedFor) this.#tell({ kind: 'exited', child: process, status });
    else if (isIn(process, 'zombie')) this.#reap(process, trace);
    process.ended.wake();
    return reports;
  }

  /** The nearest living process above: what is left of an ended one stays within its reach, rights and limits. */
  #livingAbove(process: Process): Process {
    let above = this.#processes.get(process.parentPid);
    while (above !== undefined && !isIn(above, ...liveStates)) above = this.#processes.get(above.parentPid);
    return above ?? this.init;
  }

  #adopt(pid: number, above: Process): void {
    const orphan = this.#processes.get(pid);
    if (orphan === undefined) return;
    this.#processes.get(orphan.parentPid)?.childReports.remove(orphan);
    orphan.parentPid = above.pid;
    orphan.orphaned = true;
    orphan.memory.parent = above.memory;
    above.children.add(pid);
    if (isIn(orphan, 'zombie')) this.#reap(orphan, orphan.trace);
  }

  #reap(process: Process & InState<'zombie'>, trace: TraceContext): void {
    this.transition(process, 'dead', trace);
    const parent = this.#processes.get(process.parentPid);
    parent?.children.delete(process.pid);
    parent?.childReports.remove(process);
    this.groups.leave(process);
    this.#processes.delete(process.pid);
    this.#deadParents.set(process.pid, process.parentPid);
    if (this.#deadParents.size > rememberedDead) {
      for (const pid of this.#deadParents.keys()) {
        this.#deadParents.delete(pid);
        break;
      }
    }
  }

  #tell(outcome: WaitOutcome): void {
    const { child } = outcome;
    const parent = this.#processes.get(child.parentPid);
    if (parent === undefined || parent.pid === initPid || child.orphaned) return;
    parent.childReports.tell(outcome);
    if (parent.signals.concerns(SIGCHLD)) parent.signals.post(SIGCHLD, child.pid);
  }

  #emitPressure({ pid, trace, memory }: Process, level: MemoryPressure): void {
    emitPressure(this.#host.events, { pid, trace, of: '' }, level, memory.total, memory.limit);
  }
}
