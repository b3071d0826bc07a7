/**
 * Windows as they travel: fractions of the work area, so that a layout fits another screen. Pure.
 * Rule: pixels to fractions and back on the same work area is the identity for whole pixels.
 */
import type { RelativeRect, WindowLayout } from '@agentos/protocol';
import { clamp, type Rect, type Size } from './geometry.ts';
import type { Win } from './window.ts';

/** Fractions are bounded by the schema; a window further away than four screens has lost its way. */
const bound = 4;
const decimals = 1e7;

export function toRelative(rect: Rect, work: Rect): RelativeRect {
  return {
    x: fraction(rect.x - work.x, work.width),
    y: fraction(rect.y - work.y, work.height),
    width: fraction(rect.width, work.width),
    height: fraction(rect.height, work.height),
  };
}

/**
 * The rectangle on this work area, at least `min` large. Not rounded: to look at a layout on another screen must not
 * change it.
 */
export function fromRelative(relative: RelativeRect, work: Rect, min: Size): Rect {
  return {
    x: work.x + relative.x * work.width,
    y: work.y + relative.y * work.height,
    width: Math.max(relative.width * work.width, min.width),
    height: Math.max(relative.height * work.height, min.height),
  };
}

/** The layout of one window; `z` is its position in the stack. */
export function layoutOf(win: Win, z: number): WindowLayout {
  return { rect: toRelative(win.rect, win.rectArea), mode: win.mode, minimized: win.minimized, z };
}

export function sameLayout(a: WindowLayout, b: WindowLayout): boolean {
  return (
    a.minimized === b.minimized &&
    a.z === b.z &&
    a.mode.kind === b.mode.kind &&
    (a.mode.kind !== 'tiled' || (b.mode.kind === 'tiled' && a.mode.zone === b.mode.zone)) &&
    a.rect.x === b.rect.x &&
    a.rect.y === b.rect.y &&
    a.rect.width === b.rect.width &&
    a.rect.height === b.rect.height
  );
}

function fraction(part: number, whole: number): number {
  return clamp(Math.round((part / whole) * decimals) / decimals, -bound, bound);
}
