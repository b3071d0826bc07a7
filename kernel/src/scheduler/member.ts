/**
 * A process as the scheduler sees it, from Ready to its end: what it has used in a window of time, whether it is busy, and
 * how the host keeps its weight. Programs of the host are measured by the host's accounts, all others by the kernel's own.
 */
import { Enforcement } from '@agentos/protocol/kernel';
import type { HostCpu, WeightInForce } from '../host/backend.ts';
import type { Process } from '../process/process.ts';
import { isIn } from '../process/state.ts';
import { type SchedulingEntity, standardWeight } from './entity.ts';
import type { Candidate } from './policy.ts';

/** Shares are told for about this long. */
const windowMs = 2_000;
/** A shorter time tells nothing of who is busy. */
const leastElapsedMs = 5;
/** Part of one CPU. */
const busyPart = 0.05;

interface Sample {
  readonly atMs: number;
  readonly ns: number;
}

export class Member implements Candidate {
  readonly process: Process;
  /** undefined for app instances and services, which have no program of their own. */
  readonly cpu: HostCpu | undefined;
  turn = 0;
  /** Whether it has used CPU time lately; what is not busy keeps its gate open. */
  busy = false;
  /** Slices of its own in a row that it hardly used. */
  idleSlices = 0;
  /** How the last weight was kept; undefined: it never had another than the standard. */
  inForce: WeightInForce | undefined;
  readonly #samples: Sample[] = [];
  #fedNs = 0;

  constructor(process: Process, nowMs: number) {
    this.process = process;
    this.cpu = process.host?.cpu;
    this.sample(nowMs);
  }

  get schedule(): SchedulingEntity {
    return this.process.schedule;
  }

  /** A program that could run now and takes turns: not one that was told to end, which has its time for that. */
  get runnable(): boolean {
    return this.cpu !== undefined && !this.process.doomed && isIn(this.process, 'ready', 'running', 'waiting');
  }

  /** Reads the accounts and feeds them into the virtual runtime; gives what was used since the last time, nanoseconds. */
  sample(nowMs: number): number {
    const ns = this.cpu?.cpuNs() ?? this.schedule.kernelNs;
    const used = Math.max(0, ns - this.#fedNs);
    this.#fedNs = ns;
    if (this.cpu !== undefined) this.schedule.chargeHost(used);
    const samples = this.#samples;
    samples.push({ atMs: nowMs, ns });
    // One sample from before the window stays, so that the window is covered.
    while (samples.length > 2 && (samples[1]?.atMs ?? nowMs) <= nowMs - windowMs) samples.shift();
    if (samples.length > 64) samples.splice(1, 1);
    return used;
  }

  /** Whether `used` in `elapsedMs` is that of a busy program; too short a time changes nothing. */
  judge(usedNs: number, elapsedMs: number): void {
    if (elapsedMs < leastElapsedMs) return;
    // On a crowded host, who is busy may have got nothing.
    this.busy = usedNs / 1e6 / elapsedMs >= busyPart || (this.busy && this.cpu?.wantsCpu() === true);
    this.idleSlices = 0;
  }

  /** CPU time of the window, nanoseconds. */
  get gainedNs(): number {
    return (this.#samples.at(-1)?.ns ?? 0) - (this.#samples[0]?.ns ?? 0);
  }

  /** Sets the weight on the host where it is not the standard that it has anyway. */
  async weigh(weight: number): Promise<void> {
    if (this.cpu === undefined || (this.inForce === undefined && weight === standardWeight)) return;
    this.inForce = await this.cpu.setWeight(weight);
  }

  /** Whether the host has no way to keep a weight for it. */
  get ungoverned(): boolean {
    return this.inForce?.enforcement === Enforcement.UNAVAILABLE;
  }
}
