/**
 * Settings of the desktop, each of which has an effect, and its themes. Every app may read them. To change them an app needs
 * the right to write the desktop's own values, which only apps of the system ask for.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const key = z.string().min(1).max(80).describe('such as general.theme; settings.list has them all');
const Setting = z.object({
  key: z.string(),
  category: z.string(),
  title: z.string(),
  value: z.json(),
  fallback: z.json(),
  /** What it can be; null: a list of ids of apps. */
  choices: z.array(z.string()).nullable(),
});
const Theme = z.object({ id: z.string(), name: z.string(), current: z.boolean() });
const themeId = z.enum(['system', 'light', 'dark']);
const done = z.object({ value: z.boolean() });
const changes = (): string[] => ['OBSERVE', 'WRITE_FILE:/system/kv/AgentOS.desktop'];

export const settingsTools = [
  declareTool('settings.list', {
    title: 'List settings',
    description: 'Every setting, or those of one category, with what it is and what it can be.',
    site: 'services',
    params: z.object({ category: z.string().max(80).optional() }),
    result: z.object({ value: z.array(Setting) }),
    example: { category: 'appearance' },
  }),
  declareTool('settings.categories', {
    title: 'Categories of settings',
    description: 'The categories that settings belong to.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.array(z.string()) }),
    example: {},
  }),
  declareTool('settings.get', {
    title: 'Read a setting',
    description: 'What a setting is now.',
    site: 'services',
    params: z.object({ key }),
    result: z.object({ value: z.json() }),
    example: { key: 'general.theme' },
  }),
  declareTool('settings.set', {
    title: 'Change a setting',
    description: 'Changes a setting; the desktop follows at once. A value that it cannot have is an error.',
    site: 'services',
    params: z.object({ key, value: z.json() }),
    result: done,
    capabilities: changes,
    example: { key: 'general.theme', value: 'dark' },
  }),
  declareTool('settings.reset', {
    title: 'Reset settings',
    description: 'Gives one setting, or all without a key, the value that it had at first.',
    site: 'services',
    params: z.object({ key: key.optional() }),
    result: done,
    capabilities: changes,
    example: { key: 'appearance.wallpaper' },
  }),
  declareTool('settings.export', {
    title: 'Export settings',
    description: 'All settings as one record, for settings.import.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.record(z.string(), z.json()) }),
    example: {},
  }),
  declareTool('settings.import', {
    title: 'Import settings',
    description: 'Changes several settings at once: all of them, or none when one is wrong. Gives how many.',
    site: 'services',
    params: z.object({ settings: z.record(z.string().max(80), z.json()) }),
    result: z.object({ value: z.number() }),
    capabilities: changes,
    example: { settings: { 'general.theme': 'light', 'appearance.accent_color': 'teal' } },
  }),
] as const;

export const themeTools = [
  declareTool('theme.list', {
    title: 'List themes',
    description: 'The themes of the desktop, and which is chosen.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.array(Theme) }),
    example: {},
  }),
  declareTool('theme.get', {
    title: 'Describe a theme',
    description: 'One theme by its id.',
    site: 'services',
    params: z.object({ id: themeId }),
    result: z.object({ value: Theme }),
    example: { id: 'dark' },
  }),
  declareTool('theme.current', {
    title: 'The chosen theme',
    description: 'The id of the theme that is chosen, with the accent colour and the wallpaper.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: themeId, accent_color: z.string(), wallpaper: z.string() }),
    example: {},
  }),
  declareTool('theme.set', {
    title: 'Choose a theme',
    description: 'Chooses a theme; the desktop follows at once.',
    site: 'services',
    params: z.object({ id: themeId }),
    result: done,
    capabilities: changes,
    example: { id: 'dark' },
  }),
] as const;
