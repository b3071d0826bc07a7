/**
 * Who gets the CPU. Every process that is ready or beyond is a member until it ends. Programs on the host get weights, which
 * the host's kernel keeps, or take turns behind gates; app instances and services take turns in the core by the same virtual
 * runtime (`run-queue.ts`).
 *
 * Rule it keeps: nothing ticks unless two busy programs must take turns, or somebody has just asked for figures. A decision is
 * made in one turn of the event loop; orders to the host follow from what was decided last.
 */
import { EventCategory, EventSeverity, type SchedulerPolicy } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { TraceContext } from '../events/trace.ts';
import type { Process } from '../process/process.ts';
import { isIn } from '../process/state.ts';
import { highestPriority, lowestPriority } from './entity.ts';
import { Member } from './member.ts';
import { fair, type Policy, policyOf } from './policy.ts';

export const leastQuantumUs = 10_000;
export const mostQuantumUs = 1_000_000;
const standardQuantumUs = 20_000;
/** How often programs are looked at while somebody wants to know. */
const sampleMs = 250;
/** How long a question keeps the figures fresh. */
const interestMs = 5_000;
/** A program that uses less of two slices of its own in a row is not busy any more. */
const idlePart = 0.1;
const mostIdleSlices = 2;
/** Accounts are not read again within this time, however often somebody asks. */
const freshMs = 1;
const initPid = 1;

export interface SchedulerHost {
  readonly events: EventRing;
  /** The process above, for what a new one inherits. */
  parentOf(process: Process): Process | undefined;
  /** A gate or a weight that the host refused. */
  onRefusal(pid: number, error: unknown): void;
}

export class Scheduler {
  readonly #host: SchedulerHost;
  readonly #members = new Map<number, Member>();
  /** Those of them that are programs of the host. */
  readonly #programs = new Set<Member>();
  #policy: Policy = fair;
  #quantumUs = standardQuantumUs;
  #paused = false;
  #current: Member | undefined;
  /** Whether programs take turns behind gates now. */
  #rotating = false;
  #turns = 0;
  #decisions = 0;
  #preemptions = 0;
  #sampledMs = performance.now();
  #interestedUntilMs = 0;
  #slice: NodeJS.Timeout | undefined;
  #sampler: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(host: SchedulerHost) {
    this.#host = host;
  }

  get policy(): Policy {
    return this.#policy;
  }

  get quantumUs(): number {
    return this.#quantumUs;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get counters(): { readonly decisions: number; readonly preemptions: number } {
    return { decisions: this.#decisions, preemptions: this.#preemptions };
  }

  /** Whether programs take turns: by the policy, or because the host keeps no weights for some of them. */
  get slicing(): boolean {
    if (this.#policy.sliced) return true;
    for (const { ungoverned } of this.#programs) if (ungoverned) return true;
    return false;
  }

  get members(): Iterable<Member> {
    return this.#members.values();
  }

  /** undefined before it is ready and after its end. */
  member(pid: number): Member | undefined {
    return this.#members.get(pid);
  }

  get runnable(): number {
    let count = 0;
    for (const { runnable } of this.#programs) if (runnable) count++;
    return count;
  }

  /** Whom the last decision chose, if that one can still run; 0: nobody. */
  get currentPid(): number {
    return this.#current?.runnable === true ? this.#current.process.pid : 0;
  }

  /** To be told of every change of a state. */
  observe(process: Process): void {
    const { pid } = process;
    if (pid === initPid || this.#closed) return;
    if (process.state === 'initializing') {
      // What is below a process that stepped back has stepped back too.
      process.schedule.priority = Math.max(0, this.#host.parentOf(process)?.priority ?? 0);
      return;
    }
    const member = this.#members.get(pid);
    if (isIn(process, 'ready', 'running', 'waiting', 'stopped')) {
      if (member === undefined) this.#admit(process);
      else if (process.state === 'stopped') this.#stepOut(member);
      else if (member.cpu !== undefined) this.#armSampler();
    } else if (member !== undefined) {
      this.#members.delete(pid);
      this.#programs.delete(member);
      this.#stepOut(member);
    }
  }

  /**
   * Sets the priority and what the host makes of it; resolves when it is in force.
   * @throws KernelError EINVAL
   */
  async setPriority(process: Process, priority: number, trace: TraceContext): Promise<void> {
    requirePriority(priority);
    const { schedule, pid } = process;
    const before = schedule.priority;
    this.#sampleAll();
    schedule.priority = priority;
    this.#emit('scheduler.priority', '', pid, trace, priority, before, this.#policy.weight(schedule));
    const member = this.#members.get(pid);
    if (member !== undefined) await this.#weigh(member);
  }

  /**
   * Another policy, in force for everything that runs when this resolves.
   * @throws KernelError EINVAL
   */
  async setPolicy(wire: SchedulerPolicy, trace: TraceContext): Promise<void> {
    const policy = policyOf(wire);
    if (policy === undefined) throw failure('EINVAL', `there is no scheduling policy ${wire}`, 'policy');
    this.#sampleAll();
    this.#policy = policy;
    this.#emit('scheduler.policy', policy.name, 0, trace, this.#quantumUs, this.runnable, 0);
    await Promise.all([...this.#programs].map((member) => this.#weigh(member)));
    await this.#arrange();
  }

  /**
   * The time that a program runs before the next has its turn, microseconds.
   * @throws KernelError EINVAL
   */
  setQuantum(quantumUs: number, trace: TraceContext): void {
    requireQuantum(quantumUs);
    this.#quantumUs = quantumUs;
    this.#emit('scheduler.policy', this.#policy.name, 0, trace, quantumUs, this.runnable, 0);
    this.#stopSlice();
    this.#arm();
  }

  /** No decisions until resumed: whoever had the turn keeps it. */
  pause(trace: TraceContext): void {
    this.#paused = true;
    this.#stopSlice();
    this.#emit('scheduler.control', 'pause', 0, trace, this.currentPid, 0, 0);
  }

  async resume(trace: TraceContext): Promise<void> {
    this.#paused = false;
    this.#emit('scheduler.control', 'resume', 0, trace, this.currentPid, 0, 0);
    await this.#arrange();
  }

  /** Makes one decision now, also while paused, and resolves with whom it chose when it is in force; 0: nobody can run. */
  async decide(trace: TraceContext): Promise<number> {
    this.#sampleAll();
    const chosen = this.#choose();
    this.#emit('scheduler.control', 'decide', chosen?.process.pid ?? 0, trace, chosen?.process.pid ?? 0, 0, 0);
    this.#rotating = this.#mustRotate();
    await this.#settle();
    this.#stopSlice();
    this.#arm();
    return chosen?.process.pid ?? 0;
  }

  /** The process goes behind all others of its kind; when it has the turn, the next decision comes now. */
  async yield(process: Process): Promise<void> {
    const member = this.#members.get(process.pid);
    if (member === undefined) return;
    let most = 0;
    if (member.cpu !== undefined) {
      this.#sampleAll();
      for (const other of this.#programs) if (other.runnable) most = Math.max(most, other.schedule.vruntimeNs);
    } else {
      for (const other of this.#members.values()) {
        if (other.cpu === undefined) most = Math.max(most, other.schedule.vruntimeNs);
      }
    }
    member.schedule.stepBack(most + 1);
    member.turn = ++this.#turns;
    if (member !== this.#current || this.#paused) return;
    this.#choose();
    await this.#settle();
  }

  /** Fresh figures now, and for some seconds on. */
  refresh(): void {
    this.#sampleAll();
    for (const member of this.#members.values()) if (member.cpu === undefined) member.sample(this.#sampledMs);
    this.#interestedUntilMs = this.#sampledMs + interestMs;
    this.#armSampler();
  }

  /** Lets everybody run, and decides nothing any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#rotating = false;
    this.#stopSlice();
    clearTimeout(this.#sampler);
    await this.#settle();
    this.#members.clear();
    this.#programs.clear();
  }

  #admit(process: Process): void {
    const member = new Member(process, performance.now());
    this.#members.set(process.pid, member);
    if (member.cpu === undefined) return;
    // Nobody is owed for the time before it came.
    let least = Number.POSITIVE_INFINITY;
    for (const { busy, schedule } of this.#programs) if (busy) least = Math.min(least, schedule.vruntimeNs);
    if (Number.isFinite(least)) process.schedule.catchUp(least);
    this.#programs.add(member);
    void this.#weigh(member);
    this.#armSampler();
  }

  /** It takes no turns any more: it has ended, or was stopped by somebody. */
  #stepOut(member: Member): void {
    member.busy = false;
    if (this.#current === member) {
      this.#current = undefined;
      // The last decision holds for nobody.
      if (this.#paused) this.#rotating = false;
    }
    if (member.cpu !== undefined) void this.#arrange();
  }

  async #weigh(member: Member): Promise<void> {
    const { pid } = member.process;
    try {
      const known = member.ungoverned;
      await member.weigh(this.#policy.weight(member.schedule));
      if (member.ungoverned && !known) {
        this.#host.onRefusal(pid, new Error(member.inForce?.reason));
        await this.#arrange();
      }
    } catch (error) {
      this.#host.onRefusal(pid, error);
    }
  }

  /** Reads all accounts; who came back from idleness is not owed for its absence. */
  #sampleAll(): void {
    const now = performance.now();
    const elapsed = now - this.#sampledMs;
    if (elapsed < freshMs) return;
    this.#sampledMs = now;
    const woken: Member[] = [];
    let least = Number.POSITIVE_INFINITY;
    for (const member of this.#programs) {
      const used = member.sample(now);
      const before = member.busy;
      // Behind a closed gate nobody can show that he would be busy.
      if (!this.#rotating || !before) member.judge(used, elapsed);
      if (member.busy && !before) woken.push(member);
      else if (member.busy) least = Math.min(least, member.schedule.vruntimeNs);
    }
    if (Number.isFinite(least)) for (const { schedule } of woken) schedule.catchUp(least);
  }

  /** The choice of the policy; where weights are kept by gates, of who has had the least in proportion to them. */
  #choose(): Member | undefined {
    const runnable = [...this.#programs].filter((member) => member.runnable);
    const busy = runnable.filter((member) => member.busy);
    const { compare } = this.slicing && !this.#policy.sliced ? fair : this.#policy;
    const [chosen] = (busy.length > 0 ? busy : runnable).toSorted(compare);
    this.#decisions++;
    if (chosen !== this.#current && this.#current?.busy === true && this.#rotating) this.#preemptions++;
    this.#current = chosen;
    if (chosen !== undefined) chosen.turn = ++this.#turns;
    return chosen;
  }

  #mustRotate(): boolean {
    if (!this.slicing) return false;
    let busy = 0;
    for (const member of this.#programs) if (member.runnable && member.busy) busy++;
    return busy >= 2;
  }

  /** After a change of who takes turns: opens what is no longer held, and keeps the ticks going or lets them rest. */
  async #arrange(): Promise<void> {
    if (!this.#paused || !this.slicing) this.#rotating = this.#mustRotate();
    if (this.#rotating && !this.#paused && this.#current?.busy !== true) this.#choose();
    await this.#settle();
    this.#arm();
  }

  /** Opens and closes gates as the last decision wants: first opens, so that no CPU time is lost in between. */
  async #settle(): Promise<void> {
    await this.#setGates(true);
    await this.#setGates(false);
  }

  async #setGates(open: boolean): Promise<void> {
    const orders: Promise<void>[] = [];
    for (const member of this.#programs) {
      const { cpu, process } = member;
      if (cpu === undefined || this.#mayRun(member) !== open) continue;
      orders.push(cpu.setGate(open).catch((error: unknown) => this.#host.onRefusal(process.pid, error)));
    }
    await Promise.all(orders);
  }

  #mayRun(member: Member): boolean {
    return !this.#rotating || member === this.#current || !member.busy || !member.runnable;
  }

  #arm(): void {
    if (this.#rotating && !this.#paused && !this.#closed) {
      this.#slice ??= setTimeout(() => void this.#tick(), this.#quantumUs / 1_000);
    } else this.#stopSlice();
    this.#armSampler();
  }

  #stopSlice(): void {
    clearTimeout(this.#slice);
    this.#slice = undefined;
  }

  /** The end of a slice. */
  async #tick(): Promise<void> {
    const ended = this.#slice;
    const current = this.#current;
    if (current !== undefined) {
      const used = current.sample(performance.now());
      current.idleSlices = used < idlePart * this.#quantumUs * 1_000 ? current.idleSlices + 1 : 0;
      if (current.idleSlices >= mostIdleSlices) current.busy = false;
    }
    this.#rotating = this.#mustRotate();
    if (this.#rotating) this.#choose();
    await this.#settle();
    if (this.#slice !== ended) return;
    this.#slice = undefined;
    this.#arm();
  }

  /** Programs are looked at while somebody wants to know, or when it depends on them whether turns must be taken. */
  #armSampler(): void {
    const wanted = performance.now() < this.#interestedUntilMs || (this.slicing && !this.#paused);
    const needed = wanted && this.runnable > (this.slicing ? 1 : 0) && !this.#closed;
    if (!needed) {
      clearTimeout(this.#sampler);
      this.#sampler = undefined;
      return;
    }
    this.#sampler ??= setTimeout(() => {
      this.#sampler = undefined;
      this.#sampleAll();
      if (this.#mustRotate() !== this.#rotating) void this.#arrange();
      else this.#armSampler();
    }, sampleMs).unref();
  }

  #emit(
    type: 'scheduler.policy' | 'scheduler.priority' | 'scheduler.control',
    subject: string,
    pid: number,
    trace: TraceContext,
    a: number,
    b: number,
    c: number,
  ): void {
    this.#host.events.emit(EventCategory.SCHEDULER, EventSeverity.INFO, type, subject, pid, trace, a, b, c);
  }
}

/** @throws KernelError EINVAL */
export function requireQuantum(quantumUs: number): void {
  if (Number.isInteger(quantumUs) && quantumUs >= leastQuantumUs && quantumUs <= mostQuantumUs) return;
  const range = `${leastQuantumUs} to ${mostQuantumUs}`;
  throw failure('EINVAL', `a quantum is ${range} microseconds, not ${quantumUs}`, 'quantum_us');
}

/** @throws KernelError EINVAL */
export function requirePriority(priority: number): void {
  if (Number.isInteger(priority) && priority >= highestPriority && priority <= lowestPriority) return;
  throw failure('EINVAL', `${priority} is not between ${highestPriority} and ${lowestPriority}`, 'priority');
}
