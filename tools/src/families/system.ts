/** The machine, the time and the log; and, in the shell, questions to the person and what they can take back. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath } from '../path.ts';

const text = z.union([z.string().max(2_000), z.number()]);
const entries = z.array(z.object({ label: z.string(), at: z.number() }));

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
  declareTool('system.get_logs', {
    title: 'Read the log',
    description: 'The newest lines that the app wrote with system.log since the services started, newest last.',
    site: 'services',
    params: z.object({
      limit: z.number().int().min(1).max(500).default(100),
      level: z.enum(['debug', 'info', 'warn', 'error']).optional(),
    }),
    result: z.object({
      value: z.array(z.object({ time_ms: z.number(), level: z.string(), message: z.string() })),
    }),
    example: { limit: 20 },
  }),
  declareTool('system.ping', {
    title: 'Is the system there',
    description: 'Asks the kernel; gives how many milliseconds its answer took.',
    site: 'services',
    params: z.object({}),
    result: z.object({ value: z.number() }),
    example: {},
  }),
  declareTool('system.alert', {
    title: 'Tell in a dialog',
    description: 'Shows a message in a dialog of the app, and goes on when it is closed.',
    site: 'shell',
    params: z.object({ message: text, title: z.string().max(200).optional() }),
    result: z.object({}),
    example: { message: 'The list is full.' },
  }),
  declareTool('system.confirm', {
    title: 'Ask in a dialog',
    description:
      'Asks a yes/no question in a dialog of the app. Gives true, or false when it was refused or closed. action is the text of the ' +
      'button that goes on; danger marks what cannot be undone.',
    site: 'shell',
    params: z.object({
      message: text,
      title: z.string().max(200).optional(),
      action: z.string().min(1).max(80).default('OK'),
      danger: z.boolean().default(false),
    }),
    result: z.object({ value: z.boolean() }),
    example: { message: 'Remove all entries?', action: 'Remove', danger: true },
  }),
  declareTool('system.undo', {
    title: 'Undo',
    description: 'Takes back what the person did last to the data of the app. Gives whether there was something.',
    site: 'shell',
    params: z.object({}),
    result: z.object({ value: z.boolean() }),
    example: {},
  }),
  declareTool('system.redo', {
    title: 'Redo',
    description: 'Does again what was undone last. Gives whether there was something.',
    site: 'shell',
    params: z.object({}),
    result: z.object({ value: z.boolean() }),
    example: {},
  }),
  declareTool('system.get_history', {
    title: 'What can be undone',
    description:
      'What can be undone (oldest first) and redone (next first): what did it, and when in milliseconds since the epoch.',
    site: 'shell',
    params: z.object({}),
    result: z.object({ undo: entries, redo: entries }),
    example: {},
  }),
  declareTool('system.clear_history', {
    title: 'Forget what can be undone',
    description: 'After it, nothing that was done before can be undone or redone.',
    site: 'shell',
    params: z.object({}),
    result: z.object({}),
    example: {},
  }),
  declareTool('system.snapshot', {
    title: 'Take a snapshot',
    description: 'The values at some paths as one record, which system.restore puts back.',
    site: 'shell',
    params: z.object({ paths: z.array(dataPath).min(1).max(40) }),
    result: z.object({ value: z.record(z.string(), z.json()) }),
    example: { paths: ['board', 'turn'] },
  }),
  declareTool('system.restore', {
    title: 'Restore a snapshot',
    description: 'Puts the values of a snapshot back at their paths. Gives how many.',
    site: 'shell',
    params: z.object({ snapshot: z.record(dataPath, z.json()) }),
    result: z.object({ value: z.number() }),
    example: { snapshot: { board: [], turn: 'X' } },
  }),
] as const;
