/** One question, asked again every few seconds while someone looks. */
import { useEffect, useState } from 'react';
import { describe } from '../data/problems.ts';

export interface Answered<T> {
  readonly value: T | undefined;
  readonly problem: string;
  retry(): void;
}

/** `ask` must stay the same function while the question does. */
export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  doing: string,
  running: boolean,
  everyMs = 3_000,
): Answered<T> {
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState('');
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is the wish to ask again now
  useEffect(() => {
    if (!running) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async (): Promise<void> => {
      try {
        const answer = await ask(stop.signal);
        if (stop.signal.aborted) return;
        setValue(answer);
        setProblem('');
      } catch (error) {
        if (stop.signal.aborted) return;
        setProblem(describe(error, doing));
      }
      timer = setTimeout(() => void again(), everyMs);
    };
    void again();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [ask, doing, running, everyMs, attempt]);
  return { value, problem, retry: () => setAttempt((count) => count + 1) };
}
