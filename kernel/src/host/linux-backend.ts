/** Host processes on Linux: finds the way of launching that works here by launching, and keeps account of what runs. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HostCapability } from '@agentos/protocol/kernel';
import type { HostBackend, HostProcess, LaunchRequest } from './backend.ts';
import { describeCapabilities } from './capabilities.ts';
import { HostError } from './errors.ts';
import type { HostBackendOptions } from './index.ts';
import { Launcher } from './launcher.ts';
import { loadLibc } from './libc.ts';
import { Limits } from './limits.ts';
import { probe } from './probe.ts';
import { isBelow } from './sandbox-plan.ts';
import type { SandboxedProcess } from './sandboxed-process.ts';
import { prepareSystemLayout } from './synthetic-etc.ts';
import { findTool, installCommand } from './tools.ts';
import { chooseUsers } from './users.ts';

/** Both folders by their real paths; grants may name the home folder as the kernel's settings do. */
type LinuxOptions = HostBackendOptions & { readonly homeAlias: string };

export class LinuxBackend implements HostBackend {
  readonly #launcher: Launcher;
  readonly #capabilities: readonly HostCapability[];
  /** What to give back at the end. */
  readonly #held: AsyncDisposableStack;
  readonly #home: { homeAlias: string; homeDirectory: string };
  readonly #running = new Set<SandboxedProcess>();
  readonly #launching = new Set<Promise<HostProcess>>();
  #closed = false;

  private constructor(
    launcher: Launcher,
    capabilities: readonly HostCapability[],
    held: AsyncDisposableStack,
    home: { homeAlias: string; homeDirectory: string },
  ) {
    this.#launcher = launcher;
    this.#capabilities = capabilities;
    this.#held = held;
    this.#home = home;
  }

  /** Throws a `HostError` with code ENOTSUP and what to do about it when no sandbox can run here. */
  static async create(options: LinuxOptions): Promise<LinuxBackend> {
    const bwrap = await findTool('bwrap', options.path);
    if (bwrap === undefined) {
      throw new HostError('ENOTSUP', `bubblewrap is not installed: ${await installCommand()}`);
    }
    const libc = loadLibc();
    libc.adoptOrphans();
    await using undo = new AsyncDisposableStack();
    const opening = Limits.create(libc, options);
    undo.defer(async () => (await opening).close());
    const [limits, users, layout, version, help] = await Promise.all([
      opening,
      chooseUsers(libc, options),
      prepareSystemLayout(join(options.runDirectory, 'sandbox-etc'), {
        hidden: [options.runDirectory, join(options.homeDirectory, 'system')],
        secret: [options.homeDirectory, homedir()],
      }),
      output(bwrap, '--version'),
      output(bwrap, '--help'),
    ]);
    undo.defer(() => users.pool?.close());
    const method = { bwrap, users, bindDescriptors: help.includes('--bind-fd'), terminalWrapper: 'env' as const };
    const terminalWrapper = await probe(new Launcher(libc, layout, limits, method));
    const launcher = new Launcher(libc, layout, limits, { ...method, terminalWrapper });
    const capabilities = describeCapabilities({ version, users, limits: limits.report(), cgroups: limits.cgroups });
    return new LinuxBackend(launcher, capabilities, undo.move(), options);
  }

  launch(request: LaunchRequest): Promise<HostProcess> {
    const launching = this.#launch(request);
    const settled = () => this.#launching.delete(launching);
    this.#launching.add(launching);
    launching.then(settled, settled);
    return launching;
  }

  async #launch(request: LaunchRequest): Promise<HostProcess> {
    const refuseLate = () => {
      if (this.#closed) throw new HostError('EAGAIN', 'The kernel is shutting down.');
    };
    refuseLate();
    const process = await this.#launcher.launch(this.#byRealPaths(request));
    if (this.#closed) await process.killTree();
    refuseLate();
    this.#running.add(process);
    const forget = () => this.#running.delete(process);
    process.exited.then(forget, forget);
    return process;
  }

  /**
   * The way to the home folder may lead through links of the host's owner (/home itself is one on some systems); further down, where
   * programs can write, links are refused.
   */
  #byRealPaths(request: LaunchRequest): LaunchRequest {
    const { homeAlias, homeDirectory } = this.#home;
    const real = (path: string) =>
      isBelow(path, homeAlias) ? `${homeDirectory}${path.slice(homeAlias.length)}` : path;
    const binds = request.profile.binds.map((bind) => ({ ...bind, host: real(bind.host) }));
    return { ...request, profile: { ...request.profile, binds } };
  }

  capabilities(): readonly HostCapability[] {
    return this.#capabilities;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#launching);
    await Promise.all([...this.#running].map((process) => process.killTree()));
    await this.#held.disposeAsync();
  }
}

async function output(program: string, option: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [option]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}
