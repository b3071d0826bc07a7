/** How much of a walk through a tree is done: at each level the entries behind, and of the one under way what is below it. */
export class WalkProgress {
  readonly #levels: { done: number; readonly total: number }[] = [];
  #finished = false;

  /** Into something of `total` parts, which `step` counts. */
  enter(total: number): void {
    this.#levels.push({ done: 0, total });
  }

  step(): void {
    const level = this.#levels.at(-1);
    if (level !== undefined) level.done++;
  }

  leave(): void {
    this.#levels.pop();
    if (this.#levels.length === 0) this.#finished = true;
  }

  /** 0 to 1. */
  get fraction(): number {
    let fraction = this.#finished ? 1 : 0;
    for (const { done, total } of this.#levels.toReversed()) {
      fraction = total === 0 ? 1 : Math.min(1, (done + Math.min(fraction, 1)) / total);
    }
    return fraction;
  }
}
