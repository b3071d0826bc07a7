/** The gRPC server: all doors on the Unix socket and, when wanted, on a loopback port. */
import { existsSync } from 'node:fs';
import { chmod, readFile, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { Enforcement, type HostCapability, type KernelServiceServer } from '@agentos/protocol/kernel';
import { kernelChannelOptions } from '@agentos/protocol/kernel-client';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { EventRing } from '../events/event-ring.ts';
import type { LifeCycle } from '../process/life-cycle.ts';
import type { ProcessTable } from '../process/process-table.ts';
import type { SchedulerFigures } from '../scheduler/figures.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { requireKind } from '../security/check.ts';
import type { Executor } from '../syscalls/executor.ts';
import { lookupIn } from '../syscalls/lookup.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Namespace } from '../vfs/namespace.ts';
import { asyncDoors } from './async.ts';
import { type Authenticator, asServiceError } from './authenticate.ts';
import { boundedService } from './bounded-service.ts';
import { serveEvents } from './event-stream.ts';
import { Health, healthService } from './health.ts';
import { reflection, reflectionService, reflectionServiceAlpha } from './reflection.ts';
import { serveRing } from './ring.ts';
import { schedulerDoors } from './scheduler.ts';
import { StreamDoor } from './streaming.ts';
import { unaryDoors } from './unary.ts';

const serviceName = 'agentos.kernel.v1.KernelService';

export interface ServerHost {
  readonly executor: Executor;
  readonly authenticator: Authenticator;
  readonly lifeCycle: LifeCycle;
  readonly processes: ProcessTable;
  readonly events: EventRing;
  readonly tasks: Tasks;
  readonly namespace: Namespace;
  readonly scheduler: Scheduler;
  readonly figures: SchedulerFigures;
  /** Counters as Prometheus text. */
  metrics(): string;
}

export interface RunningServer {
  /** The loopback port, or why there is none. */
  readonly tcp: { readonly address: string } | { readonly reason: string };
  readonly capability: HostCapability;
  close(): Promise<void>;
}

/**
 * @param tcp `host:port`, or undefined for none; a port that is taken is told, not thrown
 * @param socket a path that `claimSocket` has cleared
 * @throws Error when the socket cannot be made
 */
export async function startServer(host: ServerHost, socket: string, tcp: string | undefined): Promise<RunningServer> {
  const { executor, authenticator, lifeCycle, processes, events } = host;
  // Of one connection: what a client asks beyond waits on its side.
  const server = new Server({ ...kernelChannelOptions, 'grpc.max_concurrent_streams': 4_096 });
  const streams = new StreamDoor(executor, authenticator, lookupIn(host.namespace));
  const doors: KernelServiceServer = {
    ...unaryDoors(executor, authenticator, lifeCycle),
    ...asyncDoors(host.tasks, authenticator),
    ...schedulerDoors(host.scheduler, host.figures, authenticator),
    streamSyscall: (stream) => streams.serve(stream),
    ring: (stream) => serveRing(stream, executor, authenticator),
    getMetrics: (call, done) => {
      try {
        requireKind(authenticator.requireProcess(call.metadata), 'OBSERVE');
        done(null, { text: host.metrics() });
      } catch (error) {
        done(asServiceError(error));
      }
    },
    streamEvents: (stream) => serveEvents(stream, events, authenticator, processes),
  };
  server.addService(boundedService, doors);
  const health = new Health([serviceName]);
  server.addService(healthService, health.implementation);
  const descriptors = await readFile(new URL('../../../protocol/gen/descriptors.binpb', import.meta.url));
  const reflected = reflection(descriptors, [serviceName, 'grpc.health.v1.Health']);
  server.addService(reflectionService, reflected);
  server.addService(reflectionServiceAlpha, reflected);

  await bind(server, `unix:${socket}`);
  await chmod(socket, 0o600);
  const door = await openTcp(server, tcp);
  return {
    tcp: door,
    capability: tcpCapability(door),
    async close() {
      health.stop();
      const closed = Promise.withResolvers<void>();
      server.tryShutdown(() => closed.resolve());
      // Streams that stay open on purpose would hold the shutdown up for ever.
      const forced = setTimeout(() => server.forceShutdown(), 200);
      await closed.promise;
      clearTimeout(forced);
      await unlink(socket).catch(() => undefined);
    },
  };
}

async function openTcp(server: Server, tcp: string | undefined): Promise<RunningServer['tcp']> {
  if (tcp === undefined) return { reason: 'switched off (AGENTOS_KERNEL_TCP)' };
  try {
    const port = await bind(server, tcp);
    return { address: `${tcp.slice(0, tcp.lastIndexOf(':'))}:${port}` };
  } catch (error) {
    return { reason: `${tcp} cannot be opened: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function tcpCapability(tcp: RunningServer['tcp']): HostCapability {
  const name = 'tcp door';
  if ('address' in tcp)
    return { name, enforcement: Enforcement.ENFORCED, mechanism: `gRPC on ${tcp.address}`, reason: '' };
  return { name, enforcement: Enforcement.UNAVAILABLE, mechanism: 'Unix socket only', reason: tcp.reason };
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/**
 * Removes a socket that no one listens on.
 * @throws Error when somebody does: another kernel runs on the same folders
 */
export async function claimSocket(path: string): Promise<void> {
  if (!existsSync(path)) return;
  const living = await new Promise<boolean>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (living) throw new Error(`another kernel listens on ${path}; stop it, or choose another AGENTOS_HOME`);
  await unlink(path);
}
