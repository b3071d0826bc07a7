/** How many small pieces of work one turn of the event loop takes, whoever they are for: many small heaps are one large one. */
export class Allowance {
  readonly #most: number;
  #used = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes one of this turn; undefined when there is one, else resolves in a turn that has some again. */
  take(): Promise<void> | undefined {
    if (this.#used === 0) setImmediate(() => this.#renew());
    if (this.#used < this.#most) {
      this.#used++;
      return undefined;
    }
    return this.#later();
  }

  async #later(): Promise<void> {
    while (this.#used >= this.#most) await new Promise<void>((resolve) => setImmediate(resolve));
    await this.take();
  }

  #renew(): void {
    this.#used = 0;
  }
}
