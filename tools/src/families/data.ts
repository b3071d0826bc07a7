/** The app's data: single values and lists of entries. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath, entryId } from '../path.ts';

const value = z.object({ value: z.json() });
const fieldName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a field');
const records = z.array(z.json()).max(100_000);
const list = z.object({ value: z.array(z.json()) });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** What a field is compared with. */
export const Comparison = z.strictObject({
  eq: z.json().optional(),
  ne: z.json().optional(),
  gt: scalar.optional(),
  gte: scalar.optional(),
  lt: scalar.optional(),
  lte: scalar.optional(),
  contains: z.json().optional(),
  in: z.array(z.json()).max(1_000).optional(),
});
const entries = z.object({ value: z.number() }).describe('how many entries there are now');

export const dataTools = [
  declareTool('data.set', {
    title: 'Set',
    description: 'Puts a value at a path.',
    site: 'shell',
    params: z.object({ path: dataPath, value: z.json() }),
    result: value,
    example: { path: 'selected', value: null },
  }),
  declareTool('data.get', {
    title: 'Get',
    description: 'The value at a path; null when nothing is there.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: value,
    example: { path: 'selected' },
  }),
  declareTool('data.reset', {
    title: 'Reset',
    description: 'Puts back what was at a path when the app was new.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: value,
    example: { path: 'draft' },
  }),
  declareTool('data.append', {
    title: 'Append',
    description: 'Adds a value to the end of a list, or text to the end of a text.',
    site: 'shell',
    params: z.object({ path: dataPath, value: z.json() }),
    result: value,
    example: { path: 'log', value: 'Started' },
  }),
  declareTool('data.toggle', {
    title: 'Toggle',
    description: 'Turns true into false and everything else that does not hold into true.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.boolean() }),
    example: { path: 'open' },
  }),
  declareTool('data.increment', {
    title: 'Increment',
    description: 'Adds to the number at a path (1 unless told), not beyond min and max.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      by: z.number().default(1),
      min: z.number().optional(),
      max: z.number().optional(),
    }),
    result: z.object({ value: z.number() }),
    example: { path: 'count' },
  }),
  declareTool('data.filter', {
    title: 'Filter',
    description:
      'The entries of a list whose fields are all as filter says: a value for equal, or a record of eq, ne, gt, gte, lt, lte, contains ' +
      '(text, or an entry of a list), in (a list of values). The list itself stays.',
    site: 'shell',
    params: z.object({
      data: records,
      filter: z.record(fieldName, z.json()),
    }),
    result: list,
    example: { data: [{ title: 'Dune', pages: 412 }], filter: { pages: { gte: 300 } } },
  }),
  declareTool('data.sort', {
    title: 'Sort',
    description:
      'A list in order of a field (of the entries themselves without one), nothing last. The list itself stays.',
    site: 'shell',
    params: z.object({ data: records, field: fieldName.optional(), order: z.enum(['asc', 'desc']).default('asc') }),
    result: list,
    example: { data: [{ title: 'Emma' }, { title: 'Dune' }], field: 'title' },
  }),
  declareTool('data.search', {
    title: 'Search',
    description:
      'The entries of a list that hold every word of query, in any case and without accents, in the given fields or anywhere. The list ' +
      'itself stays; an empty query gives all.',
    site: 'shell',
    params: z.object({
      data: records,
      query: z.string().max(500),
      fields: z.array(fieldName).min(1).max(40).optional(),
    }),
    result: list,
    example: { data: [{ title: 'Dune' }], query: 'dun' },
  }),
  declareTool('data.outline', {
    title: 'Lay out a tree',
    description:
      'The parts of a value one below the other, as a tree is drawn: path (a JSON pointer), key, depth from 0, type, size ' +
      '(entries), and the text of what has no parts. With open, only the parts of those paths are listed; without it, of all. ' +
      'truncated says that there are more than limit.',
    site: 'shell',
    params: z.object({
      data: z.json(),
      open: z.array(z.string().max(10_000)).max(10_000).optional(),
      limit: z.number().int().min(1).max(100_000).default(10_000),
    }),
    result: z.object({
      value: z.array(
        z.object({
          path: z.string(),
          key: z.string(),
          depth: z.number(),
          type: z.enum(['text', 'number', 'boolean', 'list', 'record', 'nothing']),
          size: z.number(),
          text: z.string(),
        }),
      ),
      truncated: z.boolean(),
    }),
    example: { data: { title: 'Dune', tags: ['sand'] }, open: ['/tags'] },
  }),
] as const;

export const listTools = [
  declareTool('list.add', {
    title: 'Add an entry',
    description: 'Adds an entry to a list, at its end or start; a record without id gets one. Gives the id.',
    site: 'shell',
    params: z.object({ path: dataPath, item: z.json(), at: z.enum(['end', 'start']).default('end') }),
    result: z.object({ value: z.json() }),
    example: { path: 'books', item: { title: 'Dune' } },
  }),
  declareTool('list.remove', {
    title: 'Remove an entry',
    description: 'Removes the entry with an id. Gives the removed entry.',
    site: 'shell',
    params: z.object({ path: dataPath, id: entryId }),
    result: value,
    example: { path: 'books', id: 'b1' },
  }),
  declareTool('list.update', {
    title: 'Change an entry',
    description: 'Sets the given fields of the entry with an id. Gives the changed entry.',
    site: 'shell',
    params: z.object({ path: dataPath, id: entryId, changes: z.record(z.string().max(80), z.json()) }),
    result: value,
    example: { path: 'books', id: 'b1', changes: { title: 'Emma' } },
  }),
  declareTool('list.toggle', {
    title: 'Toggle a field of an entry',
    description: 'Turns a field of the entry with an id over.',
    site: 'shell',
    params: z.object({ path: dataPath, id: entryId, field: fieldName }),
    result: z.object({ value: z.boolean() }),
    example: { path: 'books', id: 'b1', field: 'done' },
  }),
  declareTool('list.move', {
    title: 'Move an entry',
    description: 'Moves the entry with an id by so many places, not beyond the ends.',
    site: 'shell',
    params: z.object({ path: dataPath, id: entryId, by: z.number().int().min(-10_000).max(10_000) }),
    result: z.object({ value: z.number() }).describe('the new position, from 0'),
    example: { path: 'books', id: 'b1', by: -1 },
  }),
  declareTool('list.clear', {
    title: 'Clear a list',
    description: 'Removes all entries, or only those whose field holds.',
    site: 'shell',
    params: z.object({ path: dataPath, where: fieldName.optional() }),
    result: entries,
    example: { path: 'books', where: 'done' },
  }),
  declareTool('list.sort', {
    title: 'Sort a list',
    description: 'Puts a list in order of a field (of the entries themselves without one), nothing last.',
    site: 'shell',
    params: z.object({ path: dataPath, by: fieldName.optional(), order: z.enum(['asc', 'desc']).default('asc') }),
    result: entries,
    example: { path: 'books', by: 'title' },
  }),
  declareTool('list.update_all', {
    title: 'Change all entries',
    description: 'Sets the given fields of all entries, or only of those whose field where holds. Gives how many.',
    site: 'shell',
    params: z.object({ path: dataPath, changes: z.record(z.string().max(80), z.json()), where: fieldName.optional() }),
    result: z.object({ value: z.number() }),
    example: { path: 'books', changes: { done: true } },
  }),
  declareTool('list.transfer', {
    title: 'Move an entry to another list',
    description:
      'Takes the entry with an id out of a list and puts it into another, at its end or at a position from 0.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      to: dataPath,
      id: entryId,
      position: z.number().int().min(0).max(100_000).optional(),
    }),
    result: value,
    example: { path: 'books', to: 'shelf', id: 'b1' },
  }),
] as const;
