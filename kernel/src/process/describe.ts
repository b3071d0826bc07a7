/** A process as callers see it. */
import type { ProcessInfo } from '@agentos/protocol/kernel';
import type { Process } from './process.ts';
import { wireState } from './state.ts';

/** `whole`: with the capabilities, the host pids below it and its folder, too much for a list of all processes. */
export function describeProcess(process: Process, whole: boolean): ProcessInfo {
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
    capabilities: whole ? process.capabilities.texts : [],
    hostTree: whole ? (host?.tree() ?? []) : [],
    session: process.session,
    terminal: process.terminalSize,
    workingDirectory: whole ? (host?.workingDirectory() ?? '') : '',
  };
}
