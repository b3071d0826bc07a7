/** A WebSocket for tests that keeps what arrived and waits for what is to come. */
import { type RawData, WebSocket } from 'ws';

export class TestSocket {
  readonly raw: WebSocket;
  readonly received: Buffer[] = [];
  closed: { code: number; reason: string } | undefined;
  #refused: number | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, subprotocol: string | undefined, headers: Record<string, string>) {
    this.raw =
      subprotocol === undefined ? new WebSocket(url, { headers }) : new WebSocket(url, subprotocol, { headers });
    this.raw.on('message', (data: RawData) => {
      this.received.push(data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.concat([data].flat()));
      this.#tell();
    });
    this.raw.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#tell();
    });
    this.raw.on('unexpected-response', (_request, response) => {
      this.#refused = response.statusCode;
      response.resume();
      this.#tell();
    });
    this.raw.on('error', () => this.#tell());
    this.raw.on('open', () => this.#tell());
  }

  /** Messages as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asserts
  get messages(): any[] {
    return this.received.map((each) => JSON.parse(each.toString()));
  }

  /** Resolves when open. */
  opened(): Promise<void> {
    return this.until(() => this.raw.readyState === WebSocket.OPEN);
  }

  /** Status with which the upgrade was refused. */
  async refused(): Promise<number> {
    await this.until(() => this.#refused !== undefined);
    return this.#refused ?? 0;
  }

  /** Resolves when the condition holds, looked at after each event; rejects after `ms`. */
  until(condition: () => boolean, ms = 8_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return;
        done();
        resolve();
      };
      const late = setTimeout(() => {
        done();
        const last = this.received.slice(-5).map((each) => each.toString().slice(0, 200));
        reject(new Error(`waited ${ms} ms; closed: ${JSON.stringify(this.closed)}; last: ${JSON.stringify(last)}`));
      }, ms);
      const done = (): void => {
        clearTimeout(late);
        this.#waiting.delete(check);
      };
      this.#waiting.add(check);
      check();
    });
  }

  send(message: object | Uint8Array): void {
    this.raw.send(message instanceof Uint8Array ? message : JSON.stringify(message));
  }

  async close(): Promise<void> {
    this.raw.close();
    await this.until(() => this.closed !== undefined);
  }

  #tell(): void {
    for (const check of [...this.#waiting]) check();
  }
}
