/**
 * Key chords of the desktop as they travel to a frame, and key presses as they travel back. The frame swallows the
 * chords of the list it was given and reports them; the desktop accepts a report only for a chord of that list.
 */
import { isPlainObject } from './json.ts';

export interface KeyChord {
  /** `KeyboardEvent.key`, lower case for letters; or undefined when `code` decides. */
  readonly key?: string;
  /** `KeyboardEvent.code`, for keys meant by their place. */
  readonly code?: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

export interface KeyPress extends KeyChord {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  /** `up` is reported for modifier keys after a chord, for switchers that commit when the modifier is released. */
  readonly phase: 'down' | 'up';
}

/** The part of a `KeyboardEvent` that decides. */
export interface KeyEventLike {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

/**
 * Reads a chord such as `Ctrl+K`, `Alt+Shift+Digit1` or `F6`. A key written as a `KeyboardEvent.code` (`KeyW`,
 * `Backquote`, `Digit1`) is matched by its place, any other by what it types.
 */
export function parseChord(text: string): KeyChord {
  const parts = text.split('+');
  const last = parts.pop() ?? '';
  const has = (name: string) => parts.includes(name);
  const modifiers = { ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), meta: has('Meta') };
  return /^(Key[A-Z]|Digit\d|Backquote|Minus|Equal|Bracket(Left|Right)|Space)$/.test(last)
    ? { code: last, ...modifiers }
    : { key: last.length === 1 ? last.toLowerCase() : last, ...modifiers };
}

export function matchesChord(event: KeyEventLike, chord: KeyChord): boolean {
  if (event.isComposing) return false;
  if (event.ctrlKey !== chord.ctrl || event.altKey !== chord.alt) return false;
  if (event.shiftKey !== chord.shift || event.metaKey !== chord.meta) return false;
  return chord.code !== undefined ? event.code === chord.code : event.key.toLowerCase() === chord.key?.toLowerCase();
}

export function pressOf(event: KeyEventLike, phase: KeyPress['phase']): KeyPress {
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    meta: event.metaKey,
    repeat: event.repeat,
    phase,
  };
}

/** Whether a reported press is one that the desktop asked for: a listed chord, or a modifier going up. */
export function isReportable(press: KeyPress, chords: readonly KeyChord[]): boolean {
  if (press.phase === 'up') return isModifier(press.key);
  const event = {
    key: press.key,
    code: press.code,
    ctrlKey: press.ctrl,
    altKey: press.alt,
    shiftKey: press.shift,
    metaKey: press.meta,
    repeat: press.repeat,
    isComposing: false,
  };
  return chords.some((chord) => matchesChord(event, chord));
}

export function isModifier(key: string): boolean {
  return key === 'Control' || key === 'Alt' || key === 'Shift' || key === 'Meta';
}

export function readChord(value: unknown): KeyChord | undefined {
  if (!isPlainObject(value)) return undefined;
  const { key, code, ctrl, alt, shift, meta } = value;
  const modifiers = { ctrl: ctrl === true, alt: alt === true, shift: shift === true, meta: meta === true };
  if (isName(code)) return { code, ...modifiers };
  return isName(key) ? { key, ...modifiers } : undefined;
}

export function readKeyPress(value: unknown): KeyPress | undefined {
  if (!isPlainObject(value) || !isName(value.key) || typeof value.code !== 'string' || value.code.length > 32) {
    return undefined;
  }
  if (value.phase !== 'down' && value.phase !== 'up') return undefined;
  return {
    key: value.key,
    code: value.code,
    ctrl: value.ctrl === true,
    alt: value.alt === true,
    shift: value.shift === true,
    meta: value.meta === true,
    repeat: value.repeat === true,
    phase: value.phase,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 32;
}
