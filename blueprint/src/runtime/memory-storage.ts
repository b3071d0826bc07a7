/** The tools of `storage` over values in memory: for tests, and for values that belong to one window alone. */
import type { ToolOutcome } from '@agentos/tools';
import { isJson, type Json } from '../index.ts';

/** What a tool of `storage` does with these values; undefined for any other tool. */
export function storageIn(
  values: Map<string, Json>,
  tool: string,
  params: Record<string, unknown>,
): ToolOutcome | undefined {
  const key = String(params.key ?? '');
  switch (tool) {
    case 'storage.get':
      return { ok: true, data: { value: values.get(key) ?? null } };
    case 'storage.set': {
      const value: unknown = structuredClone(params.value ?? null);
      if (!isJson(value)) return { ok: false, error: { code: 'EINVAL', message: 'this cannot be stored' } };
      values.set(key, value);
      return { ok: true, data: { key } };
    }
    case 'storage.remove':
      return { ok: true, data: { removed: values.delete(key) } };
    case 'storage.list': {
      const prefix = String(params.prefix ?? '');
      return { ok: true, data: { keys: [...values.keys()].filter((name) => name.startsWith(prefix)).sort() } };
    }
    case 'storage.clear': {
      const removed = values.size;
      values.clear();
      return { ok: true, data: { removed } };
    }
    default:
      return undefined;
  }
}

/** Characters of all values of one window, as JSON. */
export const largestWindowStorage = 100_000;

/** The values of one window. They go with the state of its instance: back after a reload, gone with the window. */
export interface WindowStorage {
  execute(tool: string, params: Record<string, unknown>): ToolOutcome | undefined;
  /** Everything, as it is kept; undefined when there is nothing. */
  kept(): Record<string, Json> | undefined;
  /** Takes what was kept earlier. */
  restore(kept: Json | undefined): void;
}

/** @param changed called after something was stored or removed */
export function windowStorage(changed: () => void): WindowStorage {
  let values = new Map<string, Json>();
  return {
    execute(tool, params) {
      const before = new Map(values);
      const outcome = storageIn(values, tool, params);
      if (tool === 'storage.set' && JSON.stringify([...values]).length > largestWindowStorage) {
        values = before;
        const message = `a window keeps at most ${largestWindowStorage} characters; larger values belong to the whole app`;
        return { ok: false, error: { code: 'ENOSPC', message } };
      }
      if (tool !== 'storage.get' && tool !== 'storage.list') changed();
      return outcome;
    },
    kept: () => (values.size === 0 ? undefined : Object.fromEntries(values)),
    restore(kept) {
      values = new Map(typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? Object.entries(kept) : []);
    },
  };
}
