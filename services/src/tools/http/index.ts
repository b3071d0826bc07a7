/** `http.*`: requests of apps to other computers; where they may go is the kernel's decision. */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import type { Json } from '@agentos/protocol';
import type { ToolHandlers, ToolParams, ToolResult } from '@agentos/tools';
import { codeOf, Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { type Answer, exchange } from './exchange.ts';
import { type Habits, habitsOf, keepHeader } from './habits.ts';

type HttpTool = Extract<keyof ToolHandlers<'services', ToolContext>, `http.${string}`>;
type Asked = ToolParams<'http.get'> & Partial<Pick<ToolParams<'http.post'>, 'data' | 'json'>>;

const mostBytes = 1024 * 1024;

/** A handler that asks with one method. */
function asks(method: string) {
  return async (params: Asked, context: ToolContext): Promise<ToolResult<'http.get'>> => {
    const habits = habitsOf(context.caller);
    const { body, type } = bodyOf(params);
    const question = {
      method,
      url: withQuery(params.url, params.params),
      headers: headersOf(habits, { ...(type === undefined ? {} : { 'content-type': type }), ...params.headers }),
      body,
      timeoutMs: params.timeout_ms ?? habits.timeoutMs,
      followRedirects: params.follow_redirects ?? habits.followRedirects,
    };
    return read(await exchange(question, context, habits));
  };
}

export const httpHandlers: Pick<ToolHandlers<'services', ToolContext>, HttpTool> = {
  'http.get': asks('GET'),
  'http.head': asks('HEAD'),
  'http.options': asks('OPTIONS'),
  'http.delete': asks('DELETE'),
  'http.post': asks('POST'),
  'http.put': asks('PUT'),
  'http.patch': asks('PATCH'),

  async 'http.download'({ url, path, headers, create_dirs }, context) {
    const habits = habitsOf(context.caller);
    const { timeoutMs, followRedirects } = habits;
    const sent = { method: 'GET', url, headers: headersOf(habits, headers), body: Buffer.alloc(0) };
    const answer = await exchange({ ...sent, timeoutMs, followRedirects }, context, habits);
    if (answer.status < 200 || answer.status > 299) {
      throw new Problem(
        'EIO',
        `${new URL(answer.url).host} answered with status ${answer.status}; nothing was stored`,
        {
          detail: String(answer.status),
        },
      );
    }
    if (create_dirs) await makeFolder(posix.dirname(path), context);
    const plain = { offset: undefined, append: false, create: true, truncate: true, replace: true, mode: 0 };
    const { size } = await context.call('writeFile', { ...plain, path, data: Buffer.from(answer.body) });
    return { path, size, type: answer.headers['content-type'] ?? '' };
  },

  async 'http.upload'({ url, files, fields, headers }, context) {
    const habits = habitsOf(context.caller);
    const boundary = `----agentos-${randomUUID()}`;
    const parts: Buffer[] = [];
    for (const [name, value] of Object.entries(fields)) {
      parts.push(Buffer.from(`--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`));
    }
    for (const { path, field } of files) {
      const { data, endOfFile } = await context.call('readFile', { path, offset: 0, length: 0 });
      if (!endOfFile) throw new Problem('EFBIG', `${path} has more than 1 MiB`, { detail: path });
      const type = 'content-type: application/octet-stream';
      parts.push(Buffer.from(`--${boundary}\r\n${disposition(field, posix.basename(path))}\r\n${type}\r\n\r\n`));
      parts.push(Buffer.from(data), Buffer.from('\r\n'));
    }
    parts.push(Buffer.from(`--${boundary}--\r\n`));
    const body = Buffer.concat(parts);
    if (body.length > mostBytes) throw new Problem('EFBIG', 'the files have more than 1 MiB together');
    const sent = headersOf(habits, { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` });
    const { timeoutMs, followRedirects } = habits;
    return read(
      await exchange({ method: 'POST', url, headers: sent, body, timeoutMs, followRedirects }, context, habits),
    );
  },

  'http.set_header'({ key, value }, { caller }) {
    keepHeader(habitsOf(caller), key, value);
    return { value: true };
  },
  'http.remove_header': ({ key }, { caller }) => ({ value: habitsOf(caller).headers.delete(key.toLowerCase()) }),
  'http.get_headers': (_params, { caller }) => ({
    value: Object.fromEntries([...habitsOf(caller).headers.values()].map(({ name, value }) => [name, value])),
  }),
  'http.set_auth'(params, { caller }) {
    const host = params.host.toLowerCase();
    habitsOf(caller).signIn = { host, ...credentials(params) };
    return { value: true };
  },
  'http.clear_auth'(_params, { caller }) {
    const habits = habitsOf(caller);
    const had = habits.signIn !== undefined;
    habits.signIn = undefined;
    return { value: had };
  },
  'http.set_timeout'({ seconds }, { caller }) {
    habitsOf(caller).timeoutMs = seconds * 1000;
    return { value: true };
  },
  'http.set_follow_redirects'({ follow, max_redirects }, { caller }) {
    const habits = habitsOf(caller);
    habits.followRedirects = follow;
    habits.maxRedirects = max_redirects;
    return { value: true };
  },
  'http.set_retry'({ max_retries, min_wait_seconds, max_wait_seconds }, { caller }) {
    const waits = { minWaitMs: min_wait_seconds * 1000, maxWaitMs: max_wait_seconds * 1000 };
    habitsOf(caller).retries = { most: max_retries, ...waits };
    return { value: true };
  },
  'http.set_rate_limit'({ requests_per_second }, { caller }) {
    habitsOf(caller).rate = requests_per_second;
    return { value: true };
  },
  'http.get_rate_limit': (_params, { caller }) => ({ value: habitsOf(caller).rate ?? null }),
};

function credentials(params: ToolParams<'http.set_auth'>): { header: string; value: string } {
  switch (params.type) {
    case 'basic': {
      const pair = Buffer.from(`${params.username}:${params.password}`, 'utf8').toString('base64');
      return { header: 'Authorization', value: `Basic ${pair}` };
    }
    case 'bearer':
      return { header: 'Authorization', value: `Bearer ${params.token}` };
    case 'header':
      return { header: params.header, value: params.token };
  }
}

/** The headers of the window with those of the request over them. */
function headersOf(habits: Habits, own: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const kept = [...habits.headers].filter(([key]) => !names.has(key)).map(([, { name, value }]) => [name, value]);
  return { ...Object.fromEntries(kept), ...own };
}

function withQuery(url: string, params: ToolParams<'http.get'>['params']): string {
  const entries = Object.entries(params).filter(([, value]) => value !== null);
  if (entries.length === 0 || !URL.canParse(url)) return url;
  const target = new URL(url);
  for (const [name, value] of entries) target.searchParams.append(name, String(value));
  return target.href;
}

function bodyOf({ data, json }: Asked): { body: Buffer; type: string | undefined } {
  if (data === undefined) return { body: Buffer.alloc(0), type: undefined };
  if (json === false && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    const form = new URLSearchParams(Object.entries(data).map(([name, value]) => [name, fieldText(name, value)]));
    return { body: Buffer.from(form.toString()), type: 'application/x-www-form-urlencoded' };
  }
  if (typeof data === 'string' && json !== true) return { body: Buffer.from(data), type: 'text/plain; charset=utf-8' };
  return { body: Buffer.from(JSON.stringify(data)), type: 'application/json' };
}

function fieldText(name: string, value: Json): string {
  if (typeof value !== 'object') return String(value);
  throw new Problem('EINVAL', `the field "${name}" of a form is a text, not a record or list`, {
    detail: `data.${name}`,
  });
}

function disposition(name: string, file?: string): string {
  const safe = (text: string): string => text.replace(/["\r\n\\]/g, '_');
  const named = file === undefined ? '' : `; filename="${safe(file)}"`;
  return `content-disposition: form-data; name="${safe(name)}"${named}`;
}

/** An answer as a tool gives it: JSON where the headers say so and it is, else text, else base64. */
function read({ status, url, headers, body }: Answer): ToolResult<'http.get'> {
  const common = { status, ok: status >= 200 && status < 300, url, headers };
  const bytes = Buffer.from(body);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ...common, value: bytes.toString('base64'), type: 'base64' };
  }
  if (/[/+]json\b/i.test(headers['content-type'] ?? '')) {
    try {
      const value: Json = JSON.parse(text);
      return { ...common, value, type: 'json' };
    } catch {
      // It says that it is JSON and is not: the text is there for whoever wants to see why.
    }
  }
  return { ...common, value: text, type: 'text' };
}

async function makeFolder(path: string, { call }: ToolContext): Promise<void> {
  try {
    await call('mkdir', { path, parents: true, mode: 0 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
