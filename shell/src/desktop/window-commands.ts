/** What can be done to windows: the one in front, its tiling, and switching between all. */
import type { WindowMode } from '@agentos/protocol';
import type { Command } from '../commands/registry.ts';
import { centerIn } from '../windows/geometry.ts';
import { startKeyboardGesture } from '../windows/keyboard-gesture.ts';
import { type Direction, modeOfZone, snapZones, stepMode, zoneOfMode, zoneTitles } from '../windows/snap.ts';
import type { Win, WindowId } from '../windows/window.ts';
import { type DesktopCommandParts, everywhere } from './command-parts.ts';

export function windowCommands(parts: DesktopCommandParts): Command[] {
  const { windows, lifecycle, frames, overlays, announcer, root, catalog } = parts;
  const active = (): Win | undefined => {
    const { focused } = windows.store.getState();
    return focused === null ? undefined : windows.get(focused);
  };
  const has = (): boolean => active() !== undefined;
  const runningType = (win: Win | undefined): string | undefined =>
    win === undefined ? undefined : catalog.getState().running[win.id]?.type;
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
      id: 'window.inspect',
      title: 'Inspect app',
      short: 'Inspect',
      group: 'Window',
      when: () => runningType(active()) === 'blueprint',
      words: 'developer components data activity permissions debug',
      keys: [everywhere('Ctrl+Alt+I')],
      // The renderer of the window is loaded by itself and knows nothing of commands: it is told through its element.
      run: withActive((win) => {
        const content = root.querySelector(`[data-window="${win.id}"] .bp-root`);
        content?.dispatchEvent(new CustomEvent('agentos-inspect'));
      }),
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

export function tileCommands({ windows, announcer }: DesktopCommandParts): Command[] {
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

export function switchCommands({ windows, overlays, lifecycle }: DesktopCommandParts): Command[] {
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
