/** A kernel on a Unix socket in a folder of its own, with a client and processes to act as. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessKind } from '@agentos/protocol/kernel';
import { KernelClient, type KernelProcess } from '@agentos/protocol/kernel-client';
import type { HostBackend } from '../src/host/backend.ts';
import { createKernel, type Kernel } from '../src/kernel.ts';
import type { KernelOptions } from '../src/options.ts';
import { FakeHost } from './fake-host.ts';

export const everything = [
  'STANDARD',
  'READ_FILE',
  'WRITE_FILE',
  'CREATE_FILE',
  'DELETE_FILE',
  'LIST_DIRECTORY',
  'SPAWN_PROCESS',
  'KILL_PROCESS',
  'SCHEDULER_CONTROL',
  'SYSTEM_INFO',
  'TIME_ACCESS',
  'OBSERVE',
  'CLIPBOARD',
  'SEND_MESSAGE',
  'RECEIVE_MESSAGE',
  'NETWORK_ACCESS',
  'BIND_PORT',
];

export const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

export interface Actor extends KernelProcess {
  readonly token: string;
}

export interface KernelFixture {
  readonly home: string;
  readonly kernel: Kernel;
  readonly host: FakeHost;
  readonly client: KernelClient;
  readonly admin: string;
  /** Creates an app process (or a service) and attaches to it. */
  actor(
    capabilities: readonly string[],
    more?: {
      appId?: string;
      kind?: ProcessKind;
      parentPid?: number;
      limits?: { descriptors?: number; processes?: number; keyValueBytes?: number; kernelBytes?: number };
    },
  ): Promise<Actor>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startKernel(
  options: Partial<KernelOptions> & { makeBackend?: (home: string) => Promise<HostBackend> } = {},
): Promise<KernelFixture> {
  const home = mkdtempSync(join(tmpdir(), 'agentos-kernel-'));
  const host = new FakeHost();
  const kernel = await createKernel({
    home,
    run: join(home, 'run'),
    socket: join(home, 'run', 'kernel.sock'),
    tcp: undefined,
    shippedApps: undefined,
    bootId: 'test-boot',
    backend: (await options.makeBackend?.(home)) ?? host,
    log: silent,
    ...options,
  });
  const client = await KernelClient.connect({ address: kernel.address });
  const admin = kernel.administratorToken;
  return {
    home,
    kernel,
    host,
    client,
    admin,
    async actor(capabilities, { appId = 'test', kind = ProcessKind.APP, parentPid = 0, limits } = {}) {
      const { token } = await client.createProcess(admin, {
        name: appId,
        kind,
        appId,
        parentPid,
        capabilities: [...capabilities],
        limits: {
          memoryBytes: 0,
          cpuPercent: 0,
          descriptors: 0,
          processes: 0,
          keyValueBytes: 0,
          kernelBytes: 0,
          ...limits,
        },
      });
      const process = await client.attach(token);
      return Object.assign(process, { token });
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await kernel.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
