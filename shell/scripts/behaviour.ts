/**
 * Drives the desktop in Chromium on services in memory and checks what only a browser can tell: that a drag follows
 * the pointer without a React commit, that keys, focus and snapping work. `node shell/scripts/behaviour.ts`.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { createServer } from 'vite';

const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** Counts commits where React tells its developer tools about them. */
const countCommits = `
  globalThis.commits = 0;
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true, renderers: new Map(), inject: () => 1, isDisabled: false,
    onCommitFiberRoot() { globalThis.commits += 1; }, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {}, checkDCE() {},
  };`;

const win = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title, exact: true });
const open = async (page: Page, id: string): Promise<void> => {
  await page.locator(`[data-dock-item="${id}"]`).click();
  await page.locator('.window').last().waitFor();
  await page.waitForTimeout(300);
};
const box = async (of: Locator) => {
  const found = await of.boundingBox();
  assert.ok(found, 'the window is not drawn');
  return found;
};
const settle = (page: Page) => page.waitForTimeout(300);

const checks: Record<string, (page: Page) => Promise<void>> = {
  async 'a drag of 240 moves ends below the pointer, without a commit'(page) {
    await open(page, 'notes');
    await open(page, 'calculator');
    const target = win(page, 'Calculator');
    const start = await box(target);
    const grab = { x: start.x + 90, y: start.y + 18 };
    await page.mouse.move(grab.x, grab.y);
    await page.mouse.down();
    const before = await page.evaluate('commits');
    const end = { x: 0, y: 0 };
    for (let step = 1; step <= 240; step += 1) {
      end.x = Math.round(grab.x + Math.sin(step / 19) * 230);
      end.y = Math.round(grab.y + 60 + Math.cos(step / 23) * 90);
      await page.mouse.move(end.x, end.y);
    }
    assert.equal(await page.evaluate('commits'), before, 'React committed during the gesture');
    await page.mouse.up();
    await settle(page);
    const after = await box(target);
    assert.ok(
      Math.abs(after.x - (end.x - 90)) <= 1 && Math.abs(after.y - (end.y - 18)) <= 1,
      JSON.stringify({ after, end }),
    );
    // The counter counts: a maximized window changes its button.
    await target.getByRole('button', { name: 'Maximize' }).click();
    assert.notEqual(await page.evaluate('commits'), before);
  },
  async 'Escape puts a dragged window back'(page) {
    await open(page, 'notes');
    const start = await box(win(page, 'Notes'));
    await page.mouse.move(start.x + 200, start.y + 18);
    await page.mouse.down();
    await page.mouse.move(start.x + 300, start.y + 120, { steps: 4 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await settle(page);
    assert.deepEqual(await box(win(page, 'Notes')), start);
  },
  async 'a click on the title does not move the window'(page) {
    await open(page, 'notes');
    const start = await box(win(page, 'Notes'));
    await page.mouse.move(start.x + 200, start.y + 18);
    await page.mouse.down();
    await page.mouse.move(start.x + 202, start.y + 19);
    await page.mouse.up();
    assert.deepEqual(await box(win(page, 'Notes')), start);
  },
  async 'edges and corners resize, the other side stands still'(page) {
    await open(page, 'notes');
    const start = await box(win(page, 'Notes'));
    const drag = async (x: number, y: number, dx: number, dy: number) => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx, y + dy, { steps: 4 });
      await page.mouse.up();
      await settle(page);
    };
    await drag(start.x + start.width + 2, start.y + start.height + 2, 80, 40);
    const larger = await box(win(page, 'Notes'));
    assert.deepEqual(
      [larger.x, larger.y, larger.width - start.width, larger.height - start.height],
      [start.x, start.y, 80, 40],
    );
    await drag(larger.x - 2, larger.y + 200, 2000, 0);
    const narrow = await box(win(page, 'Notes'));
    assert.equal(narrow.x + narrow.width, larger.x + larger.width);
  },
  async 'the edges of the screen snap, staying at the top gives the upper half, dragging away gives the size back'(
    page,
  ) {
    await open(page, 'notes');
    const start = await box(win(page, 'Notes'));
    const dragTo = async (x: number, y: number, wait = 0) => {
      const from = await box(win(page, 'Notes'));
      await page.mouse.move(from.x + from.width / 2, from.y + 18);
      await page.mouse.down();
      await page.mouse.move(700, 400, { steps: 4 });
      await page.mouse.move(x, y, { steps: 4 });
      await page.waitForTimeout(wait);
      await page.mouse.up();
      await settle(page);
      return box(win(page, 'Notes'));
    };
    const left = await dragTo(2, 450);
    assert.ok(left.x === 8 && left.width < 720 && left.height > 700, JSON.stringify(left));
    const all = await dragTo(700, 3);
    assert.ok(all.x === 0 && all.y === 28 && all.width === 1440, JSON.stringify(all));
    const upper = await dragTo(700, 3, 1000);
    assert.ok(upper.y === 36 && upper.height < 420 && upper.width > 1400, JSON.stringify(upper));
    const corner = await dragTo(1438, 880);
    assert.ok(corner.x > 720 && corner.y > 400, JSON.stringify(corner));
    const free = await dragTo(600, 300);
    assert.deepEqual([free.width, free.height], [start.width, start.height]);
  },
  async 'arrow keys tile, Alt+W closes, the window used before gets the focus'(page) {
    await open(page, 'notes');
    await open(page, 'calculator');
    await page.keyboard.press('Control+Alt+ArrowLeft');
    await settle(page);
    assert.equal((await box(win(page, 'Calculator'))).x, 8);
    await page.keyboard.press('Alt+w');
    await settle(page);
    assert.equal(await win(page, 'Calculator').count(), 0);
    assert.equal(await win(page, 'Notes').getAttribute('data-active'), 'true');
    assert.ok(await win(page, 'Notes').evaluate((element) => element.contains(element.ownerDocument.activeElement)));
  },
  async 'a window moves by the keys and Enter keeps'(page) {
    await open(page, 'notes');
    const start = await box(win(page, 'Notes'));
    await page.keyboard.press('Alt+F7');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'Shift+ArrowLeft', 'Enter'])
      await page.keyboard.press(key);
    const moved = await box(win(page, 'Notes'));
    assert.deepEqual([moved.x - start.x, moved.y - start.y], [31, 16]);
  },
  async 'a minimized window keeps its content and comes back from the dock with the focus'(page) {
    await open(page, 'notes');
    await win(page, 'Notes').getByRole('searchbox').first().fill('kept');
    await page.keyboard.press('Alt+m');
    await settle(page);
    assert.equal(await page.locator('.window[data-minimized]').count(), 1);
    await page.locator('[data-dock-item="notes"]').click();
    await settle(page);
    assert.equal(await win(page, 'Notes').getByRole('searchbox').first().inputValue(), 'kept');
    assert.ok(await win(page, 'Notes').evaluate((element) => element.contains(element.ownerDocument.activeElement)));
  },
  async 'Alt+` switches on release, to the window used before'(page) {
    await open(page, 'notes');
    await open(page, 'calculator');
    await page.keyboard.down('Alt');
    await page.keyboard.press('Backquote');
    await page.getByRole('listbox', { name: 'Windows' }).waitFor();
    await page.keyboard.up('Alt');
    await settle(page);
    assert.equal(await win(page, 'Notes').getAttribute('data-active'), 'true');
  },
  async 'the launcher opens an app by name and a command by words'(page) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('calc');
    await page.keyboard.press('Enter');
    await win(page, 'Calculator').waitFor();
    await settle(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('maximize');
    await page.keyboard.press('Enter');
    await settle(page);
    assert.equal((await box(win(page, 'Calculator'))).width, 1440);
  },
  async 'a window chosen in the launcher, and one used before a dialog, have the focus'(page) {
    const focusIn = (title: string) =>
      win(page, title).evaluate((element) => element.contains(element.ownerDocument.activeElement));
    await open(page, 'notes');
    await win(page, 'Notes').getByRole('searchbox').focus();
    await open(page, 'calculator');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('notes');
    await page.getByRole('group', { name: 'Open windows' }).getByRole('option').click();
    await settle(page);
    assert.ok(await focusIn('Notes'));
    await page.keyboard.type('typed');
    assert.equal(await win(page, 'Notes').getByRole('searchbox').inputValue(), 'typed');
    await page.keyboard.press('Control+Alt+Slash');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await settle(page);
    await page.keyboard.type(' on');
    assert.equal(await win(page, 'Notes').getByRole('searchbox').inputValue(), 'typed on');
    await page.getByRole('menuitem', { name: 'Window', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Center' }).click();
    await settle(page);
    await page.keyboard.type('!');
    assert.equal(await win(page, 'Notes').getByRole('searchbox').inputValue(), 'typed on!');
  },
  async 'F6 goes through the regions'(page) {
    await open(page, 'notes');
    const seen = new Set<string>();
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('F6');
      const region = await page.evaluate("document.activeElement?.closest('[data-region]')?.dataset.region ?? ''");
      seen.add(String(region));
    }
    assert.deepEqual([...seen].sort(), ['desktop', 'dock', 'menu-bar', 'window']);
  },
  async 'a session is saved, restored with its places, and deleted'(page) {
    await open(page, 'notes');
    await page.keyboard.press('Control+Alt+ArrowRight');
    await open(page, 'calculator');
    await page.waitForTimeout(800);
    const place = await box(win(page, 'Notes'));
    await page.keyboard.press('Control+Alt+s');
    await page.getByLabel('Name').fill('Two windows');
    await page.keyboard.press('Enter');
    await page.getByText('Session saved', { exact: true }).waitFor();
    await page.keyboard.press('Alt+w');
    await settle(page);
    await page.keyboard.press('Control+Alt+o');
    await page.getByRole('button', { name: 'Restore Two windows' }).click();
    await win(page, 'Calculator').waitFor();
    await settle(page);
    await settle(page);
    assert.deepEqual(await box(win(page, 'Notes')), place);
    assert.equal(await page.locator('.window').count(), 2);
  },
  async 'a lost connection is told and comes back'(page) {
    await open(page, 'notes');
    await page.evaluate('fake.cut()');
    await page.locator('.banner').waitFor({ timeout: 10_000 });
    await page.evaluate('fake.restore()');
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.locator('.banner').waitFor({ state: 'detached' });
  },
  async 'raising a window does not move its node, and renders no other window'(page) {
    await open(page, 'notes');
    await open(page, 'calculator');
    const order = () => page.$$eval('.window', (all) => all.map((each) => each.getAttribute('data-window')));
    const before = await order();
    await page.locator('[data-dock-item="notes"]').click();
    await settle(page);
    assert.deepEqual(await order(), before);
  },
};

const wanted = process.argv.slice(2);
const server = await createServer({
  configFile: join(import.meta.dirname, '../vite.config.ts'),
  server: { port: 0, strictPort: false, hmr: false },
  logLevel: 'error',
  cacheDir: '/tmp/agentos-look-cache',
});
await server.listen();
const address = new URL('/dev/', server.resolvedUrls?.local[0]).href;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
let failed = 0;
try {
  for (const [name, check] of Object.entries(checks)) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`  ${error.stack ?? error.message}`));
    await page.addInitScript(countCommits);
    await page.goto(address);
    await page.locator('.dock-item').nth(3).waitFor();
    try {
      await check(page);
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}\n     ${error instanceof Error ? error.message : String(error)}`);
      await page.screenshot({ path: '/tmp/agentos-behaviour-failed.png' });
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
