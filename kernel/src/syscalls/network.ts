/**
 * Requests to web servers. The name is looked up once, the addresses are checked, and the connection goes to an address
 * that passed. Redirects are not followed: where they lead is for the caller to ask, and to be checked again.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { EventCategory, type NetworkRequest, type NetworkRequestResult } from '@agentos/protocol/kernel';
import { hostOfUrl } from '@agentos/protocol/syscall-capabilities';
import { codeOf, errnoNumber, failure, KernelError } from '../errors.ts';
import { resolveHost } from '../net/resolve.ts';
import type { Process } from '../process/process.ts';
import { formatAddress } from '../security/addresses.ts';
import { allowedAddresses } from '../security/check.ts';
import type { SyscallRows } from './row.ts';
import { mostBytes, moved } from './transfer.ts';

/** Most requests of one process at a time. */
const mostRequests = 32;
const mostHeaders = 100;
const mostHeaderCharacters = 16 * 1024;
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'];
/** Headers about the connection and the length of what is sent are the kernel's own. */
const ownHeaders =
  /^(host|connection|transfer-encoding|content-length|keep-alive|te|trailer|upgrade|expect|http2-settings|proxy-.*)$/i;

interface Address {
  readonly address: string;
  readonly family: number;
}

export function networkSyscalls(): SyscallRows<'networkRequest'> {
  const underWay = new WeakMap<Process, number>();
  return {
    networkRequest: {
      category: EventCategory.NETWORK,
      cost: 'async',
      timeout: 'io',
      async handler(args, call) {
        const { process, signal } = call;
        const method = args.method === '' ? 'GET' : args.method.toUpperCase();
        if (!methods.includes(method)) throw failure('EINVAL', `the method is one of ${methods.join(', ')}`, 'method');
        if (args.body.length > mostBytes) throw failure('EFBIG', `a body has at most ${mostBytes} bytes`, 'body');
        const url = requireUrl(args.url);
        requireHeaders(args.headers);
        const count = underWay.get(process) ?? 0;
        if (count >= mostRequests) throw failure('EAGAIN', `a process has at most ${mostRequests} requests under way`);
        underWay.set(process, count + 1);
        try {
          const { host, port } = hostOfUrl(args.url) ?? { host: '', port: 0 };
          if (host === '') throw failure('EINVAL', 'the URL names no host', 'url');
          const { name, addresses } = await resolveHost(process, host, signal);
          const checked = allowedAddresses(process, name, addresses, port).map((one) => {
            return { address: formatAddress(one), family: one.family };
          });
          const answer = await exchange(url, host, method, args, checked, signal);
          moved(call, answer.body.length, args.body.length);
          return answer;
        } catch (error) {
          signal.throwIfAborted();
          throw told(error, url);
        } finally {
          underWay.set(process, (underWay.get(process) ?? 1) - 1);
        }
      },
    },
  };
}

function requireUrl(text: string): URL {
  if (!URL.canParse(text)) throw failure('EINVAL', 'the address of the request is no URL', 'url');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw failure('EINVAL', `requests go to http and https, not to ${url.protocol.slice(0, 32)}`, 'url');
  }
  if (url.username !== '' || url.password !== '') {
    throw failure('EINVAL', 'a URL holds no user name or password; send an Authorization header', 'url');
  }
  return url;
}

function requireHeaders(headers: Readonly<Record<string, string>>): void {
  const entries = Object.entries(headers);
  let characters = 0;
  for (const [name, value] of entries) {
    characters += name.length + value.length;
    try {
      http.validateHeaderName(name);
      http.validateHeaderValue(name, value);
    } catch {
      throw failure('EINVAL', 'a header has a name or a value with characters that it cannot hold', 'headers');
    }
    if (ownHeaders.test(name)) throw failure('EINVAL', `the header ${name} is set by the kernel`, 'headers');
  }
  if (entries.length > mostHeaders || characters > mostHeaderCharacters) {
    throw failure('EINVAL', `at most ${mostHeaders} headers of ${mostHeaderCharacters} characters together`, 'headers');
  }
}

/** Sends the request to one of `checked` and takes the whole answer. */
function exchange(
  url: URL,
  host: string,
  method: string,
  { headers, body }: NetworkRequest,
  checked: readonly Address[],
  signal: AbortSignal,
): Promise<NetworkRequestResult> {
  const onlyChecked: LookupFunction = (_name, options, callback) => {
    const [first] = checked;
    if (options.all === true) callback(null, [...checked]);
    else callback(null, first?.address ?? '', first?.family);
  };
  const secure = url.protocol === 'https:';
  const sends = body.length > 0 || method === 'POST' || method === 'PUT' || method === 'PATCH';
  const options: https.RequestOptions = {
    protocol: url.protocol,
    hostname: host,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    method,
    headers: { ...headers, host: url.host, ...(sends ? { 'content-length': body.length } : {}) },
    lookup: onlyChecked,
    // A connection for this request alone, past proxies and pools.
    agent: false,
    signal,
    ...(secure ? { rejectUnauthorized: true, servername: isIP(host) === 0 ? host : '' } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(options);
    const tooLarge = (): void => {
      request.destroy(failure('EFBIG', `the answer has more than ${mostBytes} bytes`, url.host));
    };
    request.on('error', reject);
    request.on('close', () => reject(failure('ECONNRESET', 'the connection ended before the answer did', url.host)));
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      response.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size > mostBytes) tooLarge();
        else pieces.push(piece);
      });
      response.on('end', () => {
        if (!response.complete) return;
        const all = Object.entries(response.headersDistinct).map(([name, values]) => [name, values?.join(', ') ?? '']);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(all),
          body: Buffer.concat(pieces),
        });
      });
    });
    request.end(body);
  });
}

/** What failed on the way, with a POSIX code. */
function told(error: unknown, { host }: URL): KernelError {
  if (error instanceof KernelError) return error;
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'ENODATA') return failure('ENOENT', `there is no host for ${host}`, host);
  if (code === 'EAI_AGAIN') return failure('EAGAIN', `the name of ${host} could not be looked up now`, host);
  if (/^HPE_|CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code)) {
    return failure('EPROTO', `${host} did not speak the protocol, or its certificate is not trusted: ${code}`, host);
  }
  const known = code !== 'EIO' && errnoNumber(code) !== errnoNumber('EIO');
  return failure(known ? code : 'EIO', `the request to ${host} failed: ${code}`, host);
}
