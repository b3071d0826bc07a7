/**
 * Tools of the shell that reach out of their window: messages with buttons, notices, questions, timers, what is loaded on
 * demand; and those that tell components on the screen what to do.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWindow, launch } from './support/actions.ts';
import { type Desktop, launchBrowser, openDesktop } from './support/desktop.ts';
import { projectRoot, startSystem, type TestSystem } from './support/system.ts';

let system: TestSystem;
let browser: Browser;
let desktop: Desktop;
let app: Locator;

beforeAll(async () => {
  system = await startSystem({
    prepare(home) {
      mkdirSync(join(home, 'apps'), { recursive: true });
      for (const name of ['messenger.bp', 'conductor.bp'])
        cpSync(join(projectRoot, 'e2e', 'fixtures', name), join(home, 'apps', name));
    },
  });
  browser = await launchBrowser();
  desktop = await openDesktop(browser, system);
  app = await launch(desktop.page, 'Messenger');
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const shown = () => app.locator('[data-bp-id="shown"]').textContent();
const press = (name: string) => app.getByRole('button', { name, exact: true }).click();
const toast = (text: string) => desktop.page.locator('.toast:not([data-leaving])', { hasText: text });

test('what was removed comes back with the button of its message', async () => {
  await press('Remove');
  await expect.poll(shown).toMatch(/^ · /);
  await toast('Entries removed').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(shown).toMatch(/^one, two · /);
  await expect.poll(() => toast('Entries removed').count()).toBe(0);
});

test('a message that shows progress becomes the one that it is done', async () => {
  await press('Work');
  expect(await toast('Working').getByRole('progressbar').getAttribute('value')).toBe('40');
  await press('Finish');
  await expect.poll(() => toast('Done').count()).toBe(1);
  expect(await toast('Working').count()).toBe(0);
  expect(await toast('Done').getByRole('progressbar').count()).toBe(0);
});

test('a notice has one button, a question two, and each goes on with its answer', async () => {
  await press('Notice');
  const dialog = desktop.page.getByRole('alertdialog');
  await dialog.getByText('The list is full.').waitFor();
  expect(await dialog.getByRole('button').allTextContents()).toEqual(['OK']);
  await dialog.getByRole('button').click();
  await expect.poll(shown).toContain(' · read · ');
  await press('Ask');
  await dialog.getByText('Go on?').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(shown).toContain(' · false · ');
});

test('an interval runs its action, and a library is loaded when it is needed', async () => {
  await press('Tick');
  await expect.poll(shown).toContain(' · 3 · ');
  await press('Match');
  await expect.poll(shown).toMatch(/ · 2$/);
});

test('the messages of an app go when it goes', async () => {
  await press('Work');
  await toast('This may take a while').waitFor();
  await closeWindow(app);
  await expect.poll(() => toast('This may take a while').count()).toBe(0);
});

test('components do what tools tell them', async () => {
  app = await launch(desktop.page, 'Conductor');
  const name = app.getByRole('textbox', { name: 'Name' });
  await press('Type');
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
  await press('Disable');
  await expect.poll(() => name.isDisabled()).toBe(true);
  await press('Hide');
  await expect.poll(() => name.isVisible()).toBe(false);
  await press('Show');
  await expect.poll(() => name.isVisible()).toBe(true);

  await press('Second tab');
  await app.getByText('The second').waitFor();

  await press('Draw');
  await expect.poll(shown).toBe('1 strokes, 2 nodes');
  await press('Back');
  await expect.poll(shown).toBe('0 strokes, 2 nodes');

  await press('Join');
  await expect.poll(shown).toBe('0 strokes, 3 nodes');

  await press('Open');
  await app.getByRole('dialog', { name: 'A dialog' }).getByText('Inside').waitFor();
  await desktop.page.keyboard.press('Escape');

  await press('Play');
  await expect.poll(() => app.locator('[data-bp-id="fault"]').textContent()).toMatch(/shown/);
});
