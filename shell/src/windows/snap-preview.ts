/** The translucent rectangle that shows where a dragged window will go. Written without React, once per change. */
import type { SnapZone } from '@agentos/protocol';
import type { Rect } from './geometry.ts';
import { zoneTitles } from './snap.ts';

export interface SnapPreview {
  /** @param layer z-index: below the dragged window, above the others */
  show(zone: SnapZone, rect: Rect, from: Rect, layer: number): void;
  hide(): void;
}

/** @param element holds one child for the label */
export function createSnapPreview(element: HTMLElement): SnapPreview {
  const label = element.firstElementChild;
  let shown: SnapZone | undefined;

  function place(rect: Rect): void {
    element.style.transform = `translate3d(${rect.x}px, ${rect.y}px, 0)`;
    element.style.width = `${rect.width}px`;
    element.style.height = `${rect.height}px`;
  }

  return {
    show(zone, rect, from, layer) {
      if (zone === shown) return;
      if (shown === undefined) {
        // Grows out of the window: the start is set without a transition.
        element.style.transition = 'none';
        place(from);
        element.getBoundingClientRect();
        element.style.transition = '';
      }
      shown = zone;
      element.style.zIndex = String(layer);
      place(rect);
      element.dataset.shown = 'true';
      if (label !== null) {
        label.textContent = zone === 'maximize' ? 'Maximize – keep holding for top half' : zoneTitles[zone];
      }
    },
    hide() {
      if (shown === undefined) return;
      shown = undefined;
      delete element.dataset.shown;
    },
  };
}
