import { readFileSync } from 'node:fs';
import { toolDeclarations } from '@agentos/tools';
import { describe, expect, test } from 'vitest';
import { componentDefinitions } from './components.ts';
import { parseBlueprint } from './validate.ts';

const page = readFileSync(new URL('../../docs/blueprint.md', import.meta.url), 'utf8');
/** The family that has a page of its own. */
const mathPage = readFileSync(new URL('../../docs/tools/math.md', import.meta.url), 'utf8');
/** The rows of the page's tables whose first column names something. */
const row = (name: string): string =>
  page
    .split('\n')
    .filter((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${name}\``))
    .join('');

describe('docs/blueprint.md names', () => {
  // Their properties and events are on a page that is generated from the table.
  test('every component', () => {
    expect(Object.keys(componentDefinitions).filter((type) => !page.includes(`\`${type}\``))).toEqual([]);
  });
  test('every tool of the shell', () => {
    const missing = toolDeclarations
      .filter((tool) => tool.site === 'shell')
      .filter((tool) => {
        const [family = '', name = ''] = tool.id.split('.');
        if (family === 'math') return !mathPage.includes(`\`${tool.id}\``);
        return !row(family).includes(`\`${name}\``);
      });
    expect(missing.map((tool) => tool.id)).toEqual([]);
  });
  test('how many tools of mathematics there are', () => {
    const count = toolDeclarations.filter((tool) => tool.id.startsWith('math.')).length;
    expect(row('math')).toContain(`| ${count}, each`);
  });
  test('an example that is valid, and parts that fit into it', () => {
    const [first = {}, ...parts] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, json = '']): Part => JSON.parse(json),
    );
    expect(parts.length).toBeGreaterThan(6);
    for (const part of [{}, ...parts]) {
      const { app, ui, type, ...rest } = part;
      const whole = {
        ...first,
        ...rest,
        app: { ...first.app, ...app },
        ui: {
          ...first.ui,
          ...ui,
          components: [
            ...(first.ui?.components ?? []),
            ...(ui?.components ?? []),
            ...(type === undefined ? [] : [part]),
          ],
        },
      };
      const result = parseBlueprint(JSON.stringify(type === undefined ? whole : { ...first, ui: whole.ui }));
      expect(result.ok ? result.warnings : result.issues, JSON.stringify(part).slice(0, 80)).toEqual([]);
    }
  });
});

/** A document, or a piece of one: parts of it, or one component. */
interface Part {
  readonly app?: object;
  readonly type?: string;
  readonly ui?: { readonly components?: readonly object[] };
}
