/**
 * A running sandbox: bubblewrap's monitor (our child) outside, its init and the program inside a pid namespace. The
 * program and init are only ever signalled through handles checked to belong to that namespace, so a recycled pid is never
 * hit; the monitor never is.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { ExitStatus, HostProcess, HostStream, SandboxProfile } from './backend.ts';
import type { Cgroup } from './cgroups.ts';
import { CpuShare } from './cpu-share.ts';
import type { DescriptorStream } from './descriptor-stream.ts';
import { HostError } from './errors.ts';
import type { Libc } from './libc.ts';
import { StateFile } from './state-file.ts';

const SIGKILL = 9;
/** What the keyboard or the screen of a terminal sends: to its foreground group alone. INT, QUIT, TSTP, WINCH. */
const KEYBOARD_SIGNALS: ReadonlySet<number> = new Set([2, 3, 20, 28]);
const SIGCONT = 18;
const SIGSTOP = 19;
const TICK_NS = 10_000_000;
const PAGE_BYTES = 4096;

export interface SandboxHandles {
  readonly initPid: number;
  readonly pidNamespace: string;
  readonly stdin: DescriptorStream | undefined;
  readonly stdout: DescriptorStream | undefined;
  readonly stderr: DescriptorStream | undefined;
  readonly terminal: { stream: DescriptorStream; fd: number } | undefined;
  readonly exited: Promise<ExitStatus>;
}

export class SandboxedProcess implements HostProcess {
  readonly hostPid: number;
  readonly stdin: HostStream | undefined;
  readonly stdout: HostStream | undefined;
  readonly stderr: HostStream | undefined;
  readonly terminal: HostStream | undefined;
  readonly exited: Promise<ExitStatus>;
  readonly cpu: CpuShare;
  readonly #libc: Libc;
  readonly #terminal: { stream: DescriptorStream; fd: number } | undefined;
  readonly #init: number | undefined;
  readonly #namespace: string;
  #group: Cgroup | undefined;
  #ended = false;
  #stopped = new Set<number>();
  /** Stopped to keep a share, not by whoever sends signals. */
  #held = new Set<number>();
  #holding = false;
  /** Of the program itself, once somebody has asked whether it is stopped. */
  #state: { readonly pid: number; readonly file: StateFile } | undefined;
  #lastUsage = { cpuNs: 0, memoryBytes: 0 };

  constructor(libc: Libc, handles: SandboxHandles) {
    this.#libc = libc;
    this.hostPid = handles.initPid;
    this.stdin = handles.stdin;
    this.stdout = handles.stdout;
    this.stderr = handles.stderr;
    this.#terminal = handles.terminal;
    this.terminal = handles.terminal?.stream;
    this.#init = openInNamespace(libc, handles.initPid, handles.pidNamespace);
    this.#namespace = handles.pidNamespace;
    this.cpu = new CpuShare({
      pids: () => (this.#ended ? [] : this.#inside()),
      hold: (held) => this.#hold(held),
      countedNs: () => this.#countedNs(),
      wantsCpu: () => !this.#ended && this.#inside().some(hasRunningThread),
    });
    this.exited = handles.exited.then((status) => {
      this.#ended = true;
      this.cpu.close();
      this.#state?.file.close();
      this.#state = undefined;
      if (this.#init !== undefined) libc.close(this.#init);
      handles.stdin?.close();
      return status;
    });
  }

  /** Before the program runs: the control group that it was put into. */
  share(group: Cgroup | undefined): void {
    this.#group = group;
    this.cpu.use(group);
  }

  async setLimits(limits: SandboxProfile['limits']): Promise<void> {
    if (this.#ended) return;
    if (this.#group === undefined)
      throw new HostError('ENOTSUP', 'Without control groups the limits of a program stay.');
    await this.#group.setCeilings(limits);
  }

  signal(signal: number): void {
    if (this.#ended) return;
    const inside = this.#inside();
    if (signal === SIGSTOP) {
      // Whoever was stopped before (a job put aside with Ctrl+Z) stays so when the rest goes on.
      for (const pid of inside) {
        const held = this.#held.delete(pid);
        if ((held || !isStopped(pid)) && this.#send(pid, signal)) this.#stopped.add(pid);
      }
      return;
    }
    if (signal === SIGCONT && this.#stopped.size > 0) {
      for (const pid of this.#stopped) {
        // It goes on when its turn comes.
        if (this.#holding) this.#held.add(pid);
        else this.#send(pid, signal);
      }
      this.#stopped = new Set();
      return;
    }
    const targets = new Set<number>();
    const program = inside[0];
    const foreground = this.#foreground(inside);
    for (const pid of foreground) targets.add(pid);
    if (program !== undefined && !(KEYBOARD_SIGNALS.has(signal) && foreground.length > 0)) targets.add(program);
    for (const pid of targets) if (signal !== SIGCONT || !this.#held.has(pid)) this.#send(pid, signal);
  }

  async killTree(): Promise<void> {
    // The end of a pid namespace's init is the end of everyone in it, stopped and daemonised ones included. Where it is gone
    // already, so is everyone, and the monitor is about to tell.
    if (!this.#ended && this.#init !== undefined) this.#libc.signalProcess(this.#init, SIGKILL);
    // In a frozen group of version 1 the end comes with the thaw, and nobody runs in between.
    await this.cpu.release().catch(() => undefined);
    await this.exited;
  }

  resize(rows: number, columns: number): void {
    if (this.#terminal === undefined || this.#terminal.stream.closed) return;
    this.#libc.setWindowSize(this.#terminal.fd, rows, columns);
  }

  isStopped(): boolean {
    for (let tries = 0; tries < 2; tries++) {
      this.#state ??= this.#openState();
      if (this.#state === undefined) return false;
      const { pid, file } = this.#state;
      const stopped = file.isStopped();
      if (stopped !== undefined) return stopped && !this.#held.has(pid);
      // It is gone; what it left behind may go on.
      file.close();
      this.#state = undefined;
    }
    return false;
  }

  #openState(): { readonly pid: number; readonly file: StateFile } | undefined {
    const pid = this.#program();
    const file = pid === undefined ? undefined : StateFile.open(pid, this.hostPid);
    return pid === undefined || file === undefined ? undefined : { pid, file };
  }

  signalSets(): { pending: number[]; blocked: number[]; handled: number[] } | undefined {
    const program = this.#program();
    return program === undefined ? undefined : signalSetsOf(program);
  }

  /** The program itself, found without walking through all that it has started. */
  #program(): number | undefined {
    return this.#ended ? undefined : childrenOf(this.hostPid)[0];
  }

  tree(): number[] {
    return this.#ended ? [] : [this.hostPid, ...this.#inside()];
  }

  workingDirectory(): string | undefined {
    const program = this.#ended ? undefined : this.#inside()[0];
    if (program === undefined) return undefined;
    try {
      return readlinkSync(`/proc/${program}/cwd`);
    } catch {
      // It has ended, or the host lets nobody look.
      return undefined;
    }
  }

  usage(): { cpuNs: number; memoryBytes: number } {
    if (this.#ended) return { ...this.#lastUsage, cpuNs: this.cpu.cpuNs() };
    let pages = 0;
    for (const pid of this.tree()) pages += Number(statFields(pid)[23] ?? 0);
    this.#lastUsage = { cpuNs: this.cpu.cpuNs(), memoryBytes: pages * PAGE_BYTES };
    return this.#lastUsage;
  }

  /** CPU time of those who are inside and of the children that they have collected; those of ended daemons end up with init. */
  #countedNs(): number {
    let total = 0;
    for (const pid of this.#ended ? [] : this.tree()) {
      const fields = statFields(pid);
      const collected = (Number(fields[15] ?? 0) + Number(fields[16] ?? 0)) * TICK_NS;
      const own = (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * TICK_NS;
      // Threads tell their own time to the nanosecond, but not that of threads which have ended.
      total += collected + Math.max(own, threadsNs(pid));
    }
    return total;
  }

  /** What arrives while it runs is stopped too, or there would be a way out. */
  #hold(held: boolean): void {
    this.#holding = held;
    if (!held) {
      for (const pid of this.#held) this.#send(pid, SIGCONT);
      this.#held = new Set();
      return;
    }
    for (let found = true; found && !this.#ended; ) {
      found = false;
      for (const pid of this.#inside()) {
        if (this.#held.has(pid) || isStopped(pid) || !this.#send(pid, SIGSTOP)) continue;
        this.#held.add(pid);
        found = true;
      }
    }
  }

  /** The program first, then everything else inside; neither init nor the monitor. */
  #inside(): number[] {
    const found: number[] = [];
    const pending = childrenOf(this.hostPid);
    for (let pid = pending.shift(); pid !== undefined; pid = pending.shift()) {
      found.push(pid);
      pending.push(...childrenOf(pid));
    }
    return found;
  }

  #foreground(inside: readonly number[]): number[] {
    if (this.#terminal === undefined || this.#terminal.stream.closed) return [];
    const group = this.#libc.foregroundGroup(this.#terminal.fd);
    return group === 0 ? [] : inside.filter((pid) => Number(statFields(pid)[4]) === group);
  }

  #send(pid: number, signal: number): boolean {
    const handle = openInNamespace(this.#libc, pid, this.#namespace);
    if (handle === undefined) return false;
    try {
      return this.#libc.signalProcess(handle, signal);
    } finally {
      this.#libc.close(handle);
    }
  }
}

/** A handle on the process, or undefined when it is gone or its number names a stranger by now. */
export function openInNamespace(libc: Libc, pid: number, namespace: string): number | undefined {
  const handle = libc.openProcess(pid);
  if (handle === undefined || pidNamespace(pid) === namespace) return handle;
  libc.close(handle);
  return undefined;
}

function pidNamespace(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return '';
  }
}

function childrenOf(pid: number): number[] {
  const children: number[] = [];
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      for (const child of readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ')) {
        if (child !== '') children.push(Number(child));
      }
    }
  } catch {
    // The process has ended meanwhile; its children have moved to init.
  }
  return children;
}

/** The fields of /proc/PID/stat with the numbers that proc(5) gives them, less one; empty when the process is gone. */
function statFields(pid: number): string[] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const nameEnd = line.lastIndexOf(')');
    return [String(pid), line.slice(line.indexOf('('), nameEnd + 1), ...line.slice(nameEnd + 2).split(' ')];
  } catch {
    return [];
  }
}

function hasRunningThread(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some((thread) => {
      const line = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1');
      return line.startsWith('R', line.lastIndexOf(')') + 2);
    });
  } catch {
    // The process or a thread has ended meanwhile.
    return false;
  }
}

function threadsNs(pid: number): number {
  let total = 0;
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      total += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0] ?? 0);
    }
  } catch {
    // The process has ended meanwhile.
  }
  return total;
}

/** From /proc/PID/status: pending for the thread or the whole process, blocked, caught. */
function signalSetsOf(pid: number): { pending: number[]; blocked: number[]; handled: number[] } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/status`, 'latin1');
  } catch {
    return undefined;
  }
  const set = (field: string): bigint =>
    BigInt(`0x${new RegExp(`^${field}:\\s*([0-9a-f]+)$`, 'm').exec(text)?.[1] ?? '0'}`);
  const list = (bits: bigint): number[] =>
    Array.from({ length: 64 }, (_, bit) => bit + 1).filter((signal) => ((bits >> BigInt(signal - 1)) & 1n) === 1n);
  return { pending: list(set('SigPnd') | set('ShdPnd')), blocked: list(set('SigBlk')), handled: list(set('SigCgt')) };
}

function isStopped(pid: number): boolean {
  return statFields(pid)[2] === 'T';
}
