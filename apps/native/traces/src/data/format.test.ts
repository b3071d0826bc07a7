import { expect, test } from 'vitest';
import { formatBytes, formatDuration, formatValue } from './format.ts';

test('durations have the digits that mean something', () => {
  const shown = [0, 7.4, 999, 1_000, 26_300, 889_000, 1_500_000, 62_000_000].map(formatDuration);
  expect(shown).toEqual(['0 µs', '7 µs', '999 µs', '1.00 ms', '26.3 ms', '889 ms', '1.50 s', '62.0 s']);
});

test('values are shown in their unit', () => {
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(1_500)).toBe('1.5 kB');
  expect(formatBytes(512_000_000)).toBe('512 MB');
  expect(formatValue(2, { unit: 'ms', means: '' })).toBe('2.00 ms');
  expect(formatValue(0.12345, { unit: 'ratio', means: '' })).toBe('0.123');
  expect(formatValue(1_234, { unit: 'count', means: '' })).toBe('1,234');
});
