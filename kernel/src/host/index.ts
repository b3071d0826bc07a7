/**
 * Host processes: what the kernel core may use of this folder. Reading `createHostBackend` top to bottom shows each
 * part once and what it is given.
 */
import { realpath } from 'node:fs/promises';
import type { HostBackend } from './backend.ts';
import { errorText, HostError } from './errors.ts';
import { LinuxBackend } from './linux-backend.ts';
import type { HostLog } from './log.ts';
import { UnavailableBackend } from './unavailable.ts';

export type * from './backend.ts';
export { HostError } from './errors.ts';
export type { HostLog } from './log.ts';
export { type Owner, prepareSharedTree, sharedMode } from './shared-tree.ts';

export interface HostBackendOptions {
  /** AGENTOS_HOME/run or its stand-in: never shown to a sandbox, but for one folder that this backend writes. */
  readonly runDirectory: string;
  /** AGENTOS_HOME. */
  readonly homeDirectory: string;
  /** Names this run of the kernel. */
  readonly bootId: string;
  /** Where the host's control groups are mounted. */
  readonly cgroupRoot: string;
  /** Where to look for bubblewrap and the rest, like the variable PATH. */
  readonly path: string;
  readonly log: HostLog;
}

/** Tries out what this host can do. Never fails: a host without a sandbox gives a backend that refuses and says why. */
export async function createHostBackend(options: HostBackendOptions): Promise<HostBackend> {
  if (process.platform !== 'linux') {
    return new UnavailableBackend(`Programs need a Linux sandbox (bubblewrap); this system is ${process.platform}.`);
  }
  try {
    return await LinuxBackend.create({
      ...options,
      runDirectory: await realpath(options.runDirectory),
      homeDirectory: await realpath(options.homeDirectory),
      homeAlias: options.homeDirectory,
    });
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    options.log.warn({ code: error.code }, errorText(error));
    return new UnavailableBackend(error.message);
  }
}
