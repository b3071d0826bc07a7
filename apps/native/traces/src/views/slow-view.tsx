/** What took longest. */
import { Timer } from 'lucide-react';
import { useCallback } from 'react';
import { filterOf } from '../live/filter.ts';
import { FilterBar } from '../live/filter-bar.tsx';
import type { ViewProps } from '../monitor.tsx';
import { EventList } from '../parts/event-list.tsx';
import { Note, Problem } from '../parts/note.tsx';
import { useAnswer } from './use-answer.ts';

const most = 200;

export function SlowView({ client, kinds, processes, visible, wanted, onWanted, chosen, onChoose }: ViewProps) {
  const ask = useCallback(
    (signal: AbortSignal) =>
      client.ask({ question: 'slow', filter: filterOf(wanted, Date.now() * 1_000), limit: most }, signal),
    [client, wanted],
  );
  const { value, problem, retry } = useAnswer(ask, 'find slow operations', visible);
  const events = value?.events ?? [];
  return (
    <>
      <FilterBar wanted={wanted} onWanted={onWanted} processes={processes} />
      <div className="list-area">
        {problem !== '' && value === undefined ? (
          <Problem text={problem} onRetry={retry} />
        ) : (
          <EventList
            label="Slow operations"
            events={events}
            kinds={kinds}
            processes={processes}
            chosen={chosen}
            onChoose={onChoose}
          />
        )}
        {value !== undefined && events.length === 0 && (
          <div className="over">
            <Note icon={Timer}>Nothing that takes time fits the filter.</Note>
          </div>
        )}
      </div>
      <footer className="status">
        <span role="status">{`The ${events.length} that took longest, the slowest first`}</span>
      </footer>
    </>
  );
}
