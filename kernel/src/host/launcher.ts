/**
 * Starts one program in a sandbox of its own: identity → limits → granted folders → descriptors → bubblewrap → limits in
 * force → go. Until the last step the program does not exist, so limits hold from its first instruction on; a failure at
 * any step gives everything back.
 */
import { chownSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExitStatus, LaunchRequest } from './backend.ts';
import { errorCode, errorText, HostError } from './errors.ts';
import { openBinds } from './granted-folders.ts';
import type { Identity } from './identity.ts';
import type { Libc } from './libc.ts';
import type { LimitPlacement, Limits } from './limits.ts';
import {
  containmentArguments,
  mountArguments,
  planMounts,
  SANDBOX_HOME,
  SANDBOX_PATH,
  type SystemLayout,
} from './sandbox-plan.ts';
import { SandboxView } from './sandbox-view.ts';
import { openInNamespace, SandboxedProcess } from './sandboxed-process.ts';
import { withStaged } from './staging.ts';
import { openStandardIo, type StandardIo } from './standard-io.ts';
import { StatusChannel } from './status-channel.ts';
import type { SandboxUsers } from './users.ts';

/** SIGINT, SIGQUIT, SIGTSTP: what the keyboard sends to everyone in the foreground, bubblewrap's monitor included. */
const KEYBOARD_SIGNALS = [2, 3, 20];
/** The first number that a program can ask for; bubblewrap's own descriptors come after the last one asked for. */
const FIRST_ASKED_FD = 3;
/** Above every number that a program can ask for. */
const ABOVE_ASKED_FD = 256;
const SIGKILL = 9;
const PROGRAM_WAIT_MS = 100;

/** How this host launches; found out once, at start. */
export interface LaunchMethod {
  readonly bwrap: string;
  readonly users: SandboxUsers;
  /** Whether bubblewrap takes a granted folder as a descriptor, which cannot be exchanged between check and use. */
  readonly bindDescriptors: boolean;
  /** How a program gets Ctrl+C in a terminal while bubblewrap's monitor does not. */
  readonly terminalWrapper: 'env' | 'shell';
}

export class Launcher {
  readonly #libc: Libc;
  readonly #layout: SystemLayout;
  readonly #limits: Limits;
  readonly #method: LaunchMethod;

  constructor(libc: Libc, layout: SystemLayout, limits: Limits, method: LaunchMethod) {
    this.#libc = libc;
    this.#layout = layout;
    this.#limits = limits;
    this.#method = method;
  }

  async launch(request: LaunchRequest): Promise<SandboxedProcess> {
    refuseMalformed(request);
    try {
      return await this.#launch(request);
    } catch (error) {
      throw error instanceof HostError ? error : new HostError(errorCode(error) || 'EIO', errorText(error));
    }
  }

  async #launch(request: LaunchRequest): Promise<SandboxedProcess> {
    const libc = this.#libc;
    const mounts = planMounts(request.profile, this.#layout);
    const view = new SandboxView(mounts);
    await view.requireFolder(request.workingDirectory);
    const path = request.environment.PATH ?? SANDBOX_PATH;
    const executable = await view.findExecutable(request.executable, request.workingDirectory, path);

    /** Given back when the last process of the sandbox is gone, or right here when there never was one. */
    await using held = new AsyncDisposableStack();
    const identity = this.#takeIdentity(held);
    const placement = held.adopt(this.#limits.prepare(request.profile.limits, this.#method.users.prlimit), (one) =>
      one.release(),
    );
    /** Our ends of what the program reads and writes. */
    using ours = new DisposableStack();
    /** What only the child needs, on every way out. */
    using childs = new DisposableStack();
    const closeLater = (fd: number) => childs.adopt(fd, libc.close);

    const given = givenDescriptors(request, (fd) => closeLater(libc.duplicateAbove(fd, ABOVE_ASKED_FD)));
    const own = ownDescriptors(FIRST_ASKED_FD + given.length);
    const binds = await openBinds(libc, mounts, {
      staging: this.#method.users.staging,
      identity,
      firstInherited: this.#method.bindDescriptors ? own.firstBind : undefined,
      closeLater,
    });
    const io = ours.adopt(openStandardIo(libc, request.standardIo, closeLater), (one) => one.close());
    const [statusRead, statusWrite] = libc.pipe();
    closeLater(statusWrite);
    const status = ours.adopt(new StatusChannel(statusRead), (one) => one.close());
    const [blockRead, blockWrite] = libc.pipe();
    closeLater(blockRead);
    using gate = new DisposableStack();
    gate.adopt(blockWrite, libc.close);

    const terminal = request.standardIo.kind === 'terminal';
    const user = identity ?? this.#method.users.shared;
    if (user !== undefined && io.slavePath !== undefined) chownSync(io.slavePath, user.uid, user.gid);
    const setup = closeLater(libc.memoryFile('bubblewrap'));
    writeArguments(setup, [
      ...containmentArguments({
        network: request.profile.network,
        terminal,
        workingDirectory: request.workingDirectory,
      }),
      ...mounts.flatMap((mount) => mountArguments(mount, binds.sources.get(mount) ?? [])),
      ...environmentArguments(request, terminal),
    ]);
    const command = [...placement.command, ...this.#command(user, terminal, executable, request.arguments, own)];
    const bubblewraps = [statusWrite, blockRead, setup, ...binds.inherited];
    const descriptors = [...io.child, ...given, ...bubblewraps];
    const spawn = () =>
      libc.spawn({
        file: command[0] ?? '',
        argv: command,
        environment: ['PATH=/usr/bin:/bin', 'LANG=C.UTF-8'],
        descriptors,
        newSession: true,
        blockedSignals: terminal && this.#method.terminalWrapper === 'env' ? KEYBOARD_SIGNALS : [],
      });
    const monitorPid = this.#method.users.staging ? withStaged(libc, binds.staged, spawn) : spawn();
    childs.dispose();

    // The sandbox exists: from here on what it holds is given back when its monitor has been collected.
    const whenGone = held.move();
    const exited = this.#collect(monitorPid, status, placement, whenGone);
    const start = await status.started;
    if (start === undefined) {
      const words = await firstWords(io);
      await exited;
      throw new HostError('EIO', `The sandbox could not be set up${words === '' ? '.' : `: ${words}`}`);
    }
    const process = new SandboxedProcess(libc, { ...io, ...start, exited });
    try {
      process.share(await placement.place(start.initPid));
    } catch (error) {
      await process.killTree();
      throw error;
    }
    writeSync(blockWrite, '.');
    await programStarts(process, exited);
    ours.move();
    return process;
  }

  /**
   * Resolves with the program's status once nothing of the sandbox is left: the monitor is collected first, then init, which
   * has become our child by the monitor's end and cannot end before everyone in its pid namespace has.
   */
  async #collect(
    monitorPid: number,
    status: StatusChannel,
    placement: LimitPlacement,
    held: AsyncDisposableStack,
  ): Promise<ExitStatus> {
    const start = await status.started;
    const init = start && openInNamespace(this.#libc, start.initPid, start.pidNamespace);
    const reported = await status.ended;
    const own = await this.#reap(monitorPid);
    if (init !== undefined) {
      this.#libc.signalProcess(init, SIGKILL);
      this.#libc.close(init);
    }
    if (start !== undefined) await this.#reap(start.initPid);
    const limits = await placement.hits();
    await held.disposeAsync();
    // Without a report the monitor was killed, or could not run the program and has said why on its error output.
    const ended = reported ?? (own.signal !== 0 ? own : { code: 126, signal: 0 });
    return limits !== undefined && limits.memory + limits.processes > 0 ? { ...ended, limits } : ended;
  }

  async #reap(pid: number): Promise<ExitStatus> {
    for (let wait = 0.5; ; wait = Math.min(wait * 2, 50)) {
      const status = this.#libc.reap(pid);
      if (status !== undefined) return status;
      await delay(wait);
    }
  }

  #takeIdentity(held: AsyncDisposableStack): Identity | undefined {
    const { pool } = this.#method.users;
    return pool === undefined ? undefined : held.adopt(pool.take(), (one) => pool.release(one));
  }

  #command(
    user: { uid: number; gid: number } | undefined,
    terminal: boolean,
    executable: string,
    args: readonly string[],
    own: OwnDescriptors,
  ): string[] {
    // Root leaves first: bubblewrap would otherwise map the sandbox's user to the host's root.
    const leave =
      user === undefined
        ? []
        : [
            ...[this.#method.users.setpriv, '--reuid', String(user.uid), '--regid', String(user.gid)],
            ...['--clear-groups', '--pdeathsig', 'KILL'],
          ];
    return [
      ...leave,
      this.#method.bwrap,
      ...['--args', String(own.arguments), '--json-status-fd', String(own.status), '--block-fd', String(own.block)],
      '--',
      ...(terminal ? this.#terminalCommand(executable, args) : [executable, ...args]),
    ];
  }

  /**
   * The keyboard's signals are blocked in bubblewrap, which shares the program's foreground group, and unblocked right before
   * the program. Where `env` cannot, a shell with job control gives the program a group of its own.
   */
  #terminalCommand(executable: string, args: readonly string[]): string[] {
    if (this.#method.terminalWrapper === 'shell')
      return ['/bin/sh', '-c', 'set -m; "$@"; exit $?', 'sh', executable, ...args];
    const unblock = ['/usr/bin/env', '--default-signal=INT,QUIT,TSTP'];
    // env takes a name with "=" for a variable.
    const program = executable.includes('=') ? ['/bin/sh', '-c', 'exec "$0" "$@"', executable] : [executable];
    return [...unblock, ...program, ...args];
  }
}

/** The numbers of bubblewrap's own descriptors. */
interface OwnDescriptors {
  readonly status: number;
  readonly block: number;
  readonly arguments: number;
  /** Those of granted folders follow. */
  readonly firstBind: number;
}

function ownDescriptors(first: number): OwnDescriptors {
  return { status: first, block: first + 1, arguments: first + 2, firstBind: first + 3 };
}

/** What the program asked for, from descriptor 3 on; undefined for the numbers between. `copy` takes it off the caller's. */
function givenDescriptors({ inherited }: LaunchRequest, copy: (fd: number) => number): (number | undefined)[] {
  const given: (number | undefined)[] = [];
  for (const { fd, as } of inherited) {
    while (given.length <= as - FIRST_ASKED_FD) given.push(undefined);
    given[as - FIRST_ASKED_FD] = copy(fd);
  }
  return given;
}

function refuseMalformed(request: LaunchRequest): void {
  const texts = [request.executable, request.workingDirectory, ...request.arguments];
  for (const [name, value] of Object.entries(request.environment)) {
    if (name === '' || name.includes('=')) throw new HostError('EINVAL', `${name} is no name for a variable.`);
    texts.push(name, value);
  }
  if (texts.some((text) => text.includes('\0'))) throw new HostError('EINVAL', "A program's words may not hold NUL.");
  const { memoryBytes, processes, descriptors, cpuPercent } = request.profile.limits;
  if (![memoryBytes, processes, descriptors, cpuPercent].every((limit) => Number.isSafeInteger(limit) && limit > 0)) {
    throw new HostError('EINVAL', 'Each limit of a sandbox is a whole number above zero.');
  }
}

/** Arguments travel in memory: a command line is public on the host, and an environment may hold secrets. */
function writeArguments(fd: number, args: readonly string[]): void {
  const bytes = Buffer.from(`${args.join('\0')}\0`);
  writeSync(fd, bytes, 0, bytes.length, 0);
}

function environmentArguments(request: LaunchRequest, terminal: boolean): string[] {
  const environment = {
    HOME: SANDBOX_HOME,
    PATH: SANDBOX_PATH,
    TERM: terminal ? 'xterm-256color' : 'dumb',
    LANG: 'C.UTF-8',
    USER: 'owner',
    ...request.environment,
  };
  return ['--clearenv', ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value])];
}

/** What bubblewrap said when it failed. */
async function firstWords(io: StandardIo): Promise<string> {
  const stream = io.stderr ?? io.terminal?.stream;
  if (stream === undefined) return '';
  const bytes = await stream.read(2000).catch(() => new Uint8Array());
  return Buffer.from(bytes).toString('utf8').trim();
}

/** Waits until there is a program that can be signalled; init forks it within a millisecond. */
async function programStarts(process: SandboxedProcess, exited: Promise<ExitStatus>): Promise<void> {
  let over = false;
  const mark = () => {
    over = true;
  };
  exited.then(mark, mark);
  for (let waited = 0; waited < PROGRAM_WAIT_MS && !over && process.tree().length < 2; waited++) await delay(1);
}
