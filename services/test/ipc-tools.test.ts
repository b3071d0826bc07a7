/** `ipc.*` through the route: windows of one app talk to each other, and nobody else listens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let one: string;
let two: string;
let stranger: string;

beforeAll(async () => {
  const rights = ['STANDARD', 'SEND_MESSAGE', 'RECEIVE_MESSAGE'];
  const uses = { 'ipc.create_pipe': {}, 'ipc.read_pipe': { read_end: '=value' } };
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/utilities/talker.bp': blueprint('talker', rights, uses),
      'shipped/blueprint/utilities/stranger.bp': blueprint('stranger', rights, uses),
    },
  });
  one = (await system.launch('talker')).id;
  two = (await system.launch('talker')).id;
  stranger = (await system.launch('stranger')).id;
});
afterAll(() => system?.stop());

const call = async (id: string, params: object, by: string) => (await system.tool(`ipc.${id}`, params, by)).json;

test('what is written into a pipe is read from it, whole, and its end is told', async () => {
  const pipe = (await call('create_pipe', {}, one)).data;
  expect((await call('read_pipe', { read_end: pipe.read_end }, one)).data).toEqual({ value: '', end: false });
  expect((await call('write_pipe', { write_end: pipe.write_end, data: 'grüezi' }, one)).data).toEqual({ value: 7 });
  expect((await call('read_pipe', { read_end: pipe.read_end }, one)).data).toEqual({ value: 'grüezi', end: false });
  expect((await call('close', { handle: pipe.write_end }, one)).data).toEqual({ value: true });
  expect((await call('read_pipe', { read_end: pipe.read_end }, one)).data).toEqual({ value: '', end: true });
});

test('a full pipe takes what it has room for and does not wait', async () => {
  const pipe = (await call('create_pipe', { capacity: 4096 }, one)).data;
  const first = await call('write_pipe', { write_end: pipe.write_end, data: 'x'.repeat(10_000) }, one);
  expect(first.data.value).toBeGreaterThan(0);
  expect(first.data.value).toBeLessThan(10_000);
  expect((await call('write_pipe', { write_end: pipe.write_end, data: 'y' }, one)).data).toEqual({ value: 0 });
});

test('another window of the app opens a queue by its name; another app does not', async () => {
  const made = (await call('create_queue', { queue_type: 'priority', name: 'jobs' }, one)).data.queue_id;
  const opened = (await call('create_queue', { queue_type: 'priority', name: 'jobs', open: true }, two)).data.queue_id;
  await call('send_queue', { queue_id: made, data: { job: 'later' } }, one);
  await call('send_queue', { queue_id: made, data: { job: 'now' }, priority: 5 }, one);
  expect((await call('receive_queue', { queue_id: opened }, two)).data).toMatchObject({
    value: { job: 'now' },
    priority: 5,
  });
  expect((await call('receive_queue', { queue_id: opened }, two)).data.value).toEqual({ job: 'later' });
  expect((await call('receive_queue', { queue_id: opened }, two)).data).toMatchObject({
    value: null,
    message_id: null,
  });
  const theirs = await call('create_queue', { queue_type: 'priority', name: 'jobs', open: true }, stranger);
  expect(theirs).toMatchObject({ success: false, code: 'ENOENT' });
  expect(await call('receive_queue', { queue_id: made }, stranger)).toMatchObject({ success: false, code: 'EBADF' });
});

test('a message arrives at all who subscribed, and at one who waits for it', async () => {
  const queue = (await call('create_queue', { queue_type: 'pubsub', name: 'news' }, one)).data.queue_id;
  const theirs = (await call('create_queue', { queue_type: 'pubsub', name: 'news', open: true }, two)).data.queue_id;
  const mine = (await call('subscribe_queue', { queue_id: queue }, one)).data.subscription;
  const other = (await call('subscribe_queue', { queue_id: theirs }, two)).data.subscription;
  const waiting = call('receive_queue', { subscription: other, wait_ms: 20_000 }, two);
  await call('send_queue', { queue_id: queue, data: ['hello'] }, one);
  expect((await waiting).data.value).toEqual(['hello']);
  expect((await call('receive_queue', { subscription: mine }, one)).data.value).toEqual(['hello']);
  expect((await call('unsubscribe_queue', { subscription: mine }, one)).data).toEqual({ value: true });
  expect(await call('receive_queue', { subscription: mine }, one)).toMatchObject({ code: 'EBADF' });
});

test('shared memory is the same for all windows that attached it, and read only where that was said', async () => {
  await call('create_shm', { size: 4096, name: 'board' }, one);
  const mine = (await call('attach_shm', { name: 'board' }, one)).data;
  const theirs = (await call('attach_shm', { name: 'board', read_only: true }, two)).data;
  expect(mine.size).toBe(4096);
  expect((await call('write_shm', { attachment: mine.attachment, offset: 10, data: 'abc' }, one)).data).toEqual({
    value: 3,
  });
  const read = { attachment: theirs.attachment, offset: 10, size: 3 };
  expect((await call('read_shm', read, two)).data).toEqual({ value: 'abc' });
  const write = { attachment: theirs.attachment, data: 'no' };
  expect((await call('write_shm', write, two)).success).toBe(false);
  expect((await call('attach_shm', { name: 'board' }, stranger)).success).toBe(false);
});

test('an app without the rights has none of it', async () => {
  const plain = (await system.launch('plain')).id;
  expect(await call('create_pipe', {}, plain)).toMatchObject({ success: false, code: 'EACCES' });
});
