/** Foreign documents that mean harm: they are refused or end, and never throw. */
import { describe, expect, test } from 'vitest';
import { validateBlueprint } from '../validate.ts';
import { importA2ui } from './a2ui.ts';
import { importJsonRender } from './json-render.ts';

const levels = 40;

describe('components that multiply', () => {
  test('in A2UI', () => {
    const components = Array.from({ length: levels }, (_, at) => ({
      id: at === 0 ? 'root' : `c${at}`,
      component: 'Column',
      children: [`c${at + 1}`, `c${at + 1}`],
    }));
    const { issues } = importA2ui([
      { createSurface: { surfaceId: 's' } },
      { updateComponents: { surfaceId: 's', components } },
    ]);
    expect(issues.some(({ message }) => /components/.test(message))).toBe(true);
  });
  test('in json-render', () => {
    const elements = Object.fromEntries(
      Array.from({ length: levels }, (_, at) => [
        `c${at}`,
        { type: 'Column', props: {}, children: [`c${at + 1}`, `c${at + 1}`] },
      ]),
    );
    const { issues } = importJsonRender({ root: 'c0', elements });
    expect(issues.some(({ message }) => /components/.test(message))).toBe(true);
  });
});

test.each(['/__proto__/polluted', '/--proto--/polluted', '/constructor/prototype/polluted', '/text/below'])(
  'data at %s is no exception, and reaches no prototype',
  (path) => {
    const imported = importA2ui([
      { createSurface: { surfaceId: 's', dataModel: { text: 'x' } } },
      {
        updateComponents: {
          surfaceId: 's',
          components: [{ id: 'root', component: 'TextField', label: 'x', value: { path } }],
        },
      },
      { updateDataModel: { surfaceId: 's', path, value: 1 } },
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    if (imported.blueprint !== null) expect(validateBlueprint(imported.blueprint).ok).toBe(true);
  },
);

test('what is watched is checked like all the rest', () => {
  const watch = {
    '/a': [{ action: 'setState', params: { statePath: '/b', value: { expression: 'sum(' } } }],
    '/--proto--': [{ action: 'setState', params: { statePath: '/b', value: 1 } }],
  };
  const { blueprint } = importJsonRender({
    root: 'r',
    state: { a: 1, b: 2 },
    elements: { r: { type: 'Text', props: { text: 'x' }, watch } },
  });
  if (blueprint !== null) expect(validateBlueprint(blueprint)).toMatchObject({ ok: true });
});
