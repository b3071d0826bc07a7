// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus, since a row with the focus may be unmade by scrolling
// biome-ignore-all lint/a11y/useSemanticElements: rows come and go with scrolling and are positioned, which a table's are not
/** The folder as a table: an ARIA grid whose rows are made only while they are in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type Entry, formatSize, formatTime, kindOf, type Order, type SortKey } from '../entries.ts';
import { EntryIcon } from './entry-icon.tsx';
import { NameField } from './name-field.tsx';
import { activeId, type ViewProps } from './view.ts';

const ROW = 28;

const columns: readonly { key: SortKey; label: string }[] = [
  { key: 'name', label: 'Name' },
  { key: 'modified', label: 'Modified' },
  { key: 'kind', label: 'Kind' },
  { key: 'size', label: 'Size' },
];

interface DetailsProps extends ViewProps {
  readonly order: Order;
  onOrder(order: Order): void;
}

export function DetailsView(props: DetailsProps) {
  const { entries, selection, editing, order, onColumns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const draft = editing?.kind === 'new' ? 1 : 0;
  const now = Date.now();

  const rows = useVirtualizer({
    count: entries.length + draft,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: ROW,
    scrollPaddingStart: ROW,
  });

  useEffect(() => onColumns(1), [onColumns]);
  const cursor = selection.cursor === undefined ? -1 : entries.findIndex(({ name }) => name === selection.cursor);
  useEffect(() => {
    if (cursor >= 0) rows.scrollToIndex(cursor + draft, { align: 'auto' });
  }, [cursor, draft, rows]);
  useEffect(() => {
    if (draft) rows.scrollToIndex(0);
  }, [draft, rows]);

  return (
    <div
      ref={scroller}
      className="details"
      role="grid"
      aria-label={props.label}
      aria-rowcount={entries.length + draft + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={cursor >= 0 && !editing ? activeId(cursor) : undefined}
      tabIndex={0}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(undefined, event.clientX, event.clientY);
      }}
    >
      <div role="rowgroup" className="details-head">
        <div role="row" className="details-row" aria-rowindex={1}>
          {columns.map(({ key, label }) => {
            const active = order.key === key;
            return (
              <div
                key={key}
                role="columnheader"
                className="details-cell"
                data-column={key}
                aria-sort={active ? (order.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  onClick={() => props.onOrder({ key, descending: active ? !order.descending : key === 'modified' })}
                >
                  {label}
                  {active &&
                    (order.descending ? (
                      <ChevronDown size={12} strokeWidth={2} aria-hidden="true" />
                    ) : (
                      <ChevronUp size={12} strokeWidth={2} aria-hidden="true" />
                    ))}
                </button>
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className="details-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const entry = entries[item.index - draft];
          const top = item.start - ROW;
          if (item.index < draft) return <DraftRow key="draft" top={top} {...props} />;
          return (
            entry && (
              <EntryRow key={entry.name} entry={entry} index={item.index - draft} top={top} now={now} {...props} />
            )
          );
        })}
      </div>
    </div>
  );
}

function DraftRow(props: DetailsProps & { readonly top: number }) {
  const { editing } = props;
  if (!editing) return null;
  return (
    <div role="row" className="details-row" aria-label="New folder" style={{ top: props.top }}>
      <div role="gridcell" className="details-cell" data-column="name">
        <NameField {...editing} isFolder onCommit={props.onCommitName} onCancel={props.onCancelName} />
      </div>
    </div>
  );
}

interface RowProps extends DetailsProps {
  readonly entry: Entry;
  readonly index: number;
  readonly top: number;
  readonly now: number;
}

function EntryRow({ entry, index, top, now, ...view }: RowProps) {
  const selected = view.selection.names.has(entry.name);
  const editing = view.editing?.kind === 'rename' && view.editing.initial === entry.name ? view.editing : null;
  const isFolder = entry.type === 'directory';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid holds the focus and has the keys
    <div
      id={activeId(index)}
      role="row"
      aria-label={entry.name}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className="details-row"
      data-cursor={view.selection.cursor === entry.name}
      data-cut={view.cut.has(entry.name)}
      data-folder={isFolder ? entry.path : undefined}
      style={{ top }}
      onClick={(event) => view.onPress(entry, event)}
      onDoubleClick={() => view.onOpen(entry)}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        view.onMenu(entry, event.clientX, event.clientY);
      }}
    >
      <div role="gridcell" className="details-cell" data-column="name">
        <EntryIcon entry={entry} />
        {editing ? (
          <NameField {...editing} isFolder={isFolder} onCommit={view.onCommitName} onCancel={view.onCancelName} />
        ) : (
          <span className="entry-name" title={entry.name}>
            {entry.name}
          </span>
        )}
      </div>
      <div role="gridcell" className="details-cell" data-column="modified">
        {entry.modified_ms > 0 ? formatTime(entry.modified_ms, now) : '–'}
      </div>
      <div role="gridcell" className="details-cell" data-column="kind">
        {kindOf(entry)}
      </div>
      <div role="gridcell" className="details-cell" data-column="size">
        {isFolder ? '–' : formatSize(entry.size)}
      </div>
    </div>
  );
}
