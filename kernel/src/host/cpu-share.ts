/**
 * The part of the CPU that one sandbox gets: its weight beside others, whether it may run at all, and what it has used. The
 * best way that this host lets us use is taken, and named: control group, then the group that the host makes of each
 * session, then the nice value. Orders are carried out one after the other; of several that wait, only the last.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Enforcement } from '@agentos/protocol/kernel';
import type { HostCpu, WeightInForce } from './backend.ts';
import type { Cgroup } from './cgroups.ts';
import { errorCode, errorText } from './errors.ts';
import { groupsSessions, niceOf, weightOfNice } from './nice.ts';

/** What the share needs of the sandbox that it belongs to. */
export interface SharedSandbox {
  /** Host pids of everyone inside. */
  pids(): number[];
  /** Stops everyone inside with SIGSTOP, or lets those go on that this has stopped. */
  hold(held: boolean): void;
  /** Whether a thread inside is running or ready to. */
  wantsCpu(): boolean;
  /** The CPU time of those inside, nanoseconds, by their own accounts. */
  countedNs(): number;
}

const AUTOGROUP_ATTEMPTS = 10;
const AUTOGROUP_PAUSE_MS = 110;
const UNAVAILABLE = { weight: 1_024, mechanism: '', enforcement: Enforcement.UNAVAILABLE } as const;
/** Nothing to keep, and nothing that the host refused. */
const ENDED = { ...UNAVAILABLE, enforcement: Enforcement.SIMULATED, reason: 'The program has ended.' } as const;

export class CpuShare implements HostCpu {
  readonly #sandbox: SharedSandbox;
  readonly #processFolder: string;
  #group: Cgroup | undefined;
  #usage: { readonly fd: number; nanoseconds(text: string): number } | undefined;
  #lastNs = 0;
  #wantedWeight: number | undefined;
  #weighing: Promise<WeightInForce> | undefined;
  #wantedOpen = true;
  #open = true;
  #moving: Promise<void> | undefined;
  #over = false;

  constructor(sandbox: SharedSandbox, processFolder = '/proc') {
    this.#sandbox = sandbox;
    this.#processFolder = processFolder;
  }

  /** Before the program runs: the group that it was put into. */
  use(group: Cgroup | undefined): void {
    this.#group = group;
    const usage = group?.usage;
    if (usage === undefined) return;
    try {
      this.#usage = { fd: openSync(usage.path, 'r'), nanoseconds: usage.nanoseconds };
    } catch {
      // The host's own accounts of each process are less precise, but there.
    }
  }

  get gate(): string {
    const version = this.#group?.versionOf('freezer');
    return version === undefined ? 'SIGSTOP and SIGCONT' : `cgroup v${version} freezer`;
  }

  setWeight(weight: number): Promise<WeightInForce> {
    this.#wantedWeight = weight;
    this.#weighing ??= this.#weigh();
    return this.#weighing;
  }

  setGate(open: boolean): Promise<void> {
    this.#wantedOpen = open || this.#over;
    this.#moving ??= this.#move();
    return this.#moving;
  }

  cpuNs(): number {
    this.#lastNs = Math.max(this.#lastNs, this.#readNs());
    return this.#lastNs;
  }

  wantsCpu(): boolean {
    return !this.#over && this.#sandbox.wantsCpu();
  }

  /** Lets everyone inside run from now on: who is frozen may not end. */
  async release(): Promise<void> {
    this.#over = true;
    await this.setGate(true);
  }

  /** Nobody is left inside. */
  close(): void {
    this.#over = true;
    if (this.#usage === undefined) return;
    this.cpuNs();
    closeSync(this.#usage.fd);
    this.#usage = undefined;
  }

  #readNs(): number {
    if (this.#usage === undefined) return this.#over ? 0 : this.#sandbox.countedNs();
    const { fd, nanoseconds } = this.#usage;
    try {
      const length = readSync(fd, buffer, 0, buffer.length, 0);
      return nanoseconds(buffer.toString('latin1', 0, length)) || 0;
    } catch {
      // The group is gone, and with it the program.
      return 0;
    }
  }

  /** The order is given up in the turn in which it is found to be the last, so that none is lost. */
  async #weigh(): Promise<WeightInForce> {
    await Promise.resolve();
    for (;;) {
      const weight = this.#wantedWeight ?? 1_024;
      const found = this.#over ? ENDED : await this.#set(weight);
      if (weight !== this.#wantedWeight) continue;
      this.#weighing = undefined;
      return found;
    }
  }

  async #set(weight: number): Promise<WeightInForce> {
    const reasons: string[] = [];
    const version = this.#group?.versionOf('cpu');
    if (this.#group !== undefined && version !== undefined) {
      try {
        const found = await this.#group.setWeight(weight);
        const mechanism = version === 1 ? 'cgroup v1 cpu.shares' : 'cgroup v2 cpu.weight';
        return { weight: found, mechanism, enforcement: Enforcement.ENFORCED, reason: '' };
      } catch (error) {
        reasons.push(`The control group refused the weight (${errorText(error)}).`);
      }
    } else reasons.push('There is no control group for the CPU.');
    const nice = niceOf(weight);
    const inForce = (mechanism: string, reason: string): WeightInForce => ({
      weight: weightOfNice(nice),
      mechanism,
      enforcement: Enforcement.DEGRADED,
      reason: [...reasons, reason].join(' '),
    });
    const pids = this.#sandbox.pids();
    const groups = await this.#setSessions(pids, nice);
    // Where sessions are not groups after all (in a container, say), the nice value decides; where they are, it does no harm.
    const threads = await this.#setThreads(pids, nice, groups === '');
    if (groups === '')
      return inForce('autogroup', 'A session that a program makes for itself starts without the weight.');
    reasons.push(groups);
    if (threads === '') return inForce('nice', 'It holds for each process by itself, not for a sandbox.');
    return { ...UNAVAILABLE, reason: [...reasons, threads].join(' ') };
  }

  /** The nice value of the groups that the host makes of sessions; gives why it cannot be set. */
  async #setSessions(pids: readonly number[], nice: number): Promise<string> {
    if (!groupsSessions()) return 'The host does not group processes by session.';
    let set = 0;
    let refusal = '';
    for (const pid of pids) {
      await setAutogroup(join(this.#processFolder, String(pid), 'autogroup'), nice).then(
        () => {
          set += 1;
        },
        (error) => {
          refusal = errorText(error);
        },
      );
    }
    return set > 0 ? '' : `The groups of sessions refused it (${refusal || 'nobody is there'}).`;
  }

  /** The nice value of every thread; gives why it cannot be set. `optional`: only where it can be taken back. */
  async #setThreads(pids: readonly number[], nice: number, optional: boolean): Promise<string> {
    const privileged = process.geteuid?.() === 0;
    if (optional && !privileged) return 'not needed';
    if (!optional && groupsSessions()) return 'The nice value decides only within a session on this host.';
    let set = 0;
    let refusal = '';
    for (const pid of pids) {
      const threads = await readdir(join(this.#processFolder, String(pid), 'task')).catch(() => []);
      for (const thread of threads) {
        try {
          setPriority(Number(thread), nice);
          set += 1;
        } catch (error) {
          refusal = errorText(error);
        }
      }
    }
    return set > 0 ? '' : `The nice value could not be set (${refusal || 'nobody is there'}).`;
  }

  async #move(): Promise<void> {
    await Promise.resolve();
    try {
      while (this.#open !== this.#wantedOpen) {
        const open = this.#wantedOpen;
        if (this.#group?.versionOf('freezer') === undefined) this.#sandbox.hold(!open);
        else await this.#group.setFrozen(!open);
        this.#open = open;
      }
    } catch (error) {
      // A group that is gone holds nobody.
      if (!this.#over) throw error;
    } finally {
      this.#moving = undefined;
    }
  }
}

/**
 * Members of one session share one group. Without privileges the host takes one order in a tenth of a second, of all users
 * together.
 */
async function setAutogroup(path: string, nice: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    if ((await readFile(path, 'latin1')).trimEnd().endsWith(` nice ${nice}`)) return;
    try {
      await writeFile(path, String(nice));
      return;
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN' || attempt === AUTOGROUP_ATTEMPTS) throw error;
      await delay(AUTOGROUP_PAUSE_MS);
    }
  }
}

/** Reads are synchronous: one buffer serves all. */
const buffer = Buffer.alloc(1_024);
