/**
 * Takes screenshots of the states of the desktop, on services in memory, in light and dark and two sizes, and runs axe
 * on each. `node shell/scripts/look.ts [folder] [name …]`; ends with 1 when axe finds something.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const open = async (page: Page, ...names: string[]): Promise<void> => {
  for (const name of names) {
    await page.locator(`[data-dock-item="${name}"]`).click();
    await page.waitForTimeout(250);
  }
};
const launcher = (page: Page): Promise<void> => page.keyboard.press('Control+k');
const run = async (page: Page, text: string): Promise<void> => {
  await launcher(page);
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
};

/** Every state by name: what to do on a fresh desktop. */
const states: Record<string, (page: Page) => Promise<void>> = {
  desktop: async () => {},
  windows: (page) => open(page, 'file-explorer', 'shell', 'calculator', 'notes'),
  launcher: async (page) => {
    await open(page, 'notes', 'calculator');
    await launcher(page);
  },
  'launcher-search': async (page) => {
    await open(page, 'notes');
    await launcher(page);
    await page.getByRole('combobox').fill('tile');
  },
  'launcher-make': async (page) => {
    await launcher(page);
    await page.getByRole('combobox').fill('make an app for a reading list with title and author');
  },
  'system-menu': async (page) => {
    await open(page, 'calculator');
    await page.getByRole('menuitem', { name: 'AgentOS' }).click();
    await page.getByRole('menuitem', { name: 'Appearance' }).hover();
    await page.waitForTimeout(300);
  },
  'window-menu': async (page) => {
    await open(page, 'notes', 'calculator');
    await page.getByRole('menuitem', { name: 'Window' }).click();
  },
  'title-menu': async (page) => {
    await open(page, 'notes');
    await page.getByRole('button', { name: 'Window menu' }).click();
  },
  'dock-menu': async (page) => {
    await open(page, 'notes');
    await page.locator('[data-dock-item="notes"]').click({ button: 'right' });
  },
  switcher: async (page) => {
    await open(page, 'file-explorer', 'shell', 'calculator', 'notes');
    await page.keyboard.down('Alt');
    await page.keyboard.press('Backquote');
  },
  about: async (page) => {
    await run(page, 'about agentos');
    await page.waitForTimeout(500);
  },
  health: async (page) => {
    await run(page, 'system health');
    await page.waitForTimeout(500);
  },
  shortcuts: async (page) => {
    await page.keyboard.press('Control+Alt+Slash');
    await page.waitForTimeout(500);
  },
  'save-session': async (page) => {
    await open(page, 'notes', 'calculator');
    await run(page, 'save session');
    await page.waitForTimeout(400);
  },
  sessions: async (page) => {
    await open(page, 'notes', 'calculator');
    await run(page, 'save session');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForTimeout(300);
    await run(page, 'restore session');
    await page.waitForTimeout(400);
  },
  tiled: async (page) => {
    await open(page, 'file-explorer');
    await page.keyboard.press('Control+Alt+ArrowLeft');
    await open(page, 'notes');
    await page.keyboard.press('Control+Alt+ArrowRight');
    await page.keyboard.press('Control+Alt+ArrowUp');
    await open(page, 'shell');
    await page.keyboard.press('Control+Alt+ArrowRight');
    await page.keyboard.press('Control+Alt+ArrowDown');
  },
  maximized: async (page) => {
    await open(page, 'file-explorer');
    await page.getByRole('button', { name: 'Maximize' }).click();
  },
  snap: async (page) => {
    await open(page, 'notes');
    const box = await page.locator('.title-bar').boundingBox();
    if (box === null) throw new Error('no title bar');
    await page.mouse.move(box.x + 200, box.y + 18);
    await page.mouse.down();
    await page.mouse.move(400, 300, { steps: 5 });
    await page.mouse.move(3, 400, { steps: 5 });
    await page.waitForTimeout(250);
  },
  generation: async (page) => {
    await open(page, 'notes');
    await launcher(page);
    await page.getByRole('combobox').fill('a reading list with title, author and a done box');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(800);
  },
  toasts: async (page) => {
    await open(page, 'notes', 'calculator');
    await run(page, 'save session');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.evaluate('fake.publish({type:"layer",layer:"kernel",up:false})');
    await page.waitForTimeout(500);
  },
  offline: async (page) => {
    await open(page, 'notes');
    await page.evaluate('fake.cut()');
    await page.waitForTimeout(2500);
  },
  elsewhere: async (page) => {
    await open(page, 'notes');
    await page.evaluate('fake.publish({type:"taken_over"})');
  },
  'sign-in': async (page) => {
    await page.goto(`${page.url().split('?')[0]}?signed-out`);
    await page.getByRole('heading').waitFor();
  },
};

const [folder = '/tmp/agentos-look', ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await createServer({
  configFile: join(import.meta.dirname, '../vite.config.ts'),
  server: { port: 0, strictPort: false, hmr: false },
  logLevel: 'error',
  cacheDir: '/tmp/agentos-look-cache',
});
await server.listen();
const address = new URL('/dev/', server.resolvedUrls?.local[0]).href;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
let violations = 0;
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1440, 900],
      [1024, 700],
    ] as const) {
      for (const [name, prepare] of Object.entries(states)) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        const context = await browser.newContext({ viewport: { width, height }, colorScheme });
        const page = await context.newPage();
        page.on('pageerror', (error) => console.error(`${name}: ${error.stack ?? error.message}`));
        page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
        await page.goto(address);
        await page.locator('.dock-item, .sign-in').nth(3).waitFor();
        await prepare(page);
        await page.waitForTimeout(350);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
        if (width === 1440) {
          const { violations: found } = await new AxeBuilder({ page }).analyze();
          violations += found.length;
          for (const each of found) {
            console.error(`${name} ${colorScheme}: ${each.id}: ${each.help}`);
            for (const node of each.nodes.slice(0, 4)) {
              console.error(`   ${node.target.join(' ')}: ${node.failureSummary?.split('\n').slice(1, 3).join(' ')}`);
            }
          }
        }
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${violations} violations; pictures in ${folder}`);
process.exitCode = violations === 0 ? 0 : 1;
