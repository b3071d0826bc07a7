/** Nice values and the weights that Linux gives them: each step is a factor of 1.25. */
import { readFileSync } from 'node:fs';

/** The nice value whose weight is nearest. */
export function niceOf(weight: number): number {
  return Math.min(19, Math.max(-20, Math.round(-Math.log(weight / 1_024) / Math.log(1.25)) || 0));
}

/** The weight of a nice value, relative to 1,024 at 0. */
export function weightOfNice(nice: number): number {
  return Math.round(1_024 * 1.25 ** -nice);
}

/** Whether this host shares the CPU between sessions first, so that a nice value alone does nothing between them. */
export function groupsSessions(): boolean {
  try {
    return readFileSync('/proc/sys/kernel/sched_autogroup_enabled', 'latin1').trim() === '1';
  } catch {
    return false;
  }
}
