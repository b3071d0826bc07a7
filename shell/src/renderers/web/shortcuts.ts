/**
 * The desktop's chords that a frame hands back. A focused frame gets every key first, so without this list the launcher
 * would not open from inside an app.
 */
import { type KeyChord, parseChord } from '@os/sdk/keys';

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const chords = [
  isApple ? 'Meta+KeyK' : 'Ctrl+KeyK',
  'F6',
  'Shift+F6',
  'Alt+KeyW',
  'Alt+KeyM',
  'Alt+Backquote',
  'Alt+Shift+Backquote',
  'Ctrl+Backquote',
  'Ctrl+Shift+Backquote',
  'Alt+F7',
  'Alt+F8',
  'Alt+F10',
  'Alt+Space',
  'Ctrl+Alt+ArrowLeft',
  'Ctrl+Alt+ArrowRight',
  'Ctrl+Alt+ArrowUp',
  'Ctrl+Alt+ArrowDown',
];

export const desktopShortcuts: readonly KeyChord[] = chords.map(parseChord);
