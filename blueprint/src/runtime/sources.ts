/**
 * The values of an app that tools give. Each is asked when the app opens, when what its arguments read changes, or every
 * so many seconds; beside its value stand `name$loading` and `name$error`.
 *
 * Rules: an answer to an earlier question than the last is dropped; a failure keeps the last good value; one source asks
 * at most so often (`questionBurst` at once, then one each `questionGapMs`), and nothing while the app is out of sight:
 * what became due is asked when it is back.
 */
import { ToolError } from '@agentos/tools/handlers/index';
import { compileExpression, type Frame, type Json, jsonEqual, type Scope, type Source, truthy } from '../index.ts';
import type { Clock } from './clock.ts';
import type { DataStore } from './data-store.ts';
import { evaluateDeep, faultOf } from './evaluate.ts';
import { pathsIn } from './reads.ts';

/** Questions that one source may ask at once, as a person who types makes it ask. */
export const questionBurst = 50;
/** Time in which it may ask one more. */
export const questionGapMs = 100;

export interface SourceHost {
  readonly clock: Clock;
  scope(frame: Frame | null): Scope;
  environment(): { now(): number; random(): number; uuid(): string };
  /** Calls back when the value at one of these paths may have changed. */
  watch(paths: readonly string[], listener: () => void): () => void;
  /** Asks the tool. @throws ToolError */
  ask(source: Source, signal: AbortSignal): Promise<Json>;
}

export interface AppSources {
  /** Begins: every source whose condition holds is asked. */
  start(): void;
  /** @throws ToolError `ENOENT` */
  refresh(name?: string): Promise<void>;
  /** Out of sight, or back. */
  suspend(suspended: boolean): void;
  close(): void;
}

/** @param store holds the values, their `$loading` and `$error`; nobody else writes to it */
export function appSources(
  definitions: Readonly<Record<string, Source>>,
  store: DataStore,
  host: SourceHost,
): AppSources {
  const running = new Map(
    Object.entries(definitions).map(([name, source]) => [name, runSource(name, source, store, host)]),
  );
  return {
    start() {
      for (const source of running.values()) source.start();
    },
    async refresh(name) {
      if (name === undefined) {
        await Promise.all([...running.values()].map((source) => source.ask()));
        return;
      }
      const source = running.get(name);
      if (source === undefined) throw new ToolError('ENOENT', `the app has no source "${name}"`);
      await source.ask();
    },
    suspend(suspended) {
      for (const source of running.values()) source.suspend(suspended);
    },
    close() {
      for (const source of running.values()) source.close();
    },
  };
}

interface RunningSource {
  start(): void;
  ask(): Promise<void>;
  suspend(suspended: boolean): void;
  close(): void;
}

function runSource(name: string, source: Source, store: DataStore, host: SourceHost): RunningSource {
  const { clock } = host;
  const { refresh = 'deps', debounce = 0 } = source;
  /** The question that is under way; a newer one ends it. */
  let asking: AbortController | null = null;
  /** When all that was asked would have been asked at the slow pace: how far it lies ahead is the burst that was used. */
  let paidUntil = Number.NEGATIVE_INFINITY;
  /** What was asked last, to tell whether a change changes the question. */
  let question: Json | undefined;
  let cancelWait: (() => void) | null = null;
  let suspended = false;
  /** Became due while out of sight. */
  let due = false;
  let closed = false;
  const stops: (() => void)[] = [];

  const show = (values: { value?: Json; loading?: boolean; error?: string | null }): void => {
    store.set({
      ...store.data,
      ...(values.value === undefined ? {} : { [name]: values.value }),
      ...(values.loading === undefined ? {} : { [`${name}$loading`]: values.loading }),
      ...(values.error === undefined ? {} : { [`${name}$error`]: values.error }),
    });
  };
  const wanted = (): boolean =>
    source.if === undefined || truthy(compileExpression(source.if).evaluate(host.scope(null)));

  async function ask(): Promise<void> {
    cancelWait?.();
    cancelWait = null;
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    paidUntil = Math.max(paidUntil, clock.now()) + questionGapMs;
    show({ loading: true });
    try {
      question = evaluateDeep(source.args ?? {}, host.scope(null), host.environment());
      const value = await host.ask(source, mine.signal);
      if (asking === mine && !closed) show({ value, loading: false, error: null });
    } catch (error) {
      if (asking !== mine || closed) return;
      const why = error instanceof ToolError ? error.message : faultOf(error);
      if (why === undefined) console.error(error);
      show({ loading: false, error: why ?? (error instanceof Error ? error.message : String(error)) });
    } finally {
      if (asking === mine) asking = null;
    }
  }

  /** Asks after the quiet that the source wants, and not too often. */
  function schedule(quietMs: number): void {
    if (closed) return;
    if (suspended) {
      due = true;
      return;
    }
    cancelWait?.();
    const wait = Math.max(quietMs, paidUntil - (questionBurst - 1) * questionGapMs - clock.now(), 0);
    cancelWait = clock.after(wait, () => {
      cancelWait = null;
      if (wantedNow()) void ask();
    });
  }

  function wantedNow(): boolean {
    try {
      return wanted();
    } catch (error) {
      const why = faultOf(error);
      if (why === undefined) throw error;
      show({ error: why });
      return false;
    }
  }

  /** What the question or the condition reads has changed. */
  function read(): void {
    try {
      const next = evaluateDeep(source.args ?? {}, host.scope(null), host.environment());
      if (question !== undefined && jsonEqual(next, question)) return;
    } catch {
      // The question cannot be put now: asking says why.
    }
    schedule(debounce);
  }

  return {
    start() {
      schedule(0);
      const inArgs = pathsIn(source.args);
      if (refresh === 'deps' && inArgs.length > 0) stops.push(host.watch(inArgs, read));
      // A condition that begins to hold is the first occasion to ask.
      if (source.if !== undefined) {
        stops.push(
          host.watch(pathsIn(source.if), () => {
            if (question === undefined || refresh === 'deps') read();
          }),
        );
      }
      if (typeof refresh === 'number') stops.push(clock.every(refresh * 1000, () => schedule(0)));
    },
    ask,
    suspend(now) {
      suspended = now;
      if (now || !due) return;
      due = false;
      schedule(0);
    },
    close() {
      closed = true;
      cancelWait?.();
      asking?.abort();
      for (const stop of stops) stop();
    },
  };
}
