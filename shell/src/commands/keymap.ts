/**
 * From key strokes to commands. Rules: a browser tab never claims keys that the browser keeps (Ctrl+W, Ctrl+T, Ctrl+N,
 * Ctrl+Tab); strokes of an input method and of AltGr are text; terminals and text fields keep the keys they need.
 */
import {
  type Chord,
  chordText,
  formatChord,
  type KeyScope,
  type KeyStroke,
  matches,
  type Platform,
  parseChord,
  textNeeds,
} from './keys.ts';
import { bindingApplies, type Command, type Commands, type KeyBinding, type KeyProfile } from './registry.ts';

export interface Keymap {
  /** The command that a stroke stands for, if it is one and can run. */
  resolve(stroke: KeyStroke, scope: KeyScope): Command | undefined;
  /** The keys that work here, as menus show them; empty when there are none. */
  label(commandId: string): string;
  /** All keys of a command that work here and are worth telling. */
  labels(commandId: string): readonly { label: string; inTerminal: boolean }[];
  /** Every chord that works here, for content that sees keys before the desktop does. */
  readonly all: readonly string[];
  /** The chord that menus show. */
  chord(commandId: string): Chord | undefined;
}

interface Entry {
  readonly command: Command;
  readonly binding: KeyBinding;
  readonly chord: Chord;
}

/** Chords that a page in a tab cannot have, whatever it does. */
const keptByBrowsers = ['Mod+W', 'Mod+T', 'Mod+N', 'Mod+Shift+W', 'Mod+Shift+T', 'Mod+Shift+N', 'Ctrl+Tab', 'Alt+F4'];

/** Builds the keymap of one place; throws when a chord is claimed twice or, in a tab, belongs to the browser. */
export function createKeymap(commands: Commands, profile: KeyProfile, platform: Platform): Keymap {
  const entries: Entry[] = [];
  const claimed = new Map<string, string>();
  const kept = profile === 'tab' ? keptByBrowsers.map((text) => formatChord(parseChord(text, platform), platform)) : [];
  for (const command of commands.list()) {
    for (const binding of command.keys ?? []) {
      if (!bindingApplies(binding, profile, 'none')) continue;
      const chord = parseChord(binding.chord, platform);
      const name = formatChord(chord, platform);
      const other = claimed.get(name);
      if (other !== undefined) throw new Error(`${name} is claimed by "${other}" and "${command.id}"`);
      if (kept.includes(name)) throw new Error(`${name} of "${command.id}" belongs to the browser in a tab`);
      claimed.set(name, command.id);
      entries.push({ command, binding, chord });
    }
  }
  const of = (id: string): Entry[] => entries.filter((entry) => entry.command.id === id);
  const shown = (id: string): Entry | undefined => of(id).find((entry) => entry.binding.hidden !== true);

  return {
    resolve(stroke, scope) {
      const found = entries.find(
        ({ binding, chord }) =>
          matches(chord, stroke) && bindingApplies(binding, profile, scope) && !(scope === 'text' && textNeeds(chord)),
      );
      return found !== undefined && commands.enabled(found.command.id) ? found.command : undefined;
    },
    label(id) {
      const entry = shown(id);
      return entry === undefined ? '' : formatChord(entry.chord, platform);
    },
    labels: (id) =>
      of(id)
        .filter(({ binding }) => binding.hidden !== true)
        .map(({ chord, binding }) => ({
          label: formatChord(chord, platform),
          inTerminal: binding.inTerminal === true,
        })),
    all: entries.map(({ chord }) => chordText(chord)),
    chord: (id) => shown(id)?.chord,
  };
}
