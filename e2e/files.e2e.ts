/** Files in their isolated frame, with the host's disk as the witness. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { frameOf, launch } from './support/actions.ts';
import { screenshot } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

async function openFolder(window: Locator, name: string): Promise<void> {
  await frameOf(window).getByRole('row', { name, exact: true }).dblclick();
}

test('makes a folder, renames it, takes a dropped file, gives it back, deletes', async ({ desktop, system }) => {
  const window = await launch(desktop.page, 'Files', /Files/);
  const frame = frameOf(window);
  const home = join(system.home, 'home');

  await frame.getByRole('button', { name: 'New folder' }).click();
  await frame.getByRole('textbox', { name: 'Name' }).fill('Letters');
  await frame.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect.poll(() => existsSync(join(home, 'Letters'))).toBe(true);

  await frame.getByRole('row', { name: 'Letters', exact: true }).click();
  await frame.getByRole('button', { name: 'Rename' }).click();
  await frame.getByRole('textbox', { name: 'Name' }).fill('Post');
  await frame.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect.poll(() => existsSync(join(home, 'Post')) && !existsSync(join(home, 'Letters'))).toBe(true);

  await openFolder(window, 'Post');
  const transfer = await frame.locator('body').evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Dear friend,\n'.repeat(100_000)], 'letter.txt', { type: 'text/plain' }));
    return data;
  });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await frame.getByRole('grid').dispatchEvent(type, { dataTransfer: transfer });
  }
  const letter = join(home, 'Post', 'letter.txt');
  await expect
    .poll(() => existsSync(letter) && readFileSync(letter, 'utf8').length, { timeout: 15_000 })
    .toBe(1_300_000);

  await frame.getByRole('row', { name: 'letter.txt', exact: true }).click();
  const download = desktop.page.waitForEvent('download');
  await frame.getByRole('button', { name: 'Download' }).click();
  const saved = await (await download).path();
  expect(readFileSync(saved, 'utf8')).toBe('Dear friend,\n'.repeat(100_000));

  await frame.getByRole('button', { name: 'Delete' }).click();
  await desktop.page.getByRole('button', { name: /delete|move to trash/i }).click();
  await expect.poll(() => readdirSync(join(home, 'Post'))).toEqual([]);
});

test('refuses a name with dots that climb, and says why', async ({ desktop, system }) => {
  const window = await launch(desktop.page, 'Files', /Files/);
  const frame = frameOf(window);
  await frame.getByRole('button', { name: 'New folder' }).click();
  await frame.getByRole('textbox', { name: 'Name' }).fill('../escape');
  await frame.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect.poll(() => frame.locator('body').innerText()).toMatch(/“\/”|"\/"|cannot (hold|contain)|\.\./i);
  expect(existsSync(join(system.home, 'escape'))).toBe(false);

  // The kernel refuses by itself, whatever an app would let through.
  const answers = await desktop.page.evaluate(async () => {
    const post = async (path: string): Promise<{ success: boolean; code: string }> =>
      (
        await fetch('/services/execute', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ tool_id: 'filesystem.mkdir', params: { path } }),
        })
      ).json();
    return [await post('/home/../../escape'), await post('/home/a/../../../escape'), await post('/home/nul\0')];
  });
  for (const answer of answers) expect([answer.success, answer.code]).toEqual([false, expect.stringMatching(/^E/)]);
  expect(existsSync(join(system.home, '..', 'escape'))).toBe(false);
});

test('reaches the last of 10,000 names with at most 200 rows in the document', async ({ desktop, system }) => {
  const folder = join(system.home, 'home', 'Many');
  mkdirSync(folder);
  for (let index = 0; index < 10_000; index += 1) {
    writeFileSync(join(folder, `file-${String(index).padStart(5, '0')}.txt`), '');
  }
  const window = await launch(desktop.page, 'Files', /Files/);
  await openFolder(window, 'Many');
  const frame = frameOf(window);
  await frame.getByRole('row', { name: 'file-00000.txt', exact: true }).waitFor();
  await frame.getByRole('row', { name: 'file-00000.txt', exact: true }).click();
  await desktop.page.keyboard.press('End');
  await frame.getByRole('row', { name: 'file-09999.txt', exact: true }).waitFor();
  expect(await frame.getByRole('row').count()).toBeLessThanOrEqual(200);
  await screenshot(desktop.page, 'files-10000');
  expect(desktop.errors).toEqual([]);
});
