import { describe, expect, test } from 'vitest';
import { readMarkdown, readSpans } from './markdown-blocks.ts';

test('reads headings, lists with boxes, code and tables', () => {
  const kinds = readMarkdown(
    '# A\n\n- [x] one\n- two\n  - inside\n\n```\n# no heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['heading', 'list', 'code', 'table']);
  expect(kinds[1]).toMatchObject({ items: [{ done: true }, { done: undefined, blocks: [{ kind: 'list' }] }] });
});

test('a link and a picture stay words: nothing leads out', () => {
  const spans = readSpans('see [here](https://example.com/?a=1) ![a cat](https://example.com/cat.png)');
  expect(spans).toEqual([{ kind: 'text', text: 'see here a cat' }]);
});

test('reads any text to its end', () => {
  for (const text of ['*'.repeat(5000), '['.repeat(5000), '> '.repeat(300), '- '.repeat(300), '`', '**a', '|\n|-']) {
    expect(Array.isArray(readMarkdown(text))).toBe(true);
  }
});

describe('texts that take long to read badly', () => {
  const many = 100_000;
  test.each([
    ['marks that nothing closes', '*a '.repeat(many)],
    ['underscores that nothing closes', '_a '.repeat(many)],
    ['a heading of spaces', `# ${' '.repeat(many)}x`],
    ['a heading of signs', `# ${'# '.repeat(many)}x`],
    ['a table of spaces', `|\n${' '.repeat(many)}x`],
    ['a rule that is none', `${'- '.repeat(many)}x`],
    ['quotes in each other', `${'>'.repeat(many)}x`],
    ['items that are empty', `- a\n${'\n'.repeat(many)}b`],
    ['links that do not end', '[a]('.repeat(many / 4)],
    ['brackets', '['.repeat(many)],
    ['codes that do not end', '`a\n'.repeat(many)],
  ])('%s', (_what, text) => {
    expect(readMarkdown(text).length).toBeGreaterThan(0);
  });
});
