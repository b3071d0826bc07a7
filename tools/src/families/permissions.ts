/** What apps may do: an app sees its own rights, only the owner at the desktop changes any. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const package_id = z.string().min(1).max(64).describe('id of an app');
const capability = z.string().min(1).max(300).describe('such as READ_FILE:/home/Documents/**');

export const permissionsTools = [
  declareTool('permissions.list', {
    title: 'List rights',
    description:
      'What apps ask for and what they were granted: of one app, or of all for the owner. An app sees its own alone.',
    site: 'services',
    params: z.object({ package_id: package_id.optional() }),
    result: z.object({
      value: z.array(
        z.object({
          package_id: z.string(),
          name: z.string(),
          asked: z.array(z.string()),
          granted: z.array(z.string()),
        }),
      ),
    }),
    example: {},
  }),
  declareTool('permissions.grant', {
    title: 'Grant rights',
    description:
      'Grants an app rights that it asks for. Windows that are open keep what they have; gives how many those are. Only the owner at ' +
      'the desktop grants: an app that calls this gets EPERM.',
    site: 'services',
    params: z.object({ package_id, capabilities: z.array(capability).min(1).max(64) }),
    result: z.object({ value: z.array(z.string()), open: z.number() }),
    example: { package_id: 'notes', capabilities: ['READ_FILE:/home/Documents/**'] },
  }),
  declareTool('permissions.revoke', {
    title: 'Take rights back',
    description:
      'Takes rights back from an app, all of them without capabilities. Windows that are open keep what they have until they are ' +
      'closed; gives how many those are. Only the owner at the desktop may: an app gets EPERM.',
    site: 'services',
    params: z.object({ package_id, capabilities: z.array(capability).min(1).max(64).optional() }),
    result: z.object({ value: z.array(z.string()), open: z.number() }),
    example: { package_id: 'notes' },
  }),
  declareTool('permissions.audit', {
    title: 'What was refused',
    description:
      'Decisions about rights that the kernel recorded, newest last: of one running app, or of all for who may observe. An app sees its own.',
    site: 'services',
    params: z.object({ package_id: package_id.optional(), limit: z.number().int().min(1).max(1_000).default(100) }),
    result: z.object({
      value: z.array(
        z.object({
          time_ms: z.number(),
          type: z.string(),
          subject: z.string(),
          text: z.string(),
          pid: z.number(),
          trace_id: z.string(),
        }),
      ),
    }),
    example: { limit: 20 },
  }),
  declareTool('permissions.resources', {
    title: 'Kinds of rights',
    description: 'Every kind of right, what it allows, and what stands after its colon.',
    site: 'services',
    params: z.object({}),
    result: z.object({
      value: z.array(
        z.object({ kind: z.string(), allows: z.string(), argument: z.enum(['none', 'path', 'host', 'port']) }),
      ),
    }),
    example: {},
  }),
] as const;
