/**
 * The log of a layer: JSON lines with the layer's name and time. Every line about a request, a tool call or a syscall carries
 * `trace_id`, the same in all layers.
 *
 * Rule: no secret reaches a line, wherever it stands: values under names that speak of secrets, all values of environments, and
 * tokens inside of texts are taken out before anything is written.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export const removed = '[removed]';

/** Names of fields whose values are secret. */
const secretName =
  /authori[sz]ation|cookie|passw|passphrase|secret|token(?!s|_?id$|_?count)|api[-_]?key|private[-_]?key|credential|^session[-_]?key$/i;
/** Names of fields that hold an environment: all of its values are taken out, its names stay. */
const environmentName = /^(env|environ|environment)$/i;
/** Texts that are a secret wherever they stand, by what comes before them. */
const secretTexts: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${removed}`],
  [/([#?&;\s"']|^)((?:access_|refresh_|id_)?token|password|passwd|secret|api_?key)=[^\s&#"';]+/gi, `$1$2=${removed}`],
  [/\b(agentos-\d+)=[^\s;"']+/g, `$1=${removed}`],
  [/\/\/([^/\s:@]+):[^/\s@]+@/g, `//$1:${removed}@`],
];
const deepest = 8;
const longestText = 8_192;

export interface LogOptions {
  readonly level?: string;
  /** Where lines go; standard output when not given. */
  readonly to?: DestinationStream;
}

export function createLog(name: string, { level = 'info', to }: LogOptions = {}): Logger {
  const options = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    // The finished line is what is looked at: nothing that a child logger or a serializer has added can slip past.
    hooks: { streamWrite: cleanLine },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/** A line without what is secret in it. */
export function cleanLine(line: string): string {
  const fields: unknown = JSON.parse(line);
  return `${JSON.stringify(cleaned(fields, 0))}\n`;
}

/** A text without the tokens and passwords in it. */
export function cleanText(text: string): string {
  let clean = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  for (const [pattern, replacement] of secretTexts) clean = clean.replace(pattern, replacement);
  return clean;
}

function cleanedField(name: string, value: unknown, depth: number): unknown {
  if (secretName.test(name) && value !== undefined && value !== null && typeof value !== 'boolean') return removed;
  if (environmentName.test(name)) return cleanedEnvironment(value);
  return cleaned(value, depth);
}

function cleanedEnvironment(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return removed;
  if (Array.isArray(value)) return value.map((each) => String(each).replace(/=.*$/s, `=${removed}`));
  return Object.fromEntries(Object.keys(value).map((name) => [name, removed]));
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, 100).map((each) => cleaned(each, depth + 1));
  if ('type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data)) {
    return `[${value.data.length} bytes]`;
  }
  const clean: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) clean[name] = cleanedField(name, inner, depth + 1);
  return clean;
}
