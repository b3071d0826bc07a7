/**
 * What happened in one window: events of components and calls of tools, with how long they took. The last ones are kept, so
 * that whoever opens the inspector sees how it came to this.
 */
import { cell } from '@agentos/blueprint/runtime/cell';
import type { AppAction } from '@agentos/blueprint/runtime/host';
import type { AppHost } from '../../apps/contract.ts';

export interface Happening {
  readonly number: number;
  readonly kind: 'event' | 'tool';
  /** Component and event, or the id of the tool. */
  readonly what: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds; null while it goes on. */
  readonly took: number | null;
  readonly failed: boolean;
  /** Number of the event that a call belongs to. */
  readonly within: number | null;
}

export interface Activity {
  get(): readonly Happening[];
  subscribe(listener: () => void): () => void;
}

const kept = 200;

/** The host with a record of what goes through it. */
export function recorded(host: AppHost): { host: AppHost; activity: Activity } {
  const list = cell<readonly Happening[]>([]);
  let count = 0;
  const begin = (kind: Happening['kind'], what: string, within: number | null, startedAt = performance.now()) => {
    count += 1;
    const happening: Happening = { number: count, kind, what, at: Date.now(), took: null, failed: false, within };
    list.set([...list.get().slice(1 - kept), happening]);
    return {
      number: count,
      end(failed: boolean): void {
        const ended = { ...happening, took: performance.now() - startedAt, failed };
        list.set(list.get().map((each) => (each.number === happening.number ? ended : each)));
      },
    };
  };
  const calling =
    (execute: AppHost['execute'], within: number | null): AppHost['execute'] =>
    async (toolId, params, signal) => {
      const call = begin('tool', toolId, within);
      try {
        const outcome = await execute(toolId, params, signal);
        call.end(!outcome.ok);
        return outcome;
      } catch (error) {
        call.end(true);
        throw error;
      }
    };
  const act = (event: string, component: string): AppAction => {
    const traced = host.act?.(event, component);
    const action = begin('event', `${component} ${event}`, null);
    return {
      execute: calling(traced?.execute ?? host.execute, action.number),
      ran(toolId, startedAt, failed) {
        traced?.ran(toolId, startedAt, failed);
        begin('tool', toolId, action.number, startedAt).end(failed);
      },
      end(failed) {
        traced?.end(failed);
        action.end(failed);
      },
    };
  };
  return { host: { ...host, execute: calling(host.execute, null), act }, activity: list };
}
