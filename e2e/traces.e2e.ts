/** One click of a Blueprint app, followed from the desktop down to the scheduler: in the Traces app, and on the command line. */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { frameOf, launch, tool } from './support/actions.ts';
import { chromiumPath, type Desktop, launchBrowser, openDesktop, screenshot } from './support/desktop.ts';
import { projectRoot, startSystem, type TestSystem } from './support/system.ts';

interface Step {
  readonly type: string;
  readonly subject: string;
  readonly layer: string;
  readonly depth: number;
  /** Microseconds from the beginning of the trace. */
  readonly offset: number;
  /** Microseconds; undefined for a moment. */
  readonly duration: number | undefined;
  readonly span: string;
  readonly parent: string;
}

/** Clocks of a browser tell tenths of a millisecond, and what they tell is rounded. */
const clockUs = 250;

let system: TestSystem;
let browser: Browser;

beforeAll(async () => {
  system = await startSystem({
    prepare(home) {
      mkdirSync(join(home, 'apps'), { recursive: true });
      cpSync(join(projectRoot, 'e2e', 'fixtures', 'jotter.bp'), join(home, 'apps', 'jotter.bp'));
    },
  });
  if (chromiumPath !== undefined) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

async function clickSave(desktop: Desktop): Promise<Locator> {
  const jotter = await launch(desktop.page, 'Jotter');
  await jotter.getByRole('button', { name: 'Save', exact: true }).click();
  await jotter.getByText('Saved 1 times').waitFor();
  return jotter;
}

/** Finds one event by its text and opens its trace. */
async function openTrace(traces: FrameLocator, text: string): Promise<void> {
  await traces.getByRole('searchbox', { name: 'Text' }).fill(text);
  const found = traces.getByRole('row', { name: text });
  await expect.poll(() => traces.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
  await found.click();
  await traces.getByRole('tree', { name: 'Steps of the trace' }).waitFor();
}

async function stepsOf(traces: FrameLocator): Promise<Step[]> {
  return traces.getByRole('treeitem').evaluateAll((items) =>
    items.map((item) => {
      const { dataset } = item as HTMLElement;
      return {
        type: dataset.type ?? '',
        subject: dataset.subject ?? '',
        layer: dataset.layer ?? '',
        depth: Number(dataset.depth),
        offset: Number(dataset.offset),
        duration: dataset.duration === '' ? undefined : Number(dataset.duration),
        span: dataset.span ?? '',
        parent: dataset.parent ?? '',
      };
    }),
  );
}

/** The step of a type (and subject) in the chain, which has exactly one. */
function only(steps: readonly Step[], type: string, subject?: string): Step {
  const found = steps.filter((step) => step.type === type && (subject === undefined || step.subject === subject));
  expect([type, subject, found.length]).toEqual([type, subject, 1]);
  return found[0] as Step;
}

describe.skipIf(chromiumPath === undefined)('the trace of one click', () => {
  test('goes through shell, services and kernel in one chain whose times add up', async () => {
    const desktop = await openDesktop(browser, system, { size: { width: 1400, height: 900 } });
    try {
      await clickSave(desktop);
      expect(readFileSync(join(system.home, 'home/.apps/jotter/note.txt'), 'utf8')).toBe('saved 1');

      const traces = frameOf(await launch(desktop.page, 'Traces'));
      await openTrace(traces, 'jotter save click');
      await expect
        .poll(async () => (await stepsOf(traces)).map(({ type }) => type), { timeout: 10_000 })
        .toEqual(expect.arrayContaining(['shell.input', 'shell.tool', 'tool.call', 'syscall.exit', 'scheduler.turn']));
      const steps = await stepsOf(traces);
      await screenshot(desktop.page, 'trace-of-a-click');

      // Down the chain: each is the child of the one before it.
      const input = only(steps, 'shell.input');
      const action = only(steps, 'shell.action', 'jotter save click');
      const shellTool = only(steps, 'shell.tool', 'filesystem.write');
      const request = only(
        steps.filter(({ parent }) => parent === shellTool.span),
        'http.request',
      );
      const toolCall = only(steps, 'tool.call', 'filesystem.write');
      const syscall = only(steps, 'syscall.exit', 'writeFile');
      const write = only(steps, 'file.operation', 'write');
      const turn = only(
        steps.filter(({ parent }) => parent === syscall.span),
        'scheduler.turn',
      );
      const chain = [input, action, shellTool, request, toolCall, syscall];
      expect(input.parent).toBe('');
      for (const [index, step] of chain.entries()) {
        const parent = chain[index - 1];
        if (parent === undefined) continue;
        expect([step.type, step.parent]).toEqual([step.type, parent.span]);
        expect([step.type, step.depth]).toEqual([step.type, parent.depth + 1]);
      }
      for (const step of [write, turn]) expect([step.type, step.parent]).toEqual([step.type, syscall.span]);
      expect(new Set(steps.map(({ layer }) => layer))).toEqual(new Set(['shell', 'services', 'kernel']));

      // Times add up: what was caused lies within its cause, nothing takes no time at all, causes come first.
      const within = (inner: Step, outer: Step): void => {
        const name = `${inner.type} in ${outer.type}`;
        const end = (step: Step): number => step.offset + (step.duration ?? 0);
        expect([name, inner.offset >= outer.offset - clockUs]).toEqual([name, true]);
        expect([name, end(inner) <= end(outer) + clockUs]).toEqual([name, true]);
      };
      for (const [index, step] of chain.entries()) {
        const parent = chain[index - 1];
        if (parent !== undefined) within(step, parent);
        expect([step.type, (step.duration ?? 0) > 0]).toEqual([step.type, true]);
      }
      within(write, syscall);
      within(turn, syscall);
      expect(turn.offset).toBeLessThanOrEqual(write.offset + clockUs);
      // Siblings do not run at the same time as what came before them in the handler.
      const dataSet = only(steps, 'shell.tool', 'data.set');
      expect(dataSet.parent).toBe(action.span);
      expect(dataSet.offset).toBeGreaterThanOrEqual(shellTool.offset + (shellTool.duration ?? 0) - clockUs);
      expect(desktop.errors).toEqual([]);
      expect(desktop.outsideRequests).toEqual([]);
    } finally {
      await desktop.close();
      await system.closeApps();
    }
  });

  test('can be read on the command line, as lines, as JSON and as a chain', async () => {
    const desktop = await openDesktop(browser, system);
    try {
      await clickSave(desktop);
      const last = async (): Promise<string> =>
        (await system.agentos('events', '-t', 'jotter save', '-n', '1', '--json')).out;
      await expect.poll(last).toContain('shell.action');
      const event = JSON.parse(await last());
      expect(event).toMatchObject({ layer: 'shell', category: 'app', subject: 'jotter save click' });
      const { code, out } = await system.agentos('events', '--trace', event.trace_id);
      expect(code).toBe(0);
      for (const type of [
        'shell.input',
        'shell.tool',
        'tool.call',
        'syscall.exit',
        'file.operation',
        'scheduler.turn',
      ]) {
        expect(out).toContain(type);
      }
      const plain = await system.agentos('events', '--category', 'app', '--since', '5m', '--severity', 'info');
      expect(plain.out).toContain(`trace=${event.trace_id}`);
      expect((await system.agentos('events', '--trace', 'f'.repeat(32))).code).toBe(1);
    } finally {
      await desktop.close();
      await system.closeApps();
    }
  });

  test('is followed live by a command, and nobody takes an event from another', async () => {
    const desktop = await openDesktop(browser, system);
    const follow = ['events', '--follow', '--text', 'jotter save', '--json', '-n', '1'];
    try {
      const readers = [system.follow(...follow), system.follow(...follow)];
      try {
        for (const reader of readers) await reader.until(/jotter save click/);
        const before = readers.map((reader) => reader.lines());
        const jotter = await launch(desktop.page, 'Jotter');
        await jotter.getByRole('button', { name: 'Save', exact: true }).click();
        for (const [index, reader] of readers.entries()) {
          await expect.poll(() => reader.lines(), { timeout: 10_000 }).toBe((before[index] ?? 0) + 1);
        }
      } finally {
        expect(await Promise.all(readers.map((reader) => reader.interrupt()))).toEqual([0, 0]);
      }
    } finally {
      await desktop.close();
      await system.closeApps();
    }
  });
});

describe.skipIf(chromiumPath === undefined)('the Traces app', () => {
  test('is refused without the right to observe, and no other app may ask', async () => {
    const desktop = await openDesktop(browser, system);
    try {
      await launch(desktop.page, 'Jotter');
      const answer = await desktop.page.evaluate(async () => {
        const { apps } = await (await fetch('/apps')).json();
        const ask = async (tool_id: string): Promise<{ success: boolean; code: string }> =>
          (
            await fetch('/services/execute', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ tool_id, params: {}, app_id: apps[0].id }),
            })
          ).json();
        return [await ask('monitor.query'), await ask('monitor.figures')];
      });
      for (const { success, code } of answer) expect([success, code]).toEqual([false, 'EACCES']);
    } finally {
      await desktop.close();
      await system.closeApps();
    }
  });

  for (const [theme, width, height] of [
    ['light', 1400, 900],
    ['dark', 720, 620],
  ] as const) {
    test(`shows each view without a violation in ${theme}, ${width} wide`, { timeout: 180_000 }, async () => {
      const desktop = await openDesktop(browser, system, { theme, size: { width, height } });
      try {
        const window = await launch(desktop.page, 'Traces');
        const traces = frameOf(window);
        const found: Record<string, string[]> = {};
        const check = async (state: string): Promise<void> => {
          await desktop.page.waitForTimeout(300);
          const { violations } = await new AxeBuilder({ page: desktop.page }).analyze();
          found[state] = violations.map(
            (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
          );
          await screenshot(desktop.page, `traces-${state}-${theme}`);
        };
        await traces.getByRole('row').nth(3).waitFor();
        await check('live');
        await traces.getByRole('button', { name: 'Pause' }).click();
        await traces.getByRole('grid').focus();
        for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await desktop.page.keyboard.press(key);
        await traces.getByRole('treeitem').first().waitFor();
        await check('trace');
        await desktop.page.keyboard.press('Escape');
        await traces.getByRole('complementary', { name: 'Trace' }).waitFor({ state: 'detached' });
        await traces.getByRole('searchbox').fill('nothing has this text');
        await traces.getByText('No event fits').waitFor();
        await check('empty');
        await traces.getByRole('button', { name: 'Clear' }).click();
        for (const view of ['Slow', 'Anomalies', 'Figures']) {
          await traces.getByRole('tab', { name: view }).click();
          await desktop.page.waitForTimeout(700);
          await check(view.toLowerCase());
        }
        expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([]);
        expect(Object.keys(found)).toHaveLength(6);
        expect(desktop.errors).toEqual([]);
      } finally {
        await desktop.close();
        await system.closeApps();
      }
    });
  }

  test('holds thousands of events with few rows in the document, and stays at its place while more come', async () => {
    const desktop = await openDesktop(browser, system);
    try {
      const traces = frameOf(await launch(desktop.page, 'Traces'));
      const grid = traces.getByRole('grid');
      const count = async (): Promise<number> => Number(await grid.getAttribute('aria-rowcount')) - 1;
      const busy = async (): Promise<void> => {
        for (let call = 0; call < 40; call += 1) await tool(desktop.page, 'storage.get', { key: 'none' });
      };
      await traces.getByRole('row').nth(3).waitFor();
      for (let round = 0; round < 60 && (await count()) < 2_000; round += 1) await busy();
      expect(await count()).toBeGreaterThanOrEqual(2_000);
      await grid.focus();
      await desktop.page.keyboard.press('End');
      await expect.poll(() => traces.getByRole('row').count()).toBeLessThanOrEqual(100);
      const bottom = await traces.getByRole('row').last().getAttribute('data-sequence');
      await busy();
      await traces.getByRole('button', { name: /new$/ }).waitFor();
      expect(await traces.getByRole('row').last().getAttribute('data-sequence')).toBe(bottom);
      await traces.getByRole('button', { name: /new$/ }).click();
      await traces.getByRole('button', { name: /new$/ }).waitFor({ state: 'detached' });
    } finally {
      await desktop.close();
      await system.closeApps();
    }
  });

  test('keeps the figures of the desktop on this machine, as JSON', async () => {
    const desktop = await openDesktop(browser, system);
    try {
      const jotter = await launch(desktop.page, 'Jotter');
      await jotter.getByRole('button', { name: 'Save', exact: true }).click();
      const report = async () =>
        desktop.page.evaluate(async () => (await fetch('/telemetry')).json() as Promise<TelemetryAnswer>);
      await expect.poll(async () => Object.keys((await report()).vitals), { timeout: 15_000 }).toContain('LCP');
      await expect
        .poll(async () => (await report()).measures.map(({ kind, label }) => `${kind} ${label}`), { timeout: 15_000 })
        .toEqual(
          expect.arrayContaining(['tool filesystem.write', 'tool data.set', 'render button', 'launch blueprint']),
        );
      const shown = (): Promise<number> =>
        desktop.page.evaluate(() => globalThis.window.agentos?.telemetry()?.measures.length ?? 0);
      await expect.poll(shown).toBeGreaterThan(3);
      // A page that is left tells the rest: how far it shifted and how fast it answered.
      await desktop.page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await expect.poll(async () => Object.keys((await report()).vitals), { timeout: 15_000 }).toContain('INP');
      expect(desktop.outsideRequests).toEqual([]);
    } finally {
      await desktop.close();
      await system.closeApps();
    }
  });
});

interface TelemetryAnswer {
  readonly vitals: Readonly<Record<string, { readonly count: number }>>;
  readonly measures: readonly { readonly kind: string; readonly label: string }[];
}

declare global {
  interface Window {
    agentos?: { telemetry(): { readonly measures: readonly unknown[] } | undefined };
  }
}
