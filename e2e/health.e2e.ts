/** What `GET /health` tells of the host, and that it changes when the host has less to give. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HealthResponse } from '../protocol/src/http.ts';
import { startSystem, type TestSystem } from './support/system.ts';

const scratch = mkdtempSync(join(tmpdir(), 'agentos-health-'));
let whole: TestSystem;
let poor: TestSystem;

/** A PATH with everything of the host's but bubblewrap. */
function pathWithoutBubblewrap(): string {
  const folder = join(scratch, 'bin');
  mkdirSync(folder);
  for (const source of (process.env.PATH ?? '').split(':').filter((path) => path.startsWith('/'))) {
    for (const name of entries(source)) {
      if (name === 'bwrap') continue;
      try {
        symlinkSync(join(source, name), join(folder, name));
      } catch {
        // An earlier folder of PATH had that name.
      }
    }
  }
  return folder;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function health(system: TestSystem): Promise<HealthResponse> {
  const cookie = await system.signIn();
  const response = await fetch(`${system.baseUrl}/health`, { headers: { cookie } });
  expect(response.status).toBe(200);
  return HealthResponse.parse(await response.json());
}

beforeAll(async () => {
  mkdirSync(join(scratch, 'no-cgroups'));
  const env = { PATH: pathWithoutBubblewrap(), AGENTOS_CGROUP_ROOT: join(scratch, 'no-cgroups') };
  [whole, poor] = await Promise.all([startSystem(), startSystem({ env })]);
});
afterAll(async () => {
  await Promise.all([whole?.stop(), poor?.stop()]);
  rmSync(scratch, { recursive: true, force: true });
});

test('names every layer and every host capability, with a reason where one is not enforced', async () => {
  const report = await health(whole);
  expect(report.layers.map((layer) => layer.name)).toEqual(
    expect.arrayContaining(['kernel', 'services', 'ai', 'shell']),
  );
  expect(report.layers.find((layer) => layer.name === 'kernel')?.state).toBe('up');
  expect(report.host.map((one) => one.name)).toEqual(expect.arrayContaining(['sandbox', 'paths', 'limits']));
  for (const one of report.host) {
    if (one.enforcement !== 'enforced') expect([one.name, one.reason !== '']).toEqual([one.name, true]);
  }
});

test('says that process apps are off without bubblewrap, and how to get it', async () => {
  const sandbox = (await health(poor)).host.find((one) => one.name === 'sandbox');
  expect(sandbox?.enforcement).toBe('unavailable');
  expect(sandbox?.reason).toContain('bubblewrap');
  const cookie = await poor.signIn();
  const launch = await fetch(`${poor.baseUrl}/registry/apps/shell/launch`, {
    method: 'POST',
    headers: { cookie, origin: poor.baseUrl, 'content-type': 'application/json' },
    body: '{}',
  });
  const refusal: { error: string; code: string } = await launch.json();
  expect(launch.ok).toBe(false);
  expect(refusal.code).toBe('ENOTSUP');
  expect(refusal.error).toContain('bubblewrap');
});

test('runs everything else without bubblewrap', async () => {
  const cookie = await poor.signIn();
  const headers = { cookie, origin: poor.baseUrl, 'content-type': 'application/json' };
  const launch = await fetch(`${poor.baseUrl}/registry/apps/calculator/launch`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  expect(launch.status).toBe(200);
});

test('calls limits degraded without control groups', async () => {
  const limits = (await health(poor)).host.find((one) => one.name === 'limits');
  expect(limits?.enforcement).not.toBe('enforced');
  expect(limits?.reason).not.toBe('');
});

test('gives metrics in the format of Prometheus', async () => {
  const cookie = await whole.signIn();
  const response = await fetch(`${whole.baseUrl}/metrics`, { headers: { cookie } });
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(text).toMatch(/^# TYPE \w+ histogram$/m);
  expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/health"[^}]*\} \d+/);
});
