/**
 * Where a new window goes: the first of an app where it covers the least of other windows, the next ones in a cascade
 * from it. Pure. Rule: two new windows of one app never cover each other exactly.
 */
import {
  bottom,
  centerIn,
  clamp,
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
/** How much a pixel away from the middle weighs against a row of covered pixels. */
const awayWeight = 0.3;
/** A covered title bar hides which window it is: it weighs more than content. */
const titleWeight = 8;

/**
 * @param wanted   size that the app asks for
 * @param last     where the newest free window of the same app is, if there is one
 * @param others   the free windows that are in view
 */
export function firstPlace(wanted: Size, min: Size, work: Rect, last: Rect | undefined, others: readonly Rect[]): Rect {
  const size = fitSize(wanted, { width: work.width - 2 * margin, height: work.height - 2 * margin }, min);
  const start =
    last === undefined
      ? leastCovering(size, work, others)
      : { ...last, x: last.x + cascadeStep, y: last.y + cascadeStep };
  for (const corner of corners(start, size, work)) {
    if (!others.some((taken) => near(taken, corner))) return roundRect({ ...corner, ...size });
  }
  return roundRect({ ...size, x: start.x, y: start.y });
}

/** The place with the least of other windows below it; of several such, the one nearest to the middle. */
function leastCovering(size: Size, work: Rect, others: readonly Rect[]): Point {
  const middle = centerIn(size, work);
  const within = (value: number, low: number, length: number): number =>
    clamp(value, low + margin, low + length - margin);
  const xs = new Set([middle.x, work.x + margin, right(work) - margin - size.width]);
  const ys = new Set([middle.y, work.y + margin, bottom(work) - margin - size.height]);
  for (const other of others) {
    xs.add(within(right(other) + margin, work.x, work.width - size.width));
    xs.add(within(other.x - margin - size.width, work.x, work.width - size.width));
    ys.add(within(other.y, work.y, work.height - size.height));
    ys.add(within(bottom(other) + margin, work.y, work.height - size.height));
  }
  let best: Point = middle;
  let least = Number.POSITIVE_INFINITY;
  for (const x of xs) {
    for (const y of ys) {
      const place = { x, y, ...size };
      const covered = others.reduce(
        (sum, other) =>
          sum + overlap(place, other) + titleWeight * overlap(place, { ...other, height: titleBarHeight }),
        0,
      );
      // Far from the middle counts too, so that a sliver of overlap does not send a window into a corner.
      const away = Math.hypot(x - middle.x, y - middle.y) * Math.min(size.width, size.height) * awayWeight;
      if (covered + away < least) {
        least = covered + away;
        best = { x, y };
      }
    }
  }
  return best;
}

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(right(a), right(b)) - Math.max(a.x, b.x);
  const height = Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
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
