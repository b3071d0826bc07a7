/** Trial of requests to web servers. */
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { everything } from '../kernel-fixture.ts';
import { requestArgs, serve } from './args.ts';
import { bad, type Trials } from './case.ts';

/** This host is only reached by whoever has been granted it by name. */
const grant = 'NETWORK_ACCESS:127.0.0.1';

/** A server that tells what it was sent; ends with the test. */
async function mirror(): Promise<string> {
  const server = await serve(async (request, response) => {
    const body = await buffer(request);
    response.writeHead(302, { location: '/elsewhere', 'x-tag': request.headers['x-tag'] ?? '' });
    response.end(`${request.method} ${request.url} ${request.headers.host} ${body}`);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return `http://127.0.0.1:${server.port}`;
}

export const networkTrials: Trials<'networkRequest'> = {
  networkRequest: {
    grant,
    base: [...everything.filter((one) => one !== 'NETWORK_ACCESS'), grant],
    arrange: async () =>
      requestArgs(`${await mirror()}/a?b=c#d`, {
        method: 'POST',
        headers: { 'X-Tag': 'kept' },
        body: Buffer.from('sent'),
      }),
    async verify({ caller }, answer, { url }) {
      expect(answer).toMatchObject({ status: 302, headers: { location: '/elsewhere', 'x-tag': 'kept' } });
      expect(answer.body.toString()).toBe(`POST /a?b=c ${new URL(url).host} sent`);
      expect((await caller.call('networkRequest', requestArgs(url, { method: 'HEAD' }))).status).toBe(302);
    },
    bad: [
      bad<'networkRequest'>('EINVAL', requestArgs('ftp://127.0.0.1/')),
      bad<'networkRequest'>('EINVAL', requestArgs('http://127.0.0.1/', { method: 'TRACE' })),
      bad<'networkRequest'>('EINVAL', requestArgs('http://127.0.0.1/', { headers: { Host: 'elsewhere' } })),
      bad<'networkRequest'>('EINVAL', requestArgs('http://user:secret@127.0.0.1/')),
      bad<'networkRequest'>('EFBIG', requestArgs('http://127.0.0.1/', { body: Buffer.alloc(1024 * 1024 + 1) })),
      bad<'networkRequest'>('ECONNREFUSED', requestArgs('http://127.0.0.1:1/')),
    ],
  },
};
