/** The kernels that benches talk to over the socket: that of the running system, or one in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestSystem } from '../e2e/support/system.ts';
import { ProcessKind } from '../protocol/gen/agentos/kernel/v1/kernel.js';
import { KernelClient } from '../protocol/src/kernel-client.ts';
import { runtimeFolder } from '../protocol/src/settings.ts';
import type { AloneOptions, KernelAlone } from './kernel-alone.ts';

/** Disposed of by its bench, which ends the connection, and the kernel if it is the bench's own. */
export interface BenchKernel extends AsyncDisposable {
  /** `unix:` address, for further connections. */
  readonly address: string;
  /** On the host. */
  readonly pid: number;
  readonly client: KernelClient;
  /** Creates a process and gives its token. */
  token(appId: string, capabilities: string[], kind?: ProcessKind): Promise<string>;
}

/** The kernel of the running system. */
export function kernelOf(running: TestSystem): Promise<BenchKernel> {
  const run = runtimeFolder(running.home);
  const admin = readFileSync(join(run, 'admin.token'), 'utf8').trim();
  return connected({ address: `unix:${join(run, 'kernel.sock')}`, admin }, running.pidOf('kernel'), async () => {});
}

/** A kernel of the bench's own, on a fresh folder. */
export async function startKernelAlone(options: AloneOptions): Promise<BenchKernel> {
  const child = fork(fileURLToPath(new URL('./kernel-alone.ts', import.meta.url)), [JSON.stringify(options)]);
  const end = async (): Promise<void> => {
    child.disconnect();
    await once(child, 'exit');
  };
  return await connected(await told<KernelAlone>(child), child.pid ?? 0, end);
}

/** The next message of a process that the bench has forked. */
export function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: T) => resolve(message));
    child.once('exit', (code) => reject(new Error(`a process of the bench ended with ${code}`)));
  });
}

async function connected({ address, admin }: KernelAlone, pid: number, end: () => Promise<void>): Promise<BenchKernel> {
  const client = await KernelClient.connect({ address });
  return {
    address,
    pid,
    client,
    async token(appId, capabilities, kind = ProcessKind.APP) {
      return (await client.createProcess(admin, { name: 'bench', appId, kind, capabilities })).token;
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await end();
    },
  };
}
