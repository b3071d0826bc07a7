/** `agentos up`: starts the system in the background, or prints a new address when it runs already. */
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { isLoopback, type Settings } from '@agentos/protocol/settings';
import { type Command, CommandError } from '../command-line.ts';
import { findProgram, installCommand } from '../host/packages.ts';
import { printLog } from '../log-line.ts';
import { makeDataFolder, makePrivateFolder } from '../private-folder.ts';
import { signInAddress } from '../services-client.ts';
import { settingsOrExplain } from '../settings.ts';
import { launchSupervisor } from '../supervisor/launch.ts';
import { withStartLock } from '../supervisor/start-lock.ts';
import { runningState } from '../supervisor/state-file.ts';

/** Longest wait for a start that somebody else began, milliseconds. */
const otherStartMs = 60_000;
const shownLogLines = 20;

export const up: Command = {
  name: 'up',
  summary: 'start the system and print an address to open',
  options: {
    foreground: { short: 'f', type: 'boolean', help: 'stay here; Ctrl+C stops the system' },
    insecure: { type: 'boolean', help: 'allow plain HTTP on an address beyond this machine' },
  },
  async run(args) {
    const environment: Record<string, string> = args.flag('insecure') ? { AGENTOS_INSECURE: '1' } : {};
    const settings = settingsOrExplain({ ...process.env, ...environment });
    if (!isLoopback(settings.host) && settings.tls === undefined && !settings.insecure) {
      throw new CommandError(
        `AGENTOS_HOST=${settings.host} is reachable by others: set AGENTOS_TLS_CERT and AGENTOS_TLS_KEY, or use --insecure`,
        2,
      );
    }
    makeDataFolder(settings.home);
    makePrivateFolder(settings.run);
    sayWhatIsMissing();

    const begun = performance.now();
    const foreground = args.flag('foreground');
    const launched = await withStartLock(settings.run, async () => {
      if (await isUpAlready(settings)) return 'already' as const;
      return launchSupervisor({ home: settings.home, run: settings.run, environment, foreground });
    });
    if (launched === 'already') {
      await printAddress(settings, 'AgentOS is already up.');
      return 0;
    }
    if (!launched.up) {
      process.stderr.write(`agentos: cannot start: ${launched.reason}\n\nlast lines of ${launched.log}:\n`);
      printLog(launched.log, shownLogLines, process.stderr);
      return 1;
    }
    await printAddress(settings, `AgentOS is up after ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
    if (!foreground) return 0;

    const { supervisor } = launched;
    const ended = once(supervisor, 'exit');
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => supervisor.kill('SIGTERM'));
    const [code] = await ended;
    return typeof code === 'number' ? code : 1;
  },
};

/** Whether the system runs; waits for one that is just starting or stopping. */
async function isUpAlready(settings: Settings): Promise<boolean> {
  const deadline = performance.now() + otherStartMs;
  for (;;) {
    const state = runningState(settings.run);
    if (state === undefined) return false;
    if (state.phase === 'up') return true;
    if (performance.now() > deadline) throw new CommandError(`process ${state.pid} is ${state.phase} for too long`);
    await after(50);
  }
}

async function printAddress(settings: Settings, headline: string): Promise<void> {
  const address = await signInAddress(settings);
  process.stdout.write(
    `${headline} Open this address; it signs in once, within 10 minutes:\n\n  ${address}\n\nAnother address: agentos token\n`,
  );
}

function sayWhatIsMissing(): void {
  if (process.platform !== 'linux' || findProgram('bwrap') !== undefined) return;
  process.stderr.write(
    `bubblewrap is missing: process apps stay off, everything else works. To install it: ${installCommand(['bubblewrap'])}\n`,
  );
}
