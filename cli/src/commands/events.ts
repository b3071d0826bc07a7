/** `agentos events`: what the system's events say, now or as they come. */
import {
  EventCategoryName,
  type EventFilterBody,
  EventSeverityName,
  EventsMessage,
  type EventsQueryRequest,
  EventsQueryResponse,
  type KernelEvent,
} from '@agentos/protocol';
import type { Settings } from '@agentos/protocol/settings';
import { type Arguments, type Command, CommandError } from '../command-line.ts';
import { formatChain, formatEvent } from '../event-line.ts';
import { runningOrExplain } from '../running.ts';
import { follow, request } from '../services-client.ts';
import { settingsOrExplain } from '../settings.ts';

const most = 5_000;
const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const events: Command = {
  name: 'events',
  summary: 'show events of every layer: clicks, tools, syscalls, refusals, …',
  options: {
    follow: { short: 'f', type: 'boolean', help: 'go on with new events until Ctrl+C' },
    category: { short: 'c', type: 'string', value: 'NAMES', help: `of these, with commas: ${list(EventCategoryName)}` },
    severity: { short: 's', type: 'string', value: 'NAME', help: `so bad or worse: ${list(EventSeverityName)}` },
    pid: { short: 'p', type: 'string', value: 'PIDS', help: 'of these processes, with commas' },
    type: { type: 'string', value: 'TYPES', help: 'of these types, with commas: process.exit, or process.* for all' },
    trace: { type: 'string', value: 'ID', help: 'the events of one trace, as a chain with times' },
    since: { type: 'string', value: 'TIME', help: 'not older than 30s, 5m, 2h, 1d' },
    text: { short: 't', type: 'string', value: 'TEXT', help: 'with these letters in type, subject or text' },
    slow: { type: 'boolean', help: 'those that took longest, the slowest first' },
    lines: { short: 'n', type: 'string', value: 'N', help: 'how many to show (50; of a trace 1000)' },
    json: { type: 'boolean', help: 'one JSON object a line' },
  },
  async run(args) {
    const filter = filterOf(args);
    const chain = filter.trace_id !== undefined && !args.flag('follow') && !args.flag('slow');
    const limit = linesOf(args.text('lines') ?? (chain ? '1000' : '50'));
    if (args.flag('follow') && args.flag('slow')) throw new CommandError('--slow cannot be followed', 2);
    const settings = settingsOrExplain();
    runningOrExplain(settings);
    const json = args.flag('json');
    const print = (event: KernelEvent): void => printLine(json ? JSON.stringify(event) : formatEvent(event));

    const question = chain ? 'chain' : args.flag('slow') ? 'slow' : 'events';
    const answer = await ask(settings, { question, filter, key: 'none', limit });
    if (chain && !json) {
      if (answer.events.length === 0) throw new CommandError(`no event of the trace ${filter.trace_id} is kept`);
      for (const line of formatChain(answer.events)) printLine(line);
    } else for (const event of question === 'events' ? answer.events.toReversed() : answer.events) print(event);
    if (answer.truncated && !json)
      process.stderr.write(`agentos: ${answer.matched} match; more with -n (to ${most})\n`);
    if (!args.flag('follow')) return 0;
    await followEvents(settings, filter, answer.events[0]?.sequence, print);
    return 0;
  },
};

function ask(settings: Settings, question: EventsQueryRequest): Promise<EventsQueryResponse> {
  return request(settings, 'POST', '/kernel/events/query', question).then((answer) => {
    const parsed = EventsQueryResponse.safeParse(answer);
    if (!parsed.success)
      throw new CommandError('the services gave an answer that makes no sense; are they of this version?');
    return parsed.data;
  });
}

/** Prints what comes after the event `last`, or from now on. */
async function followEvents(
  settings: Settings,
  filter: EventFilterBody,
  last: number | undefined,
  print: (event: KernelEvent) => void,
): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    // Where it begins is said by the sequence.
    if (name !== 'from_us') query.set(name, String(value));
  }
  if (last !== undefined) query.set('from_sequence', String(last + 1));
  const told = (text: string): void => {
    const message = EventsMessage.safeParse(parsed(text));
    if (!message.success) return;
    if (message.data.lost > 0)
      process.stderr.write(`agentos: ${message.data.lost} events lost: too slow to read all\n`);
    for (const event of message.data.events) print(event);
  };
  await follow(settings, `/kernel/events/stream?${query}`, told, stop.signal);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function filterOf(args: Arguments): EventFilterBody {
  const category = args.text('category');
  const severity = args.text('severity');
  const pid = args.text('pid');
  const type = args.text('type');
  const trace = args.text('trace');
  const since = args.text('since');
  const text = args.text('text');
  return {
    ...(category === undefined
      ? {}
      : { categories: parts(category).map((name) => oneOf(EventCategoryName, name, 'category')) }),
    ...(severity === undefined ? {} : { least_severity: oneOf(EventSeverityName, severity, 'severity') }),
    ...(pid === undefined ? {} : { pids: parts(pid).map(pidOf) }),
    ...(type === undefined ? {} : { types: parts(type) }),
    ...(trace === undefined ? {} : { trace_id: traceIdOf(trace) }),
    ...(since === undefined ? {} : { from_us: (Date.now() - agoOf(since)) * 1_000 }),
    ...(text === undefined || text === '' ? {} : { text }),
  };
}

type Names<Name extends string> = { readonly options: readonly Name[] };

function list(names: Names<string>): string {
  return names.options.join(', ');
}

function oneOf<Name extends string>(names: Names<Name>, given: string, what: string): Name {
  const found = names.options.find((name) => name === given.toLowerCase());
  if (found === undefined) throw new CommandError(`no ${what} '${given}'; there are: ${list(names)}`, 2);
  return found;
}

function parts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function pidOf(text: string): number {
  const pid = Number(text);
  if (!/^\d{1,10}$/.test(text) || pid < 1 || pid > 0xffff_ffff) throw new CommandError(`'${text}' is no pid`, 2);
  return pid;
}

/** A trace id, or the `traceparent` that holds it. */
function traceIdOf(text: string): string {
  const id = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(text)?.[1] ?? text;
  if (!/^[0-9a-f]{32}$/.test(id)) throw new CommandError('--trace takes the 32 hexadecimal digits of a trace', 2);
  return id;
}

function agoOf(text: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = unitMs[unit];
  if (amount === undefined || ms === undefined)
    throw new CommandError('--since takes a time such as 30s, 5m, 2h, 1d', 2);
  return Number(amount) * ms;
}

function linesOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most) throw new CommandError(`-n takes 1 to ${most}`, 2);
  return count;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
