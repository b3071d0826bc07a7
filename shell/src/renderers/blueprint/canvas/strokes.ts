/**
 * What is on a canvas: a list of strokes in the units of the drawing, so that it can be bound, kept and drawn anew at any
 * size. No React here.
 */
import { isObject, type Json } from '@agentos/blueprint';

export const strokeTools = ['pen', 'eraser', 'line', 'rect', 'ellipse'] as const;
export type StrokeTool = (typeof strokeTools)[number];

export interface Stroke {
  readonly tool: StrokeTool;
  /** `ink`, a name of the palette, or `#rrggbb`. */
  readonly color: string;
  readonly size: number;
  /** x, y, x, y, …; of a line, rect or ellipse the first and the last point count. */
  readonly points: readonly number[];
}

/** Most strokes that a canvas keeps: the oldest go first. */
export const maxStrokes = 5_000;

/** The strokes of a bound value; what is none is left out. */
export function strokesOf(value: Json | undefined): Stroke[] {
  return Array.isArray(value) ? value.flatMap((entry) => strokeOf(entry) ?? []) : [];
}

/** A stroke as a document or a tool gives it; undefined when it is none. */
export function strokeOf(entry: Json): Stroke | undefined {
  if (!isObject(entry)) return undefined;
  const tool = strokeTools.find((each) => each === (entry.tool ?? 'pen'));
  const { points } = entry;
  if (tool === undefined || !Array.isArray(points) || points.length < 2 || points.length % 2 !== 0) return undefined;
  const numbers = points.filter((each) => typeof each === 'number' && Number.isFinite(each));
  if (numbers.length !== points.length) return undefined;
  return {
    tool,
    color: typeof entry.color === 'string' ? entry.color : 'ink',
    size: typeof entry.size === 'number' ? Math.min(Math.max(entry.size, 0.5), 200) : 4,
    points: numbers.map(Number),
  };
}

export function plainStroke({ tool, color, size, points }: Stroke): Json {
  return { tool, color, size, points: [...points] };
}

/** A stroke with one more point; a line, rect or ellipse has two. */
export function extended(stroke: Stroke, x: number, y: number): Stroke {
  const free = stroke.tool === 'pen' || stroke.tool === 'eraser';
  return { ...stroke, points: [...(free ? stroke.points : stroke.points.slice(0, 2)), x, y] };
}

/**
 * A drawn line with the points that its form needs: those nearer than `tolerance` to the line between their neighbours go
 * (Ramer, Douglas and Peucker). Coordinates are rounded to halves.
 */
export function simplify(points: readonly number[], tolerance: number): number[] {
  const count = points.length / 2;
  const x = (at: number): number => points[at * 2] ?? 0;
  const y = (at: number): number => points[at * 2 + 1] ?? 0;
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  const distance = (at: number, from: number, to: number): number => {
    const [dx, dy] = [x(to) - x(from), y(to) - y(from)];
    const length = Math.hypot(dx, dy);
    if (length === 0) return Math.hypot(x(at) - x(from), y(at) - y(from));
    return Math.abs(dx * (y(from) - y(at)) - dy * (x(from) - x(at))) / length;
  };
  const spans: [number, number][] = [[0, count - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    let farthest = 0;
    let found = -1;
    for (let at = from + 1; at < to; at += 1) {
      const away = distance(at, from, to);
      if (away > farthest) {
        farthest = away;
        found = at;
      }
    }
    if (farthest <= tolerance || found < 0) continue;
    keep[found] = 1;
    spans.push([from, found], [found, to]);
  }
  const half = (value: number): number => Math.round(value * 2) / 2;
  const kept: number[] = [];
  for (let at = 0; at < count; at += 1) if (keep[at] === 1) kept.push(half(x(at)), half(y(at)));
  return kept;
}

/** The parts of a canvas's context that drawing uses. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'ellipse'
  | 'globalCompositeOperation'
  | 'lineCap'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'quadraticCurveTo'
  | 'rect'
  | 'restore'
  | 'save'
  | 'stroke'
  | 'strokeStyle'
>;

export function drawStroke(pen: Pen, stroke: Stroke, colorOf: (name: string) => string): void {
  const { tool, points, size } = stroke;
  const [x = 0, y = 0] = points;
  const [toX = x, toY = y] = points.slice(-2);
  pen.save();
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.lineWidth = size;
  pen.strokeStyle = colorOf(stroke.color);
  if (tool === 'eraser') pen.globalCompositeOperation = 'destination-out';
  pen.beginPath();
  if (tool === 'rect') pen.rect(Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x), Math.abs(toY - y));
  else if (tool === 'ellipse') {
    pen.ellipse((x + toX) / 2, (y + toY) / 2, Math.abs(toX - x) / 2, Math.abs(toY - y) / 2, 0, 0, Math.PI * 2);
  } else if (tool === 'line') {
    pen.moveTo(x, y);
    pen.lineTo(toX, toY);
  } else trace(pen, points);
  pen.stroke();
  pen.restore();
}

/** A curve through the middles between points, so that a quick line has no corners; one point is a dot. */
function trace(pen: Pen, points: readonly number[]): void {
  const count = points.length / 2;
  const x = (at: number): number => points[at * 2] ?? 0;
  const y = (at: number): number => points[at * 2 + 1] ?? 0;
  pen.moveTo(x(0), y(0));
  if (count === 1) pen.lineTo(x(0) + 0.01, y(0));
  if (count === 2) pen.lineTo(x(1), y(1));
  for (let at = 1; at < count - 1; at += 1) {
    const last = at === count - 2;
    pen.quadraticCurveTo(
      x(at),
      y(at),
      last ? x(at + 1) : (x(at) + x(at + 1)) / 2,
      last ? y(at + 1) : (y(at) + y(at + 1)) / 2,
    );
  }
}
