/** The trials of all syscalls, by category. */
import type { SyscallCase } from '@agentos/protocol/kernel-client';
import type { Trials } from './case.ts';
import { clipboardTrials } from './clipboard.ts';
import { descriptorTrials } from './descriptors.ts';
import { fileTrials } from './files.ts';
import { folderTrials } from './folders.ts';
import { keyValueTrials } from './key-value.ts';
import { mappingTrials } from './mappings.ts';
import { memoryTrials } from './memory.ts';
import { networkTrials } from './network.ts';
import { pipeTrials } from './pipes.ts';
import { processTrials } from './processes.ts';
import { queueTrials } from './queues.ts';
import { schedulerTrials } from './scheduler.ts';
import { sharedMemoryTrials } from './shared-memory.ts';
import { signalTrials } from './signals.ts';
import { socketTrials } from './sockets.ts';
import { systemTrials } from './system.ts';
import { timeTrials } from './time.ts';

/** A syscall without a trial does not compile. */
export const trials: Trials<SyscallCase> = {
  ...fileTrials,
  ...folderTrials,
  ...descriptorTrials,
  ...processTrials,
  ...schedulerTrials,
  ...signalTrials,
  ...pipeTrials,
  ...sharedMemoryTrials,
  ...mappingTrials,
  ...queueTrials,
  ...clipboardTrials,
  ...keyValueTrials,
  ...memoryTrials,
  ...networkTrials,
  ...socketTrials,
  ...systemTrials,
  ...timeTrials,
};

export type TriedSyscall = keyof typeof trials;
