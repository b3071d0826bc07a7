/** What was far from its mean. */
import { CircleCheck } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { formatCount, formatValue } from '../data/format.ts';
import type { ViewProps } from '../monitor.tsx';
import { EventList } from '../parts/event-list.tsx';
import { Note, Problem } from '../parts/note.tsx';
import { useAnswer } from './use-answer.ts';

const most = 200;

export function AnomaliesView({ client, kinds, processes, visible, chosen, onChoose }: ViewProps) {
  const ask = useCallback(
    (signal: AbortSignal) => client.ask({ question: 'anomalies', limit: most }, signal),
    [client],
  );
  const { value, problem, retry } = useAnswer(ask, 'find anomalies', visible);
  const anomalies = value?.anomalies ?? [];
  const events = useMemo(() => anomalies.map(({ event }) => event), [anomalies]);
  const last = useMemo(
    () => ({
      heading: 'Value, mean',
      of: (_event: unknown, index: number) => {
        const found = anomalies[index];
        if (found === undefined) return '';
        const meaning = kinds.get(found.event.type)?.a ?? { unit: 'count', means: '' };
        return (
          <span title={`${formatCount(found.samples)} before it`}>
            <strong>{formatValue(found.value, meaning)}</strong>
            <span className="faint">{` of ${formatValue(found.mean, meaning)}, ${found.sigmas.toFixed(1)}σ`}</span>
          </span>
        );
      },
    }),
    [anomalies, kinds],
  );
  return (
    <>
      <div className="list-area" data-wide-last="">
        {problem !== '' && value === undefined ? (
          <Problem text={problem} onRetry={retry} />
        ) : (
          <EventList
            label="Anomalies"
            events={events}
            kinds={kinds}
            processes={processes}
            chosen={chosen}
            onChoose={onChoose}
            last={last}
          />
        )}
        {value !== undefined && anomalies.length === 0 && (
          <div className="over">
            <Note icon={CircleCheck}>Nothing unusual: no value was three standard deviations from its mean.</Note>
          </div>
        )}
      </div>
      <footer className="status">
        <span role="status">{`${formatCount(anomalies.length)} anomalies`}</span>
      </footer>
    </>
  );
}
