/** Memory of one process for many small things: charged in steps, so that each of them costs an addition. */
import type { MemoryAccount } from './account.ts';

const stepBytes = 16 * 1024;

export class Reserve {
  readonly #account: MemoryAccount;
  #used = 0;
  #steps = 0;

  constructor(account: MemoryAccount) {
    this.#account = account;
  }

  /** Bytes charged to the process for it. */
  get bytes(): number {
    return this.#steps * stepBytes;
  }

  /** @throws KernelError ENOMEM; nothing is taken then */
  take(bytes: number): void {
    const before = this.#steps;
    try {
      while (this.#used + bytes > this.#steps * stepBytes) {
        this.#account.charge(stepBytes);
        this.#steps++;
      }
    } catch (error) {
      this.#shrinkTo(before);
      throw error;
    }
    this.#used += bytes;
  }

  give(bytes: number): void {
    this.#used -= bytes;
    this.#shrinkTo(Math.ceil(this.#used / stepBytes) + 1);
  }

  /** Gives everything back; it can be used again. */
  clear(): void {
    this.#used = 0;
    this.#shrinkTo(0);
  }

  #shrinkTo(steps: number): void {
    for (; this.#steps > steps; this.#steps--) this.#account.release(stepBytes);
  }
}
