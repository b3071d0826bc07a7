/**
 * Key chords of the desktop as they travel to a frame, and key presses as they travel back. The frame swallows the
 * chords of the list it was given and reports them; the desktop accepts a report only for a chord of that list.
 */
import { isPlainObject } from './json.ts';

export interface KeyChord {
  /** A letter in upper case, a digit, or the name of a key: `K`, `7`, `ArrowLeft`, `F6`, `Backquote`. */
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

export interface KeyPress extends KeyChord {
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

/** Reads a chord such as `Ctrl+K`, `Alt+Shift+Backquote` or `F6`. */
export function parseChord(text: string): KeyChord {
  const modifiers = text.split('+');
  const key = modifiers.pop() ?? '';
  const has = (name: string) => modifiers.includes(name);
  return { key, ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), meta: has('Meta') };
}

/**
 * Whether the event is the chord. Letters go by what the layout types, and by the place of the key where it types another
 * script or a modifier has turned the letter into a sign; other keys by name or place.
 */
export function matchesChord(event: KeyEventLike, { key, ctrl, alt, shift, meta }: KeyChord): boolean {
  if (event.isComposing) return false;
  if (event.ctrlKey !== ctrl || event.altKey !== alt || event.shiftKey !== shift || event.metaKey !== meta)
    return false;
  if (/^[A-Z]$/.test(key)) {
    return /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() === key : event.code === `Key${key}`;
  }
  if (/^\d$/.test(key)) return event.code === `Digit${key}`;
  return event.key === key || event.code === key;
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
  const { key, ctrl, alt, shift, meta } = value;
  if (!isName(key)) return undefined;
  return { key, ctrl: ctrl === true, alt: alt === true, shift: shift === true, meta: meta === true };
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
