// biome-ignore-all lint/a11y/useFocusableInteractive: the list box holds the focus, since an option with the focus may be unmade
/** The folder as icons: an ARIA listbox whose rows of icons are made only while they are in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Entry } from '../entries.ts';
import { EntryIcon } from './entry-icon.tsx';
import { NameField } from './name-field.tsx';
import { activeId, type ViewProps } from './view.ts';

const TILE_WIDTH = 112;
const TILE_HEIGHT = 108;
const PADDING = 12;

export function IconsView(props: ViewProps) {
  const { entries, selection, editing, onColumns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(1);
  const draft = editing?.kind === 'new' ? 1 : 0;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setColumns(Math.max(1, Math.floor((element.clientWidth - 2 * PADDING) / TILE_WIDTH)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => onColumns(columns), [columns, onColumns]);

  const rows = useVirtualizer({
    count: Math.ceil((entries.length + draft) / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE_HEIGHT,
    overscan: 3,
    paddingStart: PADDING,
    paddingEnd: PADDING,
  });
  const cursor = selection.cursor === undefined ? -1 : entries.findIndex(({ name }) => name === selection.cursor);
  useEffect(() => {
    if (cursor >= 0) rows.scrollToIndex(Math.floor((cursor + draft) / columns), { align: 'auto' });
  }, [cursor, draft, columns, rows]);

  return (
    <div
      ref={scroller}
      className="icons"
      role="listbox"
      aria-label={props.label}
      aria-multiselectable
      aria-activedescendant={cursor >= 0 && !editing ? activeId(cursor) : undefined}
      tabIndex={0}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(undefined, event.clientX, event.clientY);
      }}
    >
      <div role="presentation" className="icons-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => (
          <div key={row.key} role="presentation" className="icons-row" style={{ top: row.start }}>
            {Array.from({ length: columns }, (_, column) => {
              const at = row.index * columns + column - draft;
              if (at < 0 && editing) {
                return (
                  <div key="draft" role="presentation" className="tile">
                    <EntryIcon large entry={draftFolder} />
                    <NameField {...editing} isFolder onCommit={props.onCommitName} onCancel={props.onCancelName} />
                  </div>
                );
              }
              const entry = entries[at];
              return entry && <Tile key={entry.name} entry={entry} index={at} {...props} />;
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

const draftFolder: Entry = { name: '', path: '', type: 'directory', size: 0, modified_ms: 0 };

function Tile({ entry, index, ...view }: ViewProps & { readonly entry: Entry; readonly index: number }) {
  const editing = view.editing?.kind === 'rename' && view.editing.initial === entry.name ? view.editing : null;
  const isFolder = entry.type === 'directory';
  const picture = <EntryIcon large entry={entry} />;
  if (editing) {
    return (
      <div role="presentation" className="tile">
        {picture}
        <NameField {...editing} isFolder={isFolder} onCommit={view.onCommitName} onCancel={view.onCancelName} />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box holds the focus and has the keys
    <div
      id={activeId(index)}
      role="option"
      aria-label={entry.name}
      aria-selected={view.selection.names.has(entry.name)}
      aria-posinset={index + 1}
      aria-setsize={view.entries.length}
      className="tile"
      data-cursor={view.selection.cursor === entry.name}
      data-cut={view.cut.has(entry.name)}
      data-folder={isFolder ? entry.path : undefined}
      onClick={(event) => view.onPress(entry, event)}
      onDoubleClick={() => view.onOpen(entry)}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        view.onMenu(entry, event.clientX, event.clientY);
      }}
    >
      {picture}
      <span className="tile-name" title={entry.name}>
        {entry.name}
      </span>
    </div>
  );
}
