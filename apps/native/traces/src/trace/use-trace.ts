/** The chain of one trace: asked for at once, and again for a few seconds, since its layers tell of it one after the other. */
import { useEffect, useState } from 'react';
import type { SystemEvent } from '../data/events.ts';
import type { MonitorClient } from '../data/monitor-client.ts';
import { describe } from '../data/problems.ts';

/** When a fresh trace is asked for again, milliseconds after the first time. */
const againAfterMs = [300, 700, 1_500, 3_000];
const mostEvents = 2_000;

export interface TraceAnswer {
  readonly events: readonly SystemEvent[];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem: string;
  readonly truncated: boolean;
  retry(): void;
}

export function useTrace(client: MonitorClient, event: SystemEvent, visible: boolean): TraceAnswer {
  const [answer, setAnswer] = useState<Omit<TraceAnswer, 'retry'>>({
    events: [event],
    status: 'loading',
    problem: '',
    truncated: false,
  });
  const [attempt, setAttempt] = useState(0);
  const { trace_id: traceId } = event;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one trace, whichever of its events was chosen; `attempt` asks anew
  useEffect(() => {
    if (!visible) return;
    if (!/^(?!0{32})[0-9a-f]{32}$/.test(traceId)) {
      setAnswer({ events: [event], status: 'ready', problem: '', truncated: false });
      return;
    }
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const found = await client.ask(
          { question: 'chain', filter: { trace_id: traceId }, limit: mostEvents },
          stop.signal,
        );
        if (stop.signal.aborted) return;
        // What was chosen is shown even when the kernel has forgotten it meanwhile.
        const events = found.events.length === 0 ? [event] : found.events;
        setAnswer({ events, status: 'ready', problem: '', truncated: found.truncated });
      } catch (error) {
        if (stop.signal.aborted) return;
        setAnswer((before) => ({ ...before, status: 'failed', problem: describe(error, 'read the trace') }));
      }
    };
    void ask();
    const timers = againAfterMs.map((ms) => setTimeout(() => void ask(), ms));
    return () => {
      stop.abort();
      timers.forEach(clearTimeout);
    };
  }, [client, traceId, visible, attempt]);
  return { ...answer, retry: () => setAttempt((count) => count + 1) };
}
