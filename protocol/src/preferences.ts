/** How the desktop can look: what the person chooses from, where it is kept, and what holds until something was chosen. */

export const schemes = ['system', 'light', 'dark'] as const;
export const accents = ['violet', 'blue', 'teal', 'green', 'orange', 'rose', 'graphite'] as const;
export const wallpapers = ['dunes', 'aurora', 'contours'] as const;
export const mostFavourites = 30;

export interface Preferences {
  readonly scheme: (typeof schemes)[number];
  readonly accent: (typeof accents)[number];
  readonly wallpaper: (typeof wallpapers)[number];
  /** Package ids in the order of the dock. */
  readonly favourites: readonly string[];
}

export const defaultPreferences: Preferences = {
  scheme: 'system',
  accent: 'violet',
  wallpaper: 'dunes',
  favourites: ['file-explorer', 'shell', 'calculator', 'notes'],
};

/** Key in the desktop's own key-value namespace. */
export const preferencesKey = 'desktop.preferences';
/** That namespace; who changes it from elsewhere needs `WRITE_FILE:/system/kv/<namespace>` and `OBSERVE`. */
export const desktopNamespace = 'AgentOS.desktop';

/** What is wrong or missing takes its default. */
export function readPreferences(value: unknown): Preferences {
  const fieldOf = (name: keyof Preferences): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  const favourites = fieldOf('favourites');
  return {
    scheme: oneOf(schemes, fieldOf('scheme'), defaultPreferences.scheme),
    accent: oneOf(accents, fieldOf('accent'), defaultPreferences.accent),
    wallpaper: oneOf(wallpapers, fieldOf('wallpaper'), defaultPreferences.wallpaper),
    favourites:
      Array.isArray(favourites) && favourites.every((id) => typeof id === 'string')
        ? favourites.slice(0, mostFavourites)
        : defaultPreferences.favourites,
  };
}

function oneOf<const Choice extends string>(choices: readonly Choice[], value: unknown, otherwise: Choice): Choice {
  return choices.find((choice) => choice === value) ?? otherwise;
}
