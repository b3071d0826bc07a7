/** Waiting, stopping, signals, groups and ends of processes through the public door, on the fake host. */
import {
  type Event,
  EventCategory,
  ProcessKind,
  ProcessState,
  SignalAction,
  WaitEvent,
} from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import type { FakeProcess } from './fake-host.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let system: Actor;
const warnings: string[] = [];

beforeAll(async () => {
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn(_: object, message: string) {
      // Refusals are told too, by every test of one.
      if (message !== 'a syscall failed') warnings.push(message);
    },
  };
  fixture = await startKernel({ log });
  system = await fixture.actor(everything, { kind: ProcessKind.SERVICE, appId: 'system' });
});
afterAll(() => fixture[Symbol.asyncDispose]());

const parent = (): Promise<Actor> => fixture.actor(everything, { appId: 'family' });
const childOf = async (actor: Actor): Promise<Actor> => {
  const { token } = await fixture.client.createProcess(actor.token, {
    name: 'child',
    kind: ProcessKind.APP,
    capabilities: everything,
  });
  return Object.assign(await fixture.client.attach(token), { token });
};
const spawn = async (actor: Actor, more: Parameters<typeof spawnArgs>[0] = {}): Promise<[number, FakeProcess]> => {
  const { pid } = await actor.call('spawn', spawnArgs(more));
  return [pid, fixture.host.launched.at(-1)!];
};
const send = (pid: number, signal: number, from: Actor = system) => from.call('signalSend', { pid, signal, group: 0 });
const stateOf = async (pid: number) => (await system.call('processState', { pid })).state;
const events = async (type: string, pid: number): Promise<Event[]> => {
  const found: Event[] = [];
  const request = { fromSequence: 1, follow: false, categories: [EventCategory.PROCESS], pids: [pid] };
  for await (const { events: batch } of fixture.client.streamEvents(system.token, request)) found.push(...batch);
  return found.filter((event) => event.type === type);
};

describe('wait', () => {
  test('a pid, any, the own group, another group: each sees its own, once', async () => {
    const one = await parent();
    const [first, firstHost] = await spawn(one);
    const [second, secondHost] = await spawn(one, { newSession: true });
    firstHost.end(1);
    secondHost.end(2);
    await expect.poll(() => stateOf(second)).toBe(ProcessState.ZOMBIE);
    const wait = (pid: number, options = 1) => one.call('wait', { pid, options });
    expect(await wait(0)).toMatchObject({ pid: first, exitCode: 1 });
    await expect(wait(0)).rejects.toMatchObject({ code: 'ECHILD' });
    expect(await wait(-second)).toMatchObject({ pid: second, exitCode: 2 });
    await expect(wait(-1)).rejects.toMatchObject({ code: 'ECHILD' });
    const [third, thirdHost] = await spawn(one);
    thirdHost.end(-1, 11);
    expect(await wait(third, 0)).toEqual({ pid: third, event: WaitEvent.EXITED, exitCode: -1, signal: 11 });
    await expect(wait(third)).rejects.toMatchObject({ code: 'ECHILD' });
  });

  test('two that wait for any get one child each; a third learns that there is none', async () => {
    const one = await parent();
    const [, firstHost] = await spawn(one);
    const [, secondHost] = await spawn(one);
    const waits = [1, 2, 3].map(() =>
      one.call('wait', { pid: -1, options: 0 }).catch((error: { code: string }) => error.code),
    );
    firstHost.end(1);
    secondHost.end(2);
    const told = await Promise.all(waits);
    expect(told.map((answer) => (typeof answer === 'string' ? answer : answer.exitCode)).sort()).toEqual([
      1,
      2,
      'ECHILD',
    ]);
  });

  test('stops and continuations are told to who asks for them, and consumed', async () => {
    const one = await parent();
    const child = await childOf(one);
    const wait = (options: number) => one.call('wait', { pid: child.pid, options });
    const stopped = wait(2);
    await send(child.pid, 20);
    expect(await stopped).toEqual({ pid: child.pid, event: WaitEvent.STOPPED, exitCode: 0, signal: 20 });
    expect(await wait(1 | 2)).toMatchObject({ pid: 0, event: WaitEvent.UNSPECIFIED });
    await send(child.pid, 18);
    expect(await wait(1 | 2)).toMatchObject({ event: WaitEvent.UNSPECIFIED });
    expect(await wait(1 | 4)).toMatchObject({ pid: child.pid, event: WaitEvent.CONTINUED, signal: 18 });
    await send(child.pid, 19);
    await send(child.pid, 9);
    expect(await wait(2 | 4)).toMatchObject({ event: WaitEvent.EXITED, signal: 9 });
  });

  test('a program that somebody else stops is noticed, without anybody asking too', async () => {
    const one = await parent();
    const [pid, host] = await spawn(one);
    const stopped = one.call('wait', { pid, options: 2 });
    host.stopped = true;
    expect(await stopped).toMatchObject({ pid, event: WaitEvent.STOPPED, signal: 19 });
    expect(await stateOf(pid)).toBe(ProcessState.STOPPED);
    host.stopped = false;
    expect(await stateOf(pid)).toBe(ProcessState.RUNNING);
    expect(await one.call('wait', { pid, options: 1 | 4 })).toMatchObject({ event: WaitEvent.CONTINUED });
    host.stopped = true;
    await expect.poll(() => fixture.kernel.processes.require(pid).state).toBe('stopped');
  });

  test('a program told to stop is stopped, although the host takes a moment to show it', async () => {
    const one = await parent();
    const [pid, host] = await spawn(one);
    await send(pid, 19);
    expect(await stateOf(pid)).toBe(ProcessState.STOPPED);
    expect(await stateOf(pid)).toBe(ProcessState.STOPPED);
    host.stopped = true;
    expect(await stateOf(pid)).toBe(ProcessState.STOPPED);
    host.stopped = false;
    expect(await stateOf(pid)).toBe(ProcessState.RUNNING);
    expect(host.signals).toEqual([19]);
  });

  test('it is cancelled, runs out of time, and ends with its process', async () => {
    const one = await parent();
    const child = await childOf(one);
    const queue = fixture.kernel.processes.require(one.pid).childReports.changed;
    await expect(one.call('wait', { pid: -1, options: 0 }, { deadlineMs: 30 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    const given = new AbortController();
    const pending = one.call('wait', { pid: child.pid, options: 0 }, { signal: given.signal });
    await expect.poll(() => queue.size).toBe(1);
    given.abort();
    await expect(pending).rejects.toMatchObject({ code: 'ECANCELED' });
    const last = one.call('wait', { pid: -1, options: 0 });
    await expect.poll(() => queue.size).toBe(1);
    await Promise.all([expect(last).rejects.toMatchObject({ code: 'ESRCH' }), send(one.pid, 9)]);
    expect(queue.size).toBe(0);
  });

  test('orphans are waited for by nobody and stay in reach', async () => {
    const top = await parent();
    const middle = await childOf(top);
    const [orphan, host] = await spawn(middle);
    await send(middle.pid, 9);
    expect(await top.call('wait', { pid: -1, options: 0 })).toMatchObject({ pid: middle.pid });
    await expect(top.call('wait', { pid: orphan, options: 0 })).rejects.toMatchObject({ code: 'ECHILD' });
    expect((await top.call('processInfo', { pid: orphan })).process).toMatchObject({
      parentPid: top.pid,
      appId: 'family',
    });
    host.end(0);
    await expect.poll(() => fixture.kernel.processes.get(orphan)).toBeUndefined();
  });
});

describe('a stopped process', () => {
  test('begins no syscalls until it goes on; those under way are answered', async () => {
    const one = await parent();
    const asleep = one.call('sleep', { durationMs: 30 });
    await send(one.pid, 19);
    let answered = false;
    const held = one.call('getcwd', {}).finally(() => {
      answered = true;
    });
    expect((await asleep).sleptMs).toBeGreaterThanOrEqual(29);
    expect(await stateOf(one.pid)).toBe(ProcessState.STOPPED);
    expect(answered).toBe(false);
    await send(one.pid, 18);
    expect(await held).toEqual({ path: '/home' });
    expect(await stateOf(one.pid)).toBe(ProcessState.RUNNING);
  });

  test('many held ones go on in order, and others have their turns in between', async () => {
    const one = await parent();
    await send(one.pid, 19);
    const order: number[] = [];
    const held = Array.from({ length: 1_000 }, (_, index) => one.call('getcwd', {}).then(() => order.push(index)));
    const process = fixture.kernel.processes.require(one.pid);
    await expect.poll(() => process.held).toBe(1_000);
    await send(one.pid, 18);
    expect(process.held).toBeGreaterThan(0);
    await Promise.all(held);
    expect(order).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    expect(process.held).toBe(0);
  });

  test('what it has held back is checked when it runs, and can be given up', async () => {
    const one = await parent();
    await send(one.pid, 19);
    await expect(one.call('getcwd', {}, { deadlineMs: 30 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const held = one.call('systemInfo', {});
    await expect.poll(() => fixture.kernel.processes.require(one.pid).pending).toBe(1);
    await fixture.client.updateSandbox(fixture.admin, { pid: one.pid, capabilities: ['STANDARD'] });
    await Promise.all([expect(held).rejects.toMatchObject({ code: 'EACCES' }), send(one.pid, 18)]);
    await send(one.pid, 19);
    const last = one.call('getcwd', {});
    await expect.poll(() => fixture.kernel.processes.require(one.pid).pending).toBe(1);
    await Promise.all([expect(last).rejects.toMatchObject({ code: 'ESRCH' }), send(one.pid, 9)]);
  });

  test('goes on even when it blocks, ignores or handles the signal', async () => {
    const one = await parent();
    await one.call('signalBlock', { signals: [18] });
    await send(one.pid, 19);
    await send(one.pid, 18);
    expect(await stateOf(one.pid)).toBe(ProcessState.READY + 1);
    expect(await one.call('signalPending', {})).toEqual({ signals: [18] });
  });

  test('waits on where it waited', async () => {
    const one = await parent();
    const asleep = one.call('sleep', { durationMs: 60_000 }, { deadlineMs: 200 });
    await expect.poll(() => stateOf(one.pid)).toBe(ProcessState.WAITING);
    await send(one.pid, 19);
    expect(await stateOf(one.pid)).toBe(ProcessState.STOPPED);
    await send(one.pid, 18);
    expect(await stateOf(one.pid)).toBe(ProcessState.WAITING);
    await expect(asleep).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });
});

describe('signals', () => {
  test('waiting for one: it comes, the deadline comes, the process ends', async () => {
    const one = await parent();
    await one.call('signalRegister', { signal: 10, action: SignalAction.HANDLE });
    const waiting = one.call('signalWait', { signals: [10, 10, 12] });
    await expect.poll(() => stateOf(one.pid)).toBe(ProcessState.WAITING);
    await send(one.pid, 10);
    expect(await waiting).toEqual({ signal: 10, senderPid: system.pid });
    await expect(one.call('signalWait', { signals: [] }, { deadlineMs: 30 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    const last = one.call('signalWait', { signals: [] });
    await expect.poll(() => stateOf(one.pid)).toBe(ProcessState.WAITING);
    await Promise.all([expect(last).rejects.toMatchObject({ code: 'ESRCH' }), send(one.pid, 15)]);
  });

  test('unblocking lets the lowest through first', async () => {
    const one = await parent();
    await one.call('signalBlock', { signals: [2, 15, 20] });
    for (const signal of [15, 20, 2]) await send(one.pid, signal);
    await expect(one.call('signalUnblock', { signals: [2, 15, 20] })).rejects.toMatchObject({ code: 'ESRCH' });
    const [exit] = await events('process.exit', one.pid);
    expect(exit).toMatchObject({ subject: 'signal', valueB: 2 });
  });

  test('a parent that handles SIGCHLD hears of its children; others do not', async () => {
    const one = await parent();
    const [pid, host] = await spawn(one);
    await one.call('signalRegister', { signal: 17, action: SignalAction.HANDLE });
    host.end(0);
    expect(await one.call('signalWait', { signals: [17] })).toEqual({ signal: 17, senderPid: pid });
    await one.call('signalRegister', { signal: 17, action: SignalAction.DEFAULT });
    const child = await childOf(one);
    await send(child.pid, 9);
    expect(await one.call('signalPending', {})).toEqual({ signals: [] });
  });

  test('a group: those in reach get it, the others do not', async () => {
    const one = await parent();
    const middle = await childOf(one);
    const leaf = await childOf(middle);
    for (const actor of [one, middle, leaf]) await actor.call('signalBlock', { signals: [10] });
    const capabilities = everything.filter((kind) => kind !== 'KILL_PROCESS');
    await fixture.client.updateSandbox(fixture.admin, { pid: middle.pid, capabilities });
    await middle.call('signalSend', { pid: 0, signal: 10, group: one.pid });
    const pending = async (actor: Actor) => (await actor.call('signalPending', {})).signals;
    expect([await pending(one), await pending(middle), await pending(leaf)]).toEqual([[], [10], [10]]);
    const refused = { code: 'EACCES', detail: 'KILL_PROCESS' };
    for (const group of [system.pid, 99_999]) {
      await expect(middle.call('signalSend', { pid: 0, signal: 0, group })).rejects.toMatchObject(refused);
    }
    await expect(one.call('signalSend', { pid: 0, signal: 9, group: 1 })).rejects.toMatchObject({ code: 'ESRCH' });
  });

  test('a host program gets them itself, and says that its masks are its own', async () => {
    const one = await parent();
    const [pid, host] = await spawn(one);
    await send(pid, 10);
    await send(pid, 0);
    expect(host.signals).toEqual([10]);
    const { token } = await fixture.client.createProcess(fixture.admin, {
      name: 'program',
      kind: ProcessKind.HOST,
      capabilities: everything,
      program: spawnArgs().program,
    });
    const program = await fixture.client.attach(token);
    const refused = [
      program.call('signalBlock', { signals: [10] }),
      program.call('signalUnblock', { signals: [10] }),
      program.call('signalRegister', { signal: 10, action: SignalAction.HANDLE }),
      program.call('signalPending', {}),
      program.call('signalWait', { signals: [] }),
    ];
    await Promise.all(refused.map((one) => expect(one).rejects.toMatchObject({ code: 'ENOTSUP' })));
  });

  test('each leaves an event', async () => {
    const one = await parent();
    await one.call('signalBlock', { signals: [10] });
    await send(one.pid, 10);
    await send(one.pid, 17);
    const seen = (await events('process.signal', one.pid)).map(({ subject, valueA, valueB, valueC }) => [
      subject,
      valueA,
      valueB,
      valueC,
    ]);
    expect(seen).toEqual([
      ['SIGUSR1', 10, system.pid, 1],
      ['SIGCHLD', 17, system.pid, 3],
    ]);
  });
});

describe('groups and sessions', () => {
  test('what belongs to one app is together; another app, a terminal and who asks begin a session', async () => {
    const one = await parent();
    const where = async (pid: number) => {
      const { process } = await system.call('processInfo', { pid });
      return [process?.group, process?.session];
    };
    const child = await childOf(one);
    expect(await where(child.pid)).toEqual([one.pid, one.pid]);
    const [plain] = await spawn(child);
    expect(await where(plain)).toEqual([one.pid, one.pid]);
    const [own] = await spawn(child, { newSession: true });
    expect(await where(own)).toEqual([own, own]);
    const { pid } = await system.call('spawn', { ...spawnArgs(), appId: 'other-app' });
    expect(await where(pid)).toEqual([pid, pid]);
    await child.call('setGroup', { pid: 0, group: 0, newSession: true });
    expect(await where(child.pid)).toEqual([child.pid, child.pid]);
    await expect(child.call('setGroup', { pid: 0, group: one.pid, newSession: false })).rejects.toMatchObject({
      code: 'EPERM',
    });
  });

  test('who waits for a group that its last member leaves is not left waiting', async () => {
    const one = await parent();
    const child = await childOf(one);
    const waiting = one.call('wait', { pid: 0, options: 0 });
    await expect.poll(() => stateOf(one.pid)).toBe(ProcessState.WAITING);
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ code: 'ECHILD' }),
      child.call('setGroup', { pid: 0, group: 0, newSession: false }),
    ]);
  });
});

describe('limits', () => {
  test('new ones hold at once, for running programs and for all below, which never get more', async () => {
    const one = await parent();
    const [, host] = await spawn(one);
    const child = await childOf(one);
    const limits = {
      memoryBytes: 5_000_000,
      cpuPercent: 50,
      descriptors: 9,
      processes: 3,
      keyValueBytes: 0,
      kernelBytes: 0,
    };
    await fixture.client.updateSandbox(fixture.admin, { pid: one.pid, capabilities: everything, limits });
    const given = { memoryBytes: 5_000_000, cpuPercent: 50, descriptors: 9, processes: 3 };
    expect(host.limits).toEqual([given]);
    expect(fixture.kernel.processes.require(child.pid).limits).toMatchObject(given);
    await fixture.client.updateSandbox(fixture.admin, {
      pid: child.pid,
      capabilities: everything,
      limits: { ...limits, memoryBytes: 1_000_000, processes: 2 },
    });
    expect(fixture.kernel.processes.require(one.pid).limits).toMatchObject(given);
    await spawn(one);
    await expect(one.call('spawn', spawnArgs())).rejects.toMatchObject({ code: 'EAGAIN' });
  });
});

describe('a command given as one line', () => {
  test('becomes words; nothing of it reaches a shell', async () => {
    const one = await parent();
    const [, host] = await spawn(one, { executable: '', command: 'grep -n "a b" \'$HOME;ls\' x\\ y' });
    expect(host.request).toMatchObject({ executable: 'grep', arguments: ['-n', 'a b', '$HOME;ls', 'x y'] });
  });
});

describe('ending', () => {
  test('an app process that handles SIGTERM is given its time; one that does not end is killed, with a warning', async () => {
    const one = await parent();
    await one.call('signalRegister', { signal: 15, action: SignalAction.HANDLE });
    const asked = one
      .call('signalWait', { signals: [15] })
      .then(() => one.call('kill', { pid: 0, signal: 9, tree: false }));
    const end = fixture.client.terminateProcess(fixture.admin, { pid: one.pid, graceMs: 60_000 });
    await expect(asked).rejects.toMatchObject({ code: 'ESRCH' });
    expect(await end).toMatchObject({ forced: false, error: undefined });
    expect(warnings).toEqual([]);

    const stubborn = await parent();
    await stubborn.call('signalBlock', { signals: [15] });
    const { forced } = await fixture.client.terminateProcess(fixture.admin, { pid: stubborn.pid, graceMs: 30 });
    expect(forced).toBe(true);
    expect(warnings).toEqual(['a process did not end when asked and is killed']);
    expect(await events('process.forced', stubborn.pid)).toMatchObject([{ valueA: 30 }]);
    const [exit] = await events('process.exit', stubborn.pid);
    expect(exit).toMatchObject({ valueB: 9 });
  });

  test('a program that ends in time is not forced; one that does not is', async () => {
    const one = await parent();
    const [polite, politeHost] = await spawn(one);
    const end = fixture.client.terminateProcess(one.token, { pid: polite, graceMs: 60_000 });
    await expect.poll(() => politeHost.signals).toEqual([15, 18]);
    politeHost.end(0);
    expect(await end).toMatchObject({ forced: false });
    expect(politeHost.killed).toBeLessThanOrEqual(1);
    const [deaf, deafHost] = await spawn(one);
    const { forced, released } = await fixture.client.terminateProcess(one.token, { pid: deaf, graceMs: 20 });
    expect([forced, deafHost.killed]).toEqual([true, 1]);
    expect(released).toContainEqual({ kind: 'host process', count: 1, bytes: 0 });
  });

  test('nothing new starts below what is being ended', async () => {
    const one = await parent();
    await one.call('signalBlock', { signals: [15] });
    const end = fixture.client.terminateProcess(fixture.admin, { pid: one.pid, graceMs: 200 });
    await expect.poll(() => fixture.kernel.processes.require(one.pid).doomed).toBe(true);
    await expect(one.call('spawn', spawnArgs())).rejects.toMatchObject({ code: 'ESRCH' });
    expect(await end).toMatchObject({ forced: true });
  });

  test('handles are told by the kind of their object, in the answer, the event and the metrics', async () => {
    const one = await parent();
    await spawn(one);
    await one.call('createFile', { path: '/tmp/x', mode: 0 });
    const { released } = await fixture.client.terminateProcess(fixture.admin, { pid: one.pid, graceMs: 10 });
    expect(released).toEqual(
      expect.arrayContaining([
        { kind: 'stream', count: 3, bytes: 0 },
        { kind: 'token', count: 1, bytes: 0 },
        { kind: 'host process', count: 1, bytes: 0 },
        { kind: 'temporary folder', count: 1, bytes: 0 },
      ]),
    );
    const [cleanup] = await events('process.cleanup', one.pid);
    expect(cleanup?.valueA).toBeGreaterThanOrEqual(5);
    const text = await fixture.client.getMetrics(system.token);
    expect(text).toMatch(/agentos_kernel_cleanup_released_total\{kind="stream"\} \d+/);
    expect(text).toMatch(/agentos_kernel_cleanup_failures_total 0\n/);
    expect(text).toMatch(/agentos_kernel_process_kills_total [1-9]/);
  });
});
