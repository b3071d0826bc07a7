/** `agentos restart`: `down`, then `up`. */
import type { Command } from '../command-line.ts';
import { down } from './down.ts';
import { up } from './up.ts';

export const restart: Command = {
  name: 'restart',
  summary: 'stop the system and start it again',
  ...(up.options === undefined ? {} : { options: up.options }),
  async run(args) {
    await down.run(args);
    return up.run(args);
  },
};
