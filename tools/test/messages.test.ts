/** Toasts, notifications, and handlers that run later. */
import { describe, expect, test } from 'vitest';
import { maxTimers } from '../src/handlers/index.ts';
import { bench, codeOf } from './bench.ts';

describe('toast', () => {
  test('each kind; the key names it for the next steps', async () => {
    const desk = bench();
    for (const kind of ['success', 'error', 'warning', 'info', 'loading']) {
      const key = await desk.value(`toast.${kind}`, { message: kind });
      expect(desk.messages.get(String(key))).toMatchObject({ kind, text: kind });
    }
    expect(await desk.value('toast.dismiss_all')).toBe(5);
  });
  test('progress, then update', async () => {
    const desk = bench();
    await desk.run('toast.progress', { message: 'Copying', key: 'copy', percent: 40 });
    expect(desk.messages.get('copy')).toMatchObject({ kind: 'loading', percent: 40 });
    await desk.run('toast.progress', { message: 'Copying', key: 'copy', percent: 100 });
    expect(desk.messages.get('copy')).toMatchObject({ kind: 'success', percent: 100 });
    await desk.run('toast.update', { key: 'copy', message: 'Copied', kind: 'success' });
    expect(desk.messages.get('copy')).toMatchObject({ text: 'Copied', percent: undefined });
    expect(await codeOf(desk.run('toast.progress', { message: 'Copying', percent: 101 }))).toBe('EINVAL');
  });
  test('an update of what the person took away tells what came of it', async () => {
    const desk = bench();
    await desk.run('toast.update', { key: 'gone', message: 'Done', kind: 'success' });
    expect(desk.messages.get('gone')).toMatchObject({ text: 'Done', kind: 'success' });
    expect(await codeOf(desk.run('toast.update', { key: 'never', kind: 'success' }))).toBe('ENOENT');
    expect(await desk.value('toast.dismiss', { key: 'never' })).toBe(false);
  });
  test('its button runs a handler of the app', async () => {
    const desk = bench();
    await desk.run('toast.undo', { message: 'Removed', on_undo: 'system.undo', key: 'u' });
    expect(desk.messages.get('u')?.action?.label).toBe('Undo');
    desk.messages.get('u')?.action?.run();
    expect(desk.ran).toEqual([{ handler: 'system.undo', variables: undefined }]);
    expect(await codeOf(desk.run('toast.show', { message: 'x', action_label: 'Do' }))).toBe('EINVAL');
  });
  test('without a desktop it is a plain text', async () => {
    const desk = bench({}, { desktop: false });
    await desk.run('toast.warning', { message: 'Nearly full' });
    await desk.run('notification.show', { title: 'Time is up', message: 'Tea' });
    expect(desk.toasts).toEqual(['info: Nearly full', 'info: Time is up: Tea']);
    expect(await desk.value('notification.request_permission')).toBe('unsupported');
  });
});

describe('timers of handlers', () => {
  const action = { tool: 'data.increment', args: { path: 'count' } };

  test('set runs once', async () => {
    const desk = bench();
    const id = await desk.value('timer.set', { action, delay_ms: 500 });
    desk.pass(499);
    expect(desk.ran).toEqual([]);
    desk.pass(1);
    desk.pass(5_000);
    expect(desk.ran).toEqual([{ handler: action, variables: undefined }]);
    expect(await desk.value('timer.clear', { timer_id: id })).toBe(false);
  });
  test('interval counts its turns and ends after so many', async () => {
    const desk = bench();
    await desk.run('timer.interval', { action, every_ms: 100, times: 3 });
    for (let turn = 0; turn < 6; turn += 1) {
      desk.pass(100);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(desk.ran.map((each) => each.variables)).toEqual([{ tick: 1 }, { tick: 2 }, { tick: 3 }]);
  });
  test('one that is still running is not begun again', async () => {
    const desk = bench();
    let finish = (_well: boolean): void => {};
    desk.runs = () => new Promise((resolve) => (finish = resolve));
    await desk.run('timer.interval', { action, every_ms: 100 });
    for (let turn = 0; turn < 5; turn += 1) desk.pass(100);
    expect(desk.ran).toHaveLength(1);
    finish(true);
    await new Promise((resolve) => setImmediate(resolve));
    desk.pass(100);
    expect(desk.ran).toHaveLength(2);
  });
  test('a failure ends it, and not another timer that took its id', async () => {
    const desk = bench();
    let finish = (_well: boolean): void => {};
    desk.runs = () => new Promise((resolve) => (finish = resolve));
    await desk.run('timer.interval', { action, every_ms: 100, timer_id: 'a' });
    desk.pass(100);
    await desk.run('timer.interval', { action, every_ms: 100, timer_id: 'a' });
    finish(false);
    await new Promise((resolve) => setImmediate(resolve));
    desk.runs = () => false;
    desk.pass(100);
    expect(desk.ran).toHaveLength(2);
    await new Promise((resolve) => setImmediate(resolve));
    desk.pass(1_000);
    expect(desk.ran).toHaveLength(2);
    expect(await desk.value('timer.clear', { timer_id: 'a' })).toBe(false);
  });
  test('a number that reaches its end runs its action', async () => {
    const desk = bench({ left: 2 });
    await desk.run('timer.start', { path: 'left', step: -1, until: 0, action });
    desk.pass(1_000);
    expect(desk.ran).toEqual([]);
    desk.pass(1_000);
    expect(desk.ran).toEqual([{ handler: action, variables: undefined }]);
  });
  test('a flood is refused, and a clear makes room', async () => {
    const desk = bench();
    for (let index = 0; index < maxTimers; index += 1)
      await desk.run('timer.interval', { action, every_ms: 50, timer_id: `t${index}` });
    expect(await codeOf(desk.run('timer.set', { action, delay_ms: 1 }))).toBe('EAGAIN');
    expect(await codeOf(desk.run('timer.interval', { action, every_ms: 1 }))).toBe('EINVAL');
    await desk.run('timer.clear', { timer_id: 't3' });
    await desk.run('timer.set', { action, delay_ms: 1 });
    desk.timers.close();
    desk.pass(10_000);
    expect(desk.ran).toEqual([]);
  });
});
