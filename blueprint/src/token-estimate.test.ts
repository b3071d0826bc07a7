import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { estimateTokens } from './token-estimate.ts';

const root = join(import.meta.dirname, '../..');
const files = [
  ...globSync('apps/blueprint/**/*.bp', { cwd: root }),
  ...globSync('blueprint/src/upgrade/fixtures/*', { cwd: root }),
  'docs/blueprint.md',
  'docs/components.md',
];

test.each(files)('the estimate is within a tenth of o200k: %s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const forms = file.endsWith('.md') ? [text] : [text, ...[0, 2].map((s) => JSON.stringify(JSON.parse(text), null, s))];
  for (const form of forms) {
    const ratio = estimateTokens(form) / encode(form).length;
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  }
});

test('nothing costs nothing, and other alphabets are not counted short by half', () => {
  expect(estimateTokens('')).toBe(0);
  for (const text of [
    'Заметки сохраняются, пока вы пишете.',
    'メモは書いている間に保存されます。',
    'Notizen werden beim Schreiben gespeichert.',
  ]) {
    expect(estimateTokens(text)).toBeGreaterThan(encode(text).length / 2);
  }
});
