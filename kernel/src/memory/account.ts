/**
 * What the kernel holds in memory for one process: pipes, queues, segments, copied clipboards, buffers of sockets. Who
 * makes something charges it first and gives it back exactly once; a process at its limit gets ENOMEM, never the kernel.
 */
import { MemoryPressure } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';

export class MemoryAccount {
  readonly #limit: () => number;
  readonly #onPressure: (pressure: MemoryPressure) => void;
  #used = 0;
  #peak = 0;
  #allocations = 0;
  #pressure: MemoryPressure = MemoryPressure.NONE;

  /** `limit` in bytes, asked at each charge (0: none); `onPressure` hears of each change of level. */
  constructor(limit: () => number, onPressure: (pressure: MemoryPressure) => void) {
    this.#limit = limit;
    this.#onPressure = onPressure;
  }

  get used(): number {
    return this.#used;
  }

  get peak(): number {
    return this.#peak;
  }

  get limit(): number {
    return this.#limit();
  }

  /** Charges that have not been given back. */
  get allocations(): number {
    return this.#allocations;
  }

  get pressure(): MemoryPressure {
    return this.#pressure;
  }

  /** @throws KernelError ENOMEM when the limit would be passed */
  charge(bytes: number): void {
    const limit = this.#limit();
    if (limit > 0 && this.#used + bytes > limit) {
      throw failure('ENOMEM', `the kernel holds ${this.#used} bytes for this process; ${bytes} more exceed ${limit}`);
    }
    this.#used += bytes;
    this.#allocations++;
    if (this.#used > this.#peak) this.#peak = this.#used;
    this.#review();
  }

  /** Gives back what one charge took. */
  release(bytes: number): void {
    this.#used -= bytes;
    this.#allocations--;
    this.#review();
  }

  #review(): void {
    const level = pressureOf(this.#used, this.#limit());
    if (level === this.#pressure) return;
    this.#pressure = level;
    this.#onPressure(level);
  }
}

/** The level of pressure: a warning from 80 % of the limit, critical from 95 %. */
export function pressureOf(used: number, limit: number): MemoryPressure {
  if (limit === 0 || used < limit * 0.8) return MemoryPressure.NONE;
  return used < limit * 0.95 ? MemoryPressure.WARNING : MemoryPressure.CRITICAL;
}
