/** What a kernel is started with: folders, doors, the host behind it, and limits. */
import type { HostMount } from '@agentos/protocol/mounts';
import type { HostBackend } from './host/backend.ts';
import type { HostSockets } from './net/host-socket.ts';
import type { TimeoutSettings } from './timeouts/policy.ts';

export interface KernelLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface KernelOptions {
  /** AGENTOS_HOME. */
  readonly home: string;
  /** Runtime folder: socket, administrator token. */
  readonly run: string;
  readonly socket: string;
  /** `host:port`; undefined: none. */
  readonly tcp: string | undefined;
  /** Folder of the apps that ship with the system; undefined: none. */
  readonly shippedApps: string | undefined;
  /** Folders that the owner mounts, by name below `/mnt`. */
  readonly mounts?: Readonly<Record<string, HostMount>>;
  readonly bootId: string;
  readonly backend: HostBackend;
  readonly log: KernelLog;
  /** Sockets of the host; absent: the best that it has. */
  readonly sockets?: HostSockets;
  /** Most bytes in all `/tmp` folders together; 256 MiB when absent. */
  readonly temporaryBytes?: number;
  /** Time for syscalls in one turn of the event loop, milliseconds; 1 when absent, infinite: no budget. */
  readonly coreBudgetMs?: number;
  /** Other standard deadlines for the families of timeouts, milliseconds. */
  readonly timeouts?: TimeoutSettings;
  /** Most bytes of the kernel's own memory for pipes, queues and payloads; 256 MiB when absent. */
  readonly arenaBytes?: number;
}
