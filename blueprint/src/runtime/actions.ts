/**
 * What acts in a running app: handlers, the tools that they call, sources, watchers, intervals, forms. It stands apart
 * from what is drawn (`engine.ts`), because a window can be painted before any of this is here.
 *
 * Rule: what ran for one document ends before the next one starts, and with the app.
 */
import { AppTimers, loadShellTools, type ShellToolHost, ToolError } from '@agentos/tools/handlers/index';
import { symbolicMathematics } from '@agentos/tools/symbolic/question';
import { everyStep } from '../handler-steps.ts';
import type { Blueprint, Component, Frame, Handler, Json, JsonObject } from '../index.ts';
import { type ServiceScopes, serviceScopes } from '../service-scope.ts';
import type { Cell } from './cell.ts';
import type { Clock } from './clock.ts';
import type { ComponentRegistry } from './component-ports.ts';
import type { Computed } from './computed.ts';
import type { DataStore } from './data-store.ts';
import type { OwnState } from './drawn.ts';
import { type AppForms, appForms } from './forms.ts';
import {
  environmentOf,
  type HandlerEnd,
  type HandlerFailure,
  type HandlerHost,
  type HandlerRun,
  readingContext,
  runHandler,
} from './handlers.ts';
import type { DataHistory } from './history.ts';
import type { AppAction, RuntimeHost, Surroundings } from './host.ts';
import type { WindowStorage } from './memory-storage.ts';
import { quietTimes } from './quiet.ts';
import { placesOf } from './reads.ts';
import { type Running, runDocument } from './running.ts';
import { callTool, stored } from './tool-call.ts';
import type { Touched } from './touched.ts';
import type { Views } from './view.ts';

export { faultsOf } from './faults.ts';

/** The parts of the app that are drawn, as far as what acts needs them. */
export interface ActionsHost {
  readonly host: RuntimeHost;
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly own: OwnState;
  /** Capabilities that the instance was given. */
  readonly granted: readonly string[];
  readonly failure: Cell<HandlerFailure | null>;
  readonly store: DataStore;
  readonly sources: DataStore;
  readonly components: ComponentRegistry;
  readonly history: DataHistory;
  readonly touched: Touched;
  readonly views: Views;
  readonly storage: WindowStorage;
  computed(): Computed;
  /** Null while there is no document. */
  blueprint(): Blueprint | null;
  /** The data of the document when the app was new. */
  initial(): JsonObject;
  /** The person began a handler. */
  begin(from: EventSource): Begun;
  /** A handler came to its end: null when all went well. */
  report(failure: HandlerFailure | null): void;
}

export interface EventSource {
  readonly component: string;
  readonly event: string;
}

/** What was noted when the person began a handler, before it ran. */
export interface Begun {
  readonly action: AppAction | undefined;
  readonly how: HandlerRun;
}

export interface Actions {
  /** Calls of tools under way. */
  readonly calls: number;
  readonly forms: AppForms;
  /** Begins what the document does by itself. `before`: the values of watched paths when it was opened. */
  start(blueprint: Blueprint, before: ReadonlyMap<string, Json>): void;
  /** Ends everything that runs. */
  stop(): void;
  /** `begun`: when the person began it. */
  run(handler: Handler, frame: Frame | null, event: Json | undefined, begun: Begun | undefined): Promise<HandlerEnd>;
  suspend(suspended: boolean): void;
  close(): void;
}

export function createActions(parts: ActionsHost): Actions {
  const { host, around, clock, store, sources, components, history, views, storage } = parts;
  const timers = new AppTimers(clock);
  const quiet = quietTimes(clock);
  let services: ServiceScopes = new Map();
  let running: Running | null = null;
  let suspended = false;
  /** Ends what runs for the document that is open. */
  let life = new AbortController();
  /** How many watched changes led to the change that is being made. */
  let depth = 0;
  /** For apps whose storage is of each window alone. */
  const ownStorage = (): boolean => services.get('storage')?.scope === 'instance';
  let calls = 0;
  /** Until the tools that the document names are here; handlers that begin before wait, in order. */
  let toolsComing: Promise<unknown> | null = null;

  const forms = appForms({
    views,
    touched: parts.touched,
    own: parts.own,
    blueprint: parts.blueprint,
    initial: parts.initial,
    put: (data) => store.set(data),
    run: (handler, frame, { id, type }: Component) =>
      run(handler, frame, {}, parts.begin({ component: id ?? type, event: 'submit' })),
  });
  const symbolic = symbolicMathematics((events) => around.startSymbolicWorker(events));
  const tools: ShellToolHost = {
    toast: (message, kind) => host.toast(message, kind),
    copy: async (text) => {
      try {
        await around.copy(text);
      } catch {
        throw new ToolError('EACCES', 'the browser does not let this page write to the clipboard');
      }
    },
    now: () => clock.now(),
    random: () => around.random?.() ?? Math.random(),
    newId: () => around.newId?.() ?? crypto.randomUUID().slice(0, 13),
    confirm: (question) => host.confirm(question),
    timers,
    components,
    sources: {
      refresh: async (name) => {
        if (running !== null) await running.sources.refresh(name);
      },
    },
    forms,
    history,
    desktop: host.desktop,
    symbolic,
  };

  function handlerHostOf(action: AppAction | undefined): HandlerHost {
    return {
      get initial() {
        return parts.initial();
      },
      tools,
      granted: parts.granted,
      services,
      execute: async (tool, params, signal) =>
        (ownStorage() ? storage.execute(tool, params) : undefined) ??
        (action?.execute ?? host.execute.bind(host))(tool, params, signal),
      begun() {
        calls += 1;
        return () => {
          calls -= 1;
        };
      },
      ...(action === undefined ? {} : { ran: action.ran }),
      signal: life.signal,
      scope: views.scope,
      put(data, from) {
        depth = from;
        try {
          store.set(data);
        } finally {
          depth = 0;
        }
      },
      quiet: (key, ms) => quiet.wait(key, ms),
      submitForm: forms.submitWithin,
      report: parts.report,
    };
  }

  async function run(
    handler: Handler,
    frame: Frame | null,
    event: Json | undefined,
    begun: Begun | undefined,
  ): Promise<HandlerEnd> {
    if (toolsComing !== null) {
      const { signal } = life;
      calls += 1;
      await toolsComing;
      calls -= 1;
      if (signal.aborted) {
        begun?.action?.end(true);
        return 'stopped';
      }
    }
    if (begun === undefined) return runHandler(handler, frame, event, handlerHostOf(undefined));
    const { action, how } = begun;
    const end = await runHandler(handler, frame, event, handlerHostOf(action), how);
    action?.end(end === 'failed');
    return end;
  }

  /** Calls back when the value at one of these paths may have changed. */
  function watch(paths: readonly string[], listener: () => void): () => void {
    const places = placesOf(paths, views.scope(null), parts.computed());
    const stops = [store.subscribe(places, listener), sources.subscribe(places, listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  function stop(): void {
    life.abort();
    life = new AbortController();
    running?.close();
    running = null;
    timers.close();
    quiet.close();
  }

  return {
    forms,
    get calls() {
      return calls;
    },
    start(blueprint, before) {
      services = serviceScopes(blueprint.services ?? []);
      const coming = loadShellTools([...everyStep(blueprint)].map(({ tool }) => tool))
        // What cannot be loaded now is told where it is used.
        .catch(() => undefined)
        .then(() => {
          if (toolsComing === coming) toolsComing = null;
        });
      toolsComing = coming;
      running = runDocument(blueprint, {
        clock,
        timers,
        before,
        sourceStore: sources,
        scope: views.scope,
        environment: () => environmentOf({ tools }),
        watch,
        async ask({ tool, args = {} }, signal) {
          const context = readingContext(views.scope, tools, parts.initial());
          const environment = environmentOf({ tools });
          const call = { tool, args, scope: views.scope(null), environment, context, signal };
          return stored(await callTool(call, handlerHostOf(undefined)));
        },
        run: (handler, event, from) =>
          runHandler(handler, null, event, handlerHostOf(undefined), { depth: from, background: true }),
        depth: () => depth,
        report: (failed) => parts.failure.set(failed),
      });
      running.suspend(suspended);
    },
    stop,
    run,
    suspend(now) {
      suspended = now;
      running?.suspend(now);
    },
    close() {
      stop();
      symbolic.close();
    },
  };
}
