/** Charts and graphs. */
import { z } from 'zod';
import { define, grow, label, palette, pixels, rows } from './shapes.ts';

const field = z.string().min(1).max(80);
const place = {
  height: pixels.optional().describe('Pixels; 240 unless told'),
  empty: label.optional().describe('Shown while there is no data'),
  grow,
};

/** One line, area or set of bars: a field of the rows. */
export const Series = z.union([
  field,
  z.strictObject({
    field,
    name: z.string().max(120).optional(),
    color: palette.optional(),
    type: z.enum(['line', 'bar', 'area']).optional(),
    axis: z.enum(['left', 'right']).optional(),
    width: z.number().min(0.5).max(12).optional(),
    opacity: z.number().min(0).max(1).optional(),
    dashed: z.boolean().optional(),
  }),
]);

const plotted = {
  data: rows.optional().describe('A list of records, or of numbers'),
  x: field.optional().describe('Field along the horizontal axis; `x`, `date`, `time`, `label` or `name` unless told'),
  series: z
    .union([field, z.array(Series).min(1).max(12)])
    .optional()
    .describe(
      'Fields to draw: names, or records with `field`, `name`, `color`, `type`, `axis` (left, right), `width`, `opacity`, `dashed`; all fields with numbers unless told',
    ),
  x_label: label.optional().describe('Below the horizontal axis'),
  y_label: label.optional().describe('Beside the vertical axis'),
  x_type: z
    .enum(['auto', 'category', 'number', 'time'])
    .optional()
    .describe('How x is read; dates and times stand at their true distance'),
  min: z.number().optional().describe('Low end of the vertical axis'),
  max: z.number().optional().describe('High end of the vertical axis'),
  unit: z.string().max(12).optional().describe('Written after values'),
  legend: z.boolean().optional().describe('Names of the series; so unless told when there are several'),
  tooltip: z.boolean().optional().describe('Values at the pointer or the arrow keys; so unless told'),
  grid: z.boolean().optional().describe('Lines behind; so unless told'),
  axes: z.boolean().optional().describe('Numbers and names along the sides; so unless told'),
  connect: z.boolean().optional().describe('Draws over places without a value'),
  ...place,
};
const chart = { events: ['select'], commands: { export: 'Offers the picture as a PNG file called `name`' } };
const stacked = z.boolean().optional().describe('One on top of the other');
const smooth = z.boolean().optional().describe('Curves in place of corners');

export const chartComponents = {
  line_chart: define(
    'Lines over time, numbers or names.',
    { ...plotted, smooth, points: z.boolean().optional().describe('A mark at each value; for few values unless told') },
    chart,
  ),
  bar_chart: define(
    'Bars, beside or on top of each other.',
    {
      ...plotted,
      stacked,
      bar_width: z.number().min(0.1).max(1).optional().describe('Share of its place that a bar takes'),
    },
    chart,
  ),
  area_chart: define('Lines with the area below them filled.', { ...plotted, smooth, stacked }, chart),
  pie_chart: define(
    'Shares of a whole.',
    {
      data: rows.optional().describe('A list of records'),
      value: field.optional().describe('Field with the number; `value` unless told'),
      name: field.optional().describe('Field with the name; `name` or `label` unless told'),
      colors: z.array(palette).min(1).max(24).optional().describe('In the order of the data'),
      hole: z.number().min(0).max(0.9).optional().describe('Share of the radius that stays open; 0 unless told'),
      radius: z
        .number()
        .min(0.2)
        .max(1)
        .optional()
        .describe('Share of the height that the circle takes; 1 unless told'),
      unit: z.string().max(12).optional().describe('Written after values'),
      legend: z.boolean().optional().describe('Names with values and shares; so unless told'),
      tooltip: z.boolean().optional().describe('Name and value at the pointer; so unless told'),
      ...place,
    },
    { events: ['select'] },
  ),
  graph: define(
    'Things and how they are connected. The bound value is the id of the chosen one.',
    {
      nodes: rows.optional().describe('Records with `id`, and optionally `label`, `tone`'),
      edges: rows.optional().describe('Records with `from`, `to`, and optionally `label`, `tone`'),
      layout: z
        .enum(['layered', 'force', 'grid', 'circular'])
        .optional()
        .describe('layered follows the direction of the edges; unless told'),
      direction: z.enum(['down', 'right']).optional().describe('Of the layers'),
      directed: z.boolean().optional().describe('Arrows at the edges; so unless told'),
      controls: z.boolean().optional().describe('Buttons for the zoom; so unless told'),
      interactive: z.boolean().optional().describe('Can be moved, zoomed and chosen from; so unless told'),
      ...place,
    },
    {
      bind: 'choice',
      events: ['select', 'change'],
      commands: {
        highlight: 'Marks the nodes in `ids` and the edges between them',
        layout: 'Arranges anew as `layout` says',
        fit: 'Shows all of it',
      },
    },
  ),
};
