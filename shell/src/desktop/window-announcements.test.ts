import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { windowId } from '../windows/window.ts';
import { createWindows } from '../windows/window-store.ts';
import { announceWindows } from './window-announcements.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const windows = createWindows({ width: 1440, height: 900 });
  const said: string[] = [];
  announceWindows(windows, (text) => said.push(text));
  const open = (name: string) =>
    windows.open({
      id: windowId(name),
      packageId: name,
      title: name,
      icon: '',
      size: { width: 400, height: 300 },
      min: { width: 200, height: 120 },
      layout: null,
      focus: true,
    });
  return { windows, said, open, pass: () => vi.advanceTimersByTime(500) };
}

test('opening, switching, minimizing and closing are told by title', () => {
  const { windows, said, open, pass } = setUp();
  open('Notes');
  pass();
  open('Files');
  pass();
  windows.focus(windowId('Notes'));
  pass();
  windows.minimize(windowId('Notes'));
  pass();
  windows.close(windowId('Files'));
  windows.remove(windowId('Files'));
  pass();
  expect(said).toEqual([
    'Notes opened',
    'Files opened',
    'Notes, window 1 of 2',
    'Notes minimized. Files, window 2 of 2',
    'Files closed',
  ]);
});

test('many windows at once are one sentence, a gesture is none', () => {
  const { windows, said, open, pass } = setUp();
  for (const name of ['a', 'b', 'c', 'd']) open(name);
  pass();
  windows.commitRect(windowId('d'), { x: 10, y: 40, width: 400, height: 300 });
  pass();
  expect(said).toEqual(['4 windows opened']);
});
