import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayerName } from '@agentos/protocol/layer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, type ProcessId } from '../host/process-table.ts';
import { LayerStartError, type LayerTimes } from './layer-process.ts';
import { LogFile } from './log-file.ts';
import type { LayerPhase, LayerState, SupervisorState } from './state-file.ts';
import { Supervisor } from './supervisor.ts';

const entry = join(import.meta.dirname, 'test-layers', 'layer.ts');
const times: LayerTimes = {
  readyWithinMs: 5_000,
  pingEveryMs: 100,
  missedPings: 3,
  stopWithinMs: 500,
  backOff: { firstMs: 10, longestMs: 40, stableMs: 60_000 },
};

let folder: string;
const running: Supervisor[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((supervisor) => supervisor.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A supervisor over test layers, with every state it reports. */
class Watched {
  readonly supervisor: Supervisor;
  readonly #reports = new EventEmitter();
  last: SupervisorState | undefined;

  constructor(
    behaviour: Partial<Record<LayerName, string>> = {},
    override: Partial<LayerTimes> = {},
    idleEndMs = 60_000,
  ) {
    this.supervisor = new Supervisor({
      layers: [
        { name: 'kernel', entry, nodeArguments: [] },
        { name: 'services', entry, nodeArguments: [] },
        { name: 'ai', entry, nodeArguments: [], idleEndMs },
      ],
      times: { ...times, ...override },
      environment: (layer) => ({ ...process.env, TEST_LAYER: behaviour[layer] ?? '' }),
      logFile: (layer) => new LogFile({ path: join(folder, `${layer}.log`), longestBytes: 1_000_000 }),
      report: (state) => {
        this.last = state;
        this.#reports.emit('state');
      },
      note: () => {},
    });
    running.push(this.supervisor);
  }

  layer(name: LayerName): LayerState {
    const found = this.last?.layers.find((layer) => layer.name === name);
    if (found === undefined) throw new Error(`no layer ${name}`);
    return found;
  }

  processOf(name: LayerName): ProcessId {
    const id = this.layer(name).process;
    if (id === undefined) throw new Error(`${name} has no process`);
    return id;
  }

  async until(
    name: LayerName,
    phase: LayerPhase,
    more: (state: LayerState) => boolean = () => true,
  ): Promise<LayerState> {
    while (this.layer(name).phase !== phase || !more(this.layer(name))) await once(this.#reports, 'state');
    return this.layer(name);
  }

  log(name: LayerName): string {
    return readFileSync(join(folder, `${name}.log`), 'utf8');
  }
}

test('starts the layers that always run, and ends every process when it stops', async () => {
  const system = new Watched();
  await system.supervisor.start();
  expect(system.last?.phase).toBe('up');
  expect(system.layer('ai').phase).toBe('off');
  const processes = [system.processOf('kernel'), system.processOf('services')];
  expect(processes.every(isAlive)).toBe(true);
  await system.supervisor.stop();
  expect(processes.some(isAlive)).toBe(false);
  expect(system.last?.layers.map((layer) => layer.phase)).toEqual(['off', 'off', 'off']);
});

test('says which layer cannot start, and why, without trying again', async () => {
  const system = new Watched({ services: 'broken' });
  const failure = await system.supervisor.start().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LayerStartError);
  expect(String(failure)).toContain('services: ended with exit code 3');
  expect(system.layer('services').restarts).toBe(0);
  expect(system.log('services')).toContain('no such disk');
});

test('does not wait for ever for a layer that stays silent', async () => {
  const system = new Watched({ kernel: 'silent' }, { readyWithinMs: 300 });
  await expect(system.supervisor.start()).rejects.toThrow('not ready within 300 ms');
});

test('restarts a layer that dies, and tells the others', async () => {
  const system = new Watched();
  await system.supervisor.start();
  const first = system.processOf('kernel');
  process.kill(first.pid, 'SIGKILL');
  const waiting = await system.until('kernel', 'waiting');
  expect(waiting.reason).toContain('SIGKILL');
  const again = await system.until('kernel', 'up');
  expect(again.restarts).toBe(1);
  expect(again.process?.pid).not.toBe(first.pid);
  await system.supervisor.stop();
  const told = system
    .log('services')
    .split('\n')
    .filter((line) => line.includes('"layer":"kernel"'));
  expect(told.at(-2)).toContain('"up":false');
  expect(told.at(-1)).toContain('"up":true');
});

test('restarts a layer that no longer answers', async () => {
  const behaviour: Partial<Record<LayerName, string>> = { services: 'stuck' };
  const system = new Watched(behaviour, { pingEveryMs: 40 });
  await system.supervisor.start();
  behaviour.services = '';
  const waiting = await system.until('services', 'waiting');
  expect(waiting.reason).toContain('did not answer 3 pings');
  await system.until('services', 'up');
});

test('a layer that answers its pings is left alone', async () => {
  const system = new Watched({}, { pingEveryMs: 20 });
  await system.supervisor.start();
  const deadline = performance.now() + 5_000;
  while ((system.log('kernel').match(/"ping"/g)?.length ?? 0) < 8 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(system.layer('kernel')).toMatchObject({ phase: 'up', restarts: 0 });
});

test('kills a layer that does not stop when asked', async () => {
  const system = new Watched({ services: 'deaf' });
  await system.supervisor.start();
  const deaf = system.processOf('services');
  await system.supervisor.stop();
  expect(isAlive(deaf)).toBe(false);
});

test('starts a layer on demand when another wants it, and ends it when nobody did for a while', async () => {
  const system = new Watched({}, {}, 400);
  await system.supervisor.start();
  process.kill(system.processOf('services').pid, 'SIGUSR2');
  await system.until('ai', 'up');
  const wanted = system.processOf('ai');
  await system.until('ai', 'off');
  expect(isAlive(wanted)).toBe(false);
  await system.supervisor.stop();
  const told = system
    .log('services')
    .split('\n')
    .filter((line) => line.includes('"layer":"ai"'));
  expect(told.some((line) => line.includes('"up":true'))).toBe(true);
});

test('tells the asker when a layer on demand cannot start', async () => {
  const system = new Watched({ ai: 'broken' });
  await system.supervisor.start();
  process.kill(system.processOf('services').pid, 'SIGUSR2');
  await system.until('ai', 'off', (state) => state.reason.includes('exit code 3'));
  await system.supervisor.stop();
  expect(system.log('services')).toContain('"up":false,"reason":"ended with exit code 3"');
  expect(system.layer('kernel').restarts).toBe(0);
});

test('stopping while starting ends what has started', async () => {
  const system = new Watched({ services: 'silent' });
  const started = system.supervisor.start().catch((error: unknown) => String(error));
  await system.until('kernel', 'up');
  const kernel = system.processOf('kernel');
  await system.supervisor.stop();
  expect(await started).toContain('stopped while starting');
  expect(isAlive(kernel)).toBe(false);
});
