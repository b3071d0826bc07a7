/** `monitor.*` tools: what an app that may observe sees, what one that may not is told, and hostile questions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let watcher: string;
let plain: string;

beforeAll(async () => {
  const document = {
    app: { id: 'watcher', name: 'Watcher', permissions: ['STANDARD', 'OBSERVE'] },
    services: ['monitor'],
    ui: { title: 'w', lifecycle: { on_mount: 'monitor.figures' }, components: [] },
  };
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/system/watcher.bp': JSON.stringify(document),
      // The owner's own apps are not armed by what they ask for.
      'apps/curious.bp': JSON.stringify({ ...document, app: { ...document.app, id: 'curious' } }),
    },
  });
  watcher = (await system.launch('watcher')).id;
  plain = (await system.launch('plain')).id;
});
afterAll(() => system?.stop());

interface Told {
  readonly type: string;
  readonly subject: string;
  readonly trace_id: string;
  readonly pid: number;
}

async function events(filter: object, app?: string): Promise<readonly Told[]> {
  const { json } = await system.tool('monitor.query', { filter, limit: 5_000 }, app);
  expect(json).toMatchObject({ success: true });
  return json.data.events;
}

describe('asking about events', () => {
  test('an app that may observe sees what others do, again and again', async () => {
    await system.tool('storage.set', { key: 'seen', value: 1 }, plain);
    const wanted = { types: ['tool.call'], text: 'storage.set' };
    await expect.poll(async () => (await events(wanted, watcher)).length).toBeGreaterThan(0);
    const first = await events(wanted, watcher);
    const second = await events(wanted, watcher);
    expect(second.map(({ trace_id }) => trace_id)).toEqual(
      expect.arrayContaining(first.map(({ trace_id }) => trace_id)),
    );
    // The owner at the desktop may ask too.
    expect((await events(wanted)).length).toBeGreaterThanOrEqual(first.length);
  });

  test('the chain of a trace holds what the layers did for it', async () => {
    await system.tool('storage.set', { key: 'chained', value: 1 }, plain);
    await expect.poll(async () => (await events({ text: 'storage.set' }, watcher)).length).toBeGreaterThan(0);
    const trace_id = (await events({ text: 'storage.set' }, watcher))[0]?.trace_id;
    const asked = { question: 'chain', filter: { trace_id } };
    const layers = async (): Promise<string[]> => {
      const { json } = await system.tool('monitor.query', asked, watcher);
      return json.data.events.map(({ layer }: { layer: string }) => layer);
    };
    await expect.poll(layers).toEqual(expect.arrayContaining(['services', 'kernel']));
  });

  test.each([
    'events',
    'counts',
    'percentiles',
    'timeline',
    'slow',
    'syscalls',
    'memory_pressure',
    'security',
    'anomalies',
  ])('answers %s in the shape that it declares', async (question) => {
    const answer = await system.tool(
      'monitor.query',
      { question, filter: { from_us: Date.now() * 1_000 - 30e6 } },
      watcher,
    );
    expect(answer.json).toMatchObject({
      success: true,
      data: { events: expect.any(Array), groups: expect.any(Array), anomalies: expect.any(Array) },
    });
  });

  test('an app that may not is refused, whatever it asks for in its document', async () => {
    const curious = (await system.launch('curious')).id;
    for (const app of [plain, curious]) {
      for (const tool of ['monitor.query', 'monitor.figures']) {
        const { json } = await system.tool(tool, {}, app);
        expect(json).toMatchObject({ success: false, code: 'EACCES', detail: 'OBSERVE' });
      }
    }
  });

  test.each([
    [{ question: 'chain' }, 'filter.trace_id'],
    [{ question: 'root_cause' }, 'sequence'],
    [{ limit: 5_001 }, 'limit'],
    [{ limit: 0 }, 'limit'],
    [{ filter: { trace_id: '12' } }, 'filter.trace_id'],
    [{ filter: { text: 'x'.repeat(201) } }, 'filter.text'],
    [{ filter: { pids: [-1] } }, 'filter.pids.0'],
    [{ filter: { categories: ['weather'] } }, 'filter.categories.0'],
    [{ question: 'everything' }, 'question'],
  ])('refuses %j and names %s', async (params, detail) => {
    const answer = await system.tool('monitor.query', params, watcher);
    expect(answer.json).toMatchObject({ success: false, code: 'EINVAL', detail });
  });
});

describe('what belongs to it', () => {
  test('every type of event is explained', async () => {
    const { kinds } = (await system.tool('monitor.kinds', {}, plain)).json.data;
    expect(kinds['syscall.exit']).toMatchObject({ layer: 'kernel', a: { unit: 'us', means: 'duration' } });
    expect(kinds['shell.action']).toMatchObject({ layer: 'shell', says: expect.any(String) });
  });

  test('figures are those that the desktop told', async () => {
    const measures = [{ kind: 'tool', label: 'data.set', duration_ms: 2 }];
    const told = await system.request('POST', '/telemetry', { vitals: [{ name: 'LCP', value: 700 }], measures });
    expect(told.status).toBe(200);
    const { data } = (await system.tool('monitor.figures', {}, watcher)).json;
    expect(data.vitals.LCP).toMatchObject({ count: 1, p75: 700 });
    expect(data.measures).toEqual([expect.objectContaining({ kind: 'tool', label: 'data.set', count: 1 })]);
  });
});
