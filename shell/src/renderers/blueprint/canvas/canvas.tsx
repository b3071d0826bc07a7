/**
 * A surface to draw on. With the pointer as everywhere; with the keyboard arrows move a cross, Space begins and ends a stroke
 * (or puts the two corners of a shape), Escape gives it up. Shapes go to `bind`, so the document decides what is kept.
 */
import type { Json } from '@agentos/blueprint';
import { paletteNames } from '@agentos/blueprint/components';
import { ToolError } from '@agentos/tools/error';
import { Circle, Download, Eraser, type LucideIcon, Minus, Pencil, Redo2, Square, Trash2, Undo2 } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Colors, readColors, useThemeVersion } from '../colors.ts';
import {
  choiceOf,
  fallbackName,
  flagOf,
  group,
  numberOf,
  outer,
  type PartProps,
  spokenName,
  textOf,
  useSurface,
} from '../part.ts';
import { numberArg, textArg, usePort } from '../port.ts';
import { Range } from '../range.tsx';
import {
  drawStroke,
  extended,
  maxStrokes,
  plainStroke,
  type Stroke,
  type StrokeTool,
  simplify,
  strokeOf,
  strokesOf,
  strokeTools,
} from './strokes.ts';

const tools: Readonly<Record<StrokeTool, { icon: LucideIcon; title: string }>> = {
  pen: { icon: Pencil, title: 'Pen' },
  eraser: { icon: Eraser, title: 'Eraser' },
  line: { icon: Minus, title: 'Line' },
  rect: { icon: Square, title: 'Rectangle' },
  ellipse: { icon: Circle, title: 'Ellipse' },
};
const usualColors: readonly string[] = ['ink', ...paletteNames.slice(0, 7)];
type Point = readonly [number, number];
const isHex = (color: string): boolean => /^#[0-9a-f]{6}$/i.test(color);

export default function Canvas(part: PartProps): ReactNode {
  const { props, component } = part;
  const { host } = useSurface();
  const width = numberOf(props, 'width') ?? 640;
  const height = numberOf(props, 'height') ?? 400;
  const readonly = flagOf(props, 'readonly');
  const surface = useRef<HTMLCanvasElement>(null);
  const [own, setOwn] = useState<Json>([]);
  const value = component.bind === undefined ? own : (part.value ?? null);
  const strokes = useMemo(() => strokesOf(value), [value]);
  const [tool, setTool] = useState<StrokeTool>(choiceOf(props, 'tool', strokeTools, 'pen'));
  const [color, setColor] = useState(textOf(props, 'color') ?? 'ink');
  const [brush, setBrush] = useState(numberOf(props, 'brush') ?? 4);
  const [drawing, setDrawing] = useState<Stroke | null>(null);
  const [cross, setCross] = useState<Point | null>(null);
  const [said, setSaid] = useState('');
  const history = useRef<{ before: Json[]; after: Json[] }>({ before: [], after: [] });
  const theme = useThemeVersion();
  const colors = useRef<Colors | null>(null);

  const put = (next: Json, remember = true): void => {
    if (remember) {
      history.current.before = [...history.current.before.slice(-49), value];
      history.current.after = [];
    }
    if (component.bind === undefined) setOwn(next);
    part.change(next);
  };
  const add = (stroke: Stroke): void => put([...strokes, stroke].slice(-maxStrokes).map(plainStroke));
  const undo = (): boolean => {
    if (strokes.length === 0 && history.current.before.length === 0) return false;
    const before = history.current.before.pop() ?? strokes.slice(0, -1).map(plainStroke);
    history.current.after.push(value);
    put(before, false);
    return true;
  };
  const redo = (): boolean => {
    const after = history.current.after.pop();
    if (after === undefined) return false;
    history.current.before.push(value);
    put(after, false);
    return true;
  };
  const clear = (): void => {
    if (strokes.length > 0) put([]);
  };

  const paint = (canvas: HTMLCanvasElement, scale: number, list: readonly Stroke[], paper: boolean): void => {
    const context = canvas.getContext('2d');
    const found = colors.current;
    if (context === null || found === null) return;
    const colorOf = (name: string): string => {
      if (isHex(name)) return name;
      const known = paletteNames.find((each) => each === name);
      return known === undefined ? found.role('text') : found.series(known);
    };
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const stroke of list) drawStroke(context, stroke, colorOf);
    if (!paper) return;
    context.globalCompositeOperation = 'destination-over';
    context.fillStyle = found.role('background');
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = 'source-over';
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted anew when the theme is another
  useLayoutEffect(() => {
    const canvas = surface.current;
    if (canvas === null) return;
    colors.current = readColors(canvas.parentElement ?? canvas);
    const scale = Math.min(Math.max(devicePixelRatio, 1), 3);
    canvas.width = width * scale;
    canvas.height = height * scale;
    paint(canvas, scale, drawing === null ? strokes : [...strokes, drawing], false);
  }, [strokes, drawing, width, height, theme]);

  const picture = (): HTMLCanvasElement => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    paint(canvas, 1, strokes, true);
    return canvas;
  };
  const name = spokenName(part) ?? fallbackName(part);
  const save = (called: string): void => {
    const fileName = called.replace(/[^\p{L}\p{N} _-]/gu, '').trim();
    picture().toBlob((blob) => blob !== null && host.saveToDisk(`${fileName === '' ? 'drawing' : fileName}.png`, blob));
  };
  usePort(part, {
    draw(args) {
      const stroke = strokeOf({ ...args, color: args.color ?? color, size: args.size ?? brush });
      if (stroke === undefined) throw new ToolError('EINVAL', 'points: x, y, x, y, … are needed');
      add(stroke);
    },
    clear,
    undo,
    redo,
    set_tool(args) {
      const wanted = strokeTools.find((each) => each === args.tool);
      if (wanted === undefined) throw new ToolError('EINVAL', `tool: one of ${strokeTools.join(', ')}`);
      setTool(wanted);
    },
    set_color: (args) => setColor(textArg(args, 'color')),
    set_size: (args) => setBrush(Math.min(Math.max(numberArg(args, 'size'), 0.5), 200)),
    export: (args) => save(typeof args.name === 'string' ? args.name : name),
    focus: () => surface.current?.focus(),
  });

  const placeOf = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  };
  const begin = ([x, y]: Point): Stroke => ({
    tool,
    color,
    size: tool === 'eraser' ? brush * 3 : brush,
    points: [x, y],
  });
  const finish = (stroke: Stroke): void => {
    setDrawing(null);
    const [x = 0, y = 0] = stroke.points;
    const [toX = x, toY = y] = stroke.points.slice(-2);
    const formed = stroke.tool === 'rect' || stroke.tool === 'ellipse';
    if (formed && Math.abs(toX - x) + Math.abs(toY - y) < 2) return;
    add({ ...stroke, points: simplify(stroke.points, 0.6) });
  };

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (readonly || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setCross(null);
    setDrawing(begin(placeOf(event)));
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (drawing !== null && cross === null) setDrawing(extended(drawing, ...placeOf(event)));
  };
  const onPointerUp = (): void => {
    if (drawing !== null && cross === null) finish(drawing);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) {
      if (readonly || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      setSaid(
        (event.shiftKey ? redo() : undo()) ? (event.shiftKey ? 'Done again' : 'Taken back') : 'Nothing to take back',
      );
      return;
    }
    if (readonly || event.altKey) return;
    const far = event.shiftKey ? 40 : 8;
    const moves: Record<string, Point> = {
      ArrowLeft: [-far, 0],
      ArrowRight: [far, 0],
      ArrowUp: [0, -far],
      ArrowDown: [0, far],
    };
    const move = moves[event.key];
    const at = cross ?? [width / 2, height / 2];
    if (move !== undefined) {
      const to: Point = [Math.min(Math.max(at[0] + move[0], 0), width), Math.min(Math.max(at[1] + move[1], 0), height)];
      setCross(to);
      if (drawing !== null) setDrawing(extended(drawing, ...to));
      setSaid(`${Math.round(to[0])}, ${Math.round(to[1])}`);
    } else if (event.key === ' ' || event.key === 'Enter') {
      setCross(at);
      if (drawing === null) {
        setDrawing(begin(at));
        setSaid(`${tools[tool].title} down`);
      } else {
        finish(drawing);
        setSaid('Drawn');
      }
    } else if (event.key === 'Escape' && drawing !== null) {
      setDrawing(null);
      setSaid('Given up');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const offered = Array.isArray(props.tools)
    ? strokeTools.filter((each) => Array.isArray(props.tools) && props.tools.includes(each))
    : strokeTools;
  const palette = Array.isArray(props.colors) ? props.colors.filter((each) => typeof each === 'string') : usualColors;
  const controls = (props.controls === undefined || flagOf(props, 'controls')) && !readonly;
  const chooserId = useId();
  const button = 'bp-button bp-button-ghost bp-size-small bp-button-icon';
  const { className, ...rest } = outer(part, 'bp-canvas');
  const plain = props.bordered !== undefined && !flagOf(props, 'bordered');
  return (
    <div
      {...rest}
      className={`${className}${plain ? ' bp-canvas-plain' : ''}`}
      inert={flagOf(props, 'disabled')}
      {...group(name)}
    >
      {controls ? (
        <div className="bp-canvas-tools" role="toolbar" aria-label={`Tools of ${name}`}>
          {offered.map((each) => {
            const { icon: Icon, title } = tools[each];
            return (
              <button
                key={each}
                type="button"
                className={button}
                aria-label={title}
                title={title}
                aria-pressed={tool === each}
                onClick={() => setTool(each)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden />
              </button>
            );
          })}
          <span className="bp-canvas-gap" />
          {palette.map((each) => (
            <button
              key={each}
              type="button"
              className="bp-swatch"
              aria-label={spoken(each)}
              title={spoken(each)}
              aria-pressed={color === each}
              style={{ ['--bp-swatch' as string]: swatch(each) } as CSSProperties}
              onClick={() => setColor(each)}
            />
          ))}
          <label
            className="bp-swatch bp-swatch-free"
            title="Another colour"
            htmlFor={chooserId}
            data-on={isHex(color) && !palette.includes(color) ? '' : undefined}
          >
            <input
              id={chooserId}
              type="color"
              aria-label="Another colour"
              value={isHex(color) && color.length === 7 ? color : '#7a5cff'}
              onChange={(event) => setColor(event.target.value)}
            />
          </label>
          <span className="bp-canvas-gap" />
          <Range
            className="bp-canvas-size"
            min={1}
            max={40}
            value={Math.min(brush, 40)}
            aria-label="Brush size"
            title={`Brush size ${brush}`}
            onChange={(event) => setBrush(Number(event.target.value))}
          />
          <span className="bp-canvas-gap" />
          <button
            type="button"
            className={button}
            aria-label="Undo"
            title="Undo"
            disabled={strokes.length === 0 && history.current.before.length === 0}
            onClick={undo}
          >
            <Undo2 size={16} strokeWidth={1.75} aria-hidden />
          </button>
          <button
            type="button"
            className={button}
            aria-label="Redo"
            title="Redo"
            disabled={history.current.after.length === 0}
            onClick={redo}
          >
            <Redo2 size={16} strokeWidth={1.75} aria-hidden />
          </button>
          <button
            type="button"
            className={button}
            aria-label="Clear"
            title="Clear"
            disabled={strokes.length === 0}
            onClick={clear}
          >
            <Trash2 size={16} strokeWidth={1.75} aria-hidden />
          </button>
          <button
            type="button"
            className={button}
            aria-label="Save as PNG"
            title="Save as PNG"
            onClick={() => save(name)}
          >
            <Download size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </div>
      ) : null}
      <div
        className="bp-canvas-paper"
        data-grid={flagOf(props, 'grid') || undefined}
        style={{ aspectRatio: `${width} / ${height}`, maxInlineSize: width }}
      >
        <canvas
          ref={surface}
          tabIndex={readonly ? undefined : 0}
          role="img"
          aria-label={`${name}: ${strokes.length === 0 ? 'empty' : `${strokes.length} ${strokes.length === 1 ? 'stroke' : 'strokes'}`}`}
          aria-description={
            readonly ? undefined : 'Arrow keys move, Space begins and ends a stroke, Escape gives it up'
          }
          data-drawing={drawing !== null || undefined}
          data-keys="text"
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => setDrawing(null)}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setCross(null);
            if (cross !== null) setDrawing(null);
          }}
        />
        {cross === null ? null : (
          <span
            className="bp-canvas-cross"
            aria-hidden
            style={{
              insetInlineStart: `${(cross[0] / width) * 100}%`,
              insetBlockStart: `${(cross[1] / height) * 100}%`,
            }}
          />
        )}
      </div>
      <span className="bp-unseen" role="status">
        {said}
      </span>
    </div>
  );
}

function spoken(color: string): string {
  return color.charAt(0).toUpperCase() + color.slice(1);
}

function swatch(color: string): string {
  if (isHex(color)) return color;
  return color === 'ink' ? 'var(--text-1)' : `var(--bp-${color})`;
}
