/** Host programs of process apps, for tools and tests; windows use the binary terminal stream instead. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const instance = z.string().min(1).max(64).describe('id of a running process app');

export const terminalTools = [
  declareTool('terminal.write', {
    title: 'Type into a terminal',
    description: 'Sends text to the program, as if typed.',
    site: 'services',
    params: z.object({ app_id: instance, text: z.string().max(65_536) }),
    result: z.object({ written: z.number() }),
    capabilities: () => ['SPAWN_PROCESS'],
    example: { app_id: 'a1', text: 'ls\n' },
  }),
  declareTool('terminal.read', {
    title: 'Read a terminal',
    description: 'The scrollback that the services keep, at most 256 KiB, as text.',
    site: 'services',
    params: z.object({ app_id: instance }),
    result: z.object({ text: z.string(), running: z.boolean(), exit_code: z.number().nullable() }),
    capabilities: () => ['SPAWN_PROCESS'],
    example: { app_id: 'a1' },
  }),
  declareTool('terminal.resize', {
    title: 'Resize a terminal',
    description: 'Sets the size in character cells.',
    site: 'services',
    params: z.object({
      app_id: instance,
      rows: z.number().int().min(1).max(1000),
      columns: z.number().int().min(1).max(1000),
    }),
    result: z.object({}),
    capabilities: () => ['SPAWN_PROCESS'],
    example: { app_id: 'a1', rows: 24, columns: 80 },
  }),
  declareTool('terminal.signal', {
    title: 'Signal a program',
    description: 'Sends a signal by number (2 interrupt, 15 terminate, 9 kill).',
    site: 'services',
    params: z.object({ app_id: instance, signal: z.number().int().min(1).max(31) }),
    result: z.object({}),
    capabilities: () => ['SPAWN_PROCESS'],
    example: { app_id: 'a1', signal: 2 },
  }),
] as const;
