/** From `agentos up` to healthy: cold with a fresh folder and dropped caches, and again. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { startSystem } from '../e2e/support/system.ts';
import { atMost, type Bench, type Figure, median, time } from './figure.ts';

const coldStarts = 3;
const warmStarts = 5;
/** A second start has to be ready in this time, milliseconds. */
const warmBound = 2_000;

/** Empties the page cache; false where that is not allowed. */
function dropCaches(): boolean {
  spawnSync('sync');
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

export const start: Bench = {
  name: 'start',
  title: 'Start to healthy',
  how: `Wall time of \`agentos up\`, which returns once kernel and services are ready and the sign-in address is there. Cold: a fresh folder, page cache dropped, median of ${coldStarts}. Second start: the same folder again, median of ${warmStarts}.`,
  async run() {
    const cold: number[] = [];
    const warm: number[] = [];
    let dropped = true;
    for (let round = 0; round < coldStarts; round += 1) {
      dropped = dropCaches() && dropped;
      const from = performance.now();
      const system = await startSystem();
      cold.push(performance.now() - from);
      if (round === coldStarts - 1) {
        for (let again = 0; again < warmStarts; again += 1) {
          await system.agentos('down');
          const since = performance.now();
          await system.start();
          warm.push(performance.now() - since);
        }
      }
      await system.stop();
    }
    const coldName = dropped ? 'first start, caches dropped' : 'first start (caches not dropped: needs root)';
    const figures: Figure[] = [{ name: coldName, value: time(median(cold)) }];
    return [...figures, atMost('second start', median(warm), warmBound, time)];
  },
};
