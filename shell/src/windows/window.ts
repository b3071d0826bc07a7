/** What a window is, and where its mode and the screen put it. Pure. */
import type { WindowMode } from '@agentos/protocol';
import { keepReachable, type Rect, rescue, roundRect, type Screen, type Size } from './geometry.ts';
import { zoneRect } from './snap.ts';

declare const windowIdBrand: unique symbol;

/** A window shows one app instance and has its id. */
export type WindowId = string & { readonly [windowIdBrand]: true };

export function windowId(instanceId: string): WindowId {
  return instanceId as WindowId;
}

export interface Win {
  readonly id: WindowId;
  /** The registry entry: windows of one app cascade, and the dock gathers them. */
  readonly packageId: string;
  readonly title: string;
  readonly icon: string;
  /** Where the person put it while it was free; kept through every other mode. */
  readonly rect: Rect;
  /** The work area that `rect` was chosen on. */
  readonly rectArea: Rect;
  readonly mode: WindowMode;
  readonly minimized: boolean;
  readonly min: Size;
  /** It has been closed and only plays its last motion. */
  readonly closing: boolean;
}

/** Where the window is drawn on this screen. */
export function placeOf(win: Win, screen: Screen): Rect {
  switch (win.mode.kind) {
    case 'normal':
      return roundRect(
        win.rectArea === screen.work
          ? keepReachable(win.rect, screen.work)
          : rescue(win.rect, win.rectArea, screen.work, win.min),
      );
    case 'tiled':
      return zoneRect(win.mode.zone, screen.work);
    case 'maximized':
      return screen.work;
    case 'full':
      return { x: 0, y: 0, ...screen.viewport };
  }
}
