/**
 * One exchange over HTTP as the calling app: every hop is a request of the kernel, which looks the name up, checks each
 * address against the app's rights and connects to what it checked. Nothing here opens a connection.
 *
 * Rule: a redirect is a new request. What signs in, and cookies, stay with the host that they were meant for.
 */
import { Buffer } from 'node:buffer';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { type Habits, takeTurn } from './habits.ts';

export interface Question {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
}

export interface Answer {
  readonly status: number;
  /** Where the answer came from. */
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Statuses that say "not now". */
const passing = new Set([429, 502, 503, 504]);
/** Failures on the way that another try may not meet. */
const passingCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EAGAIN', 'EPIPE']);
/** Methods that may be sent twice without doing something twice. */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const meantForOneHost = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * Asks and gives the final answer, after redirects and further tries.
 *
 * @throws Problem ETIMEDOUT, ELOOP after too many redirects; KernelError as the kernel refuses (EACCES, ENOENT, EFBIG, …)
 */
export async function exchange(question: Question, context: ToolContext, habits: Habits): Promise<Answer> {
  const deadline = performance.now() + question.timeoutMs;
  const tries = repeatable.has(question.method) ? habits.retries.most : 0;
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await follow(question, context, habits, deadline);
      if (!passing.has(answer.status) || tried >= tries) return answer;
    } catch (error) {
      if (tried >= tries || !passingCodes.has(codeOf(error) ?? '')) throw error;
    }
    const wait = Math.min(habits.retries.maxWaitMs, habits.retries.minWaitMs * 2 ** tried);
    if (performance.now() + wait > deadline) throw late(question);
    await delay(wait);
  }
}

async function follow(first: Question, context: ToolContext, habits: Habits, deadline: number): Promise<Answer> {
  let { method, url, body } = first;
  let headers = { ...first.headers };
  for (let hops = 0; ; hops += 1) {
    const answer = await ask({ ...first, method, url, headers, body }, context, habits, deadline);
    const target = first.followRedirects ? locationOf(answer) : undefined;
    if (target === undefined) return answer;
    if (hops >= habits.maxRedirects) {
      throw new Problem('ELOOP', `the request was sent on more than ${habits.maxRedirects} times`, { detail: url });
    }
    const [from, to] = [new URL(url), target];
    if (from.protocol === 'https:' && to.protocol === 'http:') {
      throw new Problem('EACCES', `${from.host} sends the request on without encryption; it was not followed`, {
        detail: to.host,
      });
    }
    if (from.origin !== to.origin) headers = without(headers, meantForOneHost);
    const asksAnew = answer.status === 303 || (method === 'POST' && answer.status !== 307 && answer.status !== 308);
    if (asksAnew && method !== 'HEAD') {
      method = 'GET';
      body = Buffer.alloc(0);
      headers = without(headers, new Set(['content-type', 'content-length']));
    }
    url = to.href;
  }
}

async function ask(question: Question, context: ToolContext, habits: Habits, deadline: number): Promise<Answer> {
  await takeTurn(habits);
  const left = deadline - performance.now();
  if (left <= 0) throw late(question);
  const { method, url, body } = question;
  const headers = signedIn(question, habits);
  try {
    const answer = await context.call('networkRequest', { method, url, headers, body }, Math.ceil(left));
    return { status: answer.status, url, headers: answer.headers, body: answer.body };
  } catch (error) {
    throw codeOf(error) === 'ETIMEDOUT' && performance.now() >= deadline - 1 ? late(question) : error;
  }
}

/** The headers of a request with those that its host alone is meant to see. */
function signedIn({ url, headers }: Question, { signIn }: Habits): Record<string, string> {
  if (signIn === undefined || new URL(url).hostname.toLowerCase() !== signIn.host) return { ...headers };
  return { ...without(headers, new Set([signIn.header.toLowerCase()])), [signIn.header]: signIn.value };
}

function locationOf({ status, headers, url }: Answer): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status)) return undefined;
  const target = headers.location;
  if (target === undefined || !URL.canParse(target, url)) return undefined;
  const to = new URL(target, url);
  if (to.protocol === 'http:' || to.protocol === 'https:') return to;
  throw new Problem('EACCES', `a redirect leads to ${to.protocol} and was not followed`, { detail: to.protocol });
}

function without(headers: Readonly<Record<string, string>>, names: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase())));
}

function late({ url, timeoutMs }: Question): Problem {
  const host = URL.canParse(url) ? new URL(url).host : url;
  return new Problem('ETIMEDOUT', `${host} did not answer within ${timeoutMs / 1000} s`, { detail: host });
}
