/** The entries of a window's menu. The commands act on the focused window, which the window is once its menu opens. */
import type { MenuEntry } from '../overlays/overlays.ts';
import { snapZones } from './snap.ts';

const command = (id: string): MenuEntry => ({ kind: 'command', id });

export const tileEntries: readonly MenuEntry[] = [
  ...snapZones.filter((zone) => zone !== 'maximize').map((zone) => command(`window.tile.${zone}`)),
  { kind: 'separator' },
  command('window.maximize'),
];

export const windowEntries: readonly MenuEntry[] = [
  command('window.minimize'),
  command('window.maximize'),
  command('window.fullscreen'),
  command('window.restore'),
  { kind: 'separator' },
  command('window.move'),
  command('window.size'),
  command('window.center'),
  { kind: 'submenu', label: 'Tile', entries: tileEntries },
  { kind: 'separator' },
  command('app.newWindow'),
  command('window.close'),
];
