/**
 * One app instance, without React: its document (complete or growing), its data, its handlers, what it keeps.
 *
 * Life: `loading` (stored data on its way) → `ready` (handlers armed), or `growing` → `loading` → `ready`; `broken` when
 * the document is not valid, `unread` when what is stored could not be read (nothing is drawn, so nothing is overwritten).
 */

import type { ToolFailure } from '@agentos/tools';
import { AppTimers, type History, type ShellToolHost, ToolError } from '@agentos/tools/handlers/index';
import { symbolicMathematics } from '@agentos/tools/symbolic/question';
import {
  type Blueprint,
  type Frame,
  type GrowingDocument,
  type Handler,
  type Issue,
  isObject,
  type Json,
  type JsonObject,
  jsonEqual,
  normalize,
  validateBlueprint,
  walk,
  writePath,
} from '../index.ts';
import { type Cell, cell } from './cell.ts';
import { type ComponentRegistry, componentRegistry } from './component-ports.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import { growDocument } from './growing.ts';
import { type HandlerFailure, type HandlerHost, runHandler } from './handlers.ts';
import { dataHistory } from './history.ts';
import type { AppAction, RuntimeHost, Surroundings } from './host.ts';
import { keepStored, loadStored, type Persistence, withValues } from './persistence.ts';
import { faultOf } from './resolve.ts';

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
  /** `from`: the component and its event, when the person began it. */
  run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): void;
  /** Writes the value of a bound component. */
  write(path: string, frame: Frame | null, value: Json): void;
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

export function openSession(app: SessionApp, host: RuntimeHost, around: Surroundings): Session {
  const phase = cell<Phase>({ kind: 'loading' });
  const failure = cell<HandlerFailure | null>(null);
  const store = createDataStore({});
  const timers = new AppTimers({
    now: () => around.now(),
    every(ms, call) {
      const timer = setInterval(call, ms);
      return () => clearInterval(timer);
    },
  });
  let initial: JsonObject = {};
  let current: Blueprint | null = null;
  let persistence: Persistence | undefined;
  let stateTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the documents that were opened, so that an answer for an earlier one is not taken for this one. */
  let generation = 0;
  let closed = false;

  const components = componentRegistry((id) =>
    current === null ? false : [...walk(current)].some(({ component }) => component.id === id),
  );
  const history = dataHistory({ now: () => around.now(), data: () => store.data, put: (data) => store.set(data) });
  const notYet = (): never => {
    throw new ToolError('ENOSYS', 'this cannot be done yet');
  };
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
    now: () => around.now(),
    random: () => Math.random(),
    newId: () => crypto.randomUUID().slice(0, 13),
    confirm: (question) => host.confirm(question),
    timers,
    components,
    sources: { refresh: async () => notYet() },
    forms: { validate: notYet, submit: notYet, reset: notYet },
    history,
    symbolic,
  };

  const handlerHostOf = (action: AppAction | undefined): HandlerHost => ({
    store,
    get initial() {
      return initial;
    },
    tools,
    granted: app.permissions,
    execute: action?.execute ?? host.execute.bind(host),
    ...(action === undefined ? {} : { ran: action.ran }),
    report(failed: HandlerFailure | null) {
      // A handler that went well says nothing about storage.
      if (failed !== null || failure.get()?.what !== storing) failure.set(failed);
    },
  });
  const handlerHost = handlerHostOf(undefined);

  function run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): void {
    if (phase.get().kind !== 'ready' || closed) return;
    const action = from === undefined ? undefined : host.act?.(from.event, from.component);
    if (action === undefined) void runHandler(handler, frame, event, handlerHost);
    else void runHandler(handler, frame, event, handlerHostOf(action)).then((well) => action.end(!well));
  }

  /** What an instance keeps beside what the app stores: its other data. */
  function stateNow(): JsonObject | null {
    if (current === null || phase.get().kind !== 'ready') return null;
    const stored = new Set((current.persist ?? []).map((path) => path.split('.')[0]));
    const own = Object.fromEntries(Object.entries(store.data).filter(([name]) => !stored.has(name)));
    return { data: own };
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
    timers.close();
    await persistence?.close();
    persistence = undefined;
    if (mine !== generation || closed) return;
    const paths = blueprint.persist ?? [];
    const options = { host, packageId: app.package_id, paths, report: reportStorage };
    const loaded = await loadStored(options);
    if (mine !== generation || closed) return;
    current = blueprint;
    if (!loaded.ok) {
      phase.set({ kind: 'unread', failure: loaded.error });
      return;
    }
    initial = blueprint.data ?? {};
    store.set(withValues(withState(initial, state), loaded.stored, paths));
    persistence = keepStored(store, loaded.stored, options);
    failure.set(null);
    host.setTitle(blueprint.ui.title);
    phase.set({ kind: 'ready', blueprint });
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
    run,
    write(path, frame, value) {
      if (phase.get().kind !== 'ready') return;
      try {
        store.set(writePath({ data: store.data, frame }, path, value));
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
        await runHandler(on_unmount, null, undefined, handlerHost);
      }
      closed = true;
      if (stateTimer !== undefined) saveState();
      stopOperations();
      stopCollecting();
      stopWatching();
      clearTimeout(lateTimer);
      growing.close();
      timers.close();
      symbolic.close();
      await persistence?.close();
    },
  };
}

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
