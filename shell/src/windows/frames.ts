/**
 * Draws places into window elements: `transform`, width, height and z-index, from the store, without React.
 *
 * Rule: an element is written by one side at a time. While a gesture holds a frame, the store's place is not drawn;
 * when it lets go, the frame is drawn from the store again.
 */
import { type Rect, sameRect } from './geometry.ts';
import { placeOf, type WindowId } from './window.ts';
import type { Windows } from './window-store.ts';

/** A frame in the hands of a gesture. */
export interface HeldFrame {
  draw(rect: Rect): void;
  /** Gives the frame back to the store; `glide` moves it to its place instead of jumping. */
  release(glide: boolean): void;
}

export interface Frames {
  /** Lets the store place this element; gives the function that ends it. */
  register(id: WindowId, element: HTMLElement): () => void;
  element(id: WindowId): HTMLElement | undefined;
  hold(id: WindowId): HeldFrame | undefined;
  close(): void;
}

interface Frame {
  readonly element: HTMLElement;
  drawn: Rect | undefined;
  rank: number;
  modeKey: string;
  held: boolean;
}

const glideMs = 180;
const glideEasing = 'cubic-bezier(0.2, 0, 0, 1)';

export function createFrames(windows: Windows): Frames {
  const frames = new Map<WindowId, Frame>();
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  function glide(element: HTMLElement, from: Rect, to: Rect): void {
    if (calm.matches || document.hidden) return;
    element.animate([keyframe(from), keyframe(to)], { duration: glideMs, easing: glideEasing });
  }

  function paint(id: WindowId, frame: Frame, rank: number, mayGlide: boolean): void {
    const { byId, screen } = windows.store.getState();
    const win = byId[id];
    if (win === undefined) return;
    if (frame.rank !== rank) {
      frame.rank = rank;
      frame.element.style.zIndex = String(rank + 1);
    }
    if (frame.held) return;
    const place = placeOf(win, screen);
    const modeKey = win.mode.kind === 'tiled' ? win.mode.zone : win.mode.kind;
    const before = frame.drawn;
    if (before === undefined || !sameRect(before, place)) {
      write(frame, place);
      if (before !== undefined && (mayGlide || modeKey !== frame.modeKey)) glide(frame.element, before, place);
    }
    frame.modeKey = modeKey;
  }

  function paintAll(): void {
    const { stack } = windows.store.getState();
    for (const [rank, id] of stack.entries()) {
      const frame = frames.get(id);
      if (frame !== undefined) paint(id, frame, rank, false);
    }
  }

  const unsubscribe = windows.store.subscribe(paintAll);

  return {
    register(id, element) {
      const frame: Frame = { element, drawn: undefined, rank: -1, modeKey: '', held: false };
      frames.set(id, frame);
      paint(id, frame, windows.store.getState().stack.indexOf(id), false);
      return () => {
        if (frames.get(id) === frame) frames.delete(id);
      };
    },
    element: (id) => frames.get(id)?.element,
    hold(id) {
      const frame = frames.get(id);
      if (frame === undefined || frame.held) return undefined;
      frame.held = true;
      for (const motion of frame.element.getAnimations()) motion.cancel();
      return {
        draw(rect) {
          write(frame, rect);
        },
        release(mayGlide) {
          frame.held = false;
          const rank = windows.store.getState().stack.indexOf(id);
          if (rank >= 0) paint(id, frame, rank, mayGlide);
        },
      };
    },
    close: unsubscribe,
  };
}

function write(frame: Frame, rect: Rect): void {
  const { style } = frame.element;
  const before = frame.drawn;
  style.transform = `translate3d(${rect.x}px, ${rect.y}px, 0)`;
  if (before?.width !== rect.width) style.width = `${rect.width}px`;
  if (before?.height !== rect.height) style.height = `${rect.height}px`;
  frame.drawn = rect;
}

function keyframe(rect: Rect): Keyframe {
  return {
    transform: `translate3d(${rect.x}px, ${rect.y}px, 0)`,
    width: `${rect.width}px`,
    height: `${rect.height}px`,
  };
}
