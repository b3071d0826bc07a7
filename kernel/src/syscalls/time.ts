/** Clocks and sleep. */
import { EventCategory } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import { longestTimer, type SyscallRows } from './row.ts';

const row = { category: EventCategory.SYSTEM, cost: 'inline', timeout: 'none' } as const;

export function timeSyscalls(): SyscallRows<'now' | 'sleep' | 'uptime'> {
  return {
    now: {
      ...row,
      handler: () => ({ unixMs: Date.now(), monotonicUs: Math.floor(performance.now() * 1000) }),
    },
    sleep: {
      ...row,
      cost: 'blocking',
      async handler({ durationMs }, call) {
        if (durationMs > longestTimer)
          throw failure('EINVAL', `a sleep lasts at most ${longestTimer} ms`, 'duration_ms');
        const started = performance.now();
        call.progress(() => (performance.now() - started) / durationMs);
        await call.timers.sleep(durationMs, call.cancellation);
        return { sleptMs: Math.round(performance.now() - started) };
      },
    },
    uptime: { ...row, handler: () => ({ uptimeMs: Math.floor(process.uptime() * 1000) }) },
  };
}
