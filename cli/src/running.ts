/** Finding, ending and awaiting the system that runs on one AGENTOS_HOME. */
import type { Settings } from '@agentos/protocol/settings';
import { CommandError } from './command-line.ts';
import { isAlive, type ProcessId, signal, waitUntilGone } from './host/process-table.ts';
import { lastState, removeState, runningState, type SupervisorState } from './supervisor/state-file.ts';

/** Time for all layers to close one after the other before they are killed, milliseconds. */
const gracefulMs = 25_000;
const forcedMs = 5_000;

/** The running system; throws a `CommandError` when there is none. */
export function runningOrExplain(settings: Settings): SupervisorState {
  const state = runningState(settings.run);
  if (state === undefined) throw new CommandError(`not running (${settings.home}); start it with: agentos up`);
  return state;
}

export interface StopResult {
  readonly wasRunning: boolean;
  readonly forced: boolean;
}

/**
 * Ends the supervisor and every layer, also those whose supervisor is gone; returns when none of them is left.
 * @throws CommandError when a process cannot be ended.
 */
export async function stopSystem(settings: Settings): Promise<StopResult> {
  const state = lastState(settings.run);
  if (state === undefined) return { wasRunning: false, forced: false };
  const everything = (): ProcessId[] => [
    state,
    ...(lastState(settings.run) ?? state).layers.flatMap((layer) => layer.process ?? []),
  ];
  const wasRunning = everything().some(isAlive);
  let forced = false;
  if (signal(state, 'SIGTERM')) await waitUntilGone(state, gracefulMs);
  const left = everything().filter(isAlive);
  for (const one of left) {
    // Without a supervisor, a layer is about to end by itself.
    if (await waitUntilGone(one, forcedMs)) continue;
    forced = true;
    signal(one, 'SIGKILL');
    if (!(await waitUntilGone(one, forcedMs))) throw new CommandError(`process ${one.pid} does not end`);
  }
  removeState(settings.run);
  return { wasRunning, forced };
}
