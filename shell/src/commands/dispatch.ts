/** Listens for keys on the page and runs commands. The DOM side of the keymap. */

import type { Keymap } from './keymap.ts';
import type { KeyScope } from './keys.ts';
import type { Commands } from './registry.ts';

/** What the element that has the keyboard needs keys for. */
export function scopeOf(target: EventTarget | null): KeyScope {
  if (!(target instanceof Element)) return 'none';
  if (target.closest('.xterm, [data-keys="terminal"]') !== null) return 'terminal';
  if (target.closest('textarea, select, [contenteditable="true"], [data-keys="text"]') !== null) return 'text';
  const input = target.closest('input');
  const typed = input !== null && !['checkbox', 'radio', 'button', 'range', 'color', 'submit'].includes(input.type);
  return typed ? 'text' : 'none';
}

/** Dispatches until the returned function is called. `held`: a gesture or a modal dialog has the keyboard. */
export function dispatchKeys(keymap: Keymap, commands: Commands, held: () => boolean): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || held()) return;
    if (event.isComposing || event.keyCode === 229 || event.getModifierState('AltGraph')) return;
    const command = keymap.resolve(event, scopeOf(event.target));
    if (command === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) commands.run(command.id);
  }
  addEventListener('keydown', onKeyDown, true);
  return () => removeEventListener('keydown', onKeyDown, true);
}
