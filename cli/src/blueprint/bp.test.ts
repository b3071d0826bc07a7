import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBlueprint } from '@agentos/blueprint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../supervisor/layers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agentos bp '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `agentos bp` in the folder; what it starts or stores would be seen there, for it is HOME too. */
function bp(args: readonly string[], input = ''): Promise<Result> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', HOME: folder }, cwd: folder };
    const child = execFile(join(projectRoot, 'agentos'), ['bp', ...args], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function write(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const counter = {
  app: { id: 'counter', name: 'Counter' },
  data: { count: 0 },
  ui: {
    title: 'Counter',
    components: [
      { type: 'text', id: 'shown', props: { text: '=count' } },
      {
        type: 'button',
        id: 'more',
        props: { text: 'More' },
        on_event: { click: { tool: 'data.increment', args: { path: 'count' } } },
      },
    ],
  },
  tests: [
    { name: 'counts', do: [{ click: 'more' }, { expect: { count: 1 } }] },
    { name: 'counts twice', do: [{ click: 'more' }, { expect: { count: 2 } }] },
  ],
};
const wrong = {
  ...counter,
  ui: { title: 'Counter', components: [{ type: 'buton' }, { type: 'text', props: { txt: 'x' } }] },
  tests: undefined,
};
const older = {
  app: { id: 'old', name: 'Old' },
  ui: { title: 'Old', components: [{ 'button#go': { '@click': 'ui.clear', text: 'Go' } }] },
};

describe('agentos bp validate', () => {
  test('says where each fault is, what it is and what to write, and goes on to the next file', async () => {
    write('wrong.bp', wrong);
    write('good.bp', counter);
    const { code, out, err } = await bp(['validate', 'wrong.bp', 'missing.bp', 'good.bp']);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^wrong\.bp:\/ui\/components\/0\/type unknown-component .* \(write: button\)$/),
      expect.stringMatching(/^wrong\.bp:\/ui\/components\/1\/props\/txt unknown-property .* \(write: text\)$/),
      'missing.bp: there is no such file or folder',
      '',
    ]);
    expect(err).toContain('3 files, 2 not valid');
  });

  test('is satisfied with what is right, and tolerant when asked', async () => {
    write('good.bp', counter);
    write('wrong.bp', wrong);
    expect(await bp(['validate', 'good.bp'])).toMatchObject({ code: 0, out: '' });
    const { code, out } = await bp(['validate', '--tolerant', 'wrong.bp']);
    expect(code).toBe(0);
    expect(out).toMatch(/^wrong\.bp:\/ui\/components\/0\/type warning unknown-component /);
  });

  test('looks below a folder, not into hidden ones, packages and circles of links', async () => {
    mkdirSync(join(folder, 'apps/deep'), { recursive: true });
    for (const hidden of ['apps/.git', 'apps/node_modules']) {
      mkdirSync(join(folder, hidden));
      write(`${hidden}/wrong.bp`, wrong);
    }
    write('apps/a.bp', counter);
    write('apps/deep/b.aiapp', counter);
    write('apps/deep/c.json', wrong);
    symlinkSync('..', join(folder, 'apps/deep/up'));
    const { code, out } = await bp(['validate', '--json', 'apps']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      ok: true,
      files: ['apps/a.bp', 'apps/deep/b.aiapp'].map((file) => ({ file, ok: true, issues: [], warnings: [] })),
    });
    mkdirSync(join(folder, 'none'));
    expect(await bp(['validate', 'none'])).toMatchObject({ code: 1, out: expect.stringContaining('no .bp or .aiapp') });
  });

  test('reads the input, and refuses what is no document with one line', async () => {
    expect(await bp(['validate', '-'], JSON.stringify(counter))).toMatchObject({ code: 0, out: '' });
    for (const [text, code] of [
      ['{', 'not-json'],
      ['', 'not-json'],
      ['[]', 'wrong-type'],
      [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
      [JSON.stringify({ a: 'x'.repeat(300_000) }), 'too-large'],
      ['{"__proto__":{}}', 'forbidden-name'],
    ] as const) {
      const { code: exit, out } = await bp(['validate', '-'], text);
      expect([exit, out.split('\n')]).toEqual([1, [expect.stringMatching(`^-:/[^ ]* ${code} `), '']]);
    }
    writeFileSync(join(folder, 'latin.bp'), Buffer.from([0x7b, 0x22, 0xe4, 0x22, 0x7d]));
    expect((await bp(['validate', 'latin.bp'])).out).toBe('latin.bp: not text in UTF-8\n');
  });

  test('hands the JSON form to programs with the faults as they are', async () => {
    write('wrong.bp', wrong);
    const { code, out } = await bp(['validate', '--json', 'wrong.bp']);
    const validation = parseBlueprint(JSON.stringify(wrong));
    expect([code, JSON.parse(out).files[0].issues]).toEqual([1, validation.ok ? null : validation.issues]);
  });

  test('shows no codes that would steer the terminal', async () => {
    write('bad.bp', { ...counter, 'a\u001b[2J\u202eb': 1 });
    const { out } = await bp(['validate', 'bad.bp']);
    expect(out).toContain('\\u001b[2J\\u202e');
    for (const code of ['\u001b', '\u202e']) expect(out).not.toContain(code);
  });

  test('points to the upgrade for older spellings', async () => {
    write('old.bp', older);
    expect(await bp(['validate', 'old.bp'])).toMatchObject({ code: 1, err: expect.stringContaining('bp upgrade') });
  });
});

describe('agentos bp fmt', () => {
  test('writes in place, changes no value and keeps the mode; a second time changes nothing', async () => {
    const { ui, ...rest } = counter;
    write('counter.bp', { ui, ...rest });
    chmodSync(join(folder, 'counter.bp'), 0o640);
    expect(await bp(['fmt', '--check', 'counter.bp'])).toMatchObject({ code: 1, out: 'counter.bp\n' });
    expect(read('counter.bp')).toBe(JSON.stringify({ ui, ...rest }));
    expect(await bp(['fmt', 'counter.bp'])).toMatchObject({ code: 0, out: 'counter.bp\n' });
    expect(JSON.parse(read('counter.bp'))).toEqual(counter);
    expect(Object.keys(JSON.parse(read('counter.bp')))).toEqual(['app', 'data', 'ui', 'tests']);
    expect(statSync(join(folder, 'counter.bp')).mode & 0o777).toBe(0o640);
    expect(await bp(['fmt', '--check', 'counter.bp'])).toMatchObject({ code: 0, out: '' });
  });

  test('is a filter for the input', async () => {
    const { code, out } = await bp(['fmt', '-'], JSON.stringify(counter));
    expect([code, JSON.parse(out)]).toEqual([0, counter]);
    expect(out.split('\n').length).toBeGreaterThan(5);
  });

  test('leaves what it cannot read as it is', async () => {
    write('broken.bp', '{"app": ');
    expect(await bp(['fmt', 'broken.bp'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('not-json'),
    });
    expect(read('broken.bp')).toBe('{"app": ');
  });
});

describe('agentos bp upgrade', () => {
  test('lists each change and writes only when told', async () => {
    write('old.bp', older);
    const before = read('old.bp');
    const listed = await bp(['upgrade', 'old.bp']);
    expect(listed.code).toBe(0);
    expect(listed.out).toContain('old.bp:/ui/components/0/button#go "button#go" became type and id');
    expect(read('old.bp')).toBe(before);
    expect((await bp(['upgrade', '--write', 'old.bp'])).out).toBe(listed.out);
    expect(parseBlueprint(read('old.bp')).ok).toBe(true);
    expect(await bp(['upgrade', '--write', 'old.bp'])).toMatchObject({ code: 0, out: '' });
  });

  test('gives what comes from the input to the output, the list beside it', async () => {
    const { code, out, err } = await bp(['upgrade', '--write', '-'], JSON.stringify(older));
    expect([code, parseBlueprint(out).ok]).toEqual([0, true]);
    expect(err).toContain('became type and id');
  });

  test('a document of today stays byte for byte', async () => {
    write('counter.bp', counter);
    expect(await bp(['upgrade', '--write', 'counter.bp'])).toMatchObject({ code: 0, out: '' });
    expect(read('counter.bp')).toBe(JSON.stringify(counter));
  });
});

describe('agentos bp test', () => {
  test('has a line for each test, and the reason for those that fail', async () => {
    write('counter.bp', counter);
    const { code, out, err } = await bp(['test', 'counter.bp']);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'ok    counter.bp: counts',
      expect.stringMatching(/^FAIL {2}counter\.bp: counts twice: step 2 \(expect count\): .*1/),
      '',
    ]);
    expect(err).toContain('2 tests, 1 failed');
    expect(await bp(['test', '--name', 'counts', '--json', 'counter.bp'])).toMatchObject({ code: 1 });
  });

  test('passes when all pass, says when there are none, and does not run what is not valid', async () => {
    write('counter.bp', { ...counter, tests: counter.tests.slice(0, 1) });
    write('untested.bp', { ...counter, tests: undefined });
    write('wrong.bp', { ...wrong, tests: counter.tests });
    expect(await bp(['test', 'counter.bp', 'untested.bp'])).toMatchObject({
      code: 0,
      out: 'ok    counter.bp: counts\nnone  untested.bp: the app carries no such tests\n',
    });
    const { code, out } = await bp(['test', 'wrong.bp']);
    expect([code, out.includes('ok '), out.includes('unknown-component')]).toEqual([1, false, true]);
    expect(await bp(['test', '--name', 'nothing like it', 'counter.bp'])).toMatchObject({ code: 1 });
  });
});

describe('agentos bp stats', () => {
  test('measures, and tells which place causes a permission', async () => {
    const remove = { tool: 'filesystem.delete', args: { path: '/home/a.txt' } };
    const components = [
      {
        type: 'col',
        children: [
          { type: 'use', template: 'pair' },
          { type: 'use', template: 'pair' },
        ],
      },
      {
        type: 'button',
        props: { text: 'x' },
        on_event: {
          click: ['ui.refresh', remove].map((tool) =>
            typeof tool === 'string' ? { tool, args: { source: 'now' } } : tool,
          ),
        },
      },
    ];
    const document = {
      app: { id: 'a', name: 'A', permissions: ['DELETE_FILE:/home/a.txt'] },
      services: ['filesystem'],
      sources: { now: { tool: 'ui.get', args: { path: 'x' } } },
      data: { x: 1 },
      templates: { pair: { component: { type: 'row', children: ['a', 'b'] } } },
      ui: { title: 'A', components },
    };
    write('a.bp', JSON.stringify(document, null, 2));
    const { code, out, err } = await bp(['stats', '--json', 'a.bp']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out).files).toEqual([
      expect.objectContaining({
        file: 'a.bp',
        components: 5,
        components_drawn: 6,
        depth: 2,
        bytes: Buffer.byteLength(read('a.bp')),
        bytes_minified: Buffer.byteLength(JSON.stringify(document)),
        tools: expect.arrayContaining([{ tool: 'filesystem.delete', site: 'services', uses: 1 }]),
        permissions: [
          {
            capability: 'DELETE_FILE:/home/a.txt',
            declared: true,
            causes: [{ pointer: '/ui/components/1/on_event/click/1/tool', tool: 'filesystem.delete' }],
          },
        ],
      }),
    ]);
    expect((await bp(['stats', 'a.bp'])).out).toContain('/ui/components/1/on_event/click/1/tool filesystem.delete');
    expect(await bp(['stats', '-'], '{}')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('/app') });
  });
});

describe('agentos bp import', () => {
  const spec = {
    root: 'page',
    elements: {
      page: { type: 'Stack', props: {}, children: ['name'] },
      name: { type: 'Text', props: { content: 'Hello' }, children: [] },
    },
  };
  const messages = [
    { version: 'v1.0', createSurface: { surfaceId: 's', catalogId: 'basic' } },
    {
      version: 'v1.0',
      updateComponents: { surfaceId: 's', components: [{ id: 'root', component: 'Text', text: 'Hello' }] },
    },
  ];
  const texts = (name: string): unknown => {
    const parsed = parseBlueprint(read(name));
    return parsed.ok ? JSON.stringify(parsed.blueprint.ui) : parsed.issues;
  };

  test('recognises what it is given and writes a valid app beside it', async () => {
    write('view.json', spec);
    write('surface.jsonl', messages.map((message) => JSON.stringify(message)).join('\n'));
    const { code, out } = await bp(['import', 'view.json', 'surface.jsonl']);
    expect([code, out]).toEqual([0, 'view.bp\nsurface.bp\n']);
    for (const name of ['view.bp', 'surface.bp']) expect(texts(name)).toContain('Hello');
    expect(await bp(['validate', 'view.bp', 'surface.bp'])).toMatchObject({ code: 0 });
  });

  test('writes over nothing unless told, and gives the input to the output', async () => {
    write('view.json', spec);
    write('view.bp', 'mine');
    expect(await bp(['import', 'view.json'])).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
    expect(read('view.bp')).toBe('mine');
    expect(await bp(['import', '--force', 'view.json'])).toMatchObject({ code: 0 });
    const { code, out } = await bp(['import', '-', '--name', 'Greeting'], JSON.stringify(spec));
    expect([code, JSON.parse(out).app.name]).toEqual([0, 'Greeting']);
  });

  test('refuses what it cannot read with one line', async () => {
    for (const text of ['', '{}', '[1', `${'['.repeat(5000)}${']'.repeat(5000)}`, '{"root":"a"}']) {
      const { code, out, err } = await bp(['import', '-'], text);
      expect([code, out, err.trim().split('\n').length]).toEqual([1, '', 1]);
    }
    expect(await bp(['import', '--from', 'html', '-'])).toMatchObject({ code: 2 });
  });
});
