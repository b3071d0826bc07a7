import { readFileSync } from 'node:fs';
import { toolDeclarations } from '@agentos/tools';
import { describe, expect, test } from 'vitest';
import { commonProps, componentDefinitions } from './components.ts';
import { expressionFunctions } from './expression/functions.ts';
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
  test('every function', () => {
    expect(Object.keys(expressionFunctions).filter((name) => !new RegExp(`\`${name}[(\`]`).test(page))).toEqual([]);
  });
  test('every component with its properties and events', () => {
    const missing = Object.entries(componentDefinitions).flatMap(([type, definition]) => {
      const own = Object.keys(definition.props.shape).filter((name) => !Object.hasOwn(commonProps.shape, name));
      const line = type === 'grid' ? row('grid') + row('container') : row(type);
      return [...own, ...definition.events]
        .filter((name) => !line.includes(`\`${name}\``))
        .map((name) => `${type}.${name}`);
    });
    expect(missing).toEqual([]);
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
  test('an example that is valid', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const result = parseBlueprint(example);
    expect(result.ok ? result.warnings : result.issues).toEqual([]);
  });
});
