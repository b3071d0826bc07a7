import { expect, test } from 'vitest';
import { outsideOf, sourceOf } from './source.ts';

test('data does not leave through an address: only what the document says literally leads out of the desktop', () => {
  expect(outsideOf({ src: 'https://example.org/a' })).toBe('https://example.org/a');
  // `file` may be worked out from the data of the app.
  expect(outsideOf({ file: 'https://evil.example/?secret' })).toBe(undefined);
  expect(outsideOf({ src: 'https://example.org/a', file: '/home/a.html' })).toBe(undefined);
  expect(outsideOf({ src: 'https://example.org/a', file: 'https://evil.example/?secret' })).toBe(undefined);
});
test('what is no address is none, also while a document grows and nobody has checked it', () => {
  for (const src of ['https://', 'https:// ', 'https://[', 'javascript:alert(1)', 'http://a.example'])
    expect(outsideOf({ src })).toBe(undefined);
});
test('a file has precedence over a literal address', () => {
  expect(sourceOf({ src: '/home/a.png', file: '/home/b.png' })).toBe('/home/b.png');
  expect(sourceOf({ src: '/home/a.png', file: '' })).toBe('/home/a.png');
});
