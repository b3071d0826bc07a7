/** What sockets do on every host, as a kit that each way of making them runs: through gRPC, with Node on the other side. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SocketType } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostSockets } from '../src/net/host-socket.ts';
import { bound, connected, datagramPeer, freePort, here, listening, open, socketBase } from './cases/sockets.ts';
import { type Actor, type KernelFixture, startKernel } from './kernel-fixture.ts';

const code = (name: string) => expect.objectContaining({ code: name });
const { DATAGRAM } = SocketType;

export function socketConformance(name: string, make: () => HostSockets): void {
  describe(name, () => {
    let fixture: KernelFixture;
    let actor: Actor;
    beforeAll(async () => {
      fixture = await startKernel({ sockets: make() });
      actor = await fixture.actor(socketBase);
    });
    afterAll(() => fixture[Symbol.asyncDispose]());

    test('a listener takes a connection, and bytes go both ways until each half ends', async () => {
      const { socket: listener, port } = await listening(actor);
      const client = connectTo({ port, host: '127.0.0.1', allowHalfOpen: true });
      const { socket, peer } = await actor.call('accept', { socket: listener });
      expect(peer).toEqual(here(client.localPort ?? 0));
      client.end('question');
      expect((await actor.call('recv', { socket, length: 0 })).data.toString()).toBe('question');
      expect((await actor.call('recv', { socket, length: 0 })).endOfStream).toBe(true);
      await actor.call('send', { socket, data: Buffer.from('answer') });
      await actor.call('setsockopt', { socket, option: 'SHUT_WR', value: 0, address: '' });
      expect((await buffer(client)).toString()).toBe('answer');
      await expect(actor.call('send', { socket, data: Buffer.from('more') })).rejects.toThrow(code('EPIPE'));
    });

    test('much data arrives whole, and a peer that does not read holds it back', async () => {
      const { socket, peer } = await connected(actor);
      const data = randomBytes(1024 * 1024);
      const sending = Array.from({ length: 12 }, () => actor.call('send', { socket, data }));
      let done = 0;
      for (const one of sending) void one.then(() => done++);
      await actor.call('now', {});
      expect(done).toBeLessThan(12);
      const arrived = buffer(peer);
      await Promise.all(sending);
      await actor.call('socketClose', { socket });
      const all = await arrived;
      peer.end();
      expect(all.length).toBe(12 * data.length);
      for (let piece = 0; piece < 12; piece++) {
        expect(all.subarray(piece * data.length, (piece + 1) * data.length).equals(data)).toBe(true);
      }
    });

    test('a peer that floods is held back', async () => {
      const { socket, peer } = await connected(actor);
      const flood = randomBytes(16 * 1024 * 1024);
      peer.end(flood);
      await expect.poll(() => peer.writableLength).toBeGreaterThan(0);
      const pieces: Buffer[] = [];
      for (;;) {
        const { data, endOfStream } = await actor.call('recv', { socket, length: 1024 * 1024 });
        if (endOfStream) break;
        pieces.push(data);
      }
      expect(Buffer.concat(pieces).equals(flood)).toBe(true);
    });

    test('wrong states and absent peers have their codes', async () => {
      const nobody = here(await freePort());
      const socket = await open(actor);
      await expect(actor.call('connect', { socket, address: nobody })).rejects.toThrow(code('ECONNREFUSED'));
      const taken = await listening(actor);
      await expect(actor.call('bind', { socket, address: here(taken.port) })).rejects.toThrow(code('EADDRINUSE'));
      await actor.call('connect', { socket, address: here(taken.port) });
      await expect(actor.call('connect', { socket, address: here(taken.port) })).rejects.toThrow(code('EISCONN'));
      await expect(actor.call('recv', { socket: await open(actor), length: 1 })).rejects.toThrow(code('ENOTCONN'));
      const { socket: reset, peer } = await connected(actor);
      peer.resetAndDestroy();
      await expect(actor.call('recv', { socket: reset, length: 1 })).rejects.toThrow(code('ECONNRESET'));
    });

    test('datagrams are whole, and what does not fit is told', async () => {
      const { socket, port } = await bound(actor, DATAGRAM);
      const { peer, port: from } = await datagramPeer();
      await new Promise((resolve) => peer.send('abcdef', port, '127.0.0.1', resolve));
      expect(await actor.call('recvfrom', { socket, length: 4 })).toEqual({
        data: Buffer.from('abcd'),
        sender: here(from),
        truncated: true,
      });
      const arrived = once(peer, 'message');
      await actor.call('sendto', { socket, data: Buffer.from('back'), address: here(from) });
      const [message, { port: sender }] = await arrived;
      expect([String(message), sender]).toEqual(['back', port]);
      const long = { socket, data: Buffer.alloc(66_000), address: here(from) };
      await expect(actor.call('sendto', long)).rejects.toThrow(code('EMSGSIZE'));
      peer.close();
    });

    test('options that it has are kept', async () => {
      const { socket } = await connected(actor);
      for (const option of ['TCP_NODELAY', 'SO_KEEPALIVE']) {
        await actor.call('setsockopt', { socket, option, value: 1, address: '' });
        expect((await actor.call('getsockopt', { socket, option })).value).toBe(1);
      }
      expect((await actor.call('getsockopt', { socket, option: 'SO_TYPE' })).value).toBe(1);
    });

    test('what waits ends with a deadline, with the socket and with the process', async () => {
      const who = await fixture.actor(socketBase);
      const [{ socket }, datagrams, { socket: stream, peer }] = await Promise.all([
        listening(who),
        bound(who, DATAGRAM),
        connected(who),
      ]);
      await expect(who.call('accept', { socket }, { deadlineMs: 20 })).rejects.toThrow(code('ETIMEDOUT'));
      const closed = expect(who.call('accept', { socket })).rejects.toThrow(code('EBADF'));
      await who.call('socketClose', { socket });
      await closed;
      const ended = [
        expect(who.call('recvfrom', { socket: datagrams.socket, length: 1 })).rejects.toThrow(code('ESRCH')),
        expect(who.call('recv', { socket: stream, length: 1 })).rejects.toThrow(code('ESRCH')),
      ];
      await fixture.client.terminateProcess(fixture.admin, { pid: who.pid });
      await Promise.all(ended);
      peer.resume().end();
      await once(peer, 'close');
    });
  });
}
