/** Turns key presses over the folder into actions of the explorer. */
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { activeId } from './components/view.ts';
import type { Entry } from './entries.ts';
import { clicked, moved, nothingSelected, selectAll, selectOnly, typedAhead } from './selection.ts';
import type { Explorer } from './use-explorer.ts';
import { type KeyCommand, keyCommand } from './view-keys.ts';

/** Letters typed within this time make one word. */
const TYPING_MS = 800;
const PAGE_ROWS = 12;

export function useViewKeys(
  explorer: Explorer,
  columns: RefObject<number>,
  openMenu: (entry: Entry | undefined, x: number, y: number) => void,
) {
  const typed = useRef({ text: '', at: 0 });

  return (event: KeyboardEvent) => {
    // Buttons and fields inside the folder keep their keys.
    if (event.target instanceof Element && event.target.closest('button, input, [role="menu"]')) return;
    const typing = Date.now() - typed.current.at < TYPING_MS && typed.current.text !== '';
    const command = keyCommand(event, typing);
    if (!command) return;
    event.preventDefault();
    run(command, event);
  };

  function run(command: KeyCommand, event: KeyboardEvent): void {
    const { names, selection, setSelection, byName } = explorer;
    const cursor = selection.cursor === undefined ? undefined : byName.get(selection.cursor);
    switch (command.kind) {
      case 'move': {
        const step = distance(command, columns.current, names.length);
        const how = { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
        const toEnd = command.by === 'end' && command.forward && !how.range && !how.toggle;
        setSelection((now) => moved(now, names, command.forward ? step : -step, how), toEnd);
        return;
      }
      case 'type': {
        const text = (Date.now() - typed.current.at < TYPING_MS ? typed.current.text : '') + command.text;
        typed.current = { text, at: Date.now() };
        const found = typedAhead(names, selection.cursor, text);
        if (found !== undefined) setSelection(selectOnly(found));
        return;
      }
      case 'open':
        if (cursor) explorer.open(cursor);
        return;
      case 'toggle':
        if (cursor) setSelection((now) => clicked(now, names, cursor.name, { toggle: true, range: false }));
        return;
      case 'rename':
        explorer.beginRename();
        return;
      case 'delete':
        void explorer.removeSelected();
        return;
      case 'select-all':
        setSelection((now) => selectAll(names, now));
        return;
      case 'copy':
      case 'cut':
        explorer.hold(command.kind);
        return;
      case 'paste':
        void explorer.pasteHere();
        return;
      case 'up':
        if (explorer.canGoUp) explorer.goUp();
        return;
      case 'back':
        explorer.goBack();
        return;
      case 'forward':
        explorer.goForward();
        return;
      case 'reload':
        void explorer.reload();
        return;
      case 'hidden':
        explorer.toggleHidden();
        return;
      case 'menu': {
        const index = cursor ? names.indexOf(cursor.name) : -1;
        const box = (document.getElementById(activeId(index)) ?? event.currentTarget).getBoundingClientRect();
        openMenu(cursor, box.left + 24, Math.min(box.bottom, box.top + 28));
        return;
      }
      case 'clear':
        if (explorer.preview) explorer.closePreview();
        else setSelection(nothingSelected);
        return;
    }
  }
}

function distance(command: Extract<KeyCommand, { kind: 'move' }>, columns: number, count: number): number {
  switch (command.by) {
    case 'item':
      // In a table, left and right have nowhere to go.
      return columns > 1 ? 1 : 0;
    case 'row':
      return columns;
    case 'page':
      return columns * PAGE_ROWS;
    case 'end':
      return count;
  }
}
