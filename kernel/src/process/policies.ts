/** What processes may do, changed while they run: what those below them have shrinks with it. */
import type { Limits, NetworkRule } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { programLimits } from './launch-request.ts';
import { resolveLimits } from './limits.ts';
import type { Process } from './process.ts';
import { initPid, type ProcessTable } from './process-table.ts';

export interface PoliciesHost {
  readonly processes: ProcessTable;
  readonly log: { warn(fields: object, message: string): void };
}

export class Policies {
  readonly #host: PoliciesHost;

  constructor(host: PoliciesHost) {
    this.#host = host;
  }

  /**
   * Sets what a process may do. Gives the new policy epoch.
   * @param limits undefined: unchanged
   * @param network undefined: unchanged
   * @throws KernelError ESRCH, EPERM, EINVAL
   */
  update(
    pid: number,
    capabilities: readonly string[],
    limits: Limits | undefined,
    network?: readonly NetworkRule[],
  ): number {
    const { processes } = this.#host;
    const process = processes.require(pid);
    if (pid === initPid) throw failure('EPERM', 'process 1 is the kernel itself');
    // All of it is read before any of it holds.
    const parsed = CapabilitySet.parse(capabilities, process.appId);
    const resolved = limits === undefined ? process.limits : resolveLimits(process.kind, limits, undefined);
    if (network !== undefined) process.network.replace(network);
    process.capabilities = parsed;
    this.#setLimits(process, resolved);
    process.policyEpoch++;
    for (const child of processes.below(process)) {
      const parent = processes.get(child.parentPid);
      if (parent !== undefined) {
        child.capabilities = child.capabilities.within(parent.capabilities);
        if (limits !== undefined) this.#setLimits(child, resolveLimits(child.kind, child.limits, parent.limits));
      }
      child.policyEpoch++;
    }
    return process.policyEpoch;
  }

  /** Writes the limits of a running program down with the host, as they are now. */
  applyLimits({ host, pid, limits }: Process): void {
    host?.setLimits(programLimits(limits)).catch((error: unknown) => {
      this.#host.log.warn({ err: error, pid }, 'the limits of a running program could not be changed');
    });
  }

  /** From now on, and for a program that runs as soon as the host has written it down. */
  #setLimits(process: Process, limits: Limits): void {
    if (process.limits === limits) return;
    process.limits = limits;
    this.applyLimits(process);
  }
}
