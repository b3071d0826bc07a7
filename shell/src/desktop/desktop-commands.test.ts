import { SnapZone } from '@agentos/protocol/window';
import { describe, expect, test, vi } from 'vitest';
import { createCatalog } from '../apps/catalog.ts';
import { createKeymap } from '../commands/keymap.ts';
import { type Command, createCommands, titleOf } from '../commands/registry.ts';
import { createOverlays } from '../overlays/overlays.ts';
import { windowId } from '../windows/window.ts';
import { createWindows } from '../windows/window-store.ts';
import type { DesktopCommandParts } from './command-parts.ts';
import { desktopCommands } from './desktop-commands.ts';

vi.stubGlobal('document', { fullscreenElement: null });

function setUp() {
  const windows = createWindows({ width: 1440, height: 900 });
  const overlays = createOverlays();
  const unused = (name: string) => (): never => {
    throw new Error(`${name} is not part of this test`);
  };
  const said: string[] = [];
  const parts: Pick<DesktopCommandParts, 'windows' | 'overlays' | 'catalog' | 'announcer'> = {
    windows,
    overlays,
    catalog: createCatalog(),
    announcer: { say: (text) => said.push(text), close() {} },
  };
  // The parts that only reach the page or the network are not asked for anything here.
  const rest = new Proxy({} as Omit<DesktopCommandParts, keyof typeof parts>, {
    get: (_, name) =>
      name === 'appearance' ? { theme: 'light', store: { getState: () => ({}) } } : unused(String(name)),
  });
  const merged = new Proxy(rest as DesktopCommandParts, {
    get: (target, name, receiver) => (name in parts ? Reflect.get(parts, name) : Reflect.get(target, name, receiver)),
  });
  const list = desktopCommands(merged);
  const commands = createCommands(list, {
    failed(_, error) {
      throw error;
    },
  });
  const open = (name: string) =>
    windows.open({
      id: windowId(name),
      packageId: 'notes',
      title: name,
      icon: '',
      size: { width: 400, height: 300 },
      min: { width: 200, height: 120 },
      layout: null,
      focus: true,
    });
  return { windows, overlays, list, commands, open, said };
}

describe('the commands', () => {
  test('have a title, a group, and keys that collide with nothing on any host', () => {
    const { list, commands } = setUp();
    for (const command of list) {
      expect(titleOf(command)).toMatch(/^[A-Z]/);
      expect(command.group).not.toBe('');
    }
    for (const profile of ['tab', 'locked', 'electron'] as const) {
      for (const platform of ['apple', 'other'] as const) {
        expect(() => createKeymap(commands, profile, platform)).not.toThrow();
      }
    }
  });

  test('reach every snap zone', () => {
    const { windows, commands, open } = setUp();
    open('a');
    for (const zone of SnapZone.options) {
      expect(commands.run(zone === 'maximize' ? 'window.maximize' : `window.tile.${zone}`)).toBe(true);
      const mode = windows.get(windowId('a'))!.mode;
      expect(mode.kind === 'tiled' ? mode.zone : mode.kind).toBe(zone === 'maximize' ? 'maximized' : zone);
      if (zone === 'maximize') commands.run('window.maximize');
    }
  });

  test('of windows do nothing without one', () => {
    const { commands, list } = setUp();
    const ofWindows = list.filter((command: Command) => command.group === 'Window' || command.group === 'Tiling');
    expect(ofWindows.length).toBeGreaterThan(15);
    for (const command of ofWindows) expect(commands.run(command.id)).toBe(false);
  });

  test('close a window with other keys in a tab than in a window of our own', () => {
    const { commands } = setUp();
    expect(createKeymap(commands, 'tab', 'other').label('window.close')).toBe('Alt+W');
    expect(createKeymap(commands, 'electron', 'other').label('window.close')).toBe('Ctrl+W');
    expect(createKeymap(commands, 'electron', 'apple').label('window.close')).toBe('⌘W');
  });

  test('say where a window went', () => {
    const { commands, open, said } = setUp();
    open('Notes');
    commands.run('window.step.left');
    commands.run('window.step.up');
    expect(said).toEqual(['Notes: Left half', 'Notes: Top left quarter']);
  });

  test('switch windows by last use', () => {
    const { commands, open, overlays } = setUp();
    for (const name of ['a', 'b', 'c']) open(name);
    commands.run('switcher.next');
    expect(overlays.getState().front).toEqual({ kind: 'switcher', windows: ['c', 'b', 'a'], chosen: 1 });
    commands.run('switcher.next');
    commands.run('switcher.next');
    expect(overlays.getState().front).toMatchObject({ chosen: 0 });
  });
});
