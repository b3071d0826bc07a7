/** Requests to other computers, through the kernel: each address is checked against the rights of the app, redirects too. */
import { z } from 'zod';
import { declareTool } from '../declare.ts';

const url = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^https?:\/\//i, 'an address that starts with http:// or https://');
const headers = z.record(z.string().min(1).max(200), z.string().max(8_000));
const query = z.record(z.string().max(200), z.union([z.string().max(4_000), z.number(), z.boolean(), z.null()]));

/** What every request may say beside its address. */
const ways = {
  headers: headers.default({}),
  params: query.default({}).describe('appended to the address as a query'),
  timeout_ms: z.number().int().min(100).max(120_000).optional(),
  follow_redirects: z.boolean().optional(),
};

const answer = z.object({
  status: z.number(),
  ok: z.boolean().describe('whether the status is between 200 and 299'),
  url: z.string().describe('where the answer came from, after redirects'),
  headers: z.record(z.string(), z.string()),
  value: z.json().describe('JSON where the answer is JSON, else its text; base64 of what is no text'),
  type: z.enum(['json', 'text', 'base64']),
});

const sent = {
  data: z.json().optional().describe('text as it is; everything else as JSON'),
  json: z.boolean().optional().describe('false sends a record of texts as a form'),
};

/** The capability for an address: that of its host and port; of any host when it is no address yet. */
function reach({ url: text }: { url: string }): string[] {
  if (!URL.canParse(text)) return ['NETWORK_ACCESS'];
  const { hostname, port, protocol } = new URL(text);
  return [`NETWORK_ACCESS:${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`];
}

const example = { url: 'https://example.com/weather.json' };
const path = z.string().min(1).max(4096).describe('absolute path in the namespace');
const done = z.object({ value: z.boolean() });
const none = z.object({});

function question<const Id extends string>(id: Id, title: string, description: string) {
  return declareTool(id, {
    title,
    description,
    site: 'services',
    params: z.object({ url, ...ways }),
    result: answer,
    capabilities: reach,
    example,
  });
}

function message<const Id extends string>(id: Id, title: string, description: string) {
  return declareTool(id, {
    title,
    description,
    site: 'services',
    params: z.object({ url, ...ways, ...sent }),
    result: answer,
    capabilities: reach,
    example: { ...example, data: { city: 'Basel' } },
  });
}

export const httpTools = [
  question('http.get', 'Fetch', 'Asks for what is at an address.'),
  question('http.head', 'Fetch the headers', 'Asks for the headers of what is at an address.'),
  question('http.options', 'Ask for the options', 'Asks which methods an address takes.'),
  question('http.delete', 'Delete at an address', 'Asks an address to delete what is there.'),
  message('http.post', 'Send', 'Sends data to an address.'),
  message('http.put', 'Put', 'Puts data at an address.'),
  message('http.patch', 'Change', 'Sends a change to an address.'),
  declareTool('http.download', {
    title: 'Download a file',
    description: 'Stores what is at an address, at most 1 MiB, in a file.',
    site: 'services',
    params: z.object({ url, path, headers: headers.default({}), create_dirs: z.boolean().default(false) }),
    result: z.object({ path: z.string(), size: z.number(), type: z.string() }),
    capabilities: (params) => [...reach(params), `WRITE_FILE:${params.path}`, `CREATE_FILE:${params.path}`],
    example: { url: 'https://example.com/a.csv', path: '/home/Downloads/a.csv' },
  }),
  declareTool('http.upload', {
    title: 'Upload files',
    description: 'Sends files, at most 1 MiB together, and fields of a form to an address.',
    site: 'services',
    params: z.object({
      url,
      files: z
        .array(z.object({ path, field: z.string().min(1).max(200).default('file') }))
        .min(1)
        .max(20),
      fields: z.record(z.string().max(200), z.string().max(100_000)).default({}),
      headers: headers.default({}),
    }),
    result: answer,
    capabilities: (params) => [...reach(params), ...params.files.map((file) => `READ_FILE:${file.path}`)],
    example: { url: 'https://example.com/in', files: [{ path: '/home/Documents/a.txt' }] },
  }),
  declareTool('http.set_header', {
    title: 'Send a header with every request',
    description: 'From now on every request of this window carries a header.',
    site: 'services',
    params: z.object({ key: z.string().min(1).max(200), value: z.string().max(8_000) }),
    result: done,
    example: { key: 'Accept-Language', value: 'de' },
  }),
  declareTool('http.remove_header', {
    title: 'Send a header no longer',
    description: 'Takes a header that every request carries back.',
    site: 'services',
    params: z.object({ key: z.string().min(1).max(200) }),
    result: done,
    example: { key: 'Accept-Language' },
  }),
  declareTool('http.get_headers', {
    title: 'Headers of every request',
    description: 'The headers that every request of this window carries; what signs in is not shown.',
    site: 'services',
    params: none,
    result: z.object({ value: headers }),
    example: {},
  }),
  declareTool('http.set_auth', {
    title: 'Sign in with every request',
    description:
      'Requests of this window to one host carry a name and password (basic), a token (bearer), or a token in a header.',
    site: 'services',
    params: z.discriminatedUnion('type', [
      z.object({
        type: z.literal('basic'),
        host: z.string().min(1).max(255),
        username: z.string().max(500),
        password: z.string().max(500),
      }),
      z.object({ type: z.literal('bearer'), host: z.string().min(1).max(255), token: z.string().min(1).max(8_000) }),
      z.object({
        type: z.literal('header'),
        host: z.string().min(1).max(255),
        header: z.string().min(1).max(200),
        token: z.string().min(1).max(8_000),
      }),
    ]),
    result: done,
    example: { type: 'bearer', host: 'example.com', token: 'a-token' },
  }),
  declareTool('http.clear_auth', {
    title: 'Sign in no longer',
    description: 'Forgets what requests of this window sign in with.',
    site: 'services',
    params: none,
    result: done,
    example: {},
  }),
  declareTool('http.set_timeout', {
    title: 'How long a request may take',
    description: 'Seconds after which a request of this window fails.',
    site: 'services',
    params: z.object({ seconds: z.number().min(0.1).max(120) }),
    result: done,
    example: { seconds: 10 },
  }),
  declareTool('http.set_follow_redirects', {
    title: 'Follow redirects',
    description:
      'Whether requests of this window go where they are sent on to, and how often. Each address is checked.',
    site: 'services',
    params: z.object({ follow: z.boolean(), max_redirects: z.number().int().min(1).max(10).default(5) }),
    result: done,
    example: { follow: true },
  }),
  declareTool('http.set_retry', {
    title: 'Try again',
    description:
      'How often a question that failed on the way, or got 429, 502, 503 or 504, is asked again, and after how long.',
    site: 'services',
    params: z.object({
      max_retries: z.number().int().min(0).max(5),
      min_wait_seconds: z.number().min(0.1).max(30).default(0.5),
      max_wait_seconds: z.number().min(0.1).max(60).default(10),
    }),
    result: done,
    example: { max_retries: 2 },
  }),
  declareTool('http.set_rate_limit', {
    title: 'How many requests a second',
    description: 'Most requests of this window in a second; those beyond wait their turn.',
    site: 'services',
    params: z.object({ requests_per_second: z.number().min(0.1).max(50) }),
    result: done,
    example: { requests_per_second: 2 },
  }),
  declareTool('http.get_rate_limit', {
    title: 'Requests a second',
    description: 'Most requests of this window in a second; null when there is no limit.',
    site: 'services',
    params: none,
    result: z.object({ value: z.number().nullable() }),
    example: {},
  }),
] as const;
