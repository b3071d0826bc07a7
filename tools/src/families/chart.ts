/**
 * Charts. What a chart shows is data of the app, so the tools that change a chart write to that data, and those that work
 * on numbers take rows and give rows.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { componentId, dataPath } from '../path.ts';

const rows = z.array(z.record(z.string(), z.json())).max(100_000).describe('records, one for each point');
const field = z.string().min(1).max(80);
const key = field.describe('the field that holds the numbers');
const time = field.default('time').describe('the field that holds the time: milliseconds or ISO 8601');
const given = z.object({ value: z.array(z.record(z.string(), z.json())) });
const interval = z.number().int().min(1).max(31_536_000_000);
const numbers = {
  data: [
    { day: 1, value: 2 },
    { day: 2, value: 4 },
  ],
  key: 'value',
};
const times = {
  data: [
    { time: 0, value: 1 },
    { time: 3_000, value: 4 },
  ],
  key: 'value',
};
/** Where a computed number goes. */
const into = field.optional().describe('the field for the result; the same field unless told');

export const chartTools = [
  declareTool('chart.update_data', {
    title: 'Replace the data of a chart',
    description: 'Puts rows at the path that a chart shows.',
    site: 'shell',
    params: z.object({ path: dataPath, data: rows }),
    result: z.object({ value: z.number() }).describe('how many rows there are now'),
    example: { path: 'points', data: [{ time: 0, value: 1 }] },
  }),
  declareTool('chart.add_point', {
    title: 'Add a point to a chart',
    description: 'Adds a row at the end of those at a path; the oldest go when there are more than max_points.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      point: z.record(z.string(), z.json()),
      max_points: z.number().int().min(1).max(100_000).default(1_000),
    }),
    result: z.object({ value: z.number() }).describe('how many rows there are now'),
    example: { path: 'points', point: { time: 1000, value: 3 }, max_points: 60 },
  }),
  declareTool('chart.update_series', {
    title: 'Change the series of a chart',
    description: 'Puts the list of series at the path that a chart takes them from.',
    site: 'shell',
    params: z.object({ path: dataPath, series: z.array(z.union([field, z.record(z.string(), z.json())])).max(12) }),
    result: z.object({ value: z.number() }).describe('how many series there are now'),
    example: { path: 'series', series: [{ field: 'value', name: 'Value' }] },
  }),
  declareTool('chart.export', {
    title: 'Save a chart',
    description: 'Offers the picture of a line, bar or area chart to the person as a PNG file of this name.',
    site: 'shell',
    params: z.object({
      id: componentId.describe('id of the chart'),
      name: z.string().min(1).max(100).default('chart'),
    }),
    result: z.object({ id: z.string() }),
    example: { id: 'sales' },
  }),
  declareTool('chart.transform', {
    title: 'Work on numbers of a chart',
    description:
      'Rows whose field key went through operation: scale (times factor), offset (plus factor), log (base 10), abs, negate, round ' +
      '(to factor decimals), percent (of the sum), rank (1 is largest). What is no number stays.',
    site: 'shell',
    params: z.object({
      data: rows,
      key,
      operation: z.enum(['scale', 'offset', 'log', 'abs', 'negate', 'round', 'percent', 'rank']),
      factor: z.number().optional(),
      into,
    }),
    result: given,
    example: { ...numbers, operation: 'scale', factor: 10 },
  }),
  declareTool('chart.normalize', {
    title: 'Normalize',
    description:
      'Rows whose numbers were moved into 0 to 1, the least to 0 and the greatest to 1; equal numbers become 0.',
    site: 'shell',
    params: z.object({ data: rows, key, into }),
    result: given,
    example: numbers,
  }),
  declareTool('chart.cumulative', {
    title: 'Running total',
    description: 'Rows whose numbers are the sum of all up to there.',
    site: 'shell',
    params: z.object({ data: rows, key, into }),
    result: given,
    example: numbers,
  }),
  declareTool('chart.derivative', {
    title: 'Change from point to point',
    description:
      'Rows with the difference to the row before; with time, for each second. The first row has none (null).',
    site: 'shell',
    params: z.object({ data: rows, key, time: field.optional(), into }),
    result: given,
    example: numbers,
  }),
  declareTool('chart.smooth', {
    title: 'Smooth',
    description: 'Rows with the mean of window rows around each (fewer at the ends).',
    site: 'shell',
    params: z.object({ data: rows, key, window: z.number().int().min(1).max(1_001).default(3), into }),
    result: given,
    example: { ...numbers, window: 3 },
  }),
  declareTool('chart.resample', {
    title: 'Gather by time',
    description:
      'One row for each interval_ms that has rows, at its beginning, with aggregation of their numbers: mean, sum, min, max, first, ' +
      'last or count.',
    site: 'shell',
    params: z.object({
      data: rows,
      key,
      interval_ms: interval,
      aggregation: z.enum(['mean', 'sum', 'min', 'max', 'first', 'last', 'count']).default('mean'),
      time,
    }),
    result: given,
    example: { ...times, interval_ms: 1000 },
  }),
  declareTool('chart.fill_gaps', {
    title: 'Fill gaps in time',
    description:
      'Rows with new ones where more than interval_ms lie between two: with the number before (previous), on the line between both ' +
      '(linear), 0 (zero) or nothing (null). At most 100,000 rows.',
    site: 'shell',
    params: z.object({
      data: rows,
      key,
      interval_ms: interval,
      method: z.enum(['linear', 'previous', 'zero', 'null']).default('linear'),
      time,
    }),
    result: given,
    example: { ...times, interval_ms: 1000, method: 'linear' },
  }),
] as const;
