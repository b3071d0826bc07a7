import { expect, test } from 'vitest';
import { discover } from './discover.ts';

test.each([
  ['list the files in a folder', 'filesystem'],
  ['store a value under a key', 'storage'],
  ['close the app', 'app'],
  ['type into the terminal', 'terminal'],
])('%s → %s', (message, service) => {
  expect(discover(message)[0]?.id).toBe(service);
});

test('words that no tool knows find nothing', () => {
  expect(discover('zebra xylophone')).toEqual([]);
});
