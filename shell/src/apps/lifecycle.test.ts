import { describe, expect, test, vi } from 'vitest';
import { createFakeServices } from '../../dev/fake-services.ts';
import { createToasts } from '../overlays/toasts.ts';
import { type Api, createApi } from '../services/api.ts';
import { createHttp } from '../services/http.ts';
import { createTrace } from '../services/trace.ts';
import { windowId } from '../windows/window.ts';
import { createWindows } from '../windows/window-store.ts';
import { createCatalog } from './catalog.ts';
import { createLifecycle } from './lifecycle.ts';

const trace = createTrace(new EventTarget());

function setUp(change: (api: Api) => Partial<Api> = () => ({})) {
  const fake = createFakeServices();
  const real = createApi(createHttp(fake.transport, trace, () => {}));
  const api = { ...real, ...change(real) };
  const windows = createWindows({ width: 1440, height: 900 });
  const catalog = createCatalog();
  const toasts = createToasts(() => {});
  const forgotten: string[] = [];
  const lifecycle = createLifecycle({
    api,
    catalog,
    windows,
    toasts,
    idleMs: () => 0,
    opens() {},
    forget: (id) => forgotten.push(id),
  });
  const titles = () => windows.store.getState().stack.map((id) => windows.get(id)!.title);
  const closing = () => Object.values(windows.store.getState().byId).filter((win) => win.closing);
  return { fake, api, windows, catalog, toasts, lifecycle, forgotten, titles, closing };
}

describe('launching', () => {
  test('opens a focused window of the size that the app asks for', async () => {
    const { lifecycle, windows } = setUp();
    const id = await lifecycle.launch('calculator');
    expect(windows.store.getState().focused).toBe(id);
    expect(windows.place(windowId(id!))).toMatchObject({ width: 320, height: 460 });
  });

  test('says why an app did not open', async () => {
    const { lifecycle, toasts } = setUp();
    expect(await lifecycle.launch('missing')).toBeUndefined();
    const [toast] = toasts.store.getState().toasts;
    expect(toast).toMatchObject({ kind: 'error', title: 'missing did not open' });
    expect(toast!.body).toContain('nothing is at');
  });

  test('a second click while the first still works does not open two', async () => {
    const { lifecycle, titles } = setUp();
    await Promise.all([lifecycle.launch('notes'), lifecycle.launch('notes')]);
    expect(titles()).toEqual(['Notes']);
  });

  test('an answer that was asked for before the launch does not close the new window', async () => {
    let answer: () => void = () => {};
    const { lifecycle, titles, closing } = setUp((api) => ({
      async apps() {
        const before = await api.apps();
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return before;
      },
    }));
    const refreshed = lifecycle.refresh();
    await lifecycle.launch('notes');
    answer();
    await refreshed;
    expect(titles()).toEqual(['Notes']);
    expect(closing()).toEqual([]);
  });
});

describe('closing', () => {
  test('plays the end at once and forgets the window after it', async () => {
    const { lifecycle, windows, forgotten, fake, closing } = setUp();
    const id = windowId((await lifecycle.launch('notes'))!);
    lifecycle.close(id);
    expect(closing()).toHaveLength(1);
    expect(windows.store.getState().focused).toBeNull();
    lifecycle.closed(id);
    expect(windows.get(id)).toBeUndefined();
    expect(forgotten).toEqual([id]);
    await vi.waitFor(() =>
      expect(fake.requests).toContainEqual(expect.objectContaining({ method: 'DELETE', path: `/apps/${id}` })),
    );
  });

  test('lets the app finish what it writes first', async () => {
    const order: string[] = [];
    let ended: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const { lifecycle } = setUp((api) => ({
      close(id) {
        order.push('ended');
        ended();
        return api.close(id);
      },
    }));
    const id = windowId((await lifecycle.launch('notes'))!);
    lifecycle.onClosing(id, async () => {
      await Promise.resolve();
      order.push('written');
    });
    lifecycle.close(id);
    await done;
    expect(order).toEqual(['written', 'ended']);
  });

  test('of a window that is closing does not let an answer open it again', async () => {
    const { lifecycle, windows, titles } = setUp((api) => ({ close: () => new Promise(() => api.close) }));
    const id = windowId((await lifecycle.launch('notes'))!);
    lifecycle.close(id);
    lifecycle.closed(id);
    await lifecycle.refresh();
    expect(windows.get(id)).toBeUndefined();
    expect(titles()).toEqual([]);
  });
});

describe('what the services say', () => {
  test('an app that they no longer list closes, a new one opens', async () => {
    const { lifecycle, api, titles, closing } = setUp();
    const id = (await lifecycle.launch('notes'))!;
    await api.launch('calculator', {});
    await lifecycle.refresh();
    expect(titles()).toEqual(['Notes', 'Calculator']);
    await api.close(id);
    await lifecycle.refresh();
    expect(closing().map((win) => win.title)).toEqual(['Notes']);
  });

  test('an unchanged app keeps its object, so that its renderer is not drawn again', async () => {
    const { lifecycle, catalog } = setUp();
    const id = (await lifecycle.launch('notes'))!;
    const before = catalog.getState().running[id];
    await lifecycle.refresh();
    expect(catalog.getState().running[id]).toBe(before);
  });

  test('calls while one is under way share the next', async () => {
    let calls = 0;
    const { lifecycle } = setUp((api) => ({
      apps() {
        calls += 1;
        return api.apps();
      },
    }));
    await Promise.all([lifecycle.refresh(), lifecycle.refresh(), lifecycle.refresh(), lifecycle.refresh()]);
    expect(calls).toBe(2);
  });

  test('a restored session replaces what was open, in its order', async () => {
    const { lifecycle, api, titles, closing, windows } = setUp();
    await lifecycle.launch('notes');
    await lifecycle.launch('calculator');
    const saved = await api.saveSession({ name: 'Two' });
    if (!saved.ok) throw new Error('not saved');
    const restored = await api.restoreSession(saved.data.session.id);
    if (!restored.ok) throw new Error('not restored');
    lifecycle.takeOver(restored.data.workspace);
    expect(closing().map((win) => win.title)).toEqual(['Notes', 'Calculator']);
    for (const win of closing()) lifecycle.closed(win.id);
    expect(titles()).toEqual(['Notes', 'Calculator']);
    expect(windows.get(windows.store.getState().focused!)?.title).toBe('Calculator');
  });
});
