/** Addresses and queries as text: what the standard says of them, and what is refused. */
import { expect, test } from 'vitest';
import { codeOf, give } from './run.ts';

test.each([
  [
    'http.build_url',
    { base: 'https://example.com/api/', path: '/books', params: { page: 2, none: null } },
    'https://example.com/api/books?page=2',
  ],
  [
    'http.build_url',
    { base: 'https://example.com/?a=1', params: { b: ['x y', true] }, fragment: 'top' },
    'https://example.com/?a=1&b=x+y&b=true#top',
  ],
  // A path stays a path, whatever stands in it.
  ['http.build_url', { base: 'https://example.com', path: 'a?b#c' }, 'https://example.com/a%3Fb%23c'],
  ['http.build_url', { base: 'https://example.com', path: '//evil.example' }, 'https://example.com/evil.example'],
  [
    'http.join_path',
    { base: 'https://example.com/api/', segments: ['books', 12, 'a b/c?'] },
    'https://example.com/api/books/12/a%20b/c%3F',
  ],
  ['http.encode_query', { params: { q: 'two words', tag: ['a', '&'] } }, 'q=two+words&tag=a&tag=%26'],
  ['http.decode_query', { query: '?q=two+words&tag=a&tag=%26' }, { q: 'two words', tag: ['a', '&'] }],
  ['http.stringify_json', { data: { a: [1] } }, '{"a":[1]}'],
  ['http.stringify_json', { data: { a: 1 }, pretty: true }, '{\n  "a": 1\n}'],
  ['http.parse_json', { json: '{"a": [1]}' }, { a: [1] }],
])('%s %j', async (id, params, value) => {
  expect(await give(id, params)).toEqual(value);
});

test('an address is taken apart, without what it signs in with', async () => {
  expect(
    await give('http.parse_url', { url: 'https://ada:secret@Example.com:8443/b%20c?page=2&page=3#to%20p' }),
  ).toEqual({
    scheme: 'https',
    host: 'example.com',
    port: 8443,
    path: '/b%20c',
    params: { page: ['2', '3'] },
    fragment: 'to p',
    origin: 'https://example.com:8443',
  });
});

test.each([
  ['http.parse_url', { url: 'example.com/a' }],
  ['http.build_url', { base: '/api' }],
  ['http.join_path', { base: 'https://example.com/api', segments: ['..', 'secret'] }],
  ['http.join_path', { base: 'https://example.com/api', segments: ['a/../../b'] }],
  ['http.decode_query', { query: '__proto__=1' }],
  ['http.parse_json', { json: '{' }],
])('%s refuses %j', async (id, params) => {
  expect(await codeOf(id, params)).toBe('EINVAL');
});
