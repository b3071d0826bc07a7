/** The newest log lines of each app, in memory: at most 500 lines of an app, and of 100 apps those that wrote last. */

export interface AppLine {
  readonly time_ms: number;
  readonly level: string;
  readonly message: string;
}

const mostLines = 500;
const mostApps = 100;

export class AppLines {
  /** By id of the package, the one that wrote last at the end. */
  readonly #lines = new Map<string, AppLine[]>();

  push(packageId: string, line: AppLine): void {
    const lines = this.#lines.get(packageId) ?? [];
    lines.push(line);
    if (lines.length > mostLines) lines.shift();
    this.#lines.delete(packageId);
    this.#lines.set(packageId, lines);
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > mostApps && oldest !== undefined) this.#lines.delete(oldest);
  }

  of(packageId: string): readonly AppLine[] {
    return this.#lines.get(packageId) ?? [];
  }
}
