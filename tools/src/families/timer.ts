/** Time: a number that moves with the clock, and handlers that run later. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath, handlerArgument } from '../path.ts';

const everyMs = z.number().int().min(50).max(3_600_000);
const timerId = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, 'a letter or underscore, then letters, digits, dash, underscore');
const started = z.object({ value: z.string() }).describe('the id, for timer.clear');

export const timerTools = [
  declareTool('timer.start', {
    title: 'Start a timer',
    description:
      'Adds step to the number at a path every every_ms milliseconds until it reaches until; goes on from the present number. ' +
      'running names a truth value that is true meanwhile; message is shown and action runs when until is reached. Time is kept by ' +
      'the clock, not by ticks.',
    site: 'shell',
    params: z.object({
      path: dataPath,
      every_ms: everyMs.default(1000),
      step: z.number().default(1),
      until: z.number().optional(),
      running: dataPath.optional(),
      message: z.string().max(200).optional(),
      action: handlerArgument.optional(),
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
  declareTool('timer.set', {
    title: 'Do later',
    description:
      'Runs action once, after delay_ms milliseconds. With an id a timer of the same id is ended first. An app may have 10 timers at once.',
    site: 'shell',
    params: z.object({
      action: handlerArgument,
      delay_ms: z.number().int().min(0).max(86_400_000),
      timer_id: timerId.optional(),
    }),
    result: started,
    example: { action: { tool: 'ui.set', args: { path: 'saved', value: false } }, delay_ms: 2000 },
  }),
  declareTool('timer.interval', {
    title: 'Do again and again',
    description:
      'Runs action every every_ms milliseconds, with `tick` (1, 2, …), until timer.clear or until it has run times times. It is not ' +
      'begun again while it still runs; a failure ends it.',
    site: 'shell',
    params: z.object({
      action: handlerArgument,
      every_ms: everyMs,
      times: z.number().int().min(1).max(1_000_000).optional(),
      timer_id: timerId.optional(),
    }),
    result: started,
    example: { action: { tool: 'data.increment', args: { path: 'count' } }, every_ms: 1000, timer_id: 'blink' },
  }),
  declareTool('timer.clear', {
    title: 'End a timer',
    description: 'Ends what timer.set or timer.interval began. Gives whether it was still there.',
    site: 'shell',
    params: z.object({ timer_id: timerId }),
    result: z.object({ value: z.boolean() }),
    example: { timer_id: 'blink' },
  }),
] as const;
