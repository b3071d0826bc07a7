/** An app of 1,000 components: what an interaction costs until the frame is handed over for painting. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { launch } from '../e2e/support/actions.ts';
import { chromiumPath, desktopReady, launchBrowser } from '../e2e/support/desktop.ts';
import { startSystem } from '../e2e/support/system.ts';
import { atMost, type Bench, quantile, time } from './figure.ts';

const rows = 200;
const clicks = 100;

/** 200 rows of five components each: a tick, two texts that read it, a number and its button. */
export function largeApp(): object {
  const data = Object.fromEntries(Array.from({ length: rows }, (_, at) => [`row${at}`, { done: false, count: 0 }]));
  const components = Array.from({ length: rows }, (_, at) => ({
    type: 'row',
    id: `row-${at}`,
    children: [
      { type: 'checkbox', id: `done-${at}`, bind: `row${at}.done`, props: { label: `Step ${at + 1}` } },
      { type: 'text', id: `state-${at}`, props: { text: `=row${at}.done ? 'done' : 'open'` } },
      { type: 'text', id: `count-${at}`, props: { text: `=text(row${at}.count)` } },
      {
        type: 'button',
        id: `more-${at}`,
        props: { text: 'More', size: 'small' },
        on_event: { click: { tool: 'data.increment', args: { path: `row${at}.count` } } },
      },
    ],
  }));
  return {
    app: { id: 'large-app', name: 'Large app', permissions: ['STANDARD'] },
    data,
    ui: { title: 'Large app', width: 900, height: 640, components },
  };
}

export const blueprintApp: Bench = {
  name: 'blueprint-app',
  title: 'An app of 1,000 components',
  how: `A Blueprint app of ${rows} rows with five components each, all drawn. Work: script, style and layout of the page for one click on a button whose number is shown, from the browser's own accounting, ${clicks} clicks over the whole list after some to warm up. Paint: frames from the event to the frame that shows the new number.`,
  async run() {
    if (chromiumPath === undefined) return { skipped: 'Chromium is not installed' };
    await using system = await startSystem({
      prepare(home) {
        mkdirSync(join(home, 'apps'), { recursive: true });
        writeFileSync(join(home, 'apps', 'large-app.bp'), JSON.stringify(largeApp()));
      },
    });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(await system.newAddress());
      await desktopReady(page);
      const window = await launch(page, 'Large app');
      await window.locator(`[data-bp-id="more-${rows - 1}"]`).waitFor();
      const drawn = await window.locator('[data-bp-id]').count();
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      const work: number[] = [];
      const frames: number[] = [];
      for (let round = -10; round < clicks; round += 1) {
        const at = ((round + 10) * 37) % rows;
        const before = await workMs(session);
        const later = await page.evaluate(clickAndCount, at);
        const spent = (await workMs(session)) - before;
        if (round < 0) continue;
        work.push(spent);
        frames.push(later);
      }
      return [
        { name: 'components drawn', value: String(drawn) },
        { name: 'script, style and layout of a click, p50', value: time(quantile(work, 0.5)) },
        atMost('script, style and layout of a click, p95', quantile(work, 0.95), 8, time),
        atMost('frames until it is painted, most', Math.max(...frames), 1, String),
      ];
    } finally {
      await browser.close();
    }
  },
};

/** Milliseconds that the page has spent on script, style and layout so far. */
async function workMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return (of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration')) * 1000;
}

/** In the page: presses a button, and counts the frames until its number has changed in the document. */
function clickAndCount(at: number): Promise<number> {
  const button = document.querySelector<HTMLElement>(`[data-bp-id="more-${at}"]`);
  const shown = document.querySelector(`[data-bp-id="count-${at}"]`);
  if (button === null || shown === null) throw new Error(`row ${at} is not drawn`);
  const before = shown.textContent;
  return new Promise((resolve) => {
    let frames = 0;
    const look = (): void => {
      frames += 1;
      if (shown.textContent === before && frames < 60) requestAnimationFrame(look);
      else {
        const { port1, port2 } = new MessageChannel();
        // The first task after a frame's callbacks comes when style, layout and paint of the frame are done.
        port1.onmessage = () => resolve(frames);
        port2.postMessage(null);
      }
    };
    button.click();
    requestAnimationFrame(look);
  });
}
