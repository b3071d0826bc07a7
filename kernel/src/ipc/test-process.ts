/** Processes for the tests of this folder, without a kernel around them. */
import { ProcessKind } from '@agentos/protocol/kernel';
import type { Transfer } from '../descriptors/kernel-object.ts';
import { EventRing } from '../events/event-ring.ts';
import { newTrace } from '../events/trace.ts';
import type { Process } from '../process/process.ts';
import { initPid, ProcessTable } from '../process/process-table.ts';
import { CapabilitySet } from '../security/capability-set.ts';
import { Cancellation } from '../timeouts/cancellation.ts';
import { MemoryBackend } from '../vfs/memory.ts';

export function newTable(): ProcessTable {
  return new ProcessTable({
    events: new EventRing(),
    makeTemporary: () => new MemoryBackend(),
    onLedgerFailure(pid, kind, error) {
      throw new Error(`${kind} of process ${pid} could not be released`, { cause: error });
    },
  });
}

export function newProcess(
  table: ProcessTable,
  { appId = 'app', parentPid = initPid, kernelBytes = 0 }: { appId?: string; parentPid?: number; kernelBytes?: number },
): Process {
  const process = table.create({
    name: appId,
    kind: ProcessKind.APP,
    appId,
    parentPid,
    capabilities: CapabilitySet.parse([], appId),
    limits: { memoryBytes: 0, cpuPercent: 0, descriptors: 64, processes: 64, keyValueBytes: 0, kernelBytes },
    trace: newTrace(),
  });
  table.start(process, newTrace());
  return process;
}

/** A syscall of the process as objects see it. */
export function transferOf(process: Process, signal: AbortSignal = new AbortController().signal): Transfer {
  return { process, cancellation: Cancellation.of(signal), brief: false };
}
