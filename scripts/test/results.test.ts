import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../sources.ts';
import { add, closingLine, noResults, skipsFail } from './results.ts';

test('counts add up, and the closing line tells skips only when there are any', () => {
  const some = { passed: 3, failed: [{ name: 'a', reason: 'x' }], skipped: [] };
  const more = { passed: 4, failed: [], skipped: [{ name: 'b', reason: 'no chromium' }] };
  expect(closingLine(add(noResults, some))).toBe('3 passed, 1 failed');
  expect(closingLine(add(some, more))).toBe('7 passed, 1 failed, 1 skipped');
  expect(closingLine(skipsFail(add(some, more)))).toBe('7 passed, 2 failed');
});

test('the reporter tells passes, failures, skips with their reason, and files that do not load', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reporter-'));
  const results = join(folder, 'results.json');
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    "export default { test: { include: ['*.mjs'], exclude: ['*.config.mjs'] } };",
  );
  const imports = `import { describe, expect, test } from '${join(projectRoot, 'node_modules/vitest/dist/index.js')}';\n`;
  writeFileSync(
    join(folder, 'a.mjs'),
    `${imports}test('good', () => {});
     describe('in a group', () => test('bad', () => expect(1).toBe(2)));
     test('off', (context) => context.skip('no chromium'));
     test.skip('off (needs root)', () => {});`,
  );
  writeFileSync(join(folder, 'b.mjs'), "throw new Error('does not load');");
  const reporter = `--reporter=${join(projectRoot, 'scripts/test/results-reporter.ts')}`;
  const args = [join(projectRoot, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, reporter];
  const env = { ...process.env, AGENTOS_TEST_RESULTS: results };
  await new Promise((resolve) => execFile(process.execPath, args, { env, cwd: folder }, resolve));
  const told = JSON.parse(readFileSync(results, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  expect(told.passed).toBe(1);
  expect(told.failed.map((one: { name: string }) => one.name).sort()).toEqual(['a.mjs > in a group > bad', 'b.mjs']);
  expect(told.skipped).toEqual([
    { name: 'a.mjs > off', reason: 'no chromium' },
    { name: 'a.mjs > off (needs root)', reason: 'its title says why' },
  ]);
});
