/** One edge of a graph: a line from border to border, bent the way that the layers go, with its label at the middle. */
import type { ReactNode } from 'react';
import { type GraphEdge, type GraphNode, nodeHeight, type Place, type Places } from './layout.ts';

export function Edge({
  edge,
  nodes,
  places,
  marker,
  marked,
  direction,
}: {
  edge: GraphEdge;
  nodes: readonly GraphNode[];
  places: Places;
  marker: string | undefined;
  marked: boolean;
  direction: 'down' | 'right' | undefined;
}): ReactNode {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  const [first, last] = [nodes.find((node) => node.id === edge.from), nodes.find((node) => node.id === edge.to)];
  if (from === undefined || to === undefined || first === undefined || last === undefined) return null;
  const self = edge.from === edge.to;
  const start = self ? { x: from.x + first.width / 2, y: from.y - 6 } : border(from, first.width, to);
  const end = self ? { x: from.x + first.width / 2, y: from.y + 6 } : border(to, last.width, from);
  const half = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const bend =
    direction === 'down'
      ? `C${start.x} ${half.y} ${end.x} ${half.y} `
      : direction === 'right'
        ? `C${half.x} ${start.y} ${half.x} ${end.y} `
        : 'L';
  const d = self ? `M${start.x} ${start.y}c28 -18 28 30 0 12` : `M${start.x} ${start.y}${bend}${end.x} ${end.y}`;
  return (
    <g className={`bp-edge bp-node-${edge.tone}`} data-marked={marked || undefined} aria-hidden>
      <path d={d} markerEnd={marker} />
      {edge.label === '' ? null : (
        <text x={self ? half.x + 26 : half.x} y={half.y - 5}>
          {edge.label}
        </text>
      )}
    </g>
  );
}

/** Where the line from the middle of a node to another leaves its box. */
function border(at: Place, width: number, towards: Place): Place {
  const [dx, dy] = [towards.x - at.x, towards.y - at.y];
  if (dx === 0 && dy === 0) return at;
  const share = Math.min(width / 2 / Math.abs(dx || 1e-9), nodeHeight / 2 / Math.abs(dy || 1e-9));
  return { x: at.x + dx * share, y: at.y + dy * share };
}
