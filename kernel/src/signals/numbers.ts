/** The signals of Linux: their numbers, names, and what each does to a process that has not said otherwise. */

export const SIGHUP = 1;
export const SIGKILL = 9;
export const SIGTERM = 15;
export const SIGCHLD = 17;
export const SIGCONT = 18;
export const SIGSTOP = 19;
export const highestSignal = 64;

export type Effect = 'end' | 'ignore' | 'stop' | 'continue';

const ignored: ReadonlySet<number> = new Set([17, 23, 28]);
const stopping: ReadonlySet<number> = new Set([19, 20, 21, 22]);

/** What it does by default; real-time signals (32 to 64) end. */
export function defaultEffect(signal: number): Effect {
  if (signal === SIGCONT) return 'continue';
  if (stopping.has(signal)) return 'stop';
  return ignored.has(signal) ? 'ignore' : 'end';
}

/** 9 and 19 always have their default effect. */
export function isUnstoppable(signal: number): boolean {
  return signal === SIGKILL || signal === SIGSTOP;
}

const names =
  ' HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );

/** Such as SIGTERM, for events. */
export function signalName(signal: number): string {
  const name = names[signal] ?? '';
  return name === '' ? `SIG${signal}` : `SIG${name}`;
}
