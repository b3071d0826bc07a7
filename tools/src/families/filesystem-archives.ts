/**
 * Archives. Nothing leaves the folder that an archive is unpacked into, links and devices in it are skipped and named, and
 * one that would become too large is refused: at most 32 MiB packed, 64 MiB and 5,000 entries unpacked.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { below, path } from './filesystem.ts';

const archive = path.describe('absolute path of the archive');
const source = path.describe('a file, or a folder whose contents are packed');
const overwrite = z.boolean().default(false);
const packed = z.object({ path: z.string(), files: z.number(), bytes: z.number(), size: z.number() });
const unpacked = z.object({ path: z.string(), files: z.number(), bytes: z.number(), skipped: z.array(z.string()) });
const listed = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['file', 'directory', 'symlink', 'other']),
      size: z.number(),
      modified_ms: z.number(),
    }),
  ),
});

const writes = (file: string): string[] => [`WRITE_FILE:${file}`, `CREATE_FILE:${file}`];
const takes = (source: string): string[] => [`READ_FILE:${below(source)}`, `LIST_DIRECTORY:${below(source)}`];
const unpacks = (params: { archive: string; destination: string }): string[] => [
  `READ_FILE:${params.archive}`,
  ...writes(below(params.destination)),
];

export const filesystemArchiveTools = [
  declareTool('filesystem.zip.create', {
    title: 'Make a ZIP archive',
    description: 'Packs a file, or all that is below a folder, into a new archive. Links are left out.',
    site: 'services',
    params: z.object({ source, output: archive, overwrite }),
    result: packed,
    capabilities: ({ source, output }) => [...takes(source), ...writes(output)],
    example: { source: '/home/Documents', output: '/home/Downloads/documents.zip' },
  }),
  declareTool('filesystem.zip.add', {
    title: 'Add to a ZIP archive',
    description: 'Adds files to an archive under their own names, in place of entries with the same names.',
    site: 'services',
    params: z.object({ archive, files: z.array(path).min(1).max(100) }),
    result: packed,
    capabilities: ({ archive, files }) => [
      `READ_FILE:${archive}`,
      `WRITE_FILE:${archive}`,
      ...files.map((file) => `READ_FILE:${file}`),
    ],
    example: { archive: '/home/Downloads/documents.zip', files: ['/home/Documents/a.txt'] },
  }),
  declareTool('filesystem.zip.list', {
    title: 'What is in a ZIP archive',
    description: 'The entries of an archive, with their sizes unpacked as the archive says.',
    site: 'services',
    params: z.object({ archive }),
    result: listed,
    capabilities: ({ archive }) => [`READ_FILE:${archive}`],
    example: { archive: '/home/Downloads/documents.zip' },
  }),
  declareTool('filesystem.zip.extract', {
    title: 'Unpack a ZIP archive',
    description:
      'Unpacks an archive into a folder, which is made when missing. A name that would lead out of it refuses the archive as a whole.',
    site: 'services',
    params: z.object({ archive, destination: path, overwrite }),
    result: unpacked,
    capabilities: unpacks,
    example: { archive: '/home/Downloads/documents.zip', destination: '/home/Documents/unpacked' },
  }),
  declareTool('filesystem.tar.create', {
    title: 'Make a tar archive',
    description:
      'Packs a file, or all that is below a folder, into a new archive; compressed with gzip where said, else when it ends in .gz or .tgz.',
    site: 'services',
    params: z.object({ source, output: archive, compression: z.enum(['none', 'gzip']).optional(), overwrite }),
    result: packed,
    capabilities: ({ source, output }) => [...takes(source), ...writes(output)],
    example: { source: '/home/Documents', output: '/home/Downloads/documents.tar.gz' },
  }),
  declareTool('filesystem.tar.list', {
    title: 'What is in a tar archive',
    description: 'The entries of an archive, plain or compressed with gzip.',
    site: 'services',
    params: z.object({ archive }),
    result: listed,
    capabilities: ({ archive }) => [`READ_FILE:${archive}`],
    example: { archive: '/home/Downloads/documents.tar.gz' },
  }),
  declareTool('filesystem.tar.extract', {
    title: 'Unpack a tar archive',
    description:
      'Unpacks an archive, plain or compressed with gzip, into a folder, which is made when missing. A name that would lead out of it ' +
      'refuses the archive as a whole.',
    site: 'services',
    params: z.object({ archive, destination: path, overwrite }),
    result: unpacked,
    capabilities: unpacks,
    example: { archive: '/home/Downloads/documents.tar.gz', destination: '/home/Documents/unpacked' },
  }),
  declareTool('filesystem.extract_auto', {
    title: 'Unpack an archive',
    description: 'Unpacks a ZIP or tar archive, plain or compressed with gzip; which it is, its first bytes say.',
    site: 'services',
    params: z.object({ archive, destination: path, overwrite }),
    result: unpacked,
    capabilities: unpacks,
    example: { archive: '/home/Downloads/documents.zip', destination: '/home/Documents/unpacked' },
  }),
] as const;
