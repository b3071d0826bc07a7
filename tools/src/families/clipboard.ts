/** The clipboard that the kernel keeps for programs and apps, with what was on it before. In memory alone. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const own = z.boolean().default(false).describe('the clipboard of this window alone, instead of the one of all');
const format = z.string().min(1).max(100).default('text/plain');
const Entry = z.object({
  id: z.number(),
  formats: z.array(z.string()),
  bytes: z.number(),
  copied_ms: z.number(),
  pid: z.number(),
});
const needs = (): string[] => ['CLIPBOARD'];

export const kernelClipboardTools = [
  declareTool('clipboard.add', {
    title: 'Put on the clipboard of the system',
    description: 'Puts text where programs and other apps find it; gives the id of the entry.',
    site: 'services',
    params: z.object({ data: z.string().max(1_000_000), format, own }),
    result: z.object({ value: z.number() }),
    capabilities: needs,
    example: { data: 'Hello' },
  }),
  declareTool('clipboard.history', {
    title: 'What was on the clipboard',
    description: 'The entries of the clipboard of the system, newest first, without what is in them.',
    site: 'services',
    params: z.object({ limit: z.number().int().min(1).max(100).default(20), own }),
    result: z.object({ value: z.array(Entry) }),
    capabilities: needs,
    example: { limit: 10 },
  }),
  declareTool('clipboard.get_entry', {
    title: 'Read an entry of the clipboard',
    description: 'The text of one entry of the clipboard of the system.',
    site: 'services',
    params: z.object({ entry_id: z.number().int().min(1), own }),
    result: z.object({ value: z.string(), format: z.string() }),
    capabilities: needs,
    example: { entry_id: 1 },
  }),
  declareTool('clipboard.clear', {
    title: 'Empty the clipboard of the system',
    description: 'Forgets everything on it.',
    site: 'services',
    params: z.object({ own }),
    result: z.object({ value: z.boolean() }),
    capabilities: needs,
    example: {},
  }),
  declareTool('clipboard.stats', {
    title: 'Figures of the clipboard',
    description: 'How much is on the clipboard of the system, and how often it was used.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      entries: z.number(),
      bytes: z.number(),
      copies: z.number(),
      pastes: z.number(),
      subscribers: z.number(),
    }),
    capabilities: needs,
    example: {},
  }),
] as const;
