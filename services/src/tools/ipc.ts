/**
 * `ipc.*`: pipes, queues and shared memory as the caller. Handles belong to the calling instance's process, and end with
 * it; nobody else can name them.
 */
import { Buffer } from 'node:buffer';
import type { Json } from '@agentos/protocol';
import { QueueKind, QueuePolicy } from '@agentos/protocol/kernel';
import type { ToolHandlers } from '@agentos/tools';
import { codeOf, Problem } from '../problem.ts';
import type { ToolContext } from './context.ts';

type IpcTool = Extract<keyof ToolHandlers<'services', ToolContext>, `ipc.${string}`>;

const kinds = {
  fifo: QueueKind.FIFO,
  priority: QueueKind.PRIORITY,
  pubsub: QueueKind.PUBLISH_SUBSCRIBE,
} as const;

export const ipcHandlers: Pick<ToolHandlers<'services', ToolContext>, IpcTool> = {
  async 'ipc.create_pipe'({ capacity }, { call }) {
    const { pipe, readEnd, writeEnd } = await call('pipeCreate', { capacity });
    return { pipe_id: pipe, read_end: readEnd, write_end: writeEnd };
  },
  async 'ipc.write_pipe'({ write_end, data, wait_ms }, { call }) {
    const write = call('pipeWrite', { writeEnd: write_end, data: Buffer.from(data, 'utf8') }, deadline(wait_ms));
    const answer = await unlessLate(write);
    return { value: answer?.written ?? 0 };
  },
  async 'ipc.read_pipe'({ read_end, size, wait_ms }, { call }) {
    const answer = await unlessLate(call('pipeRead', { readEnd: read_end, length: size }, deadline(wait_ms)));
    return { value: answer === undefined ? '' : textOf(answer.data), end: answer?.endOfFile ?? false };
  },
  async 'ipc.create_shm'({ size, name }, { call }) {
    const { segment } = await call('shmCreate', { size, name });
    return { segment_id: segment };
  },
  async 'ipc.attach_shm'({ segment_id, name, read_only }, { call }) {
    return await call('shmAttach', { segment: segment_id, name, readOnly: read_only });
  },
  async 'ipc.write_shm'({ attachment, offset, data }, { call }) {
    const { written } = await call('shmWrite', { attachment, offset, data: Buffer.from(data, 'utf8') });
    return { value: written };
  },
  async 'ipc.read_shm'({ attachment, offset, size }, { call }) {
    const { data } = await call('shmRead', { attachment, offset, length: size });
    return { value: textOf(data) };
  },
  async 'ipc.create_queue'({ queue_type, capacity, name, open }, { call }) {
    const whenFull = QueuePolicy.BLOCK;
    const { queue } = await call('queueCreate', { kind: kinds[queue_type], capacity, whenFull, name, open });
    return { queue_id: queue };
  },
  async 'ipc.send_queue'({ queue_id, data, priority, wait_ms }, { call }) {
    const bytes = Buffer.from(JSON.stringify(data), 'utf8');
    const answer = await unlessLate(call('queueSend', { queue: queue_id, data: bytes, priority }, deadline(wait_ms)));
    if (answer === undefined) throw new Problem('EAGAIN', 'the queue is full: receive from it, or wait longer');
    return { message_id: answer.messageId };
  },
  async 'ipc.receive_queue'({ queue_id, subscription, wait_ms }, { call }) {
    const answer = await unlessLate(call('queueReceive', { queue: queue_id, subscription }, deadline(wait_ms)));
    if (answer === undefined) return { value: null, message_id: null, priority: 0 };
    return { value: jsonOf(answer.data), message_id: answer.messageId, priority: answer.priority };
  },
  async 'ipc.subscribe_queue'({ queue_id, capacity }, { call }) {
    return await call('queueSubscribe', { queue: queue_id, capacity });
  },
  async 'ipc.unsubscribe_queue'({ subscription }, { call }) {
    await call('queueUnsubscribe', { subscription });
    return { value: true };
  },
  async 'ipc.close'({ handle }, { call }) {
    await call('close', { descriptor: handle });
    return { value: true };
  },
};

/** The kernel takes 0 as "its own deadline"; no wait is the shortest one. */
function deadline(waitMs: number): number {
  return Math.max(1, waitMs);
}

/** The answer, or undefined when nothing came in time: for these tools that is no failure. */
async function unlessLate<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (codeOf(error) === 'ETIMEDOUT') return undefined;
    throw error;
  }
}

function textOf(data: Uint8Array): string {
  return Buffer.from(data).toString('utf8');
}

/** A message as JSON; the text itself of a message that a program sent and that is none. */
function jsonOf(data: Uint8Array): Json {
  const text = textOf(data);
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
