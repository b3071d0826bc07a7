/** Which of a terminal's key presses belong to the program and which to the clipboard. */

export type KeyRole = 'program' | 'copy' | 'paste';

/**
 * Ctrl+C stays the program's: copying takes Shift as well (or ⌘ on a Mac, where Ctrl is free). The desktop's own chords
 * never come here, for it listens before the terminal does.
 */
export function keyRole(event: KeyboardEvent): KeyRole {
  const clipboard = event.metaKey ? !event.ctrlKey && !event.altKey : event.ctrlKey && event.shiftKey && !event.altKey;
  if (clipboard && event.code === 'KeyC') return 'copy';
  if (clipboard && event.code === 'KeyV') return 'paste';
  return 'program';
}
