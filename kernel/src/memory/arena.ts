/** Memory that the kernel keeps for itself, cut into blocks for pipes, queues and payloads; each charged to a process. */
import type { MemoryAccount } from './account.ts';

/** A piece of the arena. `bytes` must not be touched after `free`. */
export interface Block {
  readonly bytes: Uint8Array;
  /** Gives it back; once. */
  free(): void;
}

export class Arena {
  /** @throws KernelError ENOMEM when the account or the arena has no room; `size` > 0 bytes */
  allocate(account: MemoryAccount, size: number): Block {
    account.charge(size);
    return { bytes: new Uint8Array(size), free: () => account.release(size) };
  }
}
