/**
 * Control groups for sandboxes: version 1, version 2 and machines that mix them, behind one class. Each group carries the
 * boot id and the process that made it in its name, so that groups of a kernel that crashed are found and removed.
 *
 * All writes are asynchronous: moving a process into a group may wait 20 ms for the host.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LimitHits } from './backend.ts';
import { type Controller, candidates, type Hierarchy, handedOn } from './cgroup-hierarchies.ts';
import { groupName, removeGroup, sweep } from './cgroup-removal.ts';
import { type Ceilings, ceilingsOf, words } from './cgroup-words.ts';
import { errorCode, HostError } from './errors.ts';

export type { Controller } from './cgroup-hierarchies.ts';
export { OWN_PROCESSES } from './cgroup-words.ts';

const SHOWN: readonly Controller[] = ['memory', 'pids', 'cpu'];

type Place = Hierarchy & { readonly path: string };

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
    const shown = SHOWN.filter((one) => this.controllers.has(one));
    const versions = [...new Set(shown.map((one) => this.versionOf(one)))].toSorted();
    this.description = `cgroup v${versions.join(' and v')} (${shown.join(', ')})`;
  }

  /**
   * Finds what this process may use below `root`, by making a group and removing it; throws a `HostError` when nothing.
   * `only`: hierarchies of this version alone.
   */
  static async open(root: string, bootId: string, only?: Hierarchy['version']): Promise<Cgroups> {
    const name = await groupName(bootId);
    const { unified, separate } = await candidates(root);
    let refusal = '';
    const attempt = async (candidate: Hierarchy): Promise<Hierarchy> => {
      try {
        return { ...candidate, controllers: await prepare(candidate, name) };
      } catch (error) {
        refusal = `${candidate.base}: ${errorCode(error)}`;
        return { ...candidate, controllers: [] };
      }
    };
    const usable: Hierarchy[] = [];
    // A frozen group of version 2 can still be killed, and one group there serves for freezing and accounting.
    let best: Hierarchy | undefined;
    for (const candidate of only === 1 ? [] : unified) {
      const found = await attempt(candidate);
      const better = found.controllers.length > (best?.controllers.length ?? 0);
      const worse = better ? best : found;
      if (worse !== undefined) await removeGroup(join(worse.base, name));
      if (better) best = found;
    }
    if (best !== undefined) usable.push(best);
    for (const candidate of only === 2 ? [] : separate) {
      const taken = new Set(usable.flatMap((one) => one.controllers));
      const controllers = candidate.controllers.filter((one) => !taken.has(one));
      if (controllers.length === 0) continue;
      const found = await attempt({ ...candidate, controllers });
      if (found.controllers.length > 0) usable.push(found);
    }
    if (usable.length === 0) {
      const why = refusal === '' ? `there are none at ${root}` : `they may not be used (${refusal})`;
      throw new HostError('ENOTSUP', `No control groups: ${why}.`);
    }
    await Promise.all(usable.map((one) => sweep(one.base, name)));
    return new Cgroups(usable, name);
  }

  /** 1 or 2; undefined where the host keeps the controller back. */
  versionOf(controller: Controller): Hierarchy['version'] | undefined {
    return this.#hierarchies.find((one) => one.controllers.includes(controller))?.version;
  }

  /** A new group under these ceilings. */
  async create(ceilings: Ceilings): Promise<Cgroup> {
    const leaf = String(this.#next++);
    const places = this.#hierarchies.map((one) => ({ ...one, path: join(one.base, this.#name, leaf) }));
    const group = new Cgroup(places);
    try {
      await Promise.all(
        places.map(async (one) => {
          await mkdir(one.path, { recursive: true });
          for (const [file, value] of ceilingsOf(one, ceilings)) await writeFile(join(one.path, file), value);
        }),
      );
    } catch (error) {
      await group.remove();
      throw error;
    }
    return group;
  }

  async close(): Promise<void> {
    await Promise.all(this.#hierarchies.map((one) => removeGroup(join(one.base, this.#name))));
  }
}

/** The group of one sandbox, in every hierarchy. */
export class Cgroup {
  readonly #places: readonly Place[];

  constructor(places: readonly Place[]) {
    this.#places = places;
  }

  async place(pid: number): Promise<void> {
    await Promise.all(this.#places.map((one) => writeFile(join(one.path, 'cgroup.procs'), String(pid))));
  }

  /** Changes the ceilings of what runs inside. */
  async setCeilings(ceilings: Ceilings): Promise<void> {
    await Promise.all(
      this.#places.flatMap((one) =>
        ceilingsOf(one, ceilings).map(([file, value]) => writeFile(join(one.path, file), value)),
      ),
    );
  }

  /** What the ceilings have refused so far. */
  async hits(): Promise<LimitHits> {
    const count = async (controller: 'memory' | 'pids'): Promise<number> => {
      const place = this.#with(controller);
      if (place === undefined) return 0;
      const { file, count: pattern } = words[place.version].hits[controller];
      const text = await readFile(join(place.path, file), 'latin1').catch(() => '');
      return Number(pattern.exec(text)?.[1] ?? 0);
    };
    const [memory, processes] = await Promise.all([count('memory'), count('pids')]);
    return { memory, processes };
  }

  /** Only once no process is left in it. */
  async remove(): Promise<void> {
    await Promise.all(this.#places.map((one) => removeGroup(one.path)));
  }

  /** 1 or 2; undefined where the host keeps the controller back. */
  versionOf(controller: Controller): Hierarchy['version'] | undefined {
    return this.#with(controller)?.version;
  }

  /** Sets the part of the CPU that the group gets beside others, and resolves with what the host made of it. */
  async setWeight(weight: number): Promise<number> {
    const place = this.#require('cpu');
    const { file, text, weight: read } = words[place.version].weight;
    const path = join(place.path, file);
    await writeFile(path, text(weight));
    const found = (await readFile(path, 'latin1')).trim();
    return found === text(weight) ? weight : read(found);
  }

  /** Lets nobody in the group run, or everyone again. The host may take a millisecond to stop the last one. */
  async setFrozen(frozen: boolean): Promise<void> {
    const place = this.#require('freezer');
    const { file, text } = words[place.version].freezer;
    await writeFile(join(place.path, file), text(frozen));
  }

  /** The file that tells the CPU time of the group, and how it is read, nanoseconds. */
  get usage(): { readonly path: string; nanoseconds(text: string): number } | undefined {
    const place = this.#with('usage');
    if (place === undefined) return undefined;
    const { file, nanoseconds } = words[place.version].usage;
    return { path: join(place.path, file), nanoseconds };
  }

  #with(controller: Controller): Place | undefined {
    return this.#places.find((one) => one.controllers.includes(controller));
  }

  #require(controller: Controller): Place {
    const place = this.#with(controller);
    if (place === undefined) throw new HostError('ENOTSUP', `This host keeps the controller ${controller} back.`);
    return place;
  }
}

/** Makes the parent of our groups and returns the controllers that work in it. */
async function prepare(hierarchy: Hierarchy, name: string): Promise<Controller[]> {
  const parent = join(hierarchy.base, name);
  const shared = hierarchy.controllers.filter((one) => handedOn.has(one));
  if (hierarchy.version === 2) await enable(hierarchy.base, shared);
  const made = (await mkdir(parent, { recursive: true })) !== undefined;
  let offered: Controller[] = [];
  try {
    if (hierarchy.version === 2) await enable(parent, shared);
    await mkdir(join(parent, 'trial'), { recursive: true });
    const files = new Set(await readdir(join(parent, 'trial')));
    const { key } = words[hierarchy.version];
    offered = hierarchy.controllers.filter((controller) => files.has(key[controller]));
    return offered;
  } finally {
    await removeGroup(join(parent, 'trial'));
    if (offered.length === 0 && made) await removeGroup(parent);
  }
}

/** Hands controllers on to child groups; one that the host keeps back is simply not there afterwards. */
async function enable(group: string, controllers: readonly Controller[]): Promise<void> {
  for (const controller of controllers) {
    await writeFile(join(group, 'cgroup.subtree_control'), `+${controller}`).catch(() => undefined);
  }
}
