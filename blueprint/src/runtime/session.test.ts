import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { type Component, getPath, type Handler, parseBlueprint, toOperations, walk } from '../index.ts';
import { type TestInstance, testDesk, until } from './testing-host.ts';

const calculatorText = readFileSync(
  new URL('../../../apps/blueprint/utilities/calculator.bp', import.meta.url),
  'utf8',
);

const document = (rest: object = {}, components: Component[] = []) => ({
  app: { id: 'test', name: 'Test' },
  services: ['storage', 'filesystem'],
  data: { books: [{ id: 'a', title: 'Dune' }], draft: '', text: 'none', problem: null, n: 0 },
  ui: { title: 'Test', components },
  ...rest,
});

async function ready({ session }: TestInstance): Promise<void> {
  await until(() => session.phase.get().kind === 'ready', `ready (now ${session.phase.get().kind})`);
}

const at = ({ session }: TestInstance, path: string) => getPath(session.store.data, path);

describe('handlers', () => {
  async function run(handler: Handler, options: { event?: string; permissions?: string[] } = {}) {
    const desk = testDesk();
    const instance = desk.open({
      ui_spec: document(),
      ...(options.permissions ? { permissions: options.permissions } : {}),
    });
    await ready(instance);
    let ended = false;
    const stop = instance.session.failure.subscribe(() => {
      ended = true;
    });
    // A last step that always succeeds or the failure tells that the handler is over.
    const steps = typeof handler === 'string' ? [{ tool: handler }] : Array.isArray(handler) ? handler : [handler];
    instance.session.run(
      [...steps, { tool: 'data.set', args: { path: 'n', value: -1 } }],
      null,
      options.event === undefined ? undefined : { value: options.event },
    );
    await until(() => ended || at(instance, 'n') === -1 || at(instance, 'problem') !== null, 'the end of the handler');
    stop();
    return { desk, instance, failure: instance.session.failure.get() };
  }

  test('steps run in order; arguments are evaluated when their step comes', async () => {
    const { instance } = await run([
      { tool: 'data.set', args: { path: 'draft', value: 'one' } },
      { tool: 'data.set', args: { path: 'text', value: "=draft + ' two'" } },
    ]);
    expect(at(instance, 'text')).toBe('one two');
  });
  test('event, result, into, if', async () => {
    const { instance } = await run(
      [
        { tool: 'math.evaluate', args: { expression: '=event.value' }, into: 'text' },
        { tool: 'data.set', args: { path: 'draft', value: '=result.repeat' } },
        { tool: 'data.set', args: { path: 'text', value: 'never' }, if: "=draft == ''" },
      ],
      { event: '7×8' },
    );
    expect([at(instance, 'text'), at(instance, 'draft')]).toEqual(['56', '×8']);
  });
  test('a failing step stops the rest and says why', async () => {
    const { instance, failure } = await run([
      { tool: 'math.evaluate', args: { expression: '1÷0' }, into: 'text' },
      { tool: 'data.set', args: { path: 'text', value: 'after' } },
    ]);
    expect(at(instance, 'text')).toBe('none');
    expect(failure).toEqual({ what: 'Calculate', why: 'Cannot divide by zero', code: 'EDOM' });
  });
  test('a failing step with error stores the message instead', async () => {
    const { instance, failure } = await run([{ tool: 'math.evaluate', args: { expression: '1÷' }, error: 'problem' }]);
    expect(at(instance, 'problem')).toBe('The expression is not finished');
    expect(failure).toBe(null);
  });
  test.each([
    ['an unknown tool', { tool: 'beam.up' }, 'ENOSYS', /no tool/],
    ['a wrong argument', { tool: 'list.add', args: { path: 4, item: 1 } }, 'EINVAL', /^Path/],
    ['a missing argument', { tool: 'data.set', args: { path: 'text' } }, 'EINVAL', /^Value/],
    [
      'an expression that fails',
      { tool: 'data.set', args: { path: 'text', value: '=1 / n' } },
      'EINVAL',
      /division by zero/i,
    ],
    ['a forbidden path', { tool: 'data.set', args: { path: 'text.constructor', value: 1 } }, 'EINVAL', /not allowed/],
    ['what the services refuse', { tool: 'filesystem.read', args: { path: '/home/x' } }, 'EACCES', /no right/],
    ['a right that was not given', { tool: 'clipboard.copy', args: { text: 'x' } }, 'EACCES', /CLIPBOARD/],
  ])('%s is visible', async (_, step, code, why) => {
    const desk = testDesk();
    desk.answer = (tool) =>
      tool === 'filesystem.read'
        ? { ok: false, error: { code: 'EACCES', message: 'this app has no right' } }
        : undefined;
    const instance = desk.open({ ui_spec: document() });
    await ready(instance);
    instance.session.run(step as Handler, null);
    await until(() => instance.session.failure.get() !== null, 'a failure');
    expect(instance.session.failure.get()).toMatchObject({ code, why: expect.stringMatching(why) });
  });
  test('a given right is used', async () => {
    const { failure } = await run(
      { tool: 'clipboard.copy', args: { text: 'x' } },
      { permissions: ['STANDARD', 'CLIPBOARD'] },
    );
    expect(failure).toBe(null);
  });
  test('services tools get evaluated arguments, and what they answer is stored', async () => {
    const desk = testDesk();
    desk.answer = (tool) =>
      tool === 'filesystem.read' ? { ok: true, data: { content: 'Hello', size: 5 } } : undefined;
    const instance = desk.open({ ui_spec: document() });
    await ready(instance);
    instance.session.run(
      { tool: 'filesystem.read', args: { path: "='/home/' + books[0].title" }, into: 'draft' },
      null,
    );
    await until(() => at(instance, 'draft') !== '', 'the answer');
    expect(desk.calls.at(-1)).toEqual({ tool: 'filesystem.read', params: { path: '/home/Dune' } });
    expect(at(instance, 'draft')).toEqual({ content: 'Hello', size: 5 });
  });
  test('a repeat variable follows its entry when the list changes under it', async () => {
    const desk = testDesk();
    const books = [
      { id: 'a', title: 'A' },
      { id: 'b', title: 'B' },
    ];
    const instance = desk.open({ ui_spec: document({ data: { books, gone: null } }) });
    await ready(instance);
    const frame = { name: 'item', value: books[1]!, index: 1, home: { list: ['books'], position: 1 }, outer: null };
    instance.session.run(
      [
        { tool: 'list.remove', args: { path: 'books', id: 'a' } },
        { tool: 'data.set', args: { path: 'item.title', value: 'B!' } },
        { tool: 'data.set', args: { path: 'gone', value: '=item.title' } },
      ],
      frame,
    );
    await until(() => at(instance, 'gone') !== null, 'the end');
    expect(instance.session.store.data).toEqual({ books: [{ id: 'b', title: 'B!' }], gone: 'B!' });
  });
});

describe('an action of the person', () => {
  const steps: Handler = [
    { tool: 'filesystem.stat', args: { path: '/home/a' }, error: 'problem' },
    { tool: 'data.set', args: { path: 'n', value: 1 } },
  ];

  test('is told with its component, and what it calls is told as part of it', async () => {
    const desk = testDesk();
    desk.answer = (tool) => (tool === 'filesystem.stat' ? { ok: true, data: {} } : undefined);
    const instance = desk.open({ ui_spec: document() });
    await ready(instance);
    instance.session.run(steps, null, {}, { component: 'save', event: 'click' });
    await until(() => desk.told.includes('done'), 'the end of the action');
    expect(desk.told).toEqual(['save click', 'execute filesystem.stat', 'ran data.set', 'done']);
  });

  test('that fails is told as failed', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: document() });
    await ready(instance);
    const broken = { tool: 'list.remove', args: { path: 'n', id: 'a' } };
    instance.session.run(broken, null, {}, { component: 'save', event: 'click' });
    await until(() => desk.told.includes('failed'), 'the end of the action');
    expect(desk.told).toEqual(['save click', 'ran list.remove, failed', 'failed']);
  });

  test('is nothing that the app does by itself', async () => {
    const desk = testDesk();
    const lifecycle = { on_mount: { tool: 'data.set', args: { path: 'n', value: 7 } } };
    const instance = desk.open({ ui_spec: document({ ui: { title: 'Test', components: [], lifecycle } }) });
    await until(() => at(instance, 'n') === 7, 'the first handler');
    expect(desk.told).toEqual([]);
  });
});

describe('what is kept', () => {
  const spec = document({ persist: ['books', 'n'] });
  const key = 'bp/test/data';

  test('persisted paths are there before the first paint, and changes are stored', async () => {
    const desk = testDesk();
    desk.stored.set(key, { books: [{ id: 'z', title: 'Stored' }] });
    const instance = desk.open({ ui_spec: spec });
    const painted: unknown[] = [];
    instance.session.phase.subscribe(() => painted.push(at(instance, 'books.0.title')));
    await ready(instance);
    expect(painted).toEqual(['Stored']);
    instance.session.write('books.0.title', null, 'Changed');
    instance.session.write('draft', null, 'not kept');
    await until(
      () => desk.stored.get(key) !== undefined && getPath(desk.stored.get(key)!, 'books.0.title') === 'Changed',
      'storing',
    );
    expect(desk.stored.get(key)).toEqual({ books: [{ id: 'z', title: 'Changed' }] });
  });
  test('a change after a pause is stored at once, many in a row together', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: spec });
    await ready(instance);
    const began = performance.now();
    instance.session.write('n', null, 1);
    await until(() => desk.stored.has(key), 'storing');
    expect(performance.now() - began).toBeLessThan(200);
    for (let count = 2; count <= 50; count += 1) {
      instance.session.write('n', null, count);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await until(() => getPath(desk.stored.get(key)!, 'n') === 50, 'the last one');
    expect(desk.calls.filter(({ tool }) => tool === 'storage.set').length).toBeLessThanOrEqual(3);
  });
  test('closing writes what is pending', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: spec });
    await ready(instance);
    for (let count = 1; count <= 50; count += 1) instance.session.write('n', null, count);
    await instance.session.close();
    expect(desk.calls.filter(({ tool }) => tool === 'storage.set')).toHaveLength(1);
    expect(getPath(desk.stored.get(key)!, 'n')).toBe(50);
  });
  test('two instances stay in step, and neither undoes what the other changed elsewhere', async () => {
    const desk = testDesk();
    const [one, two] = [desk.open({ ui_spec: spec }), desk.open({ ui_spec: spec })];
    await Promise.all([ready(one), ready(two)]);
    one.session.write('books.0.title', null, 'From one');
    two.session.write('n', null, 7);
    await one.session.flush();
    await two.session.flush();
    await until(() => at(one, 'n') === 7 && at(two, 'books.0.title') === 'From one', 'both in step');
    await until(() => getPath(desk.stored.get(key)!, 'books.0.title') === 'From one', 'nothing undone');
    expect(getPath(desk.stored.get(key)!, 'n')).toBe(7);
  });
  test('what could not be read is neither shown nor overwritten', async () => {
    const desk = testDesk();
    desk.stored.set(key, { books: [] });
    desk.answer = (tool) =>
      tool === 'storage.get' ? { ok: false, error: { code: 'EIO', message: 'the kernel is down' } } : undefined;
    const instance = desk.open({ ui_spec: spec });
    await until(() => instance.session.phase.get().kind === 'unread', 'unread');
    await instance.session.flush();
    expect(desk.calls.some(({ tool }) => tool === 'storage.set')).toBe(false);
    desk.answer = () => undefined;
    instance.session.retry();
    await ready(instance);
    expect(at(instance, 'books')).toEqual([]);
  });
  test('a write that fails is said and tried again', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: spec });
    await ready(instance);
    desk.answer = (tool) =>
      tool === 'storage.set' ? { ok: false, error: { code: 'ENOSPC', message: 'the disk is full' } } : undefined;
    instance.session.write('n', null, 1);
    await instance.session.flush();
    expect(instance.session.failure.get()?.why).toBe('the disk is full');
    desk.answer = () => undefined;
    await instance.session.flush();
    expect(instance.session.failure.get()).toBe(null);
    expect(getPath(desk.stored.get(key)!, 'n')).toBe(1);
  });
  test('the rest of the data is state of the instance and comes back with it', async () => {
    const desk = testDesk();
    const first = desk.open({ ui_spec: spec });
    await ready(first);
    first.session.write('draft', null, 'half a title');
    await first.session.close();
    const state = desk.states.at(-1);
    expect(state).toEqual({ data: { draft: 'half a title', text: 'none', problem: null } });
    const second = desk.open({ ui_spec: spec, app_state: state });
    await ready(second);
    expect(at(second, 'draft')).toBe('half a title');
    // State of another document does not bring foreign names.
    const third = desk.open({ ui_spec: spec, app_state: { data: { strange: 1 } } });
    await ready(third);
    expect(Object.keys(third.session.store.data)).not.toContain('strange');
  });
});

describe('a growing document', () => {
  const full = document({}, [
    { type: 'text', id: 'one', props: { text: 'One' } },
    {
      type: 'button',
      id: 'two',
      props: { text: 'Two' },
      on_event: { click: { tool: 'data.set', args: { path: 'n', value: 1 } } },
    },
  ]);
  const parsed = parseBlueprint(JSON.stringify(full));
  if (!parsed.ok) throw new Error('the document of this test is not valid');

  test('is drawn after each step, armed at its end, and not before', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: { ...full, ui: { ...full.ui, components: [] } } });
    const seen: string[] = [];
    instance.session.phase.subscribe(() => {
      const phase = instance.session.phase.get();
      seen.push(phase.kind === 'growing' ? `growing ${phase.blueprint.ui.components.length}` : phase.kind);
    });
    const ops = toOperations(parsed.blueprint);
    for (const op of ops.slice(0, -1)) instance.operate(op);
    await until(() => instance.session.phase.get().kind === 'growing');
    instance.session.run({ tool: 'data.set', args: { path: 'n', value: 1 } }, null);
    instance.session.write('n', null, 1);
    expect(at(instance, 'n')).toBe(0);
    instance.operate(ops.at(-1));
    await ready(instance);
    expect(seen.filter((each) => /growing [012]/.test(each)).length).toBeGreaterThanOrEqual(3);
    expect(seen.at(-1)).toBe('ready');
    expect(seen).not.toContain('loading');
    instance.session.write('n', null, 2);
    expect(at(instance, 'n')).toBe(2);
  });
  test('a step that does not fit is said and left out', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: document() });
    await ready(instance);
    const ops = toOperations(parsed.blueprint);
    instance.operate(ops[0]);
    instance.operate({ op: 'add', parent: 'nowhere', component: { type: 'text', id: 'x' } });
    await until(() => instance.session.failure.get() !== null);
    expect(instance.session.failure.get()?.why).toMatch(/nowhere/);
    instance.operate('nonsense');
    for (const op of ops.slice(1)) instance.operate(op);
    await ready(instance);
  });
  test('a stream that breaks off is completed by the document of the services', async () => {
    const desk = testDesk();
    const instance = desk.open({ ui_spec: { ...full, ui: { ...full.ui, components: [] } } });
    for (const op of toOperations(parsed.blueprint).slice(0, 4)) instance.operate(op);
    instance.session.specChanged(full);
    await ready(instance);
    const phase = instance.session.phase.get();
    expect(phase.kind === 'ready' && phase.blueprint.ui.components).toHaveLength(2);
  });
});

test('a document that is not valid is shown as such, with the places', async () => {
  const desk = testDesk();
  const { session } = desk.open({ ui_spec: { app: {}, ui: {} } });
  await until(() => session.phase.get().kind === 'broken');
  const phase = session.phase.get();
  expect(phase.kind === 'broken' && phase.issues.map((issue) => issue.path)).toContain('/app/id');
});

test('on_mount runs once the data is there, on_unmount before it goes', async () => {
  const desk = testDesk();
  const instance = desk.open({
    ui_spec: {
      ...document({ persist: ['n'] }),
      ui: {
        title: 'T',
        lifecycle: {
          on_mount: { tool: 'data.increment', args: { path: 'n' } },
          on_unmount: { tool: 'data.increment', args: { path: 'n', by: 10 } },
        },
        components: [],
      },
    },
  });
  await ready(instance);
  await until(() => at(instance, 'n') === 1, 'on_mount');
  await instance.session.close();
  expect(desk.stored.get('bp/test/data')).toEqual({ n: 11 });
});

describe('the calculator', () => {
  const parsed = parseBlueprint(calculatorText);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const byId = new Map([...walk(parsed.blueprint)].map(({ component }) => [component.id, component]));

  async function open() {
    const instance = testDesk().open({ package_id: 'calculator', ui_spec: parsed.ok ? parsed.blueprint : null });
    await ready(instance);
    const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
    return {
      instance,
      async press(ids: string) {
        for (const id of ids.split(' ')) {
          const handler = byId.get(id)?.on_event?.click;
          if (handler === undefined) throw new Error(`no button ${id}`);
          instance.session.run(handler, null);
          await settled();
        }
        return String(at(instance, 'expression'));
      },
    };
  }
  test.each([
    ['d7 mul d8 equals', '56'],
    ['d0 dot d1 add d0 dot d2 equals', '0.3'],
    ['d7 mul d8 equals equals', '448'],
    ['d2 add d3 equals mul d4 equals', '20'],
    ['d5 equals equals', '5'],
    ['d1 d2 back d3 equals', '13'],
    ['open d1 add d2 close mul d3 equals', '9'],
    ['d2 d0 d0 add d1 d0 percent equals', '220'],
    ['d8 sign add d3 equals', '-5'],
    ['d8 sign equals sign', '8'],
    ['d2 power d1 d0 equals', '1024'],
    ['d7 equals d3', '3'],
    ['d7 clear equals', ''],
    ['equals', ''],
  ])('%s shows %s', async (keys, shown) => {
    const { press } = await open();
    expect(await press(keys)).toBe(shown);
  });
  test('an error is shown in the app and the next key goes on', async () => {
    const { instance, press } = await open();
    expect(await press('d5 div d0 equals')).toBe('5÷0');
    expect(at(instance, 'problem')).toBe('Cannot divide by zero');
    expect(await press('back d2 equals')).toBe('2.5');
    expect(at(instance, 'problem')).toBe(null);
  });
  test('results are kept as history', async () => {
    const { instance, press } = await open();
    await press('d1 add d1 equals d2 mul d3 equals');
    expect(at(instance, 'history')).toMatchObject([
      { asked: '2×3', value: '6' },
      { asked: '1+1', value: '2' },
    ]);
  });
});
