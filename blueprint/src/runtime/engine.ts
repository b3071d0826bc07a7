/**
 * The parts of one running app around its data: what names mean, what is drawn, what tools reach, handlers that run. The
 * session decides which document that is and when it is armed.
 *
 * Rule: what ran for one document ends before the next one starts, and with the app.
 */
import { AppTimers, type Forms, type History, type ShellToolHost, ToolError } from '@agentos/tools/handlers/index';
import { symbolicMathematics } from '@agentos/tools/symbolic/question';
import {
  type Blueprint,
  type Component,
  type Frame,
  type Handler,
  type Json,
  type JsonObject,
  locate,
  writePath,
} from '../index.ts';
import { type ServiceScopes, serviceScopes } from '../service-scope.ts';
import type { Cell } from './cell.ts';
import type { Clock } from './clock.ts';
import { type ComponentRegistry, componentRegistry } from './component-ports.ts';
import { type Computed, computedValues } from './computed.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import type { OwnState } from './drawn.ts';
import { appForms } from './forms.ts';
import {
  environmentOf,
  type HandlerEnd,
  type HandlerFailure,
  type HandlerHost,
  type HandlerRun,
  readingContext,
  runHandler,
} from './handlers.ts';
import { dataHistory } from './history.ts';
import type { AppAction, RuntimeHost, Surroundings } from './host.ts';
import { type WindowStorage, windowStorage } from './memory-storage.ts';
import { quietTimes } from './quiet.ts';
import { placesOf } from './reads.ts';
import { type Running, runDocument } from './running.ts';
import { initialSources } from './sources.ts';
import { callTool, stored } from './tool-call.ts';
import { touchedFields } from './touched.ts';
import { type Views, views as viewsOf } from './view.ts';

export interface EventSource {
  readonly component: string;
  readonly event: string;
}

export interface EngineParts {
  readonly host: RuntimeHost;
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly own: OwnState;
  /** Capabilities that the instance was given. */
  readonly granted: readonly string[];
  readonly failure: Cell<HandlerFailure | null>;
  /** A handler came to its end: null when all went well. */
  report(failure: HandlerFailure | null): void;
  /** What belongs to the state of the instance, beside its data, has changed. */
  stateChanged(): void;
}

export interface Engine {
  readonly store: DataStore;
  readonly sources: DataStore;
  readonly components: ComponentRegistry;
  readonly history: History;
  readonly forms: Forms;
  readonly views: Views;
  /** Calls of tools under way. */
  readonly calls: number;
  readonly storage: WindowStorage;
  /** Shows a document that does not run: its data and what is derived from it. */
  draw(blueprint: Blueprint, data: JsonObject): void;
  /** Takes a document that is about to run, with its data; nothing of an earlier one is left. */
  take(blueprint: Blueprint, data: JsonObject): void;
  /** Begins what the document that was taken does by itself. */
  start(): void;
  /** Ends everything that runs. */
  stop(): void;
  /** `from`: the component and its event, when the person began it. */
  run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): Promise<HandlerEnd>;
  /** Writes the value of a bound component. @throws DataPathError */
  edit(path: string, frame: Frame | null, value: Json): void;
  touch(component: Component, frame: Frame | null): void;
  suspend(suspended: boolean): void;
  close(): void;
}

export function createEngine({
  host,
  around,
  clock,
  own,
  granted,
  failure,
  report,
  stateChanged,
}: EngineParts): Engine {
  const store = createDataStore({});
  const sources = createDataStore({});
  const timers = new AppTimers(clock);
  const quiet = quietTimes(clock);
  const touched = touchedFields();
  let document: Blueprint | null = null;
  /** The ids of the document, once someone asks. */
  let ids: ReadonlySet<string> | null = null;
  let initial: JsonObject = {};
  let services: ServiceScopes = new Map();
  let computed: Computed = computedValues({}, { data: () => store.data, source: () => undefined });
  let running: Running | null = null;
  let suspended = false;
  /** Ends what runs for the document that is open. */
  let life = new AbortController();
  /** How many watched changes led to the change that is being made. */
  let depth = 0;
  /** For apps whose storage is of each window alone. */
  const storage = windowStorage(stateChanged);
  const ownStorage = (): boolean => services.get('storage')?.scope === 'instance';
  let calls = 0;
  /** The person has just edited a field: its `change` handler belongs to that. */
  let justEdited = false;

  const components = componentRegistry((id) => {
    ids ??= document === null ? new Set() : idsOf(document);
    return ids.has(id);
  });
  const history = dataHistory({ now: () => clock.now(), data: () => store.data, put: (data) => store.set(data) });
  const views = viewsOf({
    store,
    sources,
    components,
    touched,
    computed: () => computed,
    templates: () => document?.templates,
  });
  const forms = appForms({
    views,
    touched,
    own,
    blueprint: () => document,
    initial: () => initial,
    put: (data) => store.set(data),
    run: (handler, frame, { id, type }) => run(handler, frame, {}, { component: id ?? type, event: 'submit' }),
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
        return initial;
      },
      tools,
      granted,
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
      report,
    };
  }

  async function run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): Promise<HandlerEnd> {
    if (from === undefined) return runHandler(handler, frame, event, handlerHostOf(undefined));
    const action = host.act?.(from.event, from.component);
    const joinsEdit = from.event === 'change' && justEdited;
    const how: HandlerRun = { recording: history.record(`${from.component} ${from.event}`, joinsEdit) };
    const end = await runHandler(handler, frame, event, handlerHostOf(action), how);
    action?.end(end === 'failed');
    return end;
  }

  /** Calls back when the value at one of these paths may have changed. */
  function watch(paths: readonly string[], listener: () => void): () => void {
    const places = placesOf(paths, views.scope(null), computed);
    const stops = [store.subscribe(places, listener), sources.subscribe(places, listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Ends what runs for the document that was open so far. */
  function stop(): void {
    life.abort();
    life = new AbortController();
    running?.close();
    running = null;
    timers.close();
    quiet.close();
  }

  /** The names that a document derives: computed values, and sources before their first answer. */
  function derive(blueprint: Blueprint): void {
    const definitions = blueprint.sources ?? {};
    const names = new Set(Object.keys(initialSources(definitions)));
    computed = computedValues(blueprint.computed ?? {}, {
      data: () => store.data,
      source: (name) => (names.has(name) ? (sources.data[name] ?? null) : undefined),
    });
  }

  function show(blueprint: Blueprint, data: JsonObject): void {
    const same = document?.computed === blueprint.computed && document?.sources === blueprint.sources;
    if (document === null || !same) {
      derive(blueprint);
      sources.set(initialSources(blueprint.sources ?? {}));
    }
    document = blueprint;
    ids = null;
    store.set(data);
  }

  return {
    store,
    sources,
    components,
    history,
    forms,
    views,
    get calls() {
      return calls;
    },
    storage,
    draw: show,
    take(blueprint, data) {
      initial = blueprint.data ?? {};
      services = serviceScopes(blueprint.services ?? []);
      document = null;
      components.clear();
      touched.clear();
      history.clear();
      show(blueprint, data);
    },
    start() {
      if (document === null) return;
      running = runDocument(document, {
        clock,
        timers,
        sourceStore: sources,
        scope: views.scope,
        environment: () => environmentOf({ tools }),
        watch,
        async ask({ tool, args = {} }, signal) {
          const context = readingContext(views.scope, tools, initial);
          const environment = environmentOf({ tools });
          const call = { tool, args, scope: views.scope(null), environment, context, signal };
          return stored(await callTool(call, handlerHostOf(undefined)));
        },
        run: (handler, event, from) =>
          runHandler(handler, null, event, handlerHostOf(undefined), { depth: from, background: true }),
        depth: () => depth,
        report: (failed) => failure.set(failed),
      });
      running.suspend(suspended);
    },
    stop,
    run,
    edit(path, frame, value) {
      const scope = views.scope(frame);
      const before = store.data;
      const next = writePath(scope, path, value);
      history.edit(locate(scope, path)?.join('.') ?? path, before, next);
      store.set(next);
      justEdited = true;
      queueMicrotask(() => {
        justEdited = false;
      });
    },
    touch(component, frame) {
      if (component.validate !== undefined) touched.set(component, frame, true);
    },
    suspend(now) {
      suspended = now;
      running?.suspend(now);
    },
    close() {
      stop();
      views.close();
      symbolic.close();
    },
  };
}

/** Every id of a document, wherever a component may stand in it. */
function idsOf(blueprint: Blueprint): ReadonlySet<string> {
  const ids = new Set<string>();
  const visit = (child: Component | string | undefined): void => {
    if (typeof child !== 'object') return;
    if (child.id !== undefined) ids.add(child.id);
    for (const inner of child.children ?? []) visit(inner);
    visit(child.fallback);
    if (typeof child.repeat === 'object') visit(child.repeat.empty);
  };
  for (const component of blueprint.ui.components) visit(component);
  for (const { component } of Object.values(blueprint.templates ?? {})) visit(component);
  return ids;
}
