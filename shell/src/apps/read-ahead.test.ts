import type { ToolOutcome } from '@agentos/tools';
import { expect, test } from 'vitest';
import { createReadAhead } from './read-ahead.ts';

const answer: ToolOutcome = { ok: true, data: { value: 1 } };
const call = async (): Promise<ToolOutcome> => answer;

test('gives the answer to the same call, once', async () => {
  const ahead = createReadAhead();
  ahead.start('storage.get', { key: 'a' }, call);
  expect(ahead.take('storage.get', { key: 'b' })).toBeUndefined();
  expect(ahead.take('storage.list', { key: 'a' })).toBeUndefined();
  expect(await ahead.take('storage.get', { key: 'a' })).toBe(answer);
  expect(ahead.take('storage.get', { key: 'a' })).toBeUndefined();
});

test('keeps no answer that has grown old', () => {
  let time = 0;
  const ahead = createReadAhead(100, () => time);
  ahead.start('storage.get', { key: 'a' }, call);
  time = 101;
  expect(ahead.take('storage.get', { key: 'a' })).toBeUndefined();
});
