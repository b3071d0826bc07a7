import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Blueprint } from '../document.ts';
import { prune, strictSchema } from '../schema/strict-schema.ts';
import { arbitraryBlueprint } from '../testing-arbitraries.ts';
import { parseBlueprint, validateBlueprint } from '../validate.ts';
import { fromStrict } from './from-strict.ts';
import { toStrict } from './to-strict.ts';

const root = join(import.meta.dirname, '../../..');
const apps = globSync('apps/blueprint/**/*.bp', { cwd: root }).map((file) => {
  const parsed = parseBlueprint(readFileSync(join(root, file), 'utf8'));
  if (!parsed.ok) throw new Error(`${file} is not valid`);
  return { file, blueprint: parsed.blueprint };
});
const ajv = new Ajv2020({ allowUnionTypes: true });
const fits = ajv.compile(strictSchema());

function thereAndBack(blueprint: Blueprint): unknown {
  const strict = toStrict(blueprint);
  expect(fits(strict) ? null : fits.errors).toBe(null);
  return fromStrict(strict);
}

/** Everything that the language has, in forms that differ. */
const everything = validateBlueprint(
  {
    $schema: 'blueprint.editor.json',
    blueprint: '1.0',
    app: { id: 'all', name: 'All', tags: ['a'], permissions: ['STANDARD', 'READ_FILE:/home/**'] },
    services: [
      'storage',
      { filesystem: { tools: ['read'], root: '/home', readonly: true } },
      { http: '*', search: ['files'] },
    ],
    requires: { components: ['line_chart@1'], host: '>=1.0' },
    data: { list: [{ id: 1, done: null }], nothing: null, text: '=literal', json: { json: 'x' }, count: 0 },
    persist: ['list'],
    dataVersion: 2,
    migrations: [{ to: 2, steps: [{ rename: 'old', to: 'list' }, { set: 'count', value: null }, { remove: 'older' }] }],
    computed: { open: '=count(list, !item.done)' },
    sources: { now: { tool: 'ui.get', args: { path: 'count' }, default: null, refresh: 5, if: '=count > 0' } },
    templates: {
      line: {
        params: ['entry'],
        component: { type: 'row', children: ['plain', { type: 'text', props: { text: '=entry.id' } }] },
      },
    },
    ui: {
      title: 'All',
      width: 400,
      lifecycle: {
        on_mount: 'toast.dismiss_all',
        on_interval: [{ every: 1000, do: [{ tool: 'data.increment', args: { path: 'count' } }] }],
      },
      watch: {
        count: { tool: 'toast.show', args: { message: '=event.value' }, confirm: { title: 'Sure?', danger: true } },
      },
      components: [
        {
          type: 'list',
          id: 'list',
          repeat: { each: '=list', as: 'entry', empty: { type: 'text', props: { text: 'None' } } },
          children: [{ type: 'use', template: 'line', props: { entry: '=entry' } }],
        },
        {
          type: 'input',
          bind: 'text',
          validate: ['required', { maxLength: 4, message: 'Too long' }],
          a11y: { label: 'Text', live: 'polite' },
        },
        { type: 'select', bind: 'count', props: { options: [{ value: 1, label: 'One' }, 'two'] } },
        {
          type: 'line_chart',
          props: { data: [{ x: 1, y: null }], series: ['y', { field: 'z', dashed: true }], height: '=count + 100' },
        },
        { type: 'hologram', props: { depth: { of: [3] } }, fallback: 'No hologram here' },
        {
          type: 'button',
          id: 'go',
          props: { text: 'Go' },
          key: '=count',
          on_event: {
            click: {
              tool: 'data.set',
              args: { path: 'count', value: null },
              ok: [
                {
                  tool: 'data.set',
                  args: { path: 'count', value: [1, null] },
                  ok: { tool: 'toast.dismiss_all', error: [{ tool: 'toast.dismiss_all', error: 'text' }] },
                },
              ],
              error: 'text',
            },
          },
        },
      ],
    },
    tests: [
      {
        name: 'all',
        data: { count: 3 },
        answers: { 'storage.get': { value: null } },
        do: [{ click: 'go' }, { event: 'click', of: 'go', value: null }, { wait: 5 }, { expect: { count: null } }],
      },
    ],
  },
  { tolerant: true },
);

describe('a document comes back from its strict form as it was', () => {
  test('with all that the language has', () => {
    if (!everything.ok) throw new Error(JSON.stringify(everything.issues));
    expect(thereAndBack(everything.blueprint)).toEqual({ document: everything.blueprint });
  });

  test.each(apps)('$file', ({ blueprint }) => {
    expect(thereAndBack(blueprint)).toEqual({ document: blueprint });
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        expect(thereAndBack(blueprint)).toEqual({ document: JSON.parse(JSON.stringify(blueprint)) });
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a model writes', () => {
  const strict = toStrict({
    app: { id: 'a', name: 'A' },
    ui: {
      title: 'A',
      layout: 'vertical',
      components: [{ type: 'col', id: 'box', children: [{ type: 'text', id: 'x' }] }],
    },
  });
  const withComponents = (change: (components: Record<string, unknown>[]) => void): unknown => {
    const copy = structuredClone(strict);
    if (Array.isArray(copy.components)) change(copy.components.map((each) => each as Record<string, unknown>));
    return copy;
  };

  test.each([
    ['a parent that is not there', withComponents(([, x]) => Object.assign(x!, { in: 'nowhere' })), '/components/1/in'],
    ['a parent that comes later', withComponents(([box]) => Object.assign(box!, { in: 'x' })), '/components/0/in'],
    ['an id twice', withComponents(([, x]) => Object.assign(x!, { id: 'box' })), '/components/1/id'],
    ['text that is not JSON', { ...strict, data: [{ name: 'a', value: { json: '{' } }] }, '/data/0/value/json'],
    [
      'a name twice',
      {
        ...strict,
        data: [
          { name: 'a', value: 1 },
          { name: 'a', value: 2 },
        ],
      },
      '/data',
    ],
    ['a name that reaches a prototype', { ...strict, data: [{ name: '__proto__', value: 1 }] }, '/data'],
    ['no components', { ...strict, components: null }, '/components'],
    ['no record', [], ''],
    ['no JSON', 7n, ''],
  ])('%s is an issue at its place', (_, value, path) => {
    expect(fromStrict(value)).toMatchObject({ document: null, issues: [{ path }] });
  });

  test('depth without end is an issue', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(fromStrict({ ...strict, data: deep })).toMatchObject({ document: null });
  });
});

describe('the strict schema', () => {
  const words = new Set([
    'type',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'anyOf',
    'enum',
    'const',
    'description',
    '$schema',
    'title',
    '$ref',
    '$defs',
  ]);
  const faults: string[] = [];
  const definitions = strictSchema().$defs as Record<string, unknown>;
  function look(schema: unknown, path: string, depth: number): number {
    if (path.length > 2_000) throw new Error(`it refers to itself: ${path.slice(0, 300)}`);
    if (Array.isArray(schema)) return Math.max(0, ...schema.map((each, at) => look(each, `${path}/${at}`, depth)));
    const record = schema as Record<string, unknown>;
    if (typeof record.$ref === 'string')
      return look(definitions[record.$ref.slice(8)], `${path}/${record.$ref}`, depth);
    for (const word of Object.keys(record)) if (!words.has(word)) faults.push(`${path}/${word}`);
    if (record.type === 'object') {
      const names = Object.keys(record.properties as object);
      if (record.additionalProperties !== false) faults.push(`${path} is open`);
      if (names.join() !== (record.required as string[]).join()) faults.push(`${path} has optional fields`);
      return Math.max(
        0,
        ...names.map((name) =>
          look((record.properties as Record<string, unknown>)[name], `${path}/${name}`, depth + 1),
        ),
      );
    }
    if (record.anyOf !== undefined) return look(record.anyOf, `${path}/anyOf`, depth);
    return record.items === undefined ? depth : look(record.items, `${path}/items`, depth + 1);
  }

  test('is closed, without limits, and nothing in it refers to itself', () => {
    expect(look(strictSchema(), '', 0)).toBeGreaterThan(3);
    expect(faults).toEqual([]);
  });

  test('can be pruned to some types and tools', () => {
    const pruned = prune(['col', 'text', 'button'], ['data.set']);
    const small = new Ajv2020({ allowUnionTypes: true }).compile(pruned);
    const parsed = (components: unknown): Blueprint => {
      const result = validateBlueprint({ app: { id: 'a', name: 'A' }, data: { a: 1 }, ui: { title: 'A', components } });
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      return result.blueprint;
    };
    const click = (tool: string) => ({ type: 'button', on_event: { click: { tool, args: { path: 'a', value: 1 } } } });
    expect(small(toStrict(parsed(['x', click('data.set')])))).toBe(true);
    expect(small(toStrict(parsed(['x', click('ui.set')])))).toBe(false);
    expect(small(toStrict(parsed([{ type: 'divider' }])))).toBe(false);
    expect(JSON.stringify(pruned).length).toBeLessThan(JSON.stringify(strictSchema()).length / 5);
  });
});
