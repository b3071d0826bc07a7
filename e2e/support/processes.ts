/** What the host says about processes of a system under test, read from `/proc`. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { isAlive, type ProcessId, processTree, startTimeOf } from '../../cli/src/host/process-table.ts';

export { isAlive, type ProcessId, processTree, startTimeOf };

/** Every living process whose environment names this AGENTOS_HOME: the layers and whatever inherited from them. */
export function processesOfHome(home: string): number[] {
  return allProcesses().filter((pid) => read(pid, 'environ').split('\0').includes(`AGENTOS_HOME=${home}`));
}

/** Every living process whose command line contains `text`; finds programs in sandboxes too. */
export function processesWithCommand(text: string): number[] {
  return allProcesses().filter((pid) => pid !== process.pid && commandOf(pid).includes(text));
}

/** The command line, arguments joined by spaces; empty when the process is gone. */
export function commandOf(pid: number): string {
  return read(pid, 'cmdline').split('\0').join(' ').trim();
}

/** Real and effective user ids. */
export function usersOf(pid: number): { real: number; effective: number } | undefined {
  const [, real, effective] = /^Uid:\s+(\d+)\s+(\d+)/m.exec(read(pid, 'status')) ?? [];
  return real === undefined || effective === undefined
    ? undefined
    : { real: Number(real), effective: Number(effective) };
}

/** A namespace of a process, such as `net:[4026531840]`; undefined when it may not be read. */
export function namespaceOf(pid: number, kind: 'net' | 'pid' | 'mnt' | 'user' | 'ipc' | 'uts'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return undefined;
  }
}

/** Resolves once `holds` returns true; rejects with `what` when it does not within the time. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => startTimeOf(pid) !== undefined);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
