/**
 * Nodes and edges. The pointer drags and zooms; with the keyboard one node is the stop, arrows go to the next node in that
 * direction, Enter chooses it, + - 0 zoom. Every node tells its neighbours to a screen reader.
 */
import { displayText } from '@agentos/blueprint';
import { ToolError } from '@agentos/tools/error';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Fault } from '../node.tsx';
import { choiceOf, fallbackName, flagOf, group, numberOf, outer, type PartProps, spokenName, textOf } from '../part.ts';
import { usePort } from '../port.ts';
import { contents, spokenNode } from './contents.ts';
import { Edge } from './edge.tsx';
import { arrange, type Layout, nodeHeight, type Place } from './layout.ts';
import { boundsOf, isOutside, margin, nearestIn, type View } from './view.ts';

const layouts = ['layered', 'force', 'grid', 'circular'] as const;

export default function Graph(part: PartProps): ReactNode {
  const { props, component, emit } = part;
  const [arranged, setArranged] = useState<{ props: unknown; layout: Layout } | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const written = choiceOf(props, 'layout', layouts, 'layered');
  // What a tool said holds until the document says something else.
  const layout = arranged?.props === props.layout ? (arranged?.layout ?? written) : written;
  const direction = choiceOf(props, 'direction', ['down', 'right'], 'down');
  const { nodes, edges, faults } = useMemo(() => {
    const said: string[] = [];
    return { ...contents(props.nodes, props.edges, said), faults: said };
  }, [props.nodes, props.edges]);
  const places = useMemo(() => arrange(nodes, edges, layout, direction), [nodes, edges, layout, direction]);
  const bounds = useMemo(() => boundsOf(nodes, places), [nodes, places]);
  const [own, setOwn] = useState<string | null>(null);
  const chosen =
    component.bind === undefined
      ? own
      : part.value === null || part.value === undefined
        ? null
        : displayText(part.value);
  const [current, setCurrent] = useState<string | null>(null);
  const [moved, setMoved] = useState<View | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; view: View } | null>(null);
  const arrow = useId();
  const interactive = props.interactive === undefined || flagOf(props, 'interactive');
  const directed = props.directed === undefined || flagOf(props, 'directed');
  const controls = interactive && (props.controls === undefined || flagOf(props, 'controls'));
  const name = spokenName(part) ?? fallbackName(part);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const fit: View = useMemo(() => {
    const scale = Math.min(size.width / (bounds.width + margin * 2), size.height / (bounds.height + margin * 2), 1.25);
    return {
      x: bounds.x + bounds.width / 2,
      y: bounds.y + bounds.height / 2,
      scale: Number.isFinite(scale) && scale > 0 ? scale : 1,
    };
  }, [size, bounds]);
  const view = moved ?? fit;
  const zoom = (by: number, around?: Place): void => {
    const scale = Math.min(Math.max(view.scale * by, 0.1), 4);
    const at = around ?? { x: view.x, y: view.y };
    const share = view.scale / scale;
    setMoved({ x: at.x + (view.x - at.x) * share, y: at.y + (view.y - at.y) * share, scale });
  };
  const zoomNow = useRef(zoom);
  zoomNow.current = zoom;
  const viewNow = useRef(view);
  viewNow.current = view;

  // The wheel zooms only while Ctrl is held or the graph has the focus: else the page scrolls. React's own listener could not keep the page still.
  useEffect(() => {
    const element = box.current;
    if (element === null || !interactive) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !element.contains(document.activeElement)) return;
      event.preventDefault();
      const frame = element.getBoundingClientRect();
      const seen = viewNow.current;
      const at = {
        x: seen.x + (event.clientX - frame.left - frame.width / 2) / seen.scale,
        y: seen.y + (event.clientY - frame.top - frame.height / 2) / seen.scale,
      };
      zoomNow.current(Math.exp(-event.deltaY * 0.002), at);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [interactive]);

  usePort(part, {
    fit: () => setMoved(null),
    highlight(args) {
      const ids = Array.isArray(args.ids) ? args.ids.map(displayText) : [];
      const unknown = ids.find((id) => !nodes.some((node) => node.id === id));
      if (unknown !== undefined) throw new ToolError('ENOENT', `the graph has no node "${unknown}"`);
      setMarked(new Set(ids));
    },
    layout(args) {
      const wanted = layouts.find((each) => each === args.layout);
      if (wanted === undefined) throw new ToolError('EINVAL', `layout: one of ${layouts.join(', ')}`);
      setArranged({ props: props.layout, layout: wanted });
      setMoved(null);
    },
    focus: () => box.current?.querySelector<SVGElement>('[tabindex="0"]')?.focus(),
  });

  const choose = (id: string): void => {
    setOwn(id);
    setCurrent(id);
    part.change(nodes.find((node) => node.id === id)?.id ?? id);
    emit('select', id);
  };
  const stop = nodes.some((node) => node.id === current) ? current : (nodes[0]?.id ?? null);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const ways: Record<string, Place> = {
      ArrowLeft: { x: -1, y: 0 },
      ArrowRight: { x: 1, y: 0 },
      ArrowUp: { x: 0, y: -1 },
      ArrowDown: { x: 0, y: 1 },
    };
    const way = ways[event.key];
    const onNode = event.target instanceof Element && event.target.matches('[data-node]');
    if (way !== undefined && onNode && stop !== null) {
      const next = nearestIn(nodes, places, stop, way);
      if (next === undefined) return;
      setCurrent(next);
      const place = places.get(next);
      if (place !== undefined && isOutside(place, view, size)) setMoved({ ...view, x: place.x, y: place.y });
      event.currentTarget.querySelector<SVGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && onNode && stop !== null) choose(stop);
    else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') setMoved(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (
      !interactive ||
      event.button !== 0 ||
      (event.target instanceof Element && event.target.closest('[data-node], button') !== null)
    )
      return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, view };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const begun = drag.current;
    if (begun === null) return;
    setMoved({
      ...begun.view,
      x: begun.view.x - (event.clientX - begun.x) / begun.view.scale,
      y: begun.view.y - (event.clientY - begun.y) / begun.view.scale,
    });
  };
  const release = (): void => {
    drag.current = null;
  };

  const { className, ...rest } = outer(part, 'bp-graph');
  const button = 'bp-button bp-button-outline bp-size-small bp-button-icon';
  const empty = nodes.length === 0;
  const transform = `translate(${size.width / 2} ${size.height / 2}) scale(${view.scale}) translate(${-view.x} ${-view.y})`;
  return (
    <div {...rest} className={className} inert={flagOf(props, 'disabled')}>
      {textOf(props, 'label') === undefined ? null : <span className="bp-label">{name}</span>}
      {empty ? <p className="bp-empty">{textOf(props, 'empty') ?? 'Nothing to show yet'}</p> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the nodes inside are the stops; keys of theirs bubble */}
      <div
        ref={box}
        className="bp-graph-view"
        hidden={empty}
        style={flagOf(props, 'grow') ? undefined : { blockSize: numberOf(props, 'height') ?? 240 }}
        onKeyDown={interactive ? onKeyDown : undefined}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={release}
        onPointerCancel={release}
      >
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: its name is given with its role */}
        <svg
          {...group(`${name}: ${nodes.length} nodes, ${edges.length} edges`)}
          width={size.width}
          height={size.height}
        >
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX={7.5}
              refY={4}
              markerWidth={7}
              markerHeight={7}
              orient="auto-start-reverse"
            >
              <path d="M0 0.5 8 4 0 7.5z" className="bp-graph-arrow" />
            </marker>
          </defs>
          <g transform={transform}>
            {edges.map((edge, at) => (
              <Edge
                // biome-ignore lint/suspicious/noArrayIndexKey: edges have no name of their own
                key={at}
                edge={edge}
                nodes={nodes}
                places={places}
                marked={marked.has(edge.from) && marked.has(edge.to)}
                marker={directed ? `url(#${arrow})` : undefined}
                direction={layout === 'layered' ? direction : undefined}
              />
            ))}
            {nodes.map((node) => {
              const place = places.get(node.id) ?? { x: 0, y: 0 };
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: it is a button while it can be chosen; keys are taken by the view
                // biome-ignore lint/a11y/useAriaPropsSupportedByRole: pressed goes with the button alone
                <g
                  key={node.id}
                  data-node={node.id}
                  className={`bp-node bp-node-${node.tone}`}
                  data-chosen={node.id === chosen || undefined}
                  data-marked={marked.has(node.id) || undefined}
                  transform={`translate(${place.x} ${place.y})`}
                  role={interactive ? 'button' : 'img'}
                  aria-label={spokenNode(node, nodes, edges, directed)}
                  aria-pressed={interactive ? node.id === chosen : undefined}
                  tabIndex={interactive ? (node.id === stop ? 0 : -1) : undefined}
                  onFocus={() => setCurrent(node.id)}
                  onClick={interactive ? () => choose(node.id) : undefined}
                >
                  <rect x={-node.width / 2} y={-nodeHeight / 2} width={node.width} height={nodeHeight} rx={6} />
                  <text aria-hidden>{node.label.length > 28 ? `${node.label.slice(0, 27)}…` : node.label}</text>
                </g>
              );
            })}
          </g>
        </svg>
        {controls ? (
          <div className="bp-graph-controls" role="toolbar" aria-label={`Zoom of ${name}`}>
            <button type="button" className={button} aria-label="Zoom in" onClick={() => zoom(1.25)}>
              <ZoomIn size={14} strokeWidth={1.75} aria-hidden />
            </button>
            <button type="button" className={button} aria-label="Zoom out" onClick={() => zoom(0.8)}>
              <ZoomOut size={14} strokeWidth={1.75} aria-hidden />
            </button>
            <button type="button" className={button} aria-label="Show all" onClick={() => setMoved(null)}>
              <Maximize size={14} strokeWidth={1.75} aria-hidden />
            </button>
          </div>
        ) : null}
      </div>
      {faults.length === 0 ? null : <Fault texts={faults} />}
    </div>
  );
}
