/** Figures of the machine, the log and stored values through the route: real ones, and only for who may see them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let watcher: string;
let plain: string;

beforeAll(async () => {
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/system/watcher.bp': blueprint('watcher', ['STANDARD', 'OBSERVE', 'SYSTEM_INFO'], {
        'monitor.cpu': {},
        'monitor.network': {},
      }),
    },
  });
  watcher = (await system.launch('watcher')).id;
  plain = (await system.launch('plain')).id;
});
afterAll(() => system?.stop());

const call = async (id: string, params: object = {}, by?: string) => (await system.tool(id, params, by)).json;

describe('the machine', () => {
  test('its figures are those of the machine', async () => {
    const { data } = await call('monitor.system', {}, watcher);
    expect(data.memory_total).toBeGreaterThan(data.memory_free);
    expect([data.cpus, data.processes, data.uptime_ms].every((each) => each > 0)).toBe(true);
    const memory = (await call('monitor.memory', {}, watcher)).data;
    expect(memory.kernel).toMatchObject({ pressure: 'none' });
    expect(memory.kernel.used + memory.kernel.free).toBeGreaterThan(0);
    const cpu = (await call('monitor.cpu', {}, watcher)).data;
    expect(cpu.value).toBeGreaterThanOrEqual(0);
    expect(cpu.value).toBeLessThanOrEqual(1);
    expect(['fair', 'priority', 'round_robin']).toContain(cpu.policy);
  });

  test('processes are listed with what they use', async () => {
    for (let index = 0; index < 20; index += 1) await call('storage.set', { key: `k${index}`, value: index }, plain);
    const { value } = (await call('monitor.processes', {}, watcher)).data;
    const own = value.filter((each: { app_id: string }) => each.app_id === 'plain');
    expect(own).toHaveLength(1);
    expect(own[0].kernel_seconds).toBeGreaterThan(0);
  });

  test('what goes over the network is counted', async () => {
    const asked = async () => {
      const { syscalls } = (await call('monitor.network', {}, watcher)).data;
      return syscalls.find((each: { name: string }) => each.name === 'networkRequest') ?? { calls: 0, failed: 0 };
    };
    const before = await asked();
    await call('http.get', { url: 'http://127.0.0.1:1/' }, plain);
    const after = await asked();
    expect([after.calls - before.calls, after.failed - before.failed]).toEqual([1, 1]);
    expect((await call('monitor.network', {}, watcher)).data.sockets).toBeGreaterThanOrEqual(0);
  });

  test('an app without the right to know does not', async () => {
    for (const id of ['system', 'cpu', 'memory', 'processes', 'network']) {
      expect([id, (await call(`monitor.${id}`, {}, plain)).code]).toEqual([id, 'EACCES']);
    }
    expect((await call('system.ping', {}, plain)).data.value).toBeGreaterThan(0);
  });
});

test('an app reads the lines that it wrote, and no others', async () => {
  await call('system.log', { message: 'one' }, plain);
  await call('system.log', { message: 'two', level: 'warn' }, plain);
  await call('system.log', { message: 'secret' }, watcher);
  const messages = async (params: object, by?: string) =>
    (await call('system.getLogs', params, by)).data.value.map((each: { message: string }) => each.message);
  expect(await messages({}, plain)).toEqual(['one', 'two']);
  expect(await messages({ level: 'warn' }, plain)).toEqual(['two']);
  expect(await messages({ limit: 1 }, plain)).toEqual(['two']);
  for (let index = 0; index < 505; index += 1) await call('system.log', { message: `${index}` }, plain);
  expect(await messages({ limit: 500 }, plain)).toHaveLength(500);
  expect(await messages({}, watcher)).toEqual(['secret']);
});

test('what is stored can be counted', async () => {
  const app = (await system.launch('reader')).id;
  expect((await call('storage.exists', { key: 'k' }, app)).data).toEqual({ value: false });
  await call('storage.set', { key: 'k', value: null }, app);
  expect((await call('storage.exists', { key: 'k' }, app)).data).toEqual({ value: true });
  const stats = (await call('storage.stats', {}, app)).data;
  expect(stats.keys).toBe(1);
  expect(stats.quota_bytes).toBeGreaterThan(stats.bytes);
});
