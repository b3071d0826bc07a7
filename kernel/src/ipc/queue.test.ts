import { QueueKind, QueuePolicy } from '@agentos/protocol/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arena } from '../memory/arena.ts';
import { Allowance } from './allowance.ts';
import { Fifo, PriorityStore } from './message-stores.ts';
import { NameTable } from './names.ts';
import { discardedPerTurn, Queue, type QueueOptions } from './queue.ts';
import { Subscription } from './subscription.ts';
import { newProcess, newTable, transferOf } from './test-process.ts';

const code = (name: string) => expect.objectContaining({ code: name });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function newQueue(options: Partial<QueueOptions> = {}, kernelBytes = 0) {
  const table = newTable();
  const process = newProcess(table, { kernelBytes });
  const arena = new Arena();
  const overflows: number[] = [];
  const host = {
    arena,
    names: new NameTable<Queue>('queue', table),
    discards: new Allowance(discardedPerTurn),
    onEnd: () => undefined,
    onOverflow: (dropped: number) => void overflows.push(dropped),
  };
  const all = { kind: QueueKind.FIFO, capacity: 0, whenFull: QueuePolicy.BLOCK, name: '', ...options };
  const queue = new Queue(host, process, all);
  queue.open();
  return { table, process, arena, overflows, queue, host };
}
type Made = ReturnType<typeof newQueue>;
const send = async ({ queue, process }: Made, text: string, priority = 0, signal?: AbortSignal) =>
  await queue.send(Buffer.from(text), priority, transferOf(process, signal), false);
const receive = async ({ queue, process }: Made, signal?: AbortSignal) =>
  (await queue.receive(transferOf(process, signal), false)).data.toString();

describe('order', () => {
  test('the most urgent first, equals as they came', async () => {
    const made = newQueue({ kind: QueueKind.PRIORITY });
    for (const [text, priority] of [
      ['a', 0],
      ['b', 5],
      ['c', -5],
      ['d', 5],
      ['e', 2_147_483_647],
      ['f', -2_147_483_648],
    ] as const) {
      await send(made, text, priority);
    }
    const got = [];
    for (let count = 0; count < 6; count++) got.push(await receive(made));
    expect(got.join('')).toBe('ebdacf');
  });

  test('receivers are served in the order in which they came', async () => {
    const made = newQueue();
    const got = [receive(made), receive(made), receive(made)];
    for (const text of ['a', 'b', 'c']) await send(made, text);
    expect(await Promise.all(got)).toEqual(['a', 'b', 'c']);
  });

  test('each subscriber gets what was published while it was there', async () => {
    const made = newQueue({ kind: QueueKind.PUBLISH_SUBSCRIBE });
    const { queue, process, arena } = made;
    await send(made, 'for nobody');
    const early = new Subscription(queue, 0);
    await send(made, 'one');
    const late = new Subscription(queue, 0);
    await send(made, 'two');
    const take = async (subscription: Subscription) => String((await subscription.receive(transferOf(process))).data);
    expect([await take(early), await take(early), await take(late)]).toEqual(['one', 'two', 'two']);
    expect(arena.used).toBe(0);
    const waiting = take(late);
    await send(made, 'three');
    expect(await waiting).toBe('three');
    expect(queue.stats.bytes).toBe(5);
    early.release();
    expect(arena.used).toBe(0);
  });
});

describe('when full', () => {
  test('a slow subscriber loses its own oldest messages and nobody else does', async () => {
    const kind = QueueKind.PUBLISH_SUBSCRIBE;
    const made = newQueue({ kind, capacity: 10, whenFull: QueuePolicy.DROP_OLDEST });
    const slow = new Subscription(made.queue, 2);
    const fast = new Subscription(made.queue, 0);
    for (const text of ['a', 'b', 'c', 'd']) await send(made, text);
    expect({ slow: slow.backlog, fast: fast.backlog, dropped: made.queue.stats.dropped }).toEqual({
      slow: 2,
      fast: 4,
      dropped: 2,
    });
    // Told once, not once a message.
    expect(made.overflows).toEqual([1]);
  });

  test('a sender waits for the slowest subscriber, and goes on when that one leaves', async () => {
    const made = newQueue({ kind: QueueKind.PUBLISH_SUBSCRIBE });
    const slow = new Subscription(made.queue, 1);
    await send(made, 'a');
    const waiting = send(made, 'b');
    await turn();
    expect(made.queue.stats.sent).toBe(1);
    slow.release();
    expect(await waiting).toBe(2);
  });

  test("a queue without room in its maker's memory refuses and keeps what it has", async () => {
    const made = newQueue({ capacity: 2, whenFull: QueuePolicy.DROP_OLDEST }, 4_096);
    await send(made, 'a'.repeat(1_000));
    await send(made, 'b'.repeat(1_000));
    await expect(send(made, 'c'.repeat(3_000))).rejects.toEqual(code('ENOMEM'));
    expect(made.queue.stats).toMatchObject({ length: 2, dropped: 0 });
  });
});

describe('ends', () => {
  test('a closed queue is received empty, and those who wait are told', async () => {
    const made = newQueue();
    await send(made, 'last');
    made.queue.finish();
    await expect(send(made, 'late')).rejects.toEqual(code('EPIPE'));
    expect(await receive(made)).toBe('last');
    await expect(receive(made)).rejects.toEqual(code('EPIPE'));
    const other = newQueue({ capacity: 1 });
    await send(other, 'fills it');
    const sender = send(other, 'waits');
    other.queue.finish();
    await expect(sender).rejects.toEqual(code('EPIPE'));
  });

  test('everything is gone with the maker: waiting calls, messages, the name', async () => {
    const made = newQueue({ name: 'jobs' });
    const friend = newProcess(made.table, {});
    expect(made.host.names.require('jobs', friend)).toBe(made.queue);
    const waiting = made.queue.receive(transferOf(friend), false);
    const reports = await made.table.end(made.process, { code: 0, signal: 0 }, made.process.trace);
    await expect(waiting).rejects.toEqual(code('EIDRM'));
    expect(reports).toContainEqual({ kind: 'queue', count: 1, bytes: 0 });
    expect(() => made.host.names.require('jobs', friend)).toThrow(code('ENOENT'));
    await expect(async () => made.queue.receive(transferOf(friend), false)).rejects.toEqual(code('EIDRM'));
    expect(made.arena.used).toBe(0);
  });
});

test('a long queue is given back in parts, and its maker does not end before', async () => {
  const made = newQueue({ capacity: 10_000 });
  for (let count = 0; count < 5_000; count++) await send(made, 'message');
  made.queue.destroy();
  expect(made.queue.stats.closed).toBe(true);
  expect(made.arena.blocks).toBe(4_000);
  await made.table.end(made.process, { code: 0, signal: 0 }, made.process.trace);
  expect({ blocks: made.arena.blocks, charged: made.process.memory.used }).toEqual({ blocks: 0, charged: 0 });
});

test('names are seen by the app and by those below the maker alone', () => {
  const { table, process, queue, host } = newQueue({ name: 'shared' });
  const below = newProcess(table, { appId: 'other', parentPid: process.pid });
  const friend = newProcess(table, { appId: 'app' });
  const stranger = newProcess(table, { appId: 'other' });
  const nameless = newProcess(table, { appId: '' });
  for (const one of [process, below, friend]) expect(host.names.require('shared', one)).toBe(queue);
  for (const one of [stranger, nameless]) {
    expect(() => host.names.require('shared', one)).toThrow(code('ENOENT'));
    host.names.requireFree('shared', one);
  }
  expect(() => host.names.requireFree('shared', below)).toThrow(code('EEXIST'));
  // What the own app made comes before what a process above made.
  const own = new Queue(host, stranger, {
    kind: QueueKind.FIFO,
    capacity: 0,
    whenFull: QueuePolicy.BLOCK,
    name: 'shared',
  });
  expect(host.names.require('shared', below)).toBe(own);
});

test('a store by priority agrees with a sorted list, taking from both ends', () => {
  const step = fc.oneof(
    fc.record({ action: fc.constant('push'), priority: fc.integer({ min: -3, max: 3 }) }),
    fc.record({ action: fc.constantFrom('next', 'oldest'), priority: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const store = new PriorityStore<{ id: number; priority: number }>();
      let model: { id: number; priority: number }[] = [];
      let id = 0;
      for (const { action, priority } of steps) {
        if (action === 'push') {
          const message = { id: ++id, priority };
          store.push(message);
          model.push(message);
        } else {
          const [wanted] =
            action === 'oldest' ? model : model.toSorted((a, b) => b.priority - a.priority || a.id - b.id);
          expect(action === 'oldest' ? store.oldest() : store.next()).toEqual(wanted);
          model = model.filter((one) => one !== wanted);
        }
        expect(store.size).toBe(model.length);
      }
    }),
  );
});

test('a list keeps order over any number of pushes and takes', () => {
  const list = new Fifo<number>();
  let pushed = 0;
  let taken = 0;
  for (let round = 0; round < 300; round++) {
    for (let count = 0; count < round % 7; count++) list.push(pushed++);
    for (let count = 0; count < round % 5; count++) if (list.size > 0) expect(list.next()).toBe(taken++);
    expect(list.size).toBe(pushed - taken);
  }
});

/** A queue with its waiters, in the plainest form. */
class Model {
  readonly results = new Map<number, string>();
  readonly #options: QueueOptions;
  #messages: { id: number; priority: number; text: string }[] = [];
  #subscribers: { number: number; capacity: number; backlog: { id: number; text: string }[]; waiting: number[] }[] = [];
  #senders: { call: number; text: string; priority: number }[] = [];
  #receivers: number[] = [];
  #closed = false;
  #sent = 0;
  dropped = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  send(call: number, text: string, priority: number): void {
    this.#senders.push({ call, text, priority });
    this.settle();
  }
  receive(call: number, subscriber: number): void {
    if (this.#options.kind === QueueKind.PUBLISH_SUBSCRIBE) {
      this.#subscribers.find(({ number }) => number === subscriber)?.waiting.push(call);
    } else this.#receivers.push(call);
    this.settle();
  }
  subscribe(number: number, capacity: number): void {
    this.#subscribers.push({ number, capacity, backlog: [], waiting: [] });
  }
  unsubscribe(number: number): number[] {
    const gone = this.#subscribers.find((one) => one.number === number);
    this.#subscribers = this.#subscribers.filter((one) => one !== gone);
    for (const call of gone?.waiting ?? []) this.results.set(call, 'cancelled');
    this.settle();
    return gone?.waiting ?? [];
  }
  cancel(call: number): boolean {
    const lists = [this.#receivers, ...this.#subscribers.map(({ waiting }) => waiting)];
    const waits = this.#senders.some((one) => one.call === call) || lists.some((list) => list.includes(call));
    this.#senders = this.#senders.filter((one) => one.call !== call);
    for (const list of lists) if (list.includes(call)) list.splice(list.indexOf(call), 1);
    if (waits) this.results.set(call, 'cancelled');
    this.settle();
    return waits;
  }
  close(): void {
    this.#closed = true;
    this.settle();
  }
  get subscribers(): number[] {
    return this.#subscribers.map(({ number }) => number);
  }

  settle(): void {
    while (this.#sendOne() || this.#receiveOne() || this.#deliverOne());
  }

  #sendOne(): boolean {
    const [first] = this.#senders;
    if (first === undefined) return false;
    const { kind, capacity, whenFull } = this.#options;
    const published = kind === QueueKind.PUBLISH_SUBSCRIBE;
    const full = published
      ? this.#subscribers.some((one) => one.backlog.length >= one.capacity)
      : this.#messages.length >= capacity;
    if (this.#closed) this.results.set(first.call, 'EPIPE');
    else if (full && whenFull === QueuePolicy.REFUSE) this.results.set(first.call, 'EAGAIN');
    else if (full && whenFull === QueuePolicy.BLOCK) return false;
    else {
      const id = ++this.#sent;
      const message = { id, text: first.text, priority: first.priority };
      if (published) {
        for (const { backlog, capacity: most } of this.#subscribers) {
          if (backlog.length >= most) {
            backlog.shift();
            this.dropped++;
          }
          backlog.push(message);
        }
      } else {
        if (full) {
          const oldest = this.#messages.toSorted((a, b) => a.id - b.id)[0];
          this.#messages = this.#messages.filter((one) => one !== oldest);
          this.dropped++;
        }
        this.#messages.push(message);
        if (kind === QueueKind.PRIORITY) this.#messages.sort((a, b) => b.priority - a.priority || a.id - b.id);
      }
      this.results.set(first.call, `sent ${id}`);
    }
    this.#senders.shift();
    return true;
  }

  #receiveOne(): boolean {
    const [call] = this.#receivers;
    if (call === undefined) return false;
    const message = this.#messages.shift();
    if (message === undefined && !this.#closed) return false;
    this.results.set(call, message === undefined ? 'EPIPE' : `got ${message.id} ${message.text}`);
    this.#receivers.shift();
    return true;
  }

  #deliverOne(): boolean {
    for (const { backlog, waiting } of this.#subscribers) {
      const [call] = waiting;
      if (call === undefined || (backlog.length === 0 && !this.#closed)) continue;
      const message = backlog.shift();
      this.results.set(call, message === undefined ? 'EPIPE' : `got ${message.id} ${message.text}`);
      waiting.shift();
      return true;
    }
    return false;
  }
}

const kinds = { fifo: QueueKind.FIFO, priority: QueueKind.PRIORITY, 'publish/subscribe': QueueKind.PUBLISH_SUBSCRIBE };
const policies = { block: QueuePolicy.BLOCK, 'drop oldest': QueuePolicy.DROP_OLDEST, refuse: QueuePolicy.REFUSE };

describe.each(Object.entries(kinds))('%s agrees with a model', (_, kind) => {
  test.each(Object.entries(policies))('when full: %s', async (_name, whenFull) => {
    const step = fc.record({
      action: fc.constantFrom('send', 'send', 'receive', 'receive', 'subscribe', 'unsubscribe', 'cancel', 'close'),
      priority: fc.integer({ min: -2, max: 2 }),
      pick: fc.nat(1_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), async (capacity, steps) => {
        const options = { kind, capacity, whenFull, name: '' };
        const made = newQueue(options);
        const model = new Model(options);
        const results = new Map<number, string>();
        const controllers: AbortController[] = [];
        const subscriptions = new Map<number, Subscription>();
        const settle = (call: number, promise: Promise<string>) =>
          promise.then(
            (result) => results.set(call, result),
            (error: Error & { code?: string }) => results.set(call, error.code ?? error.message),
          );
        for (const { action, priority, pick } of steps) {
          const call = controllers.length;
          const [number] = model.subscribers.slice(pick % Math.max(1, model.subscribers.length));
          if (action === 'send') {
            const controller = new AbortController();
            controllers.push(controller);
            void settle(
              call,
              send(made, `m${call}`, priority, controller.signal).then((id) => `sent ${id}`),
            );
            model.send(call, `m${call}`, priority);
          } else if (action === 'receive') {
            const subscription = subscriptions.get(number ?? -1);
            if (kind === QueueKind.PUBLISH_SUBSCRIBE && subscription === undefined) continue;
            const controller = new AbortController();
            controllers.push(controller);
            const transfer = transferOf(made.process, controller.signal);
            const take = async () => {
              const got = await (subscription?.receive(transfer) ?? made.queue.receive(transfer, false));
              return `got ${got.messageId} ${got.data}`;
            };
            void settle(call, take());
            model.receive(call, number ?? -1);
          } else if (action === 'subscribe' && kind === QueueKind.PUBLISH_SUBSCRIBE && subscriptions.size < 5) {
            if (made.queue.over) continue;
            const most = 1 + (pick % 3);
            subscriptions.set(call * 1_000 + pick, new Subscription(made.queue, most));
            if (!model.subscribers.includes(call * 1_000 + pick)) model.subscribe(call * 1_000 + pick, most);
          } else if (action === 'unsubscribe' && number !== undefined) {
            // A process that closes its subscription has no call under way on it.
            for (const waiting of model.unsubscribe(number)) controllers[waiting]?.abort(new Error('cancelled'));
            subscriptions.get(number)?.release();
            subscriptions.delete(number);
          } else if (action === 'cancel' && call > 0) {
            if (model.cancel(pick % call)) controllers[pick % call]?.abort(new Error('cancelled'));
          } else if (action === 'close' && pick % 5 === 0) {
            made.queue.finish();
            model.close();
          }
          await turn();
          expect(results).toEqual(model.results);
          expect(made.queue.stats.dropped).toBe(model.dropped);
        }
        made.queue.destroy();
        await turn();
        expect(made.arena.used).toBe(0);
        expect(results.size).toBe(controllers.length);
      }),
      { numRuns: 50 },
    );
  });
});

test('what many subscribers have before them counts as memory of the maker, and is given back', async () => {
  const made = newQueue({ kind: QueueKind.PUBLISH_SUBSCRIBE, capacity: 100_000 });
  const { process, queue } = made;
  const subscriptions = Array.from({ length: 500 }, () => new Subscription(queue, 0));
  for (let count = 0; count < 100; count++) await send(made, '');
  expect(process.memory.used).toBeGreaterThan(500 * 100 * 8);
  for (const subscription of subscriptions.slice(1)) subscription.release();
  const [last] = subscriptions;
  for (let count = 0; count < 100; count++) await last?.receive(transferOf(process));
  // The others' places are given back in parts.
  while (process.memory.used > 0) await turn();
  last?.release();
  queue.close();
});

test('queues that end together are given back in parts too', async () => {
  const made = newQueue({ capacity: 1_000 });
  const { arena, process, table, host } = made;
  const queues = Array.from({ length: 5 }, () => {
    const options = { kind: QueueKind.FIFO, capacity: 1_000, whenFull: QueuePolicy.BLOCK, name: '' };
    const queue = new Queue(host, process, options);
    queue.open();
    return queue;
  });
  for (const queue of queues) {
    for (let count = 0; count < 900; count++) await queue.send(Buffer.from('message'), 0, transferOf(process), false);
  }
  for (const queue of queues) queue.close();
  expect(arena.blocks).toBe(4_500 - discardedPerTurn);
  await table.end(process, { code: 0, signal: 0 }, process.trace);
  expect({ blocks: arena.blocks, charged: process.memory.used }).toEqual({ blocks: 0, charged: 0 });
});
