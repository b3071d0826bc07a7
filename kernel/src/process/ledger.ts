/**
 * Everything a process has acquired, to be given back when it ends. Kinds are released in dependency order (`after`
 * names kinds that must go first), entries of one kind last in, first out. A failing release never stops the others.
 */
export interface Resource {
  readonly kind: string;
  /** Kinds that must be released before this one. */
  readonly after?: readonly string[];
  readonly bytes?: () => number;
  dispose(): void | Promise<void>;
}

export interface LedgerReport {
  readonly kind: string;
  count: number;
  bytes: number;
}

export class Ledger {
  readonly #byKind = new Map<string, Set<Resource>>();
  readonly #onFailure: (kind: string, error: unknown) => void;

  constructor(onFailure: (kind: string, error: unknown) => void) {
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

  /** Releases everything; tells what was still held, by kind. Calling it again releases what came meanwhile. */
  async unwind(): Promise<LedgerReport[]> {
    const reports: LedgerReport[] = [];
    while (this.#byKind.size > 0) {
      const kind = this.#nextKind();
      const entries = [...(this.#byKind.get(kind) ?? [])].reverse();
      this.#byKind.delete(kind);
      const report = { kind, count: 0, bytes: 0 };
      for (const entry of entries) {
        report.count++;
        try {
          report.bytes += entry.bytes?.() ?? 0;
          await entry.dispose();
        } catch (error) {
          this.#onFailure(kind, error);
        }
      }
      reports.push(report);
    }
    return reports;
  }

  /** The youngest kind that waits for no other; the youngest of all when they wait for each other. */
  #nextKind(): string {
    const kinds = [...this.#byKind.keys()].reverse();
    const free = kinds.find((kind) => {
      for (const { after } of this.#byKind.get(kind) ?? []) {
        if (after?.some((other) => other !== kind && this.#byKind.has(other))) return false;
      }
      return true;
    });
    return free ?? kinds[0] ?? '';
  }
}
