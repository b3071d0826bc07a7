/**
 * The test function of browser tests: `system` and the browser are shared by a file, `desktop` is one signed-in page a test.
 *
 *   import { expect, test } from './support/fixtures.ts';
 *   test('…', async ({ desktop, system }) => { await desktop.page.… });
 */
import type { Browser } from 'playwright-core';
import { test as base } from 'vitest';
import { chromiumPath, type Desktop, type DesktopOptions, launchBrowser, openDesktop, screenshot } from './desktop.ts';
import { startSystem } from './system.ts';

export { expect } from 'vitest';

export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern that the fixture needs no other
  .extend('system', { scope: 'file' }, async ({}, { onCleanup }) => {
    const system = await startSystem();
    onCleanup(() => system.stop());
    return system;
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('browser', { scope: 'file' }, ({}, { onCleanup }) => {
    let launched: Promise<Browser> | undefined;
    onCleanup(async () => (await launched)?.close());
    // Launched by the first test that opens a page, so that a host without Chromium can skip instead.
    return (): Promise<Browser> => {
      launched ??= launchBrowser();
      return launched;
    };
  })
  .extend('open', async ({ skip, task, browser, system }, { onCleanup }) => {
    if (chromiumPath === undefined) skip('chromium is not installed');
    const opened: Desktop[] = [];
    onCleanup(async () => {
      if (task.result?.state === 'fail') {
        for (const [index, { page }] of opened.entries()) {
          if (!page.isClosed()) await screenshot(page, `failed ${task.name} ${index}`);
        }
      }
      await Promise.all(opened.map((desktop) => desktop.close()));
      // The next test begins with an empty desktop: closing the page alone would end no app.
      await system.closeApps();
    });
    /** One more page on the same system, signed in by itself. */
    return async (options?: DesktopOptions): Promise<Desktop> => {
      const desktop = await openDesktop(await browser(), system, options);
      opened.push(desktop);
      return desktop;
    };
  })
  .extend('desktop', ({ open }) => open());
