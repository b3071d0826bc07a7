/** The command line's way to the services: HTTP with the token that they leave in the runtime folder. */
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { isLoopback, type Settings } from '@agentos/protocol/settings';
import { CommandError } from './command-line.ts';
import { runningState } from './supervisor/state-file.ts';

/** Longest wait for an answer, milliseconds. */
const answerWithinMs = 10_000;

/** Address under which a browser reaches the running system, without a slash at its end. */
export function baseUrl(settings: Settings): string {
  return urlFor(settings, reachableHost(settings.host));
}

/** Asks for a one-time sign-in token and returns the address that carries it. */
export async function signInAddress(settings: Settings): Promise<string> {
  const answer = await request(settings, 'POST', '/auth/tokens');
  if (typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string') {
    return `${baseUrl(settings)}/#token=${answer.token}`;
  }
  throw new CommandError('the services gave no sign-in token');
}

/** `GET /health` in full. */
export function health(settings: Settings): Promise<unknown> {
  return request(settings, 'GET', '/health');
}

/** Sends one request as the command line; throws a `CommandError` that says what to look at. */
export async function request(
  settings: Settings,
  method: 'GET' | 'POST',
  path: string,
  content?: unknown,
): Promise<unknown> {
  const url = urlFor(settings, connectHost(settings.host)) + path;
  const text = content === undefined ? undefined : JSON.stringify(content);
  const { status, body } = await send(
    url,
    settings,
    {
      method,
      headers: {
        authorization: bearer(settings),
        accept: 'application/json',
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      },
    },
    text,
  );
  if (status < 200 || status > 299) throw new CommandError(`${method} ${path} answered ${status}: ${reasonIn(body)}`);
  try {
    return JSON.parse(body);
  } catch {
    throw new CommandError(`${method} ${path} did not answer JSON`);
  }
}

/**
 * Follows a stream of Server-Sent Events until the signal aborts or the services end it; calls `message` with the text of
 * each. Throws a `CommandError` when it cannot be followed, or the services tell of a failure.
 */
export async function follow(
  settings: Settings,
  path: string,
  message: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const url = urlFor(settings, connectHost(settings.host)) + path;
  const response = await open(url, settings, {
    method: 'GET',
    headers: { authorization: bearer(settings), accept: 'text/event-stream' },
    signal,
  });
  response.setEncoding('utf8');
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    let body = '';
    for await (const chunk of response) body += String(chunk);
    throw new CommandError(`GET ${path.split('?')[0]} answered ${status}: ${reasonIn(body)}`);
  }
  let rest = '';
  try {
    for await (const chunk of response) {
      const blocks = (rest + String(chunk)).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(block, message);
    }
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof CommandError) throw error;
    throw new CommandError(`the connection to the services is lost: ${reasonOf(error)}`);
  }
  if (!signal.aborted) throw new CommandError('the services have ended the stream');
}

/** One message of the stream: lines with a name each; comments are signs of life. */
function take(block: string, message: (text: string) => void): void {
  const lines = block.split('\n');
  const fieldOf = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const text = fieldOf('data');
  if (text === undefined) return;
  if (fieldOf('event') === 'failure') throw new CommandError(`the stream has ended: ${reasonIn(text)}`);
  message(text);
}

/** What an answer says went wrong, in the form of all routes or as it is. */
function reasonIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string') {
      return answer.error;
    }
  } catch {
    // No JSON: its beginning has to do.
  }
  return body.slice(0, 300);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function bearer(settings: Settings): string {
  return `Bearer ${readTokenFile(join(settings.run, 'cli.token'))}`;
}

async function send(
  url: string,
  settings: Settings,
  options: http.RequestOptions,
  content?: string,
): Promise<{ status: number; body: string }> {
  const response = await open(url, settings, { ...options, signal: AbortSignal.timeout(answerWithinMs) }, content);
  response.setEncoding('utf8');
  let body = '';
  try {
    for await (const chunk of response) body += String(chunk);
  } catch (error) {
    throw new CommandError(`the services do not answer at ${url}: ${reasonOf(error)}`);
  }
  return { status: response.statusCode ?? 0, body };
}

/** Sends a request; resolves when the head of the answer is there. */
function open(
  url: string,
  settings: Settings,
  options: http.RequestOptions,
  content?: string,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent =
      settings.tls === undefined
        ? http.request(url, { ...options, agent: false }, resolve)
        : // Our own certificate is the one we trust here, whatever name it carries.
          https.request(
            url,
            {
              ...options,
              agent: false,
              ca: readFileSync(settings.tls.cert),
              checkServerIdentity: () => undefined,
            },
            resolve,
          );
    sent.on('error', (error) => reject(new CommandError(`the services do not answer at ${url}: ${error.message}`)));
    sent.end(content);
  });
}

function readTokenFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new CommandError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function urlFor(settings: Settings, host: string): string {
  const scheme = settings.tls === undefined ? 'http' : 'https';
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${portOf(settings)}`;
}

/** The port in force: what the services told when they came up, else what is set. */
function portOf(settings: Settings): number {
  const services = runningState(settings.run)?.layers.find((layer) => layer.name === 'services');
  const told = Number(services?.detail.port ?? 0);
  if (told > 0) return told;
  if (settings.port > 0) return settings.port;
  const written = Number(readTokenFile(join(settings.run, 'port')));
  if (Number.isInteger(written) && written > 0) return written;
  throw new CommandError('the services have not told their port');
}

const everywhere = new Set(['0.0.0.0', '::']);

function connectHost(host: string): string {
  if (host === '::') return '::1';
  return host === '0.0.0.0' ? '127.0.0.1' : host;
}

/** For a system that listens everywhere, the first address that another machine can use. */
function reachableHost(host: string): string {
  if (isLoopback(host) || !everywhere.has(host)) return host;
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => !address.internal && address.family === 'IPv4');
  return outside?.address ?? connectHost(host);
}
