/** Ceilings of one sandbox: by cgroup where the host lets us, by resource limits of each process otherwise. */
import { release } from 'node:os';
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { LimitHits, SandboxProfile } from './backend.ts';
import { type Cgroup, Cgroups, type Controller, OWN_PROCESSES } from './cgroups.ts';
import { errorCode, errorText, HostError } from './errors.ts';
import type { Libc } from './libc.ts';
import type { HostLog } from './log.ts';

const RLIMIT_DATA = 2;
const RLIMIT_CORE = 4;
const RLIMIT_NPROC = 6;
const RLIMIT_NOFILE = 7;

export interface LimitPlacement {
  /** Put before the command that starts the sandbox. */
  readonly command: readonly string[];
  /** Puts the sandbox's init, which does not run the program yet, under the limits; gives its group where there is one. */
  place(initPid: number): Promise<Cgroup | undefined>;
  /** What was refused, where the host counts that; before `release`. */
  hits(): Promise<LimitHits | undefined>;
  /** Only once no process is left inside. */
  release(): Promise<void>;
}

export class Limits {
  readonly #libc: Libc;
  #cgroups: Cgroups | undefined;
  #reason: string;
  /** Set by the first process that was moved into a group: from then on a refusal is a failure of that launch. */
  #proven = false;

  private constructor(libc: Libc, cgroups: Cgroups | undefined, reason: string) {
    this.#libc = libc;
    this.#cgroups = cgroups;
    this.#reason = reason;
  }

  static async create(libc: Libc, options: { cgroupRoot: string; bootId: string; log: HostLog }): Promise<Limits> {
    try {
      return new Limits(libc, await Cgroups.open(options.cgroupRoot, options.bootId), '');
    } catch (error) {
      options.log.info({ code: errorCode(error) }, errorText(error));
      return new Limits(libc, undefined, errorText(error));
    }
  }

  /**
   * Begins to make what one sandbox needs. `prlimit` is the program of that name: needed where sandboxes run as other users,
   * whose limits root may not change.
   */
  prepare(limits: SandboxProfile['limits'], prlimit: string | undefined): LimitPlacement {
    // Made while bubblewrap sets the sandbox up.
    const group = this.#cgroups?.create(limits).catch((error) => this.#giveUp(error));
    group?.catch(() => undefined);
    const ceilings: [resource: number, option: string, value: number][] = [
      [RLIMIT_CORE, 'core', 0],
      [RLIMIT_NOFILE, 'nofile', limits.descriptors],
    ];
    if (!this.#holds('memory')) ceilings.push([RLIMIT_DATA, 'data', limits.memoryBytes]);
    if (!this.#holds('pids') && countsProcessesBySandbox()) {
      ceilings.push([RLIMIT_NPROC, 'nproc', limits.processes + OWN_PROCESSES]);
    }
    return {
      command:
        prlimit === undefined ? [] : [prlimit, ...ceilings.map(([, name, value]) => `--${name}=${value}:${value}`)],
      place: async (initPid) => {
        if (prlimit === undefined)
          for (const [resource, , value] of ceilings) this.#libc.setLimit(initPid, resource, value);
        const made = await group;
        return await made?.place(initPid).then(
          () => {
            this.#proven = true;
            return made;
          },
          (error) => this.#giveUp(error),
        );
      },
      hits: async () => (await group?.catch(() => undefined))?.hits(),
      release: async () => (await group?.catch(() => undefined))?.remove(),
    };
  }

  /** undefined where the host has none that we may use. */
  get cgroups(): Cgroups | undefined {
    return this.#cgroups;
  }

  async close(): Promise<void> {
    await this.#cgroups?.close();
  }

  /** How each ceiling is kept on this host. */
  report(): HostCapability[] {
    const rows: HostCapability[] = [
      this.#row('memory-limit', 'memory', {
        enforcement: Enforcement.DEGRADED,
        mechanism: 'RLIMIT_DATA',
        reason: 'Holds for each process by itself, not for all processes of a sandbox together.',
      }),
      this.#row(
        'process-limit',
        'pids',
        countsProcessesBySandbox()
          ? { enforcement: Enforcement.ENFORCED, mechanism: 'RLIMIT_NPROC in a user namespace', reason: '' }
          : { enforcement: Enforcement.UNAVAILABLE, mechanism: '', reason: 'Needs cgroups or Linux 5.14.' },
      ),
      this.#row('cpu-limit', 'cpu', { enforcement: Enforcement.UNAVAILABLE, mechanism: '', reason: 'Needs cgroups.' }),
    ];
    const whole = rows.every((row) => row.enforcement === Enforcement.ENFORCED);
    return [
      {
        name: 'limits',
        enforcement: whole ? Enforcement.ENFORCED : Enforcement.DEGRADED,
        mechanism: this.#cgroups?.description ?? 'resource limits of each process',
        reason: whole ? '' : this.#reason || 'This host keeps some cgroup controllers back.',
      },
      ...rows,
    ];
  }

  #row(name: string, controller: Controller, otherwise: Omit<HostCapability, 'name'>): HostCapability {
    if (this.#cgroups === undefined || !this.#holds(controller)) {
      return { name, ...otherwise, reason: [otherwise.reason, this.#reason].filter(Boolean).join(' ') };
    }
    return { name, enforcement: Enforcement.ENFORCED, mechanism: this.#cgroups.description, reason: '' };
  }

  #holds(controller: Controller): boolean {
    return this.#cgroups?.controllers.has(controller) === true;
  }

  /** A host that refuses at the first attempt never lets us; one that refuses later must not run the program unlimited. */
  #giveUp(error: unknown): undefined {
    if (this.#proven) throw new HostError('EAGAIN', `The program's limits could not be set: ${errorText(error)}`);
    this.#cgroups = undefined;
    this.#reason = `No control groups: the host refused (${errorText(error)}).`;
    return undefined;
  }
}

/** Since Linux 5.14 the limit counts within a user namespace; before, all processes of the user on the host. */
function countsProcessesBySandbox(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}
