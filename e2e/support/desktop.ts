/** The desktop in Chromium: a page that is signed in, with what it asked for and what went wrong on it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findProgram } from '../../cli/src/host/packages.ts';
import { projectRoot, type TestSystem } from './system.ts';

/** The host's Chromium, or undefined: then browser tests are skipped. */
export const chromiumPath =
  process.env.AGENTOS_TEST_CHROMIUM ??
  findProgram('chromium') ??
  findProgram('chromium-browser') ??
  findProgram('google-chrome');

export interface DesktopOptions {
  readonly theme?: 'light' | 'dark';
  /** CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Desktop {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses outside of the system that the page asked for. A desktop asks for none. */
  readonly outsideRequests: readonly string[];
  /** Errors that no code of the page caught, and those it wrote to the console. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('chromium is not installed');
  return chromium.launch({
    executablePath: chromiumPath,
    // Chromium cannot make its own sandbox as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--force-color-profile=srgb',
    ],
  });
}

/** Opens the desktop in a context of its own and signs in; resolves when the desktop can be used. */
export async function openDesktop(
  browser: Browser,
  system: TestSystem,
  options: DesktopOptions = {},
): Promise<Desktop> {
  const context = await browser.newContext({
    colorScheme: options.theme ?? 'light',
    viewport: options.size ?? { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const outsideRequests: string[] = [];
  const errors: string[] = [];
  const { port } = new URL(system.baseUrl);
  context.on('request', (request) => {
    const url = URL.parse(request.url());
    if (url === null || !/^(https?|wss?):$/.test(url.protocol)) return;
    const ours = /^(127\.0\.0\.1|localhost|app[a-z0-9]+\.localhost)$/.test(url.hostname) && url.port === port;
    if (!ours) outsideRequests.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(await system.newAddress());
  await desktopReady(page);
  return { page, context, outsideRequests, errors, close: () => context.close() };
}

/** What only a signed-in desktop that knows its apps shows: their icons. */
export const readyDesktop = '.desktop-icon';

/** Resolves when the desktop can be used. */
export async function desktopReady(page: Page): Promise<void> {
  await page.locator(readyDesktop).first().waitFor({ timeout: 30_000 });
}

/** Saves what the page shows to `e2e/screenshots/<name>.png` (not in git); returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(projectRoot, 'e2e', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
  await page.screenshot({ path });
  return path;
}
