/** Files of the one namespace (`/home`, `/apps`, `/tmp`, `/mnt/<name>`), through the kernel's file syscalls. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

/** A path as every tool of the family takes it. */
export const path = z
  .string()
  .min(1)
  .max(4096)
  .describe('absolute path in the namespace, such as /home/Documents/a.txt');

/** Pattern of everything below a folder, the folder itself included. */
export const below = (folder: string): string => `${folder.replace(/\/+$/, '')}/**`;

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

/** What writing a file gives: where, and how long it is now. */
export const written = z.object({ path: z.string(), size: z.number() });
const base64 = z.string().max(1_400_000).describe('bytes as base64');

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
    result: written,
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
  declareTool('filesystem.append', {
    title: 'Append to a file',
    description: 'Writes text at the end of a file, which is created when missing.',
    site: 'services',
    params: z.object({ path, data: z.string().max(1_400_000) }),
    result: written,
    capabilities: ({ path }) => [`WRITE_FILE:${path}`, `CREATE_FILE:${path}`],
    example: { path: '/home/Documents/log.txt', data: 'One more line\n' },
  }),
  declareTool('filesystem.create', {
    title: 'Make an empty file',
    description: 'Makes an empty file; a name that is taken is an error (EEXIST).',
    site: 'services',
    params: z.object({ path }),
    result: done,
    capabilities: ({ path }) => [`CREATE_FILE:${path}`],
    example: { path: '/home/Documents/new.txt' },
  }),
  declareTool('filesystem.read_lines', {
    title: 'Read lines',
    description:
      'Lines of a text of at most 8 MiB, without their ends; the first has the number 1. total says how many the file has.',
    site: 'services',
    params: z.object({
      path,
      from: z.number().int().min(1).default(1),
      limit: z.number().int().min(1).max(20_000).default(10_000),
    }),
    result: z.object({ value: z.array(z.string()), total: z.number() }),
    capabilities: ({ path }) => [`READ_FILE:${path}`],
    example: { path: '/home/Documents/a.txt', limit: 100 },
  }),
  declareTool('filesystem.write_lines', {
    title: 'Write lines',
    description: 'Writes a whole file of lines, each ended by a line feed.',
    site: 'services',
    params: z.object({ path, lines: z.array(z.string().max(100_000)).max(100_000) }),
    result: written,
    capabilities: ({ path }) => [`WRITE_FILE:${path}`, `CREATE_FILE:${path}`],
    example: { path: '/home/Documents/a.txt', lines: ['One', 'Two'] },
  }),
  declareTool('filesystem.read_binary', {
    title: 'Read bytes',
    description: 'The bytes of a file of at most 1 MiB, as base64.',
    site: 'services',
    params: z.object({ path }),
    result: z.object({ value: z.string(), size: z.number() }),
    capabilities: ({ path }) => [`READ_FILE:${path}`],
    example: { path: '/home/Pictures/a.png' },
  }),
  declareTool('filesystem.write_binary', {
    title: 'Write bytes',
    description: 'Writes a whole file of bytes that are given as base64.',
    site: 'services',
    params: z.object({ path, data: base64 }),
    result: written,
    capabilities: ({ path }) => [`WRITE_FILE:${path}`, `CREATE_FILE:${path}`],
    example: { path: '/home/Documents/a.bin', data: 'AAEC' },
  }),
  declareTool('filesystem.rename', {
    title: 'Rename',
    description: 'Gives a file or folder another name in its folder; a name that is taken is an error (EEXIST).',
    site: 'services',
    params: z.object({
      path,
      new_name: z
        .string()
        .min(1)
        .max(255)
        .regex(/^[^/\0]+$/, 'a name without /')
        .refine((name) => name !== '.' && name !== '..', 'a name, not . or ..'),
    }),
    result: done,
    capabilities: ({ path, new_name }) => [
      `READ_FILE:${path}`,
      `DELETE_FILE:${path}`,
      `CREATE_FILE:${path.replace(/\/*[^/]*\/*$/, '')}/${new_name}`,
    ],
    example: { path: '/home/Documents/a.txt', new_name: 'b.txt' },
  }),
  declareTool('filesystem.symlink', {
    title: 'Make a link',
    description:
      'Makes a symbolic link to a path. It gives no rights: what it leads to is checked each time it is followed.',
    site: 'services',
    params: z.object({ target: path, link: path }),
    result: done,
    capabilities: ({ link }) => [`CREATE_FILE:${link}`],
    example: { target: '/home/Documents/a.txt', link: '/home/Documents/latest.txt' },
  }),
  declareTool('filesystem.hardlink', {
    title: 'Give a second name',
    description: 'Gives a file a second name, for whoever may read and write it.',
    site: 'services',
    params: z.object({ target: path, link: path }),
    result: done,
    capabilities: ({ target, link }) => [`READ_FILE:${target}`, `WRITE_FILE:${target}`, `CREATE_FILE:${link}`],
    example: { target: '/home/Documents/a.txt', link: '/home/Documents/b.txt' },
  }),
  declareTool('filesystem.readlink', {
    title: 'Where a link leads',
    description: 'The path that a symbolic link leads to, as it was written.',
    site: 'services',
    params: z.object({ path }),
    result: z.object({ value: z.string() }),
    capabilities: ({ path }) => [`READ_FILE:${path}`],
    example: { path: '/home/Documents/latest.txt' },
  }),
] as const;
