/**
 * The data that outlives the window: the `persist` paths of an app, in its key-value store, by app and not by instance.
 *
 * Rule: what was not read is not overwritten, and what another instance changed meanwhile is not undone: only paths
 * that changed here are written over what is stored. What a newer version of the app stored is neither read nor
 * overwritten; what an older one stored is migrated, and written in its new form with the first change.
 */

import type { ToolFailure } from '@agentos/tools';
import {
  DataPathError,
  getPath,
  isJson,
  isObject,
  type Json,
  type JsonObject,
  jsonEqual,
  type Migration,
  setPath,
} from '../index.ts';
import { storedDataKey } from '../stored-data.ts';
import type { DataStore } from './data-store.ts';
import type { RuntimeHost } from './host.ts';
import { migrateStored, newerData, versionName } from './migrate.ts';

/** Time from a change to its being stored, when changes follow each other; one after a pause is stored at once. */
export const settleMs = 250;
/** Longest time that a change waits while others keep coming. */
const longestMs = 2_000;
/** The steps of one handler are stored together. */
const mergeMs = 20;
const retryMs = 2_000;

export interface Persistence {
  /** Stores what is pending now; resolves when it is stored or has failed. */
  flush(): Promise<void>;
  /** What was changed here and is not stored, by its path: a write failed. Nothing when it may not be stored any more. */
  unsaved(): JsonObject;
  close(): Promise<void>;
}

export interface PersistenceOptions {
  readonly host: Pick<RuntimeHost, 'execute' | 'onDataChanged'>;
  readonly packageId: string;
  readonly paths: readonly string[];
  /** Version of the data that the app knows; 1 unless told. */
  readonly version?: number | undefined;
  readonly migrations?: readonly Migration[] | undefined;
  report(failure: ToolFailure | null): void;
}

type Loaded = { ok: true; stored: JsonObject } | { ok: false; error: ToolFailure };

/** Reads what is stored, in the form of the version that the app knows. Changes nothing that is stored. */
export async function loadStored(options: Omit<PersistenceOptions, 'report'>): Promise<Loaded> {
  if (options.paths.length === 0) return { ok: true, stored: {} };
  const outcome = await options.host.execute('storage.get', { key: storedDataKey(options.packageId) });
  if (!outcome.ok) return outcome.error.code === 'ENOENT' ? { ok: true, stored: {} } : outcome;
  const { data } = outcome;
  const value = isJson(data) && isObject(data) ? data.value : undefined;
  if (value !== null && !isObject(value)) {
    return { ok: false, error: { code: 'EIO', message: 'what is stored has an unknown form' } };
  }
  return value === null ? { ok: true, stored: {} } : migrateStored(value, options);
}

/** The data with what is stored at some paths in its place. */
export function withValues(data: JsonObject, stored: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce((result, path) => {
    const value = stored[path];
    return value === undefined ? result : placed(result, path, value);
  }, data);
}

/** What is stored has precedence over a state that leaves no room for it, such as a text where a record was. */
function placed(data: JsonObject, path: string, value: Json): JsonObject {
  try {
    return asObject(setPath(data, path, value), data);
  } catch (error) {
    if (!(error instanceof DataPathError)) throw error;
    const [root = path] = path.split('.');
    return asObject(setPath({ ...data, [root]: null }, path, value), data);
  }
}

function asObject(value: Json, otherwise: JsonObject): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : otherwise;
}

/** Follows the store from now on. `stored` is what `loadStored` gave. */
export function keepStored(store: DataStore, stored: JsonObject, options: PersistenceOptions): Persistence {
  const { host, packageId, paths, version = 1 } = options;
  const roots = new Set(paths.map((path) => path.split('.')[0] ?? path));
  /** What is stored, as far as we know. */
  let known: JsonObject = stored;
  /** The data as it was last in step with the store: what differs from it was changed here. */
  let inStep: JsonObject = store.data;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;
  let waitingSince = 0;
  let lastWrite = Number.NEGATIVE_INFINITY;
  let closed = false;
  /** Another instance, of a newer version, has stored its data: nothing is written any more. */
  let overtaken = false;

  const changedPaths = (): string[] =>
    paths.filter((path) => {
      const [now, before] = [getPath(store.data, path), getPath(inStep, path)];
      return now !== before && !jsonEqual(now, before);
    });

  function schedule(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  async function write(): Promise<void> {
    if (overtaken || changedPaths().length === 0) return;
    lastWrite = performance.now();
    // All paths are one value: what another instance stored beside ours meanwhile stays as it is, and so does the whole
    // when a newer version has stored it. What cannot be read now is not written over.
    const latest = await loadStored(options);
    if (!latest.ok) {
      if (!stopsWriting(latest.error)) failed(latest.error);
      return;
    }
    known = latest.stored;
    const changed = changedPaths();
    const sent = store.data;
    const next: JsonObject = version === 1 ? { ...known } : { ...known, [versionName]: version };
    for (const path of changed) next[path] = getPath(sent, path);
    const outcome = await host.execute('storage.set', { key: storedDataKey(packageId), value: next });
    if (outcome.ok) {
      known = next;
      inStep = withValues(inStep, next, changed);
      options.report(null);
    } else {
      failed(outcome.error);
    }
  }

  function failed(error: ToolFailure): void {
    options.report(error);
    if (!closed) schedule(retryMs);
  }

  function stopsWriting(error: ToolFailure): boolean {
    if (error.code !== newerData) return false;
    overtaken = true;
    options.report(error);
    return true;
  }

  /** One write at a time; a change during it is written by the next. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (writing !== undefined) {
      await writing;
      if (changedPaths().length === 0 || timer !== undefined) return;
    }
    writing = write().finally(() => {
      writing = undefined;
    });
    await writing;
  }

  async function takeOver(): Promise<void> {
    const loaded = await loadStored(options);
    if (closed) return;
    if (!loaded.ok) {
      stopsWriting(loaded.error);
      return;
    }
    const mine = new Set(changedPaths());
    known = loaded.stored;
    const differing = paths.filter((path) => {
      const value = known[path];
      return !mine.has(path) && value !== undefined && !jsonEqual(getPath(store.data, path), value);
    });
    inStep = withValues(inStep, known, differing);
    if (differing.length > 0) store.set(withValues(store.data, known, differing));
  }

  const stopWatching = store.onChange((names) => {
    if (![...names].some((name) => roots.has(name)) || changedPaths().length === 0) return;
    // A tick or a click is stored before the window can be gone; what is typed, when the typing pauses.
    const now = performance.now();
    if (timer === undefined) {
      waitingSince = now;
      schedule(writing === undefined && now - lastWrite > settleMs ? 0 : settleMs);
    } else if (now - waitingSince > mergeMs) schedule(Math.min(settleMs, Math.max(0, waitingSince + longestMs - now)));
  });
  const stopListening = paths.length === 0 ? () => {} : host.onDataChanged(() => void takeOver());

  return {
    flush,
    unsaved: () =>
      overtaken
        ? {}
        : Object.fromEntries(changedPaths().map((path): [string, Json] => [path, getPath(store.data, path)])),
    async close() {
      closed = true;
      stopWatching();
      stopListening();
      await flush();
    },
  };
}
