/** What a key press over the list of entries asks for; pure, so that the table can be read and tested in one place. */

export type KeyCommand =
  | { readonly kind: 'move'; readonly by: 'item' | 'row' | 'page' | 'end'; readonly forward: boolean }
  | { readonly kind: 'type'; readonly text: string }
  | {
      readonly kind:
        | 'open'
        | 'toggle'
        | 'rename'
        | 'delete'
        | 'select-all'
        | 'copy'
        | 'cut'
        | 'paste'
        | 'up'
        | 'back'
        | 'forward'
        | 'reload'
        | 'hidden'
        | 'menu'
        | 'clear';
    };

export interface KeyInput {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const plain: Readonly<Record<string, KeyCommand>> = {
  ArrowDown: { kind: 'move', by: 'row', forward: true },
  ArrowUp: { kind: 'move', by: 'row', forward: false },
  ArrowRight: { kind: 'move', by: 'item', forward: true },
  ArrowLeft: { kind: 'move', by: 'item', forward: false },
  PageDown: { kind: 'move', by: 'page', forward: true },
  PageUp: { kind: 'move', by: 'page', forward: false },
  End: { kind: 'move', by: 'end', forward: true },
  Home: { kind: 'move', by: 'end', forward: false },
  Enter: { kind: 'open' },
  F2: { kind: 'rename' },
  F5: { kind: 'reload' },
  Delete: { kind: 'delete' },
  Backspace: { kind: 'up' },
  Escape: { kind: 'clear' },
  ContextMenu: { kind: 'menu' },
};

const withControl: Readonly<Record<string, KeyCommand>> = {
  a: { kind: 'select-all' },
  c: { kind: 'copy' },
  x: { kind: 'cut' },
  v: { kind: 'paste' },
  h: { kind: 'hidden' },
  Backspace: { kind: 'delete' },
  ' ': { kind: 'toggle' },
};

const withAlt: Readonly<Record<string, KeyCommand>> = {
  ArrowUp: { kind: 'up' },
  ArrowLeft: { kind: 'back' },
  ArrowRight: { kind: 'forward' },
};

/** The command of a key press; `typing` says that a name is being typed, so that a space belongs to it. */
export function keyCommand(event: KeyInput, typing: boolean): KeyCommand | undefined {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return control ? undefined : withAlt[event.key];
  if (event.shiftKey && event.key === 'F10') return { kind: 'menu' };
  if (control) {
    return withControl[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? moveOf(event.key);
  }
  if (event.key === ' ') return typing ? { kind: 'type', text: ' ' } : { kind: 'toggle' };
  return plain[event.key] ?? (event.key.length === 1 ? { kind: 'type', text: event.key } : undefined);
}

function moveOf(key: string): KeyCommand | undefined {
  const command = plain[key];
  return command?.kind === 'move' ? command : undefined;
}
