/**
 * Key chords: how they are written in the keymap, matched against an event, and shown to people. Pure.
 *
 * A chord is `Mod+K`, `Alt+W`, `Ctrl+Alt+ArrowLeft`, `F6`: modifiers, then the `key` of a letter, digit or named key.
 * `Mod` is ⌘ on Apple systems and Ctrl elsewhere.
 */

export type Platform = 'apple' | 'other';

export interface Chord {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  /** `K`, `7`, `ArrowLeft`, `F6`, `Backquote`, `Slash`, `Enter`, … */
  readonly key: string;
}

/** The part of a keyboard event that decides. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Reads a chord; throws a `RangeError` for a modifier it does not know. */
export function parseChord(text: string, platform: Platform): Chord {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const chord = { ctrl: false, alt: false, shift: false, meta: false };
  for (const part of parts) {
    if (part === 'Mod') chord[platform === 'apple' ? 'meta' : 'ctrl'] = true;
    else if (part === 'Ctrl') chord.ctrl = true;
    else if (part === 'Alt') chord.alt = true;
    else if (part === 'Shift') chord.shift = true;
    else if (part === 'Meta') chord.meta = true;
    else throw new RangeError(`unknown modifier "${part}" in the key chord "${text}"`);
  }
  return { ...chord, key };
}

/**
 * Whether the stroke is the chord. Letters go by what the layout types, and by the position of the key where the layout
 * types another script or Alt has turned the letter into a sign (Option+W is ∑).
 */
export function matches(chord: Chord, stroke: KeyStroke): boolean {
  if (
    chord.ctrl !== stroke.ctrlKey ||
    chord.alt !== stroke.altKey ||
    chord.shift !== stroke.shiftKey ||
    chord.meta !== stroke.metaKey
  ) {
    return false;
  }
  if (/^[A-Z]$/.test(chord.key)) {
    if (/^[a-z]$/i.test(stroke.key)) return stroke.key.toUpperCase() === chord.key;
    return stroke.code === `Key${chord.key}`;
  }
  if (/^[0-9]$/.test(chord.key)) return stroke.code === `Digit${chord.key}`;
  return stroke.key === chord.key || stroke.code === chord.key;
}

const appleNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↩',
  Backquote: '`',
  Slash: '/',
  Comma: ',',
};
const otherNames: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Backquote: '`',
  Slash: '/',
  Comma: ',',
};

/** The chord as menus show it: `⌃⌥←` or `Ctrl+Alt+Left`. */
export function formatChord(chord: Chord, platform: Platform): string {
  if (platform === 'apple') {
    const modifiers = `${chord.ctrl ? '⌃' : ''}${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.meta ? '⌘' : ''}`;
    return modifiers + (appleNames[chord.key] ?? chord.key);
  }
  const names = [];
  if (chord.ctrl) names.push('Ctrl');
  if (chord.alt) names.push('Alt');
  if (chord.shift) names.push('Shift');
  if (chord.meta) names.push('Super');
  return [...names, otherNames[chord.key] ?? chord.key].join('+');
}

/** The chord as text again, with `Mod` resolved: `Meta+K`, `Ctrl+Alt+ArrowLeft`. */
export function chordText(chord: Chord): string {
  const names = [];
  if (chord.ctrl) names.push('Ctrl');
  if (chord.alt) names.push('Alt');
  if (chord.shift) names.push('Shift');
  if (chord.meta) names.push('Meta');
  return [...names, chord.key].join('+');
}

/** The chord for `aria-keyshortcuts`. */
export function ariaChord(chord: Chord): string {
  const names = [];
  if (chord.ctrl) names.push('Control');
  if (chord.alt) names.push('Alt');
  if (chord.shift) names.push('Shift');
  if (chord.meta) names.push('Meta');
  return [...names, chord.key].join('+');
}

/** What has the keyboard: a terminal needs nearly every key, a text field those that edit text. */
export type KeyScope = 'terminal' | 'text' | 'none';

const editing = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Backspace',
  'Delete',
  'Enter',
]);
const editingLetters = new Set(['A', 'B', 'C', 'I', 'U', 'V', 'X', 'Y', 'Z']);

/** Whether a focused text field needs this chord for itself. */
export function textNeeds(chord: Chord): boolean {
  if (/^F\d{1,2}$/.test(chord.key)) return false;
  const bare = !chord.ctrl && !chord.alt && !chord.meta;
  if (bare) return true;
  const oneModifier = Number(chord.ctrl) + Number(chord.alt) + Number(chord.meta) === 1;
  if (editing.has(chord.key)) return oneModifier;
  return oneModifier && !chord.alt && editingLetters.has(chord.key);
}
