/** In which order a queue gives its messages, and which one is the oldest: a list, and a binary heap beside a list. */

export interface Message {
  /** Grows with each one that is sent. */
  readonly id: number;
  readonly priority: number;
}

export interface MessageStore<M extends Message> {
  readonly size: number;
  push(message: M): void;
  /** Takes the next one out. */
  next(): M | undefined;
  /** Takes the one out that was sent first. */
  oldest(): M | undefined;
}

/** First in, first out, in constant time. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  next(): T | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#items[this.#head++] = undefined;
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  oldest(): T | undefined {
    return this.next();
  }

  /** Leaves only what is wanted. */
  keep(wanted: (item: T) => boolean): void {
    this.#items = this.#items.filter((item) => item !== undefined && wanted(item));
    this.#head = 0;
  }
}

interface Entry<M> {
  readonly message: M;
  /** Taken out by the other way in. */
  gone: boolean;
}

/** The most urgent first, equals as they were sent. */
export class PriorityStore<M extends Message> implements MessageStore<M> {
  #heap: Entry<M>[] = [];
  readonly #arrivals = new Fifo<Entry<M>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(message: M): void {
    const entry = { message, gone: false };
    this.#arrivals.push(entry);
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    this.#size++;
  }

  next(): M | undefined {
    for (let entry = this.#pop(); entry !== undefined; entry = this.#pop()) {
      if (!entry.gone) return this.#took(entry);
    }
    return undefined;
  }

  oldest(): M | undefined {
    for (let entry = this.#arrivals.next(); entry !== undefined; entry = this.#arrivals.next()) {
      if (!entry.gone) return this.#took(entry);
    }
    return undefined;
  }

  #took(entry: Entry<M>): M {
    entry.gone = true;
    this.#size--;
    const most = this.#size * 2 + 64;
    const here = ({ gone }: Entry<M>): boolean => !gone;
    if (this.#arrivals.size > most) this.#arrivals.keep(here);
    if (this.#heap.length > most) this.#rebuild(this.#heap.filter(here));
    return entry.message;
  }

  /** A heap of these, in linear time. */
  #rebuild(entries: Entry<M>[]): void {
    this.#heap = entries;
    for (let at = (entries.length >> 1) - 1; at >= 0; at--) {
      const entry = entries[at];
      if (entry !== undefined) this.#sink(entry, at);
    }
  }

  #pop(): Entry<M> | undefined {
    const top = this.#heap[0];
    const last = this.#heap.pop();
    if (top === undefined || last === undefined) return undefined;
    if (this.#heap.length > 0) this.#sink(last, 0);
    return top;
  }

  #rise(index: number): void {
    const heap = this.#heap;
    const entry = heap[index];
    if (entry === undefined) return;
    let at = index;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !before(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  /** Puts an entry in at `from`, or where it belongs below. */
  #sink(entry: Entry<M>, from: number): void {
    const heap = this.#heap;
    let at = from;
    for (;;) {
      let below = at * 2 + 1;
      let child = heap[below];
      if (child === undefined) break;
      const other = heap[below + 1];
      if (other !== undefined && before(other, child)) {
        child = other;
        below++;
      }
      if (!before(child, entry)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = entry;
  }
}

function before<M extends Message>(a: Entry<M>, b: Entry<M>): boolean {
  const order = b.message.priority - a.message.priority;
  return order === 0 ? a.message.id < b.message.id : order < 0;
}
