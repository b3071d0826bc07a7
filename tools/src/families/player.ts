/** Playing audio and video components. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { componentId } from '../path.ts';

const id = componentId.describe('id of an audio or video');
const acted = z.object({ id: z.string() });

export const playerTools = [
  declareTool('player.play', {
    title: 'Play',
    description: 'Plays, or goes on after a pause. A file that cannot be played is an error.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'music' },
  }),
  declareTool('player.pause', {
    title: 'Pause',
    description: 'Pauses; play goes on from here.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'music' },
  }),
  declareTool('player.stop', {
    title: 'Stop',
    description: 'Stops and goes back to the start.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'music' },
  }),
  declareTool('player.next', {
    title: 'Next',
    description: 'Goes to the next file of a player that has several.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'music' },
  }),
  declareTool('player.previous', {
    title: 'Previous',
    description: 'Goes to the previous file of a player that has several.',
    site: 'shell',
    params: z.object({ id }),
    result: acted,
    example: { id: 'music' },
  }),
  declareTool('player.seek', {
    title: 'Go to a time',
    description: 'Goes to a time in seconds from the start, not beyond the end.',
    site: 'shell',
    params: z.object({ id, time: z.number().min(0).max(1_000_000) }),
    result: acted,
    example: { id: 'music', time: 30 },
  }),
  declareTool('player.set_volume', {
    title: 'Set the volume',
    description: 'From 0 (silent) to 1.',
    site: 'shell',
    params: z.object({ id, volume: z.number().min(0).max(1) }),
    result: acted,
    example: { id: 'music', volume: 0.5 },
  }),
] as const;
