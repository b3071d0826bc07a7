/** The layers of the system, how each is run, and the times that the supervisor gives them. */
import { dirname, join } from 'node:path';
import type { LayerName } from '@agentos/protocol/layer';
import type { LayerSpec, LayerTimes } from './layer-process.ts';

/** Folder that holds all layers. */
export const projectRoot = dirname(dirname(dirname(import.meta.dirname)));

/**
 * A young generation of 1 MB keeps an idle layer small; the layers do not allocate enough to feel it. Buffers count against
 * the limit of the whole heap: by a limit of their own, a stream of large ones has the heap collected every 16 MB, which
 * costs three quarters of its throughput.
 */
const nodeArguments = ['--max-semi-space-size=1', '--external-memory-accounted-in-global-limit'];

const entryOf = (name: LayerName): string => join(projectRoot, name, 'src', 'main.ts');

/** In the order in which they start. */
export const layers: readonly LayerSpec[] = [
  { name: 'kernel', entry: entryOf('kernel'), nodeArguments },
  { name: 'services', entry: entryOf('services'), nodeArguments },
  { name: 'ai', entry: entryOf('ai'), nodeArguments, idleEndMs: 5 * 60_000 },
];

export const layerTimes: LayerTimes = {
  readyWithinMs: 60_000,
  pingEveryMs: 10_000,
  missedPings: 3,
  stopWithinMs: 7_000,
  backOff: { firstMs: 100, longestMs: 30_000, stableMs: 60_000 },
};

/** Log size at which a file is moved aside; one older file is kept. */
export const longestLogBytes = 8 * 1024 * 1024;
