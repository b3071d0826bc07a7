/**
 * Queues of messages. In a FIFO and a priority queue each message goes to one receiver; one that is published goes to
 * everybody subscribed at that moment. All bounds are counted in messages; the bytes count as the memory of the process that
 * made the queue, which ends with it, when it is destroyed, or with its last handle.
 */
import { QueueKind, QueuePolicy, type QueueReceiveResult } from '@agentos/protocol/kernel';
import type { Transfer } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { Arena, Block } from '../memory/arena.ts';
import type { Resource } from '../process/ledger.ts';
import { WaitQueue } from '../wait-queue.ts';
import type { Allowance } from './allowance.ts';
import { Fifo, type Message, type MessageStore, PriorityStore } from './message-stores.ts';
import type { NameTable } from './names.ts';
import type { Owner } from './owner.ts';
import type { Subscription } from './subscription.ts';
import { Turnstile } from './turnstile.ts';

export const queueCapacity = { standard: 1_000, most: 100_000 } as const;
export const mostSubscriptions = 1_024;
/** What the kernel holds for a message beside its data, bytes. */
export const messageOverhead = 64;
/** What each further subscription that has a published message before it adds to that, bytes. */
export const placeBytes = 16;
/** Messages that all queues together give back in one turn. */
export const discardedPerTurn = 1_000;

export interface Sent extends Message {
  readonly senderPid: number;
  /** In the block, until that is freed. */
  readonly data: Buffer;
  readonly block: Block;
  /** Bytes of the maker's memory for its places with further subscriptions. */
  readonly places: number;
  /** Receivers that still have it before them. */
  receivers: number;
}

export interface QueueOptions {
  readonly kind: QueueKind;
  readonly capacity: number;
  readonly whenFull: QueuePolicy;
  readonly name: string;
}

export interface QueueHost {
  readonly arena: Arena;
  readonly names: NameTable<Queue>;
  /** Shared by all queues: what ends with a process ends at once. */
  readonly discards: Allowance;
  onEnd(sent: number): void;
  /** Messages begin to be lost; how many so far. */
  onOverflow(dropped: number): void;
}

export class Queue {
  readonly kind: QueueKind;
  readonly capacity: number;
  readonly whenFull: QueuePolicy;
  readonly name: string;
  readonly owner: Owner;
  /** Woken when what poll says may have changed. */
  readonly changes = new WaitQueue();
  readonly #host: QueueHost;
  readonly #messages: MessageStore<Sent>;
  readonly #subscriptions = new Set<Subscription>();
  readonly #senders = new Turnstile();
  readonly #receivers = new Turnstile();
  readonly #resource: Resource;
  #handles = 0;
  #closed = false;
  #ended = false;
  #advancing = false;
  #overflowing = false;
  #sent = 0;
  #received = 0;
  #dropped = 0;
  #bytes = 0;
  #gone: Promise<void> | undefined;

  /** @throws KernelError EINVAL, EEXIST */
  constructor(host: QueueHost, owner: Owner, { kind, capacity, whenFull, name }: QueueOptions) {
    if (kind === QueueKind.UNSPECIFIED) throw failure('EINVAL', 'the kind of the queue is missing', 'kind');
    this.capacity = capacityOf(capacity, queueCapacity.standard);
    host.names.requireFree(name, owner);
    this.kind = kind;
    this.whenFull = whenFull === QueuePolicy.UNSPECIFIED ? QueuePolicy.BLOCK : whenFull;
    this.name = name;
    this.owner = owner;
    this.#host = host;
    this.#messages = kind === QueueKind.PRIORITY ? new PriorityStore() : new Fifo();
    this.#resource = { kind: 'queue', bytes: () => this.#bytes, dispose: () => this.#end() };
    owner.ledger.add(this.#resource);
    host.names.add(this);
  }

  get stats() {
    let length = this.#messages.size;
    for (const { backlog } of this.#subscriptions) length = Math.max(length, backlog);
    return {
      kind: this.kind,
      length,
      capacity: this.capacity,
      sent: this.#sent,
      received: this.#received,
      dropped: this.#dropped,
      subscribers: this.#subscriptions.size,
      whenFull: this.whenFull,
      closed: this.#closed || this.#ended,
      name: this.name,
      bytes: this.#bytes,
      ownerPid: this.owner.pid,
    };
  }

  readiness(): { readable: boolean; writable: boolean; hungUp: boolean } {
    const over = this.#closed || this.#ended;
    const direct = this.kind !== QueueKind.PUBLISH_SUBSCRIBE;
    const writable = over || this.whenFull === QueuePolicy.DROP_OLDEST || !this.#full();
    return { readable: direct && (over || this.#messages.size > 0), writable, hungUp: over };
  }

  /**
   * Takes a message, or waits for room where that is the policy; gives its number.
   * @throws KernelError EAGAIN, ENOMEM, EPIPE once closed, EIDRM
   */
  send(data: Uint8Array, priority: number, transfer: Transfer, nonBlocking: boolean): number | Promise<number> {
    const refusal = nonBlocking ? `the queue holds ${this.capacity} messages already` : undefined;
    const { pid } = transfer.process;
    const sent = this.#senders.pass(() => this.#give(data, priority, pid), transfer, refusal);
    if (!(sent instanceof Promise)) this.#advance();
    return sent;
  }

  /** @throws KernelError EAGAIN, EPIPE once closed and empty, EIDRM, EINVAL for what is published */
  receive(transfer: Transfer, nonBlocking: boolean): QueueReceiveResult | Promise<QueueReceiveResult> {
    if (this.kind === QueueKind.PUBLISH_SUBSCRIBE) {
      throw failure('EINVAL', 'what is published is received through a subscription; subscribe first', 'subscription');
    }
    const refusal = nonBlocking ? 'the queue is empty' : undefined;
    const received = this.#receivers.pass(() => this.#take(this.#messages), transfer, refusal);
    if (!(received instanceof Promise)) this.#advance();
    return received;
  }

  /** For a subscription alone, which waits in its own order. */
  takeFrom(backlog: MessageStore<Sent>): QueueReceiveResult | undefined {
    return this.#take(backlog);
  }

  /** @throws KernelError EINVAL for another kind, EAGAIN with too many, EPIPE, EIDRM */
  requireSubscribable(): void {
    this.#requireOpen();
    if (this.kind !== QueueKind.PUBLISH_SUBSCRIBE) {
      throw failure('EINVAL', 'only a queue that publishes has subscriptions', 'queue');
    }
    if (this.#subscriptions.size >= mostSubscriptions) {
      throw failure('EAGAIN', `the queue has ${mostSubscriptions} subscriptions already`);
    }
  }

  subscribe(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
    this.open();
  }

  unsubscribe(subscription: Subscription): void {
    this.#subscriptions.delete(subscription);
    void this.#discard([subscription.messages]);
    this.close();
    this.#changed();
  }

  open(): void {
    this.#handles++;
  }

  close(): void {
    if (--this.#handles === 0) this.destroy();
  }

  /** Nothing more is sent; what is there can still be received. */
  finish(): void {
    this.#closed = true;
    this.#changed();
  }

  /** Takes it away from everybody, with what is in it. */
  destroy(): void {
    void this.#end();
  }

  /** Somebody received, subscribed or left: others may be able to go. */
  moved(): void {
    this.#advance();
  }

  get over(): boolean {
    return this.#closed || this.#ended;
  }

  #give(data: Uint8Array, priority: number, senderPid: number): number | undefined {
    this.#requireOpen();
    const full = this.#full();
    if (full && this.whenFull === QueuePolicy.BLOCK) return undefined;
    if (full && this.whenFull === QueuePolicy.REFUSE) {
      throw failure('EAGAIN', `the queue is full: ${this.capacity} messages wait to be received`);
    }
    const published = this.kind === QueueKind.PUBLISH_SUBSCRIBE;
    const receivers = published ? this.#subscriptions.size : 1;
    const id = this.#sent + 1;
    if (receivers > 0) {
      const places = (receivers - 1) * placeBytes;
      const block = this.#hold(data.length, places);
      const { buffer, byteOffset } = block.bytes;
      const held = Buffer.from(buffer, byteOffset + messageOverhead, data.length);
      held.set(data);
      const message: Sent = { id, priority, senderPid, data: held, block, places, receivers };
      this.#bytes += data.length;
      if (published) for (const subscription of this.#subscriptions) this.#drop(subscription.offer(message));
      else {
        if (full) this.#drop(this.#messages.oldest());
        this.#messages.push(message);
      }
    }
    this.#sent = id;
    return id;
  }

  /** @throws KernelError ENOMEM; nothing is held then */
  #hold(bytes: number, places: number): Block {
    const { memory } = this.owner;
    if (places > 0) memory.charge(places);
    try {
      return this.#host.arena.allocate(memory, messageOverhead + bytes);
    } catch (error) {
      if (places > 0) memory.release(places);
      throw error;
    }
  }

  #take(messages: MessageStore<Sent>): QueueReceiveResult | undefined {
    if (this.#ended) throw failure('EIDRM', 'the queue was destroyed, or its maker has ended');
    const message = messages.next();
    if (message === undefined) {
      if (this.#closed) throw failure('EPIPE', 'the queue is closed and everything was received');
      return undefined;
    }
    const { id, priority, senderPid } = message;
    const data = Buffer.from(message.data);
    this.#settle(message);
    this.#received++;
    this.#overflowing = false;
    return { messageId: id, data, priority, senderPid };
  }

  #requireOpen(): void {
    if (this.#ended) throw failure('EIDRM', 'the queue was destroyed, or its maker has ended');
    if (this.#closed) throw failure('EPIPE', 'the queue is closed: it takes no more messages');
  }

  #full(): boolean {
    if (this.kind !== QueueKind.PUBLISH_SUBSCRIBE) return this.#messages.size >= this.capacity;
    for (const { full } of this.#subscriptions) if (full) return true;
    return false;
  }

  /** Resolves when all messages have been given back: its maker does not end before. */
  #end(): Promise<void> {
    this.#gone ??= this.#goes();
    return this.#gone;
  }

  async #goes(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#host.names.remove(this);
    const discarded = this.#discard([this.#messages, ...[...this.#subscriptions].map(({ messages }) => messages)]);
    this.#changed();
    this.#host.onEnd(this.#sent);
    await discarded;
    this.owner.ledger.remove(this.#resource);
  }

  /** A full queue, or many that end together, have too many messages for one turn of the core. */
  async #discard(stores: readonly MessageStore<Sent>[]): Promise<void> {
    for (const store of stores) {
      for (let message = store.next(); message !== undefined; message = store.next()) {
        const turn = this.#host.discards.take();
        if (turn !== undefined) await turn;
        this.#settle(message);
      }
    }
  }

  #drop(message: Sent | undefined): void {
    if (message === undefined) return;
    this.#settle(message);
    this.#dropped++;
    if (this.#overflowing) return;
    this.#overflowing = true;
    this.#host.onOverflow(this.#dropped);
  }

  #settle(message: Sent): void {
    if (--message.receivers > 0) return;
    this.#bytes -= message.data.length;
    message.block.free();
    if (message.places > 0) this.owner.memory.release(message.places);
  }

  #changed(): void {
    this.#advance();
    this.changes.wake();
  }

  /** Lets everybody through who can go now; one who goes may make room for others. */
  #advance(): void {
    if (this.changes.size > 0) this.changes.wake();
    if (this.#advancing) return;
    this.#advancing = true;
    let more = true;
    while (more) {
      more = this.#senders.size > 0 && this.#senders.advance();
      if (this.#receivers.size > 0 && this.#receivers.advance()) more = true;
      for (const subscription of this.#subscriptions) if (subscription.advance()) more = true;
    }
    this.#advancing = false;
  }
}

/** @throws KernelError EINVAL */
export function capacityOf(asked: number, standard: number): number {
  if (asked > queueCapacity.most) {
    throw failure('EINVAL', `a queue holds at most ${queueCapacity.most} messages, not ${asked}`, 'capacity');
  }
  return asked === 0 ? standard : asked;
}
