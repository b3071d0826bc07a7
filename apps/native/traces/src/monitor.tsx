/**
 * The window: views of the system beside each other as tabs, and the trace of the event that was chosen. A further view
 * (processes, memory, network) is one more entry of `views`.
 */
import type { NativeAppProps } from '@os/sdk';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Kinds, SystemEvent } from './data/events.ts';
import { createMonitorClient, type MonitorClient, type ProcessName } from './data/monitor-client.ts';
import { everything, type Wanted } from './live/filter.ts';
import { LiveView } from './live/live-view.tsx';
import { TracePane } from './trace/trace-pane.tsx';
import { AnomaliesView } from './views/anomalies-view.tsx';
import { FiguresView } from './views/figures-view.tsx';
import { SlowView } from './views/slow-view.tsx';

/** What every view is given. */
export interface ViewProps {
  readonly client: MonitorClient;
  readonly kinds: Kinds;
  readonly processes: readonly ProcessName[];
  /** Whether someone can see the window. */
  readonly visible: boolean;
  readonly wanted: Wanted;
  onWanted(wanted: Wanted): void;
  readonly chosen: SystemEvent | undefined;
  onChoose(event: SystemEvent): void;
}

interface View {
  readonly id: string;
  readonly label: string;
  render(props: ViewProps): ReactNode;
}

const views: readonly View[] = [
  { id: 'live', label: 'Live', render: (props) => <LiveView {...props} /> },
  { id: 'slow', label: 'Slow', render: (props) => <SlowView {...props} /> },
  { id: 'anomalies', label: 'Anomalies', render: (props) => <AnomaliesView {...props} /> },
  { id: 'figures', label: 'Figures', render: (props) => <FiguresView {...props} /> },
];

const processesEveryMs = 5_000;

export function Monitor({ context }: NativeAppProps) {
  const client = useMemo(() => createMonitorClient(context.executor), [context]);
  const [view, setView] = useState(() => startView(context.state.get('view')));
  const [wanted, setWanted] = useState(everything);
  const [chosen, setChosen] = useState<SystemEvent>();
  const [kinds, setKinds] = useState<Kinds>(new Map());
  const [processes, setProcesses] = useState<readonly ProcessName[]>([]);
  const [visible, setVisible] = useState(context.visible.current);
  const lastFocus = useRef<Element | null>(null);

  useEffect(() => context.visible.subscribe(setVisible), [context]);
  useEffect(() => {
    // Without it durations cannot be told, but the list still can.
    client.kinds().then(setKinds, () => {});
  }, [client]);
  useEffect(() => {
    if (!visible) return;
    // A list of before is better than none.
    const ask = (): void => void client.processes().then(setProcesses, () => {});
    ask();
    const timer = setInterval(ask, processesEveryMs);
    return () => clearInterval(timer);
  }, [client, visible]);

  const show = (id: string): void => {
    setView(id);
    setChosen(undefined);
    context.state.set('view', id);
  };
  const choose = useCallback((event: SystemEvent) => {
    lastFocus.current = document.activeElement;
    setChosen(event);
  }, []);
  const close = useCallback(() => {
    setChosen(undefined);
    // What had the keyboard is in sight again after the next drawing.
    requestAnimationFrame(() => lastFocus.current instanceof HTMLElement && lastFocus.current.focus());
  }, []);

  const shown = views.find(({ id }) => id === view) ?? views[0];
  const props: ViewProps = {
    client,
    kinds,
    processes,
    visible,
    wanted,
    onWanted: setWanted,
    chosen,
    onChoose: choose,
  };
  return (
    <main className="monitor" aria-label="Traces">
      <h1 className="unseen">Traces</h1>
      <Tabs chosen={shown?.id ?? ''} onChoose={show} />
      <div className="panes" data-open={chosen !== undefined || undefined}>
        <section id="view" className="view" role="tabpanel" aria-labelledby={`tab-${shown?.id}`}>
          {shown?.render(props)}
        </section>
        {chosen !== undefined && (
          <TracePane
            key={chosen.trace_id || chosen.sequence}
            client={client}
            kinds={kinds}
            processes={processes}
            event={chosen}
            visible={visible}
            onClose={close}
          />
        )}
      </div>
    </main>
  );
}

function Tabs({ chosen, onChoose }: { readonly chosen: string; onChoose(id: string): void }) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = views.findIndex(({ id }) => id === chosen);
    const next = {
      ArrowRight: (at + 1) % views.length,
      ArrowLeft: (at + views.length - 1) % views.length,
      Home: 0,
      End: views.length - 1,
    }[event.key];
    const target = next === undefined ? undefined : views[next];
    if (target === undefined) return;
    event.preventDefault();
    onChoose(target.id);
    list.current?.querySelector<HTMLElement>(`#tab-${target.id}`)?.focus();
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
      {views.map(({ id, label }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          className="tab"
          aria-selected={id === chosen}
          aria-controls="view"
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function startView(kept: unknown): string {
  return views.some(({ id }) => id === kept) && typeof kept === 'string' ? kept : 'live';
}
