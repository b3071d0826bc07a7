/**
 * The requests that arrive on the stream: chat and generation, each cancellable by its id. They belong to the desktop,
 * not to a connection: a reload ends none of them.
 */
import { randomUUID } from 'node:crypto';
import { ClientMessage } from '@agentos/protocol';
import type { Logger } from 'pino';
import type { Generation } from '../generation/contract.ts';
import type { Told } from '../observability/outbox.ts';
import { codeOf, messageOf } from '../problem.ts';
import { spanUnder, traceIdOf } from '../trace.ts';
import type { Stream, Tab } from './stream.ts';

const mostAtOnce = 4;

export class StreamRequests {
  readonly #stream: Stream;
  readonly #generation: Generation;
  readonly #log: Logger;
  readonly #tell: (type: 'stream.message' | 'stream.opened' | 'stream.closed', told: Told) => void;
  readonly #took: (kind: 'chat' | 'generate_ui', outcome: string, seconds: number) => void;
  readonly #running = new Map<string, AbortController>();

  constructor(
    stream: Stream,
    generation: Generation,
    log: Logger,
    tell: (type: 'stream.message' | 'stream.opened' | 'stream.closed', told: Told) => void = () => undefined,
    took: (kind: 'chat' | 'generate_ui', outcome: string, seconds: number) => void = () => undefined,
  ) {
    this.#tell = tell;
    this.#took = took;
    this.#stream = stream;
    this.#generation = generation;
    this.#log = log;
  }

  /** Handles one text message of a tab. */
  receive(tab: Tab, text: string): void {
    let message: ClientMessage;
    try {
      message = read(text);
    } catch (error) {
      this.#stream.answer(tab, { type: 'error', error: messageOf(error), code: 'EINVAL' });
      return;
    }
    const about = message.id === undefined ? {} : { id: message.id };
    switch (message.type) {
      case 'ping':
        this.#stream.answer(tab, { type: 'pong' }, about);
        return;
      case 'take_over':
        this.#stream.takeOver(tab);
        return;
      default:
        break;
    }
    if (!this.#stream.isActive(tab)) {
      const error = 'another tab is the active one; take over first';
      this.#stream.answer(tab, { type: 'error', error, code: 'EBUSY' }, about);
      return;
    }
    if (message.type === 'cancel') this.#running.get(message.id)?.abort();
    else this.#start(tab, message);
  }

  /** Cancels everything. */
  close(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  #start(tab: Tab, message: Extract<ClientMessage, { type: 'chat' | 'generate_ui' }>): void {
    const id = message.id ?? randomUUID();
    const span = spanUnder(message.traceparent);
    const { traceparent } = span;
    const about = { id, traceparent };
    const begun = performance.now();
    let failed = '';
    if (this.#running.has(id) || this.#running.size >= mostAtOnce) {
      const error = this.#running.has(id) ? `the id "${id}" is in use` : `${mostAtOnce} requests run already`;
      this.#stream.answer(tab, { type: 'error', error, code: 'EBUSY' }, about);
      return;
    }
    const controller = new AbortController();
    this.#running.set(id, controller);
    const emit = (payload: Parameters<Stream['publish']>[0]): void => this.#stream.publish(payload, about);
    const { context } = message;
    const generation = this.#generation;
    const work =
      message.type === 'chat'
        ? generation.chat({ ...about, message: message.message, context }, emit, controller.signal)
        : generation.generate(
            { ...about, message: message.message, context, parentId: parentOf(context) },
            emit,
            controller.signal,
          );
    Promise.resolve(work)
      .catch((error: unknown) => {
        const code = controller.signal.aborted ? 'ECANCELED' : (codeOf(error) ?? 'EIO');
        failed = code;
        const trace_id = traceIdOf(traceparent);
        if (code === 'EIO') this.#log.error({ err: error, id, trace_id }, 'a request of the stream failed');
        else if (code !== 'ECANCELED') this.#log.info({ id, trace_id, code }, 'a request of the stream failed');
        emit({ type: 'error', error: code === 'EIO' ? 'the request failed; see the log' : messageOf(error), code });
      })
      .finally(() => {
        this.#running.delete(id);
        const ms = performance.now() - begun;
        this.#took(message.type, failed === '' ? 'ok' : failed, ms / 1000);
        this.#tell('stream.message', {
          span,
          subject: message.type,
          a: ms * 1000,
          c: Buffer.byteLength(message.message),
          text: failed,
          ...(failed === '' || failed === 'ECANCELED' ? {} : { severity: 'WARNING' as const }),
        });
      });
  }
}

function parentOf(context: Readonly<Record<string, unknown>>): string | null {
  const { parent_id: parent } = context;
  return typeof parent === 'string' && parent.length <= 64 ? parent : null;
}

/** Throws for what is no message, which for one nested too deep is the error of the stack. */
function read(text: string): ClientMessage {
  const parsed = ClientMessage.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`the message is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}
