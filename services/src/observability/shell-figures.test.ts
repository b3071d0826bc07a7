import { parseExposition } from '@agentos/protocol/exposition';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { ShellFigures } from './shell-figures.ts';

test('labels that are not known become one, however many there are', async () => {
  const registry = new Registry();
  const figures = new ShellFigures(registry);
  const kinds = ['render', 'tool', 'websocket', 'frame', 'launch'] as const;
  for (const kind of kinds) {
    const measures = Array.from({ length: 500 }, (_, index) => ({
      kind,
      label: `word of a stranger ${index}`,
      duration_ms: 1,
    }));
    figures.take({ measures });
  }
  figures.take({ measures: [{ kind: 'render', label: 'button', duration_ms: 1 }] });
  const text = await registry.metrics();
  expect(text).not.toContain('stranger');
  const labels = parseExposition(text).flatMap(({ samples }) => samples.map((sample) => sample.labels.label));
  expect(new Set(labels.filter((label) => label !== undefined))).toEqual(new Set(['other', 'button']));
  expect(figures.report().measures.map(({ kind, label, count }) => [kind, label, count])).toEqual([
    ...kinds.map((kind) => [kind, 'other', 500]),
    ['render', 'button', 1],
  ]);
});

test('vitals are told in their own units in the report, in seconds to Prometheus', async () => {
  const registry = new Registry();
  const figures = new ShellFigures(registry, 1_000);
  figures.take({
    vitals: [
      { name: 'LCP', value: 1_500 },
      { name: 'CLS', value: 0.2 },
    ],
  });
  expect(figures.report()).toMatchObject({
    since: 1_000,
    vitals: { LCP: { count: 1, last: 1_500 }, CLS: { last: 0.2 } },
  });
  const samples = parseExposition(await registry.metrics()).flatMap((family) => family.samples);
  const sum = (name: string) => samples.find((sample) => sample.name === `${name}_sum`)?.value;
  expect(sum('agentos_shell_web_vital_seconds')).toBe(1.5);
  expect(sum('agentos_shell_cumulative_layout_shift_ratio')).toBe(0.2);
});
