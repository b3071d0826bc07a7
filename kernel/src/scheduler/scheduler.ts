/**
 * Who gets the CPU. Every process that is ready or beyond is a member until it ends. Programs on the host get weights, which
 * the host's kernel keeps, or take turns (`turns.ts`); app instances and services take turns in the core by the same virtual
 * runtime (`run-queue.ts`).
 *
 * Rule it keeps: nothing ticks unless two busy programs must take turns, or somebody has just asked for figures.
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
import { Turns } from './turns.ts';

export const leastQuantumUs = 10_000;
export const mostQuantumUs = 1_000_000;
const standardQuantumUs = 20_000;
/** How often programs are looked at while somebody wants to know. */
const sampleMs = 250;
/** How long a question keeps the figures fresh. */
const interestMs = 5_000;
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
  readonly #turns: Turns;
  #policy: Policy = fair;
  #quantumUs = standardQuantumUs;
  #paused = false;
  #sampledMs = performance.now();
  #revision = 0;
  #interestedUntilMs = 0;
  #sampler: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(host: SchedulerHost) {
    this.#host = host;
    const scheduler = this;
    this.#turns = new Turns({
      programs: this.#programs,
      get policy() {
        return scheduler.#policy;
      },
      get slicing() {
        return scheduler.slicing;
      },
      get quantumUs() {
        return scheduler.#quantumUs;
      },
      get paused() {
        return scheduler.#paused;
      },
      onRefusal: (pid, error) => host.onRefusal(pid, error),
      onChange: () => this.#armSampler(),
    });
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** How long a program runs before the next has its turn, microseconds. */
  get quantumUs(): number {
    return this.#quantumUs;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get counters(): { readonly decisions: number; readonly preemptions: number } {
    return this.#turns.counters;
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

  /** Another one after each reading of the accounts, and each change of weights or of who there is. */
  get revision(): number {
    return this.#revision;
  }

  /** undefined before it is ready and after its end. */
  member(pid: number): Member | undefined {
    return this.#members.get(pid);
  }

  /** Programs that could run now. */
  get runnable(): number {
    let count = 0;
    for (const { runnable } of this.#programs) if (runnable) count++;
    return count;
  }

  /** Whom the last decision chose, if that one can still run; 0: nobody. */
  get currentPid(): number {
    const { current } = this.#turns;
    return current?.runnable === true ? current.process.pid : 0;
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
      else if (process.state === 'stopped') void this.#turns.stepOut(member);
      else if (member.cpu !== undefined) this.#armSampler();
    } else if (member !== undefined) {
      this.#members.delete(pid);
      this.#revision++;
      if (this.#programs.delete(member)) void this.#turns.stepOut(member);
    }
  }

  /**
   * Sets the priority and what the host makes of it; resolves when it is in force.
   * @throws KernelError EINVAL, EPERM
   */
  async setPriority(process: Process, priority: number, trace: TraceContext): Promise<void> {
    requirePriority(priority);
    const { schedule, pid } = process;
    // Everything else is below it.
    if (pid === initPid) throw failure('EPERM', 'process 1 is the kernel itself', String(pid));
    const before = schedule.priority;
    this.#sample();
    schedule.priority = priority;
    this.#revision++;
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
    this.#sample();
    this.#policy = policy;
    this.#revision++;
    this.#emit('scheduler.policy', policy.name, 0, trace, this.#quantumUs, this.runnable, 0);
    await Promise.all([...this.#programs].map((member) => this.#weigh(member)));
    await this.#turns.arrange();
  }

  /**
   * Sets the quantum, from the next slice on.
   * @throws KernelError EINVAL
   */
  setQuantum(quantumUs: number, trace: TraceContext): void {
    requireQuantum(quantumUs);
    this.#quantumUs = quantumUs;
    this.#emit('scheduler.policy', this.#policy.name, 0, trace, quantumUs, this.runnable, 0);
    this.#turns.restart();
  }

  /** No decisions until resumed: whoever had the turn keeps it. */
  pause(trace: TraceContext): void {
    this.#paused = true;
    this.#turns.stop();
    this.#armSampler();
    this.#emit('scheduler.control', 'pause', 0, trace, this.currentPid, 0, 0);
  }

  async resume(trace: TraceContext): Promise<void> {
    this.#paused = false;
    this.#emit('scheduler.control', 'resume', 0, trace, this.currentPid, 0, 0);
    await this.#turns.arrange();
  }

  /** Makes one decision now, also while paused, and resolves with whom it chose when it is in force; 0: nobody can run. */
  async decide(trace: TraceContext): Promise<number> {
    this.#sample();
    const pid = (await this.#turns.decide())?.process.pid ?? 0;
    this.#emit('scheduler.control', 'decide', pid, trace, pid, 0, 0);
    return pid;
  }

  /** The process goes behind all others of its kind; when it has the turn, the next decision comes now. */
  async yield(process: Process): Promise<void> {
    const member = this.#members.get(process.pid);
    if (member === undefined) return;
    const isProgram = member.cpu !== undefined;
    if (isProgram) this.#sample();
    let most = 0;
    for (const other of isProgram ? this.#programs : this.#members.values()) {
      const counts = isProgram ? other.runnable : other.cpu === undefined;
      if (counts) most = Math.max(most, other.schedule.vruntimeNs);
    }
    member.schedule.stepBack(most + 1);
    if (isProgram) await this.#turns.giveUp(member);
  }

  /** Fresh figures now, and for some seconds on. */
  refresh(): void {
    const before = this.#sampledMs;
    this.#sample();
    if (this.#sampledMs !== before) {
      for (const member of this.#members.values()) if (member.cpu === undefined) member.sample(this.#sampledMs);
    }
    this.#interestedUntilMs = this.#sampledMs + interestMs;
    this.#armSampler();
  }

  /** Lets everybody run, and decides nothing any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#sampler);
    await this.#turns.close();
    this.#members.clear();
    this.#programs.clear();
  }

  #admit(process: Process): void {
    const member = new Member(process, performance.now());
    this.#members.set(process.pid, member);
    this.#revision++;
    if (member.cpu === undefined) return;
    // Nobody is owed for the time before it came.
    let least = Number.POSITIVE_INFINITY;
    for (const { busy, schedule } of this.#programs) if (busy) least = Math.min(least, schedule.vruntimeNs);
    if (Number.isFinite(least)) process.schedule.catchUp(least);
    this.#programs.add(member);
    void this.#weigh(member);
    this.#armSampler();
  }

  async #weigh(member: Member): Promise<void> {
    const { pid } = member.process;
    try {
      const known = member.ungoverned;
      await member.weigh(this.#policy.weight(member.schedule));
      if (known || !member.ungoverned || !this.#programs.has(member)) return;
      this.#host.onRefusal(pid, new Error(member.inForce?.reason));
      await this.#turns.arrange();
    } catch (error) {
      this.#host.onRefusal(pid, error);
    }
  }

  /** Reads the accounts of all programs; who comes back from idleness is not owed for its absence. */
  #sample(): void {
    const now = performance.now();
    const elapsed = now - this.#sampledMs;
    if (elapsed < freshMs) return;
    this.#sampledMs = now;
    this.#revision++;
    const woken: Member[] = [];
    let least = Number.POSITIVE_INFINITY;
    for (const member of this.#programs) {
      const used = member.sample(now);
      const before = member.busy;
      // Behind a closed gate nobody can show that he would be busy.
      if (!this.#turns.rotating || !before) member.judge(used, elapsed);
      if (member.busy && !before) woken.push(member);
      else if (member.busy) least = Math.min(least, member.schedule.vruntimeNs);
    }
    if (Number.isFinite(least)) for (const { schedule } of woken) schedule.catchUp(least);
  }

  /** Programs are looked at while somebody wants to know, or when it depends on them whether turns must be taken. */
  #armSampler(): void {
    const { slicing } = this;
    const wanted = performance.now() < this.#interestedUntilMs || (slicing && !this.#paused);
    if (!wanted || this.#closed || this.runnable <= (slicing ? 1 : 0)) {
      clearTimeout(this.#sampler);
      this.#sampler = undefined;
      return;
    }
    this.#sampler ??= setTimeout(() => {
      this.#sampler = undefined;
      this.#sample();
      if (this.#turns.needed !== this.#turns.rotating) void this.#turns.arrange();
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
