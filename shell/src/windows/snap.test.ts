import type { WindowMode } from '@agentos/protocol';
import { SnapZone } from '@agentos/protocol/window';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bottom, right, screenOf } from './geometry.ts';
import { type Direction, modeOfZone, snapZones, stepMode, zoneAt, zoneOfMode, zoneRect } from './snap.ts';

const screen = screenOf({ width: 1440, height: 900 });

test('the zones are those of the protocol', () => {
  expect([...snapZones].sort()).toEqual([...SnapZone.options].sort());
});

describe('with the pointer', () => {
  test('all nine zones can be reached', () => {
    const found = new Set<string>();
    for (const dwelt of [false, true]) {
      for (let x = 0; x < 1440; x += 4) {
        for (let y = 0; y < 900; y += 4) {
          const zone = zoneAt({ x, y }, screen, dwelt);
          if (zone !== undefined) found.add(zone);
        }
      }
    }
    expect([...found].sort()).toEqual([...snapZones].sort());
  });

  test.each([
    [0, 450, 'left'],
    [1439, 450, 'right'],
    [720, 5, 'maximize'],
    [720, 899, 'bottom'],
    [2, 40, 'top-left'],
    [1439, 100, 'top-right'],
    [0, 880, 'bottom-left'],
    [1439, 880, 'bottom-right'],
    [60, 4, 'top-left'],
    [1400, 4, 'top-right'],
  ])('%i, %i is %s', (x, y, zone) => {
    expect(zoneAt({ x, y }, screen, false)).toBe(zone);
  });

  test('staying at the top edge turns maximize into the upper half', () => {
    expect(zoneAt({ x: 720, y: 5 }, screen, true)).toBe('top');
    expect(zoneAt({ x: 2, y: 40 }, screen, true)).toBe('top-left');
  });

  test('away from the edges nothing snaps, also where the title bar of a window at the top is held', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 1423 }), fc.integer({ min: 28, max: 883 }), (x, y) => {
        expect(zoneAt({ x, y }, screen, true)).toBeUndefined();
      }),
    );
  });
});

describe('with the arrow keys', () => {
  test('all nine zones, and freedom, can be reached from every zone', () => {
    const arrows: Direction[] = ['left', 'right', 'up', 'down'];
    for (const start of [undefined, ...snapZones]) {
      const seen = new Set<string>();
      const open: WindowMode[] = [start === undefined ? { kind: 'normal' } : modeOfZone(start)];
      for (let mode = open.pop(); mode !== undefined; mode = open.pop()) {
        const name = zoneOfMode(mode) ?? 'free';
        if (seen.has(name)) continue;
        seen.add(name);
        for (const arrow of arrows) {
          const next = stepMode(mode, arrow);
          if (next !== undefined) open.push(next);
        }
      }
      expect(seen.size).toBe(10);
    }
  });
});

describe('zone rectangles', () => {
  const viewport = fc.record({
    width: fc.integer({ min: 640, max: 3840 }),
    height: fc.integer({ min: 480, max: 2160 }),
  });

  test('lie inside the work area, and tiles of one split do not overlap', () => {
    fc.assert(
      fc.property(viewport, (size) => {
        const { work } = screenOf(size);
        for (const zone of snapZones) {
          const rect = zoneRect(zone, work);
          expect(rect.x).toBeGreaterThanOrEqual(work.x);
          expect(rect.y).toBeGreaterThanOrEqual(work.y);
          expect(right(rect)).toBeLessThanOrEqual(right(work));
          expect(bottom(rect)).toBeLessThanOrEqual(bottom(work));
        }
        expect(right(zoneRect('left', work))).toBeLessThan(zoneRect('right', work).x);
        expect(bottom(zoneRect('top', work))).toBeLessThan(zoneRect('bottom', work).y);
        expect(right(zoneRect('top-left', work))).toBeLessThan(zoneRect('top-right', work).x);
        expect(bottom(zoneRect('top-left', work))).toBeLessThan(zoneRect('bottom-left', work).y);
      }),
    );
  });
});
