/** The trials of all syscalls, by category. */
import type { Trials } from './case.ts';
import { timeTrials } from './time.ts';

const all = { ...timeTrials };

export type TriedSyscall = keyof typeof all;
export const trials: Trials<TriedSyscall> = all;
