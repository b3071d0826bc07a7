/**
 * The composition root: read top to bottom, it makes every subsystem once and shows what each is given. Nothing here is
 * global; two kernels can live in one host process.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EventCategory,
  EventSeverity,
  type Syscall,
  type SyscallResult,
  type SystemInfo,
} from '@agentos/protocol/kernel';
import { Clipboard } from './clipboard/clipboard.ts';
import { EventRing } from './events/event-ring.ts';
import { newTrace } from './events/trace.ts';
import { Authenticator } from './grpc/authenticate.ts';
import { resultBytes } from './grpc/payload.ts';
import { claimSocket, startServer } from './grpc/server.ts';
import { prepareSharedTree } from './host/shared-tree.ts';
import { createIpc } from './ipc/ipc.ts';
import { KeyValueStore } from './kv/store.ts';
import { Arena, chunkBytes } from './memory/arena.ts';
import { emitPressure, type Pressed } from './memory/pressure.ts';
import { chooseHostSockets } from './net/host-sockets.ts';
import { Network } from './net/network.ts';
import { Metrics } from './observability/metrics.ts';
import { prometheusText } from './observability/prometheus.ts';
import { systemInfo } from './observability/system-info.ts';
import type { KernelOptions } from './options.ts';
import { LifeCycle } from './process/life-cycle.ts';
import type { Process } from './process/process.ts';
import { ProcessTable } from './process/process-table.ts';
import { prepareMasks } from './process/sandbox-profile.ts';
import { SchedulerFigures } from './scheduler/figures.ts';
import { RunQueue } from './scheduler/run-queue.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { Tokens } from './security/tokens.ts';
import { Signals } from './signals/delivery.ts';
import { type ExecuteOptions, Executor } from './syscalls/executor.ts';
import type { SyscallTable } from './syscalls/row.ts';
import { syscallTable } from './syscalls/table.ts';
import { Tasks } from './tasks/tasks.ts';
import { TimeoutPolicies } from './timeouts/policy.ts';
import { TimerWheel } from './timeouts/timer-wheel.ts';
import { version } from './version.ts';
import { checkMounts } from './vfs/host-mounts.ts';
import { chooseHostPaths } from './vfs/host-paths.ts';
import { openTree, prepareFolders } from './vfs/system-tree.ts';
import { openTemporaryFolders } from './vfs/temporary.ts';
import { openUnfinished } from './vfs/unfinished.ts';
import { Watches } from './watch/watches.ts';

export interface Kernel {
  /** `unix:` address of the socket, as clients take it. */
  readonly address: string;
  readonly tcpAddress: string | undefined;
  readonly administratorToken: string;
  info(): SystemInfo;
  /** Prometheus text. */
  metrics(): string;
  /** The door for callers inside the kernel's own host process. */
  execute(process: Process, syscall: Syscall, options?: ExecuteOptions): SyscallResult | Promise<SyscallResult>;
  readonly processes: ProcessTable;
  /** Gives memory that nobody uses now back to the host. */
  giveBackMemory(): void;
  /** What it knows of each syscall; the reference pages are made from it. */
  readonly syscalls: SyscallTable;
  close(): Promise<void>;
}

/** @throws Error when another kernel runs on the same folders, or they cannot be made */
export async function createKernel(options: KernelOptions): Promise<Kernel> {
  const { home, run, log, backend, bootId, shippedApps } = options;
  const checked = checkMounts(options.mounts ?? {}, [home, run], shippedApps === undefined ? [] : [shippedApps]);
  prepareFolders(home, run);
  await claimSocket(options.socket);

  const events = new EventRing();
  const metrics = new Metrics();
  const tokens = new Tokens();

  const paths = chooseHostPaths();
  const temporary = openTemporaryFolders(paths, options.temporaryBytes ?? 256 * 1024 * 1024);
  const owner = await prepareSharedTree(join(home, 'home'));
  const unfinished = await openUnfinished(join(home, '.unfinished'), paths);
  for (const [name, why] of Object.entries(checked.missing)) log.warn({ name }, `a mount is left out: ${why}`);
  const namespace = openTree({ home, shippedApps, mounts: checked.mounts, paths, owner, unfinished });
  const keyValue = new KeyValueStore(join(home, 'system', 'kv.sqlite'));

  const scheduler = new Scheduler({
    events,
    parentOf: ({ parentPid }) => processes.get(parentPid),
    onRefusal: (pid, error) => log.warn({ err: error, pid }, 'the host refused an order of the scheduler'),
  });
  const figures = new SchedulerFigures(scheduler, () => backend.capabilities());
  const processes: ProcessTable = new ProcessTable({
    events,
    onState: (process) => scheduler.observe(process),
    makeTemporary(owner) {
      const { backend: folder, remove } = temporary.create(owner.pid);
      owner.ledger.add({ kind: 'temporary folder', dispose: remove });
      return folder;
    },
    onLedgerFailure(pid, kind, error) {
      log.warn({ err: error, pid, kind }, 'a resource of an ended process could not be released');
    },
  });
  const signals = new Signals(processes, events);
  const masks = prepareMasks(join(home, '.masks'));
  const kernelItself = (): Pressed => ({ pid: processes.init.pid, trace: newTrace(), of: 'kernel ' });
  const arenaBytes = options.arenaBytes ?? 256 * 1024 * 1024;
  const arena = new Arena({
    limitBytes: arenaBytes,
    // A quarter, in whole chunks.
    reserveBytes: Math.floor(arenaBytes / 4 / chunkBytes) * chunkBytes,
    onPressure: (level, used, limit) => emitPressure(events, kernelItself(), level, used, limit),
  });
  const ipc = createIpc(arena, processes, events);
  const clipboard = new Clipboard(processes.init.memory, events);
  const watches = new Watches(events);
  const network = new Network(options.sockets ?? chooseHostSockets(), events);
  const lifeCycle = new LifeCycle({ processes, tokens, namespace, backend, masks, signals, events, log });

  const capabilities = [paths, temporary, ipc, keyValue, network].map(({ capability }) => capability);
  const info = (): SystemInfo =>
    systemInfo(bootId, processes, [...backend.capabilities(), figures.capability(), ...capabilities]);
  const table = syscallTable({
    namespace,
    watches,
    keyValue,
    arena,
    ipc,
    clipboard,
    processes,
    lifeCycle,
    signals,
    scheduler,
    figures,
    network,
    info,
  });
  const timers = new TimerWheel();
  const queue = new RunQueue({ budgetMs: options.coreBudgetMs });
  const executor = new Executor(table, processes, events, metrics, {
    queue,
    timers,
    timeouts: new TimeoutPolicies(options.timeouts),
  });
  const tasks = new Tasks(executor, table, resultBytes);
  const authenticator = new Authenticator(tokens, processes);

  const metricsText = (): string =>
    prometheusText({ metrics, processes, tasks, timers, queue, network, scheduler, events, arena, clipboard });
  const doors = {
    executor,
    authenticator,
    lifeCycle,
    processes,
    events,
    tasks,
    namespace,
    scheduler,
    figures,
    metrics: metricsText,
  };
  const server = await startServer(doors, options.socket, options.tcp).catch(async (error: unknown) => {
    await keyValue.close();
    await temporary.close();
    await network.close();
    namespace.close();
    unfinished.close();
    timers.close();
    throw error;
  });
  const { tcp } = server;
  capabilities.push(server.capability);
  if ('reason' in tcp && options.tcp !== undefined) log.warn({ tcp: options.tcp }, tcp.reason);

  const administratorToken = tokens.issueAdministrator();
  writeFileSync(join(run, 'admin.token'), administratorToken, { mode: 0o600 });
  events.emit(EventCategory.SYSTEM, EventSeverity.INFO, 'system.started', version, 1, newTrace(), 0, 0, 0);

  return {
    address: `unix:${options.socket}`,
    tcpAddress: 'address' in tcp ? tcp.address : undefined,
    administratorToken,
    info,
    metrics: metricsText,
    execute(caller, syscall, how = { deadlineMs: 0, traceparent: '' }) {
      const outcome = executor.execute(caller, syscall, how);
      return 'done' in outcome ? outcome.done : outcome;
    },
    processes,
    giveBackMemory: () => void arena.compact(),
    syscalls: table,
    async close() {
      await server.close();
      await scheduler.close();
      if (await lifeCycle.close(newTrace())) log.warn({}, 'processes that did not end when asked were killed');
      tasks.close();
      await backend.close();
      await keyValue.close();
      await temporary.close();
      await network.close();
      namespace.close();
      unfinished.close();
      timers.close();
    },
  };
}

/** A name for this run of the kernel, in host resources and events. */
export function newBootId(): string {
  return randomUUID();
}
