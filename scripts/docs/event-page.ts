/** The reference page of events, from the table that declares them. */
import { type EventKind, type EventLayer, type EventValue, eventKinds } from '@agentos/protocol/events';

const layers: Readonly<Record<EventLayer, string>> = {
  kernel: 'The kernel',
  services: 'The services',
  ai: 'The AI service',
  shell: 'The desktop',
};
const units: Readonly<Record<EventValue['unit'], string>> = {
  us: 'µs',
  ms: 'ms',
  bytes: 'bytes',
  count: 'count',
  ratio: 'ratio',
  pid: 'pid',
  code: '',
};

export function eventPage(): string {
  const sections = Object.entries(layers).map(([layer, title]) => {
    const rows = Object.entries(eventKinds).filter(([, kind]) => kind.layer === layer);
    return [
      `## ${title}`,
      '',
      '| type | category, usual severity | says | subject | a | b | c |',
      '|---|---|---|---|---|---|---|',
      ...rows.map(([type, kind]) => row(type, kind)),
      '',
    ].join('\n');
  });
  return `# Events

<!-- Generated from protocol/src/events.ts by \`make docs\`. -->

Every event has a sequence, a time, a process, a trace with a span and the span above it, and the fields below. Numbers without
a unit stand for something and are no quantity. Value c is exact up to 16,777,216 and has seven digits beyond. How events are
recorded, asked about and followed: [kernel.md](kernel.md#events).

${sections.join('\n')}`;
}

function row(type: string, { category, severity, says, subject, a, b, c }: EventKind): string {
  const grade = `${category.toLowerCase()}, ${severity.toLowerCase()}`;
  return `| \`${type}\` | ${grade} | ${says} | ${subject ?? ''} | ${value(a)} | ${value(b)} | ${value(c)} |`;
}

function value(told: EventValue | undefined): string {
  if (told === undefined) return '';
  const unit = units[told.unit];
  return unit === '' || told.unit === 'count' || told.unit === 'pid' ? told.means : `${told.means}, ${unit}`;
}
