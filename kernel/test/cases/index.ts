/** The trials of all syscalls, by category. */
import type { Trials } from './case.ts';
import { processTrials } from './processes.ts';
import { signalTrials } from './signals.ts';
import { timeTrials } from './time.ts';

const all = { ...processTrials, ...signalTrials, ...timeTrials };

export type TriedSyscall = keyof typeof all;
export const trials: Trials<TriedSyscall> = all;
