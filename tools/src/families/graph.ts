/**
 * Graphs: nodes and edges between them. A graph is a record `{ "nodes", "edges" }` in the app's data, which a graph component
 * shows (`"nodes": "=net.nodes", "edges": "=net.edges"`); a node has an `id`, an edge `from` and `to`. What belongs to the sight of
 * it alone, highlights and arrangement, goes to the component.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { componentId, dataPath } from '../path.ts';

const path = dataPath.describe('where the graph is');
const nodeId = z.union([z.string().min(1).max(200), z.number()]);
const node = z.object({ id: nodeId }).catchall(z.json());
const edge = z.object({ from: nodeId, to: nodeId }).catchall(z.json());
const size = z.object({ nodes: z.number(), edges: z.number() });
const component = componentId.describe('id of a graph component');
const acted = z.object({ id: z.string() });

export const graphTools = [
  declareTool('graph.update_nodes', {
    title: 'Replace the nodes',
    description: 'Puts other nodes into a graph; edges of nodes that are no longer there go.',
    site: 'shell',
    params: z.object({ path, nodes: z.array(node).max(5_000) }),
    result: size,
    example: { path: 'net', nodes: [{ id: 'a', label: 'A' }, { id: 'b' }] },
  }),
  declareTool('graph.update_edges', {
    title: 'Replace the edges',
    description: 'Puts other edges into a graph; each must join nodes that are there.',
    site: 'shell',
    params: z.object({ path, edges: z.array(edge).max(20_000) }),
    result: size,
    example: { path: 'net', edges: [{ from: 'a', to: 'b' }] },
  }),
  declareTool('graph.add_node', {
    title: 'Add a node',
    description: 'Adds a node; an id that is there already is an error (EEXIST).',
    site: 'shell',
    params: z.object({ path, node }),
    result: size,
    example: { path: 'net', node: { id: 'c', label: 'C' } },
  }),
  declareTool('graph.add_edge', {
    title: 'Add an edge',
    description: 'Joins two nodes; the same edge again changes it.',
    site: 'shell',
    params: z.object({ path, edge }),
    result: size,
    example: { path: 'net', edge: { from: 'b', to: 'a' } },
  }),
  declareTool('graph.remove_node', {
    title: 'Remove a node',
    description: 'Removes a node and its edges.',
    site: 'shell',
    params: z.object({ path, id: nodeId }),
    result: size,
    example: { path: 'net', id: 'b' },
  }),
  declareTool('graph.remove_edge', {
    title: 'Remove an edge',
    description: 'Removes the edges from one node to another.',
    site: 'shell',
    params: z.object({ path, from: nodeId, to: nodeId }),
    result: size,
    example: { path: 'net', from: 'a', to: 'b' },
  }),
  declareTool('graph.find_path', {
    title: 'Find a way',
    description:
      'The shortest way from one node to another along the edges, as ids; with directed edges are followed forwards only. No way is ' +
      'an error (ENOENT).',
    site: 'shell',
    params: z.object({ path, from: nodeId, to: nodeId, directed: z.boolean().default(false) }),
    result: z.object({ value: z.array(nodeId) }),
    example: { path: 'net', from: 'a', to: 'b' },
  }),
  declareTool('graph.highlight_node', {
    title: 'Highlight a node',
    description: 'Marks one node of a graph component, and no other; without node none.',
    site: 'shell',
    params: z.object({ id: component, node: nodeId.optional() }),
    result: acted,
    example: { id: 'map', node: 'a' },
  }),
  declareTool('graph.highlight_path', {
    title: 'Highlight a way',
    description:
      'Marks some nodes of a graph component and the edges between them, such as what graph.find_path gives.',
    site: 'shell',
    params: z.object({ id: component, ids: z.array(nodeId).max(5_000) }),
    result: acted,
    example: { id: 'map', ids: ['a', 'b'] },
  }),
  declareTool('graph.layout', {
    title: 'Arrange a graph',
    description:
      'Arranges what a graph component shows: layered (along its edges), force (by what is joined), grid or circular.',
    site: 'shell',
    params: z.object({ id: component, layout: z.enum(['layered', 'force', 'grid', 'circular']) }),
    result: acted,
    example: { id: 'map', layout: 'circular' },
  }),
  declareTool('graph.clear', {
    title: 'Clear a graph',
    description: 'Removes all nodes and edges.',
    site: 'shell',
    params: z.object({ path }),
    result: size,
    example: { path: 'net' },
  }),
] as const;
