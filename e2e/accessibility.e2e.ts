/** axe finds nothing on the desktop, the launcher and each app, light and dark; every state is also photographed. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { closeWindow, frameOf, launch, terminalShows } from './support/actions.ts';
import { screenshot } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test(`no violations in ${theme}`, { timeout: 180_000 }, async ({ open }) => {
    const { page } = await open({ theme });
    const found: Record<string, string[]> = {};
    const check = async (state: string): Promise<void> => {
      await page.waitForTimeout(300);
      found[state] = await violations(page);
      await screenshot(page, `${state}-${theme}`);
    };

    await check('desktop');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await check('launcher');
    await page.keyboard.press('Escape');

    const calculator = await launch(page, 'Calculator');
    await check('calculator');
    await closeWindow(calculator);
    const notes = await launch(page, 'Notes');
    await check('notes');
    await closeWindow(notes);
    const files = await launch(page, 'Files', /Files/);
    await frameOf(files).getByRole('row', { name: 'Documents', exact: true }).waitFor();
    await check('files');
    await closeWindow(files);
    const terminal = await launch(page, 'Terminal');
    await terminalShows(terminal, /\$\s*$/m);
    await check('terminal');
    await closeWindow(terminal);
    const python = await launch(page, 'Python');
    await terminalShows(python, /^>>>/m);
    await check('python');
    await closeWindow(python);

    await page.keyboard.press('Control+Alt+n');
    await page.getByRole('textbox', { name: 'Describe a small app' }).waitFor();
    await check('assistant');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Alt+s');
    await page.getByRole('dialog', { name: /save session/i }).waitFor();
    await check('save-session');
    await page.keyboard.press('Escape');

    expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(9);
  });
}

test('axe is able to find something here', async ({ desktop }) => {
  await desktop.page.evaluate(() => {
    const button = document.createElement('button');
    document.body.append(button);
  });
  expect((await violations(desktop.page)).join('\n')).toContain('button-name');
});
