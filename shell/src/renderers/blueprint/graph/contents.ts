/** The nodes and edges that an app gives to a graph, as far as they are right, and how a node is told to a screen reader. */
import { displayText, isObject, type Json } from '@agentos/blueprint';
import type { GraphEdge, GraphNode } from './layout.ts';

const tones = ['default', 'muted', 'accent', 'success', 'warning', 'danger'] as const;
const maxDrawn = 1_000;

/** What can be drawn of the properties; what is wrong with them is added to `faults`, in sentences. */
export function contents(
  nodesGiven: Json | undefined,
  edgesGiven: Json | undefined,
  faults: string[],
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const list = (value: Json | undefined, name: string): Json[] => {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    faults.push(`${name}: a list is needed`);
    return [];
  };
  const toneOf = (value: Json | undefined): string => tones.find((tone) => tone === value) ?? 'default';
  const nodes = new Map<string, GraphNode>();
  for (const [at, entry] of list(nodesGiven, 'nodes').entries()) {
    const record = isObject(entry) ? entry : { id: entry };
    const id = record.id;
    if (typeof id !== 'string' && typeof id !== 'number') {
      faults.push(`nodes/${at}: an id is needed`);
      continue;
    }
    const label = record.label === undefined || record.label === null ? String(id) : displayText(record.label);
    nodes.set(String(id), {
      id: String(id),
      label,
      tone: toneOf(record.tone),
      width: Math.min(label.length, 28) * 7 + 24,
    });
  }
  const edges = list(edgesGiven, 'edges').flatMap((entry, at): GraphEdge[] => {
    const record = isObject(entry) ? entry : {};
    const [from, to] = [displayText(record.from ?? null), displayText(record.to ?? null)];
    if (!nodes.has(from) || !nodes.has(to)) {
      faults.push(`edges/${at}: there is no node "${nodes.has(from) ? to : from}"`);
      return [];
    }
    return [{ from, to, label: displayText(record.label ?? ''), tone: toneOf(record.tone) }];
  });
  if (nodes.size > maxDrawn) faults.push(`${nodes.size - maxDrawn} of ${nodes.size} nodes are not drawn`);
  const drawn = [...nodes.values()].slice(0, maxDrawn);
  const known = new Set(drawn.map((node) => node.id));
  return { nodes: drawn, edges: edges.filter((edge) => known.has(edge.from) && known.has(edge.to)) };
}

/** A node and where its edges lead, in a sentence. */
export function spokenNode(
  node: GraphNode,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  directed: boolean,
): string {
  const label = (id: string): string => nodes.find((each) => each.id === id)?.label ?? id;
  const to = edges.filter((edge) => edge.from === node.id).map((edge) => label(edge.to));
  const from = edges.filter((edge) => edge.to === node.id).map((edge) => label(edge.from));
  const parts = directed
    ? [to.length === 0 ? '' : `leads to ${to.join(', ')}`, from.length === 0 ? '' : `comes from ${from.join(', ')}`]
    : [to.length + from.length === 0 ? '' : `joined with ${[...to, ...from].join(', ')}`];
  return [node.label, ...parts.filter((each) => each !== '')].join('; ');
}
