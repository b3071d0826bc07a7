/** Charts and graphs: numbers against worked examples, and graphs that never hold an edge to nowhere. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bench, codeOf } from './bench.ts';

const { run, value } = bench();
const rows = (...numbers: (number | null)[]) => numbers.map((v) => ({ v }));
const column = (list: unknown, key = 'v'): unknown =>
  Array.isArray(list) ? list.map((row: Record<string, unknown>) => row[key]) : list;

describe('rows of numbers', () => {
  test.each([
    ['normalize', {}, [2, 4, 6], [0, 0.5, 1]],
    ['normalize', {}, [3, 3], [0, 0]],
    ['cumulative', {}, [0.1, 0.2, 0.3], [0.1, 0.3, 0.6]],
    ['derivative', {}, [1, 4, 2], [null, 3, -2]],
    ['smooth', { window: 3 }, [0, 3, 6, 3], [1.5, 3, 4, 4.5]],
    ['smooth', { window: 2 }, [2, 4, 6], [2, 3, 5]],
    ['smooth', { window: 1 }, [2, 4], [2, 4]],
    ['transform', { operation: 'scale', factor: 10 }, [0.1, 2], [1, 20]],
    ['transform', { operation: 'offset', factor: -1 }, [1, 2], [0, 1]],
    ['transform', { operation: 'log' }, [1, 1000], [0, 3]],
    ['transform', { operation: 'negate' }, [0, 2], [0, -2]],
    ['transform', { operation: 'abs' }, [-2, 2], [2, 2]],
    ['transform', { operation: 'round', factor: 2 }, [1.005, 2.345], [1.01, 2.35]],
    ['transform', { operation: 'percent' }, [1, 3], [25, 75]],
    ['transform', { operation: 'rank' }, [5, 9, 5, 1], [2, 1, 2, 4]],
  ])('%s %j of %j is %j', async (tool, options, numbers, expected) => {
    expect(column(await value(`chart.${tool}`, { data: rows(...numbers), key: 'v', ...options }))).toEqual(expected);
  });
  test('the result may have a field of its own, and what is no number stays', async () => {
    const given = await value('chart.cumulative', { data: rows(1, null, 2), key: 'v', into: 'sum' });
    expect(given).toEqual([{ v: 1, sum: 1 }, { v: null }, { v: 2, sum: 3 }]);
  });
  test('change for each second', async () => {
    const data = [
      { t: 0, v: 0 },
      { t: 2_000, v: 10 },
    ];
    expect(column(await value('chart.derivative', { data, key: 'v', time: 't' }))).toEqual([null, 5]);
    const twice = [
      { t: 0, v: 0 },
      { t: 0, v: 1 },
    ];
    expect(await codeOf(run('chart.derivative', { data: twice, key: 'v', time: 't' }))).toBe('EDOM');
  });
  test.each([
    ['mean', [2, 9]],
    ['sum', [4, 9]],
    ['min', [1, 9]],
    ['max', [3, 9]],
    ['first', [1, 9]],
    ['last', [3, 9]],
    ['count', [2, 1]],
  ])('resample by %s', async (aggregation, expected) => {
    const data = [
      { time: 5_000, v: 9 },
      { time: 0, v: 1 },
      { time: 999, v: 3 },
    ];
    const given = await value('chart.resample', { data, key: 'v', interval_ms: 1_000, aggregation });
    expect(column(given, 'time')).toEqual([0, 5_000]);
    expect(column(given)).toEqual(expected);
  });
  test.each([
    ['linear', [0, 2, 4, 6]],
    ['previous', [0, 0, 0, 6]],
    ['zero', [0, 0, 0, 6]],
    ['null', [0, null, null, 6]],
  ])('gaps filled by %s', async (method, expected) => {
    const data = [
      { time: '2026-01-01T00:00:00.000Z', v: 0 },
      { time: '2026-01-01T00:00:03.000Z', v: 6 },
    ];
    const given = await value('chart.fill_gaps', { data, key: 'v', interval_ms: 1_000, method });
    expect(column(given)).toEqual(expected);
    expect(column(given, 'time')).toContain('2026-01-01T00:00:02.000Z');
  });
  test('what cannot be worked out is an error', async () => {
    const data = rows(1, 2);
    expect(await codeOf(run('chart.normalize', { data, key: 'w' }))).toBe('EINVAL');
    expect(await codeOf(run('chart.transform', { data: rows(-1), key: 'v', operation: 'log' }))).toBe('EDOM');
    expect(await codeOf(run('chart.transform', { data: rows(0, 0), key: 'v', operation: 'percent' }))).toBe('EDOM');
    expect(await codeOf(run('chart.transform', { data, key: 'v', operation: 'scale' }))).toBe('EINVAL');
    expect(await codeOf(run('chart.resample', { data, key: 'v', interval_ms: 1 }))).toBe('EINVAL');
    const far = [
      { time: 0, v: 0 },
      { time: 1e12, v: 0 },
    ];
    expect(await codeOf(run('chart.fill_gaps', { data: far, key: 'v', interval_ms: 1 }))).toBe('E2BIG');
    expect(await codeOf(run('chart.cumulative', { data, key: 'v', into: '__proto__' }))).toBe('EINVAL');
  });
  test('a wide window agrees with the mean worked out by hand', async () => {
    const numbers = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(numbers, fc.integer({ min: 0, max: 10 }), async (list, half) => {
        const given = column(await value('chart.smooth', { data: rows(...list), key: 'v', window: 2 * half + 1 }));
        for (const [index, smooth] of (given as number[]).entries()) {
          const around = list.slice(Math.max(0, index - half), index + half + 1);
          expect(smooth).toBeCloseTo(around.reduce((a, b) => a + b, 0) / around.length, 9);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('points come in at the end and go at the start', async () => {
  const desk = bench({ points: [] });
  for (let t = 1; t <= 5; t += 1) await desk.run('chart.add_point', { path: 'points', point: { t }, max_points: 3 });
  expect(column(desk.data.points, 't')).toEqual([3, 4, 5]);
  const broken = bench({ points: 'text' });
  expect(await codeOf(broken.run('chart.add_point', { path: 'points', point: {} }))).toBe('EINVAL');
});

describe('graph', () => {
  const net = () =>
    bench({
      net: {
        title: 'Kept',
        nodes: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
        edges: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'c' },
          { from: 'c', to: 'd' },
          { from: 'a', to: 'd' },
        ],
      },
    });
  test('removing a node takes its edges along, and leaves the rest of the record', async () => {
    const desk = net();
    expect(await desk.run('graph.remove_node', { path: 'net', id: 'a' })).toEqual({ nodes: 4, edges: 2 });
    expect(desk.data.net).toMatchObject({ title: 'Kept', edges: [{ from: 'b' }, { from: 'c' }] });
  });
  test('an edge to nowhere and an id twice are refused, and nothing is written', async () => {
    const desk = net();
    const before = structuredClone(desk.data);
    expect(await codeOf(desk.run('graph.add_edge', { path: 'net', edge: { from: 'a', to: 'x' } }))).toBe('ENOENT');
    expect(await codeOf(desk.run('graph.add_node', { path: 'net', node: { id: 'a' } }))).toBe('EEXIST');
    expect(await codeOf(desk.run('graph.update_edges', { path: 'net', edges: [{ from: 'x', to: 'a' }] }))).toBe(
      'ENOENT',
    );
    expect(await codeOf(desk.run('graph.remove_edge', { path: 'net', from: 'b', to: 'a' }))).toBe('ENOENT');
    expect(await codeOf(desk.run('graph.add_node', { path: 'net.title', node: { id: 'z' } }))).toBe('EINVAL');
    expect(desk.data).toEqual(before);
  });
  test('the same edge again changes it', async () => {
    const desk = net();
    const edge = { from: 'a', to: 'b', label: 'new' };
    expect(await desk.run('graph.add_edge', { path: 'net', edge })).toEqual({ nodes: 5, edges: 4 });
  });
  test('the shortest way, along and against the edges', async () => {
    const desk = net();
    expect(await desk.value('graph.find_path', { path: 'net', from: 'a', to: 'd' })).toEqual(['a', 'd']);
    expect(await desk.value('graph.find_path', { path: 'net', from: 'd', to: 'b' })).toHaveLength(3);
    const directed = { path: 'net', from: 'd', to: 'b', directed: true };
    expect(await codeOf(desk.run('graph.find_path', directed))).toBe('ENOENT');
    expect(await desk.value('graph.find_path', { path: 'net', from: 'e', to: 'e' })).toEqual(['e']);
    expect(await codeOf(desk.run('graph.find_path', { path: 'net', from: 'a', to: 'e' }))).toBe('ENOENT');
  });
  test('highlights go to the component', async () => {
    const desk = net();
    await desk.run('graph.highlight_path', { id: 'map', ids: ['a', 'd'] });
    await desk.run('graph.highlight_node', { id: 'map' });
    await desk.run('graph.layout', { id: 'map', layout: 'grid' });
    expect(desk.asked).toEqual([
      'map highlight {"ids":["a","d"]}',
      'map highlight {"ids":[]}',
      'map layout {"layout":"grid"}',
    ]);
  });
});
