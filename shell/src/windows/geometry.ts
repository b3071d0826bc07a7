/**
 * Rectangles and the space that windows live in. Pure: no DOM, no React.
 *
 * All coordinates are CSS pixels of the viewport. Rule: the title bar of a window can always be reached (`keepReachable`).
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Point, Size {}

/** The screen: the whole viewport, and the part of it that the menu bar and the dock leave to windows. */
export interface Screen {
  readonly viewport: Size;
  readonly work: Rect;
}

export const titleBarHeight = 36;
export const menuBarHeight = 28;
/** The dock with its distance from the lower edge and from windows above it. */
export const dockReserve = 68;
/** How much of a title bar stays in view, whatever is done to a window. */
export const reachableWidth = 80;
/** No window is smaller than this, whatever its app says. */
export const smallestWindow: Size = { width: 200, height: 120 };

export const right = (rect: Rect): number => rect.x + rect.width;
export const bottom = (rect: Rect): number => rect.y + rect.height;

/** `value` between `low` and `high`; `low` wins when they cross. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

/** The screen for a viewport: menu bar above, dock below. */
export function screenOf(viewport: Size): Screen {
  return {
    viewport,
    work: {
      x: 0,
      y: menuBarHeight,
      width: Math.max(1, viewport.width),
      height: Math.max(1, viewport.height - menuBarHeight - dockReserve),
    },
  };
}

export function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Whole pixels, so that text stays sharp under a transform. */
export function roundRect(rect: Rect): Rect {
  return {
    x: Math.round(rect.x),
    y: Math.round(rect.y),
    width: Math.round(rect.width),
    height: Math.round(rect.height),
  };
}

/** The same size in the middle of `area`. */
export function centerIn(size: Size, area: Rect): Rect {
  return roundRect({
    x: area.x + (area.width - size.width) / 2,
    y: area.y + (area.height - size.height) / 2,
    width: size.width,
    height: size.height,
  });
}

/** `size` no larger than `area` and no smaller than `min` (which wins). */
export function fitSize(size: Size, area: Size, min: Size): Size {
  return {
    width: Math.max(min.width, Math.min(size.width, area.width)),
    height: Math.max(min.height, Math.min(size.height, area.height)),
  };
}

/** Moves a rectangle as little as possible so that its title bar can be grabbed inside the work area. */
export function keepReachable(rect: Rect, work: Rect): Rect {
  const visible = Math.min(reachableWidth, rect.width);
  return {
    ...rect,
    x: clamp(rect.x, work.x + visible - rect.width, right(work) - visible),
    y: clamp(rect.y, work.y, Math.max(work.y, bottom(work) - titleBarHeight)),
  };
}

/**
 * Where a rectangle that was placed on the work area `from` goes on the work area `to`. What was inside stays inside,
 * what hung over an edge may hang over it as far as before. Pure and derived from the rectangle that the person chose,
 * so that a screen which shrinks and grows again gives every window its old place.
 */
export function rescue(rect: Rect, from: Rect, to: Rect, min: Size): Rect {
  const hang = {
    left: Math.max(0, from.x - rect.x),
    right: Math.max(0, right(rect) - right(from)),
    bottom: Math.max(0, bottom(rect) - bottom(from)),
  };
  const width = Math.max(Math.min(rect.width, to.width + hang.left + hang.right), Math.min(min.width, rect.width));
  const height = Math.max(Math.min(rect.height, to.height + hang.bottom), Math.min(min.height, rect.height));
  // Shifts only towards the inside, and only as far as the new edges ask for.
  const x = Math.max(Math.min(rect.x, right(to) + hang.right - width), Math.min(rect.x, to.x - hang.left));
  const y = Math.max(Math.min(rect.y, bottom(to) + hang.bottom - height), to.y);
  return keepReachable({ x, y, width, height }, to);
}
