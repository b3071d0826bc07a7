import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  mkdirSync(join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Entry {
  version: string;
  integrity: string;
  optional?: boolean;
}

function isCurrent(wanted: Record<string, Entry>, installed: Record<string, Entry> | undefined): boolean {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, kernel: {}, ...wanted } }));
  const hidden = join(folder, 'node_modules', '.package-lock.json');
  rmSync(hidden, { force: true });
  if (installed !== undefined) writeFileSync(hidden, JSON.stringify({ packages: { kernel: {}, ...installed } }));
  return spawnSync(process.execPath, [join(import.meta.dirname, 'packages-current.mjs')], { cwd: folder }).status === 0;
}

const zod: Entry = { version: '4.6.7', integrity: 'sha512-a' };

test('the same packages are current, without the optional ones of other systems', () => {
  const other: Entry = { version: '1.0.0', integrity: 'sha512-b', optional: true };
  expect(isCurrent({ 'node_modules/zod': zod, 'node_modules/other': other }, { 'node_modules/zod': zod })).toBe(true);
});

test('a missing, changed or left over package is not current, nor is nothing at all', () => {
  const wanted = { 'node_modules/zod': zod };
  expect(isCurrent(wanted, undefined)).toBe(false);
  expect(isCurrent(wanted, {})).toBe(false);
  expect(isCurrent(wanted, { 'node_modules/zod': { ...zod, version: '4.6.6' } })).toBe(false);
  expect(isCurrent(wanted, { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } })).toBe(false);
  expect(isCurrent(wanted, { ...wanted, 'node_modules/more': zod })).toBe(false);
});
