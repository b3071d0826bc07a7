import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlueprintOp } from './operation.ts';
import { applyOp, emptyDocument, type GrowingDocument, OperationError, toOperations } from './operations.ts';
import { arbitraryBlueprint } from './testing-arbitraries.ts';
import { normalize, walk } from './tree.ts';
import { validateBlueprint } from './validate.ts';

describe('operations', () => {
  test('build what they were made from, and every prefix is a valid document', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        let document = emptyDocument();
        for (const op of toOperations(blueprint)) {
          document = applyOp(document, BlueprintOp.parse(op));
          // Drawable: the shape holds and ids are unique; names may be missing before their data and services came.
          const check = validateBlueprint(document.blueprint);
          const faults = check.ok ? [] : check.issues.filter(({ code }) => !/^(unknown-path|service-)/.test(code));
          expect(faults).toEqual([]);
        }
        expect(document.complete).toBe(true);
        expect(document.blueprint).toEqual(blueprint);
      }),
      { numRuns: 150 },
    );
  });

  test('normalize is idempotent and leaves nothing without an id', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        expect(normalize(blueprint)).toEqual(blueprint);
        expect([...walk(blueprint)].every(({ component }) => component.id !== undefined)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('remove takes a component and all below it, and its ids are free again', () => {
    let document = applyOp(emptyDocument(), {
      op: 'begin',
      app: { id: 'a', name: 'A' },
      title: 'A',
      layout: 'vertical',
    });
    document = applyOp(document, { op: 'add', parent: null, component: { type: 'row', id: 'row' } });
    document = applyOp(document, { op: 'add', parent: 'row', component: { type: 'text', id: 'inner' } });
    const removed = applyOp(document, { op: 'remove', id: 'row' });
    expect(removed.blueprint?.ui.components).toEqual([]);
    expect(applyOp(removed, { op: 'add', parent: null, component: { type: 'text', id: 'inner' } }).ids.size).toBe(1);
    expect(document.ids.size).toBe(2);
  });

  test('a skeleton becomes a component when its type comes, and text grows in it', () => {
    let document = grow([begin(), { op: 'open', id: 't', parent: null }]);
    expect(document.skeletons).toEqual(new Set(['t']));
    expect(validateBlueprint(document.blueprint).ok).toBe(true);
    document = applyOp(document, { op: 'set', id: 't', path: 'props.text', value: 'Hel', partial: true });
    document = applyOp(document, { op: 'set', id: 't', path: 'props.text', value: 'lo', append: true });
    expect(document.skeletons).toEqual(new Set(['t']));
    document = applyOp(document, { op: 'set', id: 't', path: 'type', value: 'text' });
    expect(document.skeletons).toEqual(new Set());
    expect(document.blueprint?.ui.components).toEqual([{ type: 'text', id: 't', props: { text: 'Hello' } }]);
  });

  test('fields, entries and whole parts change, and go', () => {
    let document = grow([
      begin(),
      add('b'),
      { op: 'set', id: 'b', path: 'on_event.click', value: 'storage.clear' },
      { op: 'set', id: 'b', path: 'if', value: '=1 == 1' },
      { op: 'set', id: 'b', path: 'props.dotted.name', value: 1 },
      { op: 'part', computed: { double: '=2' }, dataVersion: 2 },
      { op: 'ui', title: 'B', width: 400 },
      { op: 'data', path: 'a.b', value: 1 },
      { op: 'data', path: 'c', value: 1 },
    ]);
    expect(document.blueprint).toEqual({
      app: { id: 'a', name: 'A' },
      data: { a: { b: 1 }, c: 1 },
      dataVersion: 2,
      computed: { double: '=2' },
      ui: {
        title: 'B',
        layout: 'vertical',
        width: 400,
        components: [
          {
            type: 'text',
            id: 'b',
            if: '=1 == 1',
            props: { 'dotted.name': 1 },
            on_event: { click: 'storage.clear' },
          },
        ],
      },
    });
    document = grow(
      [
        { op: 'set', id: 'b', path: 'on_event.click' },
        { op: 'set', id: 'b', path: 'if' },
        { op: 'set', id: 'b', path: 'props' },
        { op: 'part', unset: ['computed', 'dataVersion'] },
        { op: 'ui', unset: ['width'] },
        { op: 'data', path: 'c' },
        { op: 'data', path: 'a.b' },
        { op: 'app', app: { id: 'a', name: 'Other' } },
      ],
      document,
    );
    expect(document.blueprint).toEqual({
      app: { id: 'a', name: 'Other' },
      data: { a: {} },
      ui: { title: 'B', layout: 'vertical', components: [{ type: 'text', id: 'b' }] },
    });
  });

  test('components move with what is below them and change their ids', () => {
    let document = grow([begin(), add('row', 'row'), add('x'), add('y')]);
    document = applyOp(document, { op: 'move', id: 'y', parent: 'row' });
    document = applyOp(document, { op: 'move', id: 'row', parent: null, at: 1 });
    expect(ids(document)).toEqual(['x', 'row', 'y']);
    document = applyOp(document, { op: 'rename', ids: { x: 'y', y: 'x' } });
    expect(ids(document)).toEqual(['y', 'row', 'x']);
    expect(() => applyOp(document, { op: 'move', id: 'row', parent: 'x' })).toThrow('into itself');
    expect(() => applyOp(document, { op: 'rename', ids: { x: 'row' } })).toThrow('taken');
    expect(ids(document)).toEqual(['y', 'row', 'x']);
  });

  test('what was applied already is passed over, so that a stream can resume', () => {
    const numbered = toOperations({ app: { id: 'a', name: 'A' }, ui: { title: 'A', components: ['One', 'Two'] } }).map(
      (op, at) => BlueprintOp.parse({ ...op, s: at + 1 }),
    );
    const half = grow(numbered.slice(0, 2));
    expect(grow(numbered, half).blueprint).toEqual(grow(numbered).blueprint);
  });

  test('an earlier document stays as it was, also when it is asked late', () => {
    const first = grow([begin(), add('x')]);
    const late = grow([{ op: 'remove', id: 'x' }, add('y'), { op: 'end' }], first);
    const other = applyOp(first, add('z'));
    expect([ids(first), ids(late), ids(other)]).toEqual([['x'], ['y'], ['x', 'z']]);
    expect([first.complete, late.complete, other.complete]).toEqual([false, true, false]);
  });

  test('a change leaves every component that it does not concern the same object', () => {
    let document = grow([begin(), add('row', 'row')]);
    for (let at = 0; at < 50; at += 1) {
      document = applyOp(document, { op: 'add', parent: 'row', component: { type: 'text', id: `t${at}` } });
    }
    const before = document.blueprint?.ui.components[0];
    const after = applyOp(document, { op: 'set', id: 't7', path: 'props.text', value: 'changed' }).blueprint?.ui
      .components[0];
    if (typeof before !== 'object' || typeof after !== 'object') throw new Error('no row');
    const changed = after.children?.filter((child, at) => child !== before.children?.[at]);
    expect(changed).toEqual([{ type: 'text', id: 't7', props: { text: 'changed' } }]);
  });

  test.each([
    ['before begin', [{ op: 'end' }]],
    ['begin twice', [begin(), begin()]],
    ['an unknown parent', [begin(), { op: 'add', parent: 'nowhere', component: { type: 'text', id: 't' } }]],
    ['no id', [begin(), { op: 'add', parent: null, component: { type: 'text' } }]],
    ['an id twice', [begin(), add('t'), add('t')]],
    ['after the end', [begin(), { op: 'end' }, add('t')]],
    ['removing what is not there', [begin(), { op: 'remove', id: 'x' }]],
    ['data into a forbidden name', [begin(), { op: 'data', path: 'a.__proto__.b', value: 1 }]],
    [
      'a property with a forbidden name',
      [begin(), add('t'), { op: 'set', id: 't', path: 'props.__proto__', value: {} }],
    ],
    ['a field of the wrong form', [begin(), add('t'), { op: 'set', id: 't', path: 'bind', value: 'no path' }]],
    ['text that grows where there is a number', [begin(), add('t'), number(), more()]],
  ] satisfies [string, BlueprintOp[]][])('refuses %s', (_, ops) => {
    expect(() => ops.reduce<ReturnType<typeof emptyDocument>>(applyOp, emptyDocument())).toThrow(OperationError);
  });
});

function begin(): BlueprintOp {
  return { op: 'begin', app: { id: 'a', name: 'A' }, title: 'A', layout: 'vertical' };
}

function add(id: string, type = 'text'): BlueprintOp {
  return { op: 'add', parent: null, component: { type, id } };
}

function number(): BlueprintOp {
  return { op: 'set', id: 't', path: 'props.text', value: 1 };
}

function more(): BlueprintOp {
  return { op: 'set', id: 't', path: 'props.text', value: 'more', append: true };
}

function grow(ops: readonly BlueprintOp[], from = emptyDocument()): GrowingDocument {
  return ops.reduce<GrowingDocument>((document, op) => applyOp(document, BlueprintOp.parse(op)), from);
}

function ids(document: GrowingDocument): (string | undefined)[] {
  if (document.blueprint === null) return [];
  return [...walk(document.blueprint)].map(({ component }) => component.id);
}
