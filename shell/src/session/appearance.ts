/**
 * How the desktop looks: light or dark, accent, wallpaper, and which apps stay in the dock. Kept in the services; a
 * copy in the browser paints the first frame right.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../services/api.ts';
import { isRecord } from '../services/http.ts';

export const schemes = ['system', 'light', 'dark'] as const;
export const accents = ['violet', 'blue', 'teal', 'green', 'orange', 'rose', 'graphite'] as const;
export const wallpapers = ['dunes', 'aurora', 'contours'] as const;

export interface Preferences {
  readonly scheme: (typeof schemes)[number];
  readonly accent: (typeof accents)[number];
  readonly wallpaper: (typeof wallpapers)[number];
  /** Package ids in the order of the dock. */
  readonly favourites: readonly string[];
}

const defaults: Preferences = {
  scheme: 'system',
  accent: 'violet',
  wallpaper: 'dunes',
  favourites: ['file-explorer', 'shell', 'calculator', 'notes'],
};

export interface Appearance {
  readonly store: StoreApi<Preferences>;
  readonly theme: 'light' | 'dark';
  onTheme(listener: (theme: 'light' | 'dark') => void): () => void;
  change(changes: Partial<Preferences>): void;
  /** Takes over what the services keep. */
  load(api: Api): Promise<void>;
  close(): void;
}

const storedAs = 'desktop.preferences';
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

/** What is wrong or missing takes its default. */
export function readPreferences(value: unknown): Preferences {
  if (!isRecord(value)) return defaults;
  const favourites = value.favourites;
  return {
    scheme: oneOf(schemes, value.scheme, defaults.scheme),
    accent: oneOf(accents, value.accent, defaults.accent),
    wallpaper: oneOf(wallpapers, value.wallpaper, defaults.wallpaper),
    favourites:
      Array.isArray(favourites) && favourites.every((id) => typeof id === 'string')
        ? favourites.slice(0, 30)
        : defaults.favourites,
  };
}

function oneOf<const Choice extends string>(choices: readonly Choice[], value: unknown, otherwise: Choice): Choice {
  return choices.find((choice) => choice === value) ?? otherwise;
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
