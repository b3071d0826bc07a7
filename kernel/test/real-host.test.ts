/** Host programs through the whole kernel: real sandboxes, the real namespace, over gRPC. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HostProgram, NetworkMode, ProcessKind, StandardIo } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { hostCapabilities, makeBackend, missingSandbox, readToEnd, readUntil, script } from './real-backend.ts';

const missing = missingSandbox(await hostCapabilities());

describe.skipIf(missing !== '')(`programs in sandboxes ${missing}`, () => {
  let fixture: KernelFixture;
  let system: Actor;
  beforeAll(async () => {
    fixture = await startKernel({ makeBackend });
    system = await fixture.actor(everything, { kind: ProcessKind.SERVICE });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const spawn = (actor: Actor, text: string, capabilities: string[], appId = '', more: Partial<HostProgram> = {}) =>
    actor.call('spawn', { ...script(text, more), capabilities, appId });
  const run = async (text: string, capabilities: string[], appId = 'script') => {
    const { pid, stdout } = await spawn(system, text, capabilities, appId);
    const output = await readToEnd(system, stdout);
    await system.call('close', { descriptor: stdout });
    const { exitCode } = await system.call('wait', { pid, options: 0 });
    return { output, exitCode };
  };
  const write = (path: string, text: string) => system.call('writeFile', writeArgs(path, text));

  test('exit codes and signals reach the parent', async () => {
    expect(await run('exit 7', [])).toMatchObject({ exitCode: 7 });
    const { pid } = await spawn(system, 'kill -9 $$', []);
    expect(await system.call('wait', { pid, options: 0 })).toMatchObject({ exitCode: -1, signal: 9 });
  });

  test('grants decide what is there, and files go both ways', async () => {
    await system.call('mkdir', { path: '/home/Documents/Private', parents: true, mode: 0 });
    await system.call('mkdir', { path: '/home/Music', parents: true, mode: 0 });
    await write('/home/Documents/note', 'from the kernel');
    await write('/home/Documents/Private/diary', 'dear diary');
    await write('/home/Music/song', 'la la');
    const tree = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE'].map((kind) => `${kind}:/home/Documents/**`);
    const { output } = await run(
      'cat /home/Documents/note; echo; echo made > /home/Documents/made; echo more >> /home/Documents/note; cat /home/Documents/Private/diary; cat /home/Music/song; echo kept > /home/.apps/script/own; ls /home',
      ['STANDARD', ...tree, '!READ_FILE:/home/Documents/Private/**'],
    );
    expect(output).toBe('from the kernel\nDocuments\n');
    const read = async (path: string) =>
      (await system.call('readFile', { path, offset: 0, length: 0 })).data.toString();
    expect(await read('/home/Documents/made')).toBe('made\n');
    expect(await read('/home/Documents/note')).toBe('from the kernelmore\n');
    expect(await read('/home/.apps/script/own')).toBe('kept\n');
    await write('/home/Documents/made', 'overwritten by the kernel');
    expect((await run('cat /home/Documents/made; rm /home/Documents/made', ['STANDARD', ...tree])).output).toContain(
      'overwritten',
    );
    expect(existsSync(join(fixture.home, 'home/Documents/made'))).toBe(false);
  });

  test('a denied place cannot be moved to where it is not denied', async () => {
    await system.call('mkdir', { path: '/home/Deep/a/b/Private', parents: true, mode: 0 });
    await write('/home/Deep/a/b/Private/diary', 'dear diary');
    const tree = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE'].map((kind) => `${kind}:/home/Deep/**`);
    const { output } = await run(
      'cd /home/Deep; for folder in a/b/Private a/b a; do mv $folder /home/Deep/moved 2>/dev/null && echo moved $folder; done; echo kept > a/b/own; mv a/b/own a/other && cat a/other',
      [...tree, '!READ_FILE:/home/Deep/a/b/Private/**'],
    );
    // Between two mounts a file is copied, which works as ever; folders that hold a mount stay.
    expect(output).toBe('kept\n');
    expect(readFileSync(join(fixture.home, 'home/Deep/a/b/Private/diary'), 'utf8')).toBe('dear diary');
  });

  test('reading only is read-only', async () => {
    await write('/home/Music/song', 'la la');
    const { output } = await run('cat /home/Music/song; echo x >> /home/Music/song || echo refused', [
      'READ_FILE:/home/Music/**',
    ]);
    expect(output).toBe('la larefused\n');
    expect(readFileSync(join(fixture.home, 'home/Music/song'), 'utf8')).toBe('la la');
  });

  test('all of the home is not the private folders of others', async () => {
    await run('echo secret > /home/.apps/notes/key', ['STANDARD'], 'notes');
    writeFileSync(join(fixture.home, 'system', 'grants'), 'secret grants');
    const { output } = await run(
      'cat /home/.apps/notes/key /system/grants; ls /home/.apps; find / -name admin.token 2>/dev/null; echo end',
      ['STANDARD', 'READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE'],
    );
    expect(output).toBe('script\nend\n');
  });

  test('a terminal: size, interrupt, end with everything in it', async () => {
    const more = { standardIo: StandardIo.TERMINAL, terminal: { rows: 24, columns: 80 }, arguments: ['--norc'] };
    const { pid, terminal } = await spawn(system, '', ['STANDARD'], 'shell', more);
    const tree = async () => (await system.call('processInfo', { pid })).process?.hostTree ?? [];
    const until = (text: string) => readUntil(system, terminal, text);
    const type = (text: string) => system.call('write', { descriptor: terminal, data: Buffer.from(text) });
    await type('echo $((6*7)) done\n');
    await until('42 done');
    await system.call('resizeTerminal', { pid, size: { rows: 40, columns: 132 } });
    await type('stty size\n');
    await until('40 132');
    await type('sleep 1000\n');
    // Once it is a program of its own it is also the foreground group that Ctrl+C reaches.
    while (!(await tree()).some((hostPid) => nameOf(hostPid) === 'sleep'))
      await system.call('sleep', { durationMs: 20 });
    await type('\x03');
    await type('echo after-$?\n');
    await until('after-130');
    await type('sleep 1000 & disown; (setsid sleep 1000 &); echo started-$((1+1))\n');
    await until('started-2');
    const running = await tree();
    expect(running.length).toBeGreaterThanOrEqual(3);
    const { released } = await fixture.client.terminateProcess(system.token, { pid, graceMs: 100 });
    expect(released.map(({ kind }) => kind)).toContain('host process');
    expect(running.filter((hostPid) => existsSync(`/proc/${hostPid}`))).toEqual([]);
    // What it had still printed can be read, then comes the end.
    await expect(until('what was never printed')).rejects.toThrow('ended without');
  });

  const nameOf = (hostPid: number): string => {
    const file = `/proc/${hostPid}/comm`;
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  };

  test('created by RPC, its streams are its own descriptors 0, 1 and 2', async () => {
    const { pid, token } = await fixture.client.createProcess(fixture.admin, {
      name: 'cat',
      kind: ProcessKind.HOST,
      appId: 'cat',
      capabilities: ['STANDARD'],
      program: script('read line; echo "got $line"; echo oops >&2; read rest').program,
    });
    const process = await fixture.client.attach(token);
    await process.call('write', { descriptor: 0, data: Buffer.from('this\n') });
    expect((await process.call('read', { descriptor: 1, length: 0 })).data.toString()).toBe('got this\n');
    expect((await process.call('read', { descriptor: 2, length: 0 })).data.toString()).toBe('oops\n');
    expect(pid).toBe(process.pid);
  });

  test('what cannot start says why and leaves nothing behind', async () => {
    const list = async () => (await system.call('processList', { parentPid: system.pid })).processes.length;
    const before = await list();
    const missingProgram = spawn(system, '', [], '', { executable: 'no-such-program' });
    await expect(missingProgram).rejects.toMatchObject({
      code: 'ENOENT',
      message: expect.stringContaining('no-such-program'),
    });
    await expect(spawn(system, 'true', [], '', { workingDirectory: '/home/Music' })).rejects.toMatchObject({
      code: 'EACCES',
    });
    await expect(spawn(system, 'true', [], '', { workingDirectory: '/etc' })).rejects.toMatchObject({ code: 'EACCES' });
    await expect(spawn(system, 'true', [], '', { network: NetworkMode.SHARED })).rejects.toMatchObject({
      code: 'EACCES',
    });
    await expect(spawn(system, 'true', [], '', { network: NetworkMode.PRIVATE })).rejects.toMatchObject({
      code: 'ENOTSUP',
    });
    await expect(spawn(system, 'true', [], '', { arguments: ['a\0b'] })).rejects.toMatchObject({ code: 'EINVAL' });
    expect(await list()).toBe(before);
  });

  test('closing the kernel ends every program', async () => {
    const other = await startKernel({ makeBackend });
    const actor = await other.actor(everything, { kind: ProcessKind.SERVICE });
    const { pid } = await spawn(actor, 'sleep 1000 & sleep 1000', []);
    const tree = (await actor.call('processInfo', { pid })).process?.hostTree ?? [];
    expect(tree.length).toBeGreaterThan(0);
    await other[Symbol.asyncDispose]();
    expect(tree.filter((hostPid) => existsSync(`/proc/${hostPid}`))).toEqual([]);
  });
});
