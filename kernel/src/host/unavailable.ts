/** The backend of a host that cannot contain a program: it refuses every launch and says why, and what would change that. */
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import type { HostBackend, HostProcess } from './backend.ts';
import { HostError } from './errors.ts';

const NAMES = [
  'sandbox',
  'terminals',
  'limits',
  'memory-limit',
  'process-limit',
  'cpu-limit',
  'cpu-weight',
  'pause',
  'network',
  'process-tree',
  'user-separation',
];

export class UnavailableBackend implements HostBackend {
  readonly #reason: string;

  constructor(reason: string) {
    this.#reason = reason;
  }

  launch(): Promise<HostProcess> {
    return Promise.reject(new HostError('ENOTSUP', this.#reason));
  }

  capabilities(): readonly HostCapability[] {
    return NAMES.map((name) => ({
      name,
      enforcement: Enforcement.UNAVAILABLE,
      mechanism: '',
      reason: name === 'sandbox' ? this.#reason : 'There is no sandbox on this host.',
    }));
  }

  async close(): Promise<void> {}
}
