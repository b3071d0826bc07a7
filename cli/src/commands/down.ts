/** `agentos down`: stops the system and waits until nothing of it is left. */
import type { Command } from '../command-line.ts';
import { stopSystem } from '../running.ts';
import { settingsOrExplain } from '../settings.ts';

export const down: Command = {
  name: 'down',
  summary: 'stop the system',
  async run() {
    const { wasRunning, forced } = await stopSystem(settingsOrExplain());
    process.stdout.write(
      wasRunning ? `AgentOS is down${forced ? ' (some of it had to be killed)' : ''}.\n` : 'AgentOS was not running.\n',
    );
    return 0;
  },
};
