import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Statistics } from './anomalies.ts';

/** Numbers that look random and are the same in every run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Durations of two syscalls under an even load, microseconds, as a kernel recorded them. */
const recorded = readFileSync(new URL('../../test/recordings/stationary-load.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): [string, number[]] => {
    const [name = '', ...values] = line.split(' ');
    return [name, values.map(Number)];
  });

function alarms(values: Iterable<number>, statistics = new Statistics('log')): number {
  let count = 0;
  for (const value of values) if (statistics.observe(value) !== undefined) count++;
  return count;
}

/** How many values of a slowdown pass before the first alarm. */
function foundAfter(statistics: Statistics, values: Iterable<number>): number {
  let count = 0;
  for (const value of values) {
    count++;
    if (statistics.observe(value) !== undefined) return count;
  }
  return Number.POSITIVE_INFINITY;
}

describe('statistics', () => {
  test('mean and deviation are those of the values', () => {
    const random = randomOf(1);
    const values = Array.from({ length: 2_000 }, () => 50 + 10 * normal(random));
    const statistics = new Statistics('linear');
    for (const value of values) statistics.observe(value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(statistics.mean).toBeCloseTo(mean, 6);
    expect(statistics.deviation).toBeCloseTo(Math.sqrt(variance), 6);
  });

  test('durations are compared as logarithms: the mean is the geometric one', () => {
    const statistics = new Statistics('log');
    for (const value of [10, 1_000]) statistics.observe(value);
    expect(statistics.mean).toBeCloseTo(100, 6);
  });

  test('nothing is told before a hundred values are known', () => {
    expect(alarms([...Array.from({ length: 99 }, (_, index) => 10 + (index % 3)), 1e9])).toBe(0);
  });

  test('a finding says the value, the mean, the deviation and from how many values', () => {
    const random = randomOf(2);
    const statistics = new Statistics('log');
    for (let index = 0; index < 500; index++) statistics.observe(Math.exp(3 + 0.2 * normal(random)));
    const finding = statistics.observe(1_000);
    expect(finding?.value).toBe(1_000);
    expect(finding?.mean).toBeGreaterThan(18);
    expect(finding?.mean).toBeLessThan(22);
    expect(finding?.samples).toBe(500);
    expect(finding?.sigmas).toBeCloseTo((Math.log(1_000) - 3) / 0.2, -1);
  });
});

describe('false alarms', () => {
  test.each([0.05, 0.5, 1, 2])('at most 1 in 300 of normal data with a deviation of %f', (deviation) => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomOf(seed * 7_919);
      found += alarms(Array.from({ length: 3_000 }, () => Math.exp(4 + deviation * normal(random))));
    }
    expect(found / 60_000).toBeLessThanOrEqual(1 / 300);
    // Deaf it is not either.
    expect(found).toBeGreaterThan(10);
  });

  test.each(recorded)('at most 1 in 100 of a recorded even load: %s', (_name, values) => {
    expect(values.length).toBe(4_000);
    expect(alarms(values) / values.length).toBeLessThanOrEqual(1 / 100);
  });

  test.each([
    ['heavy tails', (random: () => number) => 10 * (1 - random()) ** -1.5],
    ['two peaks', (random: () => number) => (random() < 0.03 ? 3_000 : 20) * Math.exp(0.1 * normal(random))],
    ['a rare peak', (random: () => number) => (random() < 0.008 ? 5_000 : 20) * Math.exp(0.05 * normal(random))],
  ])('at most 1 in 100 of %s', (_name, draw) => {
    let found = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const random = randomOf(seed * 104_729);
      found += alarms(Array.from({ length: 5_000 }, () => draw(random)));
    }
    expect(found / 50_000).toBeLessThanOrEqual(1 / 100);
  });

  test('a lasting change becomes the new normal', () => {
    const random = randomOf(9);
    const statistics = new Statistics('log');
    const draw = (mean: number) => Math.exp(mean + 0.3 * normal(random));
    for (let index = 0; index < 3_000; index++) statistics.observe(draw(3));
    for (let index = 0; index < 60_000; index++) statistics.observe(draw(5));
    expect(
      alarms(
        Array.from({ length: 3_000 }, () => draw(5)),
        statistics,
      ),
    ).toBeLessThanOrEqual(20);
  });
});

describe('a slowdown to ten times', () => {
  test.each([0.1, 0.5, 1, 1.5])('is found within a hundred values at a deviation of %f', (deviation) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomOf(seed * 15_485_863);
      const draw = () => Math.exp(4 + deviation * normal(random));
      const statistics = new Statistics('log');
      for (let index = 0; index < 2_000; index++) statistics.observe(draw());
      const slow = Array.from({ length: 100 }, () => 10 * draw());
      expect(foundAfter(statistics, slow)).toBeLessThanOrEqual(100);
    }
  });

  // Reads alternate between two speeds an order of magnitude apart, by whether the thread pool was given a CPU at once: ten
  // times the one is what the other usually takes.
  test.each(recorded)('is found within a hundred values of the recorded load: %s', (_name, values) => {
    for (let from = 500; from <= 3_900; from += 50) {
      const statistics = new Statistics('log');
      for (const value of values.slice(0, from)) statistics.observe(value);
      const slow = values.slice(from, from + 100).map((value) => 10 * value);
      expect(foundAfter(statistics, slow)).toBeLessThanOrEqual(100);
    }
  });
});
