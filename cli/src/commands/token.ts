/** `agentos token`: another one-time address for the running system. */
import type { Command } from '../command-line.ts';
import { runningOrExplain } from '../running.ts';
import { signInAddress } from '../services-client.ts';
import { settingsOrExplain } from '../settings.ts';

export const token: Command = {
  name: 'token',
  summary: 'print another address that signs in once, within 10 minutes',
  async run() {
    const settings = settingsOrExplain();
    runningOrExplain(settings);
    process.stdout.write(`${await signInAddress(settings)}\n`);
    return 0;
  },
};
