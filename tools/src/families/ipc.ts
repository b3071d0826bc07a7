/** Windows and programs of one app talking to each other: pipes, queues and shared memory of the kernel. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const handle = z.number().int().min(0);
const text = z.string().max(1_048_576);
const waitMs = z.number().int().min(0).max(30_000).default(0).describe('how long to wait when there is nothing yet');
const done = z.object({ value: z.boolean() });
const name = z.string().max(200).describe('a name under which other windows of the app find it');

export const ipcTools = [
  declareTool('ipc.create_pipe', {
    title: 'Make a pipe',
    description: 'A stream of bytes; what is written at one end is read at the other.',
    site: 'services',
    params: z.object({ capacity: z.number().int().min(1).max(1_048_576).default(65_536) }),
    result: z.object({ pipe_id: handle, read_end: handle, write_end: handle }),
    capabilities: () => ['SEND_MESSAGE'],
    example: {},
  }),
  declareTool('ipc.write_pipe', {
    title: 'Write into a pipe',
    description: 'Writes text; gives how many bytes went in. A full pipe takes what it has room for.',
    site: 'services',
    params: z.object({ write_end: handle, data: text, wait_ms: waitMs }),
    result: z.object({ value: z.number() }),
    capabilities: () => ['SEND_MESSAGE'],
    example: { write_end: 4_194_309, data: 'hello' },
  }),
  declareTool('ipc.read_pipe', {
    title: 'Read from a pipe',
    description: 'What is there, at most size bytes; empty when nothing came, end when nothing will come any more.',
    site: 'services',
    params: z.object({
      read_end: handle,
      size: z.number().int().min(1).max(1_048_576).default(65_536),
      wait_ms: waitMs,
    }),
    result: z.object({ value: z.string(), end: z.boolean() }),
    capabilities: () => ['RECEIVE_MESSAGE'],
    example: { read_end: 4_194_308 },
  }),
  declareTool('ipc.create_shm', {
    title: 'Make shared memory',
    description: 'Memory that other windows of the app attach by its name.',
    site: 'services',
    params: z.object({ size: z.number().int().min(1).max(67_108_864), name: name.default('') }),
    result: z.object({ segment_id: handle }),
    capabilities: () => ['SEND_MESSAGE'],
    example: { size: 4096, name: 'board' },
  }),
  declareTool('ipc.attach_shm', {
    title: 'Attach shared memory',
    description: 'Makes a segment readable and, unless told, writable here.',
    site: 'services',
    params: z.object({ segment_id: handle.default(0), name: name.default(''), read_only: z.boolean().default(false) }),
    result: z.object({ attachment: handle, size: z.number() }),
    capabilities: () => ['RECEIVE_MESSAGE'],
    example: { name: 'board' },
  }),
  declareTool('ipc.write_shm', {
    title: 'Write into shared memory',
    description: 'Writes text at an offset in bytes; gives how many bytes were written.',
    site: 'services',
    params: z.object({ attachment: handle, offset: z.number().int().min(0).default(0), data: text }),
    result: z.object({ value: z.number() }),
    capabilities: () => ['SEND_MESSAGE'],
    example: { attachment: 4_194_310, offset: 0, data: 'hello' },
  }),
  declareTool('ipc.read_shm', {
    title: 'Read shared memory',
    description: 'So many bytes at an offset, as text.',
    site: 'services',
    params: z.object({
      attachment: handle,
      offset: z.number().int().min(0).default(0),
      size: z.number().int().min(1).max(1_048_576),
    }),
    result: z.object({ value: z.string() }),
    capabilities: () => ['RECEIVE_MESSAGE'],
    example: { attachment: 4_194_310, offset: 0, size: 5 },
  }),
  declareTool('ipc.create_queue', {
    title: 'Make or open a queue',
    description: 'Messages in their order (fifo), the most urgent first (priority), or to all who subscribed (pubsub).',
    site: 'services',
    params: z.object({
      queue_type: z.enum(['fifo', 'priority', 'pubsub']).default('fifo'),
      capacity: z.number().int().min(1).max(100_000).default(1_000),
      name: name.default(''),
      open: z.boolean().default(false).describe('open the one of that name instead of making one'),
    }),
    result: z.object({ queue_id: handle }),
    capabilities: () => ['SEND_MESSAGE'],
    example: { queue_type: 'fifo', name: 'jobs' },
  }),
  declareTool('ipc.send_queue', {
    title: 'Send a message',
    description: 'Puts JSON into a queue.',
    site: 'services',
    params: z.object({
      queue_id: handle,
      data: z.json(),
      priority: z.number().int().min(-1_000).max(1_000).default(0),
      wait_ms: waitMs,
    }),
    result: z.object({ message_id: z.number() }),
    capabilities: () => ['SEND_MESSAGE'],
    example: { queue_id: 4_194_307, data: { job: 1 } },
  }),
  declareTool('ipc.receive_queue', {
    title: 'Receive a message',
    description: 'The next message of a queue or a subscription; null when there is none.',
    site: 'services',
    params: z.object({ queue_id: handle.default(0), subscription: handle.default(0), wait_ms: waitMs }),
    result: z.object({ value: z.json(), message_id: z.number().nullable(), priority: z.number() }),
    capabilities: () => ['RECEIVE_MESSAGE'],
    example: { queue_id: 4_194_307 },
  }),
  declareTool('ipc.subscribe_queue', {
    title: 'Subscribe to a queue',
    description: 'From now on the messages of a pubsub queue arrive here too.',
    site: 'services',
    params: z.object({ queue_id: handle, capacity: z.number().int().min(1).max(100_000).default(1_000) }),
    result: z.object({ subscription: handle }),
    capabilities: () => ['RECEIVE_MESSAGE'],
    example: { queue_id: 4_194_307 },
  }),
  declareTool('ipc.unsubscribe_queue', {
    title: 'Subscribe no longer',
    description: 'Ends a subscription.',
    site: 'services',
    params: z.object({ subscription: handle }),
    result: done,
    example: { subscription: 4_194_311 },
  }),
  declareTool('ipc.close', {
    title: 'Close',
    description: 'Closes an end of a pipe, a queue, a segment or an attachment.',
    site: 'services',
    params: z.object({ handle }),
    result: done,
    example: { handle: 4_194_307 },
  }),
] as const;
