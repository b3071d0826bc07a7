import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rank, score } from './fuzzy.ts';
import { createKeymap } from './keymap.ts';
import { formatChord, type KeyStroke, matches, parseChord } from './keys.ts';
import { type Command, createCommands } from './registry.ts';

function stroke(key: string, code: string, modifiers: Partial<KeyStroke> = {}): KeyStroke {
  return { key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...modifiers };
}

const failed = (): void => {
  throw new Error('no handler should fail');
};

function keymapOf(list: readonly Command[], profile: 'tab' | 'electron' = 'tab') {
  return createKeymap(createCommands(list, { failed }), profile, 'other');
}

const launcher: Command = {
  id: 'launcher.open',
  title: 'Open the launcher',
  group: 'System',
  keys: [{ chord: 'Mod+K' }, { chord: 'Ctrl+Shift+K', inTerminal: true }],
  run() {},
};

describe('chords', () => {
  test('Mod is the command key on Apple systems and Ctrl elsewhere', () => {
    expect(formatChord(parseChord('Mod+K', 'apple'), 'apple')).toBe('⌘K');
    expect(formatChord(parseChord('Mod+K', 'other'), 'other')).toBe('Ctrl+K');
    expect(formatChord(parseChord('Ctrl+Alt+ArrowLeft', 'other'), 'other')).toBe('Ctrl+Alt+Left');
  });

  test('an unknown modifier is an error', () => {
    expect(() => parseChord('Hyper+K', 'other')).toThrow('Hyper');
  });

  test('letters go by the layout, and by position where the layout types another script or a sign', () => {
    const close = parseChord('Alt+W', 'other');
    expect(matches(close, stroke('w', 'KeyZ', { altKey: true }))).toBe(true);
    expect(matches(close, stroke('z', 'KeyW', { altKey: true }))).toBe(false);
    expect(matches(close, stroke('∑', 'KeyW', { altKey: true }))).toBe(true);
    expect(matches(close, stroke('ц', 'KeyW', { altKey: true }))).toBe(true);
  });

  test('a missing or further modifier is another chord', () => {
    const chord = parseChord('Ctrl+Alt+ArrowUp', 'other');
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (ctrlKey, altKey, shiftKey, metaKey) => {
        const hit = matches(chord, stroke('ArrowUp', 'ArrowUp', { ctrlKey, altKey, shiftKey, metaKey }));
        expect(hit).toBe(ctrlKey && altKey && !shiftKey && !metaKey);
      }),
    );
  });
});

describe('the keymap', () => {
  test('a terminal keeps Ctrl+K and lets Ctrl+Shift+K through', () => {
    const keymap = keymapOf([launcher]);
    const short = stroke('k', 'KeyK', { ctrlKey: true });
    const long = stroke('K', 'KeyK', { ctrlKey: true, shiftKey: true });
    expect(keymap.resolve(short, 'none')?.id).toBe('launcher.open');
    expect(keymap.resolve(short, 'text')?.id).toBe('launcher.open');
    expect(keymap.resolve(short, 'terminal')).toBeUndefined();
    expect(keymap.resolve(long, 'terminal')?.id).toBe('launcher.open');
  });

  test('a text field keeps the keys that edit text', () => {
    const keymap = keymapOf([
      { id: 'a', title: 'A', group: '', keys: [{ chord: 'Ctrl+Z' }], run() {} },
      { id: 'b', title: 'B', group: '', keys: [{ chord: 'Ctrl+ArrowLeft' }], run() {} },
      { id: 'c', title: 'C', group: '', keys: [{ chord: 'Ctrl+Alt+ArrowLeft' }], run() {} },
      { id: 'd', title: 'D', group: '', keys: [{ chord: 'F6' }], run() {} },
    ]);
    expect(keymap.resolve(stroke('z', 'KeyZ', { ctrlKey: true }), 'text')).toBeUndefined();
    expect(keymap.resolve(stroke('z', 'KeyZ', { ctrlKey: true }), 'none')?.id).toBe('a');
    expect(keymap.resolve(stroke('ArrowLeft', 'ArrowLeft', { ctrlKey: true }), 'text')).toBeUndefined();
    expect(keymap.resolve(stroke('ArrowLeft', 'ArrowLeft', { ctrlKey: true, altKey: true }), 'text')?.id).toBe('c');
    expect(keymap.resolve(stroke('F6', 'F6'), 'text')?.id).toBe('d');
  });

  test('a command that cannot run does not take its key', () => {
    const keymap = keymapOf([{ ...launcher, when: () => false }]);
    expect(keymap.resolve(stroke('k', 'KeyK', { ctrlKey: true }), 'none')).toBeUndefined();
  });

  test('what a browser keeps cannot be claimed in a tab, but in a window of our own', () => {
    const close: Command = { id: 'close', title: 'Close', group: '', keys: [{ chord: 'Ctrl+W' }], run() {} };
    expect(() => keymapOf([close])).toThrow('belongs to the browser');
    expect(keymapOf([close], 'electron').label('close')).toBe('Ctrl+W');
  });

  test('one chord for two commands is an error', () => {
    expect(() => keymapOf([launcher, { ...launcher, id: 'other' }])).toThrow('claimed by');
  });
});

describe('finding by name', () => {
  const names = ['Calculator', 'Files', 'Notes', 'Terminal', 'Python runner', 'Close window', 'Tile left half'];
  const find = (query: string) => rank(query, names, (name) => name).map(({ entry }) => entry);

  test('the start of a word beats its middle', () => {
    expect(find('te')[0]).toBe('Terminal');
    expect(find('run')[0]).toBe('Python runner');
    expect(find('calc')).toEqual(['Calculator']);
  });

  test('words in any order, without accents, letters in order', () => {
    expect(find('half tile')).toEqual(['Tile left half']);
    expect(score('cafe', 'Café')).toBeGreaterThan(0);
    expect(find('clw')).toEqual(['Close window']);
    expect(find('xyzzy')).toEqual([]);
  });

  test('a name always finds itself first', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(find(name)[0]).toBe(name);
      }),
    );
  });
});
