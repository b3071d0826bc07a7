/** An app from a sentence: the window fills while it is made, works, and keeps what it is told. */
import { launch, runningApps, windowOf } from './support/actions.ts';
import { desktopReady, screenshot } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

test('"a reading list with title, author and a done box" fills, works and lasts', async ({ desktop }) => {
  const { page } = desktop;
  await page.keyboard.press('Control+Alt+n');
  const field = page.getByRole('textbox', { name: 'Describe a small app' });
  await field.fill('a reading list with title, author and a done box');

  // Every state of the document that was on the screen, from before the window opens.
  await page.evaluate(() => {
    const seen: string[] = [];
    const look = (): void => {
      const ids = [...document.querySelectorAll('.window [data-bp-id]')].map((one) => one.getAttribute('data-bp-id'));
      const state = ids.join(' ');
      if (state !== '' && state !== seen.at(-1)) seen.push(state);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    Object.assign(globalThis, { documentStates: seen });
  });
  await field.press('Enter');
  const window = windowOf(page, /reading list/i);
  await window.waitFor();
  await window.getByRole('textbox', { name: 'Title' }).waitFor();
  await expect
    .poll(() =>
      window
        .getByRole('button', { name: /add/i })
        .isEnabled()
        .catch(() => false),
    )
    .toBe(true);
  const states = await page.evaluate(() => (globalThis as unknown as { documentStates: string[] }).documentStates);
  expect(new Set(states).size).toBeGreaterThanOrEqual(3);

  for (const [title, author] of [
    ['Middlemarch', 'George Eliot'],
    ['Solaris', 'Stanisław Lem'],
  ] as const) {
    await window.getByRole('textbox', { name: 'Title' }).fill(title);
    await window.getByRole('textbox', { name: 'Author' }).fill(author);
    await window.getByRole('button', { name: /^add/i }).click();
    await window.getByText(title).first().waitFor();
  }
  const box = window.getByRole('list').getByRole('checkbox').first();
  await box.check();
  await screenshot(page, 'generated-reading-list');

  // Stored 250 ms after the change; the reload flushes what is still waiting.
  await page.reload();
  await desktopReady(page);
  const again = windowOf(page, /reading list/i);
  await again.getByText('Middlemarch').first().waitFor();
  await again.getByText('Solaris').first().waitFor();
  await expect.poll(() => again.getByRole('list').getByRole('checkbox').first().isChecked()).toBe(true);
  expect(await again.getByRole('list').getByRole('checkbox').nth(1).isChecked()).toBe(false);

  // It is an app like any other: closed and opened from the launcher it still has its books.
  await again.getByRole('button', { name: 'Close', exact: true }).click();
  await again.waitFor({ state: 'detached' });
  const reopened = await launch(page, 'Reading list', /reading list/i);
  await reopened.getByText('Solaris').first().waitFor();
  expect(desktop.errors).toEqual([]);
  expect(desktop.outsideRequests).toEqual([]);
});

test('asks back when it does not understand', async ({ desktop }) => {
  const { page } = desktop;
  const before = (await runningApps(page)).length;
  await page.keyboard.press('Control+Alt+n');
  const field = page.getByRole('textbox', { name: 'Describe a small app' });
  await field.fill('asdf qwerty');
  await field.press('Enter');
  await expect.poll(() => page.getByRole('region', { name: 'Conversation' }).innerText()).toMatch(/\?/);
  expect((await runningApps(page)).length).toBe(before);
});

test('chat answers from the documentation, or says that no model is configured', async ({ desktop }) => {
  const { page } = desktop;
  await page.keyboard.press('Control+Alt+n');
  await page.getByRole('radio', { name: 'Ask' }).check({ force: true });
  const field = page.getByRole('textbox', { name: 'Ask about the system' });
  await field.fill('Which apps are installed?');
  await field.press('Enter');
  const log = page.getByRole('region', { name: 'Conversation' });
  await expect.poll(() => log.innerText(), { timeout: 20_000 }).toMatch(/Calculator/);
  await field.fill('Write me a sonnet about the sea');
  await field.press('Enter');
  await expect.poll(() => log.innerText(), { timeout: 20_000 }).toMatch(/no model/i);
});
