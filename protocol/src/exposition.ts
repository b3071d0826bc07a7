/**
 * The text format in which Prometheus reads figures (version 0.0.4): read strictly, joined and written. A text that breaks a
 * rule of the format is refused as a whole; nothing is guessed.
 */

export type FamilyType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All samples of one metric. */
export interface Family {
  readonly name: string;
  readonly type: FamilyType;
  readonly help: string;
  readonly samples: readonly Sample[];
  /** Its lines, as they were written. */
  readonly text: string;
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const samplePattern = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+(-?\d+))?$/s;
const labelPattern = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const types: ReadonlySet<string> = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);
const suffixes: Readonly<Record<FamilyType, readonly string[]>> = {
  counter: [''],
  gauge: [''],
  untyped: [''],
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

interface Draft {
  name: string;
  type: FamilyType | undefined;
  help: string | undefined;
  samples: Sample[];
  lines: string[];
}

/**
 * Reads a text into its families, in order.
 * @throws Error with the line that breaks a rule: an unknown form, a family twice or in pieces, a sample without its type or
 * twice, a counter below zero, a histogram whose buckets do not add up
 */
export function parseExposition(text: string): Family[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the text does not end with a line feed');
  const families: Family[] = [];
  const seen = new Set<string>();
  let draft: Draft | undefined;
  const finish = (): void => {
    if (draft === undefined) return;
    const { name, type = 'untyped', help = '', samples, lines } = draft;
    const family = { name, type, help, samples, text: `${lines.join('\n')}\n` };
    checkFamily(family);
    families.push(family);
    draft = undefined;
  };
  const open = (name: string): Draft => {
    if (draft?.name === name) return draft;
    finish();
    if (seen.has(name)) throw new Error(`${name}: a family twice, or in pieces`);
    seen.add(name);
    draft = { name, type: undefined, help: undefined, samples: [], lines: [] };
    return draft;
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const where = (problem: string): Error => new Error(`line ${index + 1}: ${problem}: ${line.slice(0, 200)}`);
    const said = /^# (HELP|TYPE) (\S+)(?: (.*))?$/s.exec(line);
    if (said !== null) {
      const [, keyword, name = '', rest = ''] = said;
      if (!metricName.test(name)) throw where('not the name of a metric');
      const family = open(name);
      if (keyword === 'HELP') {
        if (family.help !== undefined) throw where('help twice');
        family.help = rest;
      } else {
        if (family.type !== undefined) throw where('type twice');
        if (family.samples.length > 0) throw where('type after its samples');
        if (!isType(rest)) throw where('not a type');
        family.type = rest;
      }
      family.lines.push(line);
      continue;
    }
    if (line.startsWith('#')) continue;
    const sample = parseSample(line);
    if (sample === undefined) throw where('not a sample');
    const current: Draft | undefined = draft;
    const belongs = current !== undefined && belongsTo(current, sample.name);
    const family: Draft = belongs ? current : open(sample.name);
    family.samples.push(sample);
    family.lines.push(line);
  }
  finish();
  return families;
}

function isType(text: string): text is FamilyType {
  return types.has(text);
}

function belongsTo(family: Draft, name: string): boolean {
  return suffixes[family.type ?? 'untyped'].some((suffix) => name === family.name + suffix);
}

function parseSample(line: string): Sample | undefined {
  const match = samplePattern.exec(line);
  if (match === null) return undefined;
  const [, name = '', inside, number = ''] = match;
  const labels = inside === undefined ? {} : parseLabels(inside);
  const value = parseNumber(number);
  return labels === undefined || value === undefined ? undefined : { name, labels, value };
}

function parseLabels(text: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  labelPattern.lastIndex = 0;
  while (labelPattern.lastIndex < text.length) {
    const match = labelPattern.exec(text);
    if (match === null) return undefined;
    const [, name = '', value = ''] = match;
    if (Object.hasOwn(labels, name)) return undefined;
    labels[name] = value.replace(/\\(["\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return labels;
}

function parseNumber(text: string): number | undefined {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  if (text === 'NaN') return Number.NaN;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function checkFamily({ name, type, samples }: Family): void {
  const identities = new Set<string>();
  for (const sample of samples) {
    const identity = `${sample.name} ${identityOf(sample.labels)}`;
    if (identities.has(identity)) throw new Error(`${identity}: a sample twice`);
    identities.add(identity);
    if (type === 'counter' && !(sample.value >= 0)) throw new Error(`${identity}: a counter of ${sample.value}`);
  }
  if (type === 'histogram') checkHistogram(name, samples);
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const groups = Map.groupBy(samples, ({ labels: { le: _, ...others } }) => identityOf(others));
  for (const [identity, group] of groups) {
    const wrong = (problem: string): Error => new Error(`${name} ${identity}: ${problem}`);
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => parseNumber(labels.le ?? '') ?? Number.NaN);
    if (bounds.some((bound, index) => !(index === 0 || bound > (bounds[index - 1] ?? 0)))) {
      throw wrong('bounds that do not rise');
    }
    if (buckets.some(({ value }, index) => value < (buckets[index - 1]?.value ?? 0))) {
      throw wrong('buckets that fall');
    }
    if (bounds.at(-1) !== Number.POSITIVE_INFINITY) throw wrong('no bucket for all');
    const total = group.find((sample) => sample.name === `${name}_count`);
    if (total === undefined || total.value !== buckets.at(-1)?.value) throw wrong('a count that is not that of all');
    if (!group.some((sample) => sample.name === `${name}_sum`)) throw wrong('no sum');
  }
}

function identityOf(labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted);
}

/**
 * Joins texts of several sources, the first with precedence: a family that an earlier one has is left out.
 * A source that is not valid is left out as a whole.
 */
export function joinExpositions(sources: readonly { readonly name: string; readonly text: string }[]): {
  text: string;
  problems: { readonly source: string; readonly problem: string }[];
} {
  const seen = new Set<string>();
  const problems: { source: string; problem: string }[] = [];
  let joined = '';
  for (const { name: source, text } of sources) {
    try {
      for (const family of parseExposition(text)) {
        if (seen.has(family.name)) problems.push({ source, problem: `${family.name} is told by another source too` });
        else joined += family.text;
        seen.add(family.name);
      }
    } catch (error) {
      problems.push({ source, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return { text: joined, problems };
}

/** One family as text. `samples` have the name of the family unless they name a suffix. */
export function formatFamily(
  name: string,
  type: FamilyType,
  help: string,
  samples: Iterable<{ suffix?: string; labels?: Readonly<Record<string, string>>; value: number }>,
): string {
  let text = `# HELP ${name} ${escaped(help, false)}\n# TYPE ${name} ${type}\n`;
  for (const { suffix = '', labels = {}, value } of samples) {
    const inside = Object.entries(labels)
      .map(([label, of]) => `${label}="${escaped(of, true)}"`)
      .join(',');
    text += `${name}${suffix}${inside === '' ? '' : `{${inside}}`} ${formatNumber(value)}\n`;
  }
  return text;
}

function escaped(text: string, quotes: boolean): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quotes ? plain.replaceAll('"', '\\"') : plain;
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
