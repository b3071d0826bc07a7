/** Handles that programs start with: real pipes and real memory of the host, in real sandboxes, over gRPC. */
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { ProcessKind } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { hostCapabilities, makeBackend, missingSandbox, readToEnd } from './real-backend.ts';

const missing = missingSandbox(await hostCapabilities());
const python = '/usr/bin/python3';

/** What this process holds open of a kind, by the target of its descriptors. */
const open = (target: string) =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(target);
    } catch {
      return false;
    }
  }).length;

describe.skipIf(missing !== '')(`handles of programs ${missing}`, () => {
  let fixture: KernelFixture;
  let system: Actor;
  beforeAll(async () => {
    fixture = await startKernel({ makeBackend });
    system = await fixture.actor(everything, { kind: ProcessKind.SERVICE });
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const spawn = (actor: Actor, executable: string, script: string, handles: [handle: number, descriptor: number][]) =>
    actor.call(
      'spawn',
      spawnArgs({
        executable,
        arguments: ['-c', script],
        handles: handles.map(([handle, descriptor]) => ({ handle, descriptor })),
      }),
    );
  const bash = (script: string, handles: [number, number][]) => spawn(system, 'bash', script, handles);
  const pipe = (capacity = 0) => system.call('pipeCreate', { capacity });
  const close = (descriptor: number) => system.call('close', { descriptor });
  const write = (writeEnd: number, text: string) => system.call('pipeWrite', { writeEnd, data: Buffer.from(text) });
  const rest = (descriptor: number) => readToEnd(system, descriptor);
  const ended = async ({ pid, stderr }: { pid: number; stderr: number }) => {
    const said = await rest(stderr);
    const { exitCode } = await system.call('wait', { pid, options: 0 });
    return { said, exitCode };
  };

  test('two programs share a pipe that the kernel no longer holds', async () => {
    const before = open('pipe:');
    const { pipe: control, readEnd, writeEnd } = await pipe();
    const reader = await bash('wc -c <&7', [[readEnd, 7]]);
    const writer = await bash('head -c 3000000 /dev/zero >&200', [[writeEnd, 200]]);
    await close(readEnd);
    await close(writeEnd);
    expect(await rest(reader.stdout)).toBe('3000000\n');
    expect(await system.call('pipeStats', { pipe: control })).toMatchObject({ read: 0, written: 0 });
    expect(await ended(reader)).toEqual({ said: '', exitCode: 0 });
    expect(await ended(writer)).toEqual({ said: '', exitCode: 0 });
    for (const { stdin, stdout, stderr } of [reader, writer])
      for (const one of [stdin, stdout, stderr]) await close(one);
    expect(open('pipe:')).toBe(before);
  });

  test('what the pipe held when it was handed over comes first, and a reader that waits goes on waiting', async () => {
    const input = await pipe();
    const output = await pipe();
    await write(input.writeEnd, 'before, ');
    const answer = system.call('pipeRead', { readEnd: output.readEnd, length: 0 });
    const program = await bash('cat <&3 >&4', [
      [input.readEnd, 3],
      [output.writeEnd, 4],
    ]);
    await close(output.writeEnd);
    expect((await answer).data.toString()).toBe('before, ');
    await write(input.writeEnd, 'after');
    await close(input.writeEnd);
    expect(await rest(output.readEnd)).toBe('after');
    expect(await ended(program)).toMatchObject({ exitCode: 0 });
  });

  test('a program that nobody reads is held back, and one whose reader went is told', async () => {
    const { readEnd, writeEnd } = await pipe();
    const program = await bash('cat /dev/zero >&3; echo $?', [[writeEnd, 3]]);
    await close(writeEnd);
    expect((await system.call('pipeRead', { readEnd, length: 10 })).data.length).toBe(10);
    await close(readEnd);
    // 128 + SIGPIPE.
    expect(await rest(program.stdout)).toBe('141\n');
  });

  test('writing to a program that has ended is EPIPE', async () => {
    const { readEnd, writeEnd } = await pipe();
    const program = await bash('exit 0', [[readEnd, 3]]);
    await close(readEnd);
    await ended(program);
    await expect(write(writeEnd, 'x')).rejects.toMatchObject({ code: 'EPIPE' });
  });

  test('a program has what it was given and nothing more', async () => {
    const { readEnd, writeEnd } = await pipe();
    const program = await bash('for fd in {3..300}; do (exec >&$fd) 2>/dev/null && echo $fd; done; true', [
      [readEnd, 4],
      [writeEnd, 254],
    ]);
    expect(await rest(program.stdout)).toBe('4\n254\n');
    await ended(program);
  });

  test('wrong handles start nothing and leave nothing behind', async () => {
    const processes = fixture.kernel.processes.size;
    const before = open('pipe:');
    const { readEnd, writeEnd } = await pipe();
    const queue = { kind: 1, capacity: 0, whenFull: 1, name: '', open: false } as const;
    const number = (await system.call('queueCreate', queue)).queue;
    const kept = await system.call('dup', { descriptor: readEnd, pid: 0, rights: [1, 4] });
    for (const [handles, code] of [
      [[[readEnd, 2]], 'EINVAL'],
      [[[readEnd, 256]], 'EINVAL'],
      [
        [
          [readEnd, 5],
          [writeEnd, 5],
        ],
        'EINVAL',
      ],
      [[[999, 5]], 'EBADF'],
      [
        [
          [readEnd, 5],
          [number, 6],
        ],
        'ENOTSUP',
      ],
      [[[kept.descriptor, 5]], 'EPERM'],
    ] as [[number, number][], string][]) {
      await expect(bash('true', handles)).rejects.toMatchObject({ code });
    }
    for (const one of [readEnd, writeEnd, kept.descriptor]) await close(one);
    expect(fixture.kernel.processes.size).toBe(processes);
    expect(open('pipe:')).toBe(before);
  });

  const attach = async (segment: number, readOnly: boolean) =>
    (await system.call('shmAttach', { segment, readOnly, name: '' })).attachment;

  test.skipIf(!existsSync(python))('a Python program and the kernel see the same memory', async () => {
    const size = 1024 * 1024;
    const before = open('/memfd:agentos-segment');
    const { segment } = await system.call('shmCreate', { size, name: '' });
    const attachment = await attach(segment, false);
    await system.call('shmWrite', { attachment, offset: 4_000, data: Buffer.from('from the kernel') });
    const script = `
import mmap, sys
memory = mmap.mmap(10, ${size})
print(memory[4000:4015].decode(), flush=True)
memory[9000:9011] = b'from Python'
print('written', flush=True)
sys.stdin.readline()
print(memory[9000:9011].decode(), flush=True)
`;
    const program = await spawn(system, python, script, [[attachment, 10]]);
    let said = '';
    while (!said.includes('written')) {
      said += (await system.call('read', { descriptor: program.stdout, length: 0 })).data.toString();
    }
    expect(said).toBe('from the kernel\nwritten\n');
    const read = await system.call('shmRead', { attachment, offset: 9_000, length: 11 });
    expect(read.data.toString()).toBe('from Python');
    // Both ways while it runs: no copy is made at any moment.
    await system.call('shmWrite', { attachment, offset: 9_000, data: Buffer.from('seen at onc') });
    await system.call('write', { descriptor: program.stdin, data: Buffer.from('\n') });
    expect(await rest(program.stdout)).toBe('seen at onc\n');
    const owner = fixture.kernel.processes.require(system.pid);
    const held = owner.memory.used;
    await system.call('shmDestroy', { segment });
    expect(await ended(program)).toEqual({ said: '', exitCode: 0 });
    expect(owner.memory.used).toBe(held - size);
    expect(open('/memfd:agentos-segment')).toBe(before);
  });

  test.skipIf(!existsSync(python) || process.geteuid?.() !== 0)(
    'a program with the right to read cannot write',
    async () => {
      const { segment } = await system.call('shmCreate', { size: 4_096, name: '' });
      const script = `
import fcntl, mmap, os
def attempt(what):
    try:
        what()
        print('done')
    except (OSError, ValueError) as error:
        print(type(error).__name__)
attempt(lambda: mmap.mmap(10, 4096, prot=mmap.PROT_READ))
attempt(lambda: mmap.mmap(10, 4096))
attempt(lambda: os.pwrite(10, b'x', 0))
attempt(lambda: os.open('/proc/self/fd/10', os.O_RDWR))
attempt(lambda: os.fchmod(10, 0o777))
attempt(lambda: os.ftruncate(11, 0))
attempt(lambda: fcntl.fcntl(11, 1033, 8))
attempt(lambda: os.pwrite(11, b'x', 0))
`;
      const program = await spawn(system, python, script, [
        [await attach(segment, true), 10],
        [segment, 11],
      ]);
      const outcomes = (await rest(program.stdout)).trim().split('\n');
      const refused = 'PermissionError';
      expect(outcomes).toEqual(['done', refused, 'OSError', refused, refused, refused, refused, 'done']);
      await ended(program);
    },
  );

  test.skipIf(!existsSync(python))('memory that a program still has counts until it ends', async () => {
    const owner = await fixture.actor(everything, { appId: 'lender' });
    const { segment } = await owner.call('shmCreate', { size: 5_000, name: '' });
    const { memory } = fixture.kernel.processes.require(owner.pid);
    const program = await spawn(owner, python, 'import sys; sys.stdin.readline()', [[segment, 5]]);
    await owner.call('shmDestroy', { segment });
    expect(memory.used).toBe(5_000);
    await owner.call('close', { descriptor: program.stdin });
    await owner.call('wait', { pid: program.pid, options: 0 });
    expect(memory.used).toBe(0);
  });
});
