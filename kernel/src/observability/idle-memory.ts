/**
 * Gives memory back to the host once the kernel has become quiet: a burst of work leaves a heap behind that the engine
 * keeps for work to come, several times what an idle kernel needs.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';

const lookEveryMs = 5_000;
/** Share of a core below which the kernel counts as quiet. */
const quietShare = 0.02;

export interface IdleMemoryLog {
  debug(fields: object, message: string): void;
}

/** Watches until the returned function is called. `letGo` drops what the kernel keeps for work to come. */
export function giveBackMemoryWhenIdle(log: IdleMemoryLog, letGo: () => void): () => void {
  const collect = engineCollector();
  const trim = process.platform === 'linux' ? koffi.load('libc.so.6').func('int malloc_trim(size_t keep)') : undefined;
  let last = process.cpuUsage();
  let worked = true;
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    const quiet = (user + system) / 1000 < lookEveryMs * quietShare;
    if (!quiet) worked = true;
    else if (worked) {
      worked = false;
      letGo();
      void collect().then(() => {
        trim?.(0);
        // What the collection itself took is no work.
        last = process.cpuUsage();
        log.debug({ residentBytes: process.memoryUsage.rss() }, 'gave idle memory back');
      });
    }
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** The engine's full collection, in slices between other work; nothing where the engine does not offer it. */
function engineCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc');
  const collector: unknown = runInNewContext('gc');
  if (typeof collector !== 'function') return async () => undefined;
  return async () => {
    await collector({ type: 'major', execution: 'async', flavor: 'last-resort' });
  };
}
