import { describe, expect, test } from 'vitest';
import { coloursOf, faceOf } from '../icons/icon-style.ts';
import { readPreferences } from './appearance.ts';
import { takeToken, tokenIn } from './sign-in-token.ts';

describe('the sign-in token', () => {
  function visit(hash: string) {
    const replaced: string[] = [];
    const history = { replaceState: (_state: unknown, _title: string, path: string) => replaced.push(path) };
    const token = takeToken({ hash, pathname: '/', search: '?x=1' }, history);
    return { token, replaced };
  }

  test('leaves the address as soon as it is read', () => {
    expect(visit('#token=abc_DEF-123')).toEqual({ token: 'abc_DEF-123', replaced: ['/?x=1'] });
  });

  test('is not there in an address without one', () => {
    expect(visit('')).toEqual({ token: undefined, replaced: [] });
    expect(visit('#elsewhere')).toEqual({ token: undefined, replaced: [] });
    expect(visit('#token=')).toEqual({ token: undefined, replaced: ['/?x=1'] });
  });

  test('is found in a pasted address', () => {
    expect(tokenIn(' http://127.0.0.1:8000/#token=abc ')).toBe('abc');
    expect(tokenIn(' abc ')).toBe('abc');
  });
});

describe('preferences', () => {
  test('that are missing, wrong or hostile take their defaults', () => {
    const defaults = readPreferences(null);
    for (const value of [undefined, 7, [], { scheme: 'neon' }, { favourites: [1] }, { accent: '__proto__' }]) {
      expect(readPreferences(value)).toEqual(defaults);
    }
  });

  test('that are right stay', () => {
    const kept = { scheme: 'dark', accent: 'teal', wallpaper: 'contours', favourites: ['notes'] };
    expect(readPreferences(kept)).toEqual(kept);
  });
});

describe('app icons', () => {
  const known = (name: string) => name === 'book' || name === 'calculator';
  test('come from the package, its icon name, an emoji, or the first letter, in this order', () => {
    expect(faceOf('calculator', 'book', 'X', known)).toEqual({ kind: 'glyph', name: 'calculator' });
    expect(faceOf('x', 'book', 'X', known)).toEqual({ kind: 'glyph', name: 'book' });
    expect(faceOf('x', '🧳', 'X', known)).toEqual({ kind: 'text', text: '🧳' });
    expect(faceOf('x', 'unheard-of', 'budget', known)).toEqual({ kind: 'text', text: 'B' });
    expect(faceOf('x', '', ' ', known)).toEqual({ kind: 'glyph', name: 'generated' });
  });

  test('have the same colours every time, and different ones for different apps', () => {
    expect(coloursOf('reading-list')).toEqual(coloursOf('reading-list'));
    const names = Array.from({ length: 60 }, (_, index) => `app-${index}`);
    expect(new Set(names.map((name) => coloursOf(name).from)).size).toBeGreaterThan(6);
    expect(coloursOf('__proto__').from).toMatch(/^#/);
  });
});
