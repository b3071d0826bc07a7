import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deriveCapabilities, parseBlueprint } from './index.ts';

const folder = new URL('../../apps/blueprint/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bp'));

describe('apps that ship', () => {
  test('are there', () => {
    expect(files.sort()).toEqual(['productivity/notes.bp', 'utilities/calculator.bp']);
  });
  test.each(files)(
    '%s is valid, without warnings, in the folder of its category, and asks for what it uses',
    (name) => {
      const result = parseBlueprint(readFileSync(new URL(name, folder), 'utf8'));
      expect(result.ok ? result.warnings : result.issues).toEqual([]);
      if (!result.ok) return;
      expect(name.split('/')[0]).toBe(result.blueprint.app.category);
      expect(result.blueprint.app.permissions).toEqual(deriveCapabilities(result.blueprint));
    },
  );
});
