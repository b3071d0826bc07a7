import { expect, test } from 'vitest';
import { chartModel, longestName, stack } from './model.ts';

test('finds the field along the axis and every field with numbers', () => {
  const model = chartModel(
    {
      data: [
        { day: 'Mon', label: 'a', n: 1 },
        { day: 'Tue', label: 'b', n: 3 },
      ],
    },
    'line',
  );
  expect(model).toMatchObject({ axis: 'category', names: ['a', 'b'], faults: [] });
  expect(model.series.map(({ key, values }) => [key, values])).toEqual([['n', [1, 3]]]);
});

test('puts dates in order and remembers where they stood', () => {
  const data = [
    { date: '2026-03-02', n: 2 },
    { date: '2026-03-01', n: 1 },
  ];
  expect(chartModel({ data }, 'line')).toMatchObject({ axis: 'time', order: [1, 0] });
});

test.each([
  [{ data: 'no' }, 'data: a list is needed'],
  [{ data: [{ x: 1, n: 1 }], x: 'when' }, 'x: no row has a field "when"'],
  [{ data: [{ x: 1, n: 1 }], series: ['m'] }, 'series: no row has a number in "m"'],
])('says what does not fit: %j', (props, fault) => {
  expect(chartModel(props, 'bar').faults).toContain(fault);
});

test('stacks, with a gap as nothing', () => {
  const { series } = chartModel(
    {
      data: [
        { x: 1, a: 1, b: 2 },
        { x: 2, b: 5 },
      ],
      series: ['a', 'b'],
    },
    'bar',
  );
  expect(stack(series)).toEqual([
    [1, 0],
    [3, 5],
  ]);
});

test('many rows are read before anybody waits', () => {
  const data = Array.from({ length: 200_000 }, (_, at) => ({ time: 1.7e12 + at * 61_000, n: at }));
  const model = chartModel({ data, x: 'time', x_type: 'time' }, 'line');
  expect(model.names.length).toBe(200_000);
  expect(model.names[0]).toMatch(/2023/);
  expect(longestName(model)).toBe(14);
  expect(chartModel({ data: [{ time: 1e18, n: 1 }], x: 'time', x_type: 'time' }, 'line').names).toEqual(['no date']);
});
