/** Where a host offers control groups: the hierarchies of version 1 and 2, and the place in each where our groups may go. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a group is for. `freezer` and `usage` are controllers of version 1 (`usage` is its cpuacct) and part of every group of version 2. */
export type Controller = 'memory' | 'pids' | 'cpu' | 'freezer' | 'usage';
/** Those that version 2 hands on to child groups one by one. */
export const handedOn: ReadonlySet<Controller> = new Set(['memory', 'pids', 'cpu']);

/** One hierarchy that the host offers, at the place where our groups go. */
export interface Hierarchy {
  readonly version: 1 | 2;
  readonly controllers: readonly Controller[];
  readonly base: string;
}

/** Where version 1 mounts them. */
const MOUNTS: readonly (readonly [controller: Controller, name: string])[] = [
  ['memory', 'memory'],
  ['pids', 'pids'],
  ['cpu', 'cpu'],
  ['freezer', 'freezer'],
  ['usage', 'cpuacct'],
];

/**
 * Places to try. Of `unified` only one can be used, since a process is in one group of version 2; of `separate`, the first
 * that works for each controller.
 */
export async function candidates(root: string): Promise<{ unified: Hierarchy[]; separate: Hierarchy[] }> {
  const own = await ownGroups();
  return { unified: await version2(root, own), separate: await version1(root, own) };
}

async function version1(root: string, own: OwnGroups): Promise<Hierarchy[]> {
  const found: Hierarchy[] = [];
  for (const [controller, name] of MOUNTS) {
    const mount = join(root, name);
    if (!(await exists(join(mount, 'tasks')))) continue;
    // A container may name the group as the host sees it; then its own mount is the group.
    const inner = join(mount, own.version1.get(name) ?? '/');
    found.push({ version: 1, controllers: [controller], base: (await exists(join(inner, 'tasks'))) ? inner : mount });
  }
  return found;
}

/** Best first: beside our own group, since a group with processes of its own cannot have limited children. */
async function version2(root: string, own: OwnGroups): Promise<Hierarchy[]> {
  const found: Hierarchy[] = [];
  for (const mount of [root, join(root, 'unified')]) {
    if (!(await exists(join(mount, 'cgroup.controllers')))) continue;
    const inner = join(mount, own.version2);
    for (const base of new Set([inner, join(inner, '..'), mount])) {
      if (base.startsWith(mount) && (await exists(join(base, 'cgroup.procs')))) {
        found.push({ version: 2, controllers: MOUNTS.map(([controller]) => controller), base });
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
