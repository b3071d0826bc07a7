/** The entries of the folder that is shown: loaded by pages, reloaded quietly after a change. */
import type { AppContext } from '@os/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Entry } from './entries.ts';
import { listFolder } from './folders.ts';
import { baseName, HOME } from './names.ts';
import { describe } from './problems.ts';

export interface Listing {
  readonly path: string;
  readonly entries: readonly Entry[];
  readonly status: 'loading' | 'ready' | 'failed';
  /** How many there will be, while loading. */
  readonly total: number;
  readonly problem: string;
}

export function useListing(executor: AppContext['executor'], path: string): [Listing, () => Promise<void>] {
  const [listing, setListing] = useState<Listing>(() => empty(path));
  const running = useRef<AbortController | null>(null);

  const load = useCallback(
    async (quiet: boolean) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      if (!quiet) setListing(empty(path));
      try {
        const entries = await listFolder(executor, path, controller.signal, (partial, total) => {
          if (!quiet && !controller.signal.aborted) {
            setListing({ path, entries: partial, status: 'loading', total, problem: '' });
          }
        });
        if (controller.signal.aborted) return;
        setListing({ path, entries, status: 'ready', total: entries.length, problem: '' });
      } catch (error) {
        if (controller.signal.aborted) return;
        const label = path === HOME ? 'Home' : baseName(path) || 'Computer';
        setListing({ path, entries: [], status: 'failed', total: 0, problem: describe(error, `open “${label}”`) });
      }
    },
    [executor, path],
  );

  useEffect(() => {
    void load(false);
    return () => running.current?.abort();
  }, [load]);

  const reload = useCallback(() => load(true), [load]);
  // Between a change of the path and its effect, the entries of the former folder must not be shown under the new name.
  return [listing.path === path ? listing : empty(path), reload];
}

function empty(path: string): Listing {
  return { path, entries: [], status: 'loading', total: 0, problem: '' };
}
