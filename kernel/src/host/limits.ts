/** Ceilings of one sandbox: by cgroup where the host lets us, by resource limits of each process otherwise. */
import { release } from 'node:os';
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { SandboxProfile } from './backend.ts';
import type { Libc } from './libc.ts';
import type { HostLog } from './log.ts';

const RLIMIT_DATA = 2;
const RLIMIT_CORE = 4;
const RLIMIT_NPROC = 6;
const RLIMIT_NOFILE = 7;
/** bubblewrap's init, and the wrapper of a terminal program. */
const OWN_PROCESSES = 2;

export interface LimitPlacement {
  /** Put before the command that starts the sandbox. */
  readonly command: readonly string[];
  /** Puts the sandbox's init, which does not run the program yet, under the limits. */
  place(initPid: number): Promise<void>;
  /** Only once no process is left inside. */
  release(): Promise<void>;
}

export class Limits {
  readonly #libc: Libc;
  readonly #prlimit: string | undefined;

  private constructor(libc: Libc, prlimit: string | undefined) {
    this.#libc = libc;
    this.#prlimit = prlimit;
  }

  /** `prlimit` is the program of that name: needed where sandboxes run as other users, whose limits root may not change. */
  static async create(
    libc: Libc,
    prlimit: string | undefined,
    _options: { cgroupRoot: string; bootId: string; log: HostLog },
  ): Promise<Limits> {
    return new Limits(libc, prlimit);
  }

  async prepare(limits: SandboxProfile['limits']): Promise<LimitPlacement> {
    const ceilings: [resource: number, option: string, value: number][] = [
      [RLIMIT_CORE, 'core', 0],
      [RLIMIT_NOFILE, 'nofile', limits.descriptors],
      [RLIMIT_DATA, 'data', limits.memoryBytes],
    ];
    if (countsProcessesBySandbox()) ceilings.push([RLIMIT_NPROC, 'nproc', limits.processes + OWN_PROCESSES]);
    const prlimit = this.#prlimit;
    return {
      command:
        prlimit === undefined ? [] : [prlimit, ...ceilings.map(([, name, value]) => `--${name}=${value}:${value}`)],
      place: async (initPid) => {
        if (prlimit !== undefined) return;
        for (const [resource, , value] of ceilings) this.#libc.setLimit(initPid, resource, value);
      },
      release: async () => undefined,
    };
  }

  /** How each ceiling is kept on this host. */
  report(): HostCapability {
    return {
      name: 'limits',
      enforcement: Enforcement.DEGRADED,
      mechanism: 'resource limits of each process',
      reason: 'No control groups: memory is limited by process, CPU not at all.',
    };
  }
}

/** Since Linux 5.14 the limit counts within a user namespace; before, all processes of the user on the host. */
export function countsProcessesBySandbox(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}
