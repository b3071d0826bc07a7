/** What one subscriber of a queue has not received yet: a place of its own, so that a slow one takes nothing from others. */
import { QueuePolicy, type QueueReceiveResult } from '@agentos/protocol/kernel';
import { KernelObject, type Readiness, type Transfer } from '../descriptors/kernel-object.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import { Fifo, type MessageStore } from './message-stores.ts';
import { capacityOf, type Queue, type Sent } from './queue.ts';
import { Turnstile } from './turnstile.ts';

export class Subscription extends KernelObject {
  readonly kind = 'subscription';
  readonly queue: Queue;
  readonly capacity: number;
  readonly #backlog = new Fifo<Sent>();
  readonly #receivers = new Turnstile();

  /**
   * @param capacity messages; 0: as many as the queue
   * @throws KernelError EINVAL, EAGAIN, EPIPE, EIDRM
   */
  constructor(queue: Queue, capacity: number) {
    super();
    queue.requireSubscribable();
    this.queue = queue;
    this.capacity = capacityOf(capacity, queue.capacity);
    queue.subscribe(this);
  }

  get backlog(): number {
    return this.#backlog.size;
  }

  get full(): boolean {
    return this.#backlog.size >= this.capacity;
  }

  /** For the queue: takes a message; gives the oldest back when there is no room for it. */
  offer(message: Sent): Sent | undefined {
    const lost = this.full && this.queue.whenFull === QueuePolicy.DROP_OLDEST ? this.#backlog.next() : undefined;
    this.#backlog.push(message);
    return lost;
  }

  /** For the queue alone. */
  get messages(): MessageStore<Sent> {
    return this.#backlog;
  }

  /** For the queue: lets receivers through who can go; tells whether one went. */
  advance(): boolean {
    return this.#receivers.size > 0 && this.#receivers.advance();
  }

  /** @throws KernelError EAGAIN, EPIPE once closed and everything was received, EIDRM */
  receive(transfer: Transfer): QueueReceiveResult | Promise<QueueReceiveResult> {
    const refusal = this.nonBlocking ? 'nothing has been published since' : undefined;
    const received = this.#receivers.pass(() => this.queue.takeFrom(this.#backlog), transfer, refusal);
    if (!(received instanceof Promise)) this.queue.moved();
    return received;
  }

  override readiness(): Readiness {
    const { over } = this.queue;
    return { readable: over || this.#backlog.size > 0, writable: false, hungUp: over };
  }

  override changed(cancellation: Cancellation): Promise<void> {
    return this.queue.changes.wait(cancellation);
  }

  protected override dispose(): void {
    this.queue.unsubscribe(this);
  }
}
