/**
 * The figures of a whole system, after every layer has done something: one valid text behind one address, and every figure
 * that alerts and dashboard name is there.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Family, parseExposition } from '../protocol/src/exposition.ts';
import { runtimeFolder } from '../protocol/src/settings.ts';
import { projectRoot, startSystem, type TestSystem } from './support/system.ts';

const metricsFolder = join(projectRoot, 'metrics');
const promtoolMissing = spawnSync('promtool', ['--version']).status !== 0;
const whereToGet = 'promtool is not installed (Debian package prometheus); our own strict parser has checked the text';
let system: TestSystem;
let cookie = '';
let text = '';
let families: Family[] = [];

async function scrape(): Promise<string> {
  const token = readFileSync(join(runtimeFolder(system.home), 'metrics.token'), 'utf8').trim();
  const response = await fetch(`${system.baseUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  return response.text();
}

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${system.baseUrl}${path}`, {
    method: 'POST',
    headers: { cookie, origin: system.baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

beforeAll(async () => {
  system = await startSystem();
  cookie = await system.signIn();
  expect((await post('/generate-ui', { message: 'a calculator' })).status).toBe(200);
  await post('/sessions/save-default', {});
  await post('/services/execute', { tool_id: 'filesystem.list', params: { path: '/home' } });
  await post('/services/execute', { tool_id: 'filesystem.read', params: { path: '/home/not there' } });
  await post('/services/execute', { tool_id: 'no.such <tool>', params: {} });
  const told = await post('/telemetry', {
    vitals: [
      { name: 'INP', value: 40 },
      { name: 'CLS', value: 0.01 },
    ],
    measures: [
      { kind: 'render', label: 'button', duration_ms: 2 },
      { kind: 'render', label: 'something <of the user>', duration_ms: 2 },
      { kind: 'tool', label: 'filesystem.list', duration_ms: 5 },
    ],
  });
  expect(told.status).toBe(200);
  text = await scrape();
  families = parseExposition(text);
});
afterAll(async () => {
  await system?.stop();
});

test('one text has the figures of all layers, each family once, with its help and its type', () => {
  const names = families.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const layer of ['agentos_kernel_', 'agentos_http_', 'agentos_ai_', 'agentos_shell_']) {
    expect(
      names.some((name) => name.startsWith(layer)),
      layer,
    ).toBe(true);
  }
  for (const { name, help, type, samples } of families) {
    expect([name, help]).not.toEqual([name, '']);
    expect([name, type]).not.toEqual([name, 'untyped']);
    // A counter says so by its name.
    if (type === 'counter') expect(name).toMatch(/_total$/);
    expect([name, samples.length < 3_000]).toEqual([name, true]);
  }
});

test('nothing that a person wrote has become a label', () => {
  expect(text).not.toContain('not there');
  expect(text).not.toContain('no.such');
  expect(text).not.toContain('of the user');
  for (const { samples } of families) {
    for (const { labels } of samples) {
      for (const value of Object.values(labels)) expect(value).toMatch(/^[\w./:*+ -]{0,80}$/);
    }
  }
});

test('promtool finds nothing to say against it', ({ skip }) => {
  skip(promtoolMissing, whereToGet);
  const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  expect([checked.status, checked.stdout + checked.stderr]).toEqual([0, '']);
});

test('promtool accepts the configuration and the rules', ({ skip }) => {
  skip(promtoolMissing, whereToGet);
  for (const args of [
    ['check', 'rules', 'alerts.yml'],
    ['check', 'config', '--syntax-only', 'prometheus.yml'],
  ]) {
    expect(execFileSync('promtool', args, { cwd: metricsFolder, encoding: 'utf8' })).toContain('SUCCESS');
  }
});

/** Names of metrics in an expression, without the suffix that a histogram's samples have. */
function metricsIn(expression: string): string[] {
  return [...expression.matchAll(/\bagentos_\w+/g)].map(([name]) => {
    const family = /^(.*)_(?:bucket|sum|count)$/.exec(name)?.[1];
    return family !== undefined && families.some((each) => each.name === family && each.type === 'histogram')
      ? family
      : name;
  });
}

/** Labels that an expression asks for, by the metric that has to have them. */
function labelsIn(expression: string): [metric: string, label: string][] {
  return [...expression.matchAll(/\b(agentos_\w+)\{([^}]*)\}/g)].flatMap(([, metric = '', inside = '']) =>
    [...inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']): [string, string] => [metric, label]),
  );
}

const alerts = readFileSync(join(metricsFolder, 'alerts.yml'), 'utf8');
const dashboard: { panels: { title: string; targets?: { expr: string }[] }[] } = JSON.parse(
  readFileSync(join(metricsFolder, 'grafana-dashboard.json'), 'utf8'),
);
const expressions = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

test('every figure that alerts and dashboard name is told by a running system', () => {
  const known = new Set(families.map(({ name }) => name));
  const named = [alerts, ...expressions].flatMap(metricsIn);
  expect(named.length).toBeGreaterThan(60);
  expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
});

test('every label that they ask for is one that the figure has', () => {
  for (const [metric, label] of [alerts, ...expressions].flatMap(labelsIn)) {
    const samples = families.flatMap((family) => family.samples).filter(({ name }) => name === metric);
    // What has not happened yet has no samples to look at.
    if (samples.length > 0)
      expect([metric, label, samples.some(({ labels }) => label in labels)]).toEqual([metric, label, true]);
  }
});

test('every expression of the dashboard is one that Prometheus can read', ({ skip }) => {
  skip(promtoolMissing, whereToGet);
  const groups = expressions.map(
    (expr, index) => `      - record: x:${index}\n        expr: ${JSON.stringify(expr)}\n`,
  );
  const rules = `groups:\n  - name: dashboard\n    rules:\n${groups.join('')}`;
  const folder = mkdtempSync(join(tmpdir(), 'agentos-rules-'));
  try {
    writeFileSync(join(folder, 'rules.yml'), rules);
    const checked = spawnSync('promtool', ['check', 'rules', join(folder, 'rules.yml')], { encoding: 'utf8' });
    expect([checked.status, checked.stderr]).toEqual([0, '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the token for figures opens nothing else, and is not readable by others', async () => {
  const token = readFileSync(join(runtimeFolder(system.home), 'metrics.token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ['/apps', '/telemetry', '/openapi.json', '/kernel/scheduler/stats', '/kernel/events/stream']) {
    expect([path, (await fetch(`${system.baseUrl}${path}`, { headers })).status]).toEqual([path, 401]);
  }
  const minted = await fetch(`${system.baseUrl}/auth/tokens`, { method: 'POST', headers });
  expect(minted.status).toBe(401);
  expect((await fetch(`${system.baseUrl}/metrics`)).status).toBe(401);
});
