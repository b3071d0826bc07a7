/** The clipboard as apps rely on it: what lasts, what ends with a process, bounds, and who hears of a copy. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openArgs } from './cases/args.ts';
import { copyArgs } from './cases/clipboard.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';
import { recordedEvents } from './recorded-events.ts';

const MiB = 1024 * 1024;
const desktop = { format: '', own: false };
const own = { format: '', own: true };

let fixture: KernelFixture;
let one: Actor;
let two: Actor;
beforeEach(async () => {
  fixture = await startKernel();
  one = await fixture.actor(everything, { appId: 'one' });
  two = await fixture.actor(everything, { appId: 'two' });
});
afterEach(() => fixture[Symbol.asyncDispose]());

const subscribe = async (actor: Actor, ...formats: string[]): Promise<number> =>
  (await actor.call('clipboardSubscribe', { formats })).subscription;
const read = (actor: Actor, descriptor: number, options: { deadlineMs?: number; signal?: AbortSignal } = {}) =>
  actor.call('read', { descriptor, length: 0 }, options);
const kernelBytes = async ({ pid }: Actor): Promise<number> => (await one.call('memoryProcessStats', { pid })).used;

describe('contents', () => {
  test("the desktop's stay when the process that copied them ends; a process's own end with it", async () => {
    await one.call('clipboardCopy', copyArgs('kept'));
    await one.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
    expect((await one.call('clipboardPaste', own)).entry?.bytes).toBe(MiB);
    await expect(two.call('clipboardPaste', own)).rejects.toMatchObject({ code: 'ENOENT' });
    const { released } = await fixture.client.terminateProcess(fixture.admin, { pid: one.pid });
    expect(released).toContainEqual({ kind: 'clipboard', count: 1, bytes: MiB });
    const { entry } = await two.call('clipboardPaste', desktop);
    expect([entry?.data.toString(), entry?.pid]).toEqual(['kept', one.pid]);
  });

  test('the largest entry goes in and out through each door', async () => {
    const data = Buffer.alloc(10 * MiB, 'x');
    data.write('end', data.length - 3);
    await one.call('clipboardCopy', copyArgs(data));
    const [ring, unary] = await Promise.all([
      two.call('clipboardPaste', desktop),
      fixture.client.executeUnary(two.token, 'clipboardPaste', desktop),
    ]);
    for (const { entry } of [ring, unary]) expect(Buffer.compare(entry?.data ?? Buffer.alloc(0), data)).toBe(0);
  });

  test('the last hundred entries are kept, at most 64 MiB of them', async () => {
    for (let count = 0; count < 102; count++) await one.call('clipboardCopy', copyArgs(`entry ${count}`));
    const { entries } = await two.call('clipboardHistory', { limit: 0, own: false });
    expect(entries.length).toBe(100);
    const oldest = await two.call('clipboardEntry', { ...desktop, entry: entries.at(-1)?.entry ?? 0 });
    expect(oldest.entry?.data.toString()).toBe('entry 2');
    for (let count = 0; count < 7; count++) await one.call('clipboardCopy', copyArgs(Buffer.alloc(10 * MiB)));
    expect(await one.call('clipboardStats', {})).toMatchObject({ entries: 6, bytes: 60 * MiB, copies: 109 });
    await expect(two.call('clipboardEntry', { ...desktop, entry: entries[0]?.entry ?? 0 })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  test("a process pays for its own clipboard, not for the desktop's", async () => {
    const small = await fixture.actor(everything, { appId: 'small', limits: { kernelBytes: 3 * MiB } });
    for (let count = 0; count < 5; count++) await small.call('clipboardCopy', copyArgs(Buffer.alloc(MiB)));
    expect(await kernelBytes(small)).toBe(0);
    await small.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
    await small.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
    const tooMuch = small.call('clipboardCopy', copyArgs(Buffer.alloc(MiB), { own: true }));
    await expect(tooMuch).rejects.toMatchObject({ code: 'ENOMEM' });
    expect((await small.call('clipboardHistory', { limit: 0, own: true })).entries.length).toBe(2);
    await small.call('clipboardClear', { own: true });
    expect(await kernelBytes(small)).toBe(0);
    expect((await two.call('clipboardStats', {})).entries).toBe(5);
  });
});

describe('subscriptions', () => {
  test('a waiting read gets what another process copies, in the formats that were asked for', async () => {
    const images = await subscribe(two, 'image/*');
    const all = await subscribe(two);
    const reading = read(two, images);
    await one.call('clipboardCopy', copyArgs('text'));
    const { entry } = await one.call('clipboardCopy', copyArgs('pixels', { format: 'image/png' }));
    expect((await reading).copied.map((copied) => copied.entry)).toEqual([entry]);
    expect((await read(two, all)).copied.map(({ format, pid }) => [format, pid])).toEqual([
      ['text/plain', one.pid],
      ['image/png', one.pid],
    ]);
    await one.call('clipboardCopy', copyArgs('own', { own: true }));
    await expect(read(two, all, { deadlineMs: 50 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  test('poll tells when there is something to read; without waiting it is EAGAIN', async () => {
    const descriptor = await subscribe(two);
    const asked = { entries: [{ descriptor, readable: true, writable: true, hungUp: false }], timeoutMs: 60_000 };
    expect(await two.call('poll', { ...asked, timeoutMs: 0 })).toEqual({ ready: [] });
    await two.call('fcntl', { descriptor, command: 'setfl', argument: 0o4000 });
    await expect(read(two, descriptor)).rejects.toMatchObject({ code: 'EAGAIN' });
    const polling = two.call('poll', asked);
    await one.call('clipboardCopy', copyArgs('now'));
    expect(await polling).toEqual({ ready: [{ descriptor, readable: true, writable: false, hungUp: false }] });
  });

  test('who does not read loses the oldest and learns how many; the rest of the system is not held up', async () => {
    const descriptor = await subscribe(two);
    const ids: number[] = [];
    for (let count = 0; count < 70; count++) ids.push((await one.call('clipboardCopy', copyArgs('x'))).entry);
    const { copied, lost } = await read(two, descriptor);
    expect([copied.map(({ entry }) => entry), lost]).toEqual([ids.slice(-64), 6]);
    await one.call('clipboardCopy', copyArgs('x'));
    expect((await read(two, descriptor)).lost).toBe(0);
    // One event for all that was lost between two reads.
    const overflows = (await recordedEvents(fixture)).filter(({ type }) => type === 'clipboard.overflow');
    expect(overflows.length).toBe(1);
  });

  test('a right that is taken away ends what was subscribed with it', async () => {
    const descriptor = await subscribe(two);
    const reading = read(two, descriptor).catch((error: unknown) => error);
    const capabilities = everything.filter((kind) => kind !== 'CLIPBOARD');
    await fixture.client.updateSandbox(fixture.admin, { pid: two.pid, capabilities });
    await one.call('clipboardCopy', copyArgs('secret'));
    expect(await reading).toMatchObject({ code: 'EACCES' });
    await expect(read(two, descriptor)).rejects.toMatchObject({ code: 'EACCES' });
    // Given up without the right, too.
    await two.call('clipboardUnsubscribe', { subscription: descriptor });
    expect((await one.call('clipboardStats', {})).subscribers).toBe(0);
  });

  test('closing it ends a read that waits, and nothing of it stays', async () => {
    const before = await kernelBytes(two);
    const descriptor = await subscribe(two);
    expect(await kernelBytes(two)).toBeGreaterThan(before);
    const reading = read(two, descriptor).catch((error: unknown) => error);
    await two.call('close', { descriptor });
    expect(await reading).toMatchObject({ code: 'EBADF' });
    expect(await kernelBytes(two)).toBe(before);
  });

  test('one that was passed on goes on for whoever holds it, and the end of a process closes what is left', async () => {
    const mine = await subscribe(one);
    const child = await fixture.actor(everything, { appId: 'one', parentPid: one.pid });
    const { descriptor } = await one.call('dup', { descriptor: mine, pid: child.pid, rights: [] });
    await one.call('clipboardUnsubscribe', { subscription: mine });
    await two.call('clipboardCopy', copyArgs('for the child'));
    expect((await read(child, descriptor)).copied.length).toBe(1);
    await expect(two.call('clipboardUnsubscribe', { subscription: descriptor })).rejects.toMatchObject({
      code: 'EBADF',
    });
    await fixture.client.terminateProcess(fixture.admin, { pid: child.pid });
    expect((await two.call('clipboardStats', {})).subscribers).toBe(0);
    expect(await kernelBytes(one)).toBe(0);
  });

  test('there is no writing to one, and nothing else is taken for one', async () => {
    const descriptor = await subscribe(two);
    const writing = two.call('write', { descriptor, data: Buffer.from('x') });
    await expect(writing).rejects.toMatchObject({ code: 'EBADF' });
    const file = await two.call('open', openArgs('/home/clip', { write: true, create: true }));
    const wrong = two.call('clipboardUnsubscribe', { subscription: file.descriptor });
    await expect(wrong).rejects.toMatchObject({ code: 'EINVAL' });
  });
});
