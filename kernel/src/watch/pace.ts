/**
 * How much of the core the watches of one process take together: they look one after the other, and what a look took is
 * followed by a pause many times as long, however many of them there are and however much is changed.
 */

/** A look takes at most one part in so many of the time. */
const share = 10;

export class Pace {
  #last: Promise<void> = Promise.resolve();
  #pauseMs = 0;

  /** Runs `work` when it is its turn. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      const started = performance.now();
      try {
        return await work();
      } finally {
        const pauseMs = (performance.now() - started) * share;
        // A quick look, as of one changed file, makes nobody wait.
        this.#pauseMs = pauseMs < 5 ? 0 : pauseMs;
      }
    });
    this.#last = result.then(
      () => this.#rest(),
      () => this.#rest(),
    );
    return result;
  }

  async #rest(): Promise<void> {
    if (this.#pauseMs === 0) return;
    await new Promise<void>((resolve) => setTimeout(resolve, this.#pauseMs).unref());
  }
}
