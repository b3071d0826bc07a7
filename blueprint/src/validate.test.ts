import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Component } from './document.ts';
import { arbitraryBlueprint } from './testing-arbitraries.ts';
import { walk } from './tree.ts';
import { parseBlueprint, validateBlueprint } from './validate.ts';

const small = (components: (Component | string)[]) => ({
  app: { id: 'a', name: 'A' },
  ui: { title: 'A', components },
});

describe('limits', () => {
  test('bytes, counted as UTF-8', () => {
    const text = JSON.stringify({ ...small([]), data: { x: 'é'.repeat(140_000) } });
    expect(parseBlueprint(text)).toMatchObject({ ok: false, issues: [{ path: '' }] });
  });
  test('depth, at the place where it is passed, however deep', () => {
    let value: unknown = 1;
    for (let level = 0; level < 60; level += 1) value = [value];
    const result = validateBlueprint({ ...small([]), data: { x: value } });
    expect(result.ok ? '' : result.issues[0]?.path).toBe(`/data/x${'/0'.repeat(48)}`);
    const text = `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(parseBlueprint(text).ok).toBe(false);
  });
  test('components', () => {
    const rows = (count: number) =>
      [1, 2, 3, 4].map(() => ({ type: 'row', children: Array.from({ length: count }, () => ({ type: 'divider' })) }));
    expect(validateBlueprint(small(rows(1200))).ok).toBe(true);
    expect(validateBlueprint(small(rows(1300))).ok).toBe(false);
  });
});

test('text that is not JSON, and values that are none, are issues and not exceptions', () => {
  expect(parseBlueprint('{"app": ').ok).toBe(false);
  expect(parseBlueprint('').ok).toBe(false);
  expect(validateBlueprint(undefined).ok).toBe(false);
  expect(validateBlueprint(1n).ok).toBe(false);
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(validateBlueprint(loop).ok).toBe(false);
});

test('a byte order mark is no fault', () => {
  expect(parseBlueprint(`\uFEFF${JSON.stringify(small([]))}`).ok).toBe(true);
});

test('missing ids are given in document order and avoid those that are taken', () => {
  const result = validateBlueprint(
    small(['x', { type: 'text', id: 'text-2' }, { type: 'row', children: ['y', { type: 'row' }] }]),
  );
  expect(result.ok && [...walk(result.blueprint)].map(({ component }) => component.id)).toEqual([
    'text-1',
    'text-2',
    'row-1',
    'text-3',
    'row-2',
  ]);
});

test('tolerant: what is unknown becomes a warning, what is wrong stays an issue', () => {
  const document = small([
    { type: 'hologram', props: { x: 1 } },
    { type: 'button', props: { glow: 1 }, on_event: { click: 'beam.up' } },
  ]);
  expect(validateBlueprint(document).ok).toBe(false);
  const result = validateBlueprint(document, { tolerant: true });
  expect(result.ok).toBe(true);
  expect(result.warnings.map(({ path }) => path)).toEqual([
    '/ui/components/0/type',
    '/ui/components/1/props/glow',
    '/ui/components/1/on_event/click',
  ]);
  expect(validateBlueprint(small([{ type: 'text', if: '=1 +' }]), { tolerant: true }).ok).toBe(false);
});

test('anything at all is answered with issues and never an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(validateBlueprint(value).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
  // A valid document with one place replaced by anything.
  fc.assert(
    fc.property(arbitraryBlueprint, fc.nat(), fc.jsonValue(), (blueprint, seed, value) => {
      const places: { holder: Record<string, unknown>; key: string }[] = [];
      const collect = (holder: unknown): void => {
        if (typeof holder !== 'object' || holder === null) return;
        for (const [key, entry] of Object.entries(holder)) {
          places.push({ holder: holder as Record<string, unknown>, key });
          collect(entry);
        }
      };
      const copy = JSON.parse(JSON.stringify(blueprint));
      collect(copy);
      const place = places[seed % places.length]!;
      place.holder[place.key] = value;
      const result = validateBlueprint(copy);
      if (result.ok) expect(validateBlueprint(result.blueprint).ok).toBe(true);
      else expect(result.issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
