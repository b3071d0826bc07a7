/** `filesystem.*` beyond single files, through the route: as the owner, and as apps with and without rights. */
import { readFile, readlink, utimes } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let editor: string;
let nobody: string;

const call = async (id: string, params: object, by?: string) =>
  (await system.tool(`filesystem.${id}`, params, by)).json;
const names = (answer: { data: { value: { path: string }[] } }): string[] =>
  answer.data.value.map((entry) => entry.path).sort();

beforeAll(async () => {
  const rights = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'LIST_DIRECTORY'];
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/utilities/editor.bp': blueprint(
        'editor',
        ['STANDARD', ...rights.map((kind) => `${kind}:/home/Work/**`)],
        {
          'filesystem.copy': { source: '=value', destination: '=value', overwrite: true },
          'filesystem.write': { path: '=value', content: '' },
          'filesystem.delete': { path: '=value' },
          'filesystem.list': { path: '=value' },
        },
      ),
    },
  });
  await system.put('/home/Work/a.txt', 'one\r\ntwo\nthree\n');
  await system.put('/home/private/secret.json', '{"password": 1}');
  editor = (await system.launch('editor')).id;
  nobody = (await system.launch('plain')).id;
});
afterAll(() => system?.stop());

describe('files', () => {
  test('are made, appended to, renamed and linked', async () => {
    expect((await call('create', { path: '/home/Work/new.txt' }, editor)).success).toBe(true);
    expect(await call('create', { path: '/home/Work/new.txt' }, editor)).toMatchObject({ code: 'EEXIST' });
    expect((await call('append', { path: '/home/Work/new.txt', data: 'Äpfel' }, editor)).data.size).toBe(6);
    await call('append', { path: '/home/Work/new.txt', data: '!' }, editor);
    expect((await call('rename', { path: '/home/Work/new.txt', new_name: 'old.txt' }, editor)).data).toEqual({
      path: '/home/Work/old.txt',
    });
    expect(await readFile(system.onDisk('/home/Work/old.txt'), 'utf8')).toBe('Äpfel!');
    await call('symlink', { target: '/home/Work/old.txt', link: '/home/Work/link' }, editor);
    expect((await call('readlink', { path: '/home/Work/link' }, editor)).data.value).toBe('/home/Work/old.txt');
    await call('hardlink', { target: '/home/Work/old.txt', link: '/home/Work/second.txt' }, editor);
    await call('append', { path: '/home/Work/second.txt', data: '?' }, editor);
    expect(await readFile(system.onDisk('/home/Work/old.txt'), 'utf8')).toBe('Äpfel!?');
  });

  test('a rename stays in its folder and takes no name that is there', async () => {
    for (const new_name of ['../x', 'a/b', '..', '.', '', 'a\0']) {
      expect(await call('rename', { path: '/home/Work/a.txt', new_name }, editor)).toMatchObject({ code: 'EINVAL' });
    }
    await system.put('/home/Work/taken.txt', 'keep');
    const onto = { path: '/home/Work/a.txt', new_name: 'taken.txt' };
    expect(await call('rename', onto, editor)).toMatchObject({ code: 'EEXIST' });
    expect(await readFile(system.onDisk('/home/Work/taken.txt'), 'utf8')).toBe('keep');
  });

  test('a link gives no rights to what it leads to', async () => {
    const link = '/home/Work/escape';
    expect((await call('symlink', { target: '/home/private/secret.json', link }, editor)).success).toBe(true);
    expect(await readlink(system.onDisk(link))).toBeTruthy();
    expect(await call('read_json', { path: link }, editor)).toMatchObject({ code: 'EACCES' });
    expect(await call('write_json', { path: link, data: {} }, editor)).toMatchObject({ code: 'EACCES' });
  });

  test('lines come by number, whatever ends them', async () => {
    const path = '/home/Work/a.txt';
    expect((await call('read_lines', { path }, editor)).data).toEqual({ value: ['one', 'two', 'three'], total: 3 });
    expect((await call('read_lines', { path, from: 2, limit: 1 }, editor)).data).toEqual({ value: ['two'], total: 3 });
    await call('write_lines', { path: '/home/Work/lines.txt', lines: ['x', '', 'y'] }, editor);
    expect(await readFile(system.onDisk('/home/Work/lines.txt'), 'utf8')).toBe('x\n\ny\n');
    expect(await call('write_lines', { path, lines: ['a\nb'] }, editor)).toMatchObject({ code: 'EINVAL' });
    await system.put('/home/Work/empty.txt', '');
    expect((await call('read_lines', { path: '/home/Work/empty.txt' }, editor)).data.total).toBe(0);
  });

  test('more than one syscall holds is read and written whole', async () => {
    const lines = Array.from({ length: 60_000 }, (_each, index) => `line ${index} of a long file`);
    const path = '/home/Work/long.txt';
    expect((await call('write_lines', { path, lines }, editor)).data.size).toBeGreaterThan(1024 * 1024);
    const { data } = await call('read_lines', { path, from: 59_999, limit: 5 }, editor);
    expect(data).toEqual({ value: lines.slice(-2), total: 60_000 });
    expect(await call('read_binary', { path }, editor)).toMatchObject({ code: 'EFBIG' });
  });

  test('bytes travel as base64', async () => {
    const path = '/home/Work/a.bin';
    await call('write_binary', { path, data: '/wAB' }, editor);
    expect((await call('read_binary', { path }, editor)).data).toEqual({ value: '/wAB', size: 3 });
    expect(await call('write_binary', { path, data: 'no base64' }, editor)).toMatchObject({ code: 'EINVAL' });
    expect(await call('read_lines', { path }, editor)).toMatchObject({ code: 'EILSEQ' });
  });

  test('an app without rights does none of it', async () => {
    const path = '/home/Work/a.txt';
    for (const [id, params] of [
      ['append', { path, data: 'x' }],
      ['create', { path: '/home/Work/mine.txt' }],
      ['read_lines', { path }],
      ['read_json', { path: '/home/private/secret.json' }],
      ['yaml.read', { path }],
      ['csv.read', { path }],
      ['size', { path }],
      ['mime_type', { path }],
      ['rename', { path, new_name: 'b.txt' }],
      ['symlink', { target: path, link: '/home/Work/l' }],
      ['dir.walk', { path: '/home/Work' }],
      ['glob', { path: '/home/Work', pattern: '**' }],
      ['regex_search', { path: '/home/Work', regex: 'a' }],
    ] as const) {
      expect([id, (await call(id, params, nobody)).code]).toEqual([id, 'EACCES']);
    }
    expect(await readFile(system.onDisk(path), 'utf8')).toBe('one\r\ntwo\nthree\n');
  });
});

describe('structured text', () => {
  const value = { title: 'Grüezi', list: [1, 2.5, true, null], deep: { a: { b: ['x'] } } };

  test.each([
    ['write_json', 'read_json', value],
    ['yaml.write', 'yaml.read', value],
    ['toml.write', 'toml.read', { title: 'Grüezi', list: [1, 2.5], deep: { a: { b: ['x'] } } }],
  ])('%s and %s give back what was given', async (write, read, data) => {
    const path = '/home/Work/value';
    expect(await call(write, { path, data }, editor)).toMatchObject({ success: true });
    expect((await call(read, { path }, editor)).data).toEqual({ value: data });
  });

  test('YAML and TOML as people write them', async () => {
    const yaml = await system.put(
      '/home/Work/a.yaml',
      '# why\nbase: &base {size: 1}\nbig: *base\nwhen: 2026-11-22\ntext: |\n  a\n  b\nno: no\n',
    );
    expect((await call('yaml.read', { path: yaml }, editor)).data.value).toEqual({
      base: { size: 1 },
      big: { size: 1 },
      when: '2026-11-22',
      text: 'a\nb\n',
      no: 'no',
    });
    const toml = await system.put('/home/Work/a.toml', 'at = 1979-05-27T07:32:00Z\n[[books]]\ntitle = "Dune"\n');
    expect((await call('toml.read', { path: toml }, editor)).data.value).toEqual({
      at: '1979-05-27T07:32:00.000Z',
      books: [{ title: 'Dune' }],
    });
  });

  test('tables are read as records and written for people', async () => {
    const path = await system.put('/home/Work/a.csv', 'city,people\r\nOslo,700000\r\n"Bern, CH",134000\r\n');
    const rows = [
      { city: 'Oslo', people: 700_000 },
      { city: 'Bern, CH', people: 134_000 },
    ];
    expect((await call('csv.read', { path }, editor)).data).toEqual({ value: rows, columns: ['city', 'people'] });
    expect((await call('csv.read', { path, has_header: false }, editor)).data.columns).toEqual(['column1', 'column2']);
    const copied = await call('csv.to_json', { input: path, output: '/home/Work/a.json' }, editor);
    expect(copied.data).toEqual({ value: 2 });
    expect(JSON.parse(await readFile(system.onDisk('/home/Work/a.json'), 'utf8'))).toEqual(rows);
    await call('csv.write', { path: '/home/Work/b.csv', data: [{ a: '=1+1', b: 'x,y' }], headers: ['b', 'a'] }, editor);
    expect(await readFile(system.onDisk('/home/Work/b.csv'), 'utf8')).toBe(`b,a\r\n"x,y","'=1+1"\r\n`);
  });

  test('JSON files are merged field by field', async () => {
    const files = [
      await system.put('/home/Work/1.json', '{"a": {"x": 1, "y": [1]}, "b": 1}'),
      await system.put('/home/Work/2.json', '{"a": {"y": [2]}, "c": null}'),
    ];
    const merged = { a: { x: 1, y: [2] }, b: 1, c: null };
    expect((await call('merge_json', { files }, editor)).data).toEqual({ value: merged });
    await call('json.merge', { files, output: '/home/Work/3.json' }, editor);
    expect(JSON.parse(await readFile(system.onDisk('/home/Work/3.json'), 'utf8'))).toEqual(merged);
    expect(await call('json.merge', { files: [files[0], '/home/private/secret.json'] }, editor)).toMatchObject({
      code: 'EACCES',
    });
  });

  test.each([
    ['read_json', '{"a": }'],
    ['yaml.read', 'a: [1'],
    ['yaml.read', 'a: 1\n---\nb: 2'],
    ['yaml.read', 'a: !!js/function x'],
    ['yaml.read', 'a: 1\na: 2'],
    ['yaml.read', '? [1, 2]\n: 3'],
    ['yaml.read', 'a: .nan'],
    ['toml.read', 'a = '],
    ['toml.read', 'a = inf'],
    ['toml.read', 'a = 9007199254740993'],
    ['csv.read', 'a,b\n1'],
    ['csv.read', 'a,a\n1,2'],
    ['csv.read', 'a\n"open'],
  ])('%s of %j is an error that names what is wrong', async (id, content) => {
    const path = await system.put('/home/Work/wrong', content);
    const answer = await call(id, { path }, editor);
    expect(answer).toMatchObject({ success: false, code: 'EINVAL' });
    expect(answer.error.length).toBeGreaterThan(10);
  });
});

describe('hostile files', () => {
  const deep = 3_000;
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 10; level += 1) {
    bomb.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }

  test.each([
    ['yaml.read', 'aliases of aliases', bomb.join('\n'), ['EINVAL']],
    [
      'yaml.read',
      'one long text, a hundred times',
      `a: &a "${'x'.repeat(120_000)}"\nb:\n${'  - *a\n'.repeat(90)}`,
      ['E2BIG'],
    ],
    ['yaml.read', 'an alias in itself', '&a [*a]', ['E2BIG']],
    ['yaml.read', 'aliases in themselves', '&a [*a, *a]', ['E2BIG', 'EINVAL']],
    ['yaml.read', 'brackets', '['.repeat(200_000), ['EINVAL']],
    ['yaml.read', 'lists of lists', `${'- '.repeat(deep)}a`, ['EINVAL', 'E2BIG']],
    [
      'yaml.read',
      'many keys, one twice',
      Array.from({ length: 15_000 }, (_each, n) => `k${n % 14_999}: 1`).join('\n'),
      ['EINVAL'],
    ],
    ['yaml.read', 'too long', 'a: 1\n'.repeat(60_000), ['EFBIG']],
    ['yaml.read', 'the prototype', '__proto__: {admin: true}', ['EINVAL']],
    ['toml.read', 'the prototype', '[__proto__]\nadmin = true', ['EINVAL']],
    ['toml.read', 'a deep key', `a${'.a'.repeat(deep)} = 1`, ['E2BIG', 'EINVAL']],
    ['toml.read', 'brackets', `a = ${'['.repeat(100_000)}`, ['EINVAL']],
    ['read_json', 'the prototype', '{"a": {"__proto__": {"admin": true}}}', ['EINVAL']],
    ['read_json', 'the constructor', '{"constructor": {"prototype": {"admin": true}}}', ['EINVAL']],
    ['read_json', 'brackets', '['.repeat(deep) + ']'.repeat(deep), ['E2BIG']],
    ['read_json', 'many values', `[${'0,'.repeat(400_000)}0]`, ['E2BIG']],
    ['csv.read', 'the prototype', '__proto__,b\n1,2', ['EINVAL']],
    ['csv.read', 'a long header over many rows', `${'h'.repeat(1_000)}\n${'1\n'.repeat(90_000)}`, ['E2BIG']],
    ['csv.read', 'many rows', 'a\n'.repeat(200_000), ['E2BIG']],
    ['csv.read', 'many bytes', 'a,b\n'.repeat(1_200_000), ['EFBIG']],
  ])('%s refuses %s', async (id, _what, content, codes) => {
    const path = await system.put('/home/Work/hostile', content);
    expect(codes).toContain((await call(id, { path }, editor)).code);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    expect((await call('size', { path }, editor)).data.value).toBe(content.length);
  });

  test('merging does not reach what is behind all records', async () => {
    const files = [
      await system.put('/home/Work/1.json', '{}'),
      await system.put('/home/Work/2.json', '{"__proto__": {"admin": 1}}'),
    ];
    expect(await call('json.merge', { files }, editor)).toMatchObject({ code: 'EINVAL' });
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });
});

describe('what is known of files', () => {
  beforeAll(async () => {
    await system.put('/home/Tree/a.md', '# A');
    await system.put('/home/Tree/2026/b.CSV', 'x'.repeat(2_000));
    await system.put('/home/Tree/2026/deep/c.json', '{}');
    await system.put('/home/Tree/2026/deep/old.md', 'old');
    await utimes(
      system.onDisk('/home/Tree/2026/deep/old.md'),
      new Date('2020-05-01T00:00:00Z'),
      new Date('2020-05-01T00:00:00Z'),
    );
    await call('symlink', { target: '/home/Tree', link: '/home/Tree/2026/round' });
  });
  const path = '/home/Tree';

  test('sizes and times', async () => {
    expect((await call('size', { path: '/home/Tree/2026/b.CSV' })).data).toEqual({ value: 2_000 });
    expect((await call('size_human', { path: '/home/Tree/2026/b.CSV' })).data).toEqual({ value: '2.0 KiB' });
    expect((await call('total_size', { path })).data).toMatchObject({
      value: 2_008,
      files: 4,
      folders: 2,
      human: '2.0 KiB',
    });
    const old = '/home/Tree/2026/deep/old.md';
    expect((await call('modified_time', { path: old })).data).toEqual({ value: '2020-05-01T00:00:00.000Z' });
    expect((await call('modified_time', { path: old, format: 'unix' })).data).toEqual({ value: 1_588_291_200_000 });
    expect((await call('created_time', { path: old, format: 'unix' })).data.value).toBeGreaterThan(1_588_291_200_000);
    expect(await call('size', { path: '/home/Tree/none' })).toMatchObject({ code: 'ENOENT' });
  });

  test('kinds come from what is in a file before its name', async () => {
    const png = await system.put('/home/Work/lies.txt', Buffer.from('89504e470d0a1a0a00', 'hex'));
    const kind = async (file: string) => (await call('mime_type', { path: file })).data.value;
    expect(await kind(png)).toBe('image/png');
    expect(await kind('/home/Tree/a.md')).toBe('text/markdown');
    expect(await kind(await system.put('/home/Work/noname', 'plain'))).toBe('text/plain');
    expect(await kind(await system.put('/home/Work/noname', Buffer.from([0xff, 0, 1])))).toBe(
      'application/octet-stream',
    );
    expect((await call('is_text', { path: png })).data.value).toBe(false);
    expect((await call('is_binary', { path: png })).data.value).toBe(true);
    // The 8,192nd byte is in the middle of a character.
    const cut = await system.put('/home/Work/cut.txt', `a${'ü'.repeat(6_000)}`);
    expect((await call('is_text', { path: cut })).data.value).toBe(true);
  });

  test('a folder is walked whole, links are not followed', async () => {
    const all = await call('dir.walk', { path });
    expect(names(all)).toEqual([
      '/home/Tree/2026',
      '/home/Tree/2026/b.CSV',
      '/home/Tree/2026/deep',
      '/home/Tree/2026/deep/c.json',
      '/home/Tree/2026/deep/old.md',
      '/home/Tree/2026/round',
      '/home/Tree/a.md',
    ]);
    expect(all.data.truncated).toBe(false);
    expect(names(await call('dir.walk', { path, max_depth: 1 }))).toEqual(['/home/Tree/2026', '/home/Tree/a.md']);
    expect((await call('dir.walk', { path, limit: 2 })).data).toMatchObject({ truncated: true, value: { length: 2 } });
    expect((await call('dir.flatten', { path })).data.value.sort()).toEqual([
      '/home/Tree/2026/b.CSV',
      '/home/Tree/2026/deep/c.json',
      '/home/Tree/2026/deep/old.md',
      '/home/Tree/a.md',
    ]);
    expect((await call('dir.tree', { path })).data.value.split('\n')).toEqual([
      '/home/Tree',
      '├─ 2026/',
      '│  ├─ b.CSV',
      '│  ├─ deep/',
      '│  │  ├─ c.json',
      '│  │  └─ old.md',
      '│  └─ round',
      '└─ a.md',
    ]);
    expect(await call('dir.walk', { path: '/home/Tree/a.md' })).toMatchObject({ code: 'ENOTDIR' });
  });

  test.each([
    ['find', { pattern: '*.md' }, ['2026/deep/old.md', 'a.md']],
    ['find', { pattern: 'B.csv' }, ['2026/b.CSV']],
    ['find', { pattern: '{a,c}.*' }, ['2026/deep/c.json', 'a.md']],
    ['glob', { pattern: '*.md' }, ['a.md']],
    ['glob', { pattern: '**/*.{md,json}' }, ['2026/deep/c.json', '2026/deep/old.md', 'a.md']],
    ['glob', { pattern: '2026/*/?.json' }, ['2026/deep/c.json']],
    ['filter_by_extension', { extensions: ['csv', '.json'] }, ['2026/b.CSV', '2026/deep/c.json']],
    ['filter_by_size', { min_size: 100 }, ['2026/b.CSV']],
    ['filter_by_size', { max_size: 2 }, ['2026/deep/c.json']],
    ['filter_by_date', { before: '2021-01-01' }, ['2026/deep/old.md']],
    ['filter_by_date', { after: '2021-01-01T00:00:00Z' }, ['2026/b.CSV', '2026/deep/c.json', 'a.md']],
    ['recent_files', { hours: 1 }, ['2026/b.CSV', '2026/deep/c.json', 'a.md']],
  ])('%s %j', async (id, params, expected) => {
    expect(names(await call(id, { path, ...params }))).toEqual(expected.map((name) => `/home/Tree/${name}`).sort());
  });

  test('patterns and dates that are none are refused, and hostile ones end', async () => {
    expect(await call('glob', { path, pattern: '{a,b}'.repeat(7) })).toMatchObject({ code: 'EINVAL' });
    expect(await call('filter_by_date', { path, after: 'yesterday' })).toMatchObject({ code: 'EINVAL' });
    expect(await call('filter_by_date', { path, after: '2026-99-99' })).toMatchObject({ code: 'EINVAL' });
    await system.put(`/home/Tree2/${'a'.repeat(250)}`, '');
    const hostile = { path: '/home/Tree2', pattern: `${'*a'.repeat(200)}b` };
    expect((await call('find', hostile)).data.value).toEqual([]);
    expect((await call('glob', { path: '/home/Tree2', pattern: `${'**/'.repeat(160)}b` })).data.value).toEqual([]);
  });

  test('lines are found by a regular expression, under either name', async () => {
    const found = [{ path: '/home/Tree/a.md', line: 1, column: 1, text: '# A' }];
    expect((await call('regex_search', { path, regex: '^# [A-Z]' })).data.value).toEqual(found);
    expect((await call('search_content', { path, query: '# a' })).data.value).toEqual(found);
  });

  test('what an app may not list is left out', async () => {
    await system.put('/home/Work/.apps-like/x.txt', 'x');
    const seen = await call('dir.walk', { path: '/home/Work', limit: 10_000 }, editor);
    expect(names(seen)).toContain('/home/Work/.apps-like/x.txt');
    expect(await call('dir.walk', { path: '/home' }, editor)).toMatchObject({ code: 'EACCES' });
  });
});
