/**
 * Time from an input to the first paint of what it brings, taken inside the page: from the time stamp of the input event to
 * the frame after the one in which the element was there. Works across the frames of apps, whose clocks share one origin.
 */
import type { BrowserContext, Frame, Page } from 'playwright-core';

declare global {
  var agentosBench: { lastInput: number; firstPaint(selector: string): Promise<number> } | undefined;
}

/** Makes every page and frame of the context take the times; call before the first page opens. */
export async function installClock(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const bench = {
      lastInput: 0,
      /** Resolves with the time, in milliseconds since the epoch, at which the first match had been painted. */
      firstPaint(selector: string): Promise<number> {
        return new Promise((resolve) => {
          const look = (): boolean => {
            if (document.querySelector(selector) === null) return false;
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              // The first task after a frame callback runs when the frame has been handed over for painting.
              port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
              port2.postMessage(null);
            });
            return true;
          };
          if (look()) return;
          const observer = new MutationObserver(() => {
            if (look()) observer.disconnect();
          });
          observer.observe(document, { subtree: true, childList: true, attributes: true });
        });
      },
    };
    for (const type of ['keydown', 'pointerdown']) {
      addEventListener(
        type,
        (event) => {
          bench.lastInput = performance.timeOrigin + event.timeStamp;
        },
        { capture: true },
      );
    }
    globalThis.agentosBench = bench;
  });
}

/** Does something in the page and returns the milliseconds from its last input event to the first paint of `selector`. */
export async function inputToPaint(page: Page, selector: string, act: () => Promise<void>): Promise<number> {
  const painted = paintedIn(page.mainFrame(), selector);
  await act();
  const at = await painted;
  return at - (await lastInput(page.mainFrame()));
}

/** When the first match in a frame had been painted, milliseconds since the epoch. */
export function paintedIn(frame: Frame, selector: string): Promise<number> {
  return frame.evaluate((wanted) => {
    if (globalThis.agentosBench === undefined) throw new Error('no clock in this page');
    return globalThis.agentosBench.firstPaint(wanted);
  }, selector);
}

/** Time stamp of the last input event that a frame got, milliseconds since the epoch. */
export function lastInput(frame: Frame): Promise<number> {
  return frame.evaluate(() => globalThis.agentosBench?.lastInput ?? 0);
}
