/** Random documents in normal form, for property tests. */
import fc from 'fast-check';
import type { Blueprint, Component } from './document.ts';
import { isForbiddenName, type Json } from './json.ts';
import { normalize } from './tree.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((text) => !isForbiddenName(text));
const text = fc.string({ maxLength: 20 }).filter((value) => !value.startsWith('='));
/** Without the names that documents may not hold. */
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value): Json => JSON.parse(JSON.stringify(value), (key, held) => (isForbiddenName(key) ? undefined : held)));

const leaf: fc.Arbitrary<Component> = fc.oneof(
  text.map((value): Component => ({ type: 'text', props: { text: `x${value}` } })),
  fc
    .record({ label: text })
    .map(({ label }): Component => ({ type: 'input', props: { label: `l${label}` }, bind: 'draft' })),
  text.map(
    (value): Component => ({
      type: 'button',
      props: { text: `b${value}` },
      on_event: { click: [{ tool: 'storage.get', args: { key: 'k' }, into: 'draft' }] },
    }),
  ),
);

const component = fc.letrec<{ node: Component }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .record({
        type: fc.constantFrom('row', 'col', 'card', 'list', 'grid'),
        children: fc.array(fc.oneof(tie('node'), text), { maxLength: 4 }),
        repeat: fc.option(fc.constant('entries'), { nil: undefined }),
      })
      .map(
        ({ type, children, repeat }): Component => ({ type, children, ...(repeat === undefined ? {} : { repeat }) }),
      ),
  ),
})).node;

/** A valid document; its components have the ids that `normalize` gives. */
export const arbitraryBlueprint: fc.Arbitrary<Blueprint> = fc
  .record({
    title: text,
    layout: fc.constantFrom('vertical' as const, 'horizontal' as const),
    data: fc.dictionary(name, json, { maxKeys: 4 }),
    components: fc.array(fc.oneof(component, text), { maxLength: 6 }),
    width: fc.option(fc.integer({ min: 200, max: 2000 }), { nil: undefined }),
    persist: fc.boolean(),
    lifecycle: fc.boolean(),
    version: fc.boolean(),
    parts: fc.boolean(),
    tests: fc.boolean(),
  })
  .map(({ title, layout, data, components, width, persist, lifecycle, version, parts, tests }) =>
    normalize({
      ...(version ? { $schema: 'blueprint/v1.json', blueprint: '1.0' } : {}),
      app: { id: 'random', name: 'Random' },
      services: ['storage', { filesystem: ['read'] }],
      ...(parts ? { requires: { components: ['list@1'], host: '>=1.0' } } : {}),
      data: { ...data, draft: null, entries: [] },
      ...(persist ? { persist: ['draft', 'entries'] } : {}),
      ...(parts
        ? {
            dataVersion: 2,
            migrations: [{ to: 2, steps: [{ set: 'draft', value: null }] }],
            computed: { many_entries: '=length(entries) > 3' },
            sources: { kept_keys: { tool: 'storage.list', default: [] } },
            templates: { hint_text: { component: { type: 'text', props: { text: 'Hint' } } } },
          }
        : {}),
      ui: {
        title,
        layout,
        ...(width === undefined ? {} : { width }),
        ...(lifecycle ? { lifecycle: { on_mount: 'storage.clear' }, watch: { draft: 'storage.clear' } } : {}),
        components,
      },
      ...(tests ? { tests: [{ name: 'begins empty', do: [{ expect: { 'length(entries)': 0 } }] }] } : {}),
    }),
  );
