/**
 * Moving and resizing as pure functions of a start rectangle and the pointer's way since then (`dx`, `dy`): never of
 * the step before, so that no move can be lost. Rule: the edge opposite to the dragged one does not move.
 */
import {
  bottom,
  clamp,
  keepReachable,
  type Rect,
  reachableWidth,
  right,
  type Size,
  titleBarHeight,
} from './geometry.ts';

export const sides = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Side = (typeof sides)[number];

export function isSide(text: string | undefined): text is Side {
  return sides.some((side) => side === text);
}

export function moveRect(start: Rect, dx: number, dy: number, work: Rect): Rect {
  return keepReachable({ ...start, x: start.x + dx, y: start.y + dy }, work);
}

/**
 * @param start where the window was when the gesture began
 * @param min   smallest size; never pushes the anchored edge
 * @param work  the title bar stays reachable inside it
 */
export function resizeRect(start: Rect, side: Side, dx: number, dy: number, min: Size, work: Rect): Rect {
  let { x, y, width, height } = start;
  if (side.includes('e')) {
    const leastRight = Math.max(x + min.width, work.x + reachableWidth);
    width = Math.max(right(start) + dx, leastRight) - x;
  }
  if (side.includes('w')) {
    const anchored = right(start);
    x = Math.min(start.x + dx, anchored - min.width, right(work) - reachableWidth);
    width = anchored - x;
  }
  if (side.includes('s')) height = Math.max(start.height + dy, min.height);
  if (side.includes('n')) {
    const anchored = bottom(start);
    const lowest = Math.min(anchored - min.height, bottom(work) - titleBarHeight);
    y = clamp(start.y + dy, work.y, lowest);
    height = anchored - y;
  }
  return { x, y, width, height };
}

/**
 * Where a tiled or maximized window starts when it is dragged away: its free size, with the pointer at the same
 * relative place of the title bar.
 */
export function freedRect(placed: Rect, size: Size, pressedX: number): Rect {
  const share = (pressedX - placed.x) / placed.width;
  return { x: pressedX - share * size.width, y: placed.y, width: size.width, height: size.height };
}
