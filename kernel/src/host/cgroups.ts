/**
 * Control groups for sandboxes: version 1, version 2 and machines that mix them, behind one class. Each group carries the
 * boot id and the process that made it in its name, so that groups of a kernel that crashed are found and removed.
 *
 * All writes are asynchronous: moving a process into a group may wait 20 ms for the host.
 */
import { mkdir, readdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxProfile } from './backend.ts';
import { errorCode, HostError } from './errors.ts';

export type Controller = 'memory' | 'pids' | 'cpu';
const CONTROLLERS: readonly Controller[] = ['memory', 'pids', 'cpu'];
const PERIOD_MICROS = 100_000;
/** bubblewrap's init, and the wrapper of a terminal program. */
export const OWN_PROCESSES = 2;
const NAME = /^agentos-(\d+)\.(\d+)-/;

type Ceilings = SandboxProfile['limits'];

/** One hierarchy that the host offers, at the place where our groups go. */
interface Hierarchy {
  readonly version: 1 | 2;
  readonly controllers: readonly Controller[];
  readonly base: string;
}

/** The group of one sandbox, in every hierarchy. */
export interface Cgroup {
  place(pid: number): Promise<void>;
  /** Only once no process is left in it. */
  remove(): Promise<void>;
}

export class Cgroups {
  readonly controllers: ReadonlySet<Controller>;
  /** Such as "cgroup v1 (memory, pids, cpu)". */
  readonly description: string;
  readonly #hierarchies: readonly Hierarchy[];
  readonly #name: string;
  #next = 1;

  private constructor(hierarchies: readonly Hierarchy[], name: string) {
    this.#hierarchies = hierarchies;
    this.#name = name;
    this.controllers = new Set(hierarchies.flatMap((one) => one.controllers));
    const versions = [...new Set(hierarchies.map((one) => one.version))].toSorted();
    this.description = `cgroup v${versions.join(' and v')} (${[...this.controllers].join(', ')})`;
  }

  /** Finds what this process may use below `root`, by making a group and removing it; throws a `HostError` when nothing. */
  static async open(root: string, bootId: string): Promise<Cgroups> {
    const own = await ownGroups();
    const candidates = [...(await version1(root, own)), ...(await version2(root, own))];
    const name = `agentos-${process.pid}.${await startTime(process.pid)}-${bootId.replace(/[^\w-]/g, '')}`;
    const usable: Hierarchy[] = [];
    let refusal = '';
    for (const candidate of candidates) {
      const taken = new Set(usable.flatMap((one) => one.controllers));
      const controllers = candidate.controllers.filter((one) => !taken.has(one));
      if (controllers.length === 0) continue;
      try {
        const offered = await prepare({ ...candidate, controllers }, name);
        if (offered.length > 0) usable.push({ ...candidate, controllers: offered });
      } catch (error) {
        refusal = `${candidate.base}: ${errorCode(error)}`;
      }
    }
    if (usable.length === 0) {
      const why = refusal === '' ? `there are none at ${root}` : `they may not be used (${refusal})`;
      throw new HostError('ENOTSUP', `No control groups: ${why}.`);
    }
    await Promise.all(usable.map((one) => sweep(one.base, name)));
    return new Cgroups(usable, name);
  }

  /** A new group under these ceilings. */
  async create(ceilings: Ceilings): Promise<Cgroup> {
    const leaf = String(this.#next++);
    const groups = this.#hierarchies.map((one) => ({ ...one, path: join(one.base, this.#name, leaf) }));
    const remove = async () => {
      await Promise.all(groups.map((one) => removeGroup(one.path)));
    };
    try {
      await Promise.all(
        groups.map(async (one) => {
          await mkdir(one.path, { recursive: true });
          for (const [file, value] of settings(one, ceilings)) await writeFile(join(one.path, file), value);
        }),
      );
    } catch (error) {
      await remove();
      throw error;
    }
    return {
      place: async (pid) => {
        await Promise.all(groups.map((one) => writeFile(join(one.path, 'cgroup.procs'), String(pid))));
      },
      remove,
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#hierarchies.map((one) => removeGroup(join(one.base, this.#name))));
  }
}

function settings(group: Hierarchy, ceilings: Ceilings): [file: string, value: string][] {
  const memory = String(ceilings.memoryBytes);
  const processes = String(ceilings.processes + OWN_PROCESSES);
  const quota = Math.max(1_000, Math.round((ceilings.cpuPercent / 100) * PERIOD_MICROS));
  const wholeMachine = ceilings.cpuPercent >= availableParallelism() * 100;
  const rows: Record<Controller, [string, string][]> =
    group.version === 1
      ? {
          memory: [['memory.limit_in_bytes', memory]],
          pids: [['pids.max', processes]],
          cpu: [['cpu.cfs_quota_us', wholeMachine ? '-1' : String(quota)]],
        }
      : {
          memory: [['memory.max', memory]],
          pids: [['pids.max', processes]],
          cpu: [['cpu.max', wholeMachine ? 'max' : `${quota} ${PERIOD_MICROS}`]],
        };
  return group.controllers.flatMap((controller) => rows[controller]);
}

/** Makes the parent of our groups and returns the controllers that work in it. */
async function prepare(hierarchy: Hierarchy, name: string): Promise<Controller[]> {
  const parent = join(hierarchy.base, name);
  if (hierarchy.version === 2) await enable(hierarchy.base, hierarchy.controllers);
  await mkdir(parent, { recursive: true });
  let offered: Controller[] = [];
  try {
    if (hierarchy.version === 2) await enable(parent, hierarchy.controllers);
    await mkdir(join(parent, 'trial'));
    const files = new Set(await readdir(join(parent, 'trial')));
    const key: Record<Controller, string> =
      hierarchy.version === 1
        ? { memory: 'memory.limit_in_bytes', pids: 'pids.max', cpu: 'cpu.cfs_quota_us' }
        : { memory: 'memory.max', pids: 'pids.max', cpu: 'cpu.max' };
    offered = hierarchy.controllers.filter((controller) => files.has(key[controller]));
    return offered;
  } finally {
    await removeGroup(join(parent, 'trial'));
    if (offered.length === 0) await removeGroup(parent);
  }
}

/** Hands controllers on to child groups; one that the host keeps back is simply not there afterwards. */
async function enable(group: string, controllers: readonly Controller[]): Promise<void> {
  for (const controller of controllers) {
    await writeFile(join(group, 'cgroup.subtree_control'), `+${controller}`).catch(() => undefined);
  }
}

async function version1(root: string, own: OwnGroups): Promise<Hierarchy[]> {
  const found: Hierarchy[] = [];
  for (const controller of CONTROLLERS) {
    const mount = join(root, controller);
    if (!(await exists(join(mount, 'tasks')))) continue;
    // A container may name the group as the host sees it; then its own mount is the group.
    const inner = join(mount, own.version1.get(controller) ?? '/');
    found.push({ version: 1, controllers: [controller], base: (await exists(join(inner, 'tasks'))) ? inner : mount });
  }
  return found;
}

/** Places to try, best first: beside our own group, since a group with processes of its own cannot have limited children. */
async function version2(root: string, own: OwnGroups): Promise<Hierarchy[]> {
  const found: Hierarchy[] = [];
  for (const mount of [root, join(root, 'unified')]) {
    if (!(await exists(join(mount, 'cgroup.controllers')))) continue;
    const inner = join(mount, own.version2);
    for (const base of new Set([inner, join(inner, '..'), mount])) {
      if (base.startsWith(mount) && (await exists(join(base, 'cgroup.procs')))) {
        found.push({ version: 2, controllers: CONTROLLERS, base });
      }
    }
  }
  return found;
}

interface OwnGroups {
  readonly version1: ReadonlyMap<string, string>;
  readonly version2: string;
}

async function ownGroups(): Promise<OwnGroups> {
  const version1 = new Map<string, string>();
  let version2 = '/';
  for (const line of (await readFile('/proc/self/cgroup', 'utf8').catch(() => '')).split('\n')) {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === '') version2 = path;
    for (const controller of controllers.split(',')) version1.set(controller, path);
  }
  return { version1, version2 };
}

/** Removes the groups of kernels that are no more, with whatever still runs in them. */
async function sweep(base: string, ownName: string): Promise<void> {
  for (const name of await readdir(base)) {
    const [, pid = '', started = ''] = NAME.exec(name) ?? [];
    if (pid === '' || name === ownName || (await startTime(Number(pid))) === started) continue;
    const parent = join(base, name);
    const leaves = (await readdir(parent, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const leaf of leaves) {
      const group = join(parent, leaf.name);
      for (const line of (await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '')).split('\n')) {
        const left = Number(line);
        if (left > 1) kill(left);
      }
      await removeGroup(group);
    }
    await removeGroup(parent);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** The host takes a moment to notice that the last process has left. */
async function removeGroup(path: string): Promise<void> {
  for (let wait = 1; wait <= 64; wait *= 2) {
    try {
      await rmdir(path);
      return;
    } catch (error) {
      if (errorCode(error) !== 'EBUSY') return;
      await delay(wait);
    }
  }
}

async function startTime(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
