/**
 * Entry point of the supervisor process. Started by `agentos up`, which sends the one start message; it then runs until
 * SIGTERM. It loads no library: this process stays as long as the system does.
 */
import { join } from 'node:path';
import { isAlive, signal, waitUntilGone } from '../host/process-table.ts';
import { LayerStartError } from './layer-process.ts';
import { layers, layerTimes, longestLogBytes } from './layers.ts';
import { LogFile } from './log-file.ts';
import type { StartMessage, StartReport } from './start-message.ts';
import { lastState, removeState, writeState } from './state-file.ts';
import { Supervisor } from './supervisor.ts';

/** Time that layers of a supervisor which was killed have to notice and end. */
const orphanMs = 6_000;

const note = (text: string, fields: Readonly<Record<string, unknown>>): void => {
  // The same shape as the layers' logs, so that `agentos logs` shows all alike.
  process.stdout.write(
    `${JSON.stringify({ level: 30, time: new Date().toISOString(), name: 'supervisor', ...fields, msg: text })}\n`,
  );
};

async function run(message: StartMessage): Promise<void> {
  await endOrphans(message.run);
  const logFile = (layer: string) =>
    new LogFile({ path: join(message.home, 'logs', `${layer}.log`), longestBytes: longestLogBytes });
  const supervisor = new Supervisor({
    layers,
    times: layerTimes,
    logFile,
    note,
    report: (state) => writeState(message.run, state),
    environment: (layer, last) => ({
      ...process.env,
      ...message.environment,
      MALLOC_ARENA_MAX: '1',
      NODE_COMPILE_CACHE: join(message.home, 'cache', 'compile'),
      // A free port that was chosen once stays the same over restarts: browsers come back to it.
      ...(layer === 'services' && last?.detail.port !== undefined ? { AGENTOS_PORT: String(last.detail.port) } : {}),
    }),
  });

  let exitCode = 0;
  const stop = async (why: string): Promise<void> => {
    note('stopping', { why });
    await supervisor.stop();
    removeState(message.run);
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  let detached = false;
  process.on('disconnect', () => {
    if (!detached) void stop('the command that started it is gone');
  });

  const tell = (report: StartReport): Promise<void> =>
    new Promise((resolve) => (process.send ? process.send(report, () => resolve()) : resolve()));
  try {
    await supervisor.start();
    note('up', {});
    await tell({ type: 'up', state: supervisor.state });
    detached = !message.foreground;
    if (detached) process.disconnect?.();
  } catch (error) {
    exitCode = 1;
    const layer = error instanceof LayerStartError ? error.layer : 'supervisor';
    const reason = error instanceof Error ? error.message : String(error);
    note('cannot start', { layer, reason });
    await tell({ type: 'failed', layer, reason, log: logFile(layer).path });
    await stop('a layer cannot start');
  }
}

/** Layers end by themselves when their supervisor is killed; whatever did not is ended here, before ours start. */
async function endOrphans(run: string): Promise<void> {
  const orphans = (lastState(run)?.layers ?? []).flatMap((layer) => layer.process ?? []).filter(isAlive);
  await Promise.all(
    orphans.map(async (orphan) => {
      if (await waitUntilGone(orphan, orphanMs)) return;
      note('ending a layer left by another supervisor', { pid: orphan.pid });
      signal(orphan, 'SIGKILL');
      await waitUntilGone(orphan, orphanMs);
    }),
  );
}

if (process.send === undefined) {
  process.stderr.write('the supervisor is started by: agentos up\n');
  process.exitCode = 1;
} else {
  process.once('message', (message: StartMessage) => void run(message));
}
