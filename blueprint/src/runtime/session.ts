/**
 * One app instance, without React: its document (complete or growing), its data, its handlers, what it keeps.
 *
 * Life: `loading` (stored data on its way) → `ready` (handlers armed), or `growing` → `loading` → `ready`; `broken` when
 * the document is not valid, `unread` when what is stored could not be read (nothing is drawn, so nothing is overwritten).
 */

import type { ToolFailure } from '@agentos/tools';
import type { FormState, History } from '@agentos/tools/handlers/index';
import { loadRegularExpressions } from '../expression/patterns.ts';
import { usesRegularExpressions } from '../expression/uses.ts';
import {
  type Blueprint,
  type Component,
  drawable,
  type Frame,
  type GrowingDocument,
  type Handler,
  type Issue,
  isObject,
  type Json,
  type JsonObject,
  jsonEqual,
  normalize,
} from '../index.ts';
import { type Cell, cell } from './cell.ts';
import { machineClock } from './clock.ts';
import type { ComponentRegistry } from './component-ports.ts';
import type { DataStore } from './data-store.ts';
import type { OwnState } from './drawn.ts';
import { createEngine, type EventSource } from './engine.ts';
import { faultOf } from './evaluate.ts';
import { growingLater } from './growing-later.ts';
import type { HandlerFailure } from './handlers.ts';
import type { RuntimeHost, Surroundings } from './host.ts';
import { keepStored, loadStored, type Persistence, withValues } from './persistence.ts';
import type { Views } from './view.ts';

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
  /** What is drawn of components and repeats, to be watched one at a time. */
  readonly views: Views;
  /** The values of `sources`, with `name$loading` and `name$error`; written by the session alone. */
  readonly sources: DataStore;
  /** What components keep to themselves where nothing is bound: whoever draws may put its own in place. */
  readonly own: OwnState;
  /** Calls of tools under way: none, and nothing waiting for the clock, mean that the app is at rest. */
  readonly calls: number;
  /** `from`: the component and its event, when the person began it. */
  run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): void;
  /** Sends the form in a component, as the tool `form.submit` does. Rejects with a ToolError when there is none. */
  submit(id: string): Promise<FormState>;
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
  let current: Blueprint | null = null;
  let persistence: Persistence | undefined;
  /** What could not be stored of the document before this one: it is part of the data still. */
  let unsaved: { readonly version: number | undefined; readonly values: JsonObject } | null = null;
  let stateTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the documents that were opened, so that an answer for an earlier one is not taken for this one. */
  let generation = 0;
  let closed = false;
  const stateChanged = (): void => {
    if (phase.get().kind === 'ready') stateTimer ??= setTimeout(saveState, stateSettleMs);
  };
  const engine = createEngine({
    host,
    around,
    clock: around.clock ?? machineClock(() => around.now()),
    own,
    granted: app.permissions,
    failure,
    report(failed) {
      // A handler that went well says nothing about storage.
      if (failed !== null || failure.get()?.what !== storing) failure.set(failed);
    },
    stateChanged,
  });
  const { store } = engine;

  function run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): void {
    if (phase.get().kind === 'ready' && !closed) void engine.run(handler, frame, event, from);
  }

  /** What an instance keeps beside what the app stores: its other data. */
  function stateNow(): JsonObject | null {
    if (current === null || phase.get().kind !== 'ready') return null;
    const stored = new Set((current.persist ?? []).map((path) => path.split('.')[0]));
    const own = Object.fromEntries(Object.entries(store.data).filter(([name]) => !stored.has(name)));
    const storage = engine.storage.kept();
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
    engine.stop();
    if (persistence !== undefined) {
      const last = persistence;
      persistence = undefined;
      await last.close();
      unsaved = { version: current?.dataVersion, values: { ...unsaved?.values, ...last.unsaved() } };
    }
    if (mine !== generation || closed) return;
    const paths = blueprint.persist ?? [];
    const { dataVersion: version, migrations } = blueprint;
    // What cannot be loaded now is told of where it is used.
    const patterns = usesRegularExpressions(blueprint) ? loadRegularExpressions().catch(() => undefined) : undefined;
    // Migrations are made of expressions, too.
    if (migrations !== undefined) await patterns;
    const options = { host, packageId: app.package_id, paths, version, migrations, report: reportStorage };
    const [loaded] = await Promise.all([loadStored(options), patterns]);
    if (mine !== generation || closed) return;
    current = blueprint;
    if (!loaded.ok) {
      phase.set({ kind: 'unread', failure: loaded.error });
      return;
    }
    const kept = asJson(state);
    engine.storage.restore(isObject(kept) ? kept.storage : undefined);
    engine.take(blueprint, withValues(withState(blueprint.data ?? {}, state), loaded.stored, paths));
    persistence = keepStored(store, loaded.stored, options);
    if (unsaved !== null && unsaved.version === version) store.set(withValues(store.data, unsaved.values, paths));
    unsaved = null;
    failure.set(null);
    host.setTitle(blueprint.ui.title);
    phase.set({ kind: 'ready', blueprint });
    engine.start();
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
    const blueprint = drawable(uiSpec);
    if (blueprint !== null) void open(blueprint, state);
    else void openChecked(uiSpec, state);
  }

  /** What nobody has validated, or what cannot be drawn as it is: the validator says why. */
  async function openChecked(uiSpec: unknown, state: unknown): Promise<void> {
    generation += 1;
    const mine = generation;
    const issues = await issuesOf(uiSpec);
    if (mine !== generation || closed) return;
    if ('blueprint' in issues) void open(issues.blueprint, state);
    else phase.set({ kind: 'broken', issues: issues.issues });
  }

  /** The document of the services, when it came before the operations on its way were drawn. */
  let late: unknown;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;

  function grown(document: GrowingDocument): void {
    if (document.blueprint === null || closed) return;
    const blueprint = document.blueprint;
    if (document.complete) {
      const whole = late ?? blueprint;
      late = undefined;
      void openChecked(whole, null);
      return;
    }
    generation += 1;
    if (phase.get().kind !== 'growing') host.setTitle(blueprint.ui.title);
    engine.draw(blueprint, blueprint.data ?? {});
    phase.set({ kind: 'growing', blueprint });
  }

  const growing = growingLater({
    nextFrame: (call) => around.nextFrame(call),
    grown,
    fault: (why) => failure.set({ what: 'Building the app', why, code: 'EINVAL' }),
    caughtUp() {
      if (late !== undefined) openSpec(late, null);
      // Nothing could be drawn of what was on its way: the document is shown as it was then.
      else if (phase.get().kind === 'loading') openSpec(app.ui_spec, app.app_state);
      late = undefined;
    },
  });

  const stopWatching = store.onChange(stateChanged);
  const stopCollecting = host.onCollectState(() => {
    void persistence?.flush();
    return stateNow();
  });

  openSpec(app.ui_spec, app.app_state);
  const stopOperations = host.onOperation((op) => {
    // What is being generated is drawn, and not the beginning of it that the services have.
    if (phase.get().kind === 'loading') generation += 1;
    growing.take(op);
  });

  return {
    phase,
    failure,
    store,
    components: engine.components,
    history: engine.history,
    views: engine.views,
    sources: engine.sources,
    own,
    get calls() {
      return engine.calls;
    },
    run,
    submit: engine.submit,
    touch: engine.touch,
    focused() {
      const handler = current?.ui.lifecycle?.on_focus;
      if (handler !== undefined) run(handler, null);
    },
    suspend: engine.suspend,
    write(path, frame, value) {
      if (phase.get().kind !== 'ready') return;
      try {
        engine.edit(path, frame, value);
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
      const next = drawable(uiSpec);
      if (next === null || next.ui.components.length === 0) return;
      const shown = phase.get();
      const now = 'blueprint' in shown ? shown.blueprint : current;
      const same = now !== null && jsonEqual(plain(normalize(now)), plain(next));
      if (same && shown.kind !== 'growing') return;
      void open(next, stateNow());
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
      // Stored first: what the app does at its end may take long, or never come to an end.
      void persistence?.flush();
      const { on_unmount } = current?.ui.lifecycle ?? {};
      if (on_unmount !== undefined && phase.get().kind === 'ready') {
        await Promise.race([engine.run(on_unmount, null), new Promise((late) => setTimeout(late, longestEndMs))]);
      }
      closed = true;
      engine.close();
      if (stateTimer !== undefined) saveState();
      stopOperations();
      stopCollecting();
      stopWatching();
      clearTimeout(lateTimer);
      growing.close();
      await persistence?.close();
    },
  };
}

const keepsNothing: OwnState = { tab: () => null, open: () => null };

const storing = 'Storing changes';
const longestCatchUpMs = 1_500;
/** Time that an app has for its `on_unmount`. */
const longestEndMs = 2_000;

/** The initial data with the state of an earlier life of this instance; names that the app no longer has are left out. */
function withState(initial: JsonObject, state: unknown): JsonObject {
  const kept = isObject(asJson(state)) ? asJson(state) : null;
  const data = isObject(kept) ? (kept.data ?? null) : null;
  if (!isObject(data)) return initial;
  return { ...initial, ...Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(initial, name))) };
}

/** The document when it is valid, else what is wrong with it. */
async function issuesOf(uiSpec: unknown): Promise<{ blueprint: Blueprint } | { issues: readonly Issue[] }> {
  try {
    const { validateBlueprint } = await import('../validate.ts');
    const validation = validateBlueprint(uiSpec, { tolerant: true });
    return validation.ok ? { blueprint: validation.blueprint } : { issues: validation.issues };
  } catch (error) {
    console.error(error);
    const message = 'the document cannot be shown, and the part of the desktop that tells why could not be loaded';
    return { issues: [{ code: 'bad-value', path: '', message }] };
  }
}

function asJson(value: unknown): Json {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(value));
}

function plain(blueprint: Blueprint): Json {
  return JSON.parse(JSON.stringify(blueprint));
}
