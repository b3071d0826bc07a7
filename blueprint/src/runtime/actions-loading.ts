/** What acts in apps (`actions.ts`), loaded once for all of them. A failure is not kept: the next wish tries again. */
import { cell } from './cell.ts';

type ActionsModule = typeof import('./actions.ts');

const loaded = cell<ActionsModule | undefined>(undefined);
let loading: Promise<ActionsModule> | undefined;

/** What acts, when it is here already. */
export function actionsNow(): ActionsModule | undefined {
  return loaded.get();
}

/** Calls back when it has come, if it is not here yet; gives what ends that. */
export function onActions(listener: () => void): () => void {
  return loaded.get() === undefined ? loaded.subscribe(listener) : () => {};
}

export function loadActions(): Promise<ActionsModule> {
  loading ??= import('./actions.ts').then(
    (module) => {
      loaded.set(module);
      return module;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
