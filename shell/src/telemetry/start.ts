/** Loads the collector when the desktop has nothing else to do, and shows its figures in the console of the browser. */
import type { Transport } from '../services/http.ts';
import type { Collector, TelemetrySnapshot } from './collector.ts';
import type { Recorder } from './recorder.ts';

declare global {
  interface Window {
    /** For whoever opens the tools of the browser: the figures of this page. */
    agentos?: { telemetry(): TelemetrySnapshot | undefined };
  }
}

/** The first drawing comes before its figures. */
const settleMs = 1_000;

/**
 * Collects until the returned function is called.
 * @param busy whether the person waits for something that the services are doing
 */
export function startTelemetry(recorder: Recorder, transport: Transport, busy: () => boolean): () => void {
  let closed = false;
  let collector: Collector | undefined;
  const load = async (): Promise<void> => {
    const { browserCollectorHost, startCollector } = await import('./collector.ts');
    if (closed) return;
    collector = startCollector(
      recorder,
      browserCollectorHost((path, init) => transport.fetch(path, init), busy),
    );
    window.agentos = { telemetry: () => collector?.snapshot() };
  };
  const timer = setTimeout(() => {
    // A desktop without figures is a desktop: the next start tries again.
    load().catch((error: unknown) => console.warn('the figures of the desktop are not collected', error));
  }, settleMs);
  return () => {
    closed = true;
    clearTimeout(timer);
    collector?.close();
  };
}
