/**
 * Moving and resizing a window with the arrow keys, from its menu: the same holding, drawing and single commit as with
 * a pointer. Arrows go 16 pixels, with Shift 1; Enter keeps, Escape puts back. Sizing moves the lower right corner.
 */
import type { Frames } from './frames.ts';
import type { Rect } from './geometry.ts';
import { moveRect, resizeRect } from './resize.ts';
import type { WindowId } from './window.ts';
import type { Windows } from './window-store.ts';

export interface KeyboardGestureHost {
  readonly root: HTMLElement;
  readonly windows: Windows;
  readonly frames: Frames;
  announce(text: string): void;
  /** Shows what the keys do while the gesture lasts. */
  hint(text: string | undefined): void;
}

const coarse = 16;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Takes the keyboard until Enter, Escape, a press of the pointer or a lost page focus. */
export function startKeyboardGesture(host: KeyboardGestureHost, id: WindowId, what: 'move' | 'size'): void {
  const { windows, frames, root } = host;
  const win = windows.get(id);
  const start = windows.place(id);
  const held = frames.hold(id);
  if (win === undefined || start === undefined || held === undefined) return;
  let dx = 0;
  let dy = 0;
  let rect: Rect = start;
  root.dataset.gesture = what === 'move' ? 'keys-move' : 'keys-size';
  const keys = `Arrow keys ${what === 'move' ? 'move' : 'resize'}, Shift for single pixels, Enter keeps, Escape undoes`;
  host.hint(keys);
  host.announce(keys);

  function onKeyDown(event: KeyboardEvent): void {
    const way = arrows[event.key];
    if (way !== undefined && win !== undefined && start !== undefined) {
      const step = event.shiftKey ? 1 : coarse;
      dx += way[0] * step;
      dy += way[1] * step;
      const { work } = windows.store.getState().screen;
      rect = what === 'move' ? moveRect(start, dx, dy, work) : resizeRect(start, 'se', dx, dy, win.min, work);
      // The way that was cut off at an edge is not walked back first.
      if (what === 'move') [dx, dy] = [rect.x - start.x, rect.y - start.y];
      else [dx, dy] = [rect.width - start.width, rect.height - start.height];
      held?.draw(rect);
      host.announce(
        what === 'move' ? `${rect.x}, ${rect.y}` : `${Math.round(rect.width)} by ${Math.round(rect.height)}`,
      );
    } else if (event.key === 'Enter') end(true);
    else if (event.key === 'Escape') end(false);
    event.preventDefault();
    event.stopPropagation();
  }

  const keep = (): void => end(true);
  function end(keeps: boolean): void {
    removeEventListener('keydown', onKeyDown, true);
    removeEventListener('pointerdown', keep, true);
    removeEventListener('blur', keep);
    delete root.dataset.gesture;
    host.hint(undefined);
    if (keeps && (dx !== 0 || dy !== 0)) windows.commitRect(id, rect);
    held?.release(!keeps);
  }

  addEventListener('keydown', onKeyDown, true);
  addEventListener('pointerdown', keep, true);
  addEventListener('blur', keep);
}
