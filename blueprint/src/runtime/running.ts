/** What runs by itself while a document is open: sources, watched paths, intervals. */
import type { Timers } from '@agentos/tools/handlers/index';
import { type Blueprint, type Frame, type Handler, type Json, readPath, type Scope, type Source } from '../index.ts';
import type { Clock } from './clock.ts';
import type { DataStore } from './data-store.ts';
import type { HandlerEnd } from './handlers.ts';
import { type AppSources, appSources } from './sources.ts';
import { watchPaths } from './watch.ts';

export interface RunningHost {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly sourceStore: DataStore;
  /** The values of watched paths when the document was opened, which may be a while ago. */
  readonly before: ReadonlyMap<string, Json>;
  scope(frame: Frame | null): Scope;
  environment(): { now(): number; random(): number; uuid(): string };
  /** Calls back when the value at one of these paths may have changed, data or derived. */
  watch(paths: readonly string[], listener: () => void): () => void;
  ask(source: Source, signal: AbortSignal): Promise<Json>;
  /** Runs a handler that nobody began, after so many watched changes. */
  run(handler: Handler, event: Json | undefined, depth: number): Promise<HandlerEnd>;
  /** How many watchers led to the change that is being made. */
  depth(): number;
  report(failure: { what: string; why: string; code: string }): void;
}

export interface Running {
  readonly sources: AppSources;
  suspend(suspended: boolean): void;
  close(): void;
}

export function runDocument(blueprint: Blueprint, host: RunningHost): Running {
  const sources = appSources(blueprint.sources ?? {}, host.sourceStore, host);
  const stopWatching = watchPaths(blueprint.ui.watch ?? {}, {
    clock: host.clock,
    before: (path) => host.before.get(path) ?? readPath(host.scope(null), path),
    value: (path) => readPath(host.scope(null), path),
    watch: host.watch,
    depth: host.depth,
    run: (handler, event, depth) => void host.run(handler, event, depth),
    circle: (path) =>
      host.report({
        what: `Watching ${path}`,
        why: `What runs when "${path}" changes leads to changing it again, round and round; it was ended`,
        code: 'ELOOP',
      }),
  });
  for (const [index, { every, do: handler }] of (blueprint.ui.lifecycle?.on_interval ?? []).entries()) {
    let busy = false;
    host.timers.start(`on_interval.${index}`, {
      everyMs: every,
      tick() {
        // A slow handler is not started over itself.
        if (!busy) {
          busy = true;
          void host.run(handler, undefined, 0).then(() => {
            busy = false;
          });
        }
        return true;
      },
      ended() {},
    });
  }
  sources.start();
  return {
    sources,
    suspend: (suspended) => sources.suspend(suspended),
    close() {
      stopWatching();
      sources.close();
    },
  };
}
