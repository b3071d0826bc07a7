import { expect, test } from 'vitest';
import { arrange, type GraphEdge, type GraphNode } from './layout.ts';

const node = (id: string): GraphNode => ({ id, label: id, tone: 'default', width: 60 });
const edge = (from: string, to: string): GraphEdge => ({ from, to, label: '', tone: 'default' });
const nodes = ['a', 'b', 'c', 'd'].map(node);

test('layers follow the edges, a circle of edges too', () => {
  const places = arrange(nodes, [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('d', 'a')], 'layered', 'down');
  const depths = nodes.map(({ id }) => places.get(id)?.y ?? Number.NaN);
  expect(depths).toEqual(depths.toSorted((x, y) => x - y));
  expect(new Set(depths).size).toBe(4);
});

test.each(['layered', 'force', 'grid', 'circular'] as const)(
  '%s puts no node on another, and each time the same',
  (layout) => {
    const edges = [edge('a', 'b'), edge('a', 'c')];
    const places = arrange(nodes, edges, layout, 'right');
    expect(new Set([...places.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(4);
    expect([...arrange(nodes, edges, layout, 'right')]).toEqual([...places]);
  },
);
