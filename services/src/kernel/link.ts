/**
 * The link of the services to the kernel: one session after the other (`session.ts`), and what is asked of it.
 *
 * Rule: whoever holds a handle from here may call it at any time; while the kernel is away a call fails with
 * EUNAVAILABLE, and after a reconnection listeners are told whether the processes from before are still there.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  type ControlSchedulerResponse,
  type EmittedEvent,
  type EventBatch,
  type GetSchedulerStatsResponse,
  ProcessKind,
  type QueryEventsRequest,
  type QueryEventsResponse,
  type SchedulerAction,
  type SetSchedulingPolicyRequest,
  type StreamEventsRequest,
} from '@agentos/protocol/kernel';
import type { KernelClient } from '@agentos/protocol/kernel-client';
import { codeOf, messageOf, Problem } from '../problem.ts';
import type { Caller, OwnedProcess } from './caller.ts';
import { noLimits, type Session, type SessionOptions, Sessions } from './session.ts';

export interface KernelLinkOptions extends SessionOptions {
  /** How long the first connection may take. */
  readonly connectTimeoutMs?: number;
}

/** What happened to the kernel; `sameProcesses` is false after a restart of the kernel. */
export type KernelChange = { up: false; reason: string } | { up: true; sameProcesses: boolean };

export class KernelLink {
  #session: Session | undefined;
  #downReason = 'not connected yet';
  readonly #options: KernelLinkOptions;
  readonly #sessions: Sessions;
  readonly #listeners = new Set<(change: KernelChange) => void | Promise<void>>();
  readonly #closed = new AbortController();
  #reconnecting: Promise<void> | undefined;

  private constructor(options: KernelLinkOptions) {
    this.#options = options;
    this.#sessions = new Sessions(options);
  }

  /** Connects and creates the services' processes; rejects when the kernel cannot be reached in time. */
  static async start(options: KernelLinkOptions): Promise<KernelLink> {
    const link = new KernelLink(options);
    const deadline = Date.now() + (options.connectTimeoutMs ?? 15_000);
    for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
      try {
        link.#session = await link.#open(undefined);
        return link;
      } catch (error) {
        if (Date.now() + pause > deadline) {
          throw new Problem('EUNAVAILABLE', `the kernel at ${options.address} cannot be used: ${messageOf(error)}`, {
            cause: error,
          });
        }
        await delay(pause);
      }
    }
  }

  get up(): boolean {
    return this.#session !== undefined;
  }

  /** Why the kernel is away; empty while it is there. */
  get reason(): string {
    return this.up ? '' : this.#downReason;
  }

  /** The services' own process. */
  readonly self: Caller = this.#relay((session) => session.self);

  /** The person at the desktop. */
  readonly owner: Caller = this.#relay((session) => session.owner);

  /** May read the apps folder and nothing else: what it reads is served without a sign-in. */
  readonly reader: Caller = this.#relay((session) => session.reader);

  /** Registers for losses and returns of the kernel; returns the function that ends it. */
  onChange(listener: (change: KernelChange) => void | Promise<void>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Creates the process of an app instance. */
  async createAppProcess(
    request: { name: string; appId: string; capabilities: readonly string[] },
    traceparent: string,
  ): Promise<OwnedProcess> {
    const { client, adminToken, self } = this.#current();
    return this.#sessions.create(client, adminToken, {
      name: request.name,
      kind: ProcessKind.APP,
      capabilities: [...request.capabilities],
      limits: noLimits,
      parentPid: self.pid,
      appId: request.appId,
      program: undefined,
      networkRules: [],
      priority: 0,
      traceparent,
    });
  }

  /** Attaches again to a process that survived a lost connection; rejects when it is gone. */
  async reattach(token: string): Promise<OwnedProcess> {
    return this.#sessions.attach(this.#current().client, token);
  }

  /** Ends a process and all below it; a process that is gone already is no error. */
  async terminate(pid: number, traceparent: string, graceMs = 0): Promise<void> {
    const { client, adminToken } = this.#current();
    try {
      await this.#sessions.rpc('TerminateProcess', () =>
        client.terminateProcess(adminToken, { pid, graceMs, traceparent }),
      );
    } catch (error) {
      if (codeOf(error) !== 'ESRCH') throw error;
    }
  }

  /** Brings events of the upper layers in; tells how many were taken. */
  emitEvents(events: EmittedEvent[]): Promise<{ taken: number; refused: number }> {
    return this.#asSelf('EmitEvents', (client, token) => client.emitEvents(token, events));
  }

  /** Asks about the events that the kernel keeps: those of every process, or those that `asker` may see. */
  queryEvents(request: Partial<QueryEventsRequest>, asker?: OwnedProcess): Promise<QueryEventsResponse> {
    return this.#asSelf('QueryEvents', (client, token) => client.queryEvents(asker?.token ?? token, request));
  }

  /** Follows the events of every process until the signal aborts. */
  async *streamEvents(request: Partial<StreamEventsRequest>, signal: AbortSignal): AsyncGenerator<EventBatch> {
    const { client, self } = this.#current();
    yield* client.streamEvents(self.token, request, signal);
  }

  /** The kernel's figures in Prometheus format. */
  metricsText(): Promise<string> {
    return this.#asSelf('GetMetrics', (client, token) => client.getMetrics(token));
  }

  schedulerStats(): Promise<GetSchedulerStatsResponse> {
    return this.#asSelf('GetSchedulerStats', (client, token) => client.schedulerStats(token));
  }

  setScheduling(request: SetSchedulingPolicyRequest): Promise<void> {
    return this.#asSelf('SetSchedulingPolicy', (client, token) => client.setSchedulingPolicy(token, request));
  }

  controlScheduler(action: SchedulerAction): Promise<ControlSchedulerResponse> {
    return this.#asSelf('ControlScheduler', (client, token) => client.controlScheduler(token, action));
  }

  /** Asks for one decision; gives the pid that it chose, 0: nobody can run. */
  scheduleNext(): Promise<number> {
    return this.#asSelf('ScheduleNext', (client, token) => client.scheduleNext(token));
  }

  /** Ends the services' processes (and so every app) and closes the connection. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#reconnecting;
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    this.#downReason = 'the services are closing';
    const { client, adminToken } = session;
    for (const pid of [session.reader.pid, session.owner.pid, session.self.pid]) {
      await client.terminateProcess(adminToken, { pid, graceMs: 200, traceparent: '' }).catch((error: unknown) => {
        this.#options.log.debug({ err: error, pid }, 'a process could not be ended while closing');
      });
    }
    await client.close();
  }

  #current(): Session {
    if (this.#session === undefined) {
      throw new Problem('EUNAVAILABLE', `the kernel is not reachable (${this.#downReason}); try again in a moment`);
    }
    return this.#session;
  }

  #asSelf<Result>(method: string, call: (client: KernelClient, token: string) => Promise<Result>): Promise<Result> {
    const { client, self } = this.#current();
    return this.#sessions.rpc(method, () => call(client, self.token));
  }

  #relay(choose: (session: Session) => OwnedProcess): Caller {
    const link = this;
    return {
      get pid() {
        return choose(link.#current()).pid;
      },
      async call(name, args, options) {
        const session = link.#current();
        const process = choose(session);
        try {
          return await process.call(name, args, options);
        } catch (error) {
          // Somebody may have ended one of our own processes: then all of them are made anew.
          if (codeOf(error) === 'ESRCH' && name !== 'now' && !(await lives(process))) {
            link.#lost(session.client, `the process ${process.pid} of the services was ended`);
          }
          if (link.#session === session) throw error;
          throw new Problem('EUNAVAILABLE', 'the kernel went away during the call; try again in a moment', {
            cause: error,
          });
        }
      },
    };
  }

  #open(before: Session | undefined): Promise<Session> {
    return this.#sessions.open(before, (client, reason) => this.#lost(client, reason));
  }

  #lost(client: KernelClient, reason: string): void {
    if (this.#session?.client !== client || this.#closed.signal.aborted) return;
    const before = this.#session;
    this.#session = undefined;
    this.#downReason = reason;
    this.#options.log.warn({ reason }, 'the kernel is gone; reconnecting');
    void client.close();
    void this.#tell({ up: false, reason });
    this.#reconnecting = this.#reconnect(before).finally(() => {
      this.#reconnecting = undefined;
    });
  }

  async #reconnect(before: Session): Promise<void> {
    const { signal } = this.#closed;
    for (let pause = 50; !signal.aborted; pause = Math.min(pause * 2, 2_000)) {
      try {
        const session = await this.#open(before);
        if (signal.aborted) {
          await session.client.close();
          return;
        }
        this.#session = session;
        const sameProcesses = session.self.token === before.self.token;
        this.#options.log.info({ sameProcesses }, 'the kernel is back');
        await this.#tell({ up: true, sameProcesses });
        return;
      } catch (error) {
        this.#downReason = messageOf(error);
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #tell(change: KernelChange): Promise<void> {
    for (const listener of this.#listeners) {
      try {
        await listener(change);
      } catch (error) {
        this.#options.log.error({ err: error, change }, 'a listener of the kernel link failed');
      }
    }
  }
}

async function lives(process: OwnedProcess): Promise<boolean> {
  try {
    await process.call('now', {});
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
