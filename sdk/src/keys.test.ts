import { describe, expect, test } from 'vitest';
import { isReportable, type KeyEventLike, matchesChord, parseChord, pressOf, readKeyPress } from './keys.ts';

const event = (key: string, more: Partial<KeyEventLike> = {}): KeyEventLike => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

describe('matchesChord', () => {
  test('wants exactly the modifiers of the chord', () => {
    const chord = parseChord('Ctrl+K');
    expect(matchesChord(event('k', { ctrlKey: true }), chord)).toBe(true);
    expect(matchesChord(event('K', { ctrlKey: true, shiftKey: true }), chord)).toBe(false);
    expect(matchesChord(event('k'), chord)).toBe(false);
  });

  test('finds a letter by its place where the layout types another', () => {
    expect(matchesChord(event('∑', { altKey: true, code: 'KeyW' }), parseChord('Alt+W'))).toBe(true);
    expect(matchesChord(event('ц', { altKey: true, code: 'KeyW' }), parseChord('Alt+W'))).toBe(true);
  });

  test('leaves keys of an input method alone', () => {
    expect(matchesChord(event('k', { ctrlKey: true, isComposing: true }), parseChord('Ctrl+K'))).toBe(false);
  });
});

describe('isReportable', () => {
  const chords = [parseChord('Ctrl+K'), parseChord('F6')];

  test('takes a listed chord and a modifier that goes up', () => {
    expect(isReportable(pressOf(event('k', { ctrlKey: true }), 'down'), chords)).toBe(true);
    expect(isReportable(pressOf(event('Alt'), 'up'), chords)).toBe(true);
  });

  test('refuses every other key, so that a frame cannot type into the desktop', () => {
    expect(isReportable(pressOf(event('a'), 'down'), chords)).toBe(false);
    expect(isReportable(pressOf(event('w', { altKey: true }), 'down'), chords)).toBe(false);
    expect(isReportable(pressOf(event('Enter'), 'up'), chords)).toBe(false);
  });
});

test('readKeyPress refuses what is no key press', () => {
  expect(readKeyPress({ key: 'k', code: 'KeyK', ctrl: true, phase: 'down' })).toMatchObject({ key: 'k', ctrl: true });
  expect(readKeyPress({ key: '', code: '', phase: 'down' })).toBeUndefined();
  expect(readKeyPress({ key: 'k'.repeat(40), code: '', phase: 'down' })).toBeUndefined();
  expect(readKeyPress({ key: 'k', code: 'KeyK', phase: 'again' })).toBeUndefined();
});
