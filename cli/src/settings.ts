/** The settings of this run of the command line. */
import { join } from 'node:path';
import { readSettings, type Settings } from '@agentos/protocol/settings';
import { CommandError } from './command-line.ts';
import { modeOfOwn } from './private-folder.ts';

/** Reads the settings from the environment; a wrong one is an error of the caller, a foreign runtime folder is refused. */
export function settingsOrExplain(env: NodeJS.ProcessEnv = process.env): Settings {
  const settings = readOrExplain(env);
  if (settings.run !== join(settings.home, 'run')) modeOfOwn(settings.run);
  return settings;
}

function readOrExplain(env: NodeJS.ProcessEnv): Settings {
  try {
    return readSettings(env);
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), 2);
  }
}
