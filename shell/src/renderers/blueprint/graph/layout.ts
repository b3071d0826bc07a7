/** Where the nodes of a graph stand. Pure and repeatable: the same graph always looks the same. */

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly tone: string;
  /** Size of its box, in the units of the drawing. */
  readonly width: number;
}
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly tone: string;
}
export type Layout = 'layered' | 'force' | 'grid' | 'circular';
export interface Place {
  readonly x: number;
  readonly y: number;
}
export type Places = ReadonlyMap<string, Place>;

export const nodeHeight = 32;
const gap = 28;
const layerGap = 64;

export function arrange(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  layout: Layout,
  direction: 'down' | 'right',
): Places {
  if (nodes.length === 0) return new Map();
  switch (layout) {
    case 'grid':
      return gridOf(nodes);
    case 'circular':
      return circleOf(nodes);
    case 'force':
      return forces(nodes, edges);
    case 'layered':
      return layers(nodes, edges, direction);
  }
}

function gridOf(nodes: readonly GraphNode[]): Places {
  const columns = Math.ceil(Math.sqrt(nodes.length));
  const widest = Math.max(...nodes.map((node) => node.width));
  return new Map(
    nodes.map((node, at) => [
      node.id,
      { x: (at % columns) * (widest + gap), y: Math.floor(at / columns) * (nodeHeight + gap) },
    ]),
  );
}

function circleOf(nodes: readonly GraphNode[]): Places {
  const around = nodes.reduce((sum, node) => sum + Math.max(node.width, nodeHeight) + gap, 0);
  const radius = nodes.length === 1 ? 0 : Math.max(60, around / (Math.PI * 2));
  return new Map(
    nodes.map((node, at) => {
      const angle = (at / nodes.length) * Math.PI * 2 - Math.PI / 2;
      return [node.id, { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius }];
    }),
  );
}

/**
 * Layers along the edges: each node one layer below the lowest of those that lead to it; in a layer, nodes are put in the order of
 * the middle of their neighbours, some rounds down and up, to cross few edges (Sugiyama, Tagawa and Toda).
 */
function layers(nodes: readonly GraphNode[], edges: readonly GraphEdge[], direction: 'down' | 'right'): Places {
  const forward = withoutCycles(nodes, edges);
  const rank = ranks(nodes, forward);
  const rows: GraphNode[][] = [];
  for (const node of nodes) {
    const at = rank.get(node.id) ?? 0;
    rows[at] = [...(rows[at] ?? []), node];
  }
  const before = neighbours(forward, 'to', 'from');
  const after = neighbours(forward, 'from', 'to');
  for (let round = 0; round < 6; round += 1) {
    const down = round % 2 === 0;
    const order = down ? [...rows.keys()] : [...rows.keys()].reverse();
    for (const at of order) {
      const beside = rows[down ? at - 1 : at + 1];
      const row = rows[at];
      if (beside === undefined || row === undefined) continue;
      const position = new Map(beside.map((node, index) => [node.id, index]));
      const wish = new Map(
        row.map((node, index) => {
          const found = ((down ? before : after).get(node.id) ?? []).flatMap((id) => position.get(id) ?? []);
          return [node.id, found.length === 0 ? index : found.reduce((sum, each) => sum + each, 0) / found.length];
        }),
      );
      rows[at] = row.toSorted((a, b) => (wish.get(a.id) ?? 0) - (wish.get(b.id) ?? 0));
    }
  }
  // Labels stand in the gap: to the right they need their length, downwards a line.
  const longest = Math.max(0, ...edges.map((edge) => edge.label.length));
  const between = direction === 'right' ? Math.max(layerGap, Math.min(longest, 24) * 6.2 + 36) : layerGap;
  const places = new Map<string, Place>();
  let along = 0;
  for (const row of rows) {
    const across = (node: GraphNode): number => (direction === 'down' ? node.width : nodeHeight);
    const total = row.reduce((sum, node) => sum + across(node) + gap, -gap);
    let at = -total / 2;
    const deep = direction === 'down' ? nodeHeight : Math.max(...row.map((node) => node.width));
    for (const node of row) {
      const middle = at + across(node) / 2;
      places.set(
        node.id,
        direction === 'down' ? { x: middle, y: along + deep / 2 } : { x: along + deep / 2, y: middle },
      );
      at += across(node) + gap;
    }
    along += deep + between;
  }
  return places;
}

/** The edges with those turned round that would lead back. */
function withoutCycles(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): { from: string; to: string }[] {
  const next = neighbours(edges, 'from', 'to');
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  for (const { id } of nodes) {
    const way: { id: string; at: number }[] = state.has(id) ? [] : [{ id, at: 0 }];
    if (way.length > 0) state.set(id, 'open');
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const to = next.get(top.id)?.[top.at];
      top.at += 1;
      if (to === undefined) {
        state.set(top.id, 'done');
        way.pop();
      } else if (state.get(to) === 'open') back.add(`${top.id}\u0000${to}`);
      else if (!state.has(to)) {
        state.set(to, 'open');
        way.push({ id: to, at: 0 });
      }
    }
  }
  return edges
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }) => (back.has(`${from}\u0000${to}`) ? { from: to, to: from } : { from, to }));
}

function ranks(nodes: readonly GraphNode[], edges: readonly { from: string; to: string }[]): Map<string, number> {
  const next = neighbours(edges, 'from', 'to');
  const waiting = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { to } of edges) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const rank = new Map(nodes.map(({ id }) => [id, 0]));
  const ready = nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    for (const to of next.get(id) ?? []) {
      rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 1) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return rank;
}

function neighbours<K extends 'from' | 'to'>(
  edges: readonly { from: string; to: string }[],
  of: K,
  give: K,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const list = found.get(edge[of]);
    if (list === undefined) found.set(edge[of], [edge[give]]);
    else list.push(edge[give]);
  }
  return found;
}

/** Nodes push each other away, edges pull together, from a spiral on; the steps get shorter (Fruchterman and Reingold). */
function forces(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Places {
  const wanted = 110;
  const index = new Map(nodes.map((node, at) => [node.id, at]));
  const x = Float64Array.from(nodes, (_, at) => Math.cos(at * 2.399963) * wanted * Math.sqrt(at + 0.5) * 0.6);
  const y = Float64Array.from(nodes, (_, at) => Math.sin(at * 2.399963) * wanted * Math.sqrt(at + 0.5) * 0.6);
  const links = edges.flatMap(({ from, to }) => {
    const [a, b] = [index.get(from), index.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b] as const];
  });
  // The work of a round grows with the square of the nodes: many nodes get fewer rounds.
  const rounds = Math.max(20, Math.min(220, Math.floor(6_000_000 / (nodes.length * nodes.length))));
  const dx = new Float64Array(nodes.length);
  const dy = new Float64Array(nodes.length);
  const read = (list: Float64Array, at: number): number => list[at] ?? 0;
  for (let round = 0; round < rounds; round += 1) {
    dx.fill(0);
    dy.fill(0);
    for (let a = 0; a < nodes.length; a += 1) {
      for (let b = a + 1; b < nodes.length; b += 1) {
        const [ax, ay] = [read(x, a) - read(x, b), read(y, a) - read(y, b)];
        const square = Math.max(ax * ax + ay * ay, 1);
        const push = (wanted * wanted) / square;
        dx[a] = read(dx, a) + ax * push;
        dy[a] = read(dy, a) + ay * push;
        dx[b] = read(dx, b) - ax * push;
        dy[b] = read(dy, b) - ay * push;
      }
      dx[a] = read(dx, a) - read(x, a) * 0.6;
      dy[a] = read(dy, a) - read(y, a) * 0.6;
    }
    for (const [a, b] of links) {
      const [ax, ay] = [read(x, a) - read(x, b), read(y, a) - read(y, b)];
      const pull = Math.hypot(ax, ay) / wanted;
      dx[a] = read(dx, a) - ax * pull;
      dy[a] = read(dy, a) - ay * pull;
      dx[b] = read(dx, b) + ax * pull;
      dy[b] = read(dy, b) + ay * pull;
    }
    const most = wanted * (1 - round / rounds) * 0.5 + 1;
    for (let at = 0; at < nodes.length; at += 1) {
      const length = Math.hypot(read(dx, at), read(dy, at)) || 1;
      const share = Math.min(length, most) / length;
      x[at] = read(x, at) + read(dx, at) * share;
      y[at] = read(y, at) + read(dy, at) * share;
    }
  }
  return new Map(nodes.map((node, at) => [node.id, { x: read(x, at), y: read(y, at) * 0.8 }]));
}
