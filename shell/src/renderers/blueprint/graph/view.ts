/** What of a graph is seen: the room that it takes, and which node is the next in a direction. */
import { type GraphNode, nodeHeight, type Place, type Places } from './layout.ts';

/** Kept free around the nodes, in pixels. */
export const margin = 24;

export interface View {
  /** Middle of what is seen, and how large a unit is. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The box around all nodes. */
export function boundsOf(nodes: readonly GraphNode[], places: Places): Place & Size {
  let [left, top, right, bottom] = [0, 0, 0, 0];
  for (const [at, node] of nodes.entries()) {
    const place = places.get(node.id) ?? { x: 0, y: 0 };
    const [l, t, r, b] = [
      place.x - node.width / 2,
      place.y - nodeHeight / 2,
      place.x + node.width / 2,
      place.y + nodeHeight / 2,
    ];
    [left, top, right, bottom] =
      at === 0 ? [l, t, r, b] : [Math.min(left, l), Math.min(top, t), Math.max(right, r), Math.max(bottom, b)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a place cannot be seen, or lies in the margin. */
export function isOutside(place: Place, view: View, size: Size): boolean {
  return (
    Math.abs(place.x - view.x) * view.scale > size.width / 2 - margin ||
    Math.abs(place.y - view.y) * view.scale > size.height / 2 - margin
  );
}

/** The nearest node in a direction: as near as possible, and not much aside. */
export function nearestIn(nodes: readonly GraphNode[], places: Places, from: string, way: Place): string | undefined {
  const start = places.get(from);
  if (start === undefined) return undefined;
  let best: { id: string; cost: number } | undefined;
  for (const { id } of nodes) {
    const place = places.get(id);
    if (id === from || place === undefined) continue;
    const along = (place.x - start.x) * way.x + (place.y - start.y) * way.y;
    const aside = Math.abs((place.x - start.x) * way.y) + Math.abs((place.y - start.y) * way.x);
    if (along <= 1) continue;
    const cost = along + aside * 2;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
