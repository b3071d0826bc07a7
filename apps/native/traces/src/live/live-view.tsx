/** What happens now: the newest events on top, held still while someone reads further down. */
import { Activity, ArrowUp, SearchX } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { SystemEvent } from '../data/events.ts';
import { formatCount } from '../data/format.ts';
import type { ViewProps } from '../monitor.tsx';
import { EventList } from '../parts/event-list.tsx';
import { Note, Problem } from '../parts/note.tsx';
import { isFiltered, withoutOwn } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { cameSince } from './live-buffer.ts';
import { useLiveEvents } from './use-live-events.ts';

export function LiveView({ client, kinds, processes, visible, wanted, onWanted, chosen, onChoose }: ViewProps) {
  const [paused, setPaused] = useState(false);
  const [atTop, setAtTop] = useState(true);
  // Each letter typed must not be a question of its own.
  const settled = useDeferredValue(useSettled(wanted, 200));
  const live = useLiveEvents(client, settled, visible, paused);
  const events = useMemo(
    () => (wanted.own ? live.buffer.events : withoutOwn(live.buffer.events, processes)),
    [live.buffer, wanted.own, processes],
  );

  // While someone reads further down, the list stays as it is and says how many have come.
  const held = useRef<readonly SystemEvent[]>(events);
  const still = !atTop && held.current.length > 0 && live.buffer.events.length > 0;
  if (!still) held.current = events;
  const shown = still ? held.current : events;
  const newer = useMemo(() => (still ? cameSince(held.current, events) : 0), [still, events]);

  const { lost, dropped } = live.buffer;
  return (
    <>
      <FilterBar wanted={wanted} onWanted={onWanted} processes={processes} paused={paused} onPaused={setPaused} />
      <div className="list-area">
        {live.status === 'failed' && live.buffer.events.length === 0 ? (
          <Problem text={live.problem} onRetry={live.retry} />
        ) : (
          <EventList
            label="Events"
            events={shown}
            kinds={kinds}
            processes={processes}
            chosen={chosen}
            onChoose={onChoose}
            onTop={setAtTop}
          />
        )}
        {shown.length === 0 && live.status === 'ready' && (
          <div className="over">
            {isFiltered(wanted) ? (
              <Note icon={SearchX}>No event fits. Change or clear the filter.</Note>
            ) : (
              <Note icon={Activity}>Nothing has happened yet. Click something on the desktop.</Note>
            )}
          </div>
        )}
        {newer > 0 && (
          <button
            type="button"
            className="newer os-button"
            data-kind="primary"
            onClick={() => {
              document.querySelector('.events')?.scrollTo({ top: 0 });
              setAtTop(true);
            }}
          >
            <ArrowUp size={14} strokeWidth={2} aria-hidden="true" />
            {`${formatCount(newer)} new`}
          </button>
        )}
      </div>
      <footer className="status">
        <span role="status">
          {paused ? 'Paused. ' : ''}
          {live.status === 'loading'
            ? 'Reading…'
            : `${formatCount(events.length)} ${events.length === 1 ? 'event' : 'events'}`}
        </span>
        {lost > 0 && (
          <span className="lost">{`${formatCount(lost)} lost: they came faster than they can be shown`}</span>
        )}
        {dropped > 0 && <span>{`${formatCount(dropped)} older ones left out`}</span>}
        {live.status === 'failed' && live.buffer.events.length > 0 && (
          <span className="lost" role="alert">
            {live.problem}
          </span>
        )}
      </footer>
    </>
  );
}

/** The value once it has stayed the same for a while. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
