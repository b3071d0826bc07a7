import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deriveCapabilities, parseBlueprint } from './index.ts';
import { runTest } from './runtime/test-runner.ts';

const folder = new URL('../../apps/blueprint/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bp'));
const apps = files.map((name) => ({ name, parsed: parseBlueprint(readFileSync(new URL(name, folder), 'utf8')) }));

describe('apps that ship', () => {
  test('are there', () => {
    expect(files).toEqual(expect.arrayContaining(['productivity/notes.bp', 'utilities/calculator.bp']));
  });
  test.each(apps)(
    '$name is valid, without warnings, in the folder of its category, and asks for what it uses',
    ({ name, parsed }) => {
      expect(parsed.ok ? parsed.warnings : parsed.issues).toEqual([]);
      if (!parsed.ok) return;
      expect(name.split('/')[0]).toBe(parsed.blueprint.app.category);
      expect(parsed.blueprint.app.permissions).toEqual(deriveCapabilities(parsed.blueprint));
    },
  );

  const tests = apps.flatMap(({ name, parsed }) => {
    if (!parsed.ok) return [];
    const { blueprint } = parsed;
    return (blueprint.tests ?? []).map((carried) => ({ name, title: carried.name, blueprint, carried }));
  });
  test.each(tests)('$name: $title', async ({ blueprint, carried }) => {
    expect(await runTest(blueprint, carried)).toMatchObject({ ok: true, why: '' });
  });
});
