/** Starts the supervisor as a process of its own and waits until the system is up. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { longestLogBytes, projectRoot } from './layers.ts';
import { LogFile } from './log-file.ts';
import type { StartMessage, StartReport } from './start-message.ts';

export type LaunchResult =
  | { readonly up: true; readonly supervisor: ChildProcess }
  | { readonly up: false; readonly reason: string; readonly log: string };

/**
 * Starts the supervisor in a session of its own, so that no key of the caller's terminal reaches it. Until the system is
 * up, or for good with `foreground`, the end of the calling process stops it.
 */
export function launchSupervisor(message: StartMessage): Promise<LaunchResult> {
  const log = new LogFile({ path: join(message.home, 'logs', 'supervisor.log'), longestBytes: longestLogBytes });
  log.rotate();
  const output = log.open();
  // A heap this small is plenty for timers and a few messages, and keeps the one process that never rests small.
  const nodeArguments = ['--max-semi-space-size=1', '--max-old-space-size=64'];
  const supervisor = spawn(process.execPath, [...nodeArguments, join(import.meta.dirname, 'main.ts')], {
    cwd: projectRoot,
    detached: true,
    env: { ...process.env, MALLOC_ARENA_MAX: '1', NODE_COMPILE_CACHE: join(message.home, 'cache', 'compile') },
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  return new Promise((resolve, reject) => {
    supervisor.once('error', reject);
    let failure: LaunchResult | undefined;
    supervisor.on('message', (report: StartReport) => {
      if (report.type === 'failed') {
        // The answer waits for the exit: then nothing of the system is left.
        failure = { up: false, reason: report.reason, log: report.log };
        return;
      }
      supervisor.removeAllListeners('exit');
      if (!message.foreground) {
        if (supervisor.connected) supervisor.disconnect();
        supervisor.unref();
      }
      resolve({ up: true, supervisor });
    });
    supervisor.once('exit', (code, signal) => {
      resolve(failure ?? { up: false, reason: `the supervisor ended (${signal ?? code})`, log: log.path });
    });
    supervisor.send(message);
  });
}
