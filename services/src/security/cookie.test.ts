import { expect, test } from 'vitest';
import { readCookie, setCookie } from './cookie.ts';

test('finds its cookie among others, by its whole name', () => {
  expect(readCookie('a=1; agentos-8000=secret; b=2', 'agentos-8000')).toBe('secret');
  expect(readCookie('xagentos-8000=no', 'agentos-8000')).toBeUndefined();
  expect(readCookie('agentos-80001=no', 'agentos-8000')).toBeUndefined();
  expect(readCookie(undefined, 'agentos-8000')).toBeUndefined();
});

test('is out of reach of scripts and of other sites', () => {
  const cookie = setCookie('agentos-1', 'value', { secure: true });
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Secure']) expect(cookie).toContain(part);
  expect(setCookie('agentos-1', '', { secure: false })).toContain('Max-Age=0');
});
