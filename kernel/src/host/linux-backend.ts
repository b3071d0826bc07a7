/** Host processes on Linux: finds the way of launching that works here by launching, and keeps account of what runs. */
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HostCapability } from '@agentos/protocol/kernel';
import type { HostBackend, HostProcess, LaunchRequest } from './backend.ts';
import { describeCapabilities } from './capabilities.ts';
import { HostError } from './errors.ts';
import type { IdentityPool } from './identity.ts';
import type { HostBackendOptions } from './index.ts';
import { Launcher } from './launcher.ts';
import { loadLibc } from './libc.ts';
import { Limits } from './limits.ts';
import { probe } from './probe.ts';
import type { SandboxedProcess } from './sandboxed-process.ts';
import { prepareSystemLayout } from './synthetic-etc.ts';
import { findTool, installCommand } from './tools.ts';
import { chooseUsers } from './users.ts';

export class LinuxBackend implements HostBackend {
  readonly #launcher: Launcher;
  readonly #capabilities: readonly HostCapability[];
  readonly #identities: IdentityPool | undefined;
  readonly #running = new Set<SandboxedProcess>();
  #closed = false;

  private constructor(
    launcher: Launcher,
    capabilities: readonly HostCapability[],
    identities: IdentityPool | undefined,
  ) {
    this.#launcher = launcher;
    this.#capabilities = capabilities;
    this.#identities = identities;
  }

  /** Throws a `HostError` with code ENOTSUP and what to do about it when no sandbox can run here. */
  static async create(options: HostBackendOptions): Promise<LinuxBackend> {
    const bwrap = await findTool('bwrap', options.path);
    if (bwrap === undefined) {
      throw new HostError('ENOTSUP', `bubblewrap is not installed: ${await installCommand()}`);
    }
    const libc = loadLibc();
    libc.adoptOrphans();
    const users = await chooseUsers(libc, options);
    try {
      const [layout, limits, bindDescriptors, version] = await Promise.all([
        prepareSystemLayout(join(options.runDirectory, 'sandbox-etc'), {
          hidden: [options.runDirectory, join(options.homeDirectory, 'system')],
          secret: [options.homeDirectory, homedir()],
        }),
        Limits.create(libc, users.prlimit, options),
        users.staging ? false : output(bwrap, '--help').then((text) => text.includes('--bind-fd')),
        output(bwrap, '--version'),
      ]);
      const method = { bwrap, users, bindDescriptors, terminalWrapper: 'env' as const };
      const terminalWrapper = await probe(new Launcher(libc, layout, limits, method));
      const launcher = new Launcher(libc, layout, limits, { ...method, terminalWrapper });
      return new LinuxBackend(launcher, describeCapabilities({ version, users, limits: limits.report() }), users.pool);
    } catch (error) {
      users.pool?.close();
      throw error;
    }
  }

  async launch(request: LaunchRequest): Promise<HostProcess> {
    if (this.#closed) throw new HostError('EAGAIN', 'The kernel is shutting down.');
    const process = await this.#launcher.launch(request);
    this.#running.add(process);
    const forget = () => this.#running.delete(process);
    process.exited.then(forget, forget);
    if (this.#closed) await process.killTree();
    return process;
  }

  capabilities(): readonly HostCapability[] {
    return this.#capabilities;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running].map((process) => process.killTree()));
    this.#identities?.close();
  }
}

async function output(program: string, option: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [option]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}
