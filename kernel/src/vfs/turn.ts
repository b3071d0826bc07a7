/** Long work on the core, in slices: others get their turn in between, and what was given up ends. */
export class Turn {
  readonly #signal: AbortSignal;
  readonly #sliceMs: number;
  #since = performance.now();

  constructor(signal: AbortSignal, sliceMs: number) {
    this.#signal = signal;
    this.#sliceMs = sliceMs;
  }

  /** To be called often; pauses when the slice is used up. @throws the reason of the signal */
  async next(): Promise<void> {
    this.#signal.throwIfAborted();
    if (performance.now() - this.#since < this.#sliceMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}
