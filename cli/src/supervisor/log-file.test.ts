import { closeSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
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

test('a log that is moved aside again and again keeps its last parts, and no more', () => {
  const path = join(folder, 'layer.log');
  const log = new LogFile({ path, longestBytes: 10 });
  for (let round = 1; round <= 8; round++) {
    writeFileSync(path, `line of round ${round}\n`, { flag: 'a' });
    expect(log.rotate()).toBe(true);
  }
  writeFileSync(path, 'now\n', { flag: 'a' });
  expect(readdirSync(folder).sort()).toEqual(['layer.log', 'layer.log.1', 'layer.log.2', 'layer.log.3', 'layer.log.4']);
  expect(lastLines(path, 3)).toEqual(['line of round 7', 'line of round 8', 'now']);
  expect(lastLines(path, 100)).toEqual([5, 6, 7, 8].map((round) => `line of round ${round}`).concat('now'));
});
