/** The service through a real Unix socket: who may call, what a stream says, and that a cancel stops at once. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { applyOp, type BlueprintOp, emptyDocument, BlueprintOp as Operation } from '@agentos/blueprint';
import { AIServiceClient, type ChatEvent, type GenerateEvent, type GenerateResponse } from '@agentos/protocol/ai';
import { parseExposition } from '@agentos/protocol/exposition';
import { credentials, Metadata, type Server, type ServiceError, status } from '@grpc/grpc-js';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issueToken, tokenPath } from './access.ts';
import { createAnswer, inWords } from './chat/answer.ts';
import { createComposer } from './composer/composer.ts';
import type { AppEngine, GenEvent } from './engine.ts';
import { listen } from './listen.ts';
import { createAiServer } from './server.ts';

const log = pino({ level: process.env.LOG ?? 'silent' });
const library = { sections: [], apps: [{ name: 'Calculator', description: 'Adds up' }] };
const composer = createComposer((request, signal) => inWords(createAnswer(library)(request), signal));

interface Running {
  readonly run: string;
  readonly client: AIServiceClient;
  readonly token: string;
  readonly tcp: string | undefined;
  close(): Promise<void>;
}

async function start(engine: AppEngine, pauseMs: number, tcp?: string): Promise<Running> {
  const run = mkdtempSync(join(tmpdir(), 'agentos-ai-'));
  const token = issueToken(run);
  const server: Server = createAiServer({ engine, token, log, pauseMs });
  const socket = join(run, 'ai.sock');
  const bound = await listen(server, { socket, tcp }, log);
  const client = new AIServiceClient(`unix:${socket}`, credentials.createInsecure());
  return {
    run,
    client,
    token,
    tcp: bound.tcp,
    async close() {
      client.close();
      server.forceShutdown();
      rmSync(run, { recursive: true, force: true });
    },
  };
}

function bearer(token: string): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

function request(message: string, contextJson = '') {
  return { requestId: 'r1', message, contextJson, traceparent: '' };
}

async function collect<Message>(stream: AsyncIterable<Message>): Promise<Message[]> {
  const all: Message[] = [];
  for await (const message of stream) all.push(message);
  return all;
}

function generate(client: AIServiceClient, message: string, metadata: Metadata): Promise<GenerateResponse> {
  return new Promise((resolve, reject) => {
    client.generateUi(request(message), metadata, (error, response) =>
      error === null ? resolve(response) : reject(error),
    );
  });
}

const operationsIn = (events: readonly GenerateEvent[]): BlueprintOp[] =>
  events.flatMap(({ event }) => (event?.$case === 'operationJson' ? [Operation.parse(JSON.parse(event.value))] : []));

describe('the AI service', () => {
  let running: Running;
  beforeAll(async () => {
    running = await start(composer, 0, '127.0.0.1:0');
  });
  afterAll(() => running.close());

  it('listens on a socket and keeps a token that only its owner can read', () => {
    expect(statSync(join(running.run, 'ai.sock')).mode & 0o777).toBe(0o600);
    expect(statSync(tokenPath(running.run)).mode & 0o777).toBe(0o600);
    expect(readFileSync(tokenPath(running.run), 'utf8').trim()).toBe(running.token);
  });

  it.each([
    ['no token', new Metadata()],
    ['a wrong token', bearer('x'.repeat(43))],
    ['an empty token', bearer('')],
  ])('refuses %s on every call', async (_, metadata) => {
    const refused = { code: status.UNAUTHENTICATED };
    await expect(generate(running.client, 'tip calculator', metadata)).rejects.toMatchObject(refused);
    await expect(collect(running.client.streamUi(request('tip calculator'), metadata))).rejects.toMatchObject(refused);
    await expect(collect(running.client.streamChat(request('hello'), metadata))).rejects.toMatchObject(refused);
  });

  it('streams numbered operations that build up the document of the end', async () => {
    const stream = running.client.streamUi(
      request('a reading list with title, author and a done box'),
      bearer(running.token),
    );
    const events: GenerateEvent[] = await collect(stream);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
    const grown = operationsIn(events).reduce(applyOp, emptyDocument());
    const last = events.at(-1)?.event;
    if (last?.$case !== 'done') throw new Error('no end');
    expect(grown.complete).toBe(true);
    expect(JSON.parse(last.value.blueprintJson)).toEqual(grown.blueprint);
    expect(last.value.engine).toBe('composer');
    expect(events[0]?.event).toMatchObject({ $case: 'thought' });
  });

  it('answers in one piece as well, the same document', async () => {
    const response = await generate(running.client, 'pomodoro timer 25 minutes', bearer(running.token));
    const events = await collect(running.client.streamUi(request('pomodoro timer 25 minutes'), bearer(running.token)));
    const last = events.at(-1)?.event;
    expect(last?.$case === 'done' && last.value.blueprintJson).toBe(response.blueprintJson);
    expect(response.thoughts[0]).toContain('Understood as a timer');
  });

  it('asks back instead of guessing', async () => {
    const response = await generate(running.client, 'asdf', bearer(running.token));
    expect(response.blueprintJson).toBe('');
    expect(response.question?.suggestions.length).toBeGreaterThan(2);
    const events = await collect(running.client.streamUi(request('asdf'), bearer(running.token)));
    expect(events.map(({ event }) => event?.$case)).toEqual(['question']);
  });

  it('refuses a context that is no JSON object', async () => {
    for (const context of ['[1]', 'null', '{', '"x"']) {
      const stream = running.client.streamUi(request('tip calculator', context), bearer(running.token));
      await expect(collect(stream)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    }
  });

  it('refuses a request that is too large', async () => {
    const stream = running.client.streamUi(request('x'.repeat(300_000)), bearer(running.token));
    await expect(collect(stream)).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  });

  it('answers word by word', async () => {
    const events = await collect(
      running.client.streamChat(request('which apps are installed?'), bearer(running.token)),
    );
    const words = events.flatMap(({ event }) => (event?.$case === 'token' ? [event.value] : []));
    expect(words.length).toBeGreaterThan(5);
    expect(words.join('')).toContain('Calculator: Adds up');
    expect(events.at(-1)?.event?.$case).toBe('done');
  });

  it('is reachable over loopback TCP, with the token too', async () => {
    const client = new AIServiceClient(running.tcp ?? '', credentials.createInsecure());
    await expect(generate(client, 'tip calculator', new Metadata())).rejects.toMatchObject({
      code: status.UNAUTHENTICATED,
    });
    expect((await generate(client, 'tip calculator', bearer(running.token))).blueprintJson).toContain('Tip');
    client.close();
  });

  it('warns when the port is taken and serves on its socket', async () => {
    const second = await start(composer, 0, running.tcp);
    expect(second.tcp).toBeUndefined();
    expect((await generate(second.client, 'tip calculator', bearer(second.token))).blueprintJson).toContain('Tip');
    await second.close();
  });

  it('does not listen beyond loopback', async () => {
    const third = await start(composer, 0, '0.0.0.0:0');
    expect(third.tcp).toBeUndefined();
    await third.close();
  });

  it('reports health without a token', async () => {
    const { client } = running;
    const health = await new Promise<Buffer>((resolve, reject) => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        (text: string) => Buffer.from(text),
        (bytes: Buffer) => bytes,
        '',
        (error: ServiceError | null, value?: Buffer) =>
          error === null && value !== undefined ? resolve(value) : reject(error),
      );
    });
    // Field 1 (status) = 1 (SERVING).
    expect([...health]).toEqual([0x08, 0x01]);
  });
});

describe('cancelling', () => {
  const cleanUp: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of cleanUp.splice(0)) await close();
  });

  it('stops the engine in the middle', async () => {
    const stopped = Promise.withResolvers<string>();
    const endless: AppEngine = {
      id: 'endless',
      kind: 'llm',
      async *generate(_, { signal }): AsyncGenerator<GenEvent> {
        signal.addEventListener('abort', () => stopped.resolve('aborted'));
        for (;;) yield { type: 'thought', text: 'still thinking' };
      },
      chat: composer.chat,
    };
    const running = await start(endless, 0);
    cleanUp.push(running.close);
    const stream = running.client.streamUi(request('anything'), bearer(running.token));
    const ended = expect(
      (async () => {
        let seen = 0;
        for await (const _ of stream) {
          seen += 1;
          if (seen === 3) stream.cancel();
        }
      })(),
    ).rejects.toMatchObject({ code: status.CANCELLED });
    expect(await stopped.promise).toBe('aborted');
    await ended;
  });

  it('stops the composer between two operations', async () => {
    const running = await start(composer, 40);
    cleanUp.push(running.close);
    const stream = running.client.streamUi(request('tip calculator'), bearer(running.token));
    let seen = 0;
    await expect(
      (async () => {
        for await (const { event } of stream) {
          if (event?.$case === 'operationJson') seen += 1;
          if (seen === 3) stream.cancel();
        }
      })(),
    ).rejects.toMatchObject({ code: status.CANCELLED });
    expect(seen).toBeLessThanOrEqual(4);
    expect(existsSync(join(running.run, 'ai.sock'))).toBe(true);
  });

  it('hides the inner text of a failure', async () => {
    const broken: AppEngine = {
      ...composer,
      // biome-ignore lint/correctness/useYield: it fails before it yields
      async *generate(): AsyncGenerator<GenEvent> {
        throw new Error('secret path /root/.ssh');
      },
    };
    const running = await start(broken, 0);
    cleanUp.push(running.close);
    const failed = collect(running.client.streamUi(request('x'), bearer(running.token)));
    await expect(failed).rejects.toMatchObject({ code: status.INTERNAL });
    await expect(failed).rejects.not.toThrow(/secret/);
  });
});

describe('figures', () => {
  const figures = (running: Running, token = running.token): Promise<string> =>
    new Promise((resolve, reject) => {
      running.client.getMetrics({}, bearer(token), (error, answer) => {
        if (error === null) resolve(answer.text);
        else reject(error);
      });
    });
  const figure = (text: string, name: string, labels: Record<string, string>): number | undefined =>
    parseExposition(text)
      .flatMap(({ samples }) => samples)
      .find((sample) => sample.name === name && isDeepStrictEqual({ ...sample.labels }, labels))?.value;

  it('tell of generations and answers, their pieces and tokens, and of nothing that was said', async () => {
    const running = await start(composer, 0);
    try {
      await collect(running.client.streamUi(request('a calculator named Xylophone'), bearer(running.token)));
      const chat = await collect<ChatEvent>(
        running.client.streamChat(request('what can Xylophone do'), bearer(running.token)),
      );
      const done = chat.at(-1)?.event;
      const text = await figures(running);
      const engine = 'composer';
      const chatted = 'agentos_ai_chat_duration_seconds_count';
      expect(figure(text, 'agentos_ai_ui_generation_duration_seconds_count', { engine, outcome: 'ok' })).toBe(1);
      expect(figure(text, chatted, { engine, outcome: 'ok' })).toBe(1);
      expect(figure(text, 'agentos_ai_chat_tokens_total', { engine, direction: 'in' })).toBe(4);
      expect(done).toMatchObject({ $case: 'done', value: { usage: { tokensIn: 4, tokensOut: chat.length } } });
      expect(figure(text, 'agentos_ai_stream_messages_total', { method: 'StreamChat', kind: 'done' })).toBe(1);
      expect(figure(text, 'agentos_ai_grpc_request_duration_seconds_count', { method: 'StreamUI', code: 'OK' })).toBe(
        1,
      );
      expect(figure(text, 'agentos_ai_cache_requests_total', { result: 'hit' })).toBe(0);
      expect(figure(text, 'agentos_ai_active_requests', {})).toBe(0);
      expect(text).not.toContain('Xylophone');
    } finally {
      await running.close();
    }
  });

  it('tell of calls of a model and of the cache, as their engine says, and of failures by their code', async () => {
    const engine: AppEngine = {
      id: 'model/test',
      kind: 'llm',
      // biome-ignore lint/correctness/useYield: it fails before it has anything to say
      async *generate(_request, { figures: told }) {
        told?.cache('miss');
        told?.modelCall('ok', 1_200, 30, 400);
        throw new Error('broken');
      },
      async *chat() {
        yield { type: 'failure', code: 'EAGAIN', message: 'later' };
      },
    };
    const running = await start(engine, 0);
    try {
      await collect(running.client.streamUi(request('x'), bearer(running.token))).catch(() => undefined);
      await collect(running.client.streamChat(request('x'), bearer(running.token)));
      const text = await figures(running);
      const id = 'model/test';
      expect(figure(text, 'agentos_ai_llm_request_duration_seconds_sum', { engine: id, outcome: 'ok' })).toBe(1.2);
      expect(figure(text, 'agentos_ai_llm_tokens_total', { engine: id, direction: 'out' })).toBe(400);
      expect(figure(text, 'agentos_ai_cache_requests_total', { result: 'miss' })).toBe(1);
      const generated = 'agentos_ai_ui_generation_duration_seconds_count';
      expect(figure(text, generated, { engine: id, outcome: 'INTERNAL' })).toBe(1);
      expect(figure(text, 'agentos_ai_chat_duration_seconds_count', { engine: id, outcome: 'failed' })).toBe(1);
    } finally {
      await running.close();
    }
  });

  it('are for the holder of the token alone', async () => {
    const running = await start(composer, 0);
    try {
      await expect(figures(running, 'wrong')).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    } finally {
      await running.close();
    }
  });
});
