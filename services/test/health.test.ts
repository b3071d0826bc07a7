/** A part that fails makes the whole degraded, with its reason, and nothing else fails with it. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HealthResponse } from '@agentos/protocol';
import { parseExposition } from '@agentos/protocol/exposition';
import { Enforcement } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HealthSources, healthReport } from '../src/health.ts';
import { TestSystem } from '../src/testing/test-system.ts';

let system: TestSystem;
let collector: Server;
let collectorStatus = 500;
let aiText: () => Promise<string> = async () => '';

beforeAll(async () => {
  collector = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(collectorStatus).end('{}'));
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  system = await TestSystem.start({
    env: { AGENTOS_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    files: { 'shell-dist/index.html': '<!doctype html>' },
    createGeneration: () => ({
      generate: () => Promise.reject(new Error('not here')),
      chat: () => Promise.reject(new Error('not here')),
      health: () => ({ state: 'off', reason: '' }),
      figures: () => aiText(),
      close: async () => undefined,
    }),
  });
}, 60_000);
afterAll(async () => {
  await system?.stop();
  collector?.close();
});

async function health(): Promise<HealthResponse> {
  return HealthResponse.parse((await system.request('GET', '/health')).json);
}
const partOf = ({ parts }: HealthResponse, name: string) => parts.find((part) => part.name === name);

async function exportSome(): Promise<void> {
  const { exporter, outbox } = system.services.system.telemetry;
  for (let batch = 0; batch < 3; batch++) {
    const traceparent = `00-${'ab'.repeat(16)}-00f067aa0ba902b7-01`;
    await system.request('GET', '/apps', undefined, { traceparent });
    await outbox.flush();
    await exporter!.flush();
  }
}

test('a collector of spans that fails is named; everything else goes on, and its return is seen', async () => {
  await exportSome();
  const failing = await health();
  expect(failing.status).toBe('degraded');
  expect(partOf(failing, 'span exporter')).toMatchObject({ state: 'degraded', reason: expect.stringContaining('500') });
  expect((await system.request('GET', '/apps')).status).toBe(200);
  collectorStatus = 200;
  await exportSome();
  expect(partOf(await health(), 'span exporter')).toMatchObject({ state: 'up' });
});

test('a layer whose figures are broken, late or unreachable is left out and named; the others are told', async () => {
  const never = new Promise<string>(() => undefined);
  const broken: [string, () => Promise<string>][] = [
    ['not valid', async () => 'agentos_ai_x{ 1\n'],
    ['of another layer', async () => '# TYPE agentos_kernel_up gauge\nagentos_kernel_up 7\n'],
    ['gone', () => Promise.reject(new Error('gone'))],
    ['late', () => never],
  ];
  for (const [why, text] of broken) {
    aiText = text;
    const figures = await system.request('GET', '/metrics');
    expect([why, figures.status]).toEqual([why, 200]);
    const families = parseExposition(figures.text);
    expect(families.find(({ name }) => name === 'agentos_kernel_up')!.samples[0]!.value).toBe(1);
    expect(families.some(({ name }) => name === 'agentos_kernel_syscalls_total')).toBe(true);
    const report = await health();
    expect([why, report.status, partOf(report, 'figures of ai')?.state]).toEqual([why, 'degraded', 'degraded']);
  }
  aiText = async () => '# HELP agentos_ai_x X\n# TYPE agentos_ai_x gauge\nagentos_ai_x 1\n';
  expect((await system.request('GET', '/metrics')).text).toContain('agentos_ai_x 1');
  expect(partOf(await health(), 'figures of ai')).toBeUndefined();
});

test("the kernel's collector is a part: its failure degrades, while syscalls go on", async () => {
  const { kernel, apps, registry, generation } = system.services.system;
  const failing = { enforcement: Enforcement.DEGRADED, mechanism: 'ring of events alone', reason: 'the thread failed' };
  const sources: HealthSources = {
    kernel,
    apps,
    registry,
    generation,
    telemetry: { parts: () => [] },
    shellBuilt: async () => true,
  };
  const sound = await healthReport(sources, 'localhost');
  expect(partOf(sound, 'kernel: observability')).toMatchObject({ state: 'up' });
  expect(sound.host.some((row) => row.name === 'observability')).toBe(false);
  const { info } = await kernel.self.call('systemInfo', {});
  const host = info!.host.map((row) => (row.name === 'observability' ? { ...row, ...failing } : row));
  const answering = Object.create(kernel, {
    self: { value: { pid: 1, call: async () => ({ info: { ...info!, host } }) } },
    up: { value: true },
  });
  const report = await healthReport({ ...sources, kernel: answering }, 'localhost');
  expect(report.status).toBe('degraded');
  expect(partOf(report, 'kernel: observability')).toMatchObject({ state: 'degraded', reason: 'the thread failed' });
});
