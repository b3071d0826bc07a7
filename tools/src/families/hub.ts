/** The apps that can be opened, for launchers. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

export const hubTools = [
  declareTool('hub.load_apps', {
    title: 'Apps that can be opened',
    description: 'The installed apps, in order of their names. app.launch (also as hub.launch_app) opens one.',
    site: 'shell',
    params: z.object({ category: z.string().max(40).optional() }),
    result: z.object({
      value: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          description: z.string(),
          icon: z.string(),
          category: z.string(),
        }),
      ),
    }),
    capabilities: () => ['SPAWN_PROCESS'],
    example: {},
  }),
] as const;
