import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { broken } from './frozen.ts';

const root = dirname(import.meta.dirname);
const published = join(root, 'frozen', 'kernel.binpb');
let copy: string;
let original: string;
const file = (): string => join(copy, 'proto', 'agentos', 'kernel', 'v1', 'kernel.proto');

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'agentos-proto-'));
  cpSync(join(root, 'proto'), join(copy, 'proto'), { recursive: true });
  cpSync(join(root, 'buf.yaml'), join(copy, 'buf.yaml'));
  original = readFileSync(file(), 'utf8');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function changed(from: string, to: string): string {
  expect(original).toContain(from);
  writeFileSync(file(), original.replace(from, to));
  return broken(published, copy);
}

test('what stands breaks nothing', () => {
  expect(broken(published)).toBe('');
});

test('an addition breaks nothing', () => {
  expect(changed('message Now {}', 'message Now { bool coarse = 1; }')).toBe('');
});

test.each([
  ['another number', 'ReadFile read_file = 10;', 'ReadFile read_file = 999;'],
  ['another name', 'message Exists { string path = 1; }', 'message Exists { string name = 1; }'],
  [
    'another type',
    'message Uptime {}\nmessage UptimeResult { uint64 uptime_ms = 1; }',
    'message Uptime {}\nmessage UptimeResult { string uptime_ms = 1; }',
  ],
  ['a field that is gone', 'message Sleep { uint32 duration_ms = 1; }', 'message Sleep {}'],
  ['an RPC that is gone', '  rpc GetMetrics(GetMetricsRequest) returns (GetMetricsResponse);\n', ''],
  ['a value of an enum that is gone', '  WATCH_CHANGE_OVERFLOW = 4;    // too much at once: look again\n', ''],
])('%s is found', (_, from, to) => {
  expect(changed(from, to)).toMatch(/kernel\.proto:\d+:\d+:/);
});
