import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Entry, formatSize, formatTime, kindOf, readPage, sortEntries } from './entries.ts';

const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  name,
  path: `/home/${name}`,
  type: 'file',
  size: 0,
  modified_ms: 0,
  ...more,
});
const names = (entries: readonly Entry[]) => entries.map(({ name }) => name);

test('folders come first in both directions, numbers in names count as numbers', () => {
  const entries = [
    entry('file 10'),
    entry('b', { type: 'directory' }),
    entry('file 9'),
    entry('a', { type: 'directory' }),
  ];
  expect(names(sortEntries(entries, { key: 'name', descending: false }))).toEqual(['a', 'b', 'file 9', 'file 10']);
  expect(names(sortEntries(entries, { key: 'name', descending: true }))).toEqual(['b', 'a', 'file 10', 'file 9']);
});

test('equal sizes stay in the order of names, whatever the direction', () => {
  const entries = [entry('b', { size: 5 }), entry('a', { size: 5 }), entry('c', { size: 9 })];
  expect(names(sortEntries(entries, { key: 'size', descending: true }))).toEqual(['c', 'a', 'b']);
  expect(names(sortEntries(entries, { key: 'size', descending: false }))).toEqual(['a', 'b', 'c']);
});

test('sorting keeps every entry and does not depend on the order before', () => {
  const any = fc.array(fc.record({ name: fc.string(), size: fc.nat(3), folder: fc.boolean() }), { maxLength: 30 });
  const order = fc.record({ key: fc.constantFrom('name', 'size', 'modified', 'kind'), descending: fc.boolean() });
  fc.assert(
    fc.property(any, order, (list, by) => {
      const entries = [...new Map(list.map((each) => [each.name, each])).values()].map(({ name, size, folder }) =>
        entry(name, { size, type: folder ? 'directory' : 'file' }),
      );
      const sorted = names(sortEntries(entries, { key: by.key as 'name', descending: by.descending }));
      expect(sorted).toEqual(
        names(sortEntries(entries.toReversed(), { key: by.key as 'name', descending: by.descending })),
      );
      expect(new Set(sorted)).toEqual(new Set(names(entries)));
    }),
  );
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 KB'],
  [4213, '4.2 KB'],
  [120_000_000, '120 MB'],
  [3.2e12, '3.2 TB'],
  [9e15, '9000 TB'],
])('%d is %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test('times of today and yesterday are called so, also around midnight', () => {
  const now = new Date(2026, 2, 3, 0, 5).getTime();
  expect(formatTime(new Date(2026, 2, 3, 0, 1).getTime(), now)).toMatch(/^Today /);
  expect(formatTime(new Date(2026, 2, 2, 23, 59).getTime(), now)).toMatch(/^Yesterday /);
  expect(formatTime(new Date(2026, 2, 1, 12).getTime(), now)).not.toMatch(/day /);
  expect(formatTime(new Date(2024, 2, 1, 12).getTime(), now)).toContain('2024');
});

test('kinds are told from type and extension', () => {
  expect(kindOf(entry('a', { type: 'directory' }))).toBe('Folder');
  expect(kindOf(entry('a.PNG'))).toBe('PNG image');
  expect(kindOf(entry('constructor.constructor'))).toBe('CONSTRUCTOR file');
  expect(kindOf(entry('README'))).toBe('File');
});

test('a page keeps the entries that are some and refuses what is no listing', () => {
  const good = entry('a');
  expect(readPage({ entries: [good, { name: 1 }, null], next_cursor: 'x', total: 3 })).toEqual({
    entries: [good],
    next: 'x',
    total: 3,
  });
  expect(() => readPage({})).toThrow(TypeError);
  expect(() => readPage(null)).toThrow(TypeError);
});
