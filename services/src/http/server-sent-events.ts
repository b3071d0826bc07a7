/**
 * One answer of Server-Sent Events: messages as they come, a sign of life in between, and back-pressure: `send` resolves
 * when the reader has taken what was sent before.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Connections without traffic are ended by servers and proxies. */
const signOfLifeMs = 15_000;
/** A reader that takes nothing for so long is given up. */
const stuckMs = 60_000;

export class ServerSentEvents {
  readonly #raw: ServerResponse;
  readonly #over = new AbortController();
  readonly #alive: NodeJS.Timeout;

  constructor(reply: FastifyReply) {
    reply.hijack();
    this.#raw = reply.raw;
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) this.#raw.setHeader(name, value);
    this.#raw.writeHead(200);
    this.#raw.flushHeaders();
    this.#raw.once('close', () => this.end());
    this.#raw.on('error', () => this.end());
    this.#alive = setInterval(() => {
      if (!this.#raw.writableNeedDrain) this.#raw.write(': still here\n\n');
    }, signOfLifeMs).unref();
  }

  /** Aborted when the reader has gone, or `end` was called. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** @param text one line */
  async send(text: string, event?: string): Promise<void> {
    if (this.signal.aborted) return;
    const head = event === undefined ? '' : `event: ${event}\n`;
    if (this.#raw.write(`${head}data: ${text}\n\n`)) return;
    const patience = AbortSignal.any([this.signal, AbortSignal.timeout(stuckMs)]);
    try {
      await once(this.#raw, 'drain', { signal: patience });
    } catch {
      this.end();
      this.#raw.destroy();
    }
  }

  end(): void {
    clearInterval(this.#alive);
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#raw.end();
  }
}
