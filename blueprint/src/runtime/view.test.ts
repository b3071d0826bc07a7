import { describe, expect, test, vi } from 'vitest';
import { type Component, type JsonObject, walk } from '../index.ts';
import { drawnOf } from './drawn.ts';
import type { Session } from './session.ts';
import { testDesk, until } from './testing-host.ts';
import type { View } from './view.ts';

async function open(document: object, components: Component[]) {
  const { session } = testDesk().open({
    ui_spec: { app: { id: 'test', name: 'Test' }, ...document, ui: { title: 'Test', components } },
  });
  await until(() => session.phase.get().kind !== 'loading', 'opening');
  const phase = session.phase.get();
  if (phase.kind !== 'ready') throw new Error(JSON.stringify(phase));
  const all = [...walk(phase.blueprint)];
  const component = (id: string): Component => {
    const found = all.find((visit) => visit.component.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found.component;
  };
  return { session, component };
}

/** Counts how often a view gives something else, as whoever draws would draw again. */
function follow<T>(view: View<T>): { readonly now: T; readonly draws: number } {
  let now = view.get();
  let draws = 0;
  view.subscribe(() => {
    const next = view.get();
    if (next !== now) draws += 1;
    now = next;
  });
  return {
    get now() {
      return now;
    },
    get draws() {
      return draws;
    },
  };
}

const set = (session: Session, path: string, value: string | number | boolean | JsonObject): void =>
  session.write(path, null, value);

describe('a view', () => {
  test('follows the paths that it reads and no others', async () => {
    const { session, component } = await open({ data: { draft: { title: '', author: '' }, other: 1 } }, [
      { type: 'text', id: 'title', props: { text: '=draft.title' } },
      { type: 'text', id: 'author', props: { text: '=draft.author' } },
      { type: 'text', id: 'count', props: { text: '=length(draft.title) > 3' } },
    ]);
    const [title, author, count] = ['title', 'author', 'count'].map((id) =>
      follow(session.views.component(component(id), null)),
    );
    const { components: before } = session.views.runs;
    set(session, 'draft.title', 'Du');
    expect(session.views.runs.components - before).toBe(2);
    set(session, 'draft.title', 'Dune');
    set(session, 'other', 2);
    expect([title?.draws, author?.draws, count?.draws]).toEqual([2, 0, 1]);
    expect(title?.now.props.text).toBe('Dune');
  });
  test('a change in one entry of 10,000 is worked out for that entry alone', async () => {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, done: false, title: `Row ${id}` }));
    const { session, component } = await open({ data: { rows: [] } }, [
      {
        type: 'row',
        id: 'row',
        repeat: 'rows',
        children: [
          { type: 'checkbox', id: 'done', bind: 'item.done' },
          { type: 'text', id: 'name', props: { text: '=item.title' } },
        ],
      },
    ]);
    session.write('rows', null, rows);
    const entries = follow(session.views.entries(component('row'), null));
    const drawn = entries.now.entries.flatMap(({ frame }) => [
      follow(session.views.component(component('done'), frame)),
      follow(session.views.component(component('name'), frame)),
    ]);
    const { components: before } = session.views.runs;
    session.write('item.done', entries.now.entries[7_000]?.frame ?? null, true);
    expect(session.views.runs.components - before).toBe(1);
    expect(entries.draws).toBe(0);
    expect(drawn.map(({ draws }, index) => (draws > 0 ? index : -1)).filter((index) => index >= 0)).toEqual([14_000]);
    expect(drawn[14_000]?.now.value).toBe(true);
    session.write('rows', null, session.store.data.rows === undefined ? [] : rows.slice(1));
    expect(entries.draws).toBe(1);
  });
  test('nobody subscribed to is right all the same', async () => {
    const { session, component } = await open({ data: { a: 1 } }, [{ type: 'text', id: 't', props: { text: '=a' } }]);
    const view = session.views.component(component('t'), null);
    const first = view.get();
    expect(view.get()).toBe(first);
    set(session, 'a', 2);
    expect(view.get().props.text).toBe('2');
    const listener = vi.fn();
    view.subscribe(listener)();
    set(session, 'a', 3);
    expect(listener).not.toHaveBeenCalled();
  });
  test('follows what tools hid or disabled, that component alone', async () => {
    const { session, component } = await open({ data: {} }, [
      { type: 'button', id: 'one', props: { text: '1' } },
      { type: 'button', id: 'two', props: { text: '2', disabled: true } },
    ]);
    const [one, two] = ['one', 'two'].map((id) => follow(session.views.component(component(id), null)));
    session.components.flag('one', 'hidden', true);
    session.components.flag('two', 'disabled', true);
    session.components.flag('two', 'disabled', false);
    expect([one?.now.props.hidden, one?.draws, two?.now.props.disabled, two?.draws]).toEqual([true, 1, true, 0]);
    expect(() => session.components.flag('three', 'hidden', true)).toThrow(/no component with the id "three"/);
  });
  test('of a computed value follows what that is made of', async () => {
    const { session, component } = await open(
      { data: { n: 1, m: 1 }, computed: { twice: '=n * 2', big: '=twice > 10' } },
      [{ type: 'text', id: 't', props: { text: '=big' } }],
    );
    const text = follow(session.views.component(component('t'), null));
    set(session, 'n', 2);
    set(session, 'm', 2);
    expect(text.draws).toBe(0);
    set(session, 'n', 6);
    expect([text.draws, text.now.props.text]).toEqual([1, 'true']);
  });
});

describe('repeat', () => {
  const list = (repeat: Component['repeat']): Component => ({
    type: 'text',
    id: 'row',
    repeat,
    props: { text: '=item.n' },
  });
  test('draws at most its limit, and something else in place of nothing', async () => {
    const { session, component } = await open({ data: { rows: [{ n: 1 }, { n: 2 }, { n: 3 }] } }, [
      list({ each: 'rows', limit: 2, empty: 'Nothing' }),
    ]);
    const { entries, total } = session.views.entries(component('row'), null).get();
    expect([entries.length, total]).toEqual([2, 3]);
    const texts = () => {
      const own = { tab: () => null, open: () => null };
      return [...drawnOf([component('row')], session.views, own)].map(({ drawing }) => drawing.props.text);
    };
    expect(texts()).toEqual(['1', '2']);
    session.write('rows', null, []);
    expect(texts()).toEqual(['Nothing']);
  });
  test('over a computed value that picks entries writes where they live', async () => {
    const { session, component } = await open(
      {
        data: {
          rows: [
            { id: 'a', n: 1 },
            { id: 'b', n: 5 },
          ],
        },
        computed: { big: '=filter(rows, item.n > 2)', sorted: '=sort(big, item.n)' },
      },
      [list({ each: '=sorted' })],
    );
    const [entry] = session.views.entries(component('row'), null).get().entries;
    session.write('item.n', entry?.frame ?? null, 9);
    expect(session.store.data.rows).toEqual([
      { id: 'a', n: 1 },
      { id: 'b', n: 9 },
    ]);
  });
});

test('what is picked out of a list is written in it, also after the list was made anew with equal entries', async () => {
  const rows = () => [{ id: 'a', n: 5 }];
  const { session, component } = await open(
    { data: { rows: rows() }, computed: { big: '=filter(rows, item.n > 2)' } },
    [{ type: 'text', id: 'row', repeat: 'big', props: { text: '=item.n' } }],
  );
  const view = session.views.entries(component('row'), null);
  expect(view.get().total).toBe(1);
  session.write('rows', null, rows());
  session.write('item.n', view.get().entries[0]?.frame ?? null, 9);
  expect(session.store.data.rows).toEqual([{ id: 'a', n: 9 }]);
});

describe('templates', () => {
  const template = {
    templates: {
      card: {
        params: ['book', 'note'],
        component: {
          type: 'col',
          id: 'card',
          children: [
            { type: 'checkbox', id: 'done', bind: 'book.done' },
            { type: 'text', id: 'note', props: { text: "=book.title + ': ' + note" } },
          ],
        },
      },
    },
    data: {
      books: [
        { id: 'a', title: 'Dune', done: false },
        { id: 'b', title: 'Emma', done: false },
      ],
      mark: '!',
    },
  };
  const use: Component = {
    type: 'use',
    id: 'each',
    template: 'card',
    repeat: 'books',
    props: { book: '=item', note: '=mark + index' },
  };
  const own = { tab: () => null, open: () => null };
  const drawn = (session: Session, component: Component) => [...drawnOf([component], session.views, own)];

  test('draw their component with the parameters, and write back to where those live', async () => {
    const { session, component } = await open(template, [use]);
    const notes = () => drawn(session, component('each')).filter((each) => each.component.id === 'note');
    expect(notes().map(({ drawing }) => drawing.props.text)).toEqual(['Dune: !0', 'Emma: !1']);
    const boxes = drawn(session, component('each')).filter((each) => each.component.id === 'done');
    session.write('book.done', boxes[1]?.frame ?? null, true);
    expect(session.store.data.books).toMatchObject([{ done: false }, { done: true }]);
    expect(() => session.write('note', boxes[1]?.frame ?? null, 'x')).not.toThrow();
    expect(session.failure.get()?.why).toMatch(/cannot be written/);
    session.write('books.0.title', null, 'Dune II');
    expect(notes()[0]?.drawing.props.text).toBe('Dune II: !0');
  });
  test('a handler in a template follows its entry when others are removed before it', async () => {
    const { session, component } = await open(template, [use]);
    const box = drawn(session, component('each')).filter((each) => each.component.id === 'done')[1];
    session.run(
      [
        { tool: 'list.remove', args: { path: 'books', id: 'a' } },
        { tool: 'data.set', args: { path: 'book.title', value: "=book.title + '!'" } },
      ],
      box?.frame ?? null,
    );
    await until(() => JSON.stringify(session.store.data.books).includes('!'), 'the handler');
    expect(session.store.data.books).toEqual([{ id: 'b', title: 'Emma!', done: false }]);
  });
  test('keep their frame while nothing of the parameters changes', async () => {
    const { session, component } = await open(template, [use]);
    const [entry] = session.views.entries(component('each'), null).get().entries;
    const view = follow(session.views.component(component('each'), entry?.frame ?? null));
    session.write('books.0.title', null, 'Other');
    session.write('books.1.title', null, 'Another');
    expect(view.draws).toBe(0);
    session.write('mark', null, '?');
    expect(view.draws).toBe(1);
  });
});

describe('rules', () => {
  const check = async (validate: Component['validate'], value: string | number | boolean | null) => {
    const { session, component } = await open({ data: { v: value, least: 3 } }, [
      { type: 'input', id: 'field', bind: 'v', validate },
    ]);
    const view = session.views.component(component('field'), null);
    const before = view.get();
    session.touch(component('field'), null);
    return { hidden: before.error, invalid: before.invalid, shown: view.get().error };
  };
  test.each<[Component['validate'], string | number | boolean | null, RegExp | null]>([
    ['required', '', /needed/],
    ['required', 0, null],
    ['required', false, /ticked/],
    ['email', 'a@b', /e-mail/],
    ['email', 'ada@example.org', null],
    ['email', '', null],
    ['url', 'javascript:alert(1)', /address/],
    ['integer', '3.5', /whole/],
    [{ min: 2, max: 4 }, 5, /at most 4/],
    [{ minLength: 3 }, 'ab', /at least 3 characters/],
    [{ pattern: '[a-z]+\\d' }, 'abc', /right form/],
    [{ pattern: '[a-z]+\\d' }, 'abc1', null],
    [{ check: '=value > least', message: "='more than ' + least" }, 2, /^more than 3$/],
    [['required', { check: '=value > least' }], 4, null],
    [{ check: '=1 / 0' }, 4, /division by zero/],
  ])('%j of %j', async (validate, value, message) => {
    const { hidden, invalid, shown } = await check(validate, value);
    expect([hidden, invalid]).toEqual([null, message !== null]);
    if (message === null) expect(shown).toBe(null);
    else expect(shown).toMatch(message);
  });
  test('of a form hold for what is drawn in it; sending runs only when they do', async () => {
    const { session } = await open({ data: { name: '', mail: '', extra: '', more: false, sent: 0 } }, [
      {
        type: 'container',
        id: 'form',
        props: { role: 'form' },
        on_event: { submit: { tool: 'data.increment', args: { path: 'sent' } } },
        children: [
          { type: 'input', id: 'name', bind: 'name', validate: 'required' },
          { type: 'input', id: 'extra', bind: 'extra', if: '=more', validate: 'required' },
        ],
      },
      { type: 'input', id: 'mail', bind: 'mail', validate: 'required' },
    ]);
    expect(await session.submit('form')).toEqual({ valid: false, errors: { name: 'This is needed' } });
    set(session, 'name', 'Ada');
    expect(await session.submit('form')).toEqual({ valid: true, errors: {} });
    expect(session.store.data.sent).toBe(1);
    set(session, 'more', true);
    expect(await session.submit('form')).toEqual({ valid: false, errors: { extra: 'This is needed' } });
    session.run({ tool: 'form.reset', args: { form_id: 'form' } }, null);
    await until(() => session.store.data.name === '');
    await expect(session.submit('nope')).rejects.toThrow(/no component with the id "nope"/);
  });
});

test('a port is asked while its component is there, and its absence is said', async () => {
  const { session } = await open({ data: {} }, [{ type: 'text', id: 'clip', props: { text: 'x' } }]);
  await expect(session.components.call('clip', 'play')).rejects.toThrow(/"clip" cannot play now/);
  await expect(session.components.call('film', 'play')).rejects.toThrow(/no component with the id "film"/);
  const stop = session.components.register('clip', { call: (command, args) => ({ command, args }) });
  expect(await session.components.call('clip', 'seek', { to: 3 })).toEqual({ command: 'seek', args: { to: 3 } });
  stop();
  await expect(session.components.call('clip', 'play')).rejects.toMatchObject({ code: 'ENOENT' });
});
