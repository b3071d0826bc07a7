import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { arbitraryBlueprint } from '../testing-arbitraries.ts';
import { validateBlueprint } from '../validate.ts';
import { readLeniently } from './lexical.ts';
import { type Repair, repairDocument, repairText, repairTextWith } from './repair.ts';

const document = (...components: unknown[]) => ({
  app: { id: 'a', name: 'A' },
  data: { title: '', open: true },
  ui: { title: 'A', components },
});
const sound = document({ type: 'text', props: { text: 'x' } }, { type: 'input', props: { label: 'T' }, bind: 'title' });
const text = JSON.stringify(sound);

const rungOf = (repair: Repair) => (repair.ok ? repair.rung : 'refused');
const firstOf = (repair: Repair) => (repair.ok ? repair.blueprint.ui.components[0] : undefined);

describe('rung 0: the text', () => {
  test.each<[string, string]>([
    ['a code fence', `Here it is:\n\`\`\`json\n${text}\n\`\`\`\nEnjoy!`],
    ['curly quotes', text.replaceAll('"', '\u201d').replace('\u201d', '\u201c')],
    ['single quotes', text.replaceAll('"', "'")],
    ['trailing commas', text.replaceAll('}', ',}').replaceAll(']', ',]')],
    ['comments', text.replace('"data"', '/* what it keeps */ "data"').replace('"ui"', '// the screen\n"ui"')],
    ['missing commas', text.replaceAll(',"', ' "')],
    ['one closer too many at the end', `${text}}`],
    ['one closer too many in the middle', text.replace('"x"}}', '"x"}}}')],
    ['no closers at the end', text.replace(/[}\]]+$/, '')],
    ['names without quotes', text.replaceAll(/"(\w+)":/g, '$1:')],
    ['values of another language', text.replace('true', 'True')],
  ])('%s', (_name, broken) => {
    const repair = repairText(broken);
    expect(rungOf(repair)).toBe(0);
    expect(repair.ok && repair.blueprint).toEqual(
      validateBlueprint(sound).ok && repairText(text).ok && (repairText(text) as { blueprint: unknown }).blueprint,
    );
  });

  test('a byte order mark and a valid text need nothing', () => {
    expect(rungOf(repairText(`\uFEFF${text}`))).toBe(null);
  });

  test('a text that was cut off anywhere is read as far as it goes, without an exception', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, fc.double({ min: 0, max: 1, noNaN: true }), (blueprint, part) => {
        const whole = JSON.stringify(blueprint);
        const cut = whole.slice(0, Math.floor(whole.length * part));
        const repair = repairText(cut);
        if (repair.ok) expect(validateBlueprint(repair.blueprint).ok).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('anything at all ends in a document that validates, or in issues', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        "'",
        '\\',
        '//',
        '/*',
        '"type"',
        '"ui"',
        'true',
        '1e',
        '\u201c',
        '\n',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        (any) => {
          const repair = repairText(any);
          if (repair.ok) expect(validateBlueprint(repair.blueprint).ok).toBe(true);
          else expect(repair.issues.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readLeniently(JSON.stringify([value]))).toEqual({
          value: [JSON.parse(JSON.stringify(value))],
          faults: [],
          count: 0,
        });
      }),
      { numRuns: 200, examples: [] },
    );
  });
});

describe('rung 1: the form, nothing lost', () => {
  test.each<[string, unknown, object]>([
    [
      'fields among the properties',
      document({ type: 'input', props: { label: 'T', bind: 'title', visible: '=open' } }),
      { props: { label: 'T' }, bind: 'title', if: '=open' },
    ],
    [
      'events by other names',
      document({ type: 'button', props: { text: 'x', onClick: 'math.pi' } }),
      { on_event: { click: 'math.pi' } },
    ],
    ['types in capitals', document({ type: 'Button', props: { text: 'x' } }), { type: 'button' }],
    ['a column', document({ type: 'Column', children: ['x'] }), { type: 'col' }],
    ['one child that is no list', document({ type: 'row', children: { type: 'divider' } }), { type: 'row' }],
    ['components without a frame', [{ type: 'text', props: { text: 'x' } }], { type: 'text' }],
    [
      'a service that is not named',
      document({ type: 'button', on_event: { click: 'storage.clear' } }),
      { type: 'button' },
    ],
  ])('%s', (_name, broken, first) => {
    const repair = repairDocument(broken);
    expect(rungOf(repair)).toBe(1);
    expect(firstOf(repair)).toMatchObject(first);
  });

  test('a right that a handler needs is asked for, which gives it to nobody', () => {
    const repair = repairDocument(
      document({ type: 'button', on_event: { click: { tool: 'clipboard.copy', args: { text: 'x' } } } }),
    );
    expect(repair.ok && repair.blueprint.app.permissions).toEqual(['STANDARD', 'CLIPBOARD']);
  });
});

describe('rung 2: values', () => {
  test.each<[string, unknown, object]>([
    [
      'a number as text',
      document({ type: 'slider', props: { min: '1', max: '10' }, bind: 'title' }),
      { props: { min: 1, max: 10 } },
    ],
    [
      'a truth value as text',
      document({ type: 'text', props: { text: 'x', strike: 'true' } }),
      { props: { strike: true } },
    ],
    [
      'a word in capitals',
      document({ type: 'text', props: { text: 'x', tone: 'Muted' } }),
      { props: { tone: 'muted' } },
    ],
    ['a slip in a property', document({ type: 'text', props: { txt: 'x' } }), { props: { text: 'x' } }],
    ['a slip in a path', document({ type: 'input', props: { label: 'T' }, bind: 'titl' }), { bind: 'title' }],
    ['a property that means nothing', document({ type: 'divider', props: { sparkle: 3 } }), { type: 'divider' }],
    ['an id that is there twice', document({ type: 'text', id: 'x' }, { type: 'text', id: 'x' }), { id: 'x' }],
  ])('%s', (_name, broken, first) => {
    const repair = repairDocument(broken);
    // What an older spelling said with other types is upgraded on rung 1.
    expect([1, 2]).toContain(rungOf(repair));
    expect(firstOf(repair)).toMatchObject(first);
  });

  test('another tool is never guessed', () => {
    const repair = repairDocument(
      document({
        type: 'button',
        id: 'b',
        on_event: { click: { tool: 'storage.sett', args: { key: 'a', value: 1 } } },
      }),
    );
    expect(repair).toMatchObject({ ok: true, rung: 4, degraded: true });
    expect(JSON.stringify(repair.ok && repair.blueprint)).not.toContain('"tool"');
  });
});

describe('rung 3: one retry by whoever wrote it', () => {
  const broken = JSON.stringify(
    document({ type: 'text', props: { text: 'kept' } }, { type: 'text', id: 'b', if: '=1 +' }),
  );

  test('only the failing part is written anew', async () => {
    const asked: Json[] = [];
    const repair = await repairTextWith(async (issues, part) => {
      asked.push(part);
      expect(issues.map(({ code }) => code)).toEqual(['bad-expression']);
      return { type: 'text', id: 'b', if: '=open' };
    }, broken);
    expect(repair).toMatchObject({ ok: true, rung: 3, degraded: false });
    expect(asked).toEqual([{ type: 'text', id: 'b', if: '=1 +' }]);
    expect(repair.ok && repair.blueprint.ui.components[1]).toMatchObject({ if: '=open' });
  });

  test('an answer that is as wrong is not taken, and nothing is asked twice', async () => {
    let times = 0;
    const repair = await repairTextWith(async () => {
      times += 1;
      return { type: 'text', if: '=1 +', id: 'b' };
    }, broken);
    expect(times).toBe(1);
    expect(repair).toMatchObject({ ok: true, rung: 4, degraded: true });
  });

  test('what is valid asks nobody', async () => {
    expect(await repairTextWith(() => Promise.reject(new Error('asked')), text)).toMatchObject({
      ok: true,
      rung: null,
    });
  });
});

describe('rung 4: a placeholder', () => {
  test('the smallest part is replaced, keeps its id, and says what was wrong', () => {
    const repair = repairDocument(document({ type: 'row', children: [{ type: 'text', id: 'b', if: '=1 +' }, 'kept'] }));
    expect(repair).toMatchObject({ ok: true, rung: 4, degraded: true });
    const shown = JSON.stringify(firstOf(repair));
    expect(shown).toContain('This part could not be made');
    expect(shown).toContain('"id":"b"');
    expect(shown).toContain('kept');
  });

  test('a part beside components is left out and said at the end', () => {
    const repair = repairDocument({ ...document('x'), computed: { a: '=1 +' } });
    expect(repair.ok && repair.blueprint.computed).toBe(undefined);
    expect(JSON.stringify(repair.ok && repair.blueprint.ui.components.at(-1))).toContain('/computed/a');
  });

  test('no higher than it may', () => {
    const repair = repairDocument(document({ type: 'text', if: '=1 +' }), { most: 2 });
    expect(repair).toMatchObject({ ok: false, issues: [{ code: 'bad-expression' }] });
  });
});

describe('what is hostile is refused, not cut to size', () => {
  test.each<[string, string, string]>([
    ['ten megabytes', `{"app":"${'x'.repeat(10_000_000)}"}`, 'too-large'],
    ['a bomb of lists', '['.repeat(100_000), 'too-deep'],
    [
      'names that reach a prototype',
      '{"app":{"id":"a","name":"A"},"data":{"__proto__":{"x":1}},"ui":{"title":"A","components":[]}}',
      'forbidden-name',
    ],
    [
      'a right that does not exist',
      '{"app":{"id":"a","name":"A","permissions":["ROOT"]},"ui":{"title":"A","components":[]}}',
      'bad-permission',
    ],
    ['no JSON at all', 'I cannot help with that.', 'not-json'],
  ])('%s', (_name, broken, code) => {
    const repair = repairText(broken);
    expect(repair).toMatchObject({ ok: false });
    expect(repair.ok ? [] : repair.issues.map((issue) => issue.code)).toContain(code);
  });
});
