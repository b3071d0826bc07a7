import { closeSync, mkdtempSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LogFile, lastLines } from './log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('moves a long log aside while its writer keeps its descriptor, and loses no line', () => {
  const log = new LogFile({ path: join(folder, 'logs', 'kernel.log'), longestBytes: 1_000 });
  const writer = log.open();
  for (let line = 0; line < 100; line += 1) writeSync(writer, `line ${line} ä\n`);
  expect(log.rotate()).toBe(true);
  writeSync(writer, 'line 100 ä\n');
  expect(log.rotate()).toBe(false);
  closeSync(writer);
  expect(readFileSync(log.path, 'utf8')).toBe('line 100 ä\n');
  expect(lastLines(log.path, 1_000)).toEqual(Array.from({ length: 101 }, (_, line) => `line ${line} ä`));
  expect(lastLines(log.path, 2)).toEqual(['line 99 ä', 'line 100 ä']);
  expect(statSync(log.path).mode & 0o077).toBe(0);
});

test('finds the last lines of a log much longer than one read', () => {
  const log = new LogFile({ path: join(folder, 'long.log'), longestBytes: 10_000_000 });
  const writer = log.open();
  for (let line = 0; line < 400; line += 1) writeSync(writer, `${line} ${'x'.repeat(1_000)}\n`);
  closeSync(writer);
  expect(lastLines(log.path, 300).map((line) => line.split(' ')[0])).toEqual(
    Array.from({ length: 300 }, (_, index) => String(index + 100)),
  );
  expect(lastLines(join(folder, 'none.log'), 5)).toEqual([]);
});
