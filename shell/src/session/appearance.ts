/**
 * How the desktop looks: light or dark, accent, wallpaper, and which apps stay in the dock. Kept in the services; a
 * copy in the browser paints the first frame right.
 */
import { type Preferences, preferencesKey, readPreferences } from '@agentos/protocol/preferences';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../services/api.ts';
import { isRecord } from '../services/http.ts';

export { accents, type Preferences, readPreferences, schemes, wallpapers } from '@agentos/protocol/preferences';

export interface Appearance {
  readonly store: StoreApi<Preferences>;
  readonly theme: 'light' | 'dark';
  onTheme(listener: (theme: 'light' | 'dark') => void): () => void;
  change(changes: Partial<Preferences>): void;
  /** Takes over what the services keep. */
  load(api: Api): Promise<void>;
  close(): void;
}

const storedAs = preferencesKey;
const saveAfterMs = 400;

export function createAppearance(root: HTMLElement): Appearance {
  const store = createStore<Preferences>(() => readPreferences(readLocal()));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const listeners = new Set<(theme: 'light' | 'dark') => void>();
  let theme = resolve();
  let api: Api | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function resolve(): 'light' | 'dark' {
    const { scheme } = store.getState();
    if (scheme !== 'system') return scheme;
    return dark.matches ? 'dark' : 'light';
  }

  function apply(): void {
    const { accent } = store.getState();
    root.dataset.accent = accent;
    const next = resolve();
    root.dataset.theme = next;
    if (next === theme) return;
    theme = next;
    for (const listener of listeners) listener(next);
  }

  function save(): void {
    const preferences = store.getState();
    writeLocal(preferences);
    clearTimeout(timer);
    timer = setTimeout(() => {
      void api?.execute('storage.set', { key: storedAs, value: { ...preferences } });
    }, saveAfterMs);
  }

  apply();
  dark.addEventListener('change', apply);
  return {
    store,
    get theme() {
      return theme;
    },
    onTheme(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(changes) {
      store.setState(changes);
      apply();
      save();
    },
    async load(from) {
      api = from;
      const answered = await from.execute('storage.get', { key: storedAs });
      if (!answered.ok || !answered.data.success) return;
      const { data } = answered.data;
      if (!isRecord(data) || data.value === null) return;
      store.setState(readPreferences(data.value));
      apply();
      writeLocal(store.getState());
    },
    close() {
      clearTimeout(timer);
      dark.removeEventListener('change', apply);
    },
  };
}

function readLocal(): unknown {
  try {
    return JSON.parse(localStorage.getItem(storedAs) ?? 'null');
  } catch {
    // Storage may be off: the defaults paint the first frame.
    return null;
  }
}

function writeLocal(preferences: Preferences): void {
  try {
    localStorage.setItem(storedAs, JSON.stringify(preferences));
  } catch {
    // The services keep them anyway.
  }
}
