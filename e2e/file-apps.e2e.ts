/** Apps of the gallery that work with the person's files and with the system itself, with the host's disk as the witness. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import { closeWindow, launch } from './support/actions.ts';
import { screenshot } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

const part = (window: Locator, id: string): Locator => window.locator(`[data-bp-id="${id}"]`);

/** A second of a tone as a WAV file: 8 bit, mono, 8 kHz. */
function tone(): Buffer {
  const samples = 8_000;
  const header = Buffer.from('RIFF    WAVEfmt                     data    ', 'latin1');
  header.writeUInt32LE(36 + samples, 4);
  for (const [at, value] of [
    [16, 16],
    [24, 8_000],
    [28, 8_000],
    [40, samples],
  ] as const)
    header.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    header.writeUInt16LE(value, at);
  const wave = Uint8Array.from({ length: samples }, (_, at) => 128 + 60 * Math.sin(at / 3));
  return Buffer.concat([header, wave]);
}

test('JSON is opened from a folder, and a mistake in it is told with its place', async ({ desktop, system }) => {
  mkdirSync(join(system.home, 'home', 'Data'), { recursive: true });
  writeFileSync(join(system.home, 'home', 'Data', 'book.json'), '{"title": "Dune", "tags": ["sand"]}');
  const window = await launch(desktop.page, 'JSON viewer');
  await part(window, 'open').click();
  await window.getByRole('button', { name: 'Data' }).click();
  await window.getByRole('button', { name: 'book.json' }).click();
  await window.getByRole('button', { name: 'Open tags' }).click();
  await expect.poll(() => part(window, 'tree').innerText()).toMatch(/title\s+“Dune”\s+tags\s+1 entry\s+0\s+“sand”/);
  await window.getByRole('textbox', { name: 'JSON' }).fill('{"title": "Dune",\n "tags" ["sand"]}');
  await expect.poll(() => window.innerText()).toContain('line 2, column 9');
  expect(desktop.errors).toEqual([]);
});

test('ten thousand rows of a file are searched', async ({ desktop, system }) => {
  const rows = Array.from({ length: 10_000 }, (_, at) => `${at + 1};Person ${at + 1};${at % 90}`);
  writeFileSync(join(system.home, 'home', 'people.csv'), `number;name;age\n${rows.join('\n')}\n`);
  const window = await launch(desktop.page, 'Table viewer');
  await part(window, 'open').click();
  await window.getByRole('button', { name: 'people.csv' }).click();
  await expect.poll(() => part(window, 'state').textContent()).toBe('people.csv · 10000 rows, 3 columns');
  await window.getByRole('searchbox', { name: 'Search' }).fill('Person 4321');
  await expect.poll(() => part(window, 'rows').innerText()).toMatch(/^4321\s+Person 4321\s+0$/);
  expect(desktop.errors).toEqual([]);
});

test('a text is saved where it was told to, and nowhere outside of the home folder', async ({ desktop, system }) => {
  const window = await launch(desktop.page, 'Markdown');
  await window.getByRole('textbox', { name: 'Markdown text' }).fill('# Tea\n\nBoil the **water**.');
  await window.getByRole('heading', { name: 'Tea' }).waitFor();
  await part(window, 'save').click();
  const name = window.getByRole('textbox', { name: 'File' });
  await name.fill('/home/tea.md');
  await part(window, 'do-save').click();
  const file = join(system.home, 'home', 'tea.md');
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe('# Tea\n\nBoil the **water**.');
  await expect.poll(() => part(window, 'state').textContent()).toBe('/home/tea.md · 5 words');
  expect(desktop.errors).toEqual([]);
});

test('music of the folder plays, and goes on with the next', async ({ desktop, system }) => {
  const window = await launch(desktop.page, 'Music');
  const folder = join(system.home, 'home', 'Music');
  await window.getByText('Your Music folder is empty').waitFor();
  for (const name of ['Air.wav', 'Waltz.wav']) writeFileSync(join(folder, name), tone());
  await window.getByRole('button', { name: 'Look again' }).click();
  await part(window, 'player').getByText('0:01').waitFor();
  await part(window, 'track').first().getByRole('button').click();
  await expect.poll(() => part(window, 'place').textContent(), { timeout: 15_000 }).toBe('Track 2 of 2');
  await expect
    .poll(() => window.locator('audio').evaluate((audio) => audio instanceof HTMLAudioElement && audio.currentTime))
    .toBeGreaterThan(0.1);
  await part(window, 'track').first().getByRole('button').click();
  await expect.poll(() => part(window, 'place').textContent()).toBe('Track 1 of 2');
  await expect.poll(() => part(window, 'place').textContent(), { timeout: 15_000 }).toBe('Track 2 of 2');
  expect(desktop.errors).toEqual([]);
});

test('the dashboard sees the processes of the system', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Dashboard');
  await expect.poll(() => part(window, 'processes').innerText()).toMatch(/dashboard/i);
  await expect.poll(() => part(window, 'stat-value').first().innerText()).toMatch(/\d+ min/);
  await expect.poll(() => part(window, 'trouble').count()).toBe(0);
  expect(desktop.errors).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${theme}`, { timeout: 180_000 }, async ({ open }) => {
    const { page } = await open({ theme });
    const names = [
      'Colour picker',
      'Regular expressions',
      'JSON viewer',
      'Table viewer',
      'Markdown',
      'Drawing',
      'Music',
      'Dashboard',
      'Weather',
      'Flashcards',
    ];
    const found: string[] = [];
    for (const name of names) {
      const window = await launch(page, name);
      await window.locator('.bp-root').waitFor();
      if (name === 'Table viewer') await part(window, 'try').click();
      await page.waitForTimeout(400);
      const { violations } = await new AxeBuilder({ page }).include('.window').analyze();
      found.push(
        ...violations.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
      );
      await screenshot(page, `app ${name} ${theme}`);
      await closeWindow(window);
    }
    expect(found).toEqual([]);
  });
}
