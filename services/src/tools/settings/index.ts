/** `settings.*` and `theme.*`: one table of settings, each with its effect on the desktop. */
import type { Json } from '@agentos/protocol';
import {
  accents,
  defaultPreferences,
  mostFavourites,
  type Preferences,
  schemes,
  wallpapers,
} from '@agentos/protocol/preferences';
import type { ToolHandlers } from '@agentos/tools';
import type { settingsTools, themeTools } from '@agentos/tools/families/settings';
import { z } from 'zod';
import { Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { storePreferences } from './preferences.ts';

type SettingTool = (typeof settingsTools)[number]['id'] | (typeof themeTools)[number]['id'];

interface Setting {
  readonly key: string;
  readonly title: string;
  readonly field: keyof Preferences;
  readonly choices: readonly string[] | null;
  /** The change that a value means. @throws ZodError when it cannot have that value */
  change(value: Json): Partial<Preferences>;
}

const settings: readonly Setting[] = [
  {
    key: 'general.theme',
    title: 'Light, dark, or as the computer is set',
    field: 'scheme',
    choices: schemes,
    change: (value) => ({ scheme: z.enum(schemes).parse(value) }),
  },
  {
    key: 'appearance.accent_color',
    title: 'Colour of what is chosen',
    field: 'accent',
    choices: accents,
    change: (value) => ({ accent: z.enum(accents).parse(value) }),
  },
  {
    key: 'appearance.wallpaper',
    title: 'Picture behind the windows',
    field: 'wallpaper',
    choices: wallpapers,
    change: (value) => ({ wallpaper: z.enum(wallpapers).parse(value) }),
  },
  {
    key: 'dock.favourites',
    title: 'Apps that stay in the dock',
    field: 'favourites',
    choices: null,
    change: (value) => ({ favourites: z.array(z.string().min(1).max(80)).max(mostFavourites).parse(value) }),
  },
];

const themeNames = { system: 'As the computer is set', light: 'Light', dark: 'Dark' } as const;

export const settingsHandlers: Pick<ToolHandlers<'services', ToolContext>, SettingTool> = {
  async 'settings.list'({ category }, { preferences }) {
    const now = await preferences();
    const wanted = settings.filter((each) => category === undefined || categoryOf(each) === category);
    return {
      value: wanted.map((each) => ({
        key: each.key,
        category: categoryOf(each),
        title: each.title,
        value: valueIn(now, each),
        fallback: valueIn(defaultPreferences, each),
        choices: each.choices === null ? null : [...each.choices],
      })),
    };
  },
  'settings.categories': () => ({ value: [...new Set(settings.map(categoryOf))] }),
  'settings.get': async ({ key }, { preferences }) => ({ value: valueIn(await preferences(), settingOf(key)) }),
  async 'settings.set'({ key, value }, context) {
    await change(context, [[key, value]]);
    return { value: true };
  },
  async 'settings.reset'({ key }, context) {
    const reset = key === undefined ? settings : [settingOf(key)];
    await change(
      context,
      reset.map((each) => [each.key, valueIn(defaultPreferences, each)]),
    );
    return { value: true };
  },
  async 'settings.export'(_params, { preferences }) {
    const now = await preferences();
    return { value: Object.fromEntries(settings.map((each) => [each.key, valueIn(now, each)])) };
  },
  async 'settings.import'(params, context) {
    const entries = Object.entries(params.settings);
    if (entries.length > 0) await change(context, entries);
    return { value: entries.length };
  },

  'theme.list': async (_params, { preferences }) => ({ value: themesOf(await preferences()) }),
  async 'theme.get'({ id }, { preferences }) {
    return { value: { id, name: themeNames[id], current: (await preferences()).scheme === id } };
  },
  async 'theme.current'(_params, { preferences }) {
    const { scheme, accent, wallpaper } = await preferences();
    return { value: scheme, accent_color: accent, wallpaper };
  },
  async 'theme.set'({ id }, context) {
    await change(context, [['general.theme', id]]);
    return { value: true };
  },
};

/** Changes all of the settings, or none when one cannot have its value. */
async function change(context: ToolContext, entries: readonly (readonly [string, Json])[]): Promise<void> {
  let next = await context.preferences();
  for (const [key, value] of entries) next = { ...next, ...changeOf(settingOf(key), value) };
  await storePreferences(context, next);
}

function changeOf(setting: Setting, value: Json): Partial<Preferences> {
  try {
    return setting.change(value);
  } catch {
    const can = setting.choices === null ? `a list of at most ${mostFavourites} ids` : setting.choices.join(', ');
    throw new Problem('EINVAL', `${setting.key} can be: ${can}`, { detail: setting.key });
  }
}

function settingOf(key: string): Setting {
  const found = settings.find((each) => each.key === key);
  if (found === undefined) throw new Problem('ENOENT', `there is no setting "${key}"; settings.list has them all`);
  return found;
}

const categoryOf = ({ key }: Setting): string => key.slice(0, key.indexOf('.'));

function valueIn(preferences: Preferences, { field }: Setting): Json {
  const value = preferences[field];
  return typeof value === 'string' ? value : [...value];
}

const themesOf = ({ scheme }: Preferences) =>
  schemes.map((id) => ({ id, name: themeNames[id], current: scheme === id }));
