/** Which of a terminal's key presses belong to the program, to the clipboard, or to the desktop. */
import { matchesChord } from '@os/sdk/keys';
import { desktopShortcuts } from '../web/shortcuts.ts';

export type KeyRole = 'program' | 'copy' | 'paste' | 'desktop';

/** Ctrl+C stays the program's: copying takes Shift as well (or ⌘ on a Mac, where Ctrl is free). */
export function keyRole(event: KeyboardEvent): KeyRole {
  const clipboard = event.metaKey ? !event.ctrlKey && !event.altKey : event.ctrlKey && event.shiftKey && !event.altKey;
  if (clipboard && event.code === 'KeyC') return 'copy';
  if (clipboard && event.code === 'KeyV') return 'paste';
  return desktopShortcuts.some((chord) => matchesChord(event, chord)) ? 'desktop' : 'program';
}
