/** Shows a line of a layer's log, which is JSON, as text for people; anything else passes as it is. */
import { lastLines } from './supervisor/log-file.ts';

const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};

export function formatLogLine(line: string): string {
  const entry = parseObject(line);
  if (entry === undefined) return line;
  const { level, time, name, msg, pid: _pid, hostname: _hostname, err, ...rest } = entry;
  const clock = typeof time === 'string' ? time.slice(11, 23) : '';
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [
    clock,
    levels[Number(level)] ?? String(level ?? ''),
    `${String(name ?? '')}:`,
    String(msg ?? ''),
    ...fields,
  ];
  return [head.filter((part) => part !== '').join(' '), ...stackOf(err)].join('\n');
}

function stackOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return [];
  return String(error.stack)
    .split('\n')
    .map((line) => `    ${line.trimStart()}`);
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the last lines of a log file, formatted. */
export function printLog(path: string, count: number, output: NodeJS.WritableStream): void {
  for (const line of lastLines(path, count)) output.write(`${formatLogLine(line)}\n`);
}
