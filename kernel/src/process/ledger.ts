/**
 * Everything a process has acquired, to be given back when it ends. Kinds are released in the order of
 * `resource-kinds.ts`, entries of one kind last in, first out. A failing release never stops the others.
 */
import { type ResourceKind, releaseOrder } from './resource-kinds.ts';

export interface Resource {
  readonly kind: ResourceKind;
  readonly bytes?: () => number;
  /** Gives it back; something that holds many things tells what they were. */
  dispose(): void | Promise<void> | readonly LedgerReport[];
}

export interface LedgerReport {
  readonly kind: string;
  readonly count: number;
  readonly bytes: number;
}

export class Ledger {
  readonly #byKind = new Map<ResourceKind, Set<Resource>>();
  readonly #onFailure: (kind: ResourceKind, error: unknown) => void;

  constructor(onFailure: (kind: ResourceKind, error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  add(resource: Resource): void {
    const entries = this.#byKind.get(resource.kind);
    if (entries === undefined) this.#byKind.set(resource.kind, new Set([resource]));
    else entries.add(resource);
  }

  /** Forgets a resource that its owner has released by itself. */
  remove(resource: Resource): void {
    const entries = this.#byKind.get(resource.kind);
    entries?.delete(resource);
    if (entries?.size === 0) this.#byKind.delete(resource.kind);
  }

  get size(): number {
    let size = 0;
    for (const entries of this.#byKind.values()) size += entries.size;
    return size;
  }

  /** Releases everything, also what comes meanwhile; tells what was still held, by kind, in the order of release. */
  async unwind(): Promise<LedgerReport[]> {
    const reports = new Tally();
    for (let kind = this.#next(); kind !== undefined; kind = this.#next()) {
      const entries = [...(this.#byKind.get(kind) ?? [])].reverse();
      this.#byKind.delete(kind);
      for (const entry of entries) {
        try {
          const bytes = entry.bytes?.() ?? 0;
          const held = await entry.dispose();
          if (held === undefined) reports.add(kind, 1, bytes);
          else for (const one of held) reports.add(one.kind, one.count, one.bytes);
        } catch (error) {
          reports.add(kind, 1, 0);
          this.#onFailure(kind, error);
        }
      }
    }
    return reports.list();
  }

  #next(): ResourceKind | undefined {
    return releaseOrder.find((kind) => this.#byKind.has(kind));
  }
}

/** Counts and bytes by kind, added up. */
export class Tally {
  readonly #reports = new Map<string, { kind: string; count: number; bytes: number }>();

  add(kind: string, count: number, bytes: number): void {
    const report = this.#reports.get(kind) ?? { kind, count: 0, bytes: 0 };
    report.count += count;
    report.bytes += bytes;
    this.#reports.set(kind, report);
  }

  list(): LedgerReport[] {
    return [...this.#reports.values()];
  }
}
