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
export async function request(settings: Settings, method: 'GET' | 'POST', path: string): Promise<unknown> {
  const token = readTokenFile(join(settings.run, 'cli.token'));
  const url = urlFor(settings, connectHost(settings.host)) + path;
  const { status, body } = await send(url, settings, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  });
  if (status < 200 || status > 299)
    throw new CommandError(`${method} ${path} answered ${status}: ${body.slice(0, 300)}`);
  try {
    return JSON.parse(body);
  } catch {
    throw new CommandError(`${method} ${path} did not answer JSON`);
  }
}

function send(
  url: string,
  settings: Settings,
  options: http.RequestOptions,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const answered = (response: http.IncomingMessage): void => {
      response.setEncoding('utf8');
      let body = '';
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    };
    const signal = AbortSignal.timeout(answerWithinMs);
    const sent =
      settings.tls === undefined
        ? http.request(url, { ...options, signal, agent: false }, answered)
        : // Our own certificate is the one we trust here, whatever name it carries.
          https.request(
            url,
            {
              ...options,
              signal,
              agent: false,
              ca: readFileSync(settings.tls.cert),
              checkServerIdentity: () => undefined,
            },
            answered,
          );
    sent.on('error', (error) => reject(new CommandError(`the services do not answer at ${url}: ${error.message}`)));
    sent.end();
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
