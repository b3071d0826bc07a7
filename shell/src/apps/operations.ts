/**
 * Operations of generated documents on their way to windows. A window may open after the first operations have come:
 * they are kept until the document is complete, so that a late listener gets them all, in order.
 */
import type { StreamClient } from '../services/stream-client.ts';

/** More than any document has; a stream that never completes must not fill the memory. */
const mostKept = 20_000;

export interface Operations {
  /** Calls `listener` for every operation of an app: those already here first. */
  listen(appId: string, listener: (op: unknown) => void): () => void;
  forget(appId: string): void;
}

export function createOperations(stream: StreamClient): Operations {
  const kept = new Map<string, unknown[]>();
  const listeners = new Map<string, Set<(op: unknown) => void>>();

  stream.on('ui_start', ({ app_id }) => kept.set(app_id, []));
  stream.on('ui_op', ({ app_id, op }) => {
    const operations = kept.get(app_id) ?? [];
    kept.set(app_id, operations);
    if (operations.length < mostKept) operations.push(op);
    for (const listener of listeners.get(app_id) ?? []) listener(op);
  });
  stream.on('ui_complete', ({ app_id }) => kept.delete(app_id));

  return {
    listen(appId, listener) {
      const set = listeners.get(appId) ?? new Set();
      listeners.set(appId, set);
      set.add(listener);
      for (const op of kept.get(appId) ?? []) listener(op);
      return () => set.delete(listener);
    },
    forget(appId) {
      kept.delete(appId);
      listeners.delete(appId);
    },
  };
}
