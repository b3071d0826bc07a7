/**
 * The packages that can be launched: shipped ones read from their folder at each start, the owner's stored in
 * `/system/registry`. A shipped app that was removed stays removed: a marker is stored in its place.
 */
import { Package, PackageMetadata } from '@agentos/protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Documents } from '../kernel/documents.ts';
import { Problem } from '../problem.ts';
import { findApps, type SeedProblem } from './seed.ts';
import type { FileTree } from './source.ts';

const folder = '/system/registry';
const mostPackages = 5_000;

const Stored = z.union([
  z.object({ version: z.literal(1), removed: z.string() }),
  z.object({ version: z.literal(1), package: Package }),
]);

export interface RegistryOptions {
  readonly documents: Documents;
  readonly log: Logger;
  /** The folder that ships with the system. */
  readonly shipped: FileTree;
  /** The owner's own folder of apps; files that ship are passed over. */
  readonly local: FileTree;
  readonly now?: () => number;
}

/** Files of a web app's bundle. */
export interface Bundle {
  readonly tree: FileTree;
  readonly folder: string;
}

interface Entry {
  readonly package: Package;
  readonly bundle: Bundle | undefined;
}

export class Registry {
  readonly #options: RegistryOptions;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #shippedIds = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #problems: SeedProblem[] = [];

  private constructor(options: RegistryOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static async load(options: RegistryOptions): Promise<Registry> {
    const registry = new Registry(options);
    await registry.#seed();
    await registry.#loadStored();
    return registry;
  }

  /** Files in the apps folders that are no valid app. */
  get problems(): readonly SeedProblem[] {
    return this.#problems;
  }

  get size(): number {
    return this.#entries.size;
  }

  list(category?: string): PackageMetadata[] {
    return [...this.#entries.values()]
      .map((entry) => PackageMetadata.parse(entry.package))
      .filter((pkg) => category === undefined || pkg.category === category)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  find(id: string): Package | undefined {
    return this.#entries.get(id)?.package;
  }

  /** The package under an id; ENOENT when there is none. */
  get(id: string): Package {
    const pkg = this.find(id);
    if (pkg === undefined) throw new Problem('ENOENT', `there is no app "${id}" in the registry`, { detail: id });
    return pkg;
  }

  /** Where the files of a web app are, or undefined. */
  bundle(id: string): Bundle | undefined {
    return this.#entries.get(id)?.bundle;
  }

  /** `base`, or `base-2`, `base-3`, … when taken. */
  freeId(base: string): string {
    const stem = base.slice(0, 56);
    for (let number = 1; ; number++) {
      const id = number === 1 ? stem : `${stem}-${number}`;
      if (!this.#entries.has(id) && !this.#shippedIds.has(id)) return id;
    }
  }

  /** Stores a Blueprint package, new or in place of one of the owner's; durable when it resolves. */
  async save(pkg: Package): Promise<Package> {
    if (this.#shippedIds.has(pkg.id)) throw new Problem('EEXIST', `"${pkg.id}" is the id of an app of the system`);
    if (this.#entries.size >= mostPackages)
      throw new Problem('EDQUOT', `the registry holds ${mostPackages} apps already`);
    const before = this.find(pkg.id);
    const stamped = { ...pkg, created_at: before?.created_at ?? this.#now(), updated_at: this.#now() };
    await this.#options.documents.write(documentPath(pkg.id), { version: 1, package: stamped });
    this.#entries.set(pkg.id, { package: stamped, bundle: undefined });
    this.#changed();
    return stamped;
  }

  /** ENOENT when there is no such package, EPERM for one of the owner's apps folder. */
  checkRemovable(id: string): void {
    if (this.get(id).origin !== 'local') return;
    throw new Problem('EPERM', `"${id}" comes from the apps folder: delete its file there`, { detail: id });
  }

  /** Removes a package; its stored data stays. Fails as `checkRemovable` does. */
  async remove(id: string): Promise<void> {
    this.checkRemovable(id);
    if (this.#shippedIds.has(id)) await this.#options.documents.write(documentPath(id), { version: 1, removed: id });
    else await this.#options.documents.remove(documentPath(id));
    this.#entries.delete(id);
    this.#changed();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #seed(): Promise<void> {
    const { shipped, local, log } = this.#options;
    const fromSystem = await findApps(shipped, 'shipped');
    const fromOwner = await findApps(local, 'local', new Set(fromSystem.files));
    this.#problems = [...fromSystem.problems, ...fromOwner.problems];
    for (const found of [fromSystem, fromOwner]) {
      for (const { package: pkg, folder: at } of found.apps) {
        if (this.#entries.has(pkg.id)) {
          this.#problems.push({ path: at, error: `the id "${pkg.id}" is taken by another app` });
          continue;
        }
        const tree = found === fromSystem ? shipped : local;
        const bundle = pkg.bundle === undefined ? undefined : { tree, folder: `${at}/${pkg.bundle}` };
        this.#entries.set(pkg.id, { package: pkg, bundle });
        if (found === fromSystem) this.#shippedIds.add(pkg.id);
      }
    }
    for (const problem of this.#problems) log.warn(problem, 'an app cannot be loaded');
  }

  async #loadStored(): Promise<void> {
    const { documents } = this.#options;
    for (const name of await documents.names(folder)) {
      const stored = await documents.read(documentPath(name), Stored);
      if (stored === undefined) continue;
      if ('removed' in stored) this.#entries.delete(stored.removed);
      else if (!this.#entries.has(stored.package.id)) {
        this.#entries.set(stored.package.id, { package: stored.package, bundle: undefined });
      }
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function documentPath(id: string): string {
  return `${folder}/${id}.json`;
}
