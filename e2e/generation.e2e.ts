/** From words to a working app: the window fills while the document streams, the app works, and its data stays. */
import type { Locator, Page } from 'playwright-core';
import { windowOf } from './support/actions.ts';
import { desktopReady } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

/** Asks for an app in the launcher, as one does who knows nothing but Ctrl+K. */
async function make(page: Page, request: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(request);
  await page
    .getByRole('option', { name: /make an app/i })
    .first()
    .click();
}

/** Counts how many different states of a document the page draws from now on; read with `statesSeen`. */
async function watchStates(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const look = (): void => {
      for (const grown of document.querySelectorAll('.window')) {
        const ids = [...grown.querySelectorAll('[data-bp-id]')].map((part) => part.getAttribute('data-bp-id'));
        if (ids.length > 0) seen.add(ids.join(' '));
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    Object.assign(window, { statesSeen: () => seen.size });
  });
}
const statesSeen = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const counter: unknown = Reflect.get(window, 'statesSeen');
    return typeof counter === 'function' ? Number(counter()) : 0;
  });

async function addBook(window: Locator, title: string, author: string): Promise<void> {
  await window.getByLabel('Title').fill(title);
  await window.getByLabel('Author').fill(author);
  await window.getByRole('button', { name: 'Add book' }).click();
  await window.getByText(title).waitFor();
}

test('a reading list fills while it streams, works, and is still there after a reload', async ({ desktop }) => {
  const { page } = desktop;
  await watchStates(page);
  await make(page, 'a reading list with title, author and a done box');
  const window = windowOf(page, 'Reading list');
  await page.getByText('is ready').waitFor();

  expect(await statesSeen(page)).toBeGreaterThanOrEqual(3);
  await page.getByText(/Understood as a list: Reading list with Title/).waitFor();
  await page.getByRole('complementary', { name: 'Make an app' }).getByRole('button', { name: 'Close' }).click();

  await addBook(window, 'Dune', 'Frank Herbert');
  await addBook(window, 'Emma', 'Jane Austen');
  // Stored a moment after the last change; the reload must not outrun it.
  const stored = page.waitForResponse(
    (response) =>
      response.url().endsWith('/services/execute') && /"done":\s*true/.test(response.request().postData() ?? ''),
  );
  await window.getByLabel('Done').nth(1).check();
  await window.getByText('2 books').waitFor();
  expect((await stored).ok()).toBe(true);

  await page.reload();
  await desktopReady(page);
  const again = windowOf(page, 'Reading list');
  await again.getByText('Emma').waitFor();
  expect(await again.getByText('Dune').count()).toBe(1);
  expect(await again.getByLabel('Done').nth(0).isChecked()).toBe(false);
  expect(await again.getByLabel('Done').nth(1).isChecked()).toBe(true);
  expect(desktop.errors).toEqual([]);
  expect(desktop.outsideRequests).toEqual([]);
});

test('what is not understood is asked back, and a suggestion makes an app', async ({ desktop }) => {
  const { page } = desktop;
  await make(page, 'asdf');
  await page.getByText(/did not understand/).waitFor();
  await page.getByRole('button', { name: 'Tip calculator' }).click();
  const window = windowOf(page, 'Tip calculator');
  await window.waitFor();
  await page.getByText('is ready').waitFor();
  await page.getByRole('complementary', { name: 'Make an app' }).getByRole('button', { name: 'Close' }).click();
  await window.getByLabel('Bill').fill('80');
  await window.getByText('12.00').waitFor();
  await window.getByText('92.00').first().waitFor();
});

test('questions about the system are answered without a model', async ({ desktop }) => {
  const { page } = desktop;
  await make(page, 'tip calculator');
  await page.getByText('is ready').waitFor();
  await page.getByRole('radio', { name: 'Ask' }).check();
  const field = page.getByLabel('Ask about the system');
  await field.fill('which apps are installed?');
  await field.press('Enter');
  await page.getByText(/These apps are installed:[\s\S]*Calculator/).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
  await field.fill('what is the meaning of life?');
  await field.press('Enter');
  await page.getByText(/No language model is configured/).waitFor();
});
