import { parseExposition } from '@agentos/protocol/exposition';
import { expect, test } from 'vitest';
import { latencyBoundsUs, Metrics } from './metrics.ts';

const figure = (text: string, name: string, labels: Record<string, string> = {}): number | undefined =>
  parseExposition(text)
    .flatMap(({ samples }) => samples)
    .find((sample) => sample.name === name && JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;

test('the text is valid with nothing recorded, and says what every figure is', () => {
  const families = parseExposition(new Metrics().text({ processes: 3, made_up: 1 }));
  for (const family of families) expect(family.help, family.name).not.toBe('');
  expect(families.find(({ name }) => name === 'agentos_kernel_processes')).toMatchObject({ type: 'gauge' });
});

test('syscalls are counted by outcome, timed in the bucket that holds them, and summed for the file system', () => {
  const metrics = new Metrics();
  metrics.record('readFile', undefined, 10, 4_096);
  metrics.record('readFile', 'ENOENT', 11);
  metrics.record('writeFile', undefined, 20_000_000, 100);
  metrics.record('now', undefined, 1);
  const text = metrics.text({});
  const name = 'agentos_kernel_syscall_duration_seconds';
  expect(figure(text, 'agentos_kernel_syscalls_total', { syscall: 'readFile', outcome: 'ok' })).toBe(1);
  expect(figure(text, 'agentos_kernel_syscalls_total', { syscall: 'readFile', outcome: 'ENOENT' })).toBe(1);
  expect(figure(text, `${name}_bucket`, { syscall: 'readFile', le: '0.000005' })).toBe(0);
  expect(figure(text, `${name}_bucket`, { syscall: 'readFile', le: '0.00001' })).toBe(1);
  expect(figure(text, `${name}_bucket`, { syscall: 'writeFile', le: String(latencyBoundsUs.at(-1)! / 1e6) })).toBe(0);
  expect(figure(text, `${name}_bucket`, { syscall: 'writeFile', le: '+Inf' })).toBe(1);
  expect(figure(text, 'agentos_kernel_vfs_operation_duration_seconds_count')).toBe(3);
  expect(figure(text, 'agentos_kernel_syscall_bytes_total', { syscall: 'readFile' })).toBe(4_096);
});

test('transfers between processes are told by kind and direction, also before the first', () => {
  const metrics = new Metrics();
  expect(figure(metrics.text({}), 'agentos_kernel_ipc_bytes_total', { kind: 'pipe', direction: 'in' })).toBe(0);
  metrics.record('pipeWrite', undefined, 5, 64);
  metrics.record('pipeWrite', undefined, 5, 36);
  metrics.record('queueReceive', 'EAGAIN', 5);
  const text = metrics.text({});
  expect(figure(text, 'agentos_kernel_ipc_bytes_total', { kind: 'pipe', direction: 'in' })).toBe(100);
  expect(figure(text, 'agentos_kernel_ipc_operations_total', { kind: 'queue', direction: 'out' })).toBe(1);
});
