/** The live list: asks again and again while someone looks, and tells what came, what was lost and what went wrong. */
import { useEffect, useRef, useState } from 'react';
import type { MonitorClient } from '../data/monitor-client.ts';
import { describe } from '../data/problems.ts';
import { filterOf, type Wanted } from './filter.ts';
import { emptyBuffer, type LiveBuffer, nextFrom, take } from './live-buffer.ts';

const everyMs = 600;
/** After a failure the next question waits longer, up to this. */
const slowestMs = 8_000;
const firstLimit = 5_000;
const nextLimit = 2_000;

export interface Live {
  readonly buffer: LiveBuffer;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem: string;
  retry(): void;
}

/** Events that fit; while paused those of the first answer, since another wish is still to be answered. */
export function useLiveEvents(client: MonitorClient, wanted: Wanted, visible: boolean, paused: boolean): Live {
  const [state, setState] = useState<Omit<Live, 'retry'>>({ buffer: emptyBuffer, status: 'loading', problem: '' });
  const [attempt, setAttempt] = useState(0);
  const buffer = useRef<LiveBuffer>(emptyBuffer);
  const answered = useRef(false);
  const { category, severity, pid, text, minutes } = wanted;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins another list
  useEffect(() => {
    buffer.current = emptyBuffer;
    answered.current = false;
    setState({ buffer: emptyBuffer, status: 'loading', problem: '' });
  }, [client, category, severity, pid, text, minutes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is the wish to ask again now
  useEffect(() => {
    if (!visible || (paused && answered.current)) return;
    const stop = new AbortController();
    let pause = everyMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const from = nextFrom(buffer.current);
      const filter = filterOf({ category, severity, pid, text, minutes, own: true }, Date.now() * 1_000, from);
      try {
        const limit = from === undefined ? firstLimit : nextLimit;
        const answer = await client.ask({ question: 'events', filter, limit }, stop.signal);
        if (stop.signal.aborted) return;
        answered.current = true;
        const next = take(buffer.current, answer, from);
        pause = everyMs;
        const changed = next !== buffer.current;
        buffer.current = next;
        setState((before) =>
          changed || before.status !== 'ready' ? { buffer: next, status: 'ready', problem: '' } : before,
        );
      } catch (error) {
        if (stop.signal.aborted) return;
        pause = Math.min(slowestMs, pause * 2);
        setState({ buffer: buffer.current, status: 'failed', problem: describe(error, 'read the events') });
      }
      if (!paused || !answered.current) timer = setTimeout(() => void ask(), pause);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, category, severity, pid, text, minutes, visible, paused, attempt]);

  return { ...state, retry: () => setAttempt((count) => count + 1) };
}
