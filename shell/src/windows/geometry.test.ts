import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bottom,
  keepReachable,
  type Rect,
  reachableWidth,
  rescue,
  right,
  roundRect,
  screenOf,
  titleBarHeight,
} from './geometry.ts';
import { fromRelative, toRelative } from './layout.ts';
import { moveRect, resizeRect, sides } from './resize.ts';

const min = { width: 200, height: 120 };
const viewport = fc.record({ width: fc.integer({ min: 640, max: 3840 }), height: fc.integer({ min: 480, max: 2160 }) });
const rect: fc.Arbitrary<Rect> = fc.record({
  x: fc.integer({ min: -3000, max: 5000 }),
  y: fc.integer({ min: -3000, max: 5000 }),
  width: fc.integer({ min: min.width, max: 2500 }),
  height: fc.integer({ min: min.height, max: 2000 }),
});
const way = fc.integer({ min: -4000, max: 4000 });

function expectReachable(place: Rect, work: Rect): void {
  expect(place.y).toBeGreaterThanOrEqual(work.y);
  expect(place.y).toBeLessThanOrEqual(bottom(work) - titleBarHeight);
  expect(right(place) - work.x).toBeGreaterThanOrEqual(reachableWidth);
  expect(right(work) - place.x).toBeGreaterThanOrEqual(reachableWidth);
}

describe('moving', () => {
  test('the title bar stays reachable, the size stays', () => {
    fc.assert(
      fc.property(viewport, rect, way, way, (size, start, dx, dy) => {
        const { work } = screenOf(size);
        const moved = moveRect(start, dx, dy, work);
        expectReachable(moved, work);
        expect([moved.width, moved.height]).toEqual([start.width, start.height]);
      }),
    );
  });

  test('inside the work area a window follows the pointer exactly', () => {
    const { work } = screenOf({ width: 1440, height: 900 });
    expect(moveRect({ x: 100, y: 100, width: 400, height: 300 }, 37, -12, work)).toEqual({
      x: 137,
      y: 88,
      width: 400,
      height: 300,
    });
  });
});

describe('resizing', () => {
  test('the opposite edge stands still, the smallest size holds, the title bar stays reachable', () => {
    fc.assert(
      fc.property(viewport, rect, fc.constantFrom(...sides), way, way, (size, anywhere, side, dx, dy) => {
        const { work } = screenOf(size);
        const start = keepReachable(anywhere, work);
        const result = resizeRect(start, side, dx, dy, min, work);
        if (side.includes('w')) expect(right(result)).toBe(right(start));
        else expect(result.x).toBe(start.x);
        if (side.includes('n')) expect(bottom(result)).toBe(bottom(start));
        else expect(result.y).toBe(start.y);
        if (side === 'n' || side === 's') expect(result.width).toBe(start.width);
        if (side === 'e' || side === 'w') expect(result.height).toBe(start.height);
        expect(result.width).toBeGreaterThanOrEqual(min.width);
        expect(result.height).toBeGreaterThanOrEqual(min.height);
        expectReachable(result, work);
      }),
    );
  });

  test('dragging the west edge past the smallest width does not push the window', () => {
    const { work } = screenOf({ width: 1440, height: 900 });
    const start = { x: 300, y: 200, width: 400, height: 300 };
    expect(resizeRect(start, 'w', 1000, 0, min, work)).toEqual({ x: 500, y: 200, width: 200, height: 300 });
  });
});

describe('rescue', () => {
  test('every window stays reachable on every screen', () => {
    fc.assert(
      fc.property(viewport, viewport, rect, (before, after, anywhere) => {
        const from = screenOf(before).work;
        const to = screenOf(after).work;
        expectReachable(rescue(keepReachable(anywhere, from), from, to, min), to);
      }),
    );
  });

  test('a window that was wholly inside is wholly inside where it fits', () => {
    fc.assert(
      fc.property(viewport, viewport, fc.double({ min: 0, max: 1, noNaN: true }), rect, (before, after, share, any) => {
        const from = screenOf(before).work;
        const to = screenOf(after).work;
        const width = Math.min(any.width, from.width);
        const height = Math.min(any.height, from.height);
        const inside = {
          x: Math.round(share * (from.width - width)),
          y: from.y + Math.round((1 - share) * (from.height - height)),
          width,
          height,
        };
        const rescued = rescue(inside, from, to, min);
        expect(rescued.x).toBeGreaterThanOrEqual(to.x);
        expect(right(rescued)).toBeLessThanOrEqual(right(to));
        expect(bottom(rescued)).toBeLessThanOrEqual(bottom(to));
      }),
    );
  });

  test('the old screen gives the old place', () => {
    fc.assert(
      fc.property(viewport, rect, (size, anywhere) => {
        const { work } = screenOf(size);
        const place = keepReachable(anywhere, work);
        expect(rescue(place, work, { ...work }, min)).toEqual(place);
      }),
    );
  });
});

test('fractions of the work area give back the same pixels', () => {
  fc.assert(
    fc.property(viewport, rect, (size, anywhere) => {
      const { work } = screenOf(size);
      const place = keepReachable(anywhere, work);
      fc.pre(Math.abs(place.x) < 4 * work.width && place.width < 4 * work.width && place.height < 4 * work.height);
      expect(roundRect(fromRelative(toRelative(place, work), work, min))).toEqual(place);
    }),
  );
});
