/** `system.*`: the machine, the time, the processes and the log. */
import { ProcessKind, ProcessState } from '@agentos/protocol/kernel';
import type { ToolHandlers } from '@agentos/tools';
import { Problem } from '../problem.ts';
import { AppLines } from './app-lines.ts';
import type { ToolContext } from './context.ts';

type SystemTool = Extract<keyof ToolHandlers<'services', ToolContext>, `system.${string}`>;

export const systemHandlers: Pick<ToolHandlers<'services', ToolContext>, SystemTool> = {
  async 'system.info'(_params, { call }) {
    const { info } = await call('systemInfo', {});
    if (info === undefined) throw new Problem('EPROTO', 'the kernel gave no answer');
    const { version, platform, cpus, memoryBytes, uptimeMs, processes } = info;
    return { version, platform, cpus, memory_bytes: memoryBytes, uptime_ms: uptimeMs, processes };
  },

  async 'system.time'(_params, { call }) {
    const { unixMs } = await call('now', {});
    return { unix_ms: unixMs, iso: new Date(unixMs).toISOString() };
  },

  async 'system.processes'(_params, { call }) {
    const { processes } = await call('processList', { parentPid: 0 });
    return {
      processes: processes.map((each) => ({
        pid: each.pid,
        parent_pid: each.parentPid,
        name: each.name,
        kind: kindName(each.kind),
        state: stateNames.get(each.state) ?? 'unknown',
        app_id: each.appId,
        host_pid: each.hostPid,
      })),
    };
  },

  'system.log'({ level, message }, { caller, log }) {
    const packageId = caller?.package.id ?? desktop;
    log[level]({ app: caller?.id ?? desktop, package: packageId }, message);
    lines.push(packageId, { time_ms: Date.now(), level, message });
    return {};
  },

  'system.get_logs': ({ limit, level }, { caller }) => ({
    value: lines
      .of(caller?.package.id ?? desktop)
      .filter((line) => level === undefined || line.level === level)
      .slice(-limit),
  }),

  async 'system.ping'(_params, { call }) {
    const begun = performance.now();
    await call('now', {});
    return { value: performance.now() - begun };
  },
};

const desktop = 'desktop';
const lines = new AppLines();

/** Names of states of processes, as tools give them. */
export const stateNames: ReadonlyMap<ProcessState, string> = new Map(
  Object.entries(ProcessState).map(([name, value]) => [value, name.toLowerCase()]),
);

function kindName(kind: ProcessKind): 'host' | 'app' | 'service' | 'unknown' {
  if (kind === ProcessKind.HOST) return 'host';
  if (kind === ProcessKind.APP) return 'app';
  return kind === ProcessKind.SERVICE ? 'service' : 'unknown';
}
