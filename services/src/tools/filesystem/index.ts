/** `filesystem.*`: every handler of the family. */
import { archiveHandlers } from './archives.ts';
import { factHandlers } from './facts.ts';
import { fileHandlers } from './files.ts';
import { formatHandlers } from './formats.ts';

export const filesystemHandlers = { ...fileHandlers, ...formatHandlers, ...factHandlers, ...archiveHandlers };
