/** Chance. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath } from '../path.ts';

export const randomTools = [
  declareTool('random.integer', {
    title: 'Random number',
    description: 'A whole number from min to max, both included.',
    site: 'shell',
    params: z.object({ min: z.number().int().default(1), max: z.number().int() }),
    result: z.object({ value: z.number() }),
    example: { min: 1, max: 6 },
  }),
  declareTool('random.number', {
    title: 'Random number with decimals',
    description: 'A number from min (0 unless told) up to, not including, max (1 unless told).',
    site: 'shell',
    params: z.object({ min: z.number().default(0), max: z.number().default(1) }),
    result: z.object({ value: z.number() }),
    example: {},
  }),
  declareTool('random.sample', {
    title: 'Random entries',
    description: 'So many different entries of a list, in random order.',
    site: 'shell',
    params: z.object({ list: z.array(z.json()).max(10_000), count: z.number().int().min(0).max(10_000) }),
    result: z.object({ value: z.array(z.json()) }),
    example: { list: [1, 2, 3, 4], count: 2 },
  }),
  declareTool('random.id', {
    title: 'New id',
    description: 'A text that nothing else has as its id.',
    site: 'shell',
    params: z.object({}),
    result: z.object({ value: z.string() }),
    example: {},
  }),
  declareTool('random.pick', {
    title: 'Random entry',
    description: 'One entry of a list.',
    site: 'shell',
    params: z.object({ list: z.array(z.json()).max(10_000) }),
    result: z.object({ value: z.json() }),
    example: { list: ['heads', 'tails'] },
  }),
  declareTool('random.shuffle', {
    title: 'Shuffle',
    description: 'Puts the list at a path into random order.',
    site: 'shell',
    params: z.object({ path: dataPath }),
    result: z.object({ value: z.number() }),
    example: { path: 'cards' },
  }),
] as const;
