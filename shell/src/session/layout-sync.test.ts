import type { WindowUpdate } from '@agentos/protocol';
import { WindowUpdate as WindowUpdateSchema } from '@agentos/protocol/http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../services/http.ts';
import { windowId } from '../windows/window.ts';
import { createWindows } from '../windows/window-store.ts';
import { createLayoutSync, settleMs } from './layout-sync.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const sent: { id: string; update: WindowUpdate; last: boolean }[] = [];
  let answer: Outcome<{ success: true }> = { ok: true, data: { success: true } };
  const windows = createWindows({ width: 1440, height: 900 });
  const page = new EventTarget();
  const api = {
    async updateWindow(id: string, update: WindowUpdate, last = false) {
      sent.push({ id, update: WindowUpdateSchema.parse(update), last });
      return answer;
    },
    focus: async () => answer,
  };
  const sync = createLayoutSync(windows, api, page);
  const open = (name: string) => {
    windows.open({
      id: windowId(name),
      packageId: 'notes',
      title: name,
      icon: '',
      size: { width: 400, height: 300 },
      min: { width: 200, height: 120 },
      layout: null,
      focus: true,
    });
    return windowId(name);
  };
  return {
    sent,
    windows,
    page,
    sync,
    open,
    fail: () => {
      answer = { ok: false, error: { status: 0, code: 'ENETDOWN', message: '' } };
    },
    recover: () => {
      answer = { ok: true, data: { success: true } };
    },
    settle: () => vi.advanceTimersByTimeAsync(settleMs),
  };
}

describe('layout', () => {
  test('many changes become one message, half a second after the first', async () => {
    const { open, windows, sent, settle } = setUp();
    const id = open('a');
    for (let x = 0; x < 50; x += 1) windows.commitRect(id, { x, y: 100, width: 400, height: 300 });
    expect(sent).toEqual([]);
    await settle();
    expect(sent).toHaveLength(1);
    expect(sent[0]!.update.window!.rect.x).toBeCloseTo(49 / 1440, 5);
  });

  test('only what has changed is sent', async () => {
    const { open, windows, sent, settle } = setUp();
    const [first, second] = [open('a'), open('b')];
    await settle();
    sent.length = 0;
    windows.describe(second, { title: 'Renamed' });
    await settle();
    expect(sent.map(({ id, update }) => [id, update])).toEqual([[second, { window_id: second, title: 'Renamed' }]]);
    windows.focus(first);
    await settle();
    expect(sent.slice(1).map(({ id, update }) => [id, update.window?.z])).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
  });

  test('what did not arrive is sent again with the next change', async () => {
    const { open, windows, sent, settle, fail, recover } = setUp();
    fail();
    const id = open('a');
    await settle();
    recover();
    windows.describe(id, { title: 'New' });
    await settle();
    expect(sent).toHaveLength(2);
    expect(sent[1]!.update).toHaveProperty('window');
  });

  test('a page that goes away sends at once, with the state that apps have then', () => {
    const { open, sync, page, sent } = setUp();
    const id = open('a');
    sync.onCollect(id, () => ({ text: 'unsaved' }));
    page.dispatchEvent(new Event('pagehide'));
    expect(sent).toMatchObject([{ id: 'a', last: true, update: { app_state: { text: 'unsaved' } } }]);
  });

  test('a snapshot for a session has every window', () => {
    const { open, sync, windows } = setUp();
    const [first, second] = [open('a'), open('b')];
    windows.setMode(first, { kind: 'tiled', zone: 'left' });
    sync.saveState(second, [1, 2]);
    const snapshot = sync.snapshot();
    expect(snapshot).toMatchObject({
      a: { window: { mode: { kind: 'tiled', zone: 'left' }, z: 1 } },
      b: { app_state: [1, 2], window: { z: 0 } },
    });
  });
});
