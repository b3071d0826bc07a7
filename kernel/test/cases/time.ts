/** Trials of the syscalls of time. */
import { expect } from 'vitest';
import { everything } from '../kernel-fixture.ts';
import { bad, type Trials } from './case.ts';

/** STANDARD alone gives the time too. */
const base = everything.filter((one) => one !== 'STANDARD');

export const timeTrials: Trials<'now' | 'sleep' | 'uptime'> = {
  now: {
    grant: 'TIME_ACCESS',
    base,
    arrange: () => ({}),
    verify(_, { unixMs }) {
      expect(Math.abs(unixMs - Date.now())).toBeLessThan(60_000);
    },
    bad: [],
  },
  sleep: {
    grant: 'TIME_ACCESS',
    base,
    arrange: () => ({ durationMs: 20 }),
    verify(_, { sleptMs }) {
      expect(sleptMs).toBeGreaterThanOrEqual(20);
    },
    bad: [bad<'sleep'>('EINVAL', { durationMs: 4_000_000_000 })],
  },
  uptime: {
    grant: 'TIME_ACCESS',
    base,
    arrange: () => ({}),
    verify(_, { uptimeMs }) {
      expect(uptimeMs).toBeGreaterThan(0);
      expect(uptimeMs).toBeLessThan(process.uptime() * 1000 + 1_000);
    },
    bad: [],
  },
};
