/**
 * Names of segments and queues. A name is seen by the processes of the app that made the thing and by those below its
 * maker; others can have the same name for something else.
 */
import { failure } from '../errors.ts';
import type { Topology } from '../security/check.ts';
import type { Owner } from './owner.ts';

const longestName = 128;

export interface Named {
  readonly name: string;
  readonly owner: Owner;
}

export class NameTable<T extends Named> {
  readonly #kind: string;
  readonly #topology: Topology;
  readonly #byName = new Map<string, Set<T>>();

  constructor(kind: string, topology: Topology) {
    this.#kind = kind;
    this.#topology = topology;
  }

  /** @throws KernelError EINVAL for a name that cannot be, EEXIST for one that its maker sees already */
  requireFree(name: string, owner: Owner): void {
    if (name === '') return;
    if (name.length > longestName || /\p{Cc}/u.test(name)) {
      throw failure('EINVAL', `a name has at most ${longestName} characters, none of them a control character`, 'name');
    }
    if (this.#find(name, owner) !== undefined) {
      throw failure('EEXIST', `there is a ${this.#kind} of this name already`, name);
    }
  }

  /** Nothing for what has no name. */
  add(named: T): void {
    if (named.name === '') return;
    const same = this.#byName.get(named.name);
    if (same === undefined) this.#byName.set(named.name, new Set([named]));
    else same.add(named);
  }

  remove(named: T): void {
    const same = this.#byName.get(named.name);
    same?.delete(named);
    if (same?.size === 0) this.#byName.delete(named.name);
  }

  /** @throws KernelError ENOENT when the process sees nothing of this name */
  require(name: string, process: Owner): T {
    const found = this.#find(name, process);
    if (found === undefined) throw failure('ENOENT', `there is no ${this.#kind} of this name`, name);
    return found;
  }

  /** The app's own before that of a process above. */
  #find(name: string, { pid, appId }: Owner): T | undefined {
    let above: T | undefined;
    for (const named of this.#byName.get(name) ?? []) {
      const { owner } = named;
      if (owner.pid === pid || (appId !== '' && owner.appId === appId)) return named;
      if (above === undefined && this.#topology.isSelfOrBelow(pid, owner.pid)) above = named;
    }
    return above;
  }
}
