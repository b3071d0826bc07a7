/** What the kernel tells of itself and the machine it runs on. */
import { availableParallelism, hostname, totalmem } from 'node:os';
import type { HostCapability, SystemInfo } from '@agentos/protocol/kernel';
import type { ProcessTable } from '../process/process-table.ts';
import { version } from '../version.ts';

/** @param host how well each thing is enforced that depends on the host */
export function systemInfo(bootId: string, processes: ProcessTable, host: HostCapability[]): SystemInfo {
  return {
    version,
    nodeId: hostname(),
    bootId,
    platform: `${process.platform}-${process.arch}`,
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    uptimeMs: Math.floor(process.uptime() * 1000),
    processes: processes.size,
    host,
  };
}
