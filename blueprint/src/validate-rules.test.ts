/** What the validator says about each part of a document: the code, and the place. */
import { describe, expect, test } from 'vitest';
import { loadRegularExpressions } from './expression/patterns.ts';
import { issueCodes } from './issue-codes.ts';
import type { JsonObject } from './json.ts';
import { parseBlueprint, validateBlueprint } from './validate.ts';

const frame = { app: { id: 'a', name: 'A' }, ui: { title: 'A', components: [] } };

/** A document of some parts; `components` and other parts of `ui` beside each other. */
function documentOf({ ui, ...parts }: JsonObject & { ui?: JsonObject }) {
  return { ...frame, ...parts, ui: { ...frame.ui, ...ui } };
}
const one = (component: JsonObject, parts: JsonObject = {}) =>
  documentOf({ ...parts, ui: { components: [component] } });
const click = (handler: unknown, parts: JsonObject = {}) =>
  documentOf({ ...parts, ui: { components: [{ type: 'button', on_event: { click: handler as string } }] } });

function said(document: unknown, options = {}) {
  const result = validateBlueprint(document, options);
  return {
    issues: result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`),
    warnings: result.warnings.map(({ code, path }) => `${code} ${path}`),
  };
}

const at = '/ui/components/0';
const template = { params: ['book'], component: { type: 'text', props: { text: '=book.title' } } };

const faults: [name: string, document: unknown, ...said: string[]][] = [
  ['a field that is no field', { ...frame, colour: 1 }, 'unknown-field /colour'],
  ['a field that is not there', { app: { id: 'a' }, ui: frame.ui }, 'missing-field /app/name'],
  ['a field of another type', { ...frame, persist: 'x' }, 'wrong-type /persist'],
  ['a value that is not allowed', { ...frame, app: { id: 'A B', name: 'A' } }, 'bad-value /app/id'],
  // names
  [
    'two ids, one of them in a template',
    documentOf({
      templates: { t: { component: { type: 'text', id: 'x' } } },
      ui: { components: [{ type: 'text', id: 'x' }] },
    }),
    'duplicate-id /ui/components/0/id',
  ],
  [
    'an id in what stands for an empty list',
    documentOf({
      data: { l: [] },
      ui: { components: [{ type: 'text', id: 'x', repeat: { each: 'l', empty: { type: 'text', id: 'x' } } }] },
    }),
    `duplicate-id ${at}/repeat/empty/id`,
  ],
  ['data and a computed value', documentOf({ data: { x: 1 }, computed: { x: '=1' } }), 'duplicate-name /computed/x'],
  [
    'a source and data',
    documentOf({ data: { x: 1 }, sources: { x: { tool: 'math.pi' } } }),
    'duplicate-name /sources/x',
  ],
  ['a word of expressions', documentOf({ data: { null: 1 } }), 'bad-name /data/null'],
  [
    'a watched path that is not there',
    documentOf({ data: { x: 1 }, ui: { watch: { y: 'math.pi' } } }),
    'unknown-path /ui/watch/y',
  ],
  [
    'an entry that is called constructor',
    one({ type: 'text', repeat: { each: 'l', as: 'constructor' } }, { data: { l: [] } }),
    `forbidden-name ${at}/repeat/as`,
  ],
  // computed values
  [
    'computed values in a circle',
    documentOf({ computed: { a: '=b + 1', b: '=c', c: '=a' } }),
    'computed-cycle /computed/a',
  ],
  ['a computed value that is no expression', documentOf({ computed: { a: 'b' } }), 'not-an-expression /computed/a'],
  [
    'a source that waits for itself',
    documentOf({ sources: { a: { tool: 'math.abs', args: { x: '=b' } } }, computed: { b: '=a' } }),
    'computed-cycle /computed/b',
  ],
  ['the clock in a computed value', documentOf({ computed: { a: '=now()' } }), 'impure-expression /computed/a'],
  ['the clock in a property', one({ type: 'text', props: { text: '=now()' } }), `impure-expression ${at}/props/text`],
  [
    'writing a computed value',
    one({ type: 'input', props: { label: 'x' }, bind: 'a' }, { computed: { a: '=1' } }),
    `read-only-path ${at}/bind`,
  ],
  [
    'writing a source',
    click({ tool: 'math.pi', into: 'a' }, { sources: { a: { tool: 'math.pi' } } }),
    `read-only-path ${at}/on_event/click/into`,
  ],
  ['writing an event', click({ tool: 'math.pi', into: 'event.value' }), `read-only-path ${at}/on_event/click/into`],
  ['storing a computed value', documentOf({ computed: { a: '=1' }, persist: ['a'] }), 'read-only-path /persist/0'],
  // sources
  [
    'a source of an unknown tool',
    documentOf({ sources: { a: { tool: 'math.nope' } } }),
    'unknown-tool /sources/a/tool',
  ],
  ['a source without an argument', documentOf({ sources: { a: { tool: 'math.abs' } } }), 'missing-argument /sources/a'],
  [
    'the condition of a source',
    documentOf({ sources: { a: { tool: 'math.pi', if: 'x' } } }),
    'not-an-expression /sources/a/if',
  ],
  [
    'eleven timers',
    documentOf({
      sources: Object.fromEntries([1, 2, 3].map((n) => [`s${n}`, { tool: 'math.pi', refresh: 5 }])),
      ui: { lifecycle: { on_interval: Array.from({ length: 8 }, () => ({ every: 1000, do: 'math.pi' })) } },
    }),
    'too-many-timers /ui/lifecycle/on_interval',
  ],
  [
    'an interval that never rests',
    documentOf({ ui: { lifecycle: { on_interval: [{ every: 10, do: 'math.pi' }] } } }),
    'bad-value /ui/lifecycle/on_interval/0/every',
  ],
  // templates
  [
    'a template that is not there',
    one({ type: 'use', template: 'rows', props: { book: 1 } }, { templates: { row: template } }),
    `unknown-template ${at}/template`,
  ],
  ['a use that names none', one({ type: 'use' }), `missing-field ${at}`],
  [
    'a parameter too few and one too many',
    one({ type: 'use', template: 'row', props: { bok: 1 } }, { templates: { row: template } }),
    `unknown-parameter ${at}/props/bok`,
    `missing-parameter ${at}`,
  ],
  [
    'templates in a circle',
    documentOf({
      templates: { a: { component: { type: 'use', template: 'b' } }, b: { component: { type: 'use', template: 'a' } } },
    }),
    'template-cycle /templates/a',
  ],
  [
    'a parameter that is there twice',
    documentOf({ templates: { a: { params: ['x', 'x'], component: { type: 'text' } } } }),
    'duplicate-name /templates/a/params/1',
  ],
  [
    'children of a use',
    one({ type: 'use', template: 'row', props: { book: 1 }, children: ['x'] }, { templates: { row: template } }),
    `unknown-field ${at}/children`,
  ],
  [
    'a fault inside a template',
    documentOf({ templates: { a: { component: { type: 'text', if: '=1 +' } } } }),
    'bad-expression /templates/a/component/if',
  ],
  // rules
  [
    'a pattern that does not compile',
    one({ type: 'input', bind: 'x', validate: { pattern: '(' } }, { data: { x: '' } }),
    `bad-pattern ${at}/validate/pattern`,
  ],
  [
    'a pattern that looks ahead',
    one({ type: 'input', bind: 'x', validate: [{ pattern: 'a(?=b)' }] }, { data: { x: '' } }),
    `bad-pattern ${at}/validate/0/pattern`,
  ],
  ['rules without a value', one({ type: 'input', validate: 'required' }), `rule-without-value ${at}/validate`],
  [
    'a rule that demands nothing',
    one({ type: 'input', bind: 'x', validate: { message: 'no' } }, { data: { x: '' } }),
    `empty-rule ${at}/validate`,
  ],
  [
    'a check that is no expression',
    one({ type: 'input', bind: 'x', validate: { check: 'value > 1' } }, { data: { x: '' } }),
    `not-an-expression ${at}/validate/check`,
  ],
  [
    'more than the most',
    one({ type: 'input', bind: 'x', validate: { min: 3, max: 2 } }, { data: { x: '' } }),
    `bad-value ${at}/validate/min`,
  ],
  // around components
  [
    'a fallback with a fault',
    one({ type: 'text', fallback: { type: 'txt' } }),
    `unknown-component ${at}/fallback/type`,
  ],
  [
    'what stands for an empty list',
    one({ type: 'text', repeat: { each: 'l', empty: '=1 +' } }, { data: { l: [] } }),
    `bad-expression ${at}/repeat/empty`,
  ],
  [
    'a label for assistive technology',
    one({ type: 'text', a11y: { label: '=1 +' } }),
    `bad-expression ${at}/a11y/label`,
  ],
  ['a key', one({ type: 'text', key: '=1 +' }), `bad-expression ${at}/key`],
  // handlers
  ['what runs after a success', click({ tool: 'math.pi', ok: 'math.nope' }), `unknown-tool ${at}/on_event/click/ok`],
  [
    'what runs after a failure',
    click({ tool: 'math.pi', error: [{ tool: 'math.nope' }] }),
    `unknown-tool ${at}/on_event/click/error/0/tool`,
  ],
  [
    'a question with a fault',
    click({ tool: 'math.pi', confirm: { title: 'Sure?', body: '=1 +' } }),
    `bad-expression ${at}/on_event/click/confirm/body`,
  ],
  [
    'a handler that is an argument',
    click({ tool: 'toast.show', args: { message: 'x', action_handler: [{ tool: 'math.nope' }] } }),
    `unknown-tool ${at}/on_event/click/args/action_handler/0/tool`,
  ],
  [
    'an argument that should be a handler',
    click({ tool: 'toast.show', args: { message: 'x', action_handler: 5 } }),
    `bad-argument ${at}/on_event/click/args/action_handler`,
  ],
  [
    'a component that a tool acts on',
    click({ tool: 'ui.focus', args: { id: 'titel' } }),
    `unknown-id ${at}/on_event/click/args/id`,
  ],
  ['a tool with a letter that is none of ours', click('math.p\u0456'), `unknown-tool ${at}/on_event/click`],
  // services
  ['a family that is not named', click('storage.clear'), `service-not-declared ${at}/on_event/click`],
  [
    'a tool that is not given',
    click('storage.clear', { services: [{ storage: ['get'] }] }),
    `service-not-declared ${at}/on_event/click`,
  ],
  [
    'a change in what is read only',
    click('storage.clear', { services: [{ storage: { readonly: true } }] }),
    `service-refused ${at}/on_event/click`,
  ],
  [
    'a path outside of the root',
    click(
      { tool: 'filesystem.read', args: { path: '/home/Notes/../a' } },
      {
        app: { ...frame.app, permissions: ['STANDARD', 'READ_FILE'] },
        services: [{ filesystem: { root: '/home/Notes' } }],
      },
    ),
    `service-refused ${at}/on_event/click/tool`,
  ],
  // permissions
  [
    'a tool whose right is not asked for',
    click({ tool: 'filesystem.read', args: { path: '/home/a' } }, { services: ['filesystem'] }),
    `permission-missing ${at}/on_event/click/tool`,
  ],
  [
    'a right that does not exist',
    { ...frame, app: { ...frame.app, permissions: ['ROOT'] } },
    'bad-permission /app/permissions/0',
  ],
  [
    'a picture from an origin that is not named',
    one({ type: 'image', props: { src: 'https://example.com/x.png' } }),
    `unsafe-address ${at}/props/src`,
  ],
  // versions
  [
    'migrations that go down',
    documentOf({
      dataVersion: 3,
      migrations: [
        { to: 3, steps: [{ remove: 'x' }] },
        { to: 2, steps: [{ remove: 'x' }] },
      ],
    }),
    'bad-migration /migrations/1/to',
  ],
  [
    'a migration beyond the version',
    documentOf({ migrations: [{ to: 2, steps: [{ remove: 'x' }] }] }),
    'bad-migration /migrations/0/to',
  ],
  [
    'a value of a migration',
    documentOf({ dataVersion: 2, migrations: [{ to: 2, steps: [{ set: 'x', value: { y: '=1 +' } }] }] }),
    'bad-expression /migrations/0/steps/0/value/y',
  ],
  [
    'a component that is not here',
    documentOf({ requires: { components: ['hologram'] } }),
    'unsupported-requirement /requires/components/0',
  ],
  [
    'a version that is not here',
    documentOf({ requires: { components: ['text@2'] } }),
    'unsupported-requirement /requires/components/0',
  ],
  ['a newer system', documentOf({ requires: { host: '>=1.2' } }), 'unsupported-requirement /requires/host'],
  // tests
  [
    'a test that clicks on nothing',
    documentOf({ tests: [{ name: 't', do: [{ click: 'x' }] }] }),
    'unknown-id /tests/0/do/0/click',
  ],
  [
    'a test that asks what no component tells',
    documentOf({
      ui: { components: [{ type: 'text', id: 'x' }] },
      tests: [{ name: 't', do: [{ expect: { '#x.colour': 1 } }] }],
    }),
    'bad-value /tests/0/do/0/expect/#x.colour',
  ],
  [
    'an expectation that does not compile',
    documentOf({ tests: [{ name: 't', do: [{ expect: { '1 +': 1 } }] }] }),
    'bad-expression /tests/0/do/0/expect/1 +',
  ],
  [
    'an answer for an unknown tool',
    documentOf({ tests: [{ name: 't', answers: { 'storage.git': 1 }, do: [{ wait: 1 }] }] }),
    'unknown-tool /tests/0/answers/storage.git',
  ],
  [
    'data of a test that the app does not have',
    documentOf({ tests: [{ name: 't', data: { x: 1 }, do: [{ wait: 1 }] }] }),
    'unknown-path /tests/0/data/x',
  ],
];

describe('says what is wrong and where', () => {
  test.each(faults)('%s', (_name, document, ...expected) => {
    expect(said(document).issues).toEqual(expected);
  });

  test('every issue has a code with a sentence, and its place exists in the document', () => {
    for (const [, document] of faults) {
      const result = validateBlueprint(document);
      for (const { code, message } of result.ok ? [] : result.issues) {
        expect(issueCodes[code].endsWith('.')).toBe(true);
        expect(message.length).toBeGreaterThan(5);
      }
    }
  });
});

test('what is right is let pass: every part at once', () => {
  const document = documentOf({
    app: {
      id: 'library',
      name: 'Library',
      permissions: ['STANDARD', 'READ_FILE:/home/Books/**', 'LIST_DIRECTORY:/home/Books'],
    },
    services: [{ filesystem: { tools: ['list', 'read'], root: '/home/Books', readonly: true } }],
    requires: { components: ['text@1', 'use'], host: '>=1.0' },
    data: { books: [{ id: 'a', title: 'A', done: false }], query: '', mail: '', failed: null },
    persist: ['books'],
    dataVersion: 2,
    migrations: [
      { to: 2, steps: [{ rename: 'list', to: 'books' }, { set: 'query', value: '=upper(old)' }, { remove: 'x' }] },
    ],
    computed: { shown: '=filter(books, contains(item.title, query))', open: '=count(shown, !item.done)' },
    sources: { files: { tool: 'filesystem.list', args: { path: '/home/Books' }, default: [], refresh: 30 } },
    templates: {
      row: { params: ['book'], component: { type: 'checkbox', props: { label: '=book.title' }, bind: 'book.done' } },
    },
    ui: {
      watch: { query: { tool: 'toast.show', args: { message: '=event.value' } }, shown: 'math.pi' },
      lifecycle: {
        on_focus: 'math.pi',
        on_interval: [{ every: 1000, do: { tool: 'data.set', args: { path: 'failed', value: '=now()' } } }],
      },
      components: [
        { type: 'text', if: '=files$loading', props: { text: '=text(files$error)' } },
        {
          type: 'input',
          props: { label: 'Mail' },
          bind: 'mail',
          validate: ['required', { rule: 'email', message: "='not ' + value" }, { pattern: '[^@]+@.*' }],
        },
        {
          type: 'use',
          template: 'row',
          repeat: { each: 'shown', key: 'id', limit: 5, empty: 'No books' },
          props: { book: '=item' },
        },
        {
          type: 'button',
          key: '=open',
          a11y: { label: '=query' },
          on_event: {
            click: {
              tool: 'filesystem.read',
              args: { path: "='/home/Books/' + query" },
              ok: { tool: 'toast.show', args: { message: '=result.content' } },
              error: { tool: 'toast.show', args: { message: '=error.message' } },
            },
          },
        },
      ],
    },
    tests: [
      {
        name: 'finds',
        data: { query: 'x' },
        do: [{ set: 'query', value: 'A' }, { expect: { 'length(shown)': 1, '#text-9.visible': true } }],
      },
    ],
  });
  expect(said(document).issues).toEqual(['unknown-id /tests/0/do/1/expect/#text-9.visible']);
});

describe('warnings', () => {
  test('a right that nothing needs', () => {
    const document = { ...frame, app: { ...frame.app, permissions: ['STANDARD', 'CLIPBOARD'] } };
    expect(said(document).warnings).toEqual(['permission-unused /app/permissions/1']);
  });
  test('a family and a tool that are not there', () => {
    const found = said(documentOf({ services: ['storge', { storage: ['gte'] }] }));
    expect(found).toEqual({
      issues: [],
      warnings: ['unknown-service /services/0', 'unknown-service /services/1/storage'],
    });
  });
  test('a component that is not known has a fallback', () => {
    const found = said(one({ type: 'hologram', fallback: 'A hologram' }));
    expect(found).toEqual({ issues: [], warnings: [`unknown-component ${at}/type`] });
  });
  test('tolerant: a newer system, a right and a service that are missing', () => {
    const document = documentOf({
      requires: { host: '>=9' },
      ui: { components: [{ type: 'button', on_event: { click: 'system.info' } }] },
    });
    expect(said(document, { tolerant: true }).issues).toEqual([]);
    expect(said(document, { tolerant: true }).warnings).toContain('unsupported-requirement /requires/host');
    expect(said(document, { tolerant: true }).warnings).toContain(`service-not-declared ${at}/on_event/click`);
  });
});

test('components are counted as they are drawn: templates inside templates grow beyond bounds', () => {
  const twice = (name: string) => ({
    component: {
      type: 'col',
      children: [
        { type: 'use', template: name },
        { type: 'use', template: name },
      ],
    },
  });
  const levels = Object.fromEntries(Array.from({ length: 30 }, (_, level) => [`t${level}`, twice(`t${level + 1}`)]));
  const document = documentOf({
    templates: { ...levels, t30: { component: { type: 'divider' } } },
    ui: { components: [{ type: 'use', template: 't0' }] },
  });
  expect(said(document).issues).toEqual(['too-many-components /ui/components']);
});

test('patterns are told by the engine too', async () => {
  const document = one({ type: 'input', bind: 'x', validate: { pattern: '(a)\\1' } }, { data: { x: '' } });
  expect(said(document).issues).toEqual([`bad-pattern ${at}/validate/pattern`]);
  await loadRegularExpressions();
  expect(said(document).issues).toEqual([`bad-pattern ${at}/validate/pattern`]);
});

test('an issue says what to write where that is known', () => {
  const result = validateBlueprint(
    one({ type: 'use', template: 'rows', props: { book: 1 } }, { templates: { row: template } }),
  );
  expect(result.ok ? [] : result.issues).toEqual([
    { code: 'unknown-template', path: `${at}/template`, message: 'there is no template "rows"', fix: 'row' },
  ]);
  const misspelt = validateBlueprint(one({ type: 'button', onEvent: {} }));
  expect(misspelt.ok ? [] : misspelt.issues).toMatchObject([
    { code: 'unknown-field', path: `${at}/onEvent`, fix: 'on_event' },
  ]);
  expect(parseBlueprint('{').ok).toBe(false);
});
