/**
 * One app instance, without React: its document (complete or growing), its data, its handlers, what it keeps.
 *
 * Life: `loading` (stored data on its way) → `ready` (handlers armed), or `growing` → `loading` → `ready`; `broken` when
 * the document is not valid, `unread` when what is stored could not be read (nothing is drawn, so nothing is overwritten).
 */

import type { ToolFailure } from '@agentos/tools';
import {
  AppTimers,
  type Forms,
  type History,
  loadShellTools,
  type ShellToolHost,
  ToolError,
} from '@agentos/tools/handlers/index';
import { symbolicMathematics } from '@agentos/tools/symbolic/question';
import { loadRegularExpressions } from '../expression/patterns.ts';
import { usesRegularExpressions } from '../expression/uses.ts';
import { everyStep } from '../handler-steps.ts';
import {
  type Blueprint,
  type Component,
  type Frame,
  type GrowingDocument,
  type Handler,
  type Issue,
  isObject,
  type Json,
  type JsonObject,
  jsonEqual,
  locate,
  normalize,
  validateBlueprint,
  walk,
  writePath,
} from '../index.ts';
import { type ServiceScopes, serviceScopes } from '../service-scope.ts';
import { type CallLog, callLog } from './call-log.ts';
import { type Cell, cell } from './cell.ts';
import { machineClock } from './clock.ts';
import { type ComponentRegistry, componentRegistry } from './component-ports.ts';
import { type Computed, computedValues } from './computed.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import type { OwnState } from './drawn.ts';
import { faultOf } from './evaluate.ts';
import { appForms } from './forms.ts';
import { growDocument } from './growing.ts';
import {
  environmentOf,
  type HandlerFailure,
  type HandlerHost,
  type HandlerRun,
  readingContext,
  runHandler,
} from './handlers.ts';
import { dataHistory } from './history.ts';
import type { AppAction, RuntimeHost, Surroundings } from './host.ts';
import { windowStorage } from './memory-storage.ts';
import { keepStored, loadStored, type Persistence, withValues } from './persistence.ts';
import { quietTimes } from './quiet.ts';
import { placesOf } from './reads.ts';
import { type Running, runDocument } from './running.ts';
import { initialSources } from './sources.ts';
import { callTool, stored as storedOf } from './tool-call.ts';
import { touchedFields } from './touched.ts';
import { type Views, views as viewsOf } from './view.ts';

export type Phase =
  | { kind: 'loading' }
  | { kind: 'growing'; blueprint: Blueprint }
  | { kind: 'ready'; blueprint: Blueprint }
  | { kind: 'broken'; issues: readonly Issue[] }
  | { kind: 'unread'; failure: ToolFailure };

export interface Session {
  readonly phase: Cell<Phase>;
  /** What failed last, until something succeeds or it is dismissed. */
  readonly failure: Cell<HandlerFailure | null>;
  readonly store: DataStore;
  /** Where whoever draws registers what tools may command, and learns what tools hid or disabled. */
  readonly components: ComponentRegistry;
  readonly history: History;
  readonly forms: Forms;
  /** What is drawn of components and repeats, to be watched one at a time. */
  readonly views: Views;
  /** The values of `sources`, with `name$loading` and `name$error`; written by the session alone. */
  readonly sources: DataStore;
  /** What components keep to themselves where nothing is bound: whoever draws may put its own in place. */
  readonly own: OwnState;
  /** What the app asked of tools lately. */
  readonly calls: CallLog;
  /** `from`: the component and its event, when the person began it. */
  run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): void;
  /** Writes the value of a bound component. */
  write(path: string, frame: Frame | null, value: Json): void;
  /** The person has left a field (or chosen in one where choosing is all): what is wrong with its value is shown from now on. */
  touch(component: Component, frame: Frame | null): void;
  /** The window became the active one. */
  focused(): void;
  /** Out of sight, or back: sources rest meanwhile. */
  suspend(suspended: boolean): void;
  /** The document as the services have it now. */
  specChanged(uiSpec: unknown): void;
  retry(): void;
  /** Stores what is pending. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface EventSource {
  readonly component: string;
  readonly event: string;
}

export interface SessionApp {
  readonly package_id: string;
  readonly ui_spec: unknown;
  readonly app_state: unknown;
  readonly permissions: readonly string[];
}

const stateSettleMs = 250;
/** State larger than this is not kept with the instance; what must be kept belongs into `persist`. */
const largestState = 200_000;

/** @param own what components keep to themselves, as whoever draws knows it; nothing unless given */
export function openSession(
  app: SessionApp,
  host: RuntimeHost,
  around: Surroundings,
  own: OwnState = keepsNothing,
): Session {
  const phase = cell<Phase>({ kind: 'loading' });
  const failure = cell<HandlerFailure | null>(null);
  const clock = around.clock ?? machineClock(() => around.now());
  const store = createDataStore({});
  const sources = createDataStore({});
  const timers = new AppTimers(clock);
  const quiet = quietTimes(clock);
  const touched = touchedFields();
  let initial: JsonObject = {};
  let current: Blueprint | null = null;
  let services: ServiceScopes = new Map();
  let computed: Computed = computedValues({}, { data: () => store.data, source: () => undefined });
  let running: Running | null = null;
  let suspended = false;
  let persistence: Persistence | undefined;
  let stateTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the documents that were opened, so that an answer for an earlier one is not taken for this one. */
  let generation = 0;
  let closed = false;
  /** Ends what runs for the document that is open. */
  let life = new AbortController();
  /** How many watched changes led to the change that is being made. */
  let depth = 0;
  /** For apps whose storage is of each window alone. */
  const kept = windowStorage(() => {
    stateTimer ??= setTimeout(saveState, stateSettleMs);
  });
  const ownStorage = (): boolean => services.get('storage')?.scope === 'instance';
  const calls = callLog(() => clock.now());
  /** The person has just edited a field: its `change` handler belongs to that. */
  let justEdited = false;

  const components = componentRegistry((id) => findById(id) !== undefined);
  const history = dataHistory({ now: () => clock.now(), data: () => store.data, put: (data) => store.set(data) });
  const views = viewsOf({
    store,
    sources,
    components,
    touched,
    computed: () => computed,
    templates: () => shown()?.templates,
  });
  const forms = appForms({
    views,
    touched,
    own,
    blueprint: shown,
    initial: () => initial,
    put: (data) => store.set(data),
    async submit(component, frame) {
      const handler = component.on_event?.submit;
      if (handler !== undefined) await runHandler(handler, frame, {}, handlerHostOf(undefined));
    },
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

  /** The document that is drawn, whether it runs yet or not. */
  function shown(): Blueprint | null {
    const now = phase.get();
    return 'blueprint' in now ? now.blueprint : null;
  }

  function findById(id: string): Component | undefined {
    const blueprint = shown();
    if (blueprint === null) return undefined;
    for (const { component } of walk(blueprint)) if (component.id === id) return component;
    return undefined;
  }

  function handlerHostOf(action: AppAction | undefined): HandlerHost {
    return {
      get initial() {
        return initial;
      },
      tools,
      granted: app.permissions,
      services,
      execute: async (tool, params, signal) =>
        (ownStorage() ? kept.execute(tool, params) : undefined) ??
        (action?.execute ?? host.execute.bind(host))(tool, params, signal),
      begun: calls.begin,
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
      report(failed) {
        // A handler that went well says nothing about storage.
        if (failed !== null || failure.get()?.what !== storing) failure.set(failed);
      },
    };
  }

  function run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): void {
    if (phase.get().kind !== 'ready' || closed) return;
    const action = from === undefined ? undefined : host.act?.(from.event, from.component);
    const how: HandlerRun =
      from === undefined
        ? {}
        : { recording: history.record(`${from.component} ${from.event}`, from.event === 'change' && justEdited) };
    const ended = runHandler(handler, frame, event, handlerHostOf(action), how);
    if (action !== undefined) void ended.then((end) => action.end(end === 'failed'));
  }

  /** Calls back when the value at one of these paths may have changed. */
  function watch(paths: readonly string[], listener: () => void): () => void {
    const places = placesOf(paths, views.scope(null), computed);
    const stops = [store.subscribe(places, listener), sources.subscribe(places, listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Begins what runs by itself. */
  function start(blueprint: Blueprint): void {
    running = runDocument(blueprint, {
      clock,
      timers,
      sourceStore: sources,
      scope: views.scope,
      environment: () => environmentOf({ tools }),
      watch,
      async ask(source, signal) {
        const context = readingContext(views.scope, tools, initial);
        const call = {
          tool: source.tool,
          args: source.args ?? {},
          scope: views.scope(null),
          environment: environmentOf({ tools }),
          context,
          signal,
        };
        return storedOf(await callTool(call, handlerHostOf(undefined)));
      },
      run: (handler, event, from) =>
        runHandler(handler, null, event, handlerHostOf(undefined), { depth: from, background: true }),
      depth: () => depth,
      report: (failed) => failure.set(failed),
    });
    running.suspend(suspended);
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

  /** What an instance keeps beside what the app stores: its other data. */
  function stateNow(): JsonObject | null {
    if (current === null || phase.get().kind !== 'ready') return null;
    const stored = new Set((current.persist ?? []).map((path) => path.split('.')[0]));
    const own = Object.fromEntries(Object.entries(store.data).filter(([name]) => !stored.has(name)));
    const storage = kept.kept();
    return storage === undefined ? { data: own } : { data: own, storage };
  }

  function saveState(): void {
    clearTimeout(stateTimer);
    stateTimer = undefined;
    const state = stateNow();
    if (state !== null && JSON.stringify(state).length <= largestState) host.saveState(state);
  }

  async function open(blueprint: Blueprint, state: unknown): Promise<void> {
    generation += 1;
    const mine = generation;
    // What was generated stays in sight until it is armed.
    if (phase.get().kind !== 'growing') phase.set({ kind: 'loading' });
    stop();
    await persistence?.close();
    persistence = undefined;
    if (mine !== generation || closed) return;
    const paths = blueprint.persist ?? [];
    const { dataVersion: version, migrations } = blueprint;
    const options = { host, packageId: app.package_id, paths, version, migrations, report: reportStorage };
    const [loaded] = await Promise.all([
      loadStored(options),
      usesRegularExpressions(blueprint) ? loadRegularExpressions() : undefined,
      // What cannot be loaded now is tried again, and told of, when it is called.
      loadShellTools([...everyStep(blueprint)].map(({ tool }) => tool)).catch(() => undefined),
    ]);
    if (mine !== generation || closed) return;
    current = blueprint;
    if (!loaded.ok) {
      phase.set({ kind: 'unread', failure: loaded.error });
      return;
    }
    initial = blueprint.data ?? {};
    services = serviceScopes(blueprint.services ?? []);
    const before = asJson(state);
    kept.restore(isObject(before) ? before.storage : undefined);
    derive(blueprint);
    sources.set(initialSources(blueprint.sources ?? {}));
    components.clear();
    touched.clear();
    history.clear();
    store.set(withValues(withState(initial, state), loaded.stored, paths));
    persistence = keepStored(store, loaded.stored, options);
    failure.set(null);
    host.setTitle(blueprint.ui.title);
    phase.set({ kind: 'ready', blueprint });
    start(blueprint);
    const { on_mount } = blueprint.ui.lifecycle ?? {};
    if (on_mount !== undefined) run(on_mount, null);
  }

  function reportStorage(failed: ToolFailure | null): void {
    const shown = failure.get();
    if (failed === null) {
      if (shown?.what === storing) failure.set(null);
    } else failure.set({ what: storing, why: failed.message, code: failed.code });
  }

  function openSpec(uiSpec: unknown, state: unknown): void {
    const validation = validateBlueprint(uiSpec, { tolerant: true });
    if (validation.ok) void open(validation.blueprint, state);
    else {
      generation += 1;
      phase.set({ kind: 'broken', issues: validation.issues });
    }
  }

  /** The document of the services, when it came before the operations on its way were drawn. */
  let late: unknown;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;

  function grown(document: GrowingDocument): void {
    if (document.blueprint === null || closed) return;
    const blueprint = document.blueprint;
    if (document.complete) {
      openSpec(late ?? blueprint, null);
      late = undefined;
      return;
    }
    generation += 1;
    if (phase.get().kind !== 'growing') host.setTitle(blueprint.ui.title);
    const before = shown();
    if (before?.computed !== blueprint.computed || before?.sources !== blueprint.sources) {
      derive(blueprint);
      sources.set(initialSources(blueprint.sources ?? {}));
    }
    store.set(blueprint.data ?? {});
    phase.set({ kind: 'growing', blueprint });
  }

  const growing = growDocument({
    nextFrame: (call) => around.nextFrame(call),
    grown,
    fault: (why) => failure.set({ what: 'Building the app', why, code: 'EINVAL' }),
    caughtUp() {
      if (late === undefined) return;
      openSpec(late, null);
      late = undefined;
    },
  });

  const stopWatching = store.onChange(() => {
    if (phase.get().kind === 'ready') stateTimer ??= setTimeout(saveState, stateSettleMs);
  });
  const stopCollecting = host.onCollectState(() => {
    void persistence?.flush();
    return stateNow();
  });

  openSpec(app.ui_spec, app.app_state);
  const stopOperations = host.onOperation((op) => growing.take(op));

  return {
    phase,
    failure,
    store,
    components,
    history,
    forms,
    views,
    sources,
    own,
    calls,
    run,
    touch(component, frame) {
      if (component.validate !== undefined) touched.set(component, frame, true);
    },
    focused() {
      const handler = current?.ui.lifecycle?.on_focus;
      if (handler !== undefined) run(handler, null);
    },
    suspend(now) {
      suspended = now;
      running?.suspend(now);
    },
    write(path, frame, value) {
      if (phase.get().kind !== 'ready') return;
      try {
        const scope = views.scope(frame);
        const before = store.data;
        const next = writePath(scope, path, value);
        history.edit(locate(scope, path)?.join('.') ?? path, before, next);
        store.set(next);
        justEdited = true;
        queueMicrotask(() => {
          justEdited = false;
        });
      } catch (error) {
        const why = faultOf(error);
        if (why === undefined) throw error;
        failure.set({ what: 'Entering a value', why, code: 'EINVAL' });
      }
    },
    specChanged(uiSpec) {
      if (growing.behind()) {
        late = uiSpec;
        // A hidden page has no frames: it must not wait for them.
        lateTimer ??= setTimeout(() => growing.catchUp(), longestCatchUpMs);
        return;
      }
      const validation = validateBlueprint(uiSpec, { tolerant: true });
      if (!validation.ok || validation.blueprint.ui.components.length === 0) return;
      const shown = phase.get();
      const now = 'blueprint' in shown ? shown.blueprint : current;
      const same = now !== null && jsonEqual(plain(normalize(now)), plain(validation.blueprint));
      if (same && shown.kind !== 'growing') return;
      void open(validation.blueprint, stateNow());
    },
    retry() {
      if (current !== null) void open(current, app.app_state);
    },
    async flush() {
      if (stateTimer !== undefined) saveState();
      await persistence?.flush();
    },
    async close() {
      if (closed) return;
      const { on_unmount } = current?.ui.lifecycle ?? {};
      if (on_unmount !== undefined && phase.get().kind === 'ready') {
        await runHandler(on_unmount, null, undefined, handlerHostOf(undefined));
      }
      closed = true;
      stop();
      views.close();
      if (stateTimer !== undefined) saveState();
      stopOperations();
      stopCollecting();
      stopWatching();
      clearTimeout(lateTimer);
      growing.close();
      symbolic.close();
      await persistence?.close();
    },
  };
}

const keepsNothing: OwnState = { tab: () => null, open: () => null };

const storing = 'Storing changes';
const longestCatchUpMs = 1_500;

/** The initial data with the state of an earlier life of this instance; names that the app no longer has are left out. */
function withState(initial: JsonObject, state: unknown): JsonObject {
  const kept = isObject(asJson(state)) ? asJson(state) : null;
  const data = isObject(kept) ? (kept.data ?? null) : null;
  if (!isObject(data)) return initial;
  return { ...initial, ...Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(initial, name))) };
}

function asJson(value: unknown): Json {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(value));
}

function plain(blueprint: Blueprint): Json {
  return JSON.parse(JSON.stringify(blueprint));
}
