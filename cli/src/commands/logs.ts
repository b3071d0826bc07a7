/** `agentos logs`: the last lines of the layers' logs, by time, and with `-f` what comes after. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, CommandError } from '../command-line.ts';
import { followFile } from '../follow-file.ts';
import { formatLogLine } from '../log-line.ts';
import { settingsOrExplain } from '../settings.ts';
import { lastLines } from '../supervisor/log-file.ts';

/** Lines of a log that are looked through for a trace. */
const mostSearched = 200_000;

const sources = ['supervisor', 'kernel', 'services', 'ai'];

export const logs: Command = {
  name: 'logs',
  summary: 'show the logs of the layers',
  operands: `[${sources.join('|')}]`,
  longestOperands: 1,
  options: {
    follow: { short: 'f', type: 'boolean', help: 'go on with new lines until Ctrl+C' },
    lines: { short: 'n', type: 'string', value: 'N', help: 'how many lines to show (50)' },
    trace: { short: 't', type: 'string', value: 'ID', help: 'only lines of one trace: its id, or the beginning of it' },
    json: { type: 'boolean', help: 'lines as they are written' },
  },
  async run(args) {
    const [wanted] = args.positionals;
    if (wanted !== undefined && !sources.includes(wanted)) {
      throw new CommandError(`no log '${wanted}'; there are: ${sources.join(', ')}`, 2);
    }
    const count = Number(args.text('lines') ?? 50);
    if (!Number.isInteger(count) || count < 0) throw new CommandError('-n takes a number of lines', 2);
    const trace = args.text('trace');
    if (trace !== undefined && !/^[0-9a-f]{4,32}$/.test(trace)) {
      throw new CommandError('--trace takes the id of a trace, at least 4 hexadecimal digits of it', 2);
    }
    const belongs = (line: string): boolean => trace === undefined || line.includes(`"trace_id":"${trace}`);
    const folder = join(settingsOrExplain().home, 'logs');
    const format = args.flag('json') ? (line: string) => line : formatLogLine;
    const paths = (wanted === undefined ? sources : [wanted]).map((name) => join(folder, `${name}.log`));
    const print = (line: string): void => {
      if (belongs(line)) process.stdout.write(`${format(line)}\n`);
    };

    if (!paths.some((path) => existsSync(path)) && !args.flag('follow')) {
      throw new CommandError(`no logs in ${folder} yet`);
    }
    for (const line of mergeByTime(
      paths.map((path) => lastLinesOf(path, count, trace === undefined ? undefined : belongs)),
    ).slice(count === 0 ? Infinity : -count)) {
      print(line);
    }
    if (!args.flag('follow')) return 0;
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    await Promise.all(paths.map((path) => followFile(path, print, stop.signal)));
    return 0;
  },
};

/** The last lines of a log, of those that belong when only some do. */
function lastLinesOf(path: string, count: number, belongs: ((line: string) => boolean) | undefined): string[] {
  if (belongs === undefined) return lastLines(path, count);
  return lastLines(path, mostSearched).filter(belongs).slice(-count);
}

/** Lines of several logs in the order of their times; a line without a time stays behind the one before it. */
function mergeByTime(files: readonly (readonly string[])[]): string[] {
  const timed = files.flatMap((lines) => {
    let last = '';
    return lines.map((line) => {
      last = /"time":"([^"]+)"/.exec(line)?.[1] ?? last;
      return { time: last, line };
    });
  });
  return timed.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).map(({ line }) => line);
}
