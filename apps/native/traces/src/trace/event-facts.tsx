/** Everything that is known of one event, in words. */
import type { Kinds, SystemEvent, ValueMeaning } from '../data/events.ts';
import { formatDuration, formatTime, formatValue } from '../data/format.ts';
import { type ProcessName, processLabel } from '../data/monitor-client.ts';
import type { Step } from './chain.ts';

export interface EventFactsProps {
  readonly step: Step;
  readonly kinds: Kinds;
  readonly processes: readonly ProcessName[];
}

export function EventFacts({ step, kinds, processes }: EventFactsProps) {
  const { event } = step;
  const kind = kinds.get(event.type);
  const facts: readonly (readonly [string, string])[] = [
    ...(event.subject === '' ? [] : [[subjectName(kind?.subject), event.subject] as const]),
    ['Layer', event.layer],
    ['Process', event.pid === 0 ? 'None' : processLabel(event, processes)],
    ['Category', `${event.category}, ${event.severity}`],
    ['At', `${formatTime(event.time_us)} (+${formatDuration(step.offset + (step.duration ?? 0))})`],
    ...valueFacts(event, kind),
    ...(step.own === undefined || step.own === step.duration
      ? []
      : [['Of that by itself', formatDuration(step.own)] as const]),
    ...(event.text === '' ? [] : [['Text', event.text] as const]),
    ['Event', `no. ${event.sequence}${event.span_id === '' ? '' : `, span ${event.span_id}`}`],
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="facts" aria-label="The chosen step" tabIndex={0}>
      <p className="facts-says">
        <strong>{event.type}</strong>
        {kind === undefined ? '' : `: ${kind.says}`}
        {step.orphan && <span className="faint"> (what caused it is not kept)</span>}
      </p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function valueFacts(
  event: SystemEvent,
  kind: { a?: ValueMeaning | undefined; b?: ValueMeaning | undefined; c?: ValueMeaning | undefined } | undefined,
): (readonly [string, string])[] {
  if (kind === undefined) return [];
  return (['a', 'b', 'c'] as const).flatMap((name) => {
    const meaning = kind[name];
    if (meaning === undefined) return [];
    const value = { a: event.value_a, b: event.value_b, c: event.value_c }[name];
    return [[capital(meaning.means), formatValue(value, meaning)] as const];
  });
}

/** What the subject is, when the type says it as a name and not as a list of values. */
function subjectName(meaning: string | undefined): string {
  return meaning === undefined || meaning.includes('`') ? 'Subject' : capital(meaning);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
