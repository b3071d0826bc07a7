/** One trace beside the list: what it was, how long it took, its steps as a waterfall, and the step that is chosen. */
import { ArrowLeft, Check, Copy, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Kinds, SystemEvent } from '../data/events.ts';
import { formatCount, formatDuration, formatTime } from '../data/format.ts';
import type { MonitorClient, ProcessName } from '../data/monitor-client.ts';
import { Problem } from '../parts/note.tsx';
import { buildChain } from './chain.ts';
import { EventFacts } from './event-facts.tsx';
import { useTrace } from './use-trace.ts';
import { Waterfall } from './waterfall.tsx';

export interface TracePaneProps {
  readonly client: MonitorClient;
  readonly kinds: Kinds;
  readonly processes: readonly ProcessName[];
  readonly event: SystemEvent;
  readonly visible: boolean;
  onClose(): void;
}

export function TracePane({ client, kinds, processes, event, visible, onClose }: TracePaneProps) {
  const { events, status, problem, truncated, retry } = useTrace(client, event, visible);
  const chain = useMemo(() => buildChain(events, kinds), [events, kinds]);
  const [step, setStep] = useState<number>(event.sequence);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => setStep(event.sequence), [event.sequence]);
  // A reader of the list moves on to the trace; its heading says what it is.
  useEffect(() => pane.current?.focus(), []);
  const shown = chain.steps.find((each) => each.event.sequence === step) ?? chain.steps[0];
  const hasTrace = event.trace_id !== '' && !/^0+$/.test(event.trace_id);

  return (
    <aside
      ref={pane}
      className="trace"
      aria-label="Trace"
      tabIndex={-1}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'Escape') return;
        pressed.preventDefault();
        onClose();
      }}
    >
      <header className="trace-head">
        <button
          type="button"
          className="os-button back"
          data-kind="quiet"
          aria-label="Back to the list"
          onClick={onClose}
        >
          <ArrowLeft size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
        <div className="trace-title">
          <h2>{chain.steps[0] === undefined ? event.type : titleOf(chain.steps[0].event)}</h2>
          <p>
            {`${formatTime(chain.beganAt)}, ${formatDuration(chain.total)}, ${formatCount(chain.steps.length)} ${chain.steps.length === 1 ? 'event' : 'events'}${chain.layers.length === 0 ? '' : ` in ${chain.layers.join(', ')}`}`}
          </p>
        </div>
        {hasTrace && <CopyId id={event.trace_id} />}
        <button
          type="button"
          className="os-button close"
          data-kind="quiet"
          aria-label="Close the trace"
          onClick={onClose}
        >
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </header>
      {status === 'failed' && <Problem text={problem} onRetry={retry} />}
      {!hasTrace && <p className="hint">This event belongs to no trace: nobody's click began it.</p>}
      {truncated && <p className="hint">The trace is longer than what is shown here.</p>}
      <Waterfall chain={chain} chosen={shown?.event.sequence} onChoose={setStep} />
      {shown !== undefined && <EventFacts step={shown} kinds={kinds} processes={processes} />}
    </aside>
  );
}

function titleOf(event: SystemEvent): string {
  return event.subject === '' ? event.type : `${event.type}: ${event.subject}`;
}

function CopyId({ id }: { readonly id: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    // A frame without an origin has no clipboard of the browser: a selection has.
    const field = document.createElement('textarea');
    field.value = id;
    document.body.append(field);
    field.select();
    setCopied(document.execCommand('copy'));
    field.remove();
  };
  return (
    <button type="button" className="os-button id" data-kind="quiet" title={id} onClick={copy}>
      {copied ? (
        <Check size={14} strokeWidth={2} aria-hidden="true" />
      ) : (
        <Copy size={14} strokeWidth={1.75} aria-hidden="true" />
      )}
      <span className="unseen">Copy the trace id</span>
      <code>{id.slice(0, 8)}</code>
    </button>
  );
}
