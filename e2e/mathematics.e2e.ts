/** Tools of mathematics from a window: at once, by the worker for symbolic questions under the page's policy, and a visible error. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from './support/actions.ts';
import { launchBrowser, openDesktop } from './support/desktop.ts';
import { projectRoot, startSystem, type TestSystem } from './support/system.ts';

let system: TestSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startSystem({
    prepare(home) {
      mkdirSync(join(home, 'apps'), { recursive: true });
      cpSync(join(projectRoot, 'e2e', 'fixtures', 'deriver.bp'), join(home, 'apps', 'deriver.bp'));
    },
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test('numbers, symbols and a fault', async () => {
  const desktop = await openDesktop(browser, system);
  const app = await launch(desktop.page, 'Deriver');
  const answer = app.locator('[data-bp-id="answer"]');
  await app.getByRole('button', { name: 'Mean' }).click();
  await expect.poll(() => answer.textContent()).toBe('3');
  await app.getByRole('button', { name: 'Derive' }).click();
  await expect.poll(() => answer.textContent()).toBe('3*x^2 + cos(x)');
  await app.getByRole('button', { name: 'Divide' }).click();
  await expect.poll(() => app.locator('[data-bp-id="fault"]').textContent()).toMatch(/zero/);
});
