/** What the symbolic tools ask and answer, as it goes to the worker and back. */
import { ToolError } from '../error.ts';

export type SymbolicQuestion =
  | { tool: 'simplify' | 'expand' | 'factor'; expression: string }
  | { tool: 'solve'; expression: string; variable: string }
  | { tool: 'quadratic'; a: number; b: number; c: number }
  | { tool: 'solve_linear'; equations: readonly string[]; variables?: readonly string[] | undefined }
  | { tool: 'derivative'; expression: string; variable: string; order: number }
  | { tool: 'derivative_at'; expression: string; variable: string; order: number; at: string }
  | { tool: 'integrate'; expression: string; variable: string }
  | { tool: 'integrate_definite'; expression: string; variable: string; from: string; to: string }
  | { tool: 'limit'; expression: string; variable: string; to: string; direction: 'both' | 'left' | 'right' }
  | { tool: 'taylor' | 'series'; expression: string; variable: string; at: string; order: number };

/** The result of the tool, before its schema has seen it. */
export type SymbolicAnswer = Readonly<Record<string, unknown>>;

/** Answers questions within a bound of time. */
export interface SymbolicMathematics {
  /** @throws ToolError `ETIMEDOUT` beyond the bound, `EAGAIN` when too many wait, and those of `answer` */
  ask(question: SymbolicQuestion): Promise<SymbolicAnswer>;
}

export type SymbolicReply = { ok: true; answer: SymbolicAnswer } | { ok: false; code: string; message: string };

/** A worker as far as this needs one: in the browser a Worker, in tests a thread of Node. */
export interface SymbolicWorker {
  post(question: SymbolicQuestion): void;
  /** Ends it at once, whatever it does. */
  end(): void;
}

export interface SymbolicWorkerEvents {
  reply(reply: SymbolicReply): void;
  failed(): void;
}

const mostWaiting = 16;

/**
 * One worker, started when the first question comes, that answers one question after the other. A question that takes longer
 * than the bound ends the worker, and the next gets a new one: nothing an app asks can hold up the desktop.
 *
 * @param start starts a worker whose events go to what is given
 */
export function symbolicMathematics(
  start: (events: SymbolicWorkerEvents) => SymbolicWorker,
  limitMillis = 5_000,
): SymbolicMathematics & { close(): void } {
  let worker: SymbolicWorker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closed = false;
  let settle: (reply: SymbolicReply) => void = () => {};

  function stop(): void {
    worker?.end();
    worker = undefined;
  }

  function fail(code: string, message: string): void {
    stop();
    settle({ ok: false, code, message });
  }

  function started(): SymbolicWorker {
    const mine: SymbolicWorker = start({
      // A word from a worker that was ended is of no concern to the question after.
      reply: (given) => {
        if (worker === mine) settle(given);
      },
      failed: () => {
        if (worker === mine) fail('EIO', 'the mathematics could not be loaded');
      },
    });
    return mine;
  }

  async function put(question: SymbolicQuestion): Promise<SymbolicAnswer> {
    if (closed) throw new ToolError('ECANCELED', 'the app was closed');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reply = await new Promise<SymbolicReply>((resolve) => {
      settle = resolve;
      timer = setTimeout(() => fail('ETIMEDOUT', 'this takes too long to work out'), limitMillis);
      try {
        worker ??= started();
        worker.post(question);
      } catch {
        fail('EIO', 'the mathematics could not be started');
      }
    });
    clearTimeout(timer);
    if (!reply.ok) throw new ToolError(reply.code, reply.message);
    return reply.answer;
  }

  return {
    async ask(question) {
      if (waiting >= mostWaiting) throw new ToolError('EAGAIN', 'too many questions wait already');
      waiting += 1;
      const mine = last.then(() => put(question));
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
    close() {
      closed = true;
      fail('ECANCELED', 'the app was closed');
    },
  };
}
