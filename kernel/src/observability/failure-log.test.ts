import { expect, test } from 'vitest';
import { newTrace, parseTraceparent } from '../events/trace.ts';
import { FailureLog } from './failure-log.ts';

function setUp() {
  const lines: { level: string; fields: Record<string, unknown> }[] = [];
  const take = (level: string) => (fields: object) => void lines.push({ level, fields: { ...fields } });
  return { lines, log: new FailureLog({ debug: take('debug'), warn: take('warn') }) };
}
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const followed = parseTraceparent(`00-${traceId}-00f067aa0ba902b7-01`);

test('a refusal is told with its trace, and nothing of what was asked for', () => {
  const { log, lines } = setUp();
  log.failed('readFile', 7, followed, 'EACCES');
  expect(lines).toEqual([
    { level: 'warn', fields: { trace_id: traceId, syscall: 'readFile', pid: 7, code: 'EACCES' } },
  ]);
});

test('what is ordinary is told of followed traces alone', () => {
  const { log, lines } = setUp();
  log.failed('stat', 7, newTrace(), 'ENOENT');
  expect(lines).toEqual([]);
  log.failed('stat', 7, followed, 'ENOENT');
  expect(lines.map(({ level }) => level)).toEqual(['debug']);
});

test('a flood of refusals leaves few lines', () => {
  const { log, lines } = setUp();
  for (let call = 0; call < 10_000; call++) log.failed('readFile', 7, newTrace(), 'EACCES');
  expect(lines.length).toBeLessThan(200);
});
