/** What a running app does by itself and with its handlers, as someone who wrote it relies on it. */
import { describe, expect, test } from 'vitest';
import { type Component, getPath, type Handler, type HandlerStep, walk } from '../index.ts';
import { type ManualClock, manualClock } from './clock.ts';
import { questionBurst, questionGapMs } from './sources.ts';
import { pass, type TestDesk, type TestInstance, testDesk, until } from './testing-host.ts';

interface Bench {
  readonly desk: TestDesk;
  readonly instance: TestInstance;
  readonly clock: ManualClock;
  at(path: string): unknown;
  run(handler: Handler, event?: string): Promise<void>;
  component(id: string): Component;
}

async function open(
  document: object,
  components: Component[] = [],
  prepare: (desk: TestDesk) => void = () => {},
): Promise<Bench> {
  const desk = testDesk();
  const clock = manualClock(1_000_000);
  desk.clock = clock;
  prepare(desk);
  const { ui = {}, ...rest } = document as { ui?: object };
  const instance = desk.open({
    ui_spec: { app: { id: 'test', name: 'Test' }, ...rest, ui: { title: 'Test', ...ui, components } },
    permissions: ['STANDARD', 'READ_FILE'],
  });
  const { session } = instance;
  await until(() => session.phase.get().kind !== 'loading', 'opening');
  const phase = session.phase.get();
  if (phase.kind !== 'ready') throw new Error(JSON.stringify(phase));
  await pass(clock);
  return {
    desk,
    instance,
    clock,
    at: (path) => getPath(session.store.data, path),
    async run(handler, event) {
      session.run(handler, null, event === undefined ? undefined : { value: event }, {
        component: 'x',
        event: 'click',
      });
      await pass(clock);
    },
    component(id) {
      for (const { component } of walk(phase.blueprint)) if (component.id === id) return component;
      throw new Error(`no ${id}`);
    },
  };
}

const set = (path: string, value: string | number): HandlerStep => ({ tool: 'data.set', args: { path, value } });
const fails: HandlerStep = { tool: 'list.remove', args: { path: 'list', id: 'gone' } };

describe('a step', () => {
  const data = { data: { a: 0, b: 0, c: '', list: [] } };

  test('asks before it runs; a no ends the handler and is no failure', async () => {
    const { desk, run, at, instance } = await open(data);
    const asking: Handler = [
      { ...set('a', 1), confirm: { title: "='Set ' + b + '?'", body: 'Really', action: 'Set', danger: true } },
      set('b', 1),
    ];
    desk.confirm = () => false;
    await run(asking);
    expect([at('a'), at('b'), instance.session.failure.get()]).toEqual([0, 0, null]);
    desk.confirm = () => true;
    await run(asking);
    expect([at('a'), at('b')]).toEqual([1, 1]);
    expect(desk.asked[0]).toEqual({ title: 'Set 0?', body: 'Really', action: 'Set', danger: true });
  });
  test('runs ok with its result, and goes on', async () => {
    const { run, at } = await open(data);
    await run([
      { ...set('a', 5), ok: [{ ...set('b', '=result.value + 1'), ok: set('c', "=result.value + '!'") }] },
      set('a', '=result.value + 100'),
    ]);
    expect([at('a'), at('b'), at('c')]).toEqual([105, 6, '6!']);
  });
  test('that fails runs its error steps with what went wrong, and ends the handler without a message over the app', async () => {
    const { run, at, instance } = await open(data);
    await run([{ ...fails, error: [set('c', "=error.code + ' ' + error.tool")] }, set('a', 1)]);
    expect([at('c'), at('a')]).toEqual(['ENOENT list.remove', 0]);
    expect(instance.session.failure.get()).toBe(null);
  });
  test('that fails inside of ok, or among the error steps, is said', async () => {
    const { run, at, instance } = await open(data);
    await run([{ ...set('a', 1), ok: fails }, set('b', 1)]);
    expect([at('a'), at('b')]).toEqual([1, 0]);
    expect(instance.session.failure.get()?.code).toBe('ENOENT');
    instance.session.failure.set(null);
    await run({ ...fails, error: [set('c', 'seen'), { tool: 'beam.up' }] });
    expect([at('c'), instance.session.failure.get()?.code]).toEqual(['seen', 'ENOSYS']);
  });
  test('with debounce waits for quiet, each entry of a repeat by itself', async () => {
    const { clock, at, instance } = await open({
      data: {
        rows: [
          { id: 'a', n: 0 },
          { id: 'b', n: 0 },
        ],
      },
    });
    const step: Handler = { tool: 'data.increment', args: { path: 'item.n' }, debounce: 300 };
    const frames = ['a', 'b'].map((id, position) => ({
      name: 'item',
      value: { id },
      index: position,
      home: { list: ['rows'], position },
      outer: null,
      place: `/rows:k${id}`,
    }));
    for (const wait of [100, 100, 299]) {
      instance.session.run(step, frames[0]!);
      await pass(clock, wait);
    }
    expect(at('rows.0.n')).toBe(0);
    instance.session.run(step, frames[1]!);
    await pass(clock, 1);
    expect([at('rows.0.n'), at('rows.1.n')]).toEqual([1, 0]);
    await pass(clock, 300);
    expect([at('rows.0.n'), at('rows.1.n')]).toEqual([1, 1]);
  });
  test('does not run any more once the app has closed', async () => {
    let answer: (yes: boolean) => void = () => {};
    const { run, at, desk, instance, clock } = await open(data);
    desk.confirm = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await run({ ...set('a', 1), confirm: 'Now?' });
    await run({ ...set('b', 1), debounce: 100 });
    await instance.session.close();
    answer(true);
    await pass(clock, 1_000);
    expect([at('a'), at('b')]).toEqual([0, 0]);
  });
});

describe('what services says', () => {
  const files = (entry: object | string) => ({ services: [entry], data: { got: null, path: '/home/Documents/a.txt' } });
  const read: Handler = { tool: 'filesystem.read', args: { path: '=path' }, into: 'got' };
  const answered = (desk: TestDesk): void => {
    desk.answer = (tool) => (tool.startsWith('filesystem') ? { ok: true, data: { value: 'read' } } : undefined);
  };
  test.each<[string, object | string, string, string | null]>([
    ['the whole family', 'filesystem', '/home/x', null],
    ['the tool', { filesystem: ['read'] }, '/home/x', null],
    ['another tool', { filesystem: ['write'] }, '/home/x', 'EACCES'],
    ['another family', 'storage', '/home/x', 'EACCES'],
    ['only reading', { filesystem: { readonly: true } }, '/home/x', null],
    ['a root around it', { filesystem: { root: '/home/Documents' } }, '/home/Documents/./a', null],
    ['a root that is left', { filesystem: { root: '/home/Documents' } }, '/home/Documents/../secret', 'EACCES'],
    ['a root, and a name like it', { filesystem: { root: '/home/Doc' } }, '/home/Documents', 'EACCES'],
    [
      'a root, and a path that reads like an expression',
      { filesystem: { root: '/home/Documents' } },
      "='/etc'",
      'EACCES',
    ],
    [
      'a root, and the mark of what is not known',
      { filesystem: { root: '/home/D' } },
      '/\u0001unknown/../etc',
      'EINVAL',
    ],
  ])('%s', async (_, entry, path, code) => {
    const { run, at, instance, desk } = await open(files(entry), [], answered);
    instance.session.write('path', null, path);
    await run(read);
    expect(instance.session.failure.get()?.code ?? null).toBe(code);
    expect(at('got')).toBe(code === null ? 'read' : null);
    expect(desk.calls.some(({ tool }) => tool === 'filesystem.read')).toBe(code === null);
  });
  test('readonly refuses what changes something', async () => {
    const { run, instance } = await open(files({ filesystem: { readonly: true } }), [], answered);
    await run({ tool: 'filesystem.write', args: { path: '/home/a', content: '' } });
    expect(instance.session.failure.get()?.why).toMatch(/readonly/);
  });
});

test('storage of a window alone is not shared, and comes back with the window', async () => {
  const document = {
    services: [{ storage: { scope: 'instance' } }],
    data: { got: null, keys: null },
  };
  const { run, at, desk, instance } = await open(document);
  await run([
    { tool: 'storage.set', args: { key: 'a', value: 7 } },
    { tool: 'storage.get', args: { key: 'a' }, into: 'got' },
  ]);
  expect(at('got')).toBe(7);
  expect(desk.calls).toEqual([]);
  await instance.session.close();
  const ui_spec = { app: { id: 'test', name: 'Test' }, ...document, ui: { title: 'T', components: [] } };
  const read: Handler = [
    { tool: 'storage.list', into: 'keys' },
    { tool: 'storage.get', args: { key: 'a' }, into: 'got' },
  ];
  const again = desk.open({ ui_spec, app_state: desk.states.at(-1) });
  const other = desk.open({ ui_spec });
  for (const { session } of [again, other]) {
    await until(() => session.phase.get().kind === 'ready', 'opening');
    session.run(read, null);
    await until(() => session.store.data.keys !== null && session.calls === 0, 'the answers');
  }
  await until(() => again.session.store.data.got === 7, 'the value');
  expect(other.session.store.data).toEqual({ keys: { keys: [] }, got: null });
});

describe('sources', () => {
  const folder = (more: object = {}) => ({
    services: ['filesystem'],
    data: { cwd: '/home', wanted: true },
    sources: { files: { tool: 'filesystem.read', args: { path: '=cwd' }, default: 'none', ...more } },
    computed: { shout: '=upper(files)' },
  });
  /** Answers are given by hand, in any order. */
  function byHand() {
    const questions: { path: unknown; answer(value: string): void; fail(): void }[] = [];
    const prepare = (desk: TestDesk): void => {
      desk.answer = (tool, params) =>
        tool !== 'filesystem.read'
          ? undefined
          : new Promise((resolve) => {
              questions.push({
                path: params.path,
                answer: (value) => resolve({ ok: true, data: { value } }),
                fail: () => resolve({ ok: false, error: { code: 'EIO', message: 'broken' } }),
              });
            });
    };
    return { questions, prepare };
  }
  const value = ({ instance: { session } }: Bench, name: string): unknown =>
    session.views.scope(null).derived?.get(name);

  test('are asked when the app opens, and hold the default until the answer comes', async () => {
    const { questions, prepare } = byHand();
    const app = await open(folder(), [], prepare);
    expect([value(app, 'files'), value(app, 'files$loading'), value(app, 'shout')]).toEqual(['none', true, 'NONE']);
    questions[0]?.answer('listed');
    await pass(app.clock);
    expect([value(app, 'files'), value(app, 'files$loading'), value(app, 'shout')]).toEqual([
      'listed',
      false,
      'LISTED',
    ]);
  });
  test('are asked again when what they read changes, and a late answer of the earlier question is dropped', async () => {
    const { questions, prepare } = byHand();
    const app = await open(folder(), [], prepare);
    await app.run([set('cwd', '/a'), set('cwd', '/b')]);
    await pass(app.clock, 200);
    expect(questions.map(({ path }) => path)).toEqual(['/home', '/b']);
    questions[1]?.answer('new');
    await pass(app.clock);
    questions[0]?.answer('old');
    await pass(app.clock);
    expect(value(app, 'files')).toBe('new');
    await app.run(set('wanted', 0));
    await pass(app.clock, 1_000);
    expect(questions).toHaveLength(2);
  });
  test('keep the last good value when they fail, and say why', async () => {
    const { questions, prepare } = byHand();
    const app = await open(folder(), [], prepare);
    questions[0]?.answer('good');
    await app.run({ tool: 'data.set', args: { path: 'cwd', value: '/c' } });
    await pass(app.clock, 200);
    questions[1]?.fail();
    await pass(app.clock);
    expect([value(app, 'files'), value(app, 'files$error'), value(app, 'files$loading')]).toEqual([
      'good',
      'broken',
      false,
    ]);
  });
  test('wait while their condition does not hold, and for quiet', async () => {
    const { questions, prepare } = byHand();
    const app = await open(folder({ if: '=wanted', debounce: 500 }), [], (desk) => {
      prepare(desk);
    });
    expect(questions).toHaveLength(1);
    await app.run({ tool: 'data.set', args: { path: 'wanted', value: false } });
    await app.run(set('cwd', '/d'));
    await pass(app.clock, 2_000);
    expect(questions).toHaveLength(1);
    await app.run({ tool: 'data.set', args: { path: 'wanted', value: true } });
    await pass(app.clock, 499);
    expect(questions).toHaveLength(1);
    await pass(app.clock, 1);
    expect(questions.at(-1)?.path).toBe('/d');
  });
  test('every so many seconds, not out of sight, and at once when back', async () => {
    const { questions, prepare } = byHand();
    const app = await open(folder({ refresh: 2 }), [], prepare);
    await pass(app.clock, 4_000);
    expect(questions).toHaveLength(3);
    app.instance.session.suspend(true);
    await pass(app.clock, 10_000);
    expect(questions).toHaveLength(3);
    app.instance.session.suspend(false);
    await pass(app.clock);
    expect(questions).toHaveLength(4);
    await app.instance.session.close();
    await pass(app.clock, 10_000);
    expect(questions).toHaveLength(4);
  });
  test('that change what they read ask a bounded number of times', async () => {
    let asked = 0;
    const app = await open(
      {
        services: ['filesystem'],
        data: { n: 0 },
        sources: { files: { tool: 'filesystem.read', args: { path: "='/' + n" } } },
        ui: { watch: { files: { tool: 'data.increment', args: { path: 'n' } } } },
      },
      [],
      (desk) => {
        desk.answer = (tool) => {
          if (tool !== 'filesystem.read') return undefined;
          asked += 1;
          return { ok: true, data: { value: String(asked) } };
        };
      },
    );
    expect(asked).toBeLessThanOrEqual(questionBurst);
    const before = asked;
    await pass(app.clock, 1_000);
    expect(asked - before).toBeGreaterThan(2);
    expect(asked - before).toBeLessThanOrEqual(1_000 / questionGapMs + 1);
  });
  test('cannot change the app, and nothing can write to them', async () => {
    const app = await open({ data: { n: 0 }, sources: { bad: { tool: 'data.increment', args: { path: 'n' } } } });
    expect(app.at('n')).toBe(0);
    expect(value(app, 'bad$error')).toMatch(/only reads/);
    await app.run(set('bad', 1));
    expect(app.instance.session.failure.get()?.why).toMatch(/cannot be written/);
  });
});

describe('watched paths', () => {
  test('run after the change has settled, with the value', async () => {
    const { run, at } = await open({
      data: { q: '', seen: [] },
      ui: { watch: { q: { tool: 'data.append', args: { path: 'seen', value: '=event.value' } } } },
    });
    await run([set('q', 'a'), set('q', 'b')]);
    expect(at('seen')).toEqual(['b']);
    await run([set('q', 'c'), set('q', 'b')]);
    expect(at('seen')).toEqual(['b']);
  });
  test('follow computed values, and each other; a circle is ended and said', async () => {
    const { run, at, instance, clock } = await open({
      data: { n: 0, copy: 0, a: 0, b: 0 },
      computed: { twice: '=n * 2' },
      ui: {
        watch: {
          twice: set('copy', '=event.value'),
          a: { tool: 'data.increment', args: { path: 'b' } },
          b: { tool: 'data.increment', args: { path: 'a' } },
        },
      },
    });
    await run(set('n', 4));
    expect(at('copy')).toBe(8);
    await run({ tool: 'data.increment', args: { path: 'a' } });
    await pass(clock, 1_000);
    expect(instance.session.failure.get()).toMatchObject({
      code: 'ELOOP',
      why: expect.stringMatching(/round and round/),
    });
    expect(Number(at('a'))).toBeLessThan(20);
  });
});

test('on_focus, and intervals that count among the timers and end with the app', async () => {
  const tick: HandlerStep = { tool: 'data.increment', args: { path: 'ticks' } };
  const { at, clock, instance, run } = await open({
    data: { ticks: 0, focus: 0, t: 0, list: [] },
    ui: {
      lifecycle: {
        on_focus: { tool: 'data.increment', args: { path: 'focus' } },
        on_interval: Array.from({ length: 10 }, () => ({ every: 1_000, do: tick })),
      },
    },
  });
  instance.session.focused();
  await pass(clock, 2_000);
  expect([at('focus'), at('ticks')]).toEqual([1, 20]);
  await run({ tool: 'timer.start', args: { path: 't', every_ms: 1_000 } });
  expect(instance.session.failure.get()?.code).toBe('EAGAIN');
  await instance.session.close();
  await pass(clock, 5_000);
  expect(at('ticks')).toBe(20);
});

describe('taking back', () => {
  test('one entry for each handler and each edit of a field with its change handler', async () => {
    const { at, instance, run } = await open({ data: { text: '', edits: 0, n: 0 } });
    const { session } = instance;
    const changed: Handler = { tool: 'data.increment', args: { path: 'edits' } };
    for (const text of ['a', 'ab']) {
      session.write('text', null, text);
      session.run(changed, null, { value: text }, { component: 'field', event: 'change' });
    }
    await run([set('n', 1), set('n', 2)]);
    expect(session.history.entries().undo.map(({ label }) => label)).toEqual(['text', 'x click']);
    session.history.undo();
    expect([at('n'), at('text')]).toEqual([0, 'ab']);
    session.history.undo();
    expect([at('text'), at('edits')]).toEqual(['', 0]);
    session.history.redo();
    expect([at('text'), at('edits')]).toEqual(['ab', 2]);
  });
});

describe('a form that a handler sends', () => {
  const form = (submit: Handler): Component[] => [
    { type: 'container', id: 'form', on_event: { submit }, children: [{ type: 'input', id: 'name', bind: 'name' }] },
  ];
  const send: Handler = { tool: 'form.submit', args: { form_id: 'form' } };

  test('belongs to what the person did, and is taken back with it', async () => {
    const { run, at, instance } = await open({ data: { name: 'Ada', n: 0, list: [] } }, form(set('n', 1)));
    await run([set('name', 'Grace'), send]);
    expect([at('n'), instance.session.history.entries().undo.length]).toEqual([1, 1]);
    instance.session.history.undo();
    expect([at('n'), at('name')]).toEqual([0, 'Ada']);
  });
  test('with a wrong field ends the handler; the field says why, the window does not', async () => {
    const wrong: Component[] = [
      {
        type: 'container',
        id: 'form',
        on_event: { submit: set('n', 1) },
        children: [{ type: 'input', id: 'name', bind: 'name', validate: 'required' }],
      },
    ];
    const { run, at, instance } = await open({ data: { name: '', n: 0, why: '' } }, wrong);
    await run([send, set('n', 2)]);
    expect([at('n'), instance.session.failure.get()]).toEqual([0, null]);
    await run({ tool: 'form.submit', args: { form_id: 'form' }, error: 'why' });
    expect(at('why')).toBe('This is needed');
  });
  test('by its own handler is ended, and said', async () => {
    const { run, at, instance } = await open(
      { data: { name: '', n: 0 } },
      form([{ tool: 'data.increment', args: { path: 'n' } }, send]),
    );
    await run(send);
    expect(instance.session.failure.get()?.code).toBe('ELOOP');
    expect(Number(at('n'))).toBeLessThan(30);
  });
});

describe('data of other versions', () => {
  const key = 'bp/test/data';
  const app = {
    data: { items: [], note: '' },
    persist: ['items', 'note'],
    dataVersion: 3,
    migrations: [
      { to: 2, steps: [{ rename: 'things', to: 'items' }] },
      { to: 3, steps: [{ set: 'note', value: "='had ' + length(items)" }, { remove: 'old' }] },
    ],
  };
  test('older is brought to this version, and written in it with the first change', async () => {
    const { desk, at, instance } = await open(app, [], ({ stored }) => stored.set(key, { things: ['x'], old: 1 }));
    expect([at('items'), at('note')]).toEqual([['x'], 'had 1']);
    expect(desk.stored.get(key)).toEqual({ things: ['x'], old: 1 });
    instance.session.write('items', null, ['x', 'y']);
    await instance.session.flush();
    expect(desk.stored.get(key)).toEqual({ $version: 3, items: ['x', 'y'], note: 'had 1' });
    const again = desk.open({
      ui_spec: { app: { id: 'test', name: 'Test' }, ...app, ui: { title: 'T', components: [] } },
    });
    await until(() => again.session.phase.get().kind === 'ready', 'opening');
    expect(getPath(again.session.store.data, 'note')).toBe('had 1');
  });
  const refused = async (stored: Record<string, number | string>, document: object) => {
    const desk = testDesk();
    desk.stored.set(key, stored);
    const { session } = desk.open({
      ui_spec: { app: { id: 'test', name: 'Test' }, ...document, ui: { title: 'T', components: [] } },
    });
    await until(() => session.phase.get().kind !== 'loading', 'opening');
    await session.close();
    expect(desk.stored.get(key)).toEqual(stored);
    const phase = session.phase.get();
    return phase.kind === 'unread' ? phase.failure.message : phase.kind;
  };
  test('newer is not read and not overwritten', async () => {
    expect(await refused({ $version: 4, items: 'x' }, app)).toMatch(
      /newer version of this app \(data version 4; this one knows 3\)/,
    );
  });
  test('a step that fails leaves what is stored as it is', async () => {
    const migrations = [{ to: 2, steps: [{ set: 'note', value: '=1 / 0' }] }];
    expect(await refused({ note: 'a' }, { ...app, dataVersion: 2, migrations })).toMatch(
      /version 2 \(step 1: division by zero\)/,
    );
  });
  test('what a newer instance stores meanwhile stops this one from writing', async () => {
    const { desk, instance } = await open({ ...app, dataVersion: 1, migrations: [] });
    desk.stored.set(key, { $version: 2, items: ['new'] });
    instance.session.write('items', null, ['mine']);
    await instance.session.flush();
    expect(desk.stored.get(key)).toEqual({ $version: 2, items: ['new'] });
    expect(instance.session.failure.get()?.why).toMatch(/newer version/);
  });
});
