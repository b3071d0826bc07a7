/** Lists that are looked through or moved between; chance; text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bench, codeOf } from './bench.ts';

const books = [
  { id: 'a', title: 'Emma', pages: 474, tags: ['novel'], done: true },
  { id: 'b', title: 'Dune', pages: 412, tags: ['novel', 'desert'], done: false },
  { id: 'c', title: 'Éloge de l’ombre', pages: 73, tags: [] },
];
const ids = (list: unknown): string => (Array.isArray(list) ? list.map((each) => each.id).join('') : String(list));

describe('data.filter', () => {
  test.each([
    [{}, 'abc'],
    [{ done: true }, 'a'],
    [{ done: null }, 'c'],
    [{ pages: { gte: 412 } }, 'ab'],
    [{ pages: { gt: 73, lt: 474 } }, 'b'],
    [{ pages: { lte: 73 }, title: { ne: 'Emma' } }, 'c'],
    [{ tags: { contains: 'desert' } }, 'b'],
    [{ title: { contains: 'UN' } }, 'b'],
    [{ title: { in: ['Emma', 'Dune'] } }, 'ab'],
    [{ tags: [] }, 'c'],
    [{ tags: { eq: ['novel'] } }, 'a'],
    // Of different kinds: no order, so it does not hold.
    [{ pages: { gt: '0' } }, ''],
    [{ missing: { gt: 0 } }, ''],
    [{ missing: { eq: null } }, 'abc'],
  ])('%j keeps %s', async (filter, expected) => {
    expect(ids(await bench().value('data.filter', { data: books, filter }))).toBe(expected);
  });
  test('a name that reaches behind records is refused or finds nothing', async () => {
    const filter = JSON.parse('{"constructor": {"ne": null}}');
    expect(ids(await bench().value('data.filter', { data: books, filter }))).toBe('');
  });
});

describe('data.search and data.sort', () => {
  test.each([
    ['', undefined, 'abc'],
    ['eloge', undefined, 'c'],
    ['novel DUN', undefined, 'b'],
    ['novel', ['title'], ''],
    ['412', ['pages'], 'b'],
  ])('%j in %j finds %s', async (query, fields, expected) => {
    expect(ids(await bench().value('data.search', { data: books, query, fields }))).toBe(expected);
  });
  test('sort leaves the list as it is', async () => {
    const desk = bench();
    const data = structuredClone(books);
    expect(ids(await desk.value('data.sort', { data, field: 'pages' }))).toBe('cba');
    expect(ids(await desk.value('data.sort', { data, field: 'done', order: 'desc' }))).toBe('abc');
    expect(data).toEqual(books);
    expect(await desk.value('data.sort', { data: ['b10', 'b9', null] })).toEqual(['b9', 'b10', null]);
  });
});

describe('list', () => {
  test('transfer moves an entry to its place in another list', async () => {
    const desk = bench({ todo: books, done: [{ id: 'z' }] });
    await desk.run('list.transfer', { path: 'todo', to: 'done', id: 'b', position: 0 });
    expect([ids(desk.data.todo), ids(desk.data.done)]).toEqual(['ac', 'bz']);
    await desk.run('list.transfer', { path: 'done', to: 'done', id: 'b' });
    expect(ids(desk.data.done)).toBe('zb');
    expect(await codeOf(desk.run('list.transfer', { path: 'todo', to: 'done', id: 'b' }))).toBe('ENOENT');
    desk.data.todo = [{ id: 'z' }];
    expect(await codeOf(desk.run('list.transfer', { path: 'todo', to: 'done', id: 'z' }))).toBe('EEXIST');
    expect([ids(desk.data.todo), ids(desk.data.done)]).toEqual(['z', 'zb']);
  });
  test('update_all changes those whose field holds', async () => {
    const desk = bench({ books });
    expect(await desk.value('list.update_all', { path: 'books', changes: { pages: 0 }, where: 'done' })).toBe(1);
    expect(desk.data.books).toMatchObject([{ pages: 0 }, { pages: 412 }, { pages: 73 }]);
    const changes = JSON.parse('{"__proto__": {"x": 1}}');
    expect(await codeOf(desk.run('list.update_all', { path: 'books', changes }))).toMatch(/EINVAL|gave/);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

describe('random', () => {
  test('number, sample, id', async () => {
    const desk = bench();
    expect(await desk.value('random.number', { min: 10, max: 20 })).toBe(15);
    const sample = await desk.value('random.sample', { list: [1, 2, 3, 4], count: 3 });
    expect(new Set(Array.isArray(sample) ? sample : []).size).toBe(3);
    expect(await codeOf(desk.run('random.sample', { list: [1], count: 2 }))).toBe('EINVAL');
    expect(await desk.value('random.id')).not.toBe(await desk.value('random.id'));
  });
});

describe('text', () => {
  const { run, value } = bench();
  test('match gives places and groups', async () => {
    expect(await value('text.match', { text: 'a1 b', pattern: '([a-z])([0-9])?' })).toEqual([
      { match: 'a1', index: 0, groups: ['a', '1'] },
      { match: 'b', index: 3, groups: ['b', null] },
    ]);
    expect(
      await value('text.match', { text: 'A\nb', pattern: '^[a-z]$', ignore_case: true, multiline: true }),
    ).toHaveLength(2);
    expect(await value('text.match', { text: 'abc', pattern: 'x*' })).toHaveLength(4);
  });
  test('a wrong pattern is an error; one that other engines need years for is not', async () => {
    expect(await codeOf(run('text.match', { text: 'a', pattern: '(' }))).toBe('EINVAL');
    expect(await codeOf(run('text.match', { text: 'a', pattern: '(?=a)' }))).toBe('EINVAL');
    const text = 'a'.repeat(5_000);
    expect(await value('text.match', { text, pattern: '^(a+)+$' })).toHaveLength(1);
    expect(await value('text.match', { text: `${text}b`, pattern: '^(a+)+$' })).toEqual([]);
    expect(await codeOf(run('text.match', { text: 'a'.repeat(900_000), pattern: '(a{1,100}){1,9}b' }))).toBe('E2BIG');
  });
  test('one that looks to the end of the text at every place is ended', async () => {
    // Found at each of 400,000 places, each time after a look at all that follows.
    const text = 'x'.repeat(400_000);
    expect(await codeOf(run('text.replace_pattern', { text, pattern: 'x*y|x', by: '-' }))).toBe('ETIMEDOUT');
  });
  test('replace by pattern', async () => {
    const by = { text: '2026-11-22', pattern: '(\\d+)-(\\d+)-(\\d+)', by: '$3.$2.$1 $$' };
    expect(await value('text.replace_pattern', by)).toBe('22.11.2026 $');
    expect(await value('text.replace_pattern', { text: 'abc', pattern: 'x*', by: '-' })).toBe('-a-b-c-');
    expect(await codeOf(run('text.replace_pattern', { text: 'a', pattern: 'a', by: '$1' }))).toBe('EINVAL');
  });
  test('JSON', async () => {
    expect(await value('text.parse_json', { text: ' [1, {"a": null}] ' })).toEqual([1, { a: null }]);
    expect(await codeOf(run('text.parse_json', { text: '{a: 1}' }))).toBe('EINVAL');
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(await codeOf(run('text.parse_json', { text: deep(100) }))).toMatch(/^gave/);
    expect(await codeOf(run('text.parse_json', { text: deep(102) }))).toBe('E2BIG');
    expect(await codeOf(run('text.parse_json', { text: deep(400_000) }))).toMatch(/E2BIG|EINVAL/);
    expect(await value('text.to_json', { value: { a: [] }, indent: 0 })).toBe('{"a":[]}');
  });
  test('tables', async () => {
    expect(
      await run('text.parse_csv', { text: '\uFEFFcity,people,code\nOslo,700000,007\n"São ""Paulo"", SP",1.5,\n' }),
    ).toEqual({
      value: [
        { city: 'Oslo', people: 700000, code: '007' },
        { city: 'São "Paulo", SP', people: 1.5, code: '' },
      ],
      columns: ['city', 'people', 'code'],
    });
    expect(await run('text.parse_csv', { text: 'a;b', separator: ';', header: false, numbers: false })).toEqual({
      value: [{ column1: 'a', column2: 'b' }],
      columns: ['column1', 'column2'],
    });
  });
  test.each([['a,b\n1'], ['a,a\n1,2'], ['a\n"open'], ['__proto__\n1']])('%j is an error', async (text) => {
    expect(await codeOf(run('text.parse_csv', { text }))).toBe('EINVAL');
  });
  test('a table that is written and read again is the same', async () => {
    const cell = fc
      .oneof(fc.string(), fc.integer())
      .filter((each) => typeof each === 'number' || !/^[=+\-@\t\r]/.test(each));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ a: cell, b: cell }), { minLength: 1, maxLength: 20 }), async (rows) => {
        const text = await value('text.to_csv', { rows });
        const read = await value('text.parse_csv', { text, numbers: false });
        const plain = rows.map((row) => ({ a: String(row.a), b: String(row.b) }));
        expect(read).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });
  test('what a spreadsheet would run is written as text', async () => {
    expect(await value('text.to_csv', { rows: [{ a: '=HYPERLINK("https://x")' }] })).toBe(
      'a\r\n"\'=HYPERLINK(""https://x"")"',
    );
  });
});
