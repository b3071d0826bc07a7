import { readdirSync, readFileSync } from 'node:fs';
import { parseCapability } from '@agentos/protocol/capability-grammar';
import { describe, expect, test } from 'vitest';
import { formatBlueprint } from './format.ts';
import { deriveCapabilities, parseBlueprint } from './index.ts';
import { covers } from './permissions.ts';
import { runTest } from './runtime/test-runner.ts';

const folder = new URL('../../apps/blueprint/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bp'));
const apps = files.map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return { name, text, parsed: parseBlueprint(text) };
});

describe('apps that ship', () => {
  test('are there', () => {
    expect(files).toEqual(expect.arrayContaining(['productivity/notes.bp', 'utilities/calculator.bp']));
    const ids = apps.flatMap(({ parsed }) => (parsed.ok ? [parsed.blueprint.app.id] : []));
    expect(new Set(ids).size).toBe(files.length);
  });
  test.each(apps)(
    '$name is valid, without warnings, in the folder of its category, and asks for what it uses',
    ({ name, parsed }) => {
      expect(parsed.ok ? parsed.warnings : parsed.issues).toEqual([]);
      if (!parsed.ok) return;
      expect(name.split('/')[0]).toBe(parsed.blueprint.app.category);
      // What is needed and not asked for is an issue already; here, that nothing is asked for beyond what is needed.
      const needed = deriveCapabilities(parsed.blueprint);
      for (const asked of parsed.blueprint.app.permissions ?? []) {
        const within = needed.some((each) => each === asked || covers(parseCapability(each), parseCapability(asked)));
        expect(within ? asked : `${asked} is not needed`).toBe(asked);
      }
    },
  );

  test.each(apps)('$name is written as the formatter writes it, and carries tests', ({ text, parsed }) => {
    expect(text).toBe(formatBlueprint(JSON.parse(text)));
    expect(parsed.ok && parsed.blueprint.tests?.length).toBeGreaterThanOrEqual(2);
  });

  const tests = apps.flatMap(({ name, parsed }) => {
    if (!parsed.ok) return [];
    const { blueprint } = parsed;
    return (blueprint.tests ?? []).map((carried) => ({ name, title: carried.name, blueprint, carried }));
  });
  test.each(tests)('$name: $title', async ({ blueprint, carried }) => {
    expect(await runTest(blueprint, carried)).toMatchObject({ ok: true, why: '' });
  });
});
