/** Polling as an attacker would: things that change all the time without becoming what was asked for. */
import { expect, test } from 'vitest';
import { spawnArgs } from './cases/args.ts';
import { everything, startKernel } from './kernel-fixture.ts';

const entry = (descriptor: number, asked: 'readable' | 'writable') => ({
  descriptor,
  readable: asked === 'readable',
  writable: asked === 'writable',
  hungUp: false,
});

test('a stream that holds something is no news to who asks for something else of it', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything);
  const { stdout } = await app.call('spawn', spawnArgs());
  const program = fixture.host.launched[0]?.stdout;
  program?.feed('hello');
  // The kernel would never come to the end of this poll, nor to anything else.
  expect(await app.call('poll', { entries: [entry(stdout, 'writable')], timeoutMs: 30 })).toEqual({ ready: [] });
  const waiting = app.call('poll', { entries: [entry(stdout, 'writable')], timeoutMs: 60_000 });
  const asked = { entries: [entry(stdout, 'readable')], timeoutMs: 60_000 };
  expect((await app.call('poll', asked)).ready).toMatchObject([{ readable: true, hungUp: false }]);
  await app.call('read', { descriptor: stdout, length: 2 });
  program?.feed('');
  await app.call('read', { descriptor: stdout, length: 3 });
  await app.call('read', { descriptor: stdout, length: 3 });
  expect((await waiting).ready).toMatchObject([{ readable: false, hungUp: true }]);
});

test('what changes all the time does not make the rest wait in more and more places', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything);
  const { readEnd, writeEnd } = await app.call('pipeCreate', { capacity: 0 });
  const { subscription } = await app.call('clipboardSubscribe', { formats: [] });
  const idle = fixture.kernel.processes.require(app.pid).handles.object(readEnd);
  let waits = 0;
  const { changed } = idle;
  idle.changed = (signal) => {
    waits++;
    return changed.call(idle, signal);
  };
  const entries = [...Array.from({ length: 1_000 }, () => entry(readEnd, 'readable')), entry(subscription, 'writable')];
  const polling = app.call('poll', { entries, timeoutMs: 60_000 });
  const copy = { format: 'text/plain', data: Buffer.from('x'), alternatives: [], own: false };
  for (let times = 0; times < 20; times++) await app.call('clipboardCopy', copy);
  await app.call('pipeWrite', { writeEnd, data: Buffer.from('x') });
  expect((await polling).ready).toHaveLength(1_000);
  // At the start, and after what was written.
  expect(waits).toBe(2);
});

test('a poll that is given up waits for nothing any more', async () => {
  await using fixture = await startKernel();
  const app = await fixture.actor(everything);
  const { readEnd } = await app.call('pipeCreate', { capacity: 0 });
  const own = fixture.kernel.processes.require(app.pid);
  const before = fixture.kernel.metrics().match(/timers \d+/)?.[0];
  const over = new AbortController();
  const asked = { entries: [entry(readEnd, 'readable')], timeoutMs: 60_000 };
  const polling = app.call('poll', asked, { signal: over.signal });
  await expect.poll(() => own.waiting).toBe(1);
  over.abort();
  await expect(polling).rejects.toThrow();
  await expect.poll(() => own.waiting).toBe(0);
  expect(before).toBeDefined();
  expect(fixture.kernel.metrics().match(/timers \d+/)?.[0]).toBe(before);
});
