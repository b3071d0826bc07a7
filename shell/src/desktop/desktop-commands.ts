/**
 * Everything that the desktop can do, as commands. Keys are those of a browser tab unless a profile says otherwise;
 * they are chosen so that neither the browser nor text fields need them.
 */
import type { WindowMode } from '@agentos/protocol';
import type { Catalog } from '../apps/catalog.ts';
import type { Lifecycle } from '../apps/lifecycle.ts';
import type { Command, KeyBinding } from '../commands/registry.ts';
import type { Announcer } from '../overlays/announcer.ts';
import type { DialogName, Overlays } from '../overlays/overlays.ts';
import type { Toasts } from '../overlays/toasts.ts';
import type { Api } from '../services/api.ts';
import { type Appearance, accents, schemes, wallpapers } from '../session/appearance.ts';
import type { Frames } from '../windows/frames.ts';
import { centerIn } from '../windows/geometry.ts';
import { startKeyboardGesture } from '../windows/keyboard-gesture.ts';
import { type Direction, modeOfZone, snapZones, stepMode, zoneOfMode, zoneTitles } from '../windows/snap.ts';
import type { Win, WindowId } from '../windows/window.ts';
import type { Windows } from '../windows/window-store.ts';
import { cycleRegion } from './regions.ts';

export interface DesktopCommandParts {
  readonly root: HTMLElement;
  readonly api: Api;
  readonly windows: Windows;
  readonly frames: Frames;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly overlays: Overlays;
  readonly toasts: Toasts;
  readonly announcer: Announcer;
  readonly appearance: Appearance;
  onSignedOut(): void;
}

/** A terminal lets these through: none of them is a key that programs in it use. */
const everywhere = (chord: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
  chord,
  inTerminal: true,
  ...more,
});

export function desktopCommands(parts: DesktopCommandParts): Command[] {
  return [
    ...systemCommands(parts),
    ...windowCommands(parts),
    ...tileCommands(parts),
    ...switchCommands(parts),
    ...sessionCommands(parts),
    ...appearanceCommands(parts),
  ];
}

function systemCommands({
  root,
  api,
  overlays,
  frames,
  windows,
  announcer,
  onSignedOut,
}: DesktopCommandParts): Command[] {
  const show = (name: DialogName) => () => overlays.setState({ front: { kind: 'dialog', name } });
  const cycle = (step: 1 | -1) => () => {
    const { focused } = windows.store.getState();
    const region = cycleRegion(step, focused === null ? undefined : frames.element(focused));
    if (region !== undefined) announcer.say(region);
  };
  return [
    {
      id: 'launcher.open',
      title: 'Open the launcher',
      group: 'System',
      keys: [{ chord: 'Mod+K' }, everywhere('Ctrl+Shift+K'), everywhere('Ctrl+Alt+Space', { hidden: true })],
      internal: true,
      run() {
        const { front } = overlays.getState();
        overlays.setState({ front: front?.kind === 'launcher' ? null : { kind: 'launcher' } });
      },
    },
    { id: 'system.about', title: 'About AgentOS', group: 'System', words: 'version', run: show('about') },
    {
      id: 'system.health',
      title: 'Show system health',
      group: 'System',
      words: 'status layers kernel services sandbox',
      run: show('health'),
    },
    {
      id: 'help.shortcuts',
      title: 'Show keyboard shortcuts',
      group: 'System',
      words: 'keys help',
      keys: [everywhere('Ctrl+Alt+Slash'), everywhere('Mod+Slash', { hidden: true, inTerminal: false })],
      run: show('shortcuts'),
    },
    {
      id: 'system.fullscreen',
      title: () => (document.fullscreenElement === null ? 'Use the whole screen' : 'Leave the whole screen'),
      group: 'System',
      words: 'fullscreen browser',
      async run() {
        if (document.fullscreenElement === null) await root.requestFullscreen();
        else await document.exitFullscreen();
      },
    },
    {
      id: 'region.next',
      title: 'Go to the next region',
      group: 'System',
      keys: [everywhere('F6')],
      internal: true,
      run: cycle(1),
    },
    {
      id: 'region.previous',
      title: 'Go to the previous region',
      group: 'System',
      keys: [everywhere('Shift+F6')],
      internal: true,
      run: cycle(-1),
    },
    {
      id: 'system.signOut',
      title: 'Sign out',
      group: 'System',
      words: 'log out leave',
      async run() {
        await api.signOut();
        onSignedOut();
      },
    },
  ];
}

function windowCommands(parts: DesktopCommandParts): Command[] {
  const { windows, lifecycle, frames, overlays, announcer, root, catalog } = parts;
  const active = (): Win | undefined => {
    const { focused } = windows.store.getState();
    return focused === null ? undefined : windows.get(focused);
  };
  const has = (): boolean => active() !== undefined;
  const isFree = (): boolean => active()?.mode.kind === 'normal';
  const withActive = (act: (win: Win) => void) => () => {
    const win = active();
    if (win !== undefined) act(win);
  };
  const byKeys = (what: 'move' | 'size') =>
    withActive((win) => {
      if (win.mode.kind !== 'normal') windows.setMode(win.id, { kind: 'normal' });
      startKeyboardGesture(
        {
          root,
          windows,
          frames,
          announce: (text) => announcer.say(text),
          hint: (hint) => overlays.setState({ hint }),
        },
        win.id,
        what,
      );
    });
  const ofSameApp = (win: Win): WindowId[] =>
    windows.recent().filter((id) => windows.get(id)?.packageId === win.packageId);
  const setMode = (mode: WindowMode) => withActive((win) => windows.setMode(win.id, mode));
  const maximized = (): boolean => active()?.mode.kind === 'maximized';

  return [
    {
      id: 'window.close',
      title: 'Close window',
      short: 'Close',
      group: 'Window',
      when: has,
      keys: [everywhere('Alt+W', { profiles: ['tab'] }), everywhere('Mod+W', { profiles: ['locked', 'electron'] })],
      run: withActive((win) => lifecycle.close(win.id)),
    },
    {
      id: 'window.minimize',
      title: 'Minimize window',
      short: 'Minimize',
      group: 'Window',
      when: has,
      keys: [everywhere('Alt+M')],
      run: withActive((win) => windows.minimize(win.id)),
    },
    {
      id: 'window.maximize',
      title: () => (maximized() ? 'Restore window' : 'Maximize window'),
      short: () => (maximized() ? 'Restore' : 'Maximize'),
      group: 'Window',
      when: has,
      words: 'zoom restore',
      keys: [everywhere('Alt+F10'), everywhere('Ctrl+Alt+Enter', { hidden: true })],
      run: withActive((win) => windows.toggleMaximized(win.id)),
    },
    {
      id: 'window.fullscreen',
      title: () => (active()?.mode.kind === 'full' ? 'Leave full screen' : 'Full-screen window'),
      short: () => (active()?.mode.kind === 'full' ? 'Leave full screen' : 'Full screen'),
      group: 'Window',
      when: has,
      keys: [everywhere('Ctrl+Alt+F')],
      run: withActive((win) => windows.setMode(win.id, { kind: win.mode.kind === 'full' ? 'normal' : 'full' })),
    },
    {
      id: 'window.restore',
      title: 'Restore size and place of window',
      short: 'Restore size and place',
      group: 'Window',
      when: () => has() && !isFree(),
      run: setMode({ kind: 'normal' }),
    },
    {
      id: 'window.center',
      title: 'Center window',
      short: 'Center',
      group: 'Window',
      when: has,
      run: withActive((win) => {
        const place = windows.place(win.id);
        if (place !== undefined) windows.commitRect(win.id, centerIn(win.rect, windows.store.getState().screen.work));
      }),
    },
    {
      id: 'window.move',
      title: 'Move window with the keys',
      short: 'Move with the keys',
      group: 'Window',
      when: has,
      keys: [everywhere('Alt+F7')],
      run: byKeys('move'),
    },
    {
      id: 'window.size',
      title: 'Resize window with the keys',
      short: 'Resize with the keys',
      group: 'Window',
      when: has,
      keys: [everywhere('Alt+F8')],
      run: byKeys('size'),
    },
    {
      id: 'window.menu',
      title: 'Open the window menu',
      group: 'Window',
      when: has,
      keys: [everywhere('Alt+Space')],
      internal: true,
      run: withActive((win) => {
        frames.element(win.id)?.querySelector<HTMLElement>('[data-window-menu]')?.click();
      }),
    },
    {
      id: 'app.newWindow',
      title: 'New window of this app',
      short: 'New window',
      group: 'Window',
      when: () => {
        const win = active();
        const known = catalog.getState().packages.find((each) => each.id === win?.packageId);
        return known !== undefined && !known.single_instance;
      },
      async run() {
        const win = active();
        if (win !== undefined) await lifecycle.launch(win.packageId);
      },
    },
    {
      id: 'app.quit',
      title: () => {
        const win = active();
        const name = catalog.getState().packages.find((each) => each.id === win?.packageId)?.name ?? win?.title;
        return name === undefined ? 'Quit app' : `Quit ${name}`;
      },
      group: 'Window',
      words: 'close all windows of app',
      when: has,
      run: withActive((win) => {
        for (const id of ofSameApp(win)) lifecycle.close(id);
      }),
    },
  ];
}

function tileCommands({ windows, announcer }: DesktopCommandParts): Command[] {
  const active = (): Win | undefined => {
    const { focused } = windows.store.getState();
    return focused === null ? undefined : windows.get(focused);
  };
  const arrows: readonly [Direction, string, string][] = [
    ['left', 'ArrowLeft', 'Tile to the left'],
    ['right', 'ArrowRight', 'Tile to the right'],
    ['up', 'ArrowUp', 'Tile upwards or maximize'],
    ['down', 'ArrowDown', 'Tile downwards or restore'],
  ];
  const steps = arrows.map(
    ([direction, key, title]): Command => ({
      id: `window.step.${direction}`,
      title,
      group: 'Tiling',
      internal: true,
      when: () => active() !== undefined,
      keys: [everywhere(`Ctrl+Alt+${key}`)],
      run() {
        const win = active();
        const mode = win === undefined ? undefined : stepMode(win.mode, direction);
        if (win === undefined || mode === undefined) return;
        windows.setMode(win.id, mode);
        const zone = zoneOfMode(mode);
        announcer.say(`${win.title}: ${zone === undefined ? 'Restored' : zoneTitles[zone]}`);
      },
    }),
  );
  const zones = snapZones
    .filter((zone) => zone !== 'maximize')
    .map(
      (zone): Command => ({
        id: `window.tile.${zone}`,
        title: `Tile: ${zoneTitles[zone].toLowerCase()}`,
        short: zoneTitles[zone],
        group: 'Tiling',
        words: 'tile snap window',
        when: () => active() !== undefined,
        checked: () => {
          const mode = active()?.mode;
          return mode?.kind === 'tiled' && mode.zone === zone;
        },
        run() {
          const win = active();
          if (win !== undefined) windows.setMode(win.id, modeOfZone(zone));
        },
      }),
    );
  return [...steps, ...zones];
}

function switchCommands({ windows, overlays, lifecycle }: DesktopCommandParts): Command[] {
  const several = (): boolean => windows.recent().length > 0;
  const step = (by: 1 | -1) => () => {
    const recent = windows.recent();
    if (recent.length === 0) return;
    const { front } = overlays.getState();
    const { focused } = windows.store.getState();
    const listed = front?.kind === 'switcher' ? front.windows : recent;
    const from = front?.kind === 'switcher' ? front.chosen : focused === null ? (by === 1 ? -1 : 0) : 0;
    const chosen = (from + by + listed.length) % listed.length;
    overlays.setState({ front: { kind: 'switcher', windows: listed, chosen } });
  };
  const hideAll = (): void => {
    for (const id of windows.store.getState().stack.toReversed()) windows.minimize(id);
  };
  return [
    {
      id: 'switcher.next',
      title: 'Switch windows',
      group: 'Windows',
      when: several,
      internal: true,
      keys: [everywhere('Alt+Backquote'), everywhere('Ctrl+Backquote'), everywhere('Alt+Tab', { hidden: true })],
      run: step(1),
    },
    {
      id: 'switcher.previous',
      title: 'Switch windows backwards',
      group: 'Windows',
      when: several,
      internal: true,
      keys: [
        everywhere('Alt+Shift+Backquote'),
        everywhere('Ctrl+Shift+Backquote'),
        everywhere('Alt+Shift+Tab', { hidden: true }),
      ],
      run: step(-1),
    },
    {
      id: 'windows.hideAll',
      title: 'Show the desktop',
      group: 'Windows',
      words: 'minimize all windows hide',
      when: several,
      keys: [everywhere('Ctrl+Alt+D')],
      run: hideAll,
    },
    {
      id: 'windows.closeAll',
      title: 'Close all windows',
      group: 'Windows',
      words: 'quit',
      when: several,
      run() {
        for (const id of windows.recent()) lifecycle.close(id);
      },
    },
  ];
}

function sessionCommands({ overlays }: DesktopCommandParts): Command[] {
  const show = (name: DialogName) => () => overlays.setState({ front: { kind: 'dialog', name } });
  return [
    {
      id: 'session.save',
      title: 'Save session…',
      group: 'Session',
      words: 'workspace store',
      keys: [everywhere('Ctrl+Alt+S')],
      run: show('save-session'),
    },
    {
      id: 'session.open',
      title: 'Restore session…',
      group: 'Session',
      words: 'workspace load open delete',
      keys: [everywhere('Ctrl+Alt+O')],
      run: show('sessions'),
    },
    {
      id: 'generation.open',
      title: 'Make an app…',
      group: 'System',
      words: 'generate create ai chat ask',
      keys: [everywhere('Ctrl+Alt+N')],
      run() {
        overlays.setState({ generation: { request: '', key: Date.now() } });
      },
    },
  ];
}

const schemeTitles = { system: 'Match the system', light: 'Light', dark: 'Dark' } as const;

function appearanceCommands({ appearance }: DesktopCommandParts): Command[] {
  const { store } = appearance;
  return [
    {
      id: 'appearance.toggle',
      title: () => (appearance.theme === 'dark' ? 'Use the light appearance' : 'Use the dark appearance'),
      group: 'Appearance',
      words: 'theme dark light mode',
      run: () => appearance.change({ scheme: appearance.theme === 'dark' ? 'light' : 'dark' }),
    },
    ...schemes.map(
      (scheme): Command => ({
        id: `appearance.scheme.${scheme}`,
        title: schemeTitles[scheme],
        group: 'Appearance',
        words: 'theme mode appearance',
        internal: true,
        checked: () => store.getState().scheme === scheme,
        run: () => appearance.change({ scheme }),
      }),
    ),
    ...wallpapers.map(
      (wallpaper): Command => ({
        id: `appearance.wallpaper.${wallpaper}`,
        title: `Wallpaper: ${capital(wallpaper)}`,
        short: capital(wallpaper),
        group: 'Appearance',
        words: 'background desktop picture',
        checked: () => store.getState().wallpaper === wallpaper,
        run: () => appearance.change({ wallpaper }),
      }),
    ),
    ...accents.map(
      (accent): Command => ({
        id: `appearance.accent.${accent}`,
        title: `Accent: ${capital(accent)}`,
        short: capital(accent),
        group: 'Appearance',
        words: 'color colour',
        checked: () => store.getState().accent === accent,
        run: () => appearance.change({ accent }),
      }),
    ),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
