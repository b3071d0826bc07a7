/**
 * Every component of Blueprint apps in a real desktop: the gallery of the reference page's examples in light, dark and
 * forced colours, long lists, charts and drawings by keyboard, wrong values, and how much is drawn again after a change.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { componentExamples, galleryDocument } from '../blueprint/src/component-examples.ts';
import { launch } from './support/actions.ts';
import { screenshot } from './support/desktop.ts';
import { test as base, expect } from './support/fixtures.ts';
import { startSystem } from './support/system.ts';

/** Documents that the tests open, by name. */
const documents = { gallery: galleryDocument(), rows: manyRows(), form: contactForm(), reads: readers() };

const test = base.override(
  'system',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern that the fixture needs no other
  async ({}, { onCleanup }) => {
    const system = await startSystem({
      prepare(home) {
        mkdirSync(join(home, 'apps'), { recursive: true });
        for (const [name, document] of Object.entries(documents)) {
          writeFileSync(join(home, 'apps', `${name}.bp`), JSON.stringify(document));
        }
      },
    });
    onCleanup(() => system.stop());
    return system;
  },
);

const part = (window: Locator, id: string): Locator => window.locator(`[data-bp-id="${id}"]`);

async function violations(page: Page): Promise<string[]> {
  // A frame that runs no scripts cannot be asked.
  const { violations: found } = await new AxeBuilder({ page }).include('.window').exclude('iframe').analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Resolves when what is loaded on demand has taken the place that was kept for it. */
async function settled(window: Locator): Promise<void> {
  await expect.poll(() => window.locator('.bp-waiting').count()).toBe(0);
  await window.locator('.bp-plot canvas').first().waitFor();
}

for (const look of ['light', 'dark', 'forced'] as const) {
  test(`every component in ${look} colours, without a violation`, { timeout: 90_000 }, async ({ open }) => {
    const { page, errors } = await open({
      theme: look === 'dark' ? 'dark' : 'light',
      size: { width: 1280, height: 900 },
    });
    if (look === 'forced') await page.emulateMedia({ forcedColors: 'active' });
    const window = await launch(page, 'Component gallery');
    await page.keyboard.press('Alt+F10');
    await settled(window);
    for (const type of Object.keys(componentExamples)) {
      // A dialog shows when it is opened.
      if (type !== 'modal') await part(window, `example-${type}`).first().waitFor({ state: 'attached' });
    }
    expect(await window.locator('.bp-fault').allTextContents()).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, `components-${look}`);
    await part(window, 'gallery').locator('> *').last().scrollIntoViewIfNeeded();
    await screenshot(page, `components-${look}-end`);
    await page.setViewportSize({ width: 560, height: 800 });
    await settled(window);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, `components-${look}-narrow`);
    expect(errors).toEqual([]);
  });
}

test('a chart tells its values to the keyboard, and as a table', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Component gallery');
  await settled(window);
  const chart = part(window, 'example-line_chart');
  await chart.locator('.bp-plot').focus();
  await desktop.page.keyboard.press('ArrowRight');
  await desktop.page.keyboard.press('ArrowRight');
  await expect.poll(() => chart.getByRole('status').textContent()).toBe('Tue: Mobile 132, Desktop 96');
  await desktop.page.keyboard.press('End');
  await expect.poll(() => chart.getByRole('status').textContent()).toBe('Fri: Mobile 190, Desktop 72');
  expect(await chart.locator('tbody tr').allInnerTexts()).toHaveLength(5);
  await chart.getByRole('button', { name: 'Desktop' }).click();
  expect(await chart.getByRole('button', { name: 'Desktop' }).getAttribute('aria-pressed')).toBe('false');
});

test('a canvas is drawn on with the keyboard and the pointer; steps are taken back', async ({ desktop }) => {
  const { page } = desktop;
  const window = await launch(page, 'Component gallery');
  await settled(window);
  const canvas = part(window, 'example-canvas');
  const surface = canvas.getByRole('img');
  expect(await surface.getAttribute('aria-label')).toBe('Sketch: 1 stroke');
  await surface.focus();
  for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect.poll(() => surface.getAttribute('aria-label')).toBe('Sketch: 2 strokes');
  const box = await surface.boundingBox();
  if (box === null) throw new Error('the canvas is not to be seen');
  await canvas.getByRole('button', { name: 'Ellipse' }).click();
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => surface.getAttribute('aria-label')).toBe('Sketch: 3 strokes');
  await page.keyboard.press('Escape');
  await canvas.getByRole('button', { name: 'Undo' }).click();
  await canvas.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => surface.getAttribute('aria-label')).toBe('Sketch: 1 stroke');
  await canvas.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => surface.getAttribute('aria-label')).toBe('Sketch: 2 strokes');
});

test('a graph is walked with the arrow keys, and each node tells its neighbours', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Component gallery');
  await settled(window);
  const graph = part(window, 'example-graph');
  await graph.getByRole('button', { name: /^Read; leads to Check/ }).focus();
  await desktop.page.keyboard.press('ArrowRight');
  const check = graph.getByRole('button', { name: /^Check; leads to Build; comes from Read/ });
  await expect.poll(() => check.evaluate((node) => node === document.activeElement)).toBe(true);
  await desktop.page.keyboard.press('Enter');
  expect(await check.getAttribute('aria-pressed')).toBe('true');
});

test('a frame shows HTML and runs, loads and sends nothing of it', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Component gallery');
  await settled(window);
  const frame = part(window, 'example-iframe');
  await frame.contentFrame().getByRole('heading', { name: 'Dear reader' }).waitFor();
  expect(await frame.getAttribute('sandbox')).toBe('');
  expect(desktop.outsideRequests).toEqual([]);
});

test('of 10,000 rows those in sight are drawn, the focused one stays, and finding goes on', async ({ desktop }) => {
  const { page } = desktop;
  const window = await launch(page, 'Many rows');
  const list = part(window, 'rows');
  const items = list.locator('.bp-item');
  await items.first().waitFor();
  const drawn = (): Promise<number> => items.count();
  expect(await drawn()).toBeLessThan(80);
  expect(await items.first().getAttribute('aria-setsize')).toBe('10000');

  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await expect.poll(async () => Number(await items.first().getAttribute('aria-posinset'))).toBeGreaterThan(4_000);
  expect(await drawn()).toBeLessThan(80);

  await items.nth(9).getByRole('checkbox').focus();
  for (let presses = 0; presses < 30; presses += 1) await page.keyboard.press('Tab');
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.closest('label')?.textContent);
  const name = await focused();
  expect(name).toMatch(/^Row [45]\d\d\d$/);
  await list.evaluate((element) => element.scrollTo(0, 0));
  await expect.poll(() => items.first().getAttribute('aria-posinset')).toBe('1');
  expect(await focused()).toBe(name);
  await page.keyboard.press('Space');
  expect(await page.evaluate(() => document.activeElement?.matches(':checked'))).toBe(true);

  await part(window, 'find').getByRole('searchbox').fill('Row 999');
  await expect.poll(() => items.allInnerTexts()).toHaveLength(11);
  await part(window, 'find').getByRole('searchbox').fill('');
  await expect.poll(() => items.first().getAttribute('aria-setsize')).toBe('10000');
});

test('what is wrong with a value stands below its field once it was left, and is told', async ({ desktop }) => {
  const { page } = desktop;
  const window = await launch(page, 'Contact form');
  const field = part(window, 'mail').getByRole('textbox');
  expect(await field.getAttribute('aria-invalid')).toBeNull();
  await field.fill('nobody');
  await page.keyboard.press('Tab');
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  const described = await field.getAttribute('aria-describedby');
  expect(described).not.toBeNull();
  await expect.poll(() => page.locator(`[id="${described}"]`).textContent()).toContain('like name@');
  expect(await violations(page)).toEqual([]);
  await field.fill('ada@example.com');
  await expect.poll(() => field.getAttribute('aria-invalid')).toBeNull();
  expect(await part(window, 'mystery').textContent()).toContain('Shown instead');
  expect(await window.locator('.bp-fault').allInnerTexts()).toEqual([
    expect.stringContaining('/ui/components/2'),
    expect.stringMatching(/unknown tool "no\.such"[\s\S]*\/ui\/components\/3/),
  ]);
});

test('a change draws the components that read it, and no others; the inspector counts', async ({ desktop }) => {
  const { page } = desktop;
  const window = await launch(page, 'Readers');
  await part(window, 'add').waitFor();
  await page.keyboard.press('Control+Alt+i');
  const inspector = window.getByRole('region', { name: 'Inspector' });
  const draws = async (): Promise<Record<string, number>> => {
    const rows = await inspector.locator('.bp-inspector-tree button').all();
    const pairs = rows.map(async (row) => [
      await row.locator('code').innerText(),
      Number(await row.locator('[data-draws]').getAttribute('data-draws')),
    ]);
    return Object.fromEntries(await Promise.all(pairs));
  };
  await inspector.getByRole('button', { name: '#add' }).waitFor();
  const before = await draws();
  for (let clicks = 1; clicks <= 3; clicks += 1) {
    await part(window, 'add').click();
    await expect.poll(() => part(window, 'sum').textContent()).toBe(String(clicks));
  }
  // Those that read the changed path are drawn once for each change: the counting counts.
  const after = (times: number): number => times + 3;
  await expect.poll(draws).toMatchObject({
    '#left': after(before['#left'] ?? 0),
    '#sum': after(before['#sum'] ?? 0),
    '#right': before['#right'],
    '#other': before['#other'],
    '#add': before['#add'],
  });

  await inspector.getByRole('tab', { name: 'Activity' }).click();
  await inspector.getByRole('cell', { name: 'add click' }).first().waitFor();
  await inspector.getByRole('cell', { name: 'data.increment' }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await inspector.getByRole('tab', { name: 'Data' }).click();
  await inspector.getByRole('textbox', { name: 'Value of other' }).fill('42');
  await inspector.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => part(window, 'other').textContent()).toBe('42');
  await screenshot(page, 'inspector');
  await inspector.getByRole('button', { name: 'Close the inspector' }).click();
  await inspector.waitFor({ state: 'detached' });
});

test('the inspector says which right an app needs, and what for', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Component gallery');
  await settled(window);
  await desktop.page.keyboard.press('Control+Alt+i');
  await window.getByRole('tab', { name: 'Permissions' }).click();
  const row = window.getByRole('row', { name: /^SPAWN_PROCESS/ });
  expect(await row.innerText()).toContain('app.launch');
});

/** 10,000 rows, with a field that finds among them. */
function manyRows(): object {
  const rows = "=map(range(1, 10000), {id: item, name: 'Row ' + item, done: false})";
  return {
    app: { id: 'many-rows', name: 'Many rows', permissions: ['STANDARD'] },
    data: { find: '', rows: [] },
    ui: {
      title: 'Many rows',
      lifecycle: { on_mount: { tool: 'data.set', args: { path: 'rows', value: rows } } },
      components: [
        { type: 'input', id: 'find', bind: 'find', props: { label: 'Find', kind: 'search' } },
        {
          type: 'list',
          id: 'rows',
          props: { label: 'Rows', grow: true, empty: 'Nothing found' },
          children: [
            {
              type: 'row',
              repeat: { each: '=filter(rows, contains(item.name, find))' },
              children: [{ type: 'checkbox', bind: 'item.done', props: { label: '=item.name' } }],
            },
          ],
        },
      ],
    },
  };
}

/** A rule for a value, and three things that cannot be drawn as written. */
function contactForm(): object {
  return {
    app: { id: 'contact-form', name: 'Contact form', permissions: ['STANDARD'] },
    data: { mail: '', wide: 'yes' },
    ui: {
      title: 'Contact form',
      components: [
        {
          type: 'input',
          id: 'mail',
          bind: 'mail',
          props: { label: 'Mail' },
          validate: ['required', { rule: 'email', message: 'Something like name@example.com' }],
        },
        { type: 'hologram', fallback: { type: 'text', id: 'mystery', props: { text: 'Shown instead' } } },
        { type: 'hologram' },
        { type: 'button', props: { text: 'Do' }, on_event: { click: 'no.such' } },
      ],
    },
  };
}

/** Two texts that read two paths of one record, and buttons that write them. */
function readers(): object {
  const write = (path: string): object => ({ click: { tool: 'data.increment', args: { path } } });
  return {
    app: { id: 'readers', name: 'Readers', permissions: ['STANDARD'] },
    data: { pair: { left: 0, right: 0 }, other: 0 },
    ui: {
      title: 'Readers',
      components: [
        { type: 'text', id: 'left', props: { text: '=pair.left' } },
        { type: 'text', id: 'right', props: { text: '=pair.right' } },
        { type: 'text', id: 'sum', props: { text: '=pair.left + pair.right' } },
        { type: 'text', id: 'other', props: { text: '=other' } },
        { type: 'button', id: 'add', props: { text: 'Add' }, on_event: write('pair.left') },
      ],
    },
  };
}
