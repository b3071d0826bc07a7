/** A desktop with one app of each kind, saved, killed, started again and restored. */
import type { Page } from 'playwright-core';
import { frameOf, launch, runningApps, terminalShows, typeLine, windowOf } from './support/actions.ts';
import { desktopReady, screenshot } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

interface Place {
  readonly title: string;
  readonly mode: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where every window is, bottom of the stack first. */
async function places(page: Page): Promise<Place[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.window')]
      .toSorted((a, b) => Number(a.style.zIndex) - Number(b.style.zIndex))
      .map((window) => {
        const { x, y, width, height } = window.getBoundingClientRect();
        const title = window.querySelector('.title-text')?.textContent ?? '';
        return { title, mode: window.dataset.mode ?? null, x, y, width, height };
      }),
  );
}

async function dragTitle(page: Page, title: RegExp, toX: number, toY: number): Promise<void> {
  const bar = windowOf(page, title).locator('.title-text');
  const box = await bar.boundingBox();
  if (box === null) throw new Error(`no title bar of ${title}`);
  await page.mouse.move(box.x + 10, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(toX, toY, { steps: 12 });
  await page.mouse.up();
}

test('save, SIGKILL everything, start, restore: the same apps, places and state', async ({ desktop, open, system }) => {
  const { page } = desktop;
  const notes = await launch(page, 'Notes');
  await notes
    .getByRole('button', { name: /new note/i })
    .first()
    .click();
  await notes.getByRole('textbox').last().fill('Milk and bread');
  const files = await launch(page, 'Files', /Files/);
  await frameOf(files).getByRole('row', { name: 'Documents', exact: true }).dblclick();
  await windowOf(page, /Documents/).waitFor();
  const terminal = await launch(page, 'Terminal');
  await typeLine(terminal, 'cd /home/Documents; echo kept $((40+2))', /^kept 42$/m);
  const calculator = await launch(page, 'Calculator');
  for (const id of ['d4', 'd2']) await calculator.locator(`[data-bp-id="${id}"]`).click();

  await dragTitle(page, /Notes/, 0, 300);
  await dragTitle(page, /Calculator/, 900, 140);
  await page.locator('[data-dock-item="file-explorer"]').click();
  await expect.poll(async () => (await places(page)).find((one) => one.title === 'Notes')?.mode).toBe('tiled');

  await page.keyboard.press('Control+Alt+s');
  const dialog = page.getByRole('dialog', { name: /save session/i });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Monday');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const before = await places(page);
  expect(before.map((one) => one.title).toSorted()).toEqual(expect.arrayContaining(['Calculator', 'Notes']));
  expect(before).toHaveLength(4);
  await screenshot(page, 'session-before');

  await system.kill9All();
  await desktop.close();
  await system.start();

  const after = await open();
  await after.page.keyboard.press('Control+Alt+o');
  await after.page.getByRole('button', { name: 'Restore Monday' }).click();
  await expect.poll(async () => (await places(after.page)).length, { timeout: 20_000 }).toBe(4);
  await desktopReady(after.page);
  await windowOf(after.page, /Documents/).waitFor();

  // Same windows, same order, same places to the pixel.
  await expect.poll(() => places(after.page).then(rounded), { timeout: 10_000 }).toEqual(rounded(before));
  // Same state: what was typed and not stored, what was stored, where the explorer was, what the terminal had shown.
  const display = windowOf(after.page, /Calculator/).locator('[data-bp-id="display"]');
  await expect.poll(() => display.innerText()).toBe('42');
  await expect
    .poll(() => windowOf(after.page, /Notes/).getByRole('textbox').last().inputValue())
    .toBe('Milk and bread');
  const folder = windowOf(after.page, /Documents/);
  await frameOf(folder).getByRole('navigation', { name: 'Path' }).getByText('Documents').waitFor();
  await after.page.locator('[data-dock-item="shell"]').click();
  const shell = windowOf(after.page, /Terminal|owner|bash|Documents/).filter({ has: after.page.locator('.xterm') });
  await terminalShows(shell, /^kept 42$/m);
  await typeLine(shell, 'pwd', /^\/home\/Documents$/m);
  await screenshot(after.page, 'session-after');
  expect((await runningApps(after.page)).every((app) => app.sandbox_pid > 0)).toBe(true);
});

test('a reload keeps the desktop as it is', async ({ desktop }) => {
  const { page } = desktop;
  await launch(page, 'Calculator');
  await dragTitle(page, /Calculator/, 600, 200);
  const ids = (await runningApps(page)).map((app) => app.id).toSorted();
  const before = await places(page);
  await page.reload();
  await desktopReady(page);
  await expect.poll(() => places(page).then(rounded)).toEqual(rounded(before));
  expect((await runningApps(page)).map((app) => app.id).toSorted()).toEqual(ids);
});

function rounded(all: Place[]): Place[] {
  return all.map((one) => ({
    ...one,
    x: Math.round(one.x),
    y: Math.round(one.y),
    width: Math.round(one.width),
    height: Math.round(one.height),
  }));
}
