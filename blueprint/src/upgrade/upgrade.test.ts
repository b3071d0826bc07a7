import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Blueprint } from '../document.ts';
import { arbitraryBlueprint } from '../testing-arbitraries.ts';
import { walk } from '../tree.ts';
import { validateBlueprint } from '../validate.ts';
import { type Upgrade, upgradeBlueprint } from './upgrade.ts';

function older(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'));
}

/** The upgraded document in normal form; it must be one that loads. */
function loaded(upgrade: Upgrade): Blueprint {
  const validation = validateBlueprint(upgrade.document, { tolerant: true });
  if (!validation.ok) throw new Error(JSON.stringify(validation.issues));
  return validation.blueprint;
}

function component(blueprint: Blueprint, id: string) {
  return [...walk(blueprint)].find((visit) => visit.component.id === id)?.component;
}

describe('a document of today', () => {
  test('comes back as it is', () => {
    fc.assert(
      fc.property(arbitraryBlueprint, (blueprint) => {
        expect(upgradeBlueprint(blueprint)).toEqual({ document: blueprint, changes: [], losses: [] });
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['apps that ship', 'calculator'],
    ['apps that ship', 'notes'],
  ])('%s: %s', (_, name) => {
    const folder = join(import.meta.dirname, '../../../apps/blueprint');
    const category = name === 'notes' ? 'productivity' : 'utilities';
    const document: unknown = JSON.parse(readFileSync(join(folder, category, `${name}.bp`), 'utf8'));
    expect(upgradeBlueprint(document)).toEqual({ document, changes: [], losses: [] });
  });

  test('and what it upgraded once is of today', () => {
    for (const name of ['calculator.bp', 'library.bp', 'readings.aiapp']) {
      const { document } = upgradeBlueprint(older(name));
      expect(upgradeBlueprint(document)).toEqual({ document, changes: [], losses: [] });
    }
  });

  test.each([
    null,
    7,
    'x',
    [],
    {},
    { ui: 7 },
    { ui: { components: 7 } },
    { app: 7, ui: { components: [null, 7, {}] } },
  ])('what is none is no exception: %j', (value) => {
    expect(() => upgradeBlueprint(value)).not.toThrow();
  });
});

test.each([
  ['nested too deep', `${'{"row":['.repeat(3_000)}"x"${']}'.repeat(3_000)}`],
  ['a name that reaches a prototype', '{"text#t":{"__proto__":{"polluted":1}}}'],
])('%s is left for the validator to refuse', (_, component) => {
  const document: unknown = JSON.parse(`{"app":{"id":"a","name":"A"},"ui":{"title":"A","components":[${component}]}}`);
  expect(upgradeBlueprint(document).document).toBe(document);
  expect(validateBlueprint(document, { tolerant: true }).ok).toBe(false);
});

describe('the explicit spelling', () => {
  const upgrade = upgradeBlueprint(older('calculator.bp'));
  const blueprint = loaded(upgrade);

  test('keys of a calculator write to its display', () => {
    expect(blueprint.app).toMatchObject({ id: 'pocket-calculator', permissions: ['STANDARD'] });
    expect(blueprint.data).toEqual({ display: '0' });
    expect(component(blueprint, 'display')).toEqual({
      type: 'input',
      id: 'display',
      bind: 'display',
      props: { kind: 'text', readonly: true },
    });
    expect(component(blueprint, 'seven')?.on_event).toEqual({
      click: { tool: 'ui.append', args: { path: 'display', text: '7' } },
    });
    expect(component(blueprint, 'back')?.on_event).toEqual({
      click: { tool: 'ui.backspace', args: { path: 'display' } },
    });
    expect(component(blueprint, 'clear')?.on_event).toEqual({
      click: [
        { tool: 'ui.clear', args: { path: 'display' } },
        { tool: 'system.log', args: { message: 'C' } },
      ],
    });
    expect(component(blueprint, 'equals')?.on_event).toEqual({
      click: { tool: expect.stringMatching(/^ui\.(evaluate|compute)$/), args: { path: 'display' } },
    });
  });

  test('older names and values are those of today', () => {
    expect(component(blueprint, 'keys')?.props).toEqual({ columns: 4, gap: 'small' });
    expect(component(blueprint, 'seven')?.props).toEqual({ text: '7', size: 'medium' });
  });

  test('what never worked is said in the app', () => {
    expect(upgrade.losses).toEqual([
      {
        path: '/ui/components/1/children/4/on_event/hover',
        message: 'a button has no event "hover"',
        original: 'ui.glow',
      },
    ]);
    const card = blueprint.ui.components.at(-1);
    expect(JSON.stringify(card)).toContain('Not carried over');
    expect(JSON.stringify(card)).toContain('ui.glow');
  });
});

describe('the short spelling', () => {
  const upgrade = upgradeBlueprint(older('library.bp'));
  const blueprint = loaded(upgrade);

  test('types, ids, events and children come out of their names', () => {
    expect(component(blueprint, 'places')).toMatchObject({
      type: 'container',
      props: { gap: 12, role: 'complementary' },
      children: [
        { type: 'button', id: 'open', props: { text: 'Open', variant: 'ghost', size: 'small' } },
        { type: 'text', props: { text: 'Places' } },
        { type: 'card', props: { title: 'Recent' } },
      ],
    });
    const row = [...walk(blueprint)].find((visit) => visit.component.type === 'row')?.component;
    expect(row?.children).toMatchObject([
      { type: 'badge', props: { text: 'New' } },
      { type: 'text', props: { text: 'plain text' } },
    ]);
    expect(component(blueprint, 'hint')?.props).toEqual({ text: 'Choose a book', variant: 'caption', tone: 'muted' });
    expect(component(blueprint, 'views')?.props).toEqual({ default: 'Covers' });
    expect(component(blueprint, 'read')).toMatchObject({
      props: { value: true },
      on_event: { change: 'storage.clear' },
    });
  });

  test('every change has a place, every loss what stood there', () => {
    expect(upgrade.losses.map(({ message, original }) => [message, original])).toEqual(
      expect.arrayContaining([
        ['there is no permission "telepathy"', 'telepathy'],
        ['"$if" was never carried out', 'books.length'],
        [expect.stringContaining('needs arguments'), 'ui.focus'],
        [expect.stringContaining('needs arguments'), 'filesystem.list'],
      ]),
    );
    expect(upgrade.changes.every(({ path, message }) => path.startsWith('/') && message !== '')).toBe(true);
    expect(blueprint.app.permissions).toEqual(['READ_FILE', 'NETWORK_ACCESS']);
    expect(blueprint.services).toEqual([
      { filesystem: { tools: ['list', 'read'], root: '/home/Documents' } },
      'storage',
    ]);
    expect(blueprint.templates).toBeUndefined();
  });
});

describe('a package around a document', () => {
  const blueprint = loaded(upgradeBlueprint(older('readings.aiapp')));

  test('gives its header to the app', () => {
    expect(blueprint.app).toMatchObject({ id: 'readings', name: 'Readings', permissions: ['SYSTEM_INFO'] });
    expect(blueprint.ui.lifecycle).toEqual({ on_mount: { tool: 'storage.list' } });
    expect(component(blueprint, 'top')).toMatchObject({ type: 'container', props: { role: 'group' } });
  });
});
