/**
 * Files of structured text: JSON, YAML, TOML and tables. What is read is a plain JSON value of bounded size and depth,
 * whatever the file says.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { path, written } from './filesystem.ts';

const value = z.object({ value: z.json() });
const record = z.record(z.string(), z.json());
const separator = z.string().length(1).default(',');
const has_header = z.boolean().default(true).describe('whether the first row names the columns');
const numbers = z.boolean().default(true).describe('whether numbers become numbers');

const reads = ({ path }: { path: string }): string[] => [`READ_FILE:${path}`];
const writes = ({ path }: { path: string }): string[] => [`WRITE_FILE:${path}`, `CREATE_FILE:${path}`];

export const filesystemFormatTools = [
  declareTool('filesystem.read_json', {
    title: 'Read JSON',
    description: 'The value that a JSON file of at most 1 MiB holds; a mistake in it is an error that says where.',
    site: 'services',
    params: z.object({ path }),
    result: value,
    capabilities: reads,
    example: { path: '/home/Documents/books.json' },
  }),
  declareTool('filesystem.write_json', {
    title: 'Write JSON',
    description: 'Writes a value as a JSON file, indented by so many spaces (0: on one line).',
    site: 'services',
    params: z.object({ path, data: z.json(), indent: z.number().int().min(0).max(8).default(2) }),
    result: written,
    capabilities: writes,
    example: { path: '/home/Documents/books.json', data: [{ title: 'Dune' }] },
  }),
  declareTool('filesystem.json.merge', {
    title: 'Merge JSON files',
    description:
      'One record of several JSON files: records are merged field by field, of all else the last file counts. Stored in output when it ' +
      'is given.',
    site: 'services',
    params: z.object({ files: z.array(path).min(1).max(50), output: path.optional() }),
    result: value,
    capabilities: ({ files, output }) => [
      ...files.map((file) => `READ_FILE:${file}`),
      ...(output === undefined ? [] : writes({ path: output })),
    ],
    example: { files: ['/home/Documents/a.json', '/home/Documents/b.json'], output: '/home/Documents/both.json' },
  }),
  declareTool('filesystem.yaml.read', {
    title: 'Read YAML',
    description:
      'The value that a YAML 1.2 file of at most 256 KiB holds: one document, without tags, with at most 100 aliases.',
    site: 'services',
    params: z.object({ path }),
    result: value,
    capabilities: reads,
    example: { path: '/home/Documents/settings.yaml' },
  }),
  declareTool('filesystem.yaml.write', {
    title: 'Write YAML',
    description: 'Writes a value as a YAML file.',
    site: 'services',
    params: z.object({ path, data: z.json() }),
    result: written,
    capabilities: writes,
    example: { path: '/home/Documents/settings.yaml', data: { theme: 'dark' } },
  }),
  declareTool('filesystem.toml.read', {
    title: 'Read TOML',
    description: 'The record that a TOML 1.0 file of at most 1 MiB holds; dates and times become text.',
    site: 'services',
    params: z.object({ path }),
    result: value,
    capabilities: reads,
    example: { path: '/home/Documents/settings.toml' },
  }),
  declareTool('filesystem.toml.write', {
    title: 'Write TOML',
    description: 'Writes a record as a TOML file, which knows no null.',
    site: 'services',
    params: z.object({ path, data: record }),
    result: written,
    capabilities: writes,
    example: { path: '/home/Documents/settings.toml', data: { theme: 'dark', window: { width: 800 } } },
  }),
  declareTool('filesystem.csv.read', {
    title: 'Read a table',
    description:
      'The rows of a CSV file (RFC 4180) of at most 4 MiB as records by the names of the columns, without header column1, column2, …. A ' +
      'row of another length is an error that says which.',
    site: 'services',
    params: z.object({ path, has_header, separator, numbers }),
    result: z.object({
      value: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      columns: z.array(z.string()),
    }),
    capabilities: reads,
    example: { path: '/home/Documents/expenses.csv' },
  }),
  declareTool('filesystem.csv.write', {
    title: 'Write a table',
    description:
      'Writes records as a CSV file with a first row of names: those of headers, else of the first record. What a spreadsheet would ' +
      'take for a formula gets an apostrophe in front.',
    site: 'services',
    params: z.object({
      path,
      data: z.array(record).max(100_000),
      headers: z.array(z.string().max(200)).max(1_000).optional(),
      separator,
    }),
    result: written,
    capabilities: writes,
    example: { path: '/home/Documents/expenses.csv', data: [{ what: 'Bread', price: 4.2 }] },
  }),
  declareTool('filesystem.csv.to_json', {
    title: 'Turn a table into JSON',
    description: 'Writes the rows of a CSV file as a JSON file of records. Gives how many there are.',
    site: 'services',
    params: z.object({ input: path, output: path, has_header, separator, numbers }),
    result: z.object({ value: z.number() }),
    capabilities: ({ input, output }) => [...reads({ path: input }), ...writes({ path: output })],
    example: { input: '/home/Documents/expenses.csv', output: '/home/Documents/expenses.json' },
  }),
] as const;
