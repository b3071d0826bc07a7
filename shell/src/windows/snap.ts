/**
 * Snap zones: where they are, how the pointer and the arrow keys reach them. Pure.
 *
 * With the pointer: the left and right edges give halves, their upper and lower quarters (and the outer ends of the
 * top and bottom edges) the four corners, the bottom edge the lower half. The top edge maximizes; staying there for
 * `dwellMs` turns that into the upper half, and the preview says so.
 */
import type { SnapZone, WindowMode } from '@agentos/protocol';
import { bottom, type Point, type Rect, right, roundRect, type Screen } from './geometry.ts';

export const snapZones = [
  'left',
  'right',
  'top',
  'bottom',
  'top-left',
  'top-right',
  'bottom-left',
  'bottom-right',
  'maximize',
] as const satisfies readonly SnapZone[];

export type TileZone = Exclude<SnapZone, 'maximize'>;

/** Width of the band at an edge of the screen that snaps, pixels. */
export const snapBand = 16;
/** Part of an edge, at either end, that belongs to the corner. */
export const cornerShare = 0.25;
/** How long the pointer stays at the top edge before maximize becomes the upper half. */
export const dwellMs = 700;
/** Space between tiled windows, and between them and the edges. */
export const tileGap = 8;

export const zoneTitles: Readonly<Record<SnapZone, string>> = {
  left: 'Left half',
  right: 'Right half',
  top: 'Top half',
  bottom: 'Bottom half',
  'top-left': 'Top left quarter',
  'top-right': 'Top right quarter',
  'bottom-left': 'Bottom left quarter',
  'bottom-right': 'Bottom right quarter',
  maximize: 'Maximize',
};

/** The rectangle of a zone. Tiles leave gaps; maximize takes the whole work area. */
export function zoneRect(zone: SnapZone, work: Rect): Rect {
  if (zone === 'maximize') return work;
  const halfWidth = (work.width - 3 * tileGap) / 2;
  const halfHeight = (work.height - 3 * tileGap) / 2;
  const wholeWidth = work.width - 2 * tileGap;
  const wholeHeight = work.height - 2 * tileGap;
  const isLeft = zone.endsWith('left');
  const isRight = zone.endsWith('right');
  const isTop = zone.startsWith('top');
  const isBottom = zone.startsWith('bottom');
  return roundRect({
    x: work.x + tileGap + (isRight ? halfWidth + tileGap : 0),
    y: work.y + tileGap + (isBottom ? halfHeight + tileGap : 0),
    width: isLeft || isRight ? halfWidth : wholeWidth,
    height: isTop || isBottom ? halfHeight : wholeHeight,
  });
}

/** The zone under a pointer that drags a window, or undefined. `dwelt`: it has stayed at the top edge long enough. */
export function zoneAt(pointer: Point, screen: Screen, dwelt: boolean): SnapZone | undefined {
  const { viewport, work } = screen;
  const atLeft = pointer.x < snapBand;
  const atRight = pointer.x >= viewport.width - snapBand;
  // The menu bar is part of the top edge; a window can never be moved there.
  const atTop = pointer.y < work.y;
  const atBottom = pointer.y >= viewport.height - snapBand;
  if (!atLeft && !atRight && !atTop && !atBottom) return undefined;

  const upper = pointer.y < work.y + work.height * cornerShare;
  const lower = pointer.y >= bottom(work) - work.height * cornerShare;
  if (atLeft) return upper ? 'top-left' : lower ? 'bottom-left' : 'left';
  if (atRight) return upper ? 'top-right' : lower ? 'bottom-right' : 'right';

  const nearLeft = pointer.x < work.x + work.width * (cornerShare / 2);
  const nearRight = pointer.x >= right(work) - work.width * (cornerShare / 2);
  if (atTop) return nearLeft ? 'top-left' : nearRight ? 'top-right' : dwelt ? 'top' : 'maximize';
  return nearLeft ? 'bottom-left' : nearRight ? 'bottom-right' : 'bottom';
}

/** The mode that a zone stands for. */
export function modeOfZone(zone: SnapZone): WindowMode {
  return zone === 'maximize' ? { kind: 'maximized' } : { kind: 'tiled', zone };
}

/** The zone that a mode occupies; undefined for a free window. */
export function zoneOfMode(mode: WindowMode): SnapZone | undefined {
  if (mode.kind === 'tiled') return mode.zone;
  return mode.kind === 'maximized' || mode.kind === 'full' ? 'maximize' : undefined;
}

export type Direction = 'left' | 'right' | 'up' | 'down';
type Step = SnapZone | 'restore' | 'stay';

/** What an arrow does to a window in a zone; `free` is a window in none. All nine zones can be reached. */
const steps: Readonly<Record<SnapZone | 'free', Readonly<Record<Direction, Step>>>> = {
  free: { left: 'left', right: 'right', up: 'maximize', down: 'bottom' },
  left: { left: 'stay', right: 'restore', up: 'top-left', down: 'bottom-left' },
  right: { left: 'restore', right: 'stay', up: 'top-right', down: 'bottom-right' },
  top: { left: 'top-left', right: 'top-right', up: 'maximize', down: 'restore' },
  bottom: { left: 'bottom-left', right: 'bottom-right', up: 'restore', down: 'stay' },
  'top-left': { left: 'stay', right: 'top', up: 'maximize', down: 'left' },
  'top-right': { left: 'top', right: 'stay', up: 'maximize', down: 'right' },
  'bottom-left': { left: 'stay', right: 'bottom', up: 'left', down: 'stay' },
  'bottom-right': { left: 'bottom', right: 'stay', up: 'right', down: 'stay' },
  maximize: { left: 'left', right: 'right', up: 'top', down: 'restore' },
};

/** The mode after an arrow key, or undefined when it changes nothing. */
export function stepMode(mode: WindowMode, direction: Direction): WindowMode | undefined {
  const step = steps[zoneOfMode(mode) ?? 'free'][direction];
  if (step === 'stay') return undefined;
  return step === 'restore' ? { kind: 'normal' } : modeOfZone(step);
}
