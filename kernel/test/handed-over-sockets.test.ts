/** Connections that programs start with, in real sandboxes without a network of their own. */
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { HandleRight, ProcessKind, SocketType } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { bound, connected, open, socketBase } from './cases/sockets.ts';
import { type Actor, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { hostCapabilities, makeBackend, missingSandbox } from './real-backend.ts';

const missing = missingSandbox(await hostCapabilities());
const python = '/usr/bin/python3';
const code = (name: string) => expect.objectContaining({ code: name });

describe.skipIf(missing !== '')(`connections of programs ${missing}`, () => {
  let fixture: KernelFixture;
  let actor: Actor;
  beforeAll(async () => {
    fixture = await startKernel({ makeBackend });
    actor = await fixture.actor(socketBase, { kind: ProcessKind.SERVICE });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const spawn = (executable: string, script: string, handle: number) =>
    actor.call('spawn', spawnArgs({ executable, arguments: ['-c', script], handles: [{ handle, descriptor: 10 }] }));
  const exitOf = async ({ pid }: { pid: number }) => (await actor.call('wait', { pid, options: 0 })).exitCode;
  const sockets = (): number => Number(/^agentos_kernel_sockets (\d+)$/m.exec(fixture.kernel.metrics())?.[1]);

  test('a shell talks over it, also when its parent has closed it; its end is the end of the connection', async () => {
    const before = sockets();
    const { socket, peer } = await connected(actor);
    const program = await spawn('bash', 'while read -r line <&10; do echo "got $line" >&10; done', socket);
    await actor.call('socketClose', { socket });
    expect(sockets()).toBe(before + 1);
    peer.end('one\ntwo\n');
    expect((await buffer(peer)).toString()).toBe('got one\ngot two\n');
    expect(await exitOf(program)).toBe(0);
    expect(sockets()).toBe(before);
  });

  test('much goes through it both ways, held back by who does not read', async () => {
    const { socket, peer } = await connected(actor);
    const data = Buffer.alloc(8 * 1024 * 1024, 'text\n');
    const program = await spawn('bash', 'cat <&10 >&10', socket);
    await actor.call('socketClose', { socket });
    peer.end(data);
    expect((await buffer(peer)).equals(data)).toBe(true);
    expect(await exitOf(program)).toBe(0);
  });

  test.skipIf(!existsSync(python))('it is not the socket: nobody connects it to elsewhere', async () => {
    const { socket, peer } = await connected(actor);
    const script = `
import socket
s = socket.socket(fileno=10)
out = [s.family.name]
for family, address in [(socket.AF_INET, ('127.0.0.1', ${peer.localPort})), (socket.AF_UNIX, '/run/x')]:
    try:
        socket.socket(family, socket.SOCK_STREAM, fileno=socket.dup(10)).connect(address)
        out.append('connected')
    except OSError as error:
        out.append('refused')
s.sendall(' '.join(out).encode())
`;
    const program = await spawn(python, script, socket);
    await actor.call('socketClose', { socket });
    peer.end();
    expect((await buffer(peer)).toString()).toBe('AF_UNIX refused refused');
    expect(await exitOf(program)).toBe(0);
  });

  test('a changed policy of the program ends it', async () => {
    const { socket, peer } = await connected(actor);
    const program = await spawn('bash', 'read -r line <&10; echo "$line" >&10; read -r line <&10 || exit 7', socket);
    peer.write('first\n');
    await new Promise((resolve) => peer.once('data', resolve));
    const rules = [{ allow: false, host: '127.0.0.1', firstPort: 0, lastPort: 0, priority: 0 }];
    await fixture.client.updateSandbox(fixture.admin, { pid: program.pid, capabilities: [], network: { rules } });
    peer.write('second\n');
    expect(await exitOf(program)).toBe(7);
    await actor.call('socketClose', { socket });
    peer.destroy();
  });

  test('only the ways that the handle allows, and only connections', async () => {
    const { socket, peer } = await connected(actor);
    const { descriptor } = await actor.call('dup', {
      descriptor: socket,
      pid: 0,
      rights: [HandleRight.WRITE, HandleRight.TRANSFER],
    });
    const program = await spawn('bash', 'read -r line <&10 && exit 9; echo "only this" >&10', descriptor);
    peer.write('unheard\n');
    expect(await exitOf(program)).toBe(0);
    expect((await actor.call('recv', { socket, length: 0 })).data.toString()).toBe('unheard\n');
    await Promise.all([socket, descriptor].map((one) => actor.call('close', { descriptor: one })));
    peer.end();
    expect((await buffer(peer)).toString()).toBe('only this\n');

    const { descriptor: kept } = await actor.call('dup', {
      descriptor: (await connected(actor)).socket,
      pid: 0,
      rights: [HandleRight.READ, HandleRight.WRITE],
    });
    await expect(spawn('true', '', kept)).rejects.toThrow(code('EPERM'));
    for (const one of [await open(actor), (await bound(actor)).socket, await open(actor, SocketType.DATAGRAM)]) {
      await expect(spawn('true', '', one)).rejects.toThrow(code('ENOTSUP'));
    }
  });
});
