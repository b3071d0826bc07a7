/**
 * The desktop's chords that a frame hands back. A focused frame gets every key first, so without this list the launcher
 * would not open from inside an app.
 */
import { type KeyChord, parseChord } from '@os/sdk/keys';

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Ctrl+Alt is the desktop's in whole; these are the keys that it may give a meaning to. */
const withControlAlt = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter', 'Space', 'Slash', 'Comma'],
].map((key) => `Ctrl+Alt+${key}`);

const chords = [
  isApple ? 'Meta+K' : 'Ctrl+K',
  'Ctrl+Shift+K',
  'F6',
  'Shift+F6',
  'Alt+W',
  'Alt+M',
  'Alt+Space',
  'Alt+Tab',
  'Alt+Shift+Tab',
  'Alt+Backquote',
  'Alt+Shift+Backquote',
  'Ctrl+Backquote',
  'Ctrl+Shift+Backquote',
  'Alt+F7',
  'Alt+F8',
  'Alt+F10',
  ...withControlAlt,
];

/** The chords of a desktop that does not list its own. */
export const desktopShortcuts: readonly KeyChord[] = chords.map(parseChord);
