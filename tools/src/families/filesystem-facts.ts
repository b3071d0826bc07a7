/**
 * What can be known of files and folders: sizes, times, kinds, everything below a folder, and files found by what they
 * are. Folders that the caller may not list are left out, links are not followed, and what is too much is cut and said so.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { below, FileEntry, path } from './filesystem.ts';

const folder = path.describe('absolute path of a folder, such as /home/Documents');
const limit = z.number().int().min(1).max(10_000).default(1_000);
const max_depth = z.number().int().min(1).max(64).default(64).describe('how many folders deep');
const entries = z.object({ value: z.array(FileEntry), truncated: z.boolean() });
const truth = z.object({ value: z.boolean() });
const text = z.object({ value: z.string() });
const pattern = z
  .string()
  .min(1)
  .max(500)
  .describe('* stands for anything within a name, ** also for folders, ? for one character, {a,b} for one of several');
const moment = z
  .union([z.number(), z.string().regex(/^\d{4}-\d{2}-\d{2}([T ][0-9:.+Z-]{1,20})?$/, 'a date or time as ISO 8601')])
  .describe('milliseconds since the epoch, or a date or time as ISO 8601');
const format = z.enum(['iso', 'unix']).default('iso').describe('ISO 8601, or milliseconds since the epoch');

const reads = ({ path }: { path: string }): string[] => [`READ_FILE:${path}`];
const walks = ({ path }: { path: string }): string[] => [`LIST_DIRECTORY:${below(path)}`];

export const filesystemFactTools = [
  declareTool('filesystem.size', {
    title: 'Size',
    description: 'The size of a file in bytes.',
    site: 'services',
    params: z.object({ path }),
    result: z.object({ value: z.number() }),
    capabilities: reads,
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.size_human', {
    title: 'Size for people',
    description: 'The size of a file as people read it, such as 1.4 MiB.',
    site: 'services',
    params: z.object({ path }),
    result: text,
    capabilities: reads,
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.total_size', {
    title: 'Size of a folder',
    description: 'The bytes of all files below a folder, how many files and folders there are, and the same as text.',
    site: 'services',
    params: z.object({ path: folder }),
    result: z.object({
      value: z.number(),
      human: z.string(),
      files: z.number(),
      folders: z.number(),
      truncated: z.boolean(),
    }),
    capabilities: walks,
    example: { path: '/home/Documents' },
  }),
  declareTool('filesystem.modified_time', {
    title: 'When it was changed',
    description: 'When a file or folder was last changed.',
    site: 'services',
    params: z.object({ path, format }),
    result: z.object({ value: z.union([z.string(), z.number()]) }),
    capabilities: reads,
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.created_time', {
    title: 'When it was made',
    description: 'When a file or folder was made.',
    site: 'services',
    params: z.object({ path, format }),
    result: z.object({ value: z.union([z.string(), z.number()]) }),
    capabilities: reads,
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.mime_type', {
    title: 'Media type',
    description: 'The media type of a file, by its first bytes and its name.',
    site: 'services',
    params: z.object({ path }),
    result: text,
    capabilities: reads,
    example: { path: '/home/Pictures/a.png' },
  }),
  declareTool('filesystem.is_text', {
    title: 'Is it text',
    description: 'Whether the beginning of a file is UTF-8 text.',
    site: 'services',
    params: z.object({ path }),
    result: truth,
    capabilities: reads,
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.is_binary', {
    title: 'Is it no text',
    description: 'Whether the beginning of a file is something else than UTF-8 text.',
    site: 'services',
    params: z.object({ path }),
    result: truth,
    capabilities: reads,
    example: { path: '/home/Pictures/a.png' },
  }),
  declareTool('filesystem.dir.walk', {
    title: 'Everything below a folder',
    description: 'Files and folders below a folder, each folder before what it holds.',
    site: 'services',
    params: z.object({ path: folder, max_depth, limit }),
    result: entries,
    capabilities: walks,
    example: { path: '/home/Documents', max_depth: 3 },
  }),
  declareTool('filesystem.dir.tree', {
    title: 'Draw a folder',
    description: 'What is below a folder as text, one name a line, drawn as a tree.',
    site: 'services',
    params: z.object({ path: folder, max_depth: max_depth.default(4), limit }),
    result: z.object({ value: z.string(), truncated: z.boolean() }),
    capabilities: walks,
    example: { path: '/home/Documents' },
  }),
  declareTool('filesystem.dir.flatten', {
    title: 'All files below a folder',
    description: 'The paths of all files below a folder.',
    site: 'services',
    params: z.object({ path: folder, limit }),
    result: z.object({ value: z.array(z.string()), truncated: z.boolean() }),
    capabilities: walks,
    example: { path: '/home/Documents' },
  }),
  declareTool('filesystem.find', {
    title: 'Find by name',
    description:
      'Files and folders below a folder whose name fits a pattern; search.files finds by some of the letters.',
    site: 'services',
    params: z.object({ path: folder, pattern, limit }),
    result: entries,
    capabilities: walks,
    example: { path: '/home', pattern: '*.md' },
  }),
  declareTool('filesystem.glob', {
    title: 'Find by path',
    description: 'Files and folders whose path below the folder fits a pattern, such as 2026/**/*.csv.',
    site: 'services',
    params: z.object({ path: folder, pattern, limit }),
    result: entries,
    capabilities: walks,
    example: { path: '/home/Documents', pattern: '**/*.{csv,json}' },
  }),
  declareTool('filesystem.filter_by_extension', {
    title: 'Find by extension',
    description: 'Files below a folder whose names end with one of some extensions, in either case.',
    site: 'services',
    params: z.object({ path: folder, extensions: z.array(z.string().min(1).max(40)).min(1).max(50), limit }),
    result: entries,
    capabilities: walks,
    example: { path: '/home/Pictures', extensions: ['png', 'jpg'] },
  }),
  declareTool('filesystem.filter_by_size', {
    title: 'Find by size',
    description: 'Files below a folder of at least and at most so many bytes.',
    site: 'services',
    params: z.object({
      path: folder,
      min_size: z.number().min(0).default(0),
      max_size: z.number().min(0).optional(),
      limit,
    }),
    result: entries,
    capabilities: walks,
    example: { path: '/home', min_size: 1_048_576 },
  }),
  declareTool('filesystem.filter_by_date', {
    title: 'Find by date',
    description: 'Files below a folder that were changed after one moment, before another, or between both.',
    site: 'services',
    params: z.object({ path: folder, after: moment.optional(), before: moment.optional(), limit }),
    result: entries,
    capabilities: walks,
    example: { path: '/home/Documents', after: '2026-01-01' },
  }),
  declareTool('filesystem.recent_files', {
    title: 'Recent files',
    description: 'Files below a folder that were changed within the last hours, the newest first.',
    site: 'services',
    params: z.object({
      path: folder,
      hours: z.number().positive().max(87_600).default(24),
      limit: z.number().int().min(1).max(1_000).default(20),
    }),
    result: entries,
    capabilities: walks,
    example: { path: '/home', hours: 48 },
  }),
  declareTool('filesystem.regex_search', {
    title: 'Find lines by pattern',
    description:
      'Lines of the files below a folder that match a regular expression, read in linear time. Large and binary files are left out.',
    site: 'services',
    params: z.object({
      path: folder,
      regex: z.string().min(1).max(500),
      limit: z.number().int().min(1).max(1_000).default(100),
    }),
    result: z.object({
      value: z.array(z.object({ path: z.string(), line: z.number(), column: z.number(), text: z.string() })),
      truncated: z.boolean(),
    }),
    capabilities: ({ path }) => [`LIST_DIRECTORY:${below(path)}`, `READ_FILE:${below(path)}`],
    example: { path: '/home/Documents', regex: 'TODO|FIXME' },
  }),
] as const;
