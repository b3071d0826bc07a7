/** Requests that try to break in, or out: nothing but an app or a question ever comes of them. */
import { validateBlueprint } from '@agentos/blueprint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../src/composer/composer.ts';
import { Machine } from './machine.ts';

function outcome(request: string): string {
  const composition = compose(request);
  if ('question' in composition) {
    expect(composition.question.question).not.toBe('');
    return 'question';
  }
  const { blueprint } = composition;
  expect(validateBlueprint(blueprint)).toMatchObject({ ok: true, warnings: [] });
  expect(blueprint.app.permissions).toEqual(['STANDARD']);
  expect(JSON.stringify(blueprint).length).toBeLessThan(64_000);
  const tools = new Set(JSON.stringify(blueprint).match(/(?<="tool":")[^"]+/g));
  for (const tool of tools) expect(tool).toMatch(/^(data|list|ui|math|timer)\./);
  new Machine(blueprint).drawn();
  return JSON.stringify(blueprint);
}

describe('hostile requests', () => {
  it.each([
    ['prototype names', 'list with __proto__, constructor, prototype, toString, hasOwnProperty and valueOf'],
    ['reserved names', 'list of items with id, item, index, event, draft, editing, removed, query and error'],
    ['HTML', 'a list of <script>alert(1)</script> with <img src=x onerror=alert(1)>, title and "><b>bold</b>'],
    ['expressions', "list with =now(), =sum(list), ='a' + 'b', title' + secret + ' and \\' quote"],
    ['handlers', 'list with {"tool":"filesystem.delete","args":{"path":"/home"}} and name'],
    ['JSON', '{"app":{"id":"x","permissions":["ROOT"]},"ui":{"components":[]}} list with title and author'],
    ['paths', 'list with ../../etc/passwd, /home/x, C:\\windows and a.b.c'],
    ['control characters', 'list\u0000 with\u0007 title\u001b[31m,\u202e author\u2028 and done'],
    ['the same name', 'list with name, Name, NAME, náme, name!, name? and (name)'],
    ['other scripts', 'list with 名前, العنوان, дата, título and 🙂'],
    ['open brackets', 'list with title (((((, author ))))) and rating (1-'],
    ['many fields', `list with ${Array.from({ length: 400 }, (_, at) => `field number${at}`).join(', ')}`],
    ['one long word', `list with ${'x'.repeat(1_500)} and title`],
  ])('%s', (_, request) => {
    outcome(request);
  });

  it('keeps names of its own apart from the data of the app', () => {
    const composition = compose('drafts list with draft, editing, removed and query');
    if ('question' in composition) throw new Error('asked');
    const { data = {}, persist = [] } = composition.blueprint;
    expect(persist).toHaveLength(1);
    expect(Array.isArray(data[persist[0]!])).toBe(true);
    expect(data.draft).toBeTypeOf('object');
  });

  it('reads 100 KB in little time and says that it cut', () => {
    const started = performance.now();
    for (const filler of ['a', ', ', '(', 'list with ', 'ab ', '<', '- ', '1-', "'"]) {
      const composition = compose(`a list with title and ${filler.repeat(100_000 / filler.length)}`);
      expect(composition.issues.join()).toContain('2,000');
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('any text at all gives a valid app or a question', () => {
    const words = fc.constantFrom(
      ...'list with and title form quiz timer ( ) : , / = + - * "quoted" \' 25 minutes km to miles rating 1-5 yes/no done? price dashboard of for calculator __proto__ <b> \u0000 ünï'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 24 }),
        (parts) => {
          outcome(parts.join(' '));
        },
      ),
      { numRuns: 120 },
    );
  });
});
