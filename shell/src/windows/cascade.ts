/** Where a new window goes. Pure. Rule: two new windows of one app never cover each other exactly. */
import {
  bottom,
  centerIn,
  fitSize,
  type Point,
  type Rect,
  right,
  roundRect,
  type Size,
  titleBarHeight,
} from './geometry.ts';

/** Step from the last window of the same app. */
export const cascadeStep = 28;
/** Distance of the first place of a diagonal from the corner of the work area. */
const margin = 16;

/**
 * @param wanted   size that the app asks for
 * @param last     where the newest free window of the same app is, if there is one
 * @param occupied corners that are taken by other windows
 */
export function firstPlace(
  wanted: Size,
  min: Size,
  work: Rect,
  last: Rect | undefined,
  occupied: readonly Point[],
): Rect {
  const size = fitSize(wanted, { width: work.width - 2 * margin, height: work.height - 2 * margin }, min);
  const start =
    last === undefined ? centerIn(size, work) : { ...last, x: last.x + cascadeStep, y: last.y + cascadeStep };
  for (const corner of corners(start, size, work)) {
    if (!occupied.some((taken) => near(taken, corner))) return roundRect({ ...corner, ...size });
  }
  return roundRect({ ...size, x: start.x, y: start.y });
}

/** Corners in the order of preference: down the diagonal, then new diagonals, then hanging over the lower edge. */
function* corners(start: Point, size: Size, work: Rect): Generator<Point> {
  const fits = (corner: Point): boolean =>
    corner.x + size.width <= right(work) && corner.y + size.height <= bottom(work);
  for (let at = start; fits(at); at = { x: at.x + cascadeStep, y: at.y + cascadeStep }) yield at;
  const columns = Math.max(1, Math.floor((work.width - size.width - margin) / cascadeStep) + 1);
  const wholeRows = Math.max(1, Math.floor((work.height - size.height - margin) / cascadeStep) + 1);
  const allRows = Math.floor((work.height - titleBarHeight - margin) / cascadeStep) + 1;
  for (const [first, end] of [
    [0, wholeRows],
    [wholeRows, allRows],
  ] as const) {
    for (let column = 0; column < columns; column += 1) {
      for (let row = first; row < end; row += 1) {
        yield { x: work.x + margin + ((column + row) % columns) * cascadeStep, y: work.y + margin + row * cascadeStep };
      }
    }
  }
}

function near(taken: Point, corner: Point): boolean {
  return Math.abs(taken.x - corner.x) < 8 && Math.abs(taken.y - corner.y) < 8;
}
