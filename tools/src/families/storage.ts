/** Durable key-value data private to one app, in the kernel's key-value store. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const key = z.string().min(1).max(512);

export const storageTools = [
  declareTool('storage.get', {
    title: 'Read a value',
    description: 'The JSON value under a key, or null.',
    site: 'services',
    params: z.object({ key }),
    result: z.object({ value: z.json() }),
    example: { key: 'theme' },
  }),
  declareTool('storage.set', {
    title: 'Store a value',
    description: 'Stores a JSON value under a key.',
    site: 'services',
    params: z.object({ key, value: z.json() }),
    result: z.object({ key: z.string() }),
    example: { key: 'theme', value: 'dark' },
  }),
  declareTool('storage.remove', {
    title: 'Remove a value',
    description: 'Removes a key.',
    site: 'services',
    params: z.object({ key }),
    result: z.object({ removed: z.boolean() }),
    example: { key: 'theme' },
  }),
  declareTool('storage.list', {
    title: 'List keys',
    description: 'The keys that start with a prefix, in order.',
    site: 'services',
    params: z.object({ prefix: z.string().max(512).default('') }),
    result: z.object({ keys: z.array(z.string()) }),
    example: { prefix: '' },
  }),
  declareTool('storage.clear', {
    title: 'Remove all values',
    description: 'Removes every key of the app.',
    site: 'services',
    params: z.object({}),
    result: z.object({ removed: z.number() }),
    example: {},
  }),
  declareTool('storage.exists', {
    title: 'Is there a value',
    description: 'Whether something is stored under a key.',
    site: 'services',
    params: z.object({ key }),
    result: z.object({ value: z.boolean() }),
    example: { key: 'theme' },
  }),
  declareTool('storage.stats', {
    title: 'How much is stored',
    description: 'How many keys and bytes the app stores, and how many bytes it may.',
    site: 'services',
    params: z.object({}),
    result: z.object({ keys: z.number(), bytes: z.number(), quota_bytes: z.number() }),
    example: {},
  }),
] as const;
