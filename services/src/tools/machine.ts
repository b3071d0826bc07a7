/** `monitor.*` for the machine: what it and the kernel measure now. Nothing here is made up; what is not known is not told. */
import { cpus, freemem, loadavg, totalmem } from 'node:os';
import { parseExposition, type Sample } from '@agentos/protocol/exposition';
import { MemoryPressure, SchedulerPolicy } from '@agentos/protocol/kernel';
import type { ToolHandlers } from '@agentos/tools';
import { Problem } from '../problem.ts';
import { requireCapability, type ToolContext } from './context.ts';
import { stateNames } from './system.ts';

type MachineTool = `monitor.${'system' | 'cpu' | 'memory' | 'processes' | 'network'}`;

const prefix = 'agentos_kernel_';
const ofTheNetwork =
  /^(networkRequest|socket|bind|listen|accept|connect|send|recv|sendto|recvfrom|socketClose|setsockopt|getsockopt)$/;

/** Time of the processors when somebody last asked; at first, since the machine started. */
let before = { busy: 0, all: 0 };

export const machineHandlers: Pick<ToolHandlers<'services', ToolContext>, MachineTool> = {
  async 'monitor.system'(_params, { call }) {
    const [{ info }, memory] = await Promise.all([call('systemInfo', {}), call('memoryStats', {})]);
    if (info === undefined) throw new Problem('EPROTO', 'the kernel gave no answer');
    return {
      uptime_ms: info.uptimeMs,
      processes: info.processes,
      cpus: info.cpus,
      load: loadavg(),
      memory_total: totalmem(),
      memory_free: freemem(),
      kernel_memory_used: memory.used,
    };
  },

  async 'monitor.cpu'(_params, { call }) {
    // The kernel decides who may know about the machine.
    const [{ info }, shares] = await Promise.all([call('systemInfo', {}), call('schedStats', {})]);
    const { policy, mechanism, runnable } = shares;
    return {
      value: busySinceBefore(),
      cpus: info?.cpus ?? cpus().length,
      load: loadavg(),
      policy: nameIn(SchedulerPolicy, policy),
      mechanism,
      runnable,
    };
  },

  async 'monitor.memory'(_params, { call }) {
    const { total, used, free, fragmentation, pressure } = await call('memoryStats', {});
    return {
      total: totalmem(),
      free: freemem(),
      kernel: { total, used, free, fragmentation, pressure: nameIn(MemoryPressure, pressure) },
    };
  },

  async 'monitor.processes'(_params, { call }) {
    const [{ stats }, { processes }] = await Promise.all([
      call('schedAllProcessStats', {}),
      call('processList', { parentPid: 0 }),
    ]);
    const byPid = new Map(stats.map((each) => [each.pid, each]));
    return {
      value: processes.map(({ pid, name, appId, state, priority }) => {
        const own = byPid.get(pid);
        return {
          pid,
          name,
          app_id: appId,
          state: stateNames.get(state) ?? 'unknown',
          cpu_seconds: (own?.cpuNs ?? 0) / 1e9,
          kernel_seconds: (own?.kernelNs ?? 0) / 1e9,
          share: own?.achievedShare ?? 0,
          entitled_share: own?.entitledShare ?? 0,
          priority,
        };
      }),
    };
  },

  async 'monitor.network'(_params, context) {
    requireCapability(context, 'OBSERVE');
    const families = new Map(
      parseExposition(await context.kernelFigures()).map(({ name, samples }) => [name, samples]),
    );
    const samples = (name: string): readonly Sample[] => families.get(`${prefix}${name}`) ?? [];
    const syscalls = new Map<string, { name: string; calls: number; failed: number; bytes: number }>();
    const rowOf = ({ labels: { syscall = '' } }: Sample) => {
      const row = syscalls.get(syscall) ?? { name: syscall, calls: 0, failed: 0, bytes: 0 };
      if (ofTheNetwork.test(syscall)) syscalls.set(syscall, row);
      return row;
    };
    for (const sample of samples('syscalls_total')) {
      const row = rowOf(sample);
      row.calls += sample.value;
      if (sample.labels.outcome !== 'ok') row.failed += sample.value;
    }
    for (const sample of samples('syscall_bytes_total')) rowOf(sample).bytes += sample.value;
    return { sockets: samples('sockets')[0]?.value ?? 0, syscalls: [...syscalls.values()] };
  },
};

function nameIn(names: Readonly<Record<string, number>>, value: number): string {
  return (
    Object.entries(names)
      .find(([, each]) => each === value)?.[0]
      .toLowerCase() ?? 'unknown'
  );
}

function busySinceBefore(): number {
  let [busy, all] = [0, 0];
  for (const { times } of cpus()) {
    const total = times.user + times.nice + times.sys + times.idle + times.irq;
    all += total;
    busy += total - times.idle;
  }
  const passed = all - before.all;
  const value = passed > 0 ? (busy - before.busy) / passed : 0;
  before = { busy, all };
  return Math.min(1, Math.max(0, value));
}
