/** Queues: messages between processes, each with the pid of who sent it, as the kernel knows it. */
import { EventCategory } from '@agentos/protocol/kernel';
import {
  duplicateRight,
  type KernelObject,
  manageRight,
  type Rights,
  readRight,
  transferRight,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { whileHeld } from '../descriptors/while-held.ts';
import { failure } from '../errors.ts';
import type { Ipc } from '../ipc/ipc.ts';
import { Queue } from '../ipc/queue.ts';
import { QueueHandle } from '../ipc/queue-handle.ts';
import { Subscription } from '../ipc/subscription.ts';
import type { Process } from '../process/process.ts';
import { mostBytes } from './files.ts';
import type { SyscallRows } from './row.ts';

type QueueSyscalls =
  | 'queueCreate'
  | 'queueSend'
  | 'queueReceive'
  | 'queueSubscribe'
  | 'queueUnsubscribe'
  | 'queueClose'
  | 'queueDestroy'
  | 'queueStats';

const row = { category: EventCategory.IPC, cost: 'inline', timeout: 'none' } as const;
/** Waits for whoever receives or sends, for as long as that takes. */
const waiting = { category: EventCategory.IPC, cost: 'blocking', timeout: 'none' } as const;
const used: Rights = readRight | writeRight | duplicateRight | transferRight;

export function queueSyscalls({ arena, queues, report }: Ipc): SyscallRows<QueueSyscalls> {
  return {
    queueCreate: {
      ...row,
      handler({ open, ...options }, { process, trace }) {
        if (open) {
          const queue = queues.require(options.name, process);
          // Who is of another app may use it, and leaves it as it is.
          const own = queue.owner.pid === process.pid || queue.owner.appId === process.appId;
          return { queue: add(process, new QueueHandle(queue), own ? used | manageRight : used) };
        }
        const host = {
          arena,
          names: queues,
          onEnd: (sent: number) => report('ipc.ended', 'queue', process.pid, process.trace, sent),
          onOverflow: (dropped: number) => report('ipc.overflow', 'queue', process.pid, process.trace, dropped),
        };
        const queue = new Queue(host, process, options);
        const number = add(process, new QueueHandle(queue), used | manageRight);
        report('ipc.created', 'queue', process.pid, trace, queue.capacity);
        return { queue: number };
      },
    },
    queueSend: {
      ...waiting,
      handler({ queue: number, data, priority }, call) {
        if (data.length > mostBytes) {
          throw failure('EMSGSIZE', `a message has at most ${mostBytes} bytes, not ${data.length}`, 'data');
        }
        const { process } = call;
        const { queue, nonBlocking } = process.handles.get(number, QueueHandle, writeRight);
        const answer = (messageId: number) => {
          call.bytes = data.length;
          process.counters.bytesWritten += data.length;
          return { messageId };
        };
        const handle = process.handles.handle(number);
        const sent = whileHeld(handle, call, (transfer) => queue.send(data, priority, transfer, nonBlocking));
        return sent instanceof Promise ? sent.then(answer) : answer(sent);
      },
    },
    queueReceive: {
      ...waiting,
      handler({ queue: number, subscription }, call) {
        const { handles, counters } = call.process;
        const answer = <T extends { readonly data: Uint8Array }>(message: T): T => {
          call.bytes = message.data.length;
          counters.bytesRead += message.data.length;
          return message;
        };
        if (subscription === 0) {
          const { queue, nonBlocking } = handles.get(number, QueueHandle, readRight);
          const handle = handles.handle(number);
          const got = whileHeld(handle, call, (transfer) => queue.receive(transfer, nonBlocking));
          return got instanceof Promise ? got.then(answer) : answer(got);
        }
        const subscribed = handles.get(subscription, Subscription, readRight);
        if (number !== 0 && handles.get(number, QueueHandle).queue !== subscribed.queue) {
          throw failure('EINVAL', 'the subscription is one of another queue; name it alone', 'queue');
        }
        const handle = handles.handle(subscription);
        const got = whileHeld(handle, call, (transfer) => subscribed.receive(transfer));
        return got instanceof Promise ? got.then(answer) : answer(got);
      },
    },
    queueSubscribe: {
      ...row,
      handler({ queue: number, capacity }, { process }) {
        const { queue } = process.handles.get(number, QueueHandle, readRight);
        const rights = readRight | manageRight | duplicateRight | transferRight;
        return { subscription: add(process, new Subscription(queue, capacity), rights) };
      },
    },
    queueUnsubscribe: {
      ...row,
      handler({ subscription }, { process }) {
        process.handles.get(subscription, Subscription);
        process.handles.close(subscription);
        return {};
      },
    },
    queueClose: {
      ...row,
      handler({ queue }, { process }) {
        process.handles.get(queue, QueueHandle, manageRight).queue.finish();
        return {};
      },
    },
    queueDestroy: {
      ...row,
      handler({ queue }, { process }) {
        process.handles.get(queue, QueueHandle, manageRight).queue.destroy();
        process.handles.close(queue);
        return {};
      },
    },
    queueStats: {
      ...row,
      handler({ queue: number }, { process }) {
        const object = process.handles.object(number);
        if (object instanceof Subscription) return object.queue.stats;
        return process.handles.get(number, QueueHandle).queue.stats;
      },
    },
  };
}

/** @throws KernelError EMFILE; the object is then gone */
function add(process: Process, object: KernelObject, rights: Rights): number {
  try {
    return process.handles.add(object, rights);
  } catch (error) {
    object.release();
    throw error;
  }
}
