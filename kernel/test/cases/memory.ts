/** Trials of the kernel's own memory. */
import { MemoryPressure } from '@agentos/protocol/kernel';
import { expect } from 'vitest';
import { bad, type Scene, type Trials } from './case.ts';
import { copyArgs } from './clipboard.ts';

const MiB = 1024 * 1024;

/** A gauge as an operator sees it. */
function gauge({ fixture }: Scene, name: string): number {
  const line = fixture.kernel.metrics().match(new RegExp(`^agentos_kernel_${name} (\\d+)$`, 'm'));
  return Number(line?.[1]);
}

export const memoryTrials: Trials<'memoryStats' | 'memoryProcessStats' | 'memoryCompact'> = {
  memoryStats: {
    grant: 'SYSTEM_INFO',
    async arrange({ caller }) {
      await caller.call('pipeCreate', { capacity: 65_536 });
      return {};
    },
    verify(scene, { total, used, free, blocks, pressure, classes }) {
      expect(used).toBe(gauge(scene, 'memory_used_bytes'));
      expect(used).toBeGreaterThanOrEqual(65_536);
      expect([total, free, pressure]).toEqual([256 * MiB, 256 * MiB - used, MemoryPressure.NONE]);
      expect(classes.length).toBe(28);
      expect(classes.reduce((sum, one) => sum + one.used, 0)).toBe(blocks);
      expect(classes.find(({ blockBytes }) => blockBytes === 65_536)?.used).toBeGreaterThan(0);
    },
    bad: [],
  },
  memoryProcessStats: {
    grant: 'OBSERVE',
    async arrange({ other }) {
      const target = await other();
      await target.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
      await target.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
      await target.call('clipboardClear', { own: true });
      await target.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
      return { pid: target.pid };
    },
    async verify({ system }, { used, peak, limit, allocations, hostBytes, pressure }, { pid }) {
      const { stats } = await system.call('processStats', { pid });
      expect(used).toBe(stats?.kernelBytes);
      expect([Math.floor(used / MiB), Math.floor(peak / MiB), allocations]).toEqual([1, 2, 1]);
      expect([limit, hostBytes, pressure]).toEqual([64 * MiB, 0, MemoryPressure.NONE]);
    },
    bad: [bad<'memoryProcessStats'>('ESRCH', { pid: 99_999 })],
  },
  memoryCompact: {
    grant: 'SCHEDULER_CONTROL',
    async arrange({ caller }) {
      const { pipe } = await caller.call('pipeCreate', { capacity: 65_536 });
      await caller.call('pipeDestroy', { pipe });
      return {};
    },
    async verify(scene, { freed, blocks }) {
      // The chunk that the pipe was cut from, if no other is left in it.
      expect(freed).toBe(blocks * 4 * MiB);
      const { used, free, total, fragmentation } = await scene.system.call('memoryStats', {});
      expect(used + free).toBe(total);
      // Nothing is held now that could be given back.
      const held = gauge(scene, 'memory_held_bytes');
      expect(fragmentation).toBe(held > used ? 1 : 0);
      expect(held === 0 ? blocks : 1).toBeGreaterThan(0);
    },
    bad: [],
  },
};
