/**
 * The events of one trace as a tree with times: who caused whom, when it began and how long it took. Pure.
 *
 * Rule: an event that lasted is told at its end, so it began at its time less its duration. Several events of one span
 * (what the kernel does for one syscall) stand below the one of them that lasted longest.
 */
import { durationOf, type Kinds, type SystemEvent } from '../data/events.ts';

export interface Step {
  readonly event: SystemEvent;
  readonly depth: number;
  /** Microseconds from the beginning of the trace. */
  readonly offset: number;
  /** Microseconds; undefined for a moment. */
  readonly duration: number | undefined;
  /** Microseconds of the duration that no step below accounts for. */
  readonly own: number | undefined;
  /** Its parent is named but not among the events: not kept any more, or not told yet. */
  readonly orphan: boolean;
}

export interface Chain {
  readonly steps: readonly Step[];
  /** Microseconds since the epoch. */
  readonly beganAt: number;
  /** Microseconds from the first beginning to the last end. */
  readonly total: number;
  readonly layers: readonly string[];
}

interface Node {
  readonly event: SystemEvent;
  readonly start: number;
  readonly end: number;
  readonly duration: number | undefined;
  readonly children: Node[];
  orphan: boolean;
}

export function buildChain(events: readonly SystemEvent[], kinds: Kinds): Chain {
  const nodes = events.map((event): Node => {
    const duration = durationOf(event, kinds);
    return {
      event,
      start: event.time_us - (duration ?? 0),
      end: event.time_us,
      duration,
      children: [],
      orphan: false,
    };
  });
  const heads = headsOf(nodes);
  const roots: Node[] = [];
  for (const node of nodes) {
    const parent = parentOf(node, heads);
    if (parent === undefined) {
      node.orphan = node.event.parent_span_id !== '';
      roots.push(node);
    } else parent.children.push(node);
  }
  const beganAt = nodes.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const endedAt = nodes.reduce((most, { end }) => Math.max(most, end), beganAt);
  const steps: Step[] = [];
  const walk = (node: Node, depth: number): void => {
    steps.push({
      event: node.event,
      depth,
      offset: node.start - beganAt,
      duration: node.duration,
      own: node.duration === undefined ? undefined : node.duration - covered(node),
      orphan: node.orphan,
    });
    for (const child of node.children.toSorted(inOrder)) walk(child, depth + 1);
  };
  for (const root of roots.toSorted(inOrder)) walk(root, 0);
  return {
    steps,
    beganAt: nodes.length === 0 ? 0 : beganAt,
    total: nodes.length === 0 ? 0 : endedAt - beganAt,
    layers: layerOrder.filter((layer) => nodes.some(({ event }) => event.layer === layer)),
  };
}

const layerOrder = ['shell', 'services', 'ai', 'kernel'];

/** The longest event of each span stands for it. */
function headsOf(nodes: readonly Node[]): Map<string, Node> {
  const heads = new Map<string, Node>();
  for (const node of nodes) {
    if (node.event.span_id === '') continue;
    const head = heads.get(node.event.span_id);
    if (head === undefined || (node.duration ?? -1) > (head.duration ?? -1)) heads.set(node.event.span_id, node);
  }
  return heads;
}

function parentOf(node: Node, heads: ReadonlyMap<string, Node>): Node | undefined {
  const head = heads.get(node.event.span_id);
  if (head !== undefined && head !== node) return head;
  const parent = heads.get(node.event.parent_span_id);
  // Spans that name each other in a circle would never be reached from a root.
  return parent === undefined || reaches(parent, node, heads) ? undefined : parent;
}

function reaches(from: Node, target: Node, heads: ReadonlyMap<string, Node>): boolean {
  const seen = new Set<Node>();
  for (let at: Node | undefined = from; at !== undefined && !seen.has(at); at = heads.get(at.event.parent_span_id)) {
    if (at === target) return true;
    seen.add(at);
  }
  return false;
}

function inOrder(a: Node, b: Node): number {
  return a.start - b.start || b.end - a.end || a.event.sequence - b.event.sequence;
}

/** Microseconds of a node that its children cover, each moment counted once. */
function covered(node: Node): number {
  let sum = 0;
  let until = node.start;
  for (const child of node.children.toSorted(inOrder)) {
    const from = Math.max(child.start, until);
    const to = Math.min(child.end, node.end);
    if (to > from) {
      sum += to - from;
      until = to;
    }
  }
  return sum;
}
