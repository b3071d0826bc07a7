/** `agentos status`: the layers with process, uptime and memory; exit code 1 when the system does not run. */
import type { Settings } from '@agentos/protocol/settings';
import { type Command, table } from '../command-line.ts';
import { memoryOf } from '../host/process-table.ts';
import { baseUrl } from '../services-client.ts';
import { settingsOrExplain } from '../settings.ts';
import { type LayerState, runningState } from '../supervisor/state-file.ts';

export const status: Command = {
  name: 'status',
  summary: 'show the layers: process, uptime, memory',
  options: { ports: { type: 'boolean', help: 'show the addresses instead: where each layer listens' } },
  async run(args) {
    const settings = settingsOrExplain();
    const state = runningState(settings.run);
    if (state === undefined) {
      process.stdout.write(`AgentOS is not running (${settings.home}).\n`);
      return 1;
    }
    if (args.flag('ports')) {
      process.stdout.write(`${table([['layer', 'address'], ...addresses(settings, state.layers)])}\n`);
      return 0;
    }
    const rows = [
      ['supervisor', state.phase, String(state.pid), duration(state.startedAt), memory(state.pid), ''],
      ...state.layers.map((layer) => [
        layer.name,
        layer.phase,
        layer.process === undefined ? '' : String(layer.process.pid),
        layer.phase === 'up' ? duration(layer.since) : '',
        layer.process === undefined ? '' : memory(layer.process.pid),
        remark(layer),
      ]),
    ];
    const address = state.phase === 'up' ? ` at ${baseUrl(settings)}` : '';
    process.stdout.write(`AgentOS is ${state.phase}${address}, data in ${settings.home}\n\n`);
    process.stdout.write(`${table([['layer', 'state', 'pid', 'uptime', 'memory', ''], ...rows])}\n`);
    return 0;
  },
};

/** Where the layers that are up listen. */
function addresses(settings: Settings, layers: readonly LayerState[]): string[][] {
  const listening = (name: LayerState['name'], where: readonly (string | undefined)[]): string[][] =>
    layers.some((layer) => layer.name === name && layer.phase === 'up')
      ? where.flatMap((address) => (address === undefined ? [] : [[name, address]]))
      : [];
  return [
    ...listening('services', [baseUrl(settings)]),
    ...listening('kernel', [settings.kernelSocket, settings.kernelTcp]),
    ...listening('ai', [settings.aiSocket, settings.aiTcp]),
  ];
}

function remark(layer: LayerState): string {
  const restarts = layer.restarts === 0 ? '' : `restarted ${layer.restarts}×`;
  const reason = layer.phase === 'off' && layer.reason === 'not started' ? 'starts when wanted' : layer.reason;
  return [reason, restarts].filter((part) => part !== '').join(', ');
}

function memory(pid: number): string {
  const held = memoryOf(pid);
  return held === undefined ? '' : `${Math.round(held.pss / 1024 / 1024)} MB`;
}

function duration(since: number): string {
  const seconds = Math.max(0, Math.round((Date.now() - since) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
