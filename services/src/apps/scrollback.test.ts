import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scrollback } from './scrollback.ts';

test('holds exactly the last bytes of everything appended, at their positions', () => {
  const piece = fc.uint8Array({ maxLength: 9_000 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 4_096, max: 20_000 }), (pieces, bound) => {
      const scrollback = new Scrollback(bound);
      for (const each of pieces) scrollback.append(each);
      const all = Buffer.concat(pieces);
      const { start, end } = scrollback;
      expect(end).toBe(all.length);
      expect(end - start).toBe(Math.min(all.length, bound, end - start));
      expect(end - start).toBeGreaterThanOrEqual(Math.min(all.length, bound));
      expect(scrollback.read(start, end - start).equals(all.subarray(start))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a replay after a loss starts behind a line break', () => {
  const scrollback = new Scrollback(4_096);
  for (let line = 0; line < 2_000; line++) scrollback.append(Buffer.from(`line ${line}\n`));
  const text = scrollback.contents().toString();
  expect(text).toMatch(/^line \d+\n/);
  expect(text.endsWith('line 1999\n')).toBe(true);
});

test('a replay without a loss starts at the first byte', () => {
  const scrollback = new Scrollback(4_096);
  scrollback.append(Buffer.from('no line break'));
  expect(scrollback.contents().toString()).toBe('no line break');
});
