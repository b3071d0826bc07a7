/**
 * What the supervisor tells about itself and its layers: `run/supervisor.json`, replaced as a whole at each change.
 * The command line reads it; nothing else does. Who wrote it is proved by pid and start time, not by its presence.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LayerName } from '@agentos/protocol/layer';
import { isAlive, type ProcessId } from '../host/process-table.ts';

export type LayerPhase = 'off' | 'starting' | 'up' | 'waiting' | 'stopping';

export interface LayerState {
  readonly name: LayerName;
  readonly phase: LayerPhase;
  /** Set while a process of the layer runs. */
  readonly process?: ProcessId;
  /** When the phase began, milliseconds since the epoch. */
  readonly since: number;
  readonly restarts: number;
  /** Why it is not up; empty when it is. */
  readonly reason: string;
  /** What the layer told when it became ready, such as its port. */
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface SupervisorState extends ProcessId {
  readonly version: 1;
  readonly startedAt: number;
  readonly phase: 'starting' | 'up' | 'stopping';
  readonly layers: readonly LayerState[];
}

export const stateFile = (run: string): string => join(run, 'supervisor.json');

export function writeState(run: string, state: SupervisorState): void {
  const path = stateFile(run);
  writeFileSync(`${path}.new`, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeState(run: string): void {
  rmSync(stateFile(run), { force: true });
}

/** The last state written, whether or not its writer still lives; undefined when there is none or it is unreadable. */
export function lastState(run: string): SupervisorState | undefined {
  try {
    const state: unknown = JSON.parse(readFileSync(stateFile(run), 'utf8'));
    return isState(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** The state of a supervisor that runs now. */
export function runningState(run: string): SupervisorState | undefined {
  const state = lastState(run);
  return state !== undefined && isAlive(state) ? state : undefined;
}

function isState(value: unknown): value is SupervisorState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'startTime' in value &&
    typeof value.startTime === 'string' &&
    'layers' in value &&
    Array.isArray(value.layers)
  );
}
