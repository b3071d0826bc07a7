/** The parts of the desktop that a test of tools does without: each says so when it is used. */
import type { ShellToolContext, ShellToolHost } from './context.ts';

const absent = (): never => {
  throw new Error('not there in this test');
};

/** A host where everything is absent; a test puts its own parts over it. */
export const absentHost: ShellToolHost = {
  toast: absent,
  copy: absent,
  now: absent,
  random: absent,
  newId: absent,
  confirm: absent,
  timers: { start: absent, stop: absent },
  components: { call: absent, flag: absent },
  sources: { refresh: absent },
  forms: { validate: absent, submit: absent, reset: absent },
  history: { undo: absent, redo: absent, entries: absent, clear: absent },
  symbolic: { ask: absent },
};

/** A context without data; a test puts its own parts over it. */
export const absentContext: ShellToolContext = {
  read: absent,
  write: absent,
  initial: absent,
  run: absent,
  host: absentHost,
};
