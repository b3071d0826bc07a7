/**
 * What the kernel holds in memory for one process: pipes, queues, segments, copied clipboards, buffers of sockets. Who
 * makes something charges it first and gives it back exactly once; a process at its limit gets ENOMEM, never the kernel.
 *
 * The limit of a process holds for everything below it together, as its limit on processes does: an app cannot have more
 * by starting more of itself.
 */
import { MemoryPressure } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { pressureOf } from './pressure.ts';

export class MemoryAccount {
  /** That of the nearest living process above. */
  parent: MemoryAccount | undefined;
  /** Of a service: what the arena keeps back from apps is for it. */
  readonly isService: boolean;
  readonly #limit: () => number;
  readonly #onPressure: (pressure: MemoryPressure) => void;
  #used = 0;
  #peak = 0;
  #allocations = 0;
  /** Bytes held for the process and all below it. */
  #total = 0;
  #pressure: MemoryPressure = MemoryPressure.NONE;

  /** `limit` in bytes, asked at each charge (0: none); `onPressure` hears of each change of level. */
  constructor(
    limit: () => number,
    onPressure: (pressure: MemoryPressure) => void,
    parent?: MemoryAccount,
    isService = false,
  ) {
    this.isService = isService;
    this.#limit = limit;
    this.#onPressure = onPressure;
    this.parent = parent;
  }

  get used(): number {
    return this.#used;
  }

  /** With what is held for the processes below. */
  get total(): number {
    return this.#total;
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

  /** Of the process with all below it, against its limit. */
  get pressure(): MemoryPressure {
    return this.#pressure;
  }

  /** @throws KernelError ENOMEM when the limit of the process, or of one above it, would be passed */
  charge(bytes: number): void {
    for (let account: MemoryAccount | undefined = this; account !== undefined; account = account.parent) {
      account.#requireRoom(bytes);
    }
    this.#used += bytes;
    this.#allocations++;
    if (this.#used > this.#peak) this.#peak = this.#used;
    this.#change(bytes);
  }

  /** Gives back what one charge took. */
  release(bytes: number): void {
    this.#used -= bytes;
    this.#allocations--;
    this.#change(-bytes);
  }

  #requireRoom(bytes: number): void {
    const limit = this.#limit();
    if (limit === 0 || this.#total + bytes <= limit) return;
    throw failure('ENOMEM', `the kernel holds ${this.#total} bytes for this process; ${bytes} more exceed ${limit}`);
  }

  #change(bytes: number): void {
    for (let account: MemoryAccount | undefined = this; account !== undefined; account = account.parent) {
      account.#total += bytes;
      account.#review();
    }
  }

  #review(): void {
    const level = pressureOf(this.#total, this.#limit());
    if (level === this.#pressure) return;
    this.#pressure = level;
    this.#onPressure(level);
  }
}
