/** A process as callers see it. */
import type { ProcessInfo } from '@agentos/protocol/kernel';
import type { Process } from './process.ts';
import { wireState } from './state.ts';

/** `withTree`: with the host pids below it, which takes a look at the host for each process. */
export function describeProcess(process: Process, withTree: boolean): ProcessInfo {
  const host = process.exit === undefined ? process.host : undefined;
  return {
    pid: process.pid,
    parentPid: process.parentPid,
    name: process.name,
    kind: process.kind,
    state: wireState[process.state],
    appId: process.appId,
    priority: process.priority,
    group: process.group,
    hostPid: host?.hostPid ?? 0,
    startedMs: process.startedMs,
    capabilities: process.capabilities.texts,
    hostTree: withTree ? (host?.tree() ?? []) : [],
  };
}
