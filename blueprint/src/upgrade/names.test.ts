/** Components and properties that have another name today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { walk } from '../tree.ts';
import { validateBlueprint } from '../validate.ts';
import { upgradeBlueprint } from './upgrade.ts';

/** A component of an upgraded fixture. */
function upgraded(name: string, id: string) {
  const older: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'));
  const validation = validateBlueprint(upgradeBlueprint(older).document, { tolerant: true });
  if (!validation.ok) throw new Error(JSON.stringify(validation.issues));
  return [...walk(validation.blueprint)].find(({ component }) => component.id === id)?.component;
}

describe('older names', () => {
  test('of properties', () => {
    expect(upgraded('calculator.bp', 'plus')?.props).toEqual({ text: '+', full: true });
    expect(upgraded('library.bp', 'read')?.props).toEqual({ label: 'Read', value: true });
  });

  test('of charts, options and shortcuts', () => {
    expect(upgraded('readings.aiapp', 'power')).toMatchObject({
      type: 'line_chart',
      props: { x: 'at', series: [{ field: 'watt', name: 'Watt' }], legend: true },
    });
    expect(upgraded('readings.aiapp', 'unit')?.props).toEqual({ options: [{ value: 'w', label: 'Watt' }] });
    expect(upgraded('readings.aiapp', 'files')?.type).toBe('app_shortcut');
  });
});
