/** What a person does on the desktop, by the names and roles that the person sees. */

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The window whose title holds `title`. */
export function windowOf(page: Page, title: string | RegExp): Locator {
  return page.locator('.window').filter({ has: page.locator('.title-text', { hasText: title }) });
}

/** Opens an app from the launcher and gives its window once it shows. */
export async function launch(page: Page, name: string, title: string | RegExp = name): Promise<Locator> {
  const before = await windowIds(page);
  await page.keyboard.press('Control+Shift+k');
  const field = page.getByRole('combobox');
  await field.waitFor();
  await field.fill(name);
  await page
    .getByRole('option', { name: new RegExp(name, 'i') })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const fresh = await page.waitForFunction((known) => {
    const ids = [...document.querySelectorAll('.window')].map((window) => window.getAttribute('data-window'));
    return ids.find((id) => id !== null && !known.includes(id));
  }, before);
  const id = await fresh.jsonValue();
  const opened = page.locator(`.window[data-window="${id}"]`);
  await opened.locator('.title-text', { hasText: title }).waitFor();
  return opened;
}

function windowIds(page: Page): Promise<string[]> {
  return page
    .locator('.window')
    .evaluateAll((windows) => windows.map((window) => window.getAttribute('data-window') ?? ''));
}

/** The document inside the frame of a web app's window. */
export function frameOf(window: Locator): FrameLocator {
  return window.locator('iframe').contentFrame();
}

export async function closeWindow(window: Locator): Promise<void> {
  await window.getByRole('button', { name: 'Close', exact: true }).click();
  await window.waitFor({ state: 'detached' });
}

/** The text of a terminal's window as a screen reader would get it: rows joined by line feeds, without trailing blanks. */
export async function terminalText(window: Locator): Promise<string> {
  const rows = await window.locator('.xterm-rows > div').allInnerTexts();
  return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd()).join('\n');
}

/** Types a line into a terminal and waits until `expected` shows. */
export async function typeLine(window: Locator, line: string, expected: string | RegExp): Promise<void> {
  const page = window.page();
  await window.locator('.xterm').click();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await terminalShows(window, expected);
}

export async function terminalShows(window: Locator, expected: string | RegExp): Promise<void> {
  await expect.poll(() => terminalText(window), { timeout: 15_000 }).toMatch(expected);
}

/** The running apps as the services tell them, asked with the page's own cookie. */
export async function runningApps(page: Page): Promise<{ id: string; package_id: string; sandbox_pid: number }[]> {
  return page.evaluate(async () => (await (await fetch('/apps')).json()).apps);
}

/** Runs a services tool as the owner, with the page's own cookie; rejects with its code and message when it fails. */
export async function tool<Result>(page: Page, id: string, params: Record<string, unknown> = {}): Promise<Result> {
  const answer = await page.evaluate(
    async ([toolId, toolParams]) => {
      const response = await fetch('/services/execute', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tool_id: toolId, params: toolParams }),
      });
      return response.json();
    },
    [id, params] as const,
  );
  if (answer.success !== true) throw new Error(`${id}: ${answer.code} ${answer.error}`);
  return answer.data;
}
