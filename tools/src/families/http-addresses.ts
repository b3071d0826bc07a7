/** Addresses, queries and JSON, taken apart and put together in the shell: nothing is sent. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const text = z.string().max(100_000);
const address = z.string().min(1).max(8_000);
const plain = z.union([z.string().max(8_000), z.number(), z.boolean(), z.null()]);
const query = z
  .record(z.string().max(200), z.union([plain, z.array(plain).max(1_000)]))
  .describe('a name with a list stands for several fields; null leaves one out');
const value = z.object({ value: z.string() });
const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const httpAddressTools = [
  declareTool('http.parse_json', {
    title: 'Read JSON',
    description: 'The value that a JSON text stands for; a mistake in it is an error that says where.',
    site: 'shell',
    params: z.object({ json: z.string().max(1_000_000) }),
    result: z.object({ value: z.json() }),
    example: { json: '{"a": [1, 2]}' },
  }),
  declareTool('http.stringify_json', {
    title: 'Write JSON',
    description: 'A value as JSON text, on one line or indented.',
    site: 'shell',
    params: z.object({ data: z.json(), pretty: z.boolean().default(false) }),
    result: value,
    example: { data: { a: [1, 2] } },
  }),
  declareTool('http.build_url', {
    title: 'Put an address together',
    description: 'An address of a base, a path below it, a query and a fragment.',
    site: 'shell',
    params: z.object({ base: address, path: text.default(''), params: query.default({}), fragment: text.default('') }),
    result: value,
    example: { base: 'https://example.com/api', path: 'books', params: { page: 2 } },
  }),
  declareTool('http.parse_url', {
    title: 'Take an address apart',
    description: 'Scheme, host, port, path, query and fragment of an address; what it would sign in with is left out.',
    site: 'shell',
    params: z.object({ url: address }),
    result: z.object({
      value: z.object({
        scheme: z.string(),
        host: z.string(),
        port: z.number().nullable(),
        path: z.string(),
        params: fields,
        fragment: z.string(),
        origin: z.string(),
      }),
    }),
    example: { url: 'https://example.com:8443/books?page=2#top' },
  }),
  declareTool('http.join_path', {
    title: 'Append to a path',
    description: 'A base with names appended, one / between each; a name cannot lead upwards or begin a query.',
    site: 'shell',
    params: z.object({ base: address, segments: z.array(z.union([z.string().max(2_000), z.number()])).max(100) }),
    result: value,
    example: { base: 'https://example.com/api/', segments: ['books', 12] },
  }),
  declareTool('http.encode_query', {
    title: 'Write a query',
    description: 'Fields as the text after the ? of an address.',
    site: 'shell',
    params: z.object({ params: query }),
    result: value,
    example: { params: { q: 'two words', tag: ['a', 'b'] } },
  }),
  declareTool('http.decode_query', {
    title: 'Read a query',
    description: 'The fields of a query, with or without ?; a name that occurs several times has a list.',
    site: 'shell',
    params: z.object({ query: text }),
    result: z.object({ value: fields }),
    example: { query: '?q=two+words&tag=a&tag=b' },
  }),
] as const;
