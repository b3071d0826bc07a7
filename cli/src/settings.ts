/** The settings of this run of the command line. */
import { readSettings, type Settings } from '@agentos/protocol/settings';
import { CommandError } from './command-line.ts';

/** Reads the settings from the environment; a wrong one is an error of the caller. */
export function settingsOrExplain(env: NodeJS.ProcessEnv = process.env): Settings {
  try {
    return readSettings(env);
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), 2);
  }
}
