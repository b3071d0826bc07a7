import { expect, test, vi } from 'vitest';
import { createAppState } from './state.ts';

test('every change is published whole, and heard by its listeners', () => {
  const publish = vi.fn();
  const state = createAppState({ path: '/home' }, publish);
  const any = vi.fn();
  const path = vi.fn();
  state.subscribe(any);
  const stop = state.subscribe(path, 'path');
  state.set('view', 'icons');
  expect(publish).toHaveBeenLastCalledWith({ path: '/home', view: 'icons' });
  expect(any).toHaveBeenCalledTimes(1);
  expect(path).not.toHaveBeenCalled();
  state.set('path', '/tmp');
  expect(path).toHaveBeenCalledTimes(1);
  stop();
  state.set('path', '/home');
  expect(path).toHaveBeenCalledTimes(1);
});

test('a batch is one change, even when it fails half way', () => {
  const publish = vi.fn();
  const state = createAppState({}, publish);
  expect(() =>
    state.batch(() => {
      state.set('a', 1);
      state.batch(() => state.set('b', 2));
      throw new Error('half way');
    }),
  ).toThrow('half way');
  expect(publish).toHaveBeenCalledTimes(1);
  expect(publish).toHaveBeenLastCalledWith({ a: 1, b: 2 });
});

test('setting what is there already says nothing; undefined removes', () => {
  const publish = vi.fn();
  const state = createAppState({ a: 1 }, publish);
  state.set('a', 1);
  state.set('b', undefined);
  expect(publish).not.toHaveBeenCalled();
  state.set('a', undefined);
  expect(state.get('a')).toBeUndefined();
  expect(publish).toHaveBeenLastCalledWith({});
});

test('names of the prototype are not values', () => {
  expect(createAppState({}, () => {}).get('constructor')).toBeUndefined();
});
