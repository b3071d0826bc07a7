/** Starts the thread of algebra and calculus in the browser. */
import type { SymbolicReply, SymbolicWorker, SymbolicWorkerEvents } from '@agentos/tools/symbolic/question';

export function startSymbolicWorker(events: SymbolicWorkerEvents): SymbolicWorker {
  const worker = new Worker(new URL('./symbolic-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = (event: MessageEvent<SymbolicReply>) => events.reply(event.data);
  worker.onerror = () => events.failed();
  return { post: (question) => worker.postMessage(question), end: () => worker.terminate() };
}
