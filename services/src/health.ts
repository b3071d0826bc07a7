/** The state of every layer and of every capability of the host, each with the reason when it is not in order. */
import type { HealthResponse } from '@agentos/protocol';
import { Enforcement, type HostCapability } from '@agentos/protocol/kernel';
import { toolDeclarations } from '@agentos/tools';
import type { RunningApps } from './apps/running-apps.ts';
import type { Generation } from './generation/contract.ts';
import type { KernelLink } from './kernel/link.ts';
import type { Telemetry } from './observability/telemetry.ts';
import { messageOf } from './problem.ts';
import type { Registry } from './registry/registry.ts';
import { isLoopbackName } from './security/origin.ts';
import { version } from './version.ts';

type Layer = HealthResponse['layers'][number];
type Part = HealthResponse['parts'][number];
type HostRow = HealthResponse['host'][number];

export interface HealthSources {
  readonly kernel: KernelLink;
  readonly apps: RunningApps;
  readonly registry: Registry;
  readonly generation: Generation;
  readonly telemetry: Pick<Telemetry, 'parts'>;
  /** Whether the built shell is there. */
  shellBuilt(): Promise<boolean>;
}

/**
 * The whole report.
 * @param hostname host name that the asking browser used: it decides how frames are isolated
 */
export async function healthReport(sources: HealthSources, hostname: string): Promise<HealthResponse> {
  const { apps } = sources;
  const { row: kernel, host } = await kernelReport(sources.kernel);
  const parts = [...host.flatMap(kernelPart), ...sources.telemetry.parts()];
  const layers = [kernel, servicesLayer(sources.registry), await shellLayer(sources), aiLayer(sources.generation)];
  return {
    status: statusOf(layers, parts),
    version,
    layers,
    parts,
    host: [...host.filter((row) => !kernelParts.has(row.name)), framesRow(hostname)],
    apps: { total: apps.list().length, focused_app_id: apps.focusedId },
    tools: {
      services: new Set(toolDeclarations.map((tool) => tool.id.split('.')[0])).size,
      tools: toolDeclarations.length,
    },
  };
}

/** The one word that anyone may know. */
export function bareStatus(kernel: KernelLink): 'ok' | 'down' {
  return kernel.up ? 'ok' : 'down';
}

function statusOf(layers: readonly Layer[], parts: readonly Part[]): HealthResponse['status'] {
  if (layers.some((layer) => layer.name === 'kernel' && layer.state === 'down')) return 'down';
  const amiss = [...layers, ...parts].some(({ state }) => state === 'degraded' || state === 'down');
  return amiss ? 'degraded' : 'ok';
}

async function kernelReport(kernel: KernelLink): Promise<{ row: Layer; host: HostRow[] }> {
  if (!kernel.up) return { row: { name: 'kernel', state: 'down', reason: kernel.reason }, host: [] };
  try {
    const { info } = await kernel.self.call('systemInfo', {}, { deadlineMs: 2_000 });
    return { row: { name: 'kernel', state: 'up', reason: '' }, host: (info?.host ?? []).map(hostRow) };
  } catch (error) {
    return { row: { name: 'kernel', state: 'down', reason: messageOf(error) }, host: [] };
  }
}

/** Rows of the kernel that are no capability of the host but parts of the kernel that may fail by themselves. */
const kernelParts: ReadonlySet<string> = new Set(['observability', 'permission cache', 'handle cache', 'hot path']);

function kernelPart({ name, enforcement, reason, mechanism }: HostRow): Part[] {
  if (!kernelParts.has(name)) return [];
  const state = enforcement === 'enforced' ? 'up' : enforcement === 'unavailable' ? 'off' : 'degraded';
  return [{ name: `kernel: ${name}`, state, reason: reason === '' ? mechanism : reason }];
}

function servicesLayer(registry: Registry): Layer {
  const [first, ...others] = registry.problems;
  if (first === undefined) return { name: 'services', state: 'up', reason: '' };
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    name: 'services',
    state: 'degraded',
    reason: `an app cannot be loaded: ${first.path}: ${first.error}${more}`,
  };
}

async function shellLayer(sources: HealthSources): Promise<Layer> {
  if (await sources.shellBuilt()) return { name: 'shell', state: 'up', reason: '' };
  return { name: 'shell', state: 'down', reason: 'the shell is not built: run `make build`' };
}

function aiLayer(generation: Generation): Layer {
  return { name: 'ai', ...generation.health() };
}

const enforcementNames = {
  [Enforcement.ENFORCED]: 'enforced',
  [Enforcement.DEGRADED]: 'degraded',
  [Enforcement.SIMULATED]: 'simulated',
  [Enforcement.UNAVAILABLE]: 'unavailable',
  [Enforcement.UNSPECIFIED]: 'unavailable',
} as const;

function hostRow({ name, enforcement, mechanism, reason }: HostCapability): HostRow {
  return { name, enforcement: enforcementNames[enforcement], mechanism, reason };
}

function framesRow(hostname: string): HostRow {
  if (isLoopbackName(hostname)) {
    return { name: 'frames', enforcement: 'enforced', mechanism: 'sandboxed frame, a host for each app', reason: '' };
  }
  return {
    name: 'frames',
    enforcement: 'degraded',
    mechanism: 'sandboxed frame, one host for all apps',
    reason: 'opened by an address without names below it: frames may share a process, so a stuck app can stop another',
  };
}
