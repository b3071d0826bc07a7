import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createToasts } from './toasts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function bench() {
  const said: string[] = [];
  const toasts = createToasts((text, urgent) => void said.push(urgent ? `! ${text}` : text));
  const shown = () =>
    toasts.store
      .getState()
      .toasts.filter((toast) => !toast.leaving)
      .map((toast) => toast.body ?? toast.title);
  return { toasts, said, shown };
}

test('each kind stays as long as it should; what is loading stays until it changes', () => {
  const { toasts, shown } = bench();
  const loading = toasts.show({ kind: 'loading', title: 'Reading' });
  toasts.show({ kind: 'success', title: 'Saved' });
  vi.advanceTimersByTime(4_000);
  expect(shown()).toEqual(['Reading']);
  vi.advanceTimersByTime(3_600_000);
  expect(shown()).toEqual(['Reading']);
  expect(toasts.change(loading, { kind: 'success', title: 'Read' })).toBe(true);
  vi.advanceTimersByTime(3_999);
  expect(shown()).toEqual(['Read']);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual([]);
  expect(toasts.change(loading, { title: 'Too late' })).toBe(false);
});

test('a time of its own', () => {
  const { toasts, shown } = bench();
  toasts.show({ title: 'Long', lifeMs: 20_000 });
  vi.advanceTimersByTime(19_000);
  expect(shown()).toEqual(['Long']);
  vi.advanceTimersByTime(1_000);
  expect(shown()).toEqual([]);
});

test('a bar that moves is spoken once', () => {
  const { toasts, said } = bench();
  const id = toasts.show({ kind: 'loading', title: 'Copying', percent: 0 });
  for (const percent of [20, 40, 60]) toasts.change(id, { percent });
  expect(said).toEqual(['Copying']);
  toasts.change(id, { kind: 'error', title: 'The disk is full' });
  expect(said).toEqual(['Copying', '! The disk is full']);
});

test('the same message starts its time anew; one with a button is another', () => {
  const { toasts, shown } = bench();
  expect(toasts.show({ title: 'Removed' })).toBe(toasts.show({ title: 'Removed' }));
  const run = vi.fn();
  toasts.show({ title: 'Removed', action: { label: 'Undo', run } });
  toasts.show({ title: 'Removed', action: { label: 'Undo', run } });
  expect(shown()).toHaveLength(3);
});
