/** Handlers of `graph.*`: nodes and edges in the app's data, kept so that every edge joins nodes that are there. */
import { ToolError } from '../error.ts';
import type { graphTools } from '../families/graph.ts';
import type { Json, JsonObject } from '../json.ts';
import { command } from './components.ts';
import type { ShellToolContext } from './context.ts';
import type { HandlersOf } from './handlers-of.ts';
import { allowNames, fieldOf, isRecord } from './values.ts';

interface Graph {
  /** What else is in the record. */
  readonly rest: JsonObject;
  readonly nodes: readonly Json[];
  readonly edges: readonly Json[];
}

const mostNodes = 5_000;
const mostEdges = 20_000;

function graphAt(context: ShellToolContext, path: string): Graph {
  const value = context.read(path) ?? {};
  if (!isRecord(value)) throw new ToolError('EINVAL', `"${path}" holds no graph: { "nodes", "edges" }`);
  const list = (name: string): readonly Json[] => {
    const entries = fieldOf(value, name) ?? [];
    if (!Array.isArray(entries)) throw new ToolError('EINVAL', `"${path}.${name}" holds no list`);
    return entries;
  };
  return { rest: value, nodes: list('nodes'), edges: list('edges') };
}

/** Writes a graph. @throws ToolError `ENOENT` for an edge without its node, `EEXIST` for an id that is there twice, `E2BIG` */
function put(context: ShellToolContext, path: string, { rest, nodes, edges }: Graph): { nodes: number; edges: number } {
  if (nodes.length > mostNodes) throw new ToolError('E2BIG', `a graph has at most ${mostNodes} nodes`);
  if (edges.length > mostEdges) throw new ToolError('E2BIG', `a graph has at most ${mostEdges} edges`);
  const ids = new Set<Json>();
  for (const node of nodes) {
    const id = fieldOf(node, 'id');
    if (ids.has(id)) throw new ToolError('EEXIST', `there is a node with the id ${String(id)} already`);
    ids.add(id);
  }
  for (const edge of edges) {
    const missing = [fieldOf(edge, 'from'), fieldOf(edge, 'to')].find((end) => !ids.has(end));
    if (missing !== undefined) throw new ToolError('ENOENT', `there is no node with the id ${String(missing)}`);
  }
  context.write(path, { ...rest, nodes: [...nodes], edges: [...edges] });
  return { nodes: nodes.length, edges: edges.length };
}

const joins = (edge: Json, from: Json, to: Json): boolean =>
  fieldOf(edge, 'from') === from && fieldOf(edge, 'to') === to;

export const graphHandlers: HandlersOf<typeof graphTools> = {
  'graph.update_nodes'({ path, nodes }, context) {
    const graph = graphAt(context, path);
    const ids = new Set<Json>(nodes.map((node) => node.id));
    const edges = graph.edges.filter((edge) => ids.has(fieldOf(edge, 'from')) && ids.has(fieldOf(edge, 'to')));
    for (const node of nodes) allowNames(Object.keys(node));
    return put(context, path, { ...graph, nodes, edges });
  },
  'graph.update_edges'({ path, edges }, context) {
    for (const edge of edges) allowNames(Object.keys(edge));
    return put(context, path, { ...graphAt(context, path), edges });
  },
  'graph.add_node'({ path, node }, context) {
    allowNames(Object.keys(node));
    const graph = graphAt(context, path);
    return put(context, path, { ...graph, nodes: [...graph.nodes, node] });
  },
  'graph.add_edge'({ path, edge }, context) {
    allowNames(Object.keys(edge));
    const graph = graphAt(context, path);
    const others = graph.edges.filter((other) => !joins(other, edge.from, edge.to));
    return put(context, path, { ...graph, edges: [...others, edge] });
  },
  'graph.remove_node'({ path, id }, context) {
    const graph = graphAt(context, path);
    const nodes = graph.nodes.filter((node) => fieldOf(node, 'id') !== id);
    if (nodes.length === graph.nodes.length) throw new ToolError('ENOENT', `there is no node with the id ${id}`);
    const edges = graph.edges.filter((edge) => fieldOf(edge, 'from') !== id && fieldOf(edge, 'to') !== id);
    return put(context, path, { ...graph, nodes, edges });
  },
  'graph.remove_edge'({ path, from, to }, context) {
    const graph = graphAt(context, path);
    const edges = graph.edges.filter((edge) => !joins(edge, from, to));
    if (edges.length === graph.edges.length) throw new ToolError('ENOENT', `there is no edge from ${from} to ${to}`);
    return put(context, path, { ...graph, edges });
  },
  'graph.find_path'({ path, from, to, directed }, context) {
    const way = shortestWay(graphAt(context, path), from, to, directed);
    if (way === undefined) throw new ToolError('ENOENT', `there is no way from ${from} to ${to}`);
    return { value: way };
  },
  'graph.highlight_node': ({ id, node }, context) =>
    command(context, id, 'highlight', { ids: node === undefined ? [] : [node] }),
  'graph.highlight_path': ({ id, ids }, context) => command(context, id, 'highlight', { ids }),
  'graph.layout': ({ id, layout }, context) => command(context, id, 'layout', { layout }),
  'graph.clear': ({ path }, context) => put(context, path, { ...graphAt(context, path), nodes: [], edges: [] }),
};

type Id = string | number;
const isId = (value: Json): value is Id => typeof value === 'string' || typeof value === 'number';

/** Breadth first; undefined when there is no way. @throws ToolError `ENOENT` when an end is no node */
function shortestWay(graph: Graph, from: Id, to: Id, directed: boolean): Id[] | undefined {
  const next = new Map<Id, Id[]>();
  for (const node of graph.nodes) {
    const id = fieldOf(node, 'id');
    if (isId(id)) next.set(id, []);
  }
  const missing = [from, to].find((end) => !next.has(end));
  if (missing !== undefined) throw new ToolError('ENOENT', `there is no node with the id ${missing}`);
  for (const edge of graph.edges) {
    const [start, end] = [fieldOf(edge, 'from'), fieldOf(edge, 'to')];
    if (!isId(start) || !isId(end)) continue;
    next.get(start)?.push(end);
    if (!directed) next.get(end)?.push(start);
  }
  const before = new Map<Id, Id | null>([[from, null]]);
  const queue: Id[] = [from];
  // The queue grows while it is walked: each node is put into it once.
  for (const id of queue) {
    if (id === to) break;
    for (const neighbour of next.get(id) ?? []) {
      if (before.has(neighbour)) continue;
      before.set(neighbour, id);
      queue.push(neighbour);
    }
  }
  if (!before.has(to)) return undefined;
  const way: Id[] = [];
  for (let at: Id | null | undefined = to; at !== null && at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}
