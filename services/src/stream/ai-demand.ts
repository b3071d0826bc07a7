/** Asks the supervisor for the AI layer and waits for its answer. */
import { GenerationError } from '../generation/contract.ts';

const answerWithinMs = 20_000;

export interface AiDemand {
  /** Resolves when the AI layer is up; every call keeps it alive. Rejects with the reason, or the signal's. */
  want(signal: AbortSignal): Promise<void>;
  /** The supervisor told of the layer. */
  changed(up: boolean, reason: string): void;
}

export function createAiDemand(supervisor: { ask(): void }): AiDemand {
  let up = false;
  const waiting = new Set<{ resolve(): void; reject(error: Error): void }>();
  return {
    want(signal) {
      if (signal.aborted) return Promise.reject(new GenerationError('ECANCELED', 'cancelled'));
      supervisor.ask();
      if (up) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const entry = {
          resolve: () => settle(resolve),
          reject: (error: Error) => settle(() => reject(error)),
        };
        const aborted = (): void => entry.reject(new GenerationError('ECANCELED', 'cancelled'));
        const late = setTimeout(
          () => entry.reject(new GenerationError('EUNAVAILABLE', 'the AI layer did not start in time')),
          answerWithinMs,
        );
        const settle = (finish: () => void): void => {
          clearTimeout(late);
          signal.removeEventListener('abort', aborted);
          waiting.delete(entry);
          finish();
        };
        signal.addEventListener('abort', aborted, { once: true });
        waiting.add(entry);
      });
    },
    changed(nowUp, reason) {
      up = nowUp;
      for (const entry of [...waiting]) {
        if (nowUp) entry.resolve();
        else if (reason !== '')
          entry.reject(new GenerationError('EUNAVAILABLE', `the AI layer cannot start: ${reason}`));
      }
    },
  };
}
