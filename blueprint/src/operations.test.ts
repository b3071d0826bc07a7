import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlueprintOp } from './operation.ts';
import { applyOp, emptyDocument, OperationError, toOperations } from './operations.ts';
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
          // Drawable: the shape holds and ids are unique; names may be missing before their data came.
          const check = validateBlueprint(document.blueprint);
          const faults = check.ok ? [] : check.issues.filter((issue) => !issue.message.includes('is not in data'));
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

  test.each([
    ['before begin', [{ op: 'end' }]],
    ['begin twice', [begin(), begin()]],
    ['an unknown parent', [begin(), { op: 'add', parent: 'nowhere', component: { type: 'text', id: 't' } }]],
    ['no id', [begin(), { op: 'add', parent: null, component: { type: 'text' } }]],
    ['an id twice', [begin(), add('t'), add('t')]],
    ['after the end', [begin(), { op: 'end' }, add('t')]],
    ['removing what is not there', [begin(), { op: 'remove', id: 'x' }]],
    ['data into a forbidden name', [begin(), { op: 'data', path: 'a.__proto__.b', value: 1 }]],
  ] satisfies [string, BlueprintOp[]][])('refuses %s', (_, ops) => {
    expect(() => ops.reduce<ReturnType<typeof emptyDocument>>(applyOp, emptyDocument())).toThrow(OperationError);
  });
});

function begin(): BlueprintOp {
  return { op: 'begin', app: { id: 'a', name: 'A' }, title: 'A', layout: 'vertical' };
}

function add(id: string): BlueprintOp {
  return { op: 'add', parent: null, component: { type: 'text', id } };
}
