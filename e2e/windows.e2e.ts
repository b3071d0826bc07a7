/** Windows under the pointer: where they end up, and what React does meanwhile. */
import type { Page } from 'playwright-core';
import { launch, windowOf } from './support/actions.ts';
import { desktopReady } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

declare global {
  var reactCommits: number;
}

/** Counts React's commits from the next load on, through the hook that its developer tools use. */
async function countCommits(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.reactCommits = 0;
    Object.assign(globalThis, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        renderers: new Map(),
        inject: () => 1,
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        onCommitFiberRoot: () => {
          globalThis.reactCommits += 1;
        },
      },
    });
  });
  await page.reload();
  await desktopReady(page);
}

const commits = (page: Page): Promise<number> => page.evaluate(() => globalThis.reactCommits);

test('a drag of 240 moves stays under the pointer without a React commit', async ({ desktop }) => {
  const { page } = desktop;
  await countCommits(page);
  const window = await launch(page, 'Calculator');
  await page.waitForTimeout(600);
  const bar = await window.locator('.title-text').boundingBox();
  const start = await window.boundingBox();
  if (bar === null || start === null) throw new Error('the window has no place');
  const grab = { x: bar.x + 20, y: bar.y + 8 };

  await page.mouse.move(grab.x, grab.y);
  await page.mouse.down();
  await page.mouse.move(grab.x + 6, grab.y + 6);
  const before = await commits(page);
  expect(before).toBeGreaterThan(0);
  let error = 0;
  for (let move = 1; move <= 240; move += 1) {
    const x = grab.x + 6 + 200 * Math.sin((move / 240) * Math.PI * 2.5);
    const y = grab.y + 6 + 90 * Math.sin((move / 240) * Math.PI * 3.5);
    await page.mouse.move(x, y);
    if (move % 20 === 0) {
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const now = await window.boundingBox();
      error = Math.max(
        error,
        Math.abs((now?.x ?? Number.NaN) - start.x - (x - grab.x)),
        Math.abs((now?.y ?? Number.NaN) - start.y - (y - grab.y)),
      );
    }
  }
  const during = (await commits(page)) - before;
  await page.mouse.up();
  expect(error).toBeLessThanOrEqual(1);
  expect(during).toBe(0);

  // The counter does count: focusing another window commits.
  await launch(page, 'Notes');
  expect(await commits(page)).toBeGreaterThan(before + during);
});

test('every snap zone is reached by the pointer or the keyboard', async ({ desktop }) => {
  const { page } = desktop;
  const window = await launch(page, 'Calculator');
  const view = page.viewportSize() ?? { width: 0, height: 0 };
  const drop = async (x: number, y: number, dwellMs = 0): Promise<string | null> => {
    const bar = await window.locator('.title-text').boundingBox();
    if (bar === null) throw new Error('no title bar');
    await page.mouse.move(bar.x + 20, bar.y + 8);
    await page.mouse.down();
    await page.mouse.move(view.width / 2, view.height / 2, { steps: 6 });
    await page.mouse.move(x, y, { steps: 8 });
    if (dwellMs > 0) await page.waitForTimeout(dwellMs);
    await page.mouse.up();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    return window.getAttribute('data-mode');
  };
  const place = async (): Promise<string> => {
    const box = await window.boundingBox();
    if (box === null) return 'nowhere';
    const horizontal = box.width > view.width * 0.7 ? 'wide' : box.x < view.width / 4 ? 'left' : 'right';
    const vertical = box.height > view.height * 0.7 ? 'tall' : box.y < view.height / 4 ? 'top' : 'bottom';
    return `${horizontal} ${vertical}`;
  };
  const middle = { x: view.width / 2, y: view.height / 2 };
  const zones: [string, number, number, number, string, string][] = [
    ['left', 0, middle.y, 0, 'tiled', 'left tall'],
    ['right', view.width - 1, middle.y, 0, 'tiled', 'right tall'],
    ['top-left', 0, 40, 0, 'tiled', 'left top'],
    ['top-right', view.width - 1, 40, 0, 'tiled', 'right top'],
    ['bottom-left', 0, view.height - 60, 0, 'tiled', 'left bottom'],
    ['bottom-right', view.width - 1, view.height - 60, 0, 'tiled', 'right bottom'],
    ['bottom', middle.x, view.height - 1, 0, 'tiled', 'wide bottom'],
    ['maximize', middle.x, 2, 0, 'maximized', 'wide tall'],
    ['top', middle.x, 2, 1000, 'tiled', 'wide top'],
  ];
  for (const [zone, x, y, dwell, mode, where] of zones) {
    expect([zone, await drop(x, y, dwell)]).toEqual([zone, mode]);
    await expect.poll(async () => [zone, await place()]).toEqual([zone, where]);
  }
  // Dragged away, it is as large as before.
  expect(await drop(middle.x, middle.y)).toBe('normal');
  await expect.poll(async () => Math.round((await window.boundingBox())?.width ?? 0)).toBeLessThan(500);
});

test('Escape cancels a drag, eight sides resize, a double click maximizes', async ({ desktop }) => {
  const { page } = desktop;
  const window = await launch(page, 'Notes');
  const start = await window.boundingBox();
  if (start === null) throw new Error('no place');
  await page.mouse.move(start.x + 150, start.y + 14);
  await page.mouse.down();
  await page.mouse.move(start.x + 260, start.y + 90, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => window.boundingBox()).toEqual(start);

  for (const side of ['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw']) {
    const before = await window.boundingBox();
    const grip = await window.locator(`[data-grip="${side}"]`).boundingBox();
    if (grip === null || before === null) throw new Error(`no grip ${side}`);
    const from = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
    const dx = side.includes('e') ? 24 : side.includes('w') ? -24 : 0;
    const dy = side.includes('s') ? 18 : side.includes('n') ? -18 : 0;
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
    await page.mouse.up();
    await expect
      .poll(async () => {
        const after = await window.boundingBox();
        return [side, Math.round((after?.width ?? 0) - before.width), Math.round((after?.height ?? 0) - before.height)];
      })
      .toEqual([side, Math.abs(dx), Math.abs(dy)]);
  }

  await window.locator('.title-text').dblclick();
  await expect.poll(() => window.getAttribute('data-mode')).toBe('maximized');
  await window.locator('.title-text').dblclick();
  await expect.poll(() => window.getAttribute('data-mode')).toBe('normal');
});

test('minimized windows keep their state; the switcher goes by last use; keys close', async ({ desktop }) => {
  const { page } = desktop;
  const calculator = await launch(page, 'Calculator');
  await calculator.locator('[data-bp-id="d7"]').click();
  const notes = await launch(page, 'Notes');
  await calculator.getByRole('button', { name: 'Minimize' }).click({ force: true });
  await expect.poll(() => calculator.isVisible()).toBe(false);
  await page.keyboard.press('Alt+Backquote');
  await expect.poll(() => calculator.getAttribute('data-active')).toBe('true');
  await expect.poll(() => calculator.locator('[data-bp-id="display"]').innerText()).toBe('7');
  await page.keyboard.press('Alt+w');
  await calculator.waitFor({ state: 'detached' });
  await expect.poll(() => notes.getAttribute('data-active')).toBe('true');
  expect(await windowOf(page, 'Calculator').count()).toBe(0);
});
