/**
 * Moving and resizing windows with a pointer: the DOM driver over the pure functions of `resize.ts` and `snap.ts`.
 *
 * Invariants: at most one gesture at a time; every place is computed from the start of the gesture (`rect0 + p - p0`),
 * never from the step before; nothing is committed to the store, and so nothing is rendered by React, before the end;
 * the end is one commit, or none when the gesture is called off (Escape, a lost pointer, a page that loses focus).
 */
import type { SnapZone } from '@agentos/protocol';
import type { Frames, HeldFrame } from './frames.ts';
import type { Point, Rect } from './geometry.ts';
import { freedRect, isSide, moveRect, resizeRect, type Side } from './resize.ts';
import { dwellMs, modeOfZone, zoneAt, zoneRect, zoneTitles } from './snap.ts';
import type { SnapPreview } from './snap-preview.ts';
import { type WindowId, windowId } from './window.ts';
import type { Windows } from './window-store.ts';

/** A press moves the window only after this way, so that a click on the title never nudges it. */
const thresholdPx = 4;

/** What the driver needs of the desktop, and nothing else. */
export interface GestureHost {
  /** Holds the window elements (`[data-window]`) with their grips (`[data-grip="move"]`, `[data-grip="ne"]`, …). */
  readonly layer: HTMLElement;
  /** Gets `data-gesture`, from which style sheets lock the cursor and shield frames. */
  readonly root: HTMLElement;
  readonly windows: Windows;
  readonly frames: Frames;
  readonly preview: SnapPreview;
  announce(text: string): void;
}

interface Grip {
  readonly id: WindowId;
  readonly element: HTMLElement;
  readonly side: Side | 'move';
  readonly pointerId: number;
  readonly pressed: Point;
}

interface Drag {
  readonly start: Rect;
  readonly held: HeldFrame;
  rect: Rect;
  zone: SnapZone | undefined;
}

/** Listens on the layer until the returned function is called. */
export function driveGestures(host: GestureHost): () => void {
  const { layer, root, windows, frames, preview } = host;
  let grip: Grip | undefined;
  let drag: Drag | undefined;
  let pointer: Point = { x: 0, y: 0 };
  let free = false;
  let frameRequest = 0;
  let dwellTimer = 0;
  let dwelt = false;

  function onPointerDown(event: PointerEvent): void {
    if (grip !== undefined || event.button !== 0 || !event.isPrimary) return;
    const found = gripOf(event);
    if (found === undefined) return;
    grip = found;
    pointer = found.pressed;
    found.element.setPointerCapture(found.pointerId);
    found.element.addEventListener('pointermove', onPointerMove);
    found.element.addEventListener('pointerup', onPointerUp);
    found.element.addEventListener('pointercancel', cancel);
    found.element.addEventListener('lostpointercapture', cancel);
    addEventListener('keydown', onKeyDown, true);
    addEventListener('blur', cancel);
  }

  function onPointerMove(event: PointerEvent): void {
    if (grip === undefined || event.pointerId !== grip.pointerId) return;
    pointer = { x: event.clientX, y: event.clientY };
    free = event.altKey;
    if (drag === undefined) {
      const way = Math.hypot(pointer.x - grip.pressed.x, pointer.y - grip.pressed.y);
      if (way < thresholdPx) return;
      drag = begin(grip);
      if (drag === undefined) return;
    }
    if (frameRequest === 0) frameRequest = requestAnimationFrame(draw);
  }

  function begin(of: Grip): Drag | undefined {
    const win = windows.get(of.id);
    const placed = windows.place(of.id);
    const held = frames.hold(of.id);
    if (win === undefined || placed === undefined || held === undefined) {
      cancel();
      return undefined;
    }
    root.dataset.gesture = of.side;
    const moved = of.side === 'move' && win.mode.kind !== 'normal';
    const start = moved ? freedRect(placed, win.rect, of.pressed.x) : placed;
    return { start, held, rect: start, zone: undefined };
  }

  /** The one place where a gesture draws: once a frame, from the newest pointer. */
  function draw(): void {
    frameRequest = 0;
    if (grip === undefined || drag === undefined) return;
    const { screen } = windows.store.getState();
    const dx = pointer.x - grip.pressed.x;
    const dy = pointer.y - grip.pressed.y;
    if (grip.side !== 'move') {
      const min = windows.get(grip.id)?.min;
      if (min !== undefined) drag.rect = resizeRect(drag.start, grip.side, dx, dy, min, screen.work);
    } else {
      drag.rect = moveRect(drag.start, dx, dy, screen.work);
      snap(drag);
    }
    drag.held.draw(drag.rect);
  }

  function snap(of: Drag): void {
    const { screen } = windows.store.getState();
    const zone = free ? undefined : zoneAt(pointer, screen, dwelt);
    if (zone === 'maximize' && dwellTimer === 0) {
      dwellTimer = window.setTimeout(() => {
        dwelt = true;
        draw();
      }, dwellMs);
    } else if (zone !== 'maximize' && zone !== 'top') {
      stopDwelling();
    }
    if (zone === of.zone) return;
    of.zone = zone;
    if (zone === undefined) preview.hide();
    else preview.show(zone, zoneRect(zone, screen.work), of.rect, windows.store.getState().stack.length - 1);
  }

  function stopDwelling(): void {
    clearTimeout(dwellTimer);
    dwellTimer = 0;
    dwelt = false;
  }

  function onPointerUp(event: PointerEvent): void {
    if (grip === undefined || event.pointerId !== grip.pointerId) return;
    pointer = { x: event.clientX, y: event.clientY };
    if (drag === undefined) {
      end();
      return;
    }
    draw();
    const { id } = grip;
    const { rect, zone, held } = drag;
    end();
    if (zone === undefined) {
      windows.commitRect(id, rect);
      held.release(false);
    } else {
      windows.setMode(id, modeOfZone(zone));
      held.release(true);
      host.announce(`${windows.get(id)?.title ?? 'Window'}: ${zoneTitles[zone]}`);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }

  /** Puts everything back as it was. */
  function cancel(): void {
    const held = drag?.held;
    end();
    held?.release(true);
  }

  function end(): void {
    const of = grip;
    grip = undefined;
    drag = undefined;
    cancelAnimationFrame(frameRequest);
    frameRequest = 0;
    stopDwelling();
    preview.hide();
    delete root.dataset.gesture;
    removeEventListener('keydown', onKeyDown, true);
    removeEventListener('blur', cancel);
    if (of === undefined) return;
    of.element.removeEventListener('pointermove', onPointerMove);
    of.element.removeEventListener('pointerup', onPointerUp);
    of.element.removeEventListener('pointercancel', cancel);
    of.element.removeEventListener('lostpointercapture', cancel);
    if (of.element.hasPointerCapture(of.pointerId)) of.element.releasePointerCapture(of.pointerId);
  }

  function onDoubleClick(event: MouseEvent): void {
    const target = event.target;
    if (!(target instanceof Element) || target.closest('button') !== null) return;
    if (target.closest('[data-grip="move"]') === null) return;
    const name = target.closest<HTMLElement>('[data-window]')?.dataset.window;
    if (name !== undefined) windows.toggleMaximized(windowId(name));
  }

  layer.addEventListener('pointerdown', onPointerDown);
  layer.addEventListener('dblclick', onDoubleClick);
  return () => {
    cancel();
    layer.removeEventListener('pointerdown', onPointerDown);
    layer.removeEventListener('dblclick', onDoubleClick);
  };
}

/** The window and side under a press; undefined where a press has another meaning (a button in the title bar). */
function gripOf(event: PointerEvent): Grip | undefined {
  const target = event.target;
  if (!(target instanceof Element) || target.closest('button, a, input, [data-no-grip]') !== null) return undefined;
  const element = target.closest<HTMLElement>('[data-grip]');
  const name = element?.closest<HTMLElement>('[data-window]')?.dataset.window;
  const side = element?.dataset.grip;
  if (element === null || name === undefined || (side !== 'move' && !isSide(side))) return undefined;
  return {
    id: windowId(name),
    element,
    side,
    pointerId: event.pointerId,
    pressed: { x: event.clientX, y: event.clientY },
  };
}
