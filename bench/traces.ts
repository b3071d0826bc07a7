/** How soon after a click its events can be asked about: those of the kernel, and the click itself as the desktop tells it. */
import { cpSync, mkdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launch } from '../e2e/support/actions.ts';
import { chromiumPath, desktopReady, launchBrowser } from '../e2e/support/desktop.ts';
import { projectRoot, startSystem, type TestSystem } from '../e2e/support/system.ts';
import { atMost, type Bench, median, quantile, time } from './figure.ts';

const clicks = 15;
/** The desktop may tell of itself a few times in a row and once a second: each of these is told at once. */
const betweenMs = 1_300;
/** Clicks in a row, as a hand makes them: the desktop's requests must do for all of them. */
const run = 4;
const betweenOfRunMs = 250;
const runs = 4;
/** Gives the desktop all its requests back. */
const restMs = 5_500;
const giveUpMs = 5_000;
const askEveryMs = 4;
const bareQuestions = 50;

declare global {
  var agentosClickedAt: number | undefined;
}

export const clickToQueryable: Bench = {
  name: 'traces',
  title: 'From a click to its events',
  how: `A button of a Blueprint app writes a file. From the click in the browser to the first question (POST /kernel/events/query, asked every ${askEveryMs} ms) that finds the event; the time of the write is part of it. ${clicks} clicks, ${betweenMs / 1000} s apart, after two. Then ${runs} times ${run} clicks, ${betweenOfRunMs} ms apart.`,
  async run() {
    if (chromiumPath === undefined) return { skipped: 'Chromium is not installed' };
    const system = await startSystem({
      prepare(home) {
        mkdirSync(join(home, 'apps'), { recursive: true });
        cpSync(join(projectRoot, 'e2e', 'fixtures', 'jotter.bp'), join(home, 'apps', 'jotter.bp'));
      },
    });
    const browser = await launchBrowser();
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    try {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
      await page.goto(await system.newAddress());
      await desktopReady(page);
      const jotter = await launch(page, 'Jotter');
      await page.evaluate(() => {
        addEventListener(
          'click',
          () => (globalThis.agentosClickedAt = performance.timeOrigin + performance.now()),
          true,
        );
      });
      const ask = await asker(system, agent);
      const bare: number[] = [];
      for (let question = 0; question < bareQuestions; question += 1) {
        const from = performance.now();
        await ask({ question: 'events', filter: { types: ['system.stopping'] }, limit: 1 });
        bare.push(performance.now() - from);
      }
      const kernel: number[] = [];
      const desktop: number[] = [];
      const afterEnd: number[] = [];
      const click = async (): Promise<{ syscall: number; click: number; afterEnd: number }> => {
        const found = whenFound(ask, Math.floor((performance.timeOrigin + performance.now()) * 1_000));
        await jotter.getByRole('button', { name: 'Save', exact: true }).click();
        const { syscall, click, endedAt } = await found;
        const clickedAt = await page.evaluate(() => globalThis.agentosClickedAt ?? Number.NaN);
        return { syscall: syscall - clickedAt, click: click - clickedAt, afterEnd: click - endedAt };
      };
      for (let round = -2; round < clicks; round += 1) {
        await delay(betweenMs);
        const found = await click();
        if (round < 0) continue;
        kernel.push(found.syscall);
        desktop.push(found.click);
        afterEnd.push(found.afterEnd);
      }
      const following: number[] = [];
      for (let round = 0; round < runs; round += 1) {
        await delay(restMs);
        for (let count = 0; count < run; count += 1) {
          following.push((await click()).click);
          await delay(betweenOfRunMs);
        }
      }
      return [
        { name: 'one question by itself, p50', value: time(median(bare)) },
        { name: 'its syscall, p50', value: time(median(kernel)) },
        { name: 'its syscall, p95', value: time(quantile(kernel, 0.95)) },
        atMost('the click itself, p50', median(desktop), 50, time),
        { name: 'the click itself, from the end of its handler, p50', value: time(median(afterEnd)) },
        { name: 'the click itself, p95', value: time(quantile(desktop, 0.95)) },
        { name: 'one of a run of clicks, p50', value: time(median(following)) },
        { name: 'one of a run of clicks, p95', value: time(quantile(following, 0.95)) },
      ];
    } finally {
      agent.destroy();
      await browser.close();
      await system.stop();
    }
  },
};

interface Told {
  readonly type: string;
  readonly subject: string;
  readonly time_us: number;
}

type Ask = (body: unknown) => Promise<{ readonly events: readonly Told[] }>;

/** When a question first found the events of a click not older than `fromUs`; milliseconds since the epoch. */
async function whenFound(ask: Ask, fromUs: number): Promise<{ syscall: number; click: number; endedAt: number }> {
  const until = performance.now() + giveUpMs;
  const filter = { from_us: fromUs, types: ['syscall.exit', 'shell.action'] };
  let syscall: number | undefined;
  while (performance.now() < until) {
    const { events } = await ask({ question: 'events', filter, limit: 20 });
    const now = performance.timeOrigin + performance.now();
    if (events.some(({ type, subject }) => type === 'syscall.exit' && subject === 'writeFile')) syscall ??= now;
    const click = events.find(({ subject }) => subject === 'jotter save click');
    if (click !== undefined) return { syscall: syscall ?? now, click: now, endedAt: click.time_us / 1_000 };
    await delay(askEveryMs);
  }
  throw new Error(`the click was not found within ${giveUpMs} ms`);
}

async function asker(system: TestSystem, agent: Agent): Promise<Ask> {
  const headers = {
    cookie: await system.signIn(),
    origin: system.baseUrl,
    'content-type': 'application/json',
  };
  return (body) =>
    new Promise((resolve, reject) => {
      const sent = request(`${system.baseUrl}/kernel/events/query`, { agent, method: 'POST', headers });
      sent.once('error', reject);
      sent.once('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => {
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${response.statusCode}: ${text.slice(0, 200)}`));
        });
      });
      sent.end(JSON.stringify(body));
    });
}
