import { describe, expect, test } from 'vitest';
import type { Component, Frame, JsonObject, Scope } from '../index.ts';
import { writePath } from '../index.ts';
import { type Entries, entriesOf } from './entries.ts';
import { readsOf } from './reads.ts';
import { resolve } from './resolve.ts';

const scope = (data: JsonObject, frame: Frame | null = null): Scope => ({ data, frame });

/** The entries of a repeat in a scope, after those of `before`. */
const repeatEntries = (component: Component, at: Scope, before?: Entries): Entries =>
  entriesOf(component, at, { before, outer: at.frame, computed: undefined });

describe('what is drawn of a component', () => {
  test('expressions become values, literals stay', () => {
    const component: Component = {
      type: 'input',
      props: { label: '=name', placeholder: '==x', disabled: '=count(list) == 0', max: '=limit' },
      bind: 'name',
    };
    expect(resolve(component, scope({ name: 'Ada', list: [], limit: 3 }))).toEqual({
      visible: true,
      props: { label: 'Ada', placeholder: '=x', disabled: true, max: 3 },
      value: 'Ada',
      faults: [],
    });
  });
  test('what fails is named, and the rest is still drawn', () => {
    const { props, faults, visible } = resolve(
      { type: 'text', props: { text: '=1 / 0', variant: 'h1', glow: 1 }, if: '=nope()' },
      scope({}),
    );
    expect(visible).toBe(true);
    expect(props).toEqual({ variant: 'h1', glow: 1 });
    expect(faults).toEqual(['if: unknown function nope', 'text: division by zero']);
  });
  test('an unknown type is a fault and not nothing', () => {
    expect(resolve({ type: 'hologram' }, scope({})).faults).toEqual(['unknown component "hologram"']);
  });
  test('an address is never taken from data', () => {
    const { props } = resolve(
      { type: 'image', props: { src: "='https://x.example/?' + secret" } },
      scope({ secret: 's' }),
    );
    expect(props.src).toBe("='https://x.example/?' + secret");
  });
  test('the paths that a component reads, and those of its repeat', () => {
    const component: Component = {
      type: 'select',
      if: '=open',
      bind: 'item.size',
      repeat: { each: '=filter(rows, item.a == wanted.b)' },
      props: { label: '=a + b.c', options: [{ value: 1, label: '=d' }], text: 'plain' },
    };
    const { own, each } = readsOf(component);
    expect([[...own].sort(), [...each].sort()]).toEqual([
      ['a', 'b.c', 'd', 'item.size', 'open'],
      ['rows', 'wanted.b'],
    ]);
  });
});

describe('repeat', () => {
  const rows = [
    { id: 'a', n: 3 },
    { id: 'b', n: 1 },
    { id: 'c', n: 2 },
  ];
  test('entries keep their frame while they stay in their place, whatever their value', () => {
    const component: Component = { type: 'text', repeat: 'rows' };
    const before = repeatEntries(component, scope({ rows }));
    const kept = (after: Entries) =>
      after.entries.map(({ key, frame }) => {
        return frame === before.entries.find((entry) => entry.key === key)?.frame;
      });
    expect(kept(repeatEntries(component, scope({ rows: rows.with(1, { id: 'b', n: 9 }) }), before))).toEqual([
      true,
      true,
      true,
    ]);
    expect(kept(repeatEntries(component, scope({ rows: rows.toSpliced(1, 1) }), before))).toEqual([true, false]);
  });
  test('writing to an entry of a filtered, sorted list writes into the list', () => {
    const component: Component = {
      type: 'text',
      repeat: { each: '=sort(filter(rows, item.n > 1), item.n)', as: 'row' },
    };
    const data = { rows };
    const { entries } = repeatEntries(component, scope(data));
    expect(entries.map(({ frame }) => frame.value)).toEqual([rows[2], rows[0]]);
    expect(writePath(scope(data, entries[0]!.frame), 'row.n', 7)).toEqual({
      rows: [rows[0], rows[1], { id: 'c', n: 7 }],
    });
  });
  test('equal plain values each have their own place', () => {
    const { entries } = repeatEntries(
      { type: 'text', repeat: { each: "=filter(tags, item == 'x')" } },
      scope({ tags: ['x', 'y', 'x'] }),
    );
    expect(entries.map(({ frame }) => frame.home)).toEqual([
      { list: ['tags'], position: 0 },
      { list: ['tags'], position: 2 },
    ]);
  });
  test('what is made by an expression cannot be written', () => {
    const { entries } = repeatEntries({ type: 'text', repeat: { each: '=range(1, 3)' } }, scope({}));
    expect(entries.map(({ frame }) => [frame.value, frame.home])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ]);
    expect(() => writePath(scope({}, entries[0]!.frame), 'item', 1)).toThrow(/cannot be written/);
  });
  test('nested repeats write into the inner list', () => {
    const data = { lists: [{ id: 'l', tasks: [{ id: 't', done: false }] }] };
    const outer = repeatEntries({ type: 'col', repeat: { each: 'lists', as: 'list' } }, scope(data)).entries[0]!.frame;
    const inner = repeatEntries({ type: 'checkbox', repeat: 'list.tasks' }, scope(data, outer)).entries[0]!.frame;
    expect(writePath(scope(data, inner), 'item.done', true)).toEqual({
      lists: [{ id: 'l', tasks: [{ id: 't', done: true }] }],
    });
  });
  test('doubled ids are still separate entries; what is no list is a fault', () => {
    const twice = repeatEntries({ type: 'text', repeat: 'rows' }, scope({ rows: [{ id: 1 }, { id: 1 }] }));
    expect(new Set(twice.entries.map(({ key }) => key)).size).toBe(2);
    expect(repeatEntries({ type: 'text', repeat: 'rows' }, scope({ rows: 4 })).fault).toMatch(/not a list/);
  });
});
