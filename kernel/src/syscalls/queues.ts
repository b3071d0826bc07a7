/** Queues: messages between processes, each with the pid of who sent it, as the kernel knows it. */
import { EventCategory } from '@agentos/protocol/kernel';
import {
  duplicateRight,
  manageRight,
  type Rights,
  readRight,
  transferRight,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { Ipc } from '../ipc/ipc.ts';
import { Queue } from '../ipc/queue.ts';
import { QueueHandle } from '../ipc/queue-handle.ts';
import { Subscription } from '../ipc/subscription.ts';
import type { SyscallRows } from './row.ts';
import { after, holding, mostBytes, moved } from './transfer.ts';

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

export function queueSyscalls({ arena, queues, discards, report }: Ipc): SyscallRows<QueueSyscalls> {
  return {
    queueCreate: {
      ...row,
      handler({ open, ...options }, { process, trace }) {
        if (open) {
          const queue = queues.require(options.name, process);
          // Who is of another app may use it, and leaves it as it is.
          const own = queue.owner.pid === process.pid || queue.owner.appId === process.appId;
          return { queue: process.handles.adopt(new QueueHandle(queue), own ? used | manageRight : used) };
        }
        const host = {
          arena,
          names: queues,
          discards,
          onEnd: (sent: number) => report('ipc.ended', 'queue', process.pid, process.trace, sent),
          onOverflow: (dropped: number) => report('ipc.overflow', 'queue', process.pid, process.trace, dropped),
        };
        const queue = new Queue(host, process, options);
        const number = process.handles.adopt(new QueueHandle(queue), used | manageRight);
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
        const { queue, nonBlocking } = call.process.handles.get(number, QueueHandle, writeRight);
        const sent = holding(call, number, (transfer) => queue.send(data, priority, transfer, nonBlocking));
        return after(sent, (messageId) => {
          moved(call, 0, data.length);
          return { messageId };
        });
      },
    },
    queueReceive: {
      ...waiting,
      handler({ queue: number, subscription }, call) {
        const { handles } = call.process;
        const answer = <T extends { readonly data: Uint8Array }>(message: T): T => {
          moved(call, message.data.length, 0);
          return message;
        };
        if (subscription === 0) {
          const { queue, nonBlocking } = handles.get(number, QueueHandle, readRight);
          const got = holding(call, number, (transfer) => queue.receive(transfer, nonBlocking));
          return after(got, answer);
        }
        const subscribed = handles.get(subscription, Subscription, readRight);
        if (number !== 0 && handles.get(number, QueueHandle).queue !== subscribed.queue) {
          throw failure('EINVAL', 'the subscription is one of another queue; name it alone', 'queue');
        }
        const got = holding(call, subscription, (transfer) => subscribed.receive(transfer));
        return after(got, answer);
      },
    },
    queueSubscribe: {
      ...row,
      handler({ queue: number, capacity }, { process }) {
        const { queue } = process.handles.get(number, QueueHandle, readRight);
        const rights = readRight | manageRight | duplicateRight | transferRight;
        return { subscription: process.handles.adopt(new Subscription(queue, capacity), rights) };
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
