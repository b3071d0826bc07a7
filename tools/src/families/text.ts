/** Text that needs more than an expression: patterns, JSON, tables; and the clipboard. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const text = z.string().max(1_000_000);
const pattern = z
  .string()
  .min(1)
  .max(500)
  .describe('a regular expression, read in linear time (no look-around, no back-references)');
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const separator = z.string().length(1).default(',');

export const textTools = [
  declareTool('text.count', {
    title: 'Count',
    description: 'Characters, words and lines of a text.',
    site: 'shell',
    params: z.object({ text }),
    result: z.object({ characters: z.number(), words: z.number(), lines: z.number() }),
    example: { text: 'Hello there' },
  }),
  declareTool('text.replace', {
    title: 'Replace',
    description: 'A text with every occurrence of another replaced.',
    site: 'shell',
    params: z.object({ text, find: z.string().min(1).max(1000), by: z.string().max(1000) }),
    result: z.object({ value: z.string() }),
    example: { text: 'a-b', find: '-', by: ' ' },
  }),
  declareTool('text.match', {
    title: 'Find by pattern',
    description:
      'Every place where a pattern matches: its text, where it begins, and its groups (null where a group took no part). At most 10,000.',
    site: 'shell',
    params: z.object({
      text,
      pattern,
      ignore_case: z.boolean().default(false),
      multiline: z.boolean().default(false).describe('^ and $ also match at lines'),
    }),
    result: z.object({
      value: z.array(
        z.object({ match: z.string(), index: z.number(), groups: z.array(z.union([z.string(), z.null()])) }),
      ),
    }),
    example: { text: 'a1 b22', pattern: '[a-z]([0-9]+)' },
  }),
  declareTool('text.replace_pattern', {
    title: 'Replace by pattern',
    description:
      'A text with every match of a pattern replaced; $1 in by is what the first group matched, $$ a dollar.',
    site: 'shell',
    params: z.object({ text, pattern, by: z.string().max(1000), ignore_case: z.boolean().default(false) }),
    result: z.object({ value: z.string() }),
    example: { text: '2026-11-22', pattern: '(\\d+)-(\\d+)-(\\d+)', by: '$3.$2.$1' },
  }),
  declareTool('text.parse_json', {
    title: 'Read JSON',
    description:
      'The value that a JSON text stands for, at most 100 levels deep; a mistake in it is an error that says where.',
    site: 'shell',
    params: z.object({ text }),
    result: z.object({ value: z.json() }),
    example: { text: '{"a": [1, 2]}' },
  }),
  declareTool('text.to_json', {
    title: 'Write JSON',
    description: 'A value as JSON text, indented by so many spaces (2 unless told; 0 for one line).',
    site: 'shell',
    params: z.object({ value: z.json(), indent: z.number().int().min(0).max(8).default(2) }),
    result: z.object({ value: z.string() }),
    example: { value: { a: [1, 2] } },
  }),
  declareTool('text.parse_csv', {
    title: 'Read a table',
    description:
      'The rows of CSV text (RFC 4180) as records by the names of the first row, and those names; without header as column1, column2, ' +
      '…. Numbers become numbers unless numbers is false. Rows of another length, or an open quote, are an error that says which line.',
    site: 'shell',
    params: z.object({ text, separator, header: z.boolean().default(true), numbers: z.boolean().default(true) }),
    result: z.object({ value: z.array(z.record(z.string(), cell)), columns: z.array(z.string()) }),
    example: { text: 'city,people\nOslo,700000' },
  }),
  declareTool('text.to_csv', {
    title: 'Write a table',
    description:
      'Records as CSV text with a first row of names: those of columns, else of the first record. What a spreadsheet would take for a ' +
      'formula gets an apostrophe in front.',
    site: 'shell',
    params: z.object({
      rows: z.array(z.record(z.string(), z.json())).max(100_000),
      columns: z.array(z.string().max(200)).max(1_000).optional(),
      separator,
    }),
    result: z.object({ value: z.string() }),
    example: { rows: [{ city: 'Oslo', people: 700000 }] },
  }),
] as const;

export const clipboardTools = [
  declareTool('clipboard.copy', {
    title: 'Copy',
    description: 'Puts text on the clipboard.',
    site: 'shell',
    params: z.object({ text: z.union([text, z.number()]) }),
    result: z.object({}),
    capabilities: () => ['CLIPBOARD'],
    example: { text: 'Hello' },
  }),
  declareTool('clipboard.paste', {
    title: 'Paste',
    description:
      'The text on the clipboard, where the browser lets the desktop read it; it may ask the person. A refusal is an error (EACCES).',
    site: 'shell',
    params: z.object({}),
    result: z.object({ value: z.string() }),
    capabilities: () => ['CLIPBOARD'],
    example: {},
  }),
] as const;
