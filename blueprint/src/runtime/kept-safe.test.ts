/** Data that a person has entered is neither lost nor undone: reads that fail in between, newer versions, windows that hang. */
import { describe, expect, test } from 'vitest';
import { getPath } from '../index.ts';
import { type TestDesk, type TestInstance, testDesk, until } from './testing-host.ts';

const key = 'bp/test/data';
const spec = (rest: object = {}) => ({
  app: { id: 'test', name: 'Test' },
  services: ['filesystem'],
  data: { books: [], n: 0 },
  persist: ['books', 'n'],
  ui: { title: 'Test', components: [] },
  ...rest,
});
async function opened(desk: TestDesk, document: object): Promise<TestInstance> {
  const instance = desk.open({ ui_spec: document });
  await until(() => instance.session.phase.get().kind === 'ready', 'ready');
  return instance;
}
const storedAt = (desk: TestDesk, path: string) => getPath(desk.stored.get(key) ?? null, path);

describe('a write', () => {
  test('waits when what is stored cannot be read, and does not undo what another window stored', async () => {
    const desk = testDesk();
    const instance = await opened(desk, spec());
    desk.stored.set(key, { books: ['of another window'], n: 0 });
    desk.answer = (tool) =>
      tool === 'storage.get' ? { ok: false, error: { code: 'EIO', message: 'try again' } } : undefined;
    instance.session.write('n', null, 1);
    await instance.session.flush();
    expect(instance.session.failure.get()).toMatchObject({ code: 'EIO' });
    expect(storedAt(desk, 'books')).toEqual(['of another window']);
    desk.answer = () => undefined;
    await instance.session.flush();
    expect(desk.stored.get(key)).toEqual({ books: ['of another window'], n: 1 });
    await instance.session.close();
  });
  test('of one path does not overwrite what a newer version of the app has stored', async () => {
    const desk = testDesk();
    const instance = await opened(desk, spec({ persist: ['n'] }));
    const newer = { $version: 2, n: 'in another form', more: true };
    desk.stored.set(key, newer);
    instance.session.write('n', null, 1);
    await instance.session.flush();
    expect(desk.stored.get(key)).toEqual(newer);
    expect(instance.session.failure.get()).toMatchObject({ code: 'EPROTONOSUPPORT' });
    await instance.session.close();
    expect(desk.stored.get(key)).toEqual(newer);
  });
});

describe('closing', () => {
  test.each([
    ['a tool that never answers', { tool: 'filesystem.read', args: { path: '/home/a' } }],
    ['a question that nobody answers', { tool: 'data.set', args: { path: 'n', value: 9 }, confirm: 'Sure?' }],
  ])('stores what was changed before it waits for %s', async (_what, on_unmount) => {
    const desk = testDesk();
    desk.answer = (tool) => (tool === 'filesystem.read' ? new Promise(() => {}) : undefined);
    desk.confirm = () => new Promise(() => {});
    const instance = await opened(
      desk,
      spec({
        ui: { title: 'Test', lifecycle: { on_unmount }, components: [] },
        app: { id: 'test', name: 'Test', permissions: ['READ_FILE'] },
      }),
    );
    instance.session.write('n', null, 5);
    await until(() => storedAt(desk, 'n') === 5, 'storing');
    // The second change in a row waits a quarter of a second.
    instance.session.write('n', null, 6);
    const closed = instance.session.close();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(storedAt(desk, 'n')).toBe(6);
    await closed;
    expect(instance.session.phase.get().kind).toBe('ready');
  });
});

describe('opening', () => {
  test('brings stored data up to date with patterns, however fast it is read', async () => {
    const desk = testDesk();
    desk.stored.set(key, { n: '17 books' });
    const instance = await opened(
      desk,
      spec({
        persist: ['n'],
        dataVersion: 2,
        migrations: [{ to: 2, steps: [{ set: 'n', value: "=number(extract(n, '\\\\d+'))" }] }],
      }),
    );
    expect(instance.session.store.data.n).toBe(17);
  });
  test.each([
    [
      'a record inside of a text',
      { n: 'text', 'n.below': 1 },
      { persist: ['n', 'n.below'], data: { n: {}, books: [] } },
    ],
    ['a name that is no path', { 'no path': 1, n: 2 }, {}],
  ])('says that it cannot read %s, and changes nothing', async (_what, stored, rest) => {
    const desk = testDesk();
    desk.stored.set(key, stored);
    const migrations = [{ to: 2, steps: [{ rename: 'old', to: 'books' }] }];
    const instance = desk.open({ ui_spec: spec({ dataVersion: 2, migrations, ...rest }) });
    await until(() => instance.session.phase.get().kind !== 'loading', 'an answer');
    expect(['unread', 'ready']).toContain(instance.session.phase.get().kind);
    expect(desk.stored.get(key)).toEqual(stored);
  });
  test('says that what is stored does not fit the data of the window', async () => {
    const desk = testDesk();
    desk.stored.set(key, { 'n.below': 1 });
    const instance = desk.open({
      ui_spec: spec({ persist: ['n.below'], data: { n: { below: 0 } } }),
      app_state: { data: { n: 'a text of an earlier version' } },
    });
    await until(() => instance.session.phase.get().kind !== 'loading', 'an answer');
    expect(instance.session.phase.get().kind).toBe('ready');
    expect(instance.session.store.data).toEqual({ n: { below: 1 } });
  });
});

test('a document that changes while storing fails keeps what was not stored', async () => {
  const desk = testDesk();
  const instance = await opened(desk, spec());
  desk.answer = (tool) =>
    tool === 'storage.set' ? { ok: false, error: { code: 'EDQUOT', message: 'no room' } } : undefined;
  instance.session.write('n', null, 5);
  await instance.session.flush();
  instance.session.specChanged(spec({ ui: { title: 'Changed', components: [{ type: 'divider' }] } }));
  const title = () => {
    const phase = instance.session.phase.get();
    return phase.kind === 'ready' ? phase.blueprint.ui.title : '';
  };
  await until(() => title() === 'Changed', 'the new document');
  expect(instance.session.store.data.n).toBe(5);
  desk.answer = () => undefined;
  await instance.session.flush();
  expect(storedAt(desk, 'n')).toBe(5);
  await instance.session.close();
});
