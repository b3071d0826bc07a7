import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Blueprint } from '../document.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Json } from '../json.ts';
import { walk } from '../tree.ts';
import { validateBlueprint } from '../validate.ts';
import { importA2ui, isA2ui } from './a2ui.ts';
import type { Imported } from './importer.ts';
import { importJsonRender, isJsonRender } from './json-render.ts';

/** The document of an import, which must be valid without any tolerance. */
function valid({ blueprint }: Imported): Blueprint {
  const validation = validateBlueprint(blueprint);
  if (!validation.ok) throw new Error(JSON.stringify(validation.issues));
  return validation.blueprint;
}

function component(blueprint: Blueprint, id: string) {
  return [...walk(blueprint)].find((visit) => visit.component.id === id)?.component;
}

/** A sign-up sheet in the words of one version. */
function signUp(version: string, path: 'path' | '@path', call: 'call' | '@call'): Json[] {
  const at = (pointer: string): Json => ({ [path]: pointer });
  return [
    { version, createSurface: { surfaceId: 's', catalogId: 'basic' } },
    {
      version,
      updateComponents: {
        surfaceId: 's',
        components: [
          {
            id: 'root',
            component: 'Column',
            children: ['head', 'form', 'guests', 'views', 'rule', 'more'],
            align: 'stretch',
          },
          {
            id: 'head',
            component: 'Text',
            variant: 'h4',
            // biome-ignore lint/suspicious/noTemplateCurlyInString: the foreign format writes references so
            text: { [call]: 'formatString', args: { value: 'Welcome, ${/user/first-name}! ${/guests/0/name} comes.' } },
          },
          { id: 'form', component: 'Card', child: 'fields' },
          {
            id: 'fields',
            component: 'Column',
            children: ['name', 'mail', 'day', 'meal', 'seats', 'agree', 'send', 'clear'],
          },
          {
            id: 'name',
            component: 'TextField',
            label: 'Name',
            value: at('/user/first-name'),
            checks: [
              { condition: { [call]: 'required', args: { value: at('/user/first-name') } }, message: 'A name, please' },
            ],
          },
          {
            id: 'mail',
            component: 'TextField',
            label: 'Mail',
            value: at('/user/mail'),
            checks: [{ [call]: 'length', args: { value: at('/user/mail'), min: 3, max: 40 }, message: '3 to 40' }],
          },
          { id: 'day', component: 'DateTimeInput', value: at('/day'), enableDate: true },
          {
            id: 'meal',
            component: 'ChoicePicker',
            variant: 'mutuallyExclusive',
            options: [{ label: 'Fish', value: 'fish' }],
            value: at('/meal'),
          },
          { id: 'seats', component: 'Slider', min: 1, max: 4, value: at('/seats') },
          { id: 'agree', component: 'CheckBox', label: 'Agreed', value: at('/agree') },
          {
            id: 'send',
            component: 'Button',
            child: 'send-label',
            variant: 'primary',
            checks: [{ condition: at('/agree'), message: 'Agree first' }],
            action: { event: { name: 'sign_up', context: {} } },
          },
          { id: 'send-label', component: 'Text', text: 'Sign up' },
          {
            id: 'clear',
            component: 'Button',
            child: 'clear-label',
            variant: 'borderless',
            action: { functionCall: { [call]: 'setValue', args: { target: at('/user/mail'), value: '' } } },
          },
          { id: 'clear-label', component: 'Text', text: 'Clear' },
          { id: 'guests', component: 'List', children: { componentId: 'guest', [path]: '/guests' } },
          { id: 'guest', component: 'Row', children: ['guest-name', 'guest-dishes'], justify: 'spaceBetween' },
          { id: 'guest-name', component: 'Text', text: at('name') },
          { id: 'guest-dishes', component: 'List', children: { componentId: 'dish', [path]: 'dishes' } },
          { id: 'dish', component: 'Text', text: at('title'), variant: 'caption' },
          { id: 'views', component: 'Tabs', tabs: [{ title: 'One', child: 'tab-one' }] },
          { id: 'tab-one', component: 'Icon', name: 'star' },
          { id: 'rule', component: 'Divider', axis: 'horizontal' },
          { id: 'more', component: 'Modal', trigger: 'open', content: 'inside' },
          { id: 'open', component: 'Button', child: 'open-label' },
          { id: 'open-label', component: 'Text', text: 'More' },
          {
            id: 'inside',
            component: 'Text',
            text: { [call]: 'formatCurrency', args: { value: at('/price'), currency: 'EUR' } },
          },
        ],
      },
    },
    {
      version,
      updateDataModel: {
        surfaceId: 's',
        value: {
          user: { 'first-name': 'Ada' },
          meal: ['fish'],
          price: 12.5,
          guests: [{ name: 'Bo', dishes: [{ title: 'Soup' }] }],
        },
      },
    },
    { version, updateDataModel: { surfaceId: 's', path: '/seats', value: 2 } },
  ];
}

describe('A2UI', () => {
  test.each([
    ['v0.9', 'path', 'call'],
    ['v0.9.1', 'path', 'call'],
    ['v1.0', '@path', '@call'],
    ['1.0', '@path', '@call'],
  ] as const)('%s becomes a document that is valid', (version, path, call) => {
    const messages = signUp(version, path, call);
    expect(isA2ui(messages)).toBe(true);
    const imported = importA2ui(messages, 'Sign up');
    const blueprint = valid(imported);
    expect(blueprint.data).toMatchObject({
      user: { first_name: 'Ada', mail: '' },
      meal: 'fish',
      seats: 2,
      agree: false,
      guests: [{ name: 'Bo' }],
    });
    expect(component(blueprint, 'head')?.props).toEqual({
      variant: 'h3',
      text: '="Welcome, " + text(user.first_name) + "! " + text(guests.0.name) + " comes."',
    });
    expect(component(blueprint, 'name')).toMatchObject({
      bind: 'user.first_name',
      validate: [{ rule: 'required', message: 'A name, please' }],
    });
    expect(component(blueprint, 'mail')?.validate).toEqual([{ minLength: 3, maxLength: 40, message: '3 to 40' }]);
    expect(component(blueprint, 'send')?.props).toEqual({ text: 'Sign up', variant: 'primary', disabled: '=!(agree)' });
    expect(component(blueprint, 'clear')?.on_event).toEqual({
      click: { tool: 'ui.set', args: { path: 'user.mail', value: '' } },
    });
    expect(component(blueprint, 'guest')).toMatchObject({ type: 'row', repeat: { each: 'guests' } });
    expect(component(blueprint, 'dish')).toMatchObject({
      repeat: { each: 'item.dishes', as: 'item2' },
      props: { text: '=item2.title' },
    });
    expect(component(blueprint, 'inside')?.props).toEqual({ text: '="EUR" + \' \' + format(price, 2)' });
    expect(imported.issues).toEqual([
      { path: '/send/action', message: 'the event "sign_up" goes to an agent, which an app on its own does not have' },
    ]);
  });

  test('the expressions that it makes give what they should', () => {
    const blueprint = valid(importA2ui(signUp('v0.9', 'path', 'call')));
    const environment = { now: () => 0, timeZone: 'UTC' };
    const shown = (id: string): Json => {
      const { data = {} } = blueprint;
      return compileExpression(String(component(blueprint, id)?.props?.text)).evaluate(
        { data, frame: null },
        environment,
      );
    };
    expect(shown('head')).toBe('Welcome, Ada! Bo comes.');
    expect(shown('inside')).toBe('EUR 12.50');
  });

  test('circles, references to nothing and foreign parts are issues', () => {
    const imported = importA2ui([
      {
        version: 'v0.9',
        updateComponents: {
          surfaceId: 's',
          components: [
            { id: 'root', component: 'Column', children: ['a', 'nowhere', 'b', 'b'] },
            { id: 'a', component: 'Card', child: 'root' },
            { id: 'b', component: 'Hologram' },
          ],
        },
      },
      { version: 'v0.9', updateComponents: { surfaceId: 'other', components: [] } },
    ]);
    valid(imported);
    expect(imported.issues.map(({ message }) => message)).toEqual([
      'the surface "other" was left out: an app is one surface',
      'a component that holds itself was left out',
      'there is no component "nowhere"',
      'the component Hologram has no counterpart',
      'the component Hologram has no counterpart',
    ]);
  });
});

const todos: Json = {
  root: 'page',
  state: { todos: [{ title: 'Milk', done: false }], draft: '', filter: 'all', user: { name: 'Ada' } },
  elements: {
    page: {
      type: 'Stack',
      props: { direction: 'vertical', gap: 'md' },
      children: ['title', 'field', 'add', 'list', 'none', 'chart'],
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the foreign format writes references so
    title: { type: 'Heading', props: { text: { $template: 'Todos of ${/user/name}' }, level: 'h1' } },
    field: { type: 'Input', props: { label: 'New', name: 'draft', value: { $bindState: '/draft' } } },
    add: {
      type: 'Button',
      props: { label: 'Add', variant: { $cond: { $state: '/filter', eq: 'all' }, $then: 'primary', $else: 'outline' } },
      on: {
        press: [
          { action: 'pushState', params: { statePath: '/todos', value: { title: { $state: '/draft' }, done: false } } },
          { action: 'setState', params: { statePath: '/draft', value: '' } },
        ],
      },
    },
    list: { type: 'Stack', props: {}, repeat: { statePath: '/todos', key: 'title' }, children: ['todo'] },
    todo: { type: 'Row', props: {}, children: ['done', 'remove'] },
    done: { type: 'Checkbox', props: { label: { $item: 'title' }, checked: { $bindItem: 'done' } } },
    remove: {
      type: 'Button',
      props: { label: 'Remove', variant: 'destructive' },
      on: {
        press: {
          action: 'removeState',
          params: { statePath: '/todos', index: { $index: true } },
          confirm: { title: 'Remove it?', message: 'It is gone then.' },
        },
      },
    },
    none: {
      type: 'Text',
      props: { text: 'Nothing to do' },
      visible: [
        { $state: '/todos', not: true },
        { $state: '/filter', neq: 'x' },
      ],
    },
    chart: {
      type: 'Sparkline',
      props: { data: { $computed: 'history', args: {} } },
      watch: { '/filter': { action: 'setState', params: { statePath: '/draft', value: 'changed' } } },
    },
  },
};

describe('json-render', () => {
  const imported = importJsonRender(todos, 'Todos');
  const blueprint = valid(imported);

  test('becomes a document that is valid, with its state as data', () => {
    expect(isJsonRender(todos)).toBe(true);
    expect(blueprint.data).toEqual({
      todos: [{ title: 'Milk', done: false }],
      draft: '',
      filter: 'all',
      user: { name: 'Ada' },
    });
    expect(component(blueprint, 'page')?.props).toEqual({ direction: 'column', gap: 'medium' });
    expect(component(blueprint, 'title')?.props).toEqual({ text: '="Todos of " + text(user.name)', variant: 'h1' });
    expect(component(blueprint, 'field')).toMatchObject({ type: 'input', bind: 'draft', props: { label: 'New' } });
    expect(component(blueprint, 'none')?.if).toBe('=(!(todos) && (filter != "x"))');
  });

  test('actions, repeats and watchers are those of ours', () => {
    expect(component(blueprint, 'add')?.on_event).toEqual({
      click: [
        { tool: 'data.append', args: { path: 'todos', value: '={ title: draft, done: false }' } },
        { tool: 'ui.set', args: { path: 'draft', value: '' } },
      ],
    });
    expect(component(blueprint, 'add')?.props?.variant).toBe('=((filter == "all") ? "primary" : "outline")');
    expect(component(blueprint, 'todo')).toMatchObject({ repeat: { each: 'todos', key: 'title' } });
    expect(component(blueprint, 'done')).toMatchObject({ bind: 'item.done', props: { label: '=item.title' } });
    expect(component(blueprint, 'remove')?.on_event?.click).toMatchObject([
      {
        tool: 'data.set',
        args: { path: 'todos', value: '=concat(slice(todos, 0, index), slice(todos, index + 1, length(todos)))' },
        confirm: { title: 'Remove it?', body: 'It is gone then.' },
      },
    ]);
    expect(blueprint.ui.watch).toEqual({ filter: [{ tool: 'ui.set', args: { path: 'draft', value: 'changed' } }] });
  });

  test('what nobody knows says so in its place', () => {
    expect(imported.issues).toEqual([
      { path: '/elements/chart', message: 'the component Sparkline has no counterpart' },
    ]);
    expect(JSON.stringify(component(blueprint, 'chart'))).toContain('Not supported: Sparkline');
  });
});

test.each([
  ['nested too deep', `${'['.repeat(4_000)}${']'.repeat(4_000)}`, 'nested deeper'],
  ['a name that reaches a prototype', '[{"__proto__":{"a":1}}]', 'is not allowed'],
])('%s is refused with a sentence', (_, value, message) => {
  const messages: Json = [
    { updateDataModel: { surfaceId: 's', value: JSON.parse(value) } },
    { updateComponents: { surfaceId: 's', components: [{ id: 'root', component: 'Text', text: 'x' }] } },
  ];
  const spec: Json = {
    root: 'a',
    state: { held: JSON.parse(value) },
    elements: { a: { type: 'Text', props: { text: 'x' } } },
  };
  for (const imported of [importA2ui(messages), importJsonRender(spec)]) {
    expect(imported.blueprint).toBeNull();
    expect(imported.issues[0]?.message).toContain(message);
  }
});

test('anything at all is answered and never an exception', () => {
  const junk = fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)));
  fc.assert(
    fc.property(junk, fc.array(junk, { maxLength: 3 }), (value, list) => {
      importA2ui(value);
      importJsonRender(value);
      importA2ui([
        {
          updateComponents: {
            surfaceId: 's',
            components: [{ id: 'root', component: 'Row', children: value }, ...list],
          },
        },
      ]);
      importJsonRender({
        root: 'a',
        elements: { a: { type: 'Stack', props: value, children: list, on: value, visible: value } },
      });
    }),
    { numRuns: 200 },
  );
});
