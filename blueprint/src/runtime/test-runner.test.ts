import { describe, expect, test } from 'vitest';
import { type Component, parseBlueprint, type Test, type TestStep } from '../index.ts';
import { runTest } from './test-runner.ts';

/** Runs steps in an app; why they failed, or nothing. */
async function why(app: object, components: Component[], steps: TestStep[], more: Partial<Test> = {}): Promise<string> {
  const { ui = {}, ...rest } = app as { ui?: object };
  const document = {
    app: { id: 'test', name: 'Test', permissions: ['STANDARD', 'READ_FILE'] },
    services: ['storage', 'filesystem'],
    ...rest,
    ui: { title: 'Test', ...ui, components },
  };
  const parsed = parseBlueprint(JSON.stringify(document));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return (await runTest(parsed.blueprint, { name: 'one', do: steps, ...more })).why;
}

const add: Component = {
  type: 'button',
  id: 'add',
  props: { text: 'Add', disabled: "=draft == ''" },
  on_event: {
    click: [
      { tool: 'list.add', args: { path: 'books', item: { title: '=draft' } } },
      { tool: 'data.set', args: { path: 'draft', value: '' } },
    ],
  },
};
const shelf: Component[] = [
  { type: 'input', id: 'title', props: { label: 'Title' }, bind: 'draft' },
  add,
  {
    type: 'list',
    id: 'books',
    props: { empty: 'No books' },
    children: [
      {
        type: 'row',
        id: 'book',
        repeat: 'books',
        children: [
          { type: 'text', id: 'name', props: { text: '=item.title' } },
          {
            type: 'button',
            id: 'remove',
            props: { text: 'Remove' },
            on_event: {
              click: { tool: 'list.remove', args: { path: 'books', id: '=item.id' }, confirm: 'Remove it?' },
            },
          },
        ],
      },
    ],
  },
];
const data = { data: { books: [], draft: '' } };

describe('what a person does', () => {
  test('entering, clicking, reading', async () => {
    const steps: TestStep[] = [
      { expect: { '#books': 'No books', '#add.enabled': false } },
      { enter: 'title', value: 'Dune' },
      { click: 'add' },
      { enter: 'title', value: 'Emma' },
      { click: 'add' },
      { expect: { 'length(books)': 2, '#name': ['Dune', 'Emma'], '#book.count': 2, '#title.value': '' } },
      { click: 'remove', at: 0 },
      { expect: { '#name': 'Emma', '#books': 'Emma Remove' } },
    ];
    expect(await why(data, shelf, steps)).toBe('');
  });
  test('an expectation that does not hold says what was found', async () => {
    expect(await why(data, shelf, [{ expect: { 'length(books)': 1 } }])).toBe(
      'step 1 (expect length(books)): length(books) is 0, not 1',
    );
  });
  test.each<[string, TestStep, RegExp]>([
    ['a disabled button', { click: 'add' }, /"add" is disabled/],
    [
      'an empty list',
      { click: 'remove' },
      /"remove" is not on the screen: the list that "book" around it repeats has no entries/,
    ],
    ['an unknown id', { click: 'nope' }, /no component with the id "nope"/],
    ['what has no handler', { click: 'title' }, /does nothing/],
    ['what takes no value', { enter: 'name', value: 1 }, /not on the screen/],
  ])('%s cannot be used', async (_, step, message) => {
    expect(await why(data, shelf, [step])).toMatch(message);
  });
  test('what is in another tab, in a closed dialog or behind an open one cannot be clicked', async () => {
    const press = (id: string): Component => ({
      type: 'button',
      id,
      props: { text: id },
      on_event: { click: { tool: 'data.toggle', args: { path: 'open' } } },
    });
    const components: Component[] = [
      {
        type: 'tabs',
        id: 'tabs',
        children: [
          { type: 'col', id: 'one', props: { label: 'One' }, children: [press('first')] },
          { type: 'col', id: 'two', props: { label: 'Two' }, children: [press('second')] },
        ],
      },
      { type: 'modal', id: 'ask', bind: 'open', props: { title: 'Sure?' }, children: [press('yes')] },
      { type: 'col', id: 'secret', if: '=!open && false', children: [press('never')] },
    ];
    const open = { data: { open: false } };
    expect(await why(open, components, [{ click: 'second' }])).toMatch(
      /the tab "One" is shown, and "two" around it is in another/,
    );
    expect(
      await why(open, components, [
        { enter: 'tabs', value: 'Two' },
        { click: 'second' },
        { expect: { open: true, '#yes': 'yes' } },
      ]),
    ).toBe('');
    expect(await why(open, components, [{ click: 'yes' }])).toMatch(/the dialog "ask" is closed/);
    expect(await why(open, components, [{ click: 'first' }, { click: 'first' }])).toMatch(
      /step 2.*behind the dialog "ask"/,
    );
    expect(await why(open, components, [{ click: 'never' }])).toMatch(
      /the "if" of "secret" around it .* does not hold/,
    );
  });
  test('a no to a question ends the handler', async () => {
    const steps: TestStep[] = [{ click: 'remove' }, { expect: { 'length(books)': 1 } }];
    const one = { data: { books: [{ id: 'a', title: 'Dune' }] } };
    expect(await why(data, shelf, steps, { ...one, answers: { 'system.confirm': false } })).toBe('');
    expect(await why(data, shelf, steps, one)).toMatch(/is 0, not 1/);
  });
});

describe('what surrounds the app', () => {
  test('time passes only when a step says so', async () => {
    const app = {
      data: { ticks: 0, at: 0, quiet: 0 },
      ui: {
        lifecycle: {
          on_mount: { tool: 'data.set', args: { path: 'at', value: '=now()' } },
          on_interval: [{ every: 1000, do: { tool: 'data.increment', args: { path: 'ticks' } } }],
        },
      },
    };
    const press: Component = {
      type: 'button',
      id: 'go',
      on_event: { click: { tool: 'data.increment', args: { path: 'quiet' }, debounce: 300 } },
    };
    const steps: TestStep[] = [
      { expect: { at: 5000, ticks: 0 } },
      { wait: 3500 },
      { expect: { ticks: 3 } },
      { click: 'go' },
      { wait: 200 },
      { click: 'go' },
      { wait: 200 },
      { expect: { quiet: 0 } },
      { wait: 100 },
      { expect: { quiet: 1 } },
    ];
    expect(await why(app, [press], steps, { now: 5000 })).toBe('');
  });
  test('tools of the services answer what the test says; storage works by itself', async () => {
    const read: Component = {
      type: 'button',
      id: 'read',
      on_event: {
        click: [
          { tool: 'storage.set', args: { key: 'a', value: 7 } },
          { tool: 'storage.get', args: { key: 'a' }, into: 'kept' },
          { tool: 'filesystem.read', args: { path: '/home/a.txt' }, into: 'file', error: 'problem' },
        ],
      },
    };
    const app = { data: { kept: null, file: null, problem: null } };
    const answered = { answers: { 'filesystem.read': { content: 'Hello', size: 5 } } };
    const failing = { answers: { 'filesystem.read': { error: { code: 'ENOENT', message: 'no such file' } } } };
    const asked = (expected: Record<string, string | number | null>): TestStep[] => [
      { click: 'read' },
      { expect: expected },
    ];
    expect(await why(app, [read], asked({ kept: 7, 'file.content': 'Hello' }), answered)).toBe('');
    expect(await why(app, [read], asked({ kept: 7, problem: 'No such file' }), failing)).toBe('');
    expect(await why(app, [read], asked({ problem: null }))).toMatch(/no answer for filesystem.read/);
  });
  test('an expectation that fails after a failed handler tells of that', async () => {
    const press: Component = {
      type: 'button',
      id: 'go',
      on_event: { click: { tool: 'list.remove', args: { path: 'books', id: 'z' } } },
    };
    const said = await why({ data: { books: [], n: 0 } }, [press], [{ click: 'go' }, { expect: { n: 1 } }]);
    expect(said).toMatch(/n is 0, not 1; the app says: .*no entry with the id z/);
  });
});

describe('what is drawn as a fault', () => {
  const shown = (text: string, more: Partial<Component> = {}): Component => ({
    type: 'text',
    id: 'shown',
    props: { text },
    ...more,
  });
  const press: Component = {
    type: 'button',
    id: 'press',
    props: { text: 'Press' },
    on_event: { click: { tool: 'data.set', args: { path: 'at', value: '2026-01-01' } } },
  };
  test('fails the test although no step asks for it, with the place in the document', async () => {
    const steps: TestStep[] = [{ expect: { '#press': 'Press' } }];
    const inside: Component[] = [press, { type: 'row', id: 'row', children: [shown("=date('2026-01-01', 'EEEEE')")] }];
    const said = await why({ data: { at: '' } }, inside, steps);
    expect(said).toMatch(/^\/ui\/components\/1\/children\/0 is drawn as a fault: .*EEEEE/);
  });
  test('fails the step that brings it about', async () => {
    const late = shown("=date(at, 'EEEEE')", { if: "=at != ''" });
    expect(await why({ data: { at: '' } }, [press, late], [{ click: 'press' }])).toMatch(
      /^step 1 \(click press\): \/ui\/components\/1 is drawn as a fault/,
    );
    expect(await why({ data: { at: '' } }, [press, late], [{ expect: { '#shown.visible': false } }])).toBe('');
  });
  test('a repeat of what is no list counts too', async () => {
    const each = shown('=item', { repeat: 'at' });
    expect(await why({ data: { at: [] } }, [press, each], [{ set: 'at', value: 7 }])).toMatch(
      /\/ui\/components\/1 is drawn/,
    );
  });
});

test('a regular expression in what is expected needs none in the app', async () => {
  const steps: TestStep[] = [{ expect: { "matches(draft, '^D.+e$')": true } }];
  expect(await why({ data: { books: [], draft: 'Dune' } }, shelf, steps)).toBe('');
});
