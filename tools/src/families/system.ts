/** The machine, the time and the log. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

export const systemTools = [
  declareTool('system.info', {
    title: 'About this system',
    description: 'Version, platform, processors, memory, uptime and how each host capability is given.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      version: z.string(),
      platform: z.string(),
      cpus: z.number(),
      memory_bytes: z.number(),
      uptime_ms: z.number(),
      processes: z.number(),
    }),
    capabilities: () => ['SYSTEM_INFO'],
    example: {},
  }),
  declareTool('system.time', {
    title: 'Time',
    description: 'Milliseconds since the Unix epoch, and the same as ISO 8601.',
    site: 'services',
    params: z.object({}),
    result: z.object({ unix_ms: z.number(), iso: z.string() }),
    example: {},
  }),
  declareTool('system.processes', {
    title: 'Processes',
    description: 'The processes that the caller may see.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      processes: z.array(
        z.object({
          pid: z.number(),
          parent_pid: z.number(),
          name: z.string(),
          kind: z.enum(['host', 'app', 'service', 'unknown']),
          state: z.string(),
          app_id: z.string(),
          host_pid: z.number(),
        }),
      ),
    }),
    capabilities: () => ['OBSERVE'],
    example: {},
  }),
  declareTool('system.log', {
    title: 'Write to the log',
    description: 'Writes one line to the system log, under the name of the app.',
    site: 'services',
    params: z.object({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      message: z.string().max(4096),
    }),
    result: z.object({}),
    example: { message: 'Started' },
  }),
] as const;
