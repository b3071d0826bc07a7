/** Finding files by name and by what stands in them, off the kernel's core. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const path = z.string().min(1).max(4096).default('/home').describe('folder to search, with all below it');
const limit = z.number().int().min(1).max(1_000).default(100);
const query = z.string().min(1).max(500);

const FileMatch = z.object({
  path: z.string(),
  name: z.string(),
  type: z.enum(['file', 'directory', 'symlink', 'other']),
  score: z.number(),
});
const LineMatch = z.object({ path: z.string(), line: z.number(), column: z.number(), text: z.string() });

export const searchTools = [
  declareTool('search.files', {
    title: 'Find files by name',
    description: 'Files and folders whose name holds the letters of the query in their order, best first.',
    site: 'services',
    params: z.object({ query, path, limit, hidden: z.boolean().default(false) }),
    result: z.object({ value: z.array(FileMatch), truncated: z.boolean() }),
    capabilities: ({ path }) => [`LIST_DIRECTORY:${path}`],
    example: { query: 'notes', path: '/home' },
  }),
  declareTool('search.content', {
    title: 'Find text in files',
    description:
      'Lines that hold a text, or match a regular expression (read in linear time). Large and binary files are left out.',
    site: 'services',
    params: z.object({
      query,
      path,
      limit,
      regex: z.boolean().default(false),
      case_sensitive: z.boolean().default(false),
    }),
    result: z.object({ value: z.array(LineMatch), truncated: z.boolean() }),
    capabilities: ({ path }) => [`LIST_DIRECTORY:${path}`, `READ_FILE:${path}`],
    example: { query: 'to do', path: '/home/Documents' },
  }),
  declareTool('search.all', {
    title: 'Find by name and text',
    description: 'Both at once: files by name, and lines that hold the text.',
    site: 'services',
    params: z.object({ query, path, limit }),
    result: z.object({ files: z.array(FileMatch), lines: z.array(LineMatch), truncated: z.boolean() }),
    capabilities: ({ path }) => [`LIST_DIRECTORY:${path}`, `READ_FILE:${path}`],
    example: { query: 'budget', path: '/home' },
  }),
] as const;
