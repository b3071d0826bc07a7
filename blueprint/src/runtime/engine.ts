/**
 * The parts of one running app around its data: what names mean, what is drawn, what the person entered and may take
 * back. What acts (handlers, tools, sources) is loaded after it, in `actions.ts`; the session decides which document is
 * open and when it is armed.
 *
 * Rule: what the person does before the actions are there waits for them, in order; nothing of it is lost, and nothing of
 * it runs once another document is open.
 */
import type { FormState, History } from '@agentos/tools/handlers/index';
import {
  type Blueprint,
  type Component,
  type Frame,
  type Handler,
  type Json,
  type JsonObject,
  locate,
  readPath,
  writePath,
} from '../index.ts';
import type { Actions, ActionsHost, Begun, EventSource } from './actions.ts';
import { actionsNow, loadActions, onActions } from './actions-loading.ts';
import type { Cell } from './cell.ts';
import type { Clock } from './clock.ts';
import { type ComponentRegistry, componentRegistry } from './component-ports.ts';
import { type Computed, computedValues } from './computed.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import type { OwnState } from './drawn.ts';
import type { HandlerEnd, HandlerFailure } from './handlers.ts';
import { dataHistory } from './history.ts';
import type { RuntimeHost, Surroundings } from './host.ts';
import { type WindowStorage, windowStorage } from './memory-storage.ts';
import { initialSources } from './source-values.ts';
import { touchedFields } from './touched.ts';
import { type Views, views as viewsOf } from './view.ts';

export type { EventSource } from './actions.ts';

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
  readonly views: Views;
  /** Calls of tools under way, and what waits for the actions to be loaded. */
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
  /** Sends a form. Rejects with a ToolError. */
  submit(id: string): Promise<FormState>;
  /** Writes the value of a bound component. @throws DataPathError */
  edit(path: string, frame: Frame | null, value: Json): void;
  touch(component: Component, frame: Frame | null): void;
  suspend(suspended: boolean): void;
  close(): void;
}

const notLoaded: HandlerFailure = {
  what: 'Running the app',
  why: 'A part of the desktop could not be loaded: try again',
  code: 'EIO',
};

export function createEngine(parts: EngineParts): Engine {
  const { host, clock, failure } = parts;
  const store = createDataStore({});
  const sources = createDataStore({});
  const touched = touchedFields();
  let document: Blueprint | null = null;
  /** The ids of the document, once someone asks. */
  let ids: ReadonlySet<string> | null = null;
  let initial: JsonObject = {};
  let computed: Computed = computedValues({}, { data: () => store.data, source: () => undefined });
  let suspended = false;
  /** Counts what was ended: what waited for the actions until then does not run. */
  let ended = 0;
  let waiting = 0;
  /** For apps whose storage is of each window alone. */
  const storage = windowStorage(parts.stateChanged);
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
    faults: (component, props) => actionsNow()?.faultsOf(component, props),
    onFaults: onActions,
  });

  const actionsHost: ActionsHost = {
    ...parts,
    store,
    sources,
    components,
    history,
    touched,
    views,
    storage,
    computed: () => computed,
    blueprint: () => document,
    initial: () => initial,
    begin,
  };
  let actions: Actions | null = null;

  function actionsOf(module: NonNullable<ReturnType<typeof actionsNow>>): Actions {
    if (actions === null) {
      actions = module.createActions(actionsHost);
      actions.suspend(suspended);
    }
    return actions;
  }

  /**
   * Does something with the actions, now when they are there, else when they have come. Null: what it was meant for ended
   * meanwhile, or they could not be loaded, which is told.
   */
  function act<T>(work: (actions: Actions) => Promise<T> | T): Promise<T | null> {
    const module = actionsNow();
    if (module !== undefined) return Promise.resolve(work(actionsOf(module)));
    const mine = ended;
    waiting += 1;
    return loadActions()
      .catch((error: unknown) => {
        console.error(error);
        if (mine === ended) failure.set(notLoaded);
        return null;
      })
      .then((loaded) => (loaded === null || mine !== ended ? null : work(actionsOf(loaded))))
      .finally(() => {
        waiting -= 1;
      });
  }

  function begin(from: EventSource): Begun {
    const action = host.act?.(from.event, from.component);
    const joinsEdit = from.event === 'change' && justEdited;
    return { action, how: { recording: history.record(`${from.component} ${from.event}`, joinsEdit) } };
  }

  async function run(handler: Handler, frame: Frame | null, event?: Json, from?: EventSource): Promise<HandlerEnd> {
    const begun = from === undefined ? undefined : begin(from);
    const end = await act((acting) => acting.run(handler, frame, event, begun));
    if (end !== null) return end;
    begun?.action?.end(true);
    return 'stopped';
  }

  function stop(): void {
    ended += 1;
    actions?.stop();
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
    views,
    get calls() {
      return waiting + (actions?.calls ?? 0);
    },
    storage,
    draw: show,
    take(blueprint, data) {
      initial = blueprint.data ?? {};
      document = null;
      components.clear();
      touched.clear();
      history.clear();
      show(blueprint, data);
    },
    start() {
      if (document === null) return;
      const opened = document;
      // What changes before the watchers are there is told to them all the same.
      const before = new Map(
        Object.keys(opened.ui.watch ?? {}).map((path): [string, Json] => [path, readPath(views.scope(null), path)]),
      );
      void act((acting) => acting.start(opened, before));
    },
    stop,
    run,
    async submit(id) {
      return (await act((acting) => acting.forms.submit(id))) ?? { valid: false, errors: {} };
    },
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
      actions?.suspend(now);
    },
    close() {
      stop();
      views.close();
      actions?.close();
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
