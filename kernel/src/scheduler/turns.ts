/**
 * Who of the programs has the turn, and the gates and the clock that keep it. Turns are taken only while two busy programs
 * must; otherwise every gate is open and no clock runs.
 *
 * Rule it keeps: a choice is made in one turn of the event loop, and the gates always follow the last one.
 */
import type { Member } from './member.ts';
import { fair, type Policy } from './policy.ts';

/** A program that uses less of two slices of its own in a row is not busy any more. */
const idlePart = 0.1;
const mostIdleSlices = 2;

/** What turns depend on. */
export interface TurnRules {
  readonly programs: ReadonlySet<Member>;
  readonly policy: Policy;
  /** Whether programs take turns at all: by the policy, or because the host keeps no weights for some of them. */
  readonly slicing: boolean;
  readonly quantumUs: number;
  readonly paused: boolean;
  /** A gate that the host did not move. */
  onRefusal(pid: number, error: unknown): void;
  /** Another one has the turn; `runnable`: how many could have it. */
  onSwitch(to: Member, from: Member | undefined, runnable: number): void;
  /** Somebody began or ceased to be busy. */
  onChange(): void;
}

export class Turns {
  readonly #rules: TurnRules;
  #current: Member | undefined;
  #rotating = false;
  #count = 0;
  #decisions = 0;
  #preemptions = 0;
  #slice: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(rules: TurnRules) {
    this.#rules = rules;
  }

  /** Whom the last decision chose; undefined when nobody can run. */
  get current(): Member | undefined {
    return this.#current;
  }

  /** Whether gates are closed for some, so that they cannot show whether they are busy. */
  get rotating(): boolean {
    return this.#rotating;
  }

  get counters(): { readonly decisions: number; readonly preemptions: number } {
    return { decisions: this.#decisions, preemptions: this.#preemptions };
  }

  /** Whether two busy programs must share what one can have at a time. */
  get needed(): boolean {
    if (!this.#rules.slicing) return false;
    let busy = 0;
    for (const member of this.#rules.programs) if (member.runnable && member.busy) busy++;
    return busy >= 2;
  }

  /** Makes one decision, also while paused; resolves when it is in force. */
  async decide(): Promise<Member | undefined> {
    const chosen = this.#choose();
    this.#rotating = this.needed;
    await this.#settle();
    this.restart();
    return chosen;
  }

  /** The member goes to the end of the line; when it has the turn, the next decision comes now. */
  async giveUp(member: Member): Promise<void> {
    member.turn = ++this.#count;
    if (member !== this.#current || this.#rules.paused) return;
    this.#choose();
    await this.#settle();
  }

  /** It takes no turns any more: it has ended, or was stopped by somebody. */
  async stepOut(member: Member): Promise<void> {
    member.busy = false;
    if (this.#current === member) {
      this.#current = undefined;
      // The last decision holds for nobody.
      if (this.#rules.paused) this.#rotating = false;
    }
    await this.arrange();
  }

  /** After a change of the rules or of who is busy: opens what is no longer held, and keeps the clock going or lets it rest. */
  async arrange(): Promise<void> {
    const { paused, slicing } = this.#rules;
    if (!paused || !slicing) this.#rotating = this.needed;
    if (this.#rotating && !paused && this.#current?.busy !== true) this.#choose();
    await this.#settle();
    this.#arm();
  }

  /** Begins a slice of the present quantum, or none where none is due. */
  restart(): void {
    this.stop();
    this.#arm();
  }

  stop(): void {
    clearTimeout(this.#slice);
    this.#slice = undefined;
  }

  /** Lets everybody run from now on. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#rotating = false;
    this.stop();
    await this.#settle();
  }

  /** The choice of the policy; where weights are kept by gates, of who has had the least in proportion to them. */
  #choose(): Member | undefined {
    const { programs, policy, slicing } = this.#rules;
    const runnable = [...programs].filter((member) => member.runnable);
    const busy = runnable.filter((member) => member.busy);
    const { compare } = slicing && !policy.sliced ? fair : policy;
    const [chosen] = (busy.length > 0 ? busy : runnable).toSorted(compare);
    this.#decisions++;
    const before = this.#current;
    if (chosen !== before && before?.busy === true && this.#rotating) this.#preemptions++;
    this.#current = chosen;
    if (chosen !== undefined && chosen !== before) this.#rules.onSwitch(chosen, before, runnable.length);
    if (chosen !== undefined) chosen.turn = ++this.#count;
    return chosen;
  }

  /** First opens, so that no CPU time is lost in between, then closes. */
  async #settle(): Promise<void> {
    await this.#setGates(true);
    await this.#setGates(false);
  }

  async #setGates(open: boolean): Promise<void> {
    const orders: Promise<void>[] = [];
    for (const member of this.#rules.programs) {
      const { cpu, process } = member;
      if (cpu === undefined || this.#mayRun(member) !== open) continue;
      orders.push(cpu.setGate(open).catch((error: unknown) => this.#rules.onRefusal(process.pid, error)));
    }
    await Promise.all(orders);
  }

  #mayRun(member: Member): boolean {
    return !this.#rotating || member === this.#current || !member.busy || !member.runnable;
  }

  #arm(): void {
    if (this.#rotating && !this.#rules.paused && !this.#closed) {
      this.#slice ??= setTimeout(() => void this.#tick(), this.#rules.quantumUs / 1_000);
    } else this.stop();
    this.#rules.onChange();
  }

  /** The end of a slice. */
  async #tick(): Promise<void> {
    const ended = this.#slice;
    const current = this.#current;
    if (current !== undefined) {
      const used = current.sample(performance.now());
      current.idleSlices = used < idlePart * this.#rules.quantumUs * 1_000 ? current.idleSlices + 1 : 0;
      if (current.idleSlices >= mostIdleSlices && current.cpu?.wantsCpu() !== true) current.busy = false;
    }
    this.#rotating = this.needed;
    if (this.#rotating) this.#choose();
    await this.#settle();
    if (this.#slice !== ended) return;
    this.#slice = undefined;
    this.#arm();
  }
}
