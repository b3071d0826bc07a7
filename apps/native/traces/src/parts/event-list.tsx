// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus, since a row with the focus may be unmade by scrolling
// biome-ignore-all lint/a11y/useSemanticElements: rows come and go with scrolling and are positioned, which a table's are not
/** Events as a table: an ARIA grid whose rows are made only while they are in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { durationOf, type Kinds, type SystemEvent } from '../data/events.ts';
import { formatDuration, formatTime } from '../data/format.ts';
import { type ProcessName, processLabel } from '../data/monitor-client.ts';

const ROW = 26;
const PAGE = 15;

export interface EventListProps {
  readonly label: string;
  readonly events: readonly SystemEvent[];
  readonly kinds: Kinds;
  readonly processes: readonly ProcessName[];
  readonly chosen: SystemEvent | undefined;
  onChoose(event: SystemEvent): void;
  /** Heading and content of the last column; the duration when absent. */
  readonly last?: { readonly heading: string; of(event: SystemEvent, index: number): ReactNode };
  /** Whether the top of the list is in sight. */
  onTop?(atTop: boolean): void;
}

export function EventList(props: EventListProps) {
  const { events, kinds, processes, chosen, last } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<number>();

  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => events[index]?.sequence ?? index,
    overscan: 12,
    scrollMargin: ROW,
    scrollPaddingStart: ROW,
  });

  // The cursor stays with its event while others come above it.
  const at = cursor === undefined ? -1 : events.findIndex(({ sequence }) => sequence === cursor);
  useEffect(() => {
    if (at >= 0 && document.activeElement === scroller.current) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);

  const move = (to: number): void => {
    const target = events[Math.max(0, Math.min(events.length - 1, to))];
    if (target !== undefined) setCursor(target.sequence);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case 'ArrowDown':
        move(at + 1);
        break;
      case 'ArrowUp':
        move(at <= 0 ? 0 : at - 1);
        break;
      case 'PageDown':
        move(at + PAGE);
        break;
      case 'PageUp':
        move(at - PAGE);
        break;
      case 'Home':
        move(0);
        break;
      case 'End':
        move(events.length - 1);
        break;
      case 'Enter':
      case ' ': {
        const target = events[at];
        if (target === undefined) return;
        props.onChoose(target);
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="events"
      role="grid"
      aria-label={props.label}
      aria-rowcount={events.length + 1}
      aria-colcount={5}
      aria-activedescendant={at >= 0 ? `event-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => cursor === undefined && move(0)}
      onScroll={(event) => props.onTop?.(event.currentTarget.scrollTop < ROW)}
    >
      <div role="rowgroup" className="events-head">
        <div role="row" className="event-row" aria-rowindex={1}>
          <div role="columnheader" className="event-cell" data-column="time">
            Time
          </div>
          <div role="columnheader" className="event-cell" data-column="type">
            Event
          </div>
          <div role="columnheader" className="event-cell" data-column="subject">
            Subject
          </div>
          <div role="columnheader" className="event-cell" data-column="process">
            Process
          </div>
          <div role="columnheader" className="event-cell" data-column="last">
            {last?.heading ?? 'Took'}
          </div>
        </div>
      </div>
      <div role="rowgroup" className="events-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const event = events[item.index];
          if (event === undefined) return null;
          const took = durationOf(event, kinds);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid holds the focus and has the keys
            <div
              key={item.key}
              id={`event-${event.sequence}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={chosen?.sequence === event.sequence}
              className="event-row"
              data-cursor={cursor === event.sequence || undefined}
              data-severity={event.severity}
              data-sequence={event.sequence}
              style={{ top: item.start - ROW }}
              onClick={() => {
                setCursor(event.sequence);
                props.onChoose(event);
              }}
            >
              <div role="gridcell" className="event-cell" data-column="time">
                {formatTime(event.time_us)}
              </div>
              <div role="gridcell" className="event-cell" data-column="type">
                <span className="dot" data-category={event.category} aria-hidden="true" />
                <span className="event-type">{event.type}</span>
                {(event.severity === 'warning' || event.severity === 'error' || event.severity === 'critical') && (
                  <span className="severity" data-severity={event.severity}>
                    {event.severity}
                  </span>
                )}
              </div>
              <div role="gridcell" className="event-cell" data-column="subject" title={event.text || event.subject}>
                {event.subject || event.text}
              </div>
              <div role="gridcell" className="event-cell" data-column="process">
                {processLabel(event, processes)}
              </div>
              <div role="gridcell" className="event-cell" data-column="last">
                {last === undefined ? (took === undefined ? '' : formatDuration(took)) : last.of(event, item.index)}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
