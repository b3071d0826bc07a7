/** What an app tells the person outside its window: toasts and notifications. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { handlerArgument } from '../path.ts';

const message = z.union([z.string().max(500), z.number()]);
const key = z.string().min(1).max(80).describe('names the message, so that it can be changed');
/** Parameters of every message: what it says, how long, and a button that runs a handler. */
const told = {
  message,
  key: key.optional(),
  description: z.string().max(500).optional(),
  duration: z.number().int().min(1_000).max(60_000).optional().describe('milliseconds'),
  action_label: z.string().min(1).max(40).optional(),
  action_handler: handlerArgument.optional(),
};
const named = z.object({ value: z.string() }).describe('the key');
export const toastKind = z.enum(['info', 'success', 'warning', 'error', 'loading']);

export const toastTools = [
  declareTool('toast.show', {
    title: 'Show a message',
    description:
      'Shows a short message in a corner of the desktop; one of the same key is replaced. With action_label it has a button that runs ' +
      'action_handler.',
    site: 'shell',
    params: z.object({ ...told, kind: toastKind.default('info') }),
    result: named,
    example: { message: 'Saved', kind: 'success' },
  }),
  declareTool('toast.success', {
    title: 'Tell of a success',
    description: 'toast.show with the sign of success.',
    site: 'shell',
    params: z.object(told),
    result: named,
    example: { message: 'Saved' },
  }),
  declareTool('toast.error', {
    title: 'Tell of a failure',
    description: 'toast.show with the sign of an error; stays longer.',
    site: 'shell',
    params: z.object(told),
    result: named,
    example: { message: 'The file could not be read' },
  }),
  declareTool('toast.warning', {
    title: 'Warn',
    description: 'toast.show with the sign of a warning.',
    site: 'shell',
    params: z.object(told),
    result: named,
    example: { message: 'Nearly full' },
  }),
  declareTool('toast.info', {
    title: 'Inform',
    description: 'toast.show with the sign of information.',
    site: 'shell',
    params: z.object(told),
    result: named,
    example: { message: 'Three new entries' },
  }),
  declareTool('toast.loading', {
    title: 'Show that work goes on',
    description: 'A message that stays until toast.update gives it another kind, or toast.dismiss.',
    site: 'shell',
    params: z.object(told),
    result: named,
    example: { message: 'Reading the file', key: 'read' },
  }),
  declareTool('toast.progress', {
    title: 'Show progress',
    description:
      'A message with a bar at percent; further calls with the same key move it. At 100 it goes away after a while.',
    site: 'shell',
    params: z.object({ ...told, percent: z.number().min(0).max(100) }),
    result: named,
    example: { message: 'Reading the file', key: 'read', percent: 40 },
  }),
  declareTool('toast.update', {
    title: 'Change a message',
    description:
      'Changes what the message of a key says; one that the person has taken away is shown anew, without message that is an error (ENOENT).',
    site: 'shell',
    params: z.object({
      key,
      message: message.optional(),
      description: z.string().max(500).optional(),
      kind: toastKind.optional(),
    }),
    result: named,
    example: { key: 'read', message: 'Done', kind: 'success' },
  }),
  declareTool('toast.undo', {
    title: 'Offer to undo',
    description: 'A message with the button Undo, which runs on_undo.',
    site: 'shell',
    params: z.object({
      message,
      on_undo: handlerArgument,
      key: key.optional(),
      duration: told.duration,
    }),
    result: named,
    example: { message: 'Entry removed', on_undo: 'system.undo' },
  }),
  declareTool('toast.dismiss', {
    title: 'Take a message away',
    description: 'Takes the message of a key away. Gives whether it was still shown.',
    site: 'shell',
    params: z.object({ key }),
    result: z.object({ value: z.boolean() }),
    example: { key: 'read' },
  }),
  declareTool('toast.dismiss_all', {
    title: 'Take all messages away',
    description: 'Takes all messages of this app away. Gives how many there were.',
    site: 'shell',
    params: z.object({}),
    result: z.object({ value: z.number() }),
    example: {},
  }),
] as const;

export const notificationTools = [
  declareTool('notification.show', {
    title: 'Notify',
    description:
      'Tells the person something that matters outside the app: by the browser while the desktop is out of sight and this was allowed, ' +
      'else as a message on the desktop that stays longer. Never asks for permission. Gives which of the two.',
    site: 'shell',
    params: z.object({ title: z.string().min(1).max(100), message: z.string().max(500).default('') }),
    result: z.object({ value: z.enum(['browser', 'desktop']) }),
    example: { title: 'Time is up', message: 'Tea is ready' },
  }),
  declareTool('notification.request_permission', {
    title: 'Ask to notify',
    description:
      'Lets the browser ask whether the desktop may notify while it is out of sight; only from something that the person did. Gives ' +
      'granted, denied, default (not answered) or unsupported.',
    site: 'shell',
    params: z.object({}),
    result: z.object({ value: z.enum(['granted', 'denied', 'default', 'unsupported']) }),
    example: {},
  }),
] as const;
