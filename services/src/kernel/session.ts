/**
 * One connection to the kernel and the processes that the services are in it: `self` (all capabilities), `owner` (what the
 * person at the desktop may do: never `/system`) and `reader`. It is opened with the processes of the session before it, or with new
 * ones; then whatever services that were killed have left behind is ended.
 */
import { readFile } from 'node:fs/promises';
import { type CreateProcessRequest, ProcessKind } from '@agentos/protocol/kernel';
import { KernelClient, KernelError, type KernelProcess, type SyscallCase } from '@agentos/protocol/kernel-client';
import { desktopNamespace } from '@agentos/protocol/preferences';
import type { Logger } from 'pino';
import { codeOf, Problem } from '../problem.ts';
import type { OwnedProcess } from './caller.ts';

export interface SessionOptions {
  readonly address: string;
  readonly adminTokenFile: string;
  readonly log: Logger;
  /** Told of every finished call, for metrics. */
  readonly onCall?: (name: SyscallCase, code: string, seconds: number, traceparent: string) => void;
  /** Told of every finished call beside the ring. */
  readonly onRpc?: (method: string, code: string, seconds: number) => void;
}

export interface Session {
  readonly client: KernelClient;
  readonly adminToken: string;
  readonly self: OwnedProcess;
  readonly owner: OwnedProcess;
  readonly reader: OwnedProcess;
}

const serviceName = 'services';
const ownerName = 'owner';
const readerName = 'app-files';
const ownNames: readonly string[] = [serviceName, ownerName, readerName];
/** Key-value namespaces and private folders of the system itself: with capitals, so that no package can have their ids. */
const ownAppIds = { desktop: desktopNamespace, services: 'AgentOS.services' } as const;

/** Everything, for the services' own process. */
const everyCapability = [
  'READ_FILE',
  'WRITE_FILE',
  'CREATE_FILE',
  'DELETE_FILE',
  'LIST_DIRECTORY',
  'SPAWN_PROCESS',
  'KILL_PROCESS',
  'NETWORK_ACCESS',
  'BIND_PORT',
  'NETWORK_NAMESPACE',
  'SYSTEM_INFO',
  'TIME_ACCESS',
  'SEND_MESSAGE',
  'RECEIVE_MESSAGE',
  'SCHEDULER_CONTROL',
  'CLIPBOARD',
  'OBSERVE',
  'STANDARD',
];

const hidden = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'LIST_DIRECTORY'].map(
  (kind) => `!${kind}:/system/**`,
);

const readApps = ['READ_FILE:/apps/**', 'LIST_DIRECTORY:/apps/**'];

export const noLimits = {
  memoryBytes: 0,
  cpuPercent: 0,
  descriptors: 0,
  processes: 0,
  keyValueBytes: 0,
  kernelBytes: 0,
};

export class Sessions {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /**
   * Connects, with the processes from before when they are still there. `onDown` hears once of the loss of the connection.
   * @throws KernelError `EPIPE` when no kernel answers
   */
  async open(before: Session | undefined, onDown: (client: KernelClient, reason: string) => void): Promise<Session> {
    const { address, adminTokenFile } = this.#options;
    const adminToken = (await readFile(adminTokenFile, 'utf8')).trim();
    const client = await KernelClient.connect({ address });
    try {
      const survivors = before === undefined ? undefined : await this.#survivors(client, before);
      const self = survivors?.self ?? (await this.#createOwn(client, adminToken, serviceName, everyCapability));
      if (survivors === undefined) await this.#endPredecessors(client, adminToken, self);
      const owner =
        survivors?.owner ?? (await this.#createOwn(client, adminToken, ownerName, [...everyCapability, ...hidden]));
      const reader = survivors?.reader ?? (await this.#createOwn(client, adminToken, readerName, readApps));
      client.onDown((error) => onDown(client, error.message));
      return { client, adminToken, self, owner, reader };
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  async #survivors(
    client: KernelClient,
    before: Session,
  ): Promise<Pick<Session, 'self' | 'owner' | 'reader'> | undefined> {
    try {
      const self = await this.attach(client, before.self.token);
      const owner = await this.attach(client, before.owner.token);
      return { self, owner, reader: await this.attach(client, before.reader.token) };
    } catch (error) {
      this.#options.log.debug({ err: error }, 'the processes from before are gone');
      return undefined;
    }
  }

  #createOwn(client: KernelClient, token: string, name: string, capabilities: readonly string[]) {
    return this.create(client, token, {
      name,
      kind: ProcessKind.SERVICE,
      capabilities: [...capabilities],
      limits: noLimits,
      parentPid: 0,
      appId: name === ownerName ? ownAppIds.desktop : ownAppIds.services,
      program: undefined,
      networkRules: [],
      priority: 0,
      traceparent: '',
    });
  }

  /** Services that were killed leave their processes in the kernel: end them, with every app below. */
  async #endPredecessors(client: KernelClient, adminToken: string, self: OwnedProcess): Promise<void> {
    const { processes } = await self.call('processList', { parentPid: 0 });
    for (const process of processes) {
      if (process.kind !== ProcessKind.SERVICE || process.pid === self.pid) continue;
      if (!ownNames.includes(process.name)) continue;
      await client.terminateProcess(adminToken, { pid: process.pid, graceMs: 200, traceparent: '' });
    }
  }

  /** Creates a process and acts as it. */
  async create(client: KernelClient, token: string, request: CreateProcessRequest): Promise<OwnedProcess> {
    const created = await this.rpc('CreateProcess', () => client.createProcess(token, request));
    return this.attach(client, created.token);
  }

  /** Acts as a living process; its calls are told to `onCall`. */
  async attach(client: KernelClient, token: string): Promise<OwnedProcess> {
    const attached: KernelProcess = await client.attach(token);
    const { onCall } = this.#options;
    let connected = true;
    const forget = client.onDown(() => {
      connected = false;
    });
    return {
      pid: attached.pid,
      token,
      detach() {
        forget();
        void attached.detach();
      },
      async call(name, args, options) {
        const begun = performance.now();
        try {
          const result = await attached.call(name, args, options);
          onCall?.(name, 'ok', (performance.now() - begun) / 1000, options?.traceparent ?? '');
          return result;
        } catch (error) {
          const code = error instanceof KernelError ? error.code : 'EIO';
          onCall?.(name, code, (performance.now() - begun) / 1000, options?.traceparent ?? '');
          if (connected) throw error;
          throw new Problem('EUNAVAILABLE', 'the kernel went away during the call; try again in a moment', {
            cause: error,
          });
        }
      },
    };
  }

  /** A call beside the ring, told to `onRpc`. */
  async rpc<Result>(method: string, call: () => Promise<Result>): Promise<Result> {
    const begun = performance.now();
    let code = 'ok';
    try {
      return await call();
    } catch (error) {
      code = codeOf(error) ?? 'EIO';
      throw error;
    } finally {
      this.#options.onRpc?.(method, code, (performance.now() - begun) / 1000);
    }
  }
}
