/** What a person waits for: the desktop itself, an app, a tool of the shell, a folder with 10,000 files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { closeWindow, launch, windowOf } from '../e2e/support/actions.ts';
import { chromiumPath, desktopReady, launchBrowser, readyDesktop } from '../e2e/support/desktop.ts';
import type { TestSystem } from '../e2e/support/system.ts';
import { atMost, type Bench, type BenchContext, type Figure, median, quantile, time } from './figure.ts';
import { inputToPaint, installClock, lastInput, paintedIn } from './paint.ts';

const opens = 5;
const launches = 20;
const keys = 300;
/** The calculator's display. */
const display = '[data-bp-id="display"]';
const files = 10_000;

declare global {
  var agentosSamples: number[] | undefined;
}

type Work = (context: BrowserContext, system: TestSystem) => Promise<readonly Figure[]>;

/** Runs a bench in a browser context of its own whose pages take times. */
function inBrowser(work: Work): Bench['run'] {
  return async ({ system }: BenchContext) => {
    if (chromiumPath === undefined) return { skipped: 'Chromium is not installed' };
    const running = await system();
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await installClock(context);
      return await work(context, running);
    } finally {
      await browser.close();
    }
  };
}

async function signedIn(context: BrowserContext, system: TestSystem): Promise<Page> {
  const page = await context.newPage();
  await page.goto(await system.newAddress());
  await desktopReady(page);
  return page;
}

export const openDesktop: Bench = {
  name: 'desktop',
  title: 'Time to the desktop',
  how: `From the navigation to the paint of the first app icon, with menu bar and dock there and an empty browser cache; median of ${opens}. Chromium without a GPU, on the same machine.`,
  run: async ({ system }) => {
    if (chromiumPath === undefined) return { skipped: 'Chromium is not installed' };
    const running = await system();
    const browser = await launchBrowser();
    const cold: number[] = [];
    const warm: number[] = [];
    try {
      for (let round = 0; round < opens; round += 1) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
        await installClock(context);
        const page = await context.newPage();
        await page.goto(await running.newAddress(), { waitUntil: 'commit' });
        cold.push((await paintedIn(page.mainFrame(), readyDesktop)) - (await navigationStart(page)));
        await page.goto(running.baseUrl, { waitUntil: 'commit' });
        warm.push((await paintedIn(page.mainFrame(), readyDesktop)) - (await navigationStart(page)));
        await context.close();
      }
    } finally {
      await browser.close();
    }
    return [
      { name: 'first visit, with sign-in', value: time(median(cold)) },
      { name: 'second visit', value: time(median(warm)) },
    ];
  },
};

const navigationStart = (page: Page): Promise<number> => page.evaluate(() => performance.timeOrigin);

export const launchApp: Bench = {
  name: 'launch',
  title: 'Launch of an app',
  how: `From the key that confirms the launcher to the paint of the calculator's display, ${launches} launches after one; each creates a kernel process.`,
  run: inBrowser(async (context, system) => {
    const page = await signedIn(context, system);
    const samples: number[] = [];
    for (let round = -1; round < launches; round += 1) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('Calculator');
      await page
        .getByRole('option', { name: /calculator/i })
        .first()
        .waitFor();
      const taken = await inputToPaint(page, `.window ${display}`, () => page.keyboard.press('Enter'));
      if (round >= 0) samples.push(taken);
      await closeWindow(windowOf(page, 'Calculator'));
    }
    return [
      { name: 'calculator, p50', value: time(quantile(samples, 0.5)) },
      atMost('calculator, p95', quantile(samples, 0.95), 100, time),
    ];
  }),
};

export const shellTool: Bench = {
  name: 'shell-tool',
  title: 'Tool calls in the shell',
  how: `A digit typed into the calculator runs the tools \`ui.key\` and \`data.set\`: from the first listener of the key to the changed display in the document, ${keys} keys.`,
  run: inBrowser(async (context, system) => {
    const page = await signedIn(context, system);
    const window = await launch(page, 'Calculator');
    await window.locator(display).waitFor();
    await page.evaluate((selector) => {
      const shown = document.querySelector(selector);
      if (shown === null) throw new Error('the calculator has no display');
      const samples: number[] = [];
      let pressed = 0;
      const press = (): void => {
        pressed = performance.now();
      };
      addEventListener('keydown', press, { capture: true });
      new MutationObserver(() => {
        if (pressed > 0) samples.push(performance.now() - pressed);
        pressed = 0;
      }).observe(shown, { subtree: true, childList: true, characterData: true });
      globalThis.agentosSamples = samples;
    }, display);
    for (let round = 0; round < keys / 10; round += 1) {
      await page.keyboard.press('Escape');
      for (const digit of '1234567890') await page.keyboard.press(digit);
    }
    const samples = await page.evaluate(() => globalThis.agentosSamples ?? []);
    if (samples.length < keys) throw new Error(`only ${samples.length} of ${keys} keys changed the display`);
    return [
      atMost('key to changed display, p50', quantile(samples, 0.5), 1, time),
      atMost('key to changed display, p99', quantile(samples, 0.99), 10, time),
    ];
  }),
};

export const fileList: Bench = {
  name: 'files',
  title: `A folder with ${files.toLocaleString('en-US')} files`,
  how: 'From the key that opens the folder in the file explorer to the paint of its first row, through frame, services and kernel; median of 5, and the rows that are then in the document.',
  run: inBrowser(async (context, system) => {
    const folder = join(system.home, 'home', 'Many files');
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < files; index += 1)
      writeFileSync(join(folder, `file-${String(index).padStart(5, '0')}.txt`), '');
    const page = await signedIn(context, system);
    const window = await launch(page, 'Files');
    const frame = await (await window.locator('iframe').elementHandle())?.contentFrame();
    if (frame === null || frame === undefined) throw new Error('the file explorer has no frame');
    await frame.locator('[role="row"][aria-label="Many files"]').waitFor();
    const samples: number[] = [];
    let rows = 0;
    for (let round = 0; round < 5; round += 1) {
      await frame.locator('[role="row"][aria-label="Many files"]').click();
      const painted = paintedIn(frame, '[role="row"][aria-label="file-00000.txt"]');
      await page.keyboard.press('Enter');
      samples.push((await painted) - (await lastInput(frame)));
      rows = await frame.locator('[role="row"], [role="option"]').count();
      await page.keyboard.press('Alt+ArrowUp');
      await frame.locator('[role="row"][aria-label="Many files"]').waitFor();
    }
    return [
      atMost(`${files.toLocaleString('en-US')} files to first paint`, median(samples), 200, time),
      atMost('rows in the document', rows, 200, String),
    ];
  }),
};
