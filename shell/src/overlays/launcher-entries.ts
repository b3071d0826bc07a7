/** What the launcher offers for a text: windows, apps, commands, and the making of an app. Pure. */
import type { PackageMetadata } from '@agentos/protocol';
import { rank } from '../commands/fuzzy.ts';
import { type Command, titleOf } from '../commands/registry.ts';
import type { WindowId } from '../windows/window.ts';

export type LauncherEntry =
  | { readonly kind: 'app'; readonly id: string; readonly title: string; readonly app: PackageMetadata }
  | {
      readonly kind: 'window';
      readonly id: string;
      readonly title: string;
      readonly window: WindowId;
      readonly packageId: string;
      readonly icon: string;
    }
  | { readonly kind: 'command'; readonly id: string; readonly title: string; readonly command: Command }
  | { readonly kind: 'make'; readonly id: string; readonly title: string; readonly request: string };

export interface LauncherGroup {
  readonly title: string;
  readonly entries: readonly LauncherEntry[];
}

export interface LauncherSources {
  readonly packages: readonly PackageMetadata[];
  /** Most recently used first. */
  readonly windows: readonly { id: WindowId; title: string; packageId: string; icon: string }[];
  /** Those that can run now. */
  readonly commands: readonly Command[];
}

const mostOfAKind = 8;
/** A text that begins like this asks for something to be made. */
const asks = /^(make|create|build|generate|design|write|an?\s|i (want|need)|app (for|to)|new app)\b/i;

export function launcherGroups(text: string, sources: LauncherSources): LauncherGroup[] {
  const query = text.trim();
  const windows = sources.windows.map((win): LauncherEntry & { score: number } => ({
    kind: 'window',
    id: `window:${win.id}`,
    title: win.title,
    window: win.id,
    packageId: win.packageId,
    icon: win.icon,
    score: 0,
  }));
  if (query === '') {
    return filled([
      { title: 'Apps', entries: sources.packages.map(appEntry) },
      { title: 'Open windows', entries: windows.slice(0, 5) },
    ]);
  }
  const apps = rank(query, sources.packages, (app) => app.name, wordsOf).slice(0, mostOfAKind);
  const open = rank(query, windows, (win) => win.title).slice(0, 4);
  const commands = rank(query, sources.commands, titleOf, (command) => `${command.group} ${command.words ?? ''}`).slice(
    0,
    mostOfAKind,
  );
  const make: LauncherGroup = {
    title: 'Make',
    entries: [{ kind: 'make', id: 'make', title: requestOf(query), request: requestOf(query) }],
  };
  const found = [
    { title: 'Apps', entries: apps.map(({ entry }) => appEntry(entry)), best: apps[0]?.score ?? 0 },
    { title: 'Open windows', entries: open.map(({ entry }) => entry), best: (open[0]?.score ?? 0) * 0.98 },
    {
      title: 'Commands',
      entries: commands.map(({ entry }) => commandEntry(entry)),
      best: (commands[0]?.score ?? 0) * 0.96,
    },
  ].sort((a, b) => b.best - a.best);
  const asked = asks.test(query) && (found[0]?.best ?? 0) < 6;
  return filled(asked ? [make, ...found] : [...found, make]);
}

/** The text without "make an app", which the panel knows already. */
export function requestOf(text: string): string {
  const rest = text
    .trim()
    .replace(
      /^(please\s+)?(make|create|build|generate)(\s+me)?(\s+an?\s+(app|application)\b)?(\s+(for|to|with|that))?[\s:]*/i,
      '',
    );
  return rest === '' ? text.trim() : rest;
}

function filled(groups: readonly LauncherGroup[]): LauncherGroup[] {
  return groups.filter((group) => group.entries.length > 0).map(({ title, entries }) => ({ title, entries }));
}

function appEntry(app: PackageMetadata): LauncherEntry {
  return { kind: 'app', id: `app:${app.id}`, title: app.name, app };
}

function commandEntry(command: Command): LauncherEntry {
  return { kind: 'command', id: `command:${command.id}`, title: titleOf(command), command };
}

function wordsOf(app: PackageMetadata): string {
  return `${app.category} ${app.tags.join(' ')} ${app.description}`;
}
