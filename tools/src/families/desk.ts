/** What an app may do on the desktop without a service: timers, toasts, the clipboard; and a few questions about text. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath } from '../path.ts';

export const timerTools = [
  declareTool('timer.start', {
    title: 'Start a timer',
    description:
      'Adds step to the number at a path every every_ms milliseconds until it reaches until; goes on from the present number. ' +
      'running names a truth value that is true meanwhile; message is shown when until is reached. Time is kept by the clock, not by ticks.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      every_ms: z.number().int().min(50).max(3_600_000).default(1000),
      step: z.number().default(1),
      until: z.number().optional(),
      running: dataPath.optional(),
      message: z.string().max(200).optional(),
    }),
    result: z.object({ value: z.number() }),
    example: { path: 'seconds', every_ms: 1000, step: -1, until: 0 },
  }),
  declareTool('timer.stop', {
    title: 'Stop a timer',
    description: 'Stops the timer of a path; the number stays.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.json() }),
    example: { path: 'seconds' },
  }),
  declareTool('timer.reset', {
    title: 'Reset a timer',
    description: 'Stops the timer of a path and puts back the number that was there when the app was new.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.json() }),
    example: { path: 'seconds' },
  }),
] as const;

export const deskTools = [
  declareTool('toast.show', {
    title: 'Show a message',
    description: 'Shows a short message in a corner of the desktop.',
    site: 'shell',
    params: z.object({
      message: z.union([z.string().max(500), z.number()]),
      kind: z.enum(['info', 'success', 'error']).default('info'),
    }),
    result: z.object({}),
    example: { message: 'Saved', kind: 'success' },
  }),
  declareTool('clipboard.copy', {
    title: 'Copy',
    description: 'Puts text on the clipboard.',
    site: 'shell',
    params: z.object({ text: z.union([z.string().max(1_000_000), z.number()]) }),
    result: z.object({}),
    capabilities: () => ['CLIPBOARD'],
    example: { text: 'Hello' },
  }),
] as const;

export const textTools = [
  declareTool('text.count', {
    title: 'Count',
    description: 'Characters, words and lines of a text.',
    site: 'shell',
    params: z.object({ text: z.string().max(1_000_000) }),
    result: z.object({ characters: z.number(), words: z.number(), lines: z.number() }),
    example: { text: 'Hello there' },
  }),
  declareTool('text.replace', {
    title: 'Replace',
    description: 'A text with every occurrence of another replaced.',
    site: 'shell',
    params: z.object({ text: z.string().max(1_000_000), find: z.string().min(1).max(1000), by: z.string().max(1000) }),
    result: z.object({ value: z.string() }),
    example: { text: 'a-b', find: '-', by: ' ' },
  }),
] as const;
