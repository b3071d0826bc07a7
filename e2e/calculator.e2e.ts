/** The calculator, from the address that start printed to a result on the screen. */

import { launch } from './support/actions.ts';
import { desktopReady, readyDesktop } from './support/desktop.ts';
import { expect, test } from './support/fixtures.ts';

test('signing in with the printed address opens the desktop, once', async ({ browser, system }) => {
  const context = await (await browser()).newContext();
  const page = await context.newPage();
  await page.goto(system.address);
  await desktopReady(page);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await desktopReady(page);
  await context.close();

  const other = await (await browser()).newContext();
  const second = await other.newPage();
  await second.goto(system.address);
  await second
    .getByText(/sign in/i)
    .first()
    .waitFor();
  expect(await second.locator(readyDesktop).count()).toBe(0);
  // In the same tab a fresh address only changes the fragment, and must work all the same.
  await second.goto(await system.newAddress());
  await desktopReady(second);
  expect(second.url()).not.toContain('token');
  await other.close();
});

test('7 × 8 shows 56 and 0.1 + 0.2 shows 0.3', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Calculator');
  const display = window.locator('[data-bp-id="display"]');
  const press = async (...names: string[]): Promise<void> => {
    for (const id of names) await window.locator(`[data-bp-id="${id}"]`).click();
  };
  await press('d7', 'mul', 'd8', 'equals');
  await expect.poll(() => display.innerText()).toBe('56');
  await press('clear', 'd0', 'dot', 'd1', 'add', 'd0', 'dot', 'd2', 'equals');
  await expect.poll(() => display.innerText()).toBe('0.3');
  await press('clear', 'd1', 'div', 'd0', 'equals');
  await expect.poll(() => window.innerText()).toMatch(/zero/i);
  await press('clear', 'd2', 'add', 'd2', 'equals');
  await expect.poll(() => display.innerText()).toBe('4');
  expect(desktop.errors).toEqual([]);
  expect(desktop.outsideRequests).toEqual([]);
});

test('200 random expressions agree with a decimal oracle', async ({ desktop }) => {
  const window = await launch(desktop.page, 'Calculator');
  const display = window.locator('[data-bp-id="display"]');
  await window.locator('[data-bp-id="clear"]').click();
  const random = seeded(20_261_122);
  const wrong: string[] = [];
  for (let count = 0; count < 200; count += 1) {
    const { text, value } = expression(random);
    await desktop.page.keyboard.press('Escape');
    await desktop.page.keyboard.type(text);
    await desktop.page.keyboard.press('Enter');
    const expected = decimal(value);
    let shown = '';
    try {
      await expect
        .poll(async () => {
          shown = (await display.innerText()).replaceAll(/[\s,]/g, '').replaceAll('−', '-');
          return shown;
        })
        .toBe(expected);
    } catch {
      wrong.push(`${text} showed ${shown}, expected ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** A fixed-point number: `units` × 10^-scale. */
interface Fixed {
  readonly units: bigint;
  readonly scale: number;
}

function rescale(value: Fixed, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function sum(left: Fixed, right: Fixed, sign: 1n | -1n): Fixed {
  const scale = Math.max(left.scale, right.scale);
  return { units: rescale(left, scale) + sign * rescale(right, scale), scale };
}

/** As people write it: no trailing zeros, no empty fraction. */
function decimal({ units, scale }: Fixed): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Two or three terms of sums and products with brackets; products bind first, as the oracle computes them. */
function expression(random: () => number): { text: string; value: Fixed } {
  const number = (): { text: string; value: Fixed } => {
    const scale = Math.floor(random() * 3);
    const value = { units: BigInt(Math.floor(random() * 10_000)), scale };
    return { text: decimal(value), value };
  };
  const [a, b, c] = [number(), number(), number()];
  const sign = random() < 0.5 ? '+' : '-';
  const factor = sign === '+' ? 1n : -1n;
  const times = (left: Fixed, right: Fixed): Fixed => ({
    units: left.units * right.units,
    scale: left.scale + right.scale,
  });
  const shape = Math.floor(random() * 4);
  if (shape === 0) return { text: `${a.text}${sign}${b.text}`, value: sum(a.value, b.value, factor) };
  if (shape === 1) return { text: `${a.text}*${b.text}`, value: times(a.value, b.value) };
  if (shape === 2) {
    return { text: `${a.text}${sign}${b.text}*${c.text}`, value: sum(a.value, times(b.value, c.value), factor) };
  }
  return { text: `(${a.text}${sign}${b.text})*${c.text}`, value: times(sum(a.value, b.value, factor), c.value) };
}

/** A small linear congruential generator: the same expressions at every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('Enter is the sum, except on a button that the keyboard chose', async ({ desktop: { page } }) => {
  const window = await launch(page, 'Calculator');
  const display = window.locator('[data-bp-id="display"]');
  await window.locator('[data-bp-id="clear"]').click();
  await window.locator('[data-bp-id="d7"]').click();
  await page.keyboard.type('+8');
  await page.keyboard.press('Enter');
  await expect.poll(() => display.innerText()).toBe('15');
  await page.keyboard.press('Escape');
  await window.locator('[data-bp-id="d7"]').click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => display.innerText()).toBe('78');
});

test('of a number that has no room, the end is in sight', async ({ desktop: { page } }) => {
  const window = await launch(page, 'Calculator');
  const display = window.locator('[data-bp-id="display"]');
  await window.locator('[data-bp-id="clear"]').click();
  await page.keyboard.type('1234567890123+456789');
  const hidden = (): Promise<number[]> =>
    display.evaluate((line) => [line.scrollWidth - line.clientWidth, line.scrollLeft].map(Math.round));
  await expect.poll(async () => (await hidden())[0]).toBeGreaterThan(20);
  const [wider, scrolled] = await hidden();
  expect(Math.abs((wider ?? 0) - (scrolled ?? 0))).toBeLessThanOrEqual(1);
});
