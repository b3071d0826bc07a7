/** `agentos config`: every setting, its value, where that comes from, and what it means. */
import { settingRows } from '@agentos/protocol/settings';
import { type Command, table } from '../command-line.ts';
import { settingsOrExplain } from '../settings.ts';

export const config: Command = {
  name: 'config',
  summary: 'print the settings: value, source, meaning',
  async run() {
    const settings = settingsOrExplain();
    // Where the value in force says more than what was typed, such as a path made absolute.
    const inForce: Readonly<Record<string, string>> = {
      AGENTOS_HOME: settings.home,
      AGENTOS_KERNEL_SOCKET: settings.kernelSocket,
    };
    const rows = settingRows(process.env).map((row) => [
      row.name,
      inForce[row.name] ?? row.value,
      row.source,
      row.meaning,
    ]);
    process.stdout.write(`${table([['setting', 'value', 'source', 'meaning'], ...rows])}\n`);
    return 0;
  },
};
