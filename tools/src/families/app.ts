/** Running apps: launch, list, focus, close. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const instance = z.string().min(1).max(64).describe('id of a running app');

export const appTools = [
  declareTool('app.launch', {
    title: 'Open an app',
    description: 'Launches an app of the registry as a child of the calling app.',
    site: 'services',
    params: z.object({ package_id: z.string().min(1).max(64), args: z.record(z.string(), z.json()).default({}) }),
    result: z.object({ app_id: z.string() }),
    capabilities: () => ['SPAWN_PROCESS'],
    example: { package_id: 'calculator' },
  }),
  declareTool('app.list', {
    title: 'Running apps',
    description: 'The running apps: all for the desktop, its own children for an app.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      apps: z.array(z.object({ id: z.string(), title: z.string(), package_id: z.string(), state: z.string() })),
    }),
    example: {},
  }),
  declareTool('app.focus', {
    title: 'Bring to the front',
    description: 'Focuses the calling app itself or one of its children.',
    site: 'services',
    params: z.object({ app_id: instance }),
    result: z.object({ app_id: z.string() }),
    example: { app_id: 'a1' },
  }),
  declareTool('app.close', {
    title: 'Close an app',
    description: 'Closes the calling app itself or one of its children, with all below it.',
    site: 'services',
    params: z.object({ app_id: instance }),
    result: z.object({ app_id: z.string() }),
    example: { app_id: 'a1' },
  }),
] as const;
