/** Watches of files and folders. */
import { duplicateRight, manageRight, readRight, transferRight } from '../descriptors/kernel-object.ts';
import type { Namespace } from '../vfs/namespace.ts';
import { Watch } from '../watch/watch.ts';
import type { Watches } from '../watch/watches.ts';
import { long, lookupIn, quick } from './lookup.ts';
import type { SyscallRows } from './row.ts';

export function watchSyscalls(namespace: Namespace, watches: Watches): SyscallRows<'watch' | 'unwatch'> {
  const { at } = lookupIn(namespace);
  return {
    watch: {
      ...long,
      async handler({ path, recursive, coalesceMs }, call) {
        const { process, signal } = call;
        const watch = await at(call, path, true, ['LIST_DIRECTORY'], (place) =>
          watches.open(process, place, { recursive, coalesceMs, signal }),
        );
        try {
          // A process that ended meanwhile has closed its handles already.
          signal.throwIfAborted();
          return { watch: process.handles.add(watch, readRight | manageRight | duplicateRight | transferRight) };
        } catch (error) {
          watch.release();
          throw error;
        }
      },
    },
    unwatch: {
      ...quick,
      handler({ watch }, { process: { handles } }) {
        handles.get(watch, Watch);
        handles.close(watch);
        return {};
      },
    },
  };
}
