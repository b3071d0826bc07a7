import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Blueprint, Component } from '../document.ts';
import { BlueprintOp } from '../operation.ts';
import { OperationError } from '../operations.ts';
import { arbitraryBlueprint } from '../testing-arbitraries.ts';
import { normalize } from '../tree.ts';
import { diff, summarize } from './diff.ts';
import { EditHistory, inverse, patch } from './history.ts';

const runs = { numRuns: 150 };

describe('diff and patch', () => {
  test('patch of the difference gives the other document', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, arbitraryBlueprint, (a, b) => {
        const ops = diff(a, b).map((op) => BlueprintOp.parse(op));
        expect(patch(a, ops)).toEqual(b);
        expect(patch(b, inverse(a, ops))).toEqual(a);
      }),
      runs,
    );
  });

  test('components in another order and at another depth keep their ids and are moved', () => {
    const shapes = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }).chain((ids) =>
      fc.record({
        a: arrangement(ids),
        b: arrangement(ids),
      }),
    );
    fc.assert(
      fc.property(shapes, ({ a, b }) => {
        const ops = diff(a, b);
        expect(patch(a, ops)).toEqual(normalize(b));
        expect(ops.every(({ op }) => op === 'move')).toBe(true);
      }),
      runs,
    );
  });

  test('the same document has no difference', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (a) => {
        expect(diff(a, a)).toEqual([]);
      }),
      runs,
    );
  });

  test('one that changes its place among many is one move', () => {
    const texts = Array.from({ length: 40 }, (_, at) => text(`t${at}`));
    const [first, ...rest] = texts;
    expect(diff(page(texts), page([...rest, first ?? '']))).toEqual([{ op: 'move', id: 't0', parent: null }]);
  });

  test('children of what is removed move out first, and a parent and its child may change places', () => {
    const a = page([box('x', [text('kept'), box('y', [])])]);
    expect(diff(a, page([text('kept')])).map(({ op }) => op)).toEqual(['move', 'remove']);
    const b = page([box('y', [box('x', [text('kept')])])]);
    expect(patch(a, diff(a, b))).toEqual(b);
  });

  test('names exactly the entries that changed', () => {
    const a = page([{ type: 'input', id: 'i', props: { label: 'A', kind: 'text' }, bind: 'draft.title' }]);
    const b = page([{ type: 'input', id: 'i', props: { label: 'B' }, bind: 'draft.title' }]);
    const data = { draft: { title: 'old', done: false } };
    expect(diff({ ...a, data }, { ...b, data: { draft: { title: 'new', done: false } } })).toEqual([
      { op: 'data', path: 'draft.title', value: 'new' },
      { op: 'set', id: 'i', path: 'props.label', value: 'B' },
      { op: 'set', id: 'i', path: 'props.kind' },
    ]);
  });
});

describe('a history', () => {
  test('undo and redo give each document again', () => {
    fc.assert(
      fc.property(fc.array(arbitraryBlueprint, { minLength: 2, maxLength: 5 }), (documents) => {
        const [first, ...rest] = documents;
        if (first === undefined) return;
        const history = new EditHistory(first);
        for (const document of rest) history.replace(document, 'edit');
        for (const document of documents.slice(0, -1).reverse()) {
          history.undo();
          expect(history.document).toEqual(document);
        }
        expect(history.undo()).toBeUndefined();
        for (const document of rest) {
          history.redo();
          expect(history.document).toEqual(document);
        }
        expect(history.redo()).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test('an edit after an undo forgets what was taken back; one that does not fit changes nothing', () => {
    const history = new EditHistory(page([text('a')]));
    history.apply([{ op: 'set', id: 'a', path: 'props.text', value: 'one' }], 'one');
    history.undo();
    history.apply([{ op: 'set', id: 'a', path: 'props.text', value: 'two' }], 'two');
    expect(history.undone).toEqual([]);
    const before = history.document;
    const half: BlueprintOp[] = [
      { op: 'remove', id: 'a' },
      { op: 'remove', id: 'a' },
    ];
    expect(() => history.apply(half, 'twice')).toThrow(OperationError);
    expect(history.document).toBe(before);
  });

  test('says how much changed', () => {
    const a = page([box('x', [text('one'), text('two')]), text('three'), text('four'), text('five')]);
    const b = page([box('x', [text('one')]), text('four', 'other'), text('three'), text('five'), text('six')]);
    const summary = summarize(a, diff(a, b));
    expect(summary).toMatchObject({ added: 1, removed: 1, untouched: 3 });
    expect(summary.changed + summary.moved).toBe(2);
    expect(summarize(a, diff(a, a)).text).toBe('nothing changed, 6 untouched');
    const renamed = { ...a, app: { ...a.app, name: 'Other' } };
    expect(summarize(a, diff(a, renamed)).text).toBe('only the app itself changed, 6 untouched');
  });
});

function page(components: (Component | string)[]): Blueprint {
  return normalize({ app: { id: 'a', name: 'A' }, ui: { title: 'A', components } });
}

function text(id: string, shown = id): Component {
  return { type: 'text', id, props: { text: shown } };
}

function box(id: string, children: Component[]): Component {
  return { type: 'col', id, children };
}

/** The same components as a random forest. */
function arrangement(ids: readonly number[]): fc.Arbitrary<Blueprint> {
  return fc
    .record({
      order: fc.shuffledSubarray([...ids], { minLength: ids.length }),
      above: fc.array(fc.nat(), { minLength: ids.length, maxLength: ids.length }),
    })
    .map(({ order, above }) => {
      const boxes = order.map((id) => box(`c${id}`, []));
      const top: Component[] = [];
      boxes.forEach((each, at) => {
        const parent = (above[at] ?? 0) % (at + 1);
        const home = parent === at ? top : (boxes[parent]?.children ?? top);
        home.push(each);
      });
      return page(top);
    });
}
