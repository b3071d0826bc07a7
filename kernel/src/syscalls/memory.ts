/** The kernel's own memory, and what it holds for each process. */
import { EventCategory } from '@agentos/protocol/kernel';
import type { Arena } from '../memory/arena.ts';
import type { ProcessTable } from '../process/process-table.ts';
import type { SyscallRows } from './row.ts';

const row = { category: EventCategory.MEMORY, cost: 'inline', timeout: 'none' } as const;

export function memorySyscalls(
  arena: Arena,
  processes: ProcessTable,
): SyscallRows<'memoryStats' | 'memoryProcessStats' | 'memoryCompact'> {
  return {
    memoryStats: { ...row, handler: () => arena.stats() },
    memoryProcessStats: {
      ...row,
      handler({ pid }, call) {
        const process = pid === 0 ? call.process : processes.require(pid);
        const { used, peak, limit, allocations, pressure } = process.memory;
        const usage = process.exit === undefined ? process.host?.usage() : undefined;
        return { used, peak, limit, allocations, hostBytes: Math.floor(usage?.memoryBytes ?? 0), pressure };
      },
    },
    memoryCompact: {
      ...row,
      handler() {
        const { bytes, chunks } = arena.compact();
        return { freed: bytes, blocks: chunks };
      },
    },
  };
}
