/** The syscall table: a row for each of the 124 cases, or it does not compile. */
import type { SystemInfo } from '@agentos/protocol/kernel';
import type { Clipboard } from '../clipboard/clipboard.ts';
import type { Ipc } from '../ipc/ipc.ts';
import type { KeyValueStore } from '../kv/store.ts';
import type { Arena } from '../memory/arena.ts';
import type { Network } from '../net/network.ts';
import type { LifeCycle } from '../process/life-cycle.ts';
import type { ProcessTable } from '../process/process-table.ts';
import type { SchedulerFigures } from '../scheduler/figures.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { Signals } from '../signals/delivery.ts';
import type { Namespace } from '../vfs/namespace.ts';
import type { Watches } from '../watch/watches.ts';
import { clipboardSyscalls } from './clipboard.ts';
import { descriptorSyscalls } from './descriptors.ts';
import { fileSyscalls } from './files.ts';
import { folderSyscalls } from './folders.ts';
import { keyValueSyscalls } from './key-value.ts';
import { mappingSyscalls } from './mappings.ts';
import { memorySyscalls } from './memory.ts';
import { networkSyscalls } from './network.ts';
import { pipeSyscalls } from './pipes.ts';
import { processSyscalls } from './processes.ts';
import { queueSyscalls } from './queues.ts';
import type { SyscallTable } from './row.ts';
import { schedulerSyscalls } from './scheduler.ts';
import { sharedMemorySyscalls } from './shared-memory.ts';
import { signalSyscalls } from './signals.ts';
import { socketSyscalls } from './sockets.ts';
import { systemSyscalls } from './system.ts';
import { timeSyscalls } from './time.ts';
import { watchSyscalls } from './watches.ts';

export interface SyscallHost {
  readonly namespace: Namespace;
  readonly watches: Watches;
  readonly keyValue: KeyValueStore;
  readonly ipc: Ipc;
  readonly arena: Arena;
  readonly clipboard: Clipboard;
  readonly processes: ProcessTable;
  readonly lifeCycle: LifeCycle;
  readonly signals: Signals;
  readonly scheduler: Scheduler;
  readonly figures: SchedulerFigures;
  readonly network: Network;
  info(): SystemInfo;
}

export function syscallTable(host: SyscallHost): SyscallTable {
  return {
    ...fileSyscalls(host.namespace),
    ...folderSyscalls(host.namespace),
    ...watchSyscalls(host.namespace, host.watches),
    ...processSyscalls(host.processes, host.lifeCycle, host.scheduler),
    ...schedulerSyscalls(host.scheduler, host.figures, host.processes),
    ...signalSyscalls(host.processes, host.signals),
    ...descriptorSyscalls(host.namespace, host.processes),
    ...memorySyscalls(host.arena, host.processes),
    ...clipboardSyscalls(host.clipboard),
    ...pipeSyscalls(host.ipc),
    ...sharedMemorySyscalls(host.ipc),
    ...mappingSyscalls(host.namespace, host.ipc),
    ...queueSyscalls(host.ipc),
    ...keyValueSyscalls(host.keyValue),
    ...systemSyscalls(host.info),
    ...networkSyscalls(),
    ...socketSyscalls(host.network),
    ...timeSyscalls(),
  };
}
