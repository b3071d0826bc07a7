/** Drawing on a canvas of the app. Coordinates are pixels of the drawing, from its upper left. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { componentId } from '../path.ts';

const id = componentId.describe('id of a canvas');
const acted = z.object({ id: z.string() });
const tool = z.enum(['pen', 'eraser', 'line', 'rect', 'ellipse']);
const size = z.number().min(1).max(80).describe('width of a stroke');
const color = z.union([
  z.enum(['ink', 'accent', 'teal', 'orange', 'rose', 'green', 'blue', 'yellow', 'gray']),
  z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a name of the palette, or such as "#3366cc"'),
]);
const coordinate = z.number().min(-10_000).max(10_000);

export const canvasTools = [
  declareTool('canvas.init', {
    title: 'Begin a drawing',
    description: 'Empties a canvas, and takes a tool, a colour and a brush size in hand.',
    site: 'shell',
    params: z.object({ id, tool: tool.default('pen'), color: color.default('ink'), size: size.default(4) }),
    result: acted,
    example: { id: 'board' },
  }),
  declareTool('canvas.draw', {
    title: 'Draw',
    description:
      'Adds one stroke, as if it had been drawn by hand: points are x, y, x, y, …; a line, rect or ellipse goes from the first point to the last.',
    site: 'shell',
    params: z.object({
      id,
      tool: tool.default('pen'),
      points: z
        .array(coordinate)
        .min(2)
        .max(20_000)
        .refine((points) => points.length % 2 === 0, 'x, y, x, y, …'),
      color: color.optional(),
      size: size.optional(),
    }),
    result: acted,
    example: { id: 'board', tool: 'line', points: [10, 10, 90, 60], color: 'accent' },
  }),
  declareTool('canvas.clear', {
    title: 'Clear a drawing',
    description: 'Removes all strokes.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'board' },
  }),
  declareTool('canvas.set_tool', {
    title: 'Choose a drawing tool',
    description: 'What the pointer does on a canvas.',
    site: 'shell',
    params: z.object({ id, tool }),
    result: acted,
    example: { id: 'board', tool: 'eraser' },
  }),
  declareTool('canvas.set_color', {
    title: 'Choose a colour',
    description: 'The colour that the pointer draws with.',
    site: 'shell',
    params: z.object({ id, color }),
    result: acted,
    example: { id: 'board', color: 'accent' },
  }),
  declareTool('canvas.set_brush_size', {
    title: 'Choose a brush size',
    description: 'The width, in pixels, that the pointer draws with.',
    site: 'shell',
    params: z.object({ id, size }),
    result: acted,
    example: { id: 'board', size: 8 },
  }),
  declareTool('canvas.undo', {
    title: 'Undo a stroke',
    description: 'Removes the last stroke.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'board' },
  }),
  declareTool('canvas.redo', {
    title: 'Redo a stroke',
    description: 'Brings the stroke back that was undone last.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'board' },
  }),
  declareTool('canvas.export', {
    title: 'Save a drawing',
    description: 'Offers the drawing to the person as a PNG file of this name.',
    site: 'shell',
    params: z.object({ id, name: z.string().min(1).max(100).default('drawing') }),
    result: acted,
    example: { id: 'board', name: 'sketch' },
  }),
] as const;
