/** Requests to web servers that speak TLS: whom the host trusts is trusted, nobody else, and no request can change that. */
import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestArgs } from './cases/args.ts';
import { type Actor, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { selfSigned } from './self-signed.ts';

const { key, certificate } = selfSigned();
const trusted = getCACertificates('default');
const seen: (string | undefined)[] = [];
const server = createServer({ key, cert: certificate }, (request, response) => {
  seen.push(request.headers['x-tag']?.toString());
  response.end(`${request.method} ${request.url}`);
});
let fixture: KernelFixture;
let app: Actor;
let port = 0;

beforeAll(async () => {
  fixture = await startKernel();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  port = address.port;
  app = await fixture.actor(['NETWORK_ACCESS:localhost', 'NETWORK_ACCESS:127.0.0.1']);
});
afterAll(async () => {
  setDefaultCACertificates(trusted);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await fixture[Symbol.asyncDispose]();
});

const get = (host: string, tag: string) =>
  app.call('networkRequest', requestArgs(`https://${host}:${port}/path?q`, { headers: { 'x-tag': tag } }));

test('a certificate that nobody vouches for is refused before anything is sent', async () => {
  for (const host of ['localhost', '127.0.0.1']) {
    const refused = { code: 'EPROTO', message: expect.stringContaining('SELF_SIGNED') };
    await expect(get(host, 'secret'), host).rejects.toMatchObject(refused);
  }
  expect(seen).toEqual([]);
});

test('a certificate that the host trusts is taken, for the names that it holds alone', async () => {
  setDefaultCACertificates([...trusted, certificate]);
  for (const host of ['localhost', '127.0.0.1']) {
    const { status, body } = await get(host, host);
    expect([status, body.toString()]).toEqual([200, 'GET /path?q']);
  }
  expect(seen).toEqual(['localhost', '127.0.0.1']);
  // The same server under a name that its certificate does not hold.
  const other = await fixture.actor(['NETWORK_ACCESS:127.0.0.2']);
  const second = createServer({ key, cert: certificate }, (_, response) => response.end('never'));
  await new Promise<void>((resolve) => second.listen(port, '127.0.0.2', resolve));
  const wrongName = other.call('networkRequest', requestArgs(`https://127.0.0.2:${port}/`));
  await expect(wrongName).rejects.toMatchObject({ code: 'EPROTO' });
  await new Promise((resolve) => second.close(resolve));
});

test('a server without TLS is told from one with', async () => {
  const { createServer: createPlain } = await import('node:http');
  const plain = createPlain((_, response) => response.end('plain'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const address = plain.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const request = app.call('networkRequest', requestArgs(`https://127.0.0.1:${address.port}/`));
  await expect(request).rejects.toMatchObject({ code: 'EPROTO' });
  await new Promise((resolve) => plain.close(resolve));
});
