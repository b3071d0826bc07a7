/**
 * Where host processes come from: the narrow face that the kernel core sees of the sandbox, the launcher and the
 * terminals. The core never learns how a process is contained; this folder never learns of tokens or syscalls.
 */
import type { Enforcement, HostCapability } from '@agentos/protocol/kernel';

/** One granted folder: a host directory shown at a place inside the sandbox. */
export interface SandboxBind {
  /** Absolute and free of symbolic links, but for those on the way to the data folder. */
  readonly host: string;
  readonly inside: string;
  readonly writable: boolean;
}

/**
 * All that a sandbox grants; everything else is not there. Further kinds of grants have their place here: `syscalls`, a
 * seccomp set that bubblewrap loads last (`--seccomp FD`, beside its other descriptors in the launcher); kinds of `network`
 * whose interfaces are made where limits are put in place, before the program runs; `proxy`, the socket of a proxy that
 * filters by host name, as one more bind into a sandbox without a network.
 */
export interface SandboxProfile {
  readonly binds: readonly SandboxBind[];
  readonly network: 'none' | 'shared';
  readonly limits: { memoryBytes: number; processes: number; descriptors: number; cpuPercent: number };
}

export interface LaunchRequest {
  readonly name: string;
  /** Looked up in the sandbox's PATH when it holds no slash; a path inside the sandbox otherwise. */
  readonly executable: string;
  readonly arguments: readonly string[];
  /** Inside the sandbox. */
  readonly workingDirectory: string;
  /** Already filtered; HOME, PATH, TERM, LANG and USER are added by the launcher when missing. */
  readonly environment: Readonly<Record<string, string>>;
  readonly standardIo: { kind: 'none' } | { kind: 'pipes' } | { kind: 'terminal'; rows: number; columns: number };
  readonly profile: SandboxProfile;
  /** Descriptors of this process that the program gets under numbers of its own (3 to 255); ours stay the caller's to close. */
  readonly inherited: readonly { readonly fd: number; readonly as: number }[];
}

export interface ExitStatus {
  /** Exit code, or -1 when a signal ended the program. */
  readonly code: number;
  /** Signal number, or 0. */
  readonly signal: number;
  /** Ceilings that the program ran into, where the host counts that; absent when none. */
  readonly limits?: LimitHits;
}

/** How often the host refused to go beyond a ceiling. */
export interface LimitHits {
  /** Processes that were killed because there was no memory left for them. */
  readonly memory: number;
  /** Processes that could not be started. */
  readonly processes: number;
}

/** A byte stream of a host process, non-blocking. */
export interface HostStream {
  /** Resolves with at least one byte, or an empty buffer at the end of the stream; rejects with the signal's reason. */
  read(maximum: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** Resolves when the bytes have been taken; a closed reader rejects with code `EPIPE`. */
  write(data: Uint8Array, signal?: AbortSignal): Promise<number>;
  close(): void;
}

/** How a weight is kept: which mechanism of the host, how strictly, and why not better. */
export interface WeightInForce {
  /** Relative to 1,024; that which the host reported or the mechanism can express. */
  readonly weight: number;
  /** Such as "cgroup v1 cpu.shares"; empty when the host has none. */
  readonly mechanism: string;
  readonly enforcement: Enforcement;
  readonly reason: string;
}

/** The part of the CPU that a sandbox gets. */
export interface HostCpu {
  /** What `setGate` uses, such as "cgroup v2 freezer". */
  readonly gate: string;
  /** Sets the weight beside other sandboxes, 1,024 being the standard. Never rejects because the host has no way: it tells. */
  setWeight(weight: number): Promise<WeightInForce>;
  /** Closed: nobody inside runs, though all can be killed. Of orders that overlap the last one counts. */
  setGate(open: boolean): Promise<void>;
  /** CPU time of everyone who ever ran inside, nanoseconds; never goes back. */
  cpuNs(): number;
  /** Whether somebody inside runs or waits for a CPU at this moment; behind a closed gate nobody can be seen to. */
  wantsCpu(): boolean;
}

export interface HostProcess {
  /** Host pid of the process at the top of the sandbox. */
  readonly hostPid: number;
  readonly stdin: HostStream | undefined;
  readonly stdout: HostStream | undefined;
  readonly stderr: HostStream | undefined;
  /** Both directions of the terminal. */
  readonly terminal: HostStream | undefined;
  readonly exited: Promise<ExitStatus>;
  /**
   * Signals the program (and, for terminals, its foreground group), never the sandbox's own monitor. What a keyboard sends
   * (INT, QUIT, TSTP, WINCH) goes to the foreground group alone; STOP and CONT reach everyone inside.
   */
  signal(signal: number): void;
  /** Ends every process of the sandbox, stopped and daemonised ones too; resolves when none is left. */
  killTree(): Promise<void>;
  resize(rows: number, columns: number): void;
  /** Whether the program itself is stopped, by whatever but the scheduler. */
  isStopped(): boolean;
  /** What the program itself blocks and handles, and what waits for it; undefined when that is not known. */
  signalSets(): { pending: number[]; blocked: number[]; handled: number[] } | undefined;
  /** Host pids of everything inside, the top included. */
  tree(): number[];
  /** The folder that the program itself is in, as it sees it; undefined when that is not known. */
  workingDirectory(): string | undefined;
  readonly cpu: HostCpu;
  /**
   * Changes the ceilings of what runs; the one on descriptors stays as it was at the start.
   * Rejects with ENOTSUP without control groups, EBUSY when more memory is in use than the new ceiling.
   */
  setLimits(limits: SandboxProfile['limits']): Promise<void>;
  /** CPU time and resident memory of the whole tree. */
  usage(): { cpuNs: number; memoryBytes: number };
}

/**
 * Error codes are POSIX names: ENOENT (no such executable, working directory or granted folder), EACCES (not executable, or
 * a grant that no sandbox may have), ENOTDIR, EINVAL, EAGAIN (limits or user ids cannot be had now), EIO (bubblewrap failed),
 * ENOTSUP (no sandbox on this host).
 */
export interface HostBackend {
  launch(request: LaunchRequest): Promise<HostProcess>;
  /** How each capability of this host is given, measured by trying it at start. */
  capabilities(): readonly HostCapability[];
  /** Ends everything that is still running. */
  close(): Promise<void>;
}
