/** Files of the one namespace (`/home`, `/apps`, `/tmp`, `/mnt/<name>`), through the kernel's file syscalls. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const path = z.string().min(1).max(4096).describe('absolute path in the namespace, such as /home/Documents/a.txt');
const fileType = z.enum(['file', 'directory', 'symlink', 'other']);

/** One entry of a listing or the answer of `filesystem.stat`; times are milliseconds since the Unix epoch. */
export const FileEntry = z.object({
  name: z.string(),
  path: z.string(),
  type: fileType,
  size: z.number(),
  modified_ms: z.number(),
});
export type FileEntry = z.infer<typeof FileEntry>;

const done = z.object({ path: z.string() });

export const filesystemTools = [
  declareTool('filesystem.list', {
    title: 'List a folder',
    description: 'Lists one page of a folder; pass next_cursor as cursor for the next page.',
    site: 'services',
    params: z.object({ path, limit: z.number().int().min(1).max(10_000).optional(), cursor: z.string().optional() }),
    result: z.object({ entries: z.array(FileEntry), next_cursor: z.string(), total: z.number() }),
    capabilities: ({ path }) => [`LIST_DIRECTORY:${path}`],
    example: { path: '/home' },
  }),
  declareTool('filesystem.stat', {
    title: 'Describe a file',
    description: 'Type, size and time of one file or folder.',
    site: 'services',
    params: z.object({ path }),
    result: FileEntry,
    capabilities: ({ path }) => [`READ_FILE:${path}`],
    example: { path: '/home/Documents' },
  }),
  declareTool('filesystem.exists', {
    title: 'Does it exist',
    description: 'Whether a name exists.',
    site: 'services',
    params: z.object({ path }),
    result: z.object({ exists: z.boolean() }),
    capabilities: ({ path }) => [`READ_FILE:${path}`],
    example: { path: '/home/Documents' },
  }),
  declareTool('filesystem.read', {
    title: 'Read a file',
    description: 'Reads a file of at most 1 MiB as text (UTF-8) or base64.',
    site: 'services',
    params: z.object({ path, encoding: z.enum(['utf8', 'base64']).default('utf8') }),
    result: z.object({ content: z.string(), size: z.number() }),
    capabilities: ({ path }) => [`READ_FILE:${path}`],
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.write', {
    title: 'Write a file',
    description: 'Writes a whole file (created when missing), or appends to it.',
    site: 'services',
    params: z.object({
      path,
      content: z.string().max(1_400_000),
      encoding: z.enum(['utf8', 'base64']).default('utf8'),
      append: z.boolean().default(false),
    }),
    result: z.object({ path: z.string(), size: z.number() }),
    capabilities: ({ path }) => [`WRITE_FILE:${path}`, `CREATE_FILE:${path}`],
    example: { path: '/home/Documents/a.txt', content: 'Hello' },
  }),
  declareTool('filesystem.mkdir', {
    title: 'Make a folder',
    description: 'Makes a folder, with its parents when asked.',
    site: 'services',
    params: z.object({ path, parents: z.boolean().default(false) }),
    result: done,
    capabilities: ({ path }) => [`CREATE_FILE:${path}`],
    example: { path: '/home/Documents/New' },
  }),
  declareTool('filesystem.delete', {
    title: 'Delete',
    description: 'Deletes a file, or a folder with all it holds when recursive.',
    site: 'services',
    params: z.object({ path, recursive: z.boolean().default(false) }),
    result: z.object({ removed: z.number() }),
    capabilities: ({ path }) => [`DELETE_FILE:${path}`],
    example: { path: '/home/Documents/a.txt' },
  }),
  declareTool('filesystem.move', {
    title: 'Move or rename',
    description: 'Moves or renames a file or folder.',
    site: 'services',
    params: z.object({ source: path, destination: path, overwrite: z.boolean().default(false) }),
    result: done,
    capabilities: ({ source, destination }) => [
      `READ_FILE:${source}`,
      `DELETE_FILE:${source}`,
      `CREATE_FILE:${destination}`,
    ],
    example: { source: '/home/a.txt', destination: '/home/b.txt' },
  }),
  declareTool('filesystem.copy', {
    title: 'Copy',
    description: 'Copies a file, or a folder when recursive.',
    site: 'services',
    params: z.object({
      source: path,
      destination: path,
      overwrite: z.boolean().default(false),
      recursive: z.boolean().default(false),
    }),
    result: z.object({ files: z.number(), bytes: z.number() }),
    capabilities: ({ source, destination }) => [`READ_FILE:${source}`, `CREATE_FILE:${destination}`],
    example: { source: '/home/a.txt', destination: '/home/b.txt' },
  }),
] as const;
