/**
 * The stream to the desktop: numbers every message, keeps the last ones for a tab that reconnects, and knows which tab
 * is the active one.
 *
 * Rules: at most one tab is active, and only it gets messages; a number is never used twice, not even after a restart;
 * what a returning tab missed is either sent again in order or answered with one `resync`.
 */
import type { ServerMessage } from '@agentos/protocol';
import type { StreamPayload } from '../generation/contract.ts';
import { newTrace } from '../trace.ts';

const heldMessages = 2_000;
const heldBytes = 4 * 1024 * 1024;

/** One connected tab, as the stream sees it. */
export interface Tab {
  /** Id that the page keeps over a reload of its connection; empty when it gave none. */
  readonly tab: string;
  send(text: string): void;
  /** Asks the other side for a sign of life; false when it is known to be gone. */
  alive(): Promise<boolean>;
  close(code: number, reason: string): void;
}

export class Stream {
  /** Starts at the clock, so that numbers of an earlier run are lower. */
  #seq = Date.now();
  /** Messages up to this number are no longer held. */
  #forgotten = this.#seq;
  readonly #held: { seq: number; text: string }[] = [];
  #bytes = 0;
  readonly #tabs = new Set<Tab>();
  #active: Tab | undefined;
  readonly #onMessage: (type: string) => void;

  /** @param onMessage told of each message's type, for figures */
  constructor(onMessage: (type: string) => void = () => undefined) {
    this.#onMessage = onMessage;
  }

  /** Number of the last message. */
  get seq(): number {
    return this.#seq;
  }

  isActive(tab: Tab): boolean {
    return this.#active === tab;
  }

  /** Sends a message to the active tab and keeps it. */
  publish(payload: StreamPayload, about: { id?: string; traceparent?: string } = {}): void {
    const text = this.#encode(payload, about);
    this.#held.push({ seq: this.#seq, text });
    this.#bytes += text.length;
    while (this.#held.length > heldMessages || this.#bytes > heldBytes) {
      const oldest = this.#held.shift();
      this.#bytes -= oldest?.text.length ?? 0;
      this.#forgotten = oldest?.seq ?? this.#forgotten;
    }
    this.#active?.send(text);
  }

  /** Sends a message to one tab only; it is not kept. */
  answer(tab: Tab, payload: StreamPayload, about: { id?: string; traceparent?: string } = {}): void {
    tab.send(this.#encode(payload, about));
  }

  /**
   * A tab has connected. It becomes active when no other is, or when it is the active one that lost its connection.
   *
   * @param from number of the last message it has seen, or undefined for a fresh page
   */
  async connect(tab: Tab, from: number | undefined): Promise<void> {
    this.#tabs.add(tab);
    const before = this.#active;
    const returning = before !== undefined && tab.tab !== '' && before.tab === tab.tab;
    if (before === undefined || returning || !(await before.alive())) {
      if (!this.#tabs.has(tab)) return;
      if (this.#active === before || this.#active === undefined) {
        if (returning) before.close(4000, 'replaced by a new connection of the same tab');
        this.#active = tab;
        this.#resume(tab, from);
        return;
      }
    }
    if (this.#tabs.has(tab)) this.answer(tab, { type: 'second_tab' });
  }

  /** Makes a tab the active one; the other is told. */
  takeOver(tab: Tab): void {
    if (this.#active === tab) return;
    const before = this.#active;
    this.#active = tab;
    if (before !== undefined) this.answer(before, { type: 'taken_over' });
    this.answer(tab, { type: 'resync' });
  }

  disconnect(tab: Tab): void {
    this.#tabs.delete(tab);
    if (this.#active === tab) this.#active = undefined;
  }

  close(): void {
    for (const tab of this.#tabs) tab.close(1001, 'the services are closing');
    this.#tabs.clear();
    this.#active = undefined;
  }

  #resume(tab: Tab, from: number | undefined): void {
    if (from === undefined) return;
    if (from < this.#forgotten || from > this.#seq) this.answer(tab, { type: 'resync' });
    else for (const message of this.#held) if (message.seq > from) tab.send(message.text);
  }

  #encode(payload: StreamPayload, about: { id?: string; traceparent?: string }): string {
    this.#onMessage(payload.type);
    const seq = ++this.#seq;
    const message: ServerMessage = {
      ...payload,
      id: about.id ?? `s${seq}`,
      seq,
      traceparent: about.traceparent ?? newTrace(),
    };
    return JSON.stringify(message);
  }
}
