/** What the kernel holds for processes: limits that hold for all below, pressure that is told, and nothing left behind. */
import { MemoryPressure, NetworkMode, ProcessKind, StandardIo } from '@agentos/protocol/kernel';
import { expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { copyArgs } from './cases/clipboard.ts';
import { type Actor, everything, startKernel } from './kernel-fixture.ts';
import { recordedEvents } from './recorded-events.ts';

const MiB = 1024 * 1024;
const enomem = { code: 'ENOMEM' };
const hold = (actor: Actor, bytes: number) =>
  // What an entry costs beside its data is 1,024 bytes.
  actor.call('clipboardCopy', copyArgs(Buffer.alloc(bytes - 1_024), { own: true }));
const pipe = async (actor: Actor): Promise<number> => (await actor.call('pipeCreate', { capacity: MiB })).pipe;

test('the limit of a process holds for all below it together; what ends gives its part back', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything, { appId: 'app', limits: { kernelBytes: 4 * MiB } });
  const child = await fixture.actor(everything, {
    appId: 'app',
    parentPid: app.pid,
    limits: { kernelBytes: 100 * MiB },
  });
  const other = await fixture.actor(everything, { appId: 'other' });
  await hold(child, 3 * MiB);
  await expect(hold(app, 2 * MiB)).rejects.toMatchObject(enomem);
  await expect(hold(child, 2 * MiB)).rejects.toMatchObject(enomem);
  await hold(other, 2 * MiB);
  await hold(app, MiB);
  await fixture.client.terminateProcess(fixture.admin, { pid: child.pid });
  await hold(app, 3 * MiB);
  expect(await app.call('memoryProcessStats', { pid: 0 })).toEqual({
    used: 4 * MiB,
    peak: 4 * MiB,
    limit: 4 * MiB,
    allocations: 2,
    hostBytes: 0,
    pressure: MemoryPressure.CRITICAL,
  });
});

test('a process that becomes an orphan counts for who is above it now', async () => {
  await using fixture = await startKernel();
  const top = await fixture.actor(everything, { appId: 'app', limits: { kernelBytes: 4 * MiB } });
  const middle = await fixture.actor(everything, { appId: 'app', parentPid: top.pid });
  const { pid } = await middle.call('spawn', spawnArgs());
  const orphan = fixture.kernel.processes.require(pid);
  orphan.memory.charge(3 * MiB);
  await fixture.kernel.processes.end(
    fixture.kernel.processes.require(middle.pid),
    { code: 0, signal: 0 },
    orphan.trace,
  );
  await expect(hold(top, 2 * MiB)).rejects.toMatchObject(enomem);
  orphan.memory.release(3 * MiB);
  await hold(top, 4 * MiB);
});

test('pressure on a process is told at 80 % and 95 % and when it passes', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything, { appId: 'app', limits: { kernelBytes: 10 * MiB } });
  const levels = async (): Promise<(readonly [string, number, number])[]> =>
    (await recordedEvents(fixture))
      .filter(({ type, pid }) => type === 'memory.pressure' && pid === app.pid)
      .map(({ subject, valueA, valueB }) => [subject, valueA / MiB, valueB / MiB] as const);
  await hold(app, 7 * MiB);
  expect(await levels()).toEqual([]);
  await hold(app, MiB);
  await hold(app, MiB);
  await hold(app, MiB);
  expect((await app.call('memoryProcessStats', { pid: 0 })).pressure).toBe(MemoryPressure.CRITICAL);
  await app.call('clipboardClear', { own: true });
  expect(await levels()).toEqual([
    ['warning', 8, 10],
    ['critical', 10, 10],
    ['none', 3, 10],
  ]);
});

test("the kernel's own memory is bounded: who comes too late gets ENOMEM, pressure is told, and room comes back", async () => {
  await using fixture = await startKernel({ arenaBytes: 20 * MiB });
  const apps = await Promise.all(
    ['a', 'b'].map((appId) => fixture.actor(everything, { appId, limits: { kernelBytes: 15 * MiB } })),
  );
  const [one, two] = apps as [Actor, Actor];
  const pipes: number[] = [];
  for (let count = 0; count < 15; count++) pipes.push(await pipe(one));
  await expect(pipe(one)).rejects.toMatchObject(enomem);
  await pipe(two);
  // A quarter is kept for services, however many apps there are.
  await expect(pipe(two)).rejects.toMatchObject(enomem);
  const service = await fixture.actor(everything, { kind: ProcessKind.SERVICE });
  for (let count = 0; count < 4; count++) await pipe(service);
  await expect(pipe(service)).rejects.toMatchObject(enomem);
  const stats = await one.call('memoryStats', {});
  expect(stats).toMatchObject({ total: 20 * MiB, used: 20 * MiB, free: 0, blocks: 20, fragmentation: 0 });
  expect(stats.pressure).toBe(MemoryPressure.CRITICAL);
  expect(fixture.kernel.metrics()).toContain(`agentos_kernel_memory_used_bytes ${20 * MiB}\n`);
  await one.call('pipeDestroy', { pipe: pipes[0] ?? 0 });
  await pipe(two);
  await fixture.client.terminateProcess(fixture.admin, { pid: service.pid });
  await fixture.client.terminateProcess(fixture.admin, { pid: two.pid });
  await fixture.client.terminateProcess(fixture.admin, { pid: one.pid });
  const observer = await fixture.actor(everything);
  expect(await observer.call('memoryStats', {})).toMatchObject({ used: 0, blocks: 0, pressure: MemoryPressure.NONE });
  await observer.call('memoryCompact', {});
  expect(fixture.kernel.metrics()).toContain('agentos_kernel_memory_held_bytes 0\n');
  const told = (await recordedEvents(fixture)).filter(({ type, pid }) => type === 'memory.pressure' && pid === 1);
  expect(told.map(({ subject }) => subject).filter((text, at, all) => text !== all[at - 1])).toEqual([
    'kernel warning',
    'kernel critical',
    'kernel warning',
    'kernel none',
  ]);
});

test('a program on the host tells what it uses there, beside what the kernel holds for it', async () => {
  await using fixture = await startKernel();
  const { pid } = await fixture.client.createProcess(fixture.admin, {
    name: 'program',
    kind: ProcessKind.HOST,
    appId: 'app',
    capabilities: [],
    program: { ...spawnArgs().program!, standardIo: StandardIo.NONE, network: NetworkMode.NONE },
  });
  const observer = await fixture.actor(everything);
  expect(await observer.call('memoryProcessStats', { pid })).toMatchObject({ used: 0, hostBytes: 4_096 });
});

test('the time that the kernel spends on a process is counted', async () => {
  await using fixture = await startKernel();
  const [idle, busy] = [await fixture.actor(everything), await fixture.actor(everything)];
  for (let count = 0; count < 20; count++) await busy.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
  const kernelNs = async ({ pid }: Actor): Promise<number> =>
    (await busy.call('processStats', { pid })).stats?.kernelNs ?? 0;
  expect(await kernelNs(busy)).toBeGreaterThan(0);
  expect(await kernelNs(idle)).toBe(0);
});
