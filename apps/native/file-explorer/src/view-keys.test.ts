import { expect, test } from 'vitest';
import { goBack, goForward, startAt, visit } from './history.ts';
import { keyCommand } from './view-keys.ts';

const key = (name: string, more: object = {}) =>
  keyCommand({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }, false)?.kind;

test.each([
  ['F2', {}, 'rename'],
  ['Delete', {}, 'delete'],
  ['Backspace', {}, 'up'],
  ['ArrowUp', { altKey: true }, 'up'],
  ['ArrowLeft', { altKey: true }, 'back'],
  ['a', { ctrlKey: true }, 'select-all'],
  ['A', { ctrlKey: true }, 'select-all'],
  ['c', { metaKey: true }, 'copy'],
  ['F10', { shiftKey: true }, 'menu'],
  ['ArrowDown', { shiftKey: true }, 'move'],
  ['End', { ctrlKey: true }, 'move'],
  ['x', {}, 'type'],
  [' ', {}, 'toggle'],
])('%s with %j means %s', (name, modifiers, kind) => {
  expect(key(name, modifiers)).toBe(kind);
});

test.each([
  ['t', { ctrlKey: true }],
  ['Tab', {}],
  ['F6', {}],
  ['w', { altKey: true }],
  ['constructor', {}],
])('%s with %j is left to others', (name, modifiers) => {
  expect(key(name, modifiers)).toBeUndefined();
});

test('a space belongs to a name that is being typed', () => {
  const event = { key: ' ', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  expect(keyCommand(event, true)).toEqual({ kind: 'type', text: ' ' });
});

test('back and forward keep the way; a new visit forgets what was ahead', () => {
  let now = visit(visit(startAt('/home'), '/home/a'), '/home/a/b');
  now = goBack(goBack(now));
  expect(now.here).toBe('/home');
  expect(goBack(now)).toBe(now);
  now = goForward(now);
  expect(now.here).toBe('/home/a');
  now = visit(now, '/home/c');
  expect(goForward(now)).toBe(now);
  expect(visit(now, '/home/c')).toBe(now);
});
