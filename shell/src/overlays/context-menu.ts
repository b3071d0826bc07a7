/** Opens the popup menu for a `contextmenu` event: at the pointer, or at the element when the keyboard asked for it. */
import type { MouseEvent } from 'react';
import type { MenuEntry, Overlays } from './overlays.ts';

export function openContextMenu(
  overlays: Overlays,
  event: MouseEvent<HTMLElement>,
  label: string,
  entries: readonly MenuEntry[],
  side: 'pointer' | 'above' = 'pointer',
): void {
  // Text fields keep the menu of the browser, and so does everything with Shift held.
  if (event.shiftKey || (event.target instanceof Element && event.target.closest('input, textarea') !== null)) return;
  event.preventDefault();
  event.stopPropagation();
  const opener = event.currentTarget;
  const byKeyboard = event.clientX === 0 && event.clientY === 0;
  const above = side === 'above';
  const anchor = byKeyboard || above ? opener : { x: event.clientX, y: event.clientY };
  overlays.setState({ menu: { anchor, label, entries, opener, side: above ? 'top' : 'bottom' } });
}
