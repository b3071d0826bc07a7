/** What may be written in place of a fault that the validator told, by its code. Rungs 1 and 2. */
import { findTool } from '@agentos/tools';
import type { Issue } from '../issues.ts';
import { isObject, type Json } from '../json.ts';
import { familyOf } from '../service-scope.ts';
import { namesOf, valueAt, withValueAt } from './pointer.ts';
import type { Rung } from './report.ts';

export interface Remedy {
  readonly rung: Rung;
  readonly message: string;
  readonly document: Json;
}

/** The documents that could be meant, the most likely first; none when the fault cannot be helped without guessing. */
export function remediesFor(issue: Issue, document: Json): Remedy[] {
  const { code, path, fix } = issue;
  const value = valueAt(document, path);
  const put = (rung: Rung, message: string, at: string, next: Json | undefined): Remedy => ({
    rung,
    message,
    document: withValueAt(document, at, next),
  });
  switch (code) {
    case 'permission-missing': {
      const declared = valueAt(document, '/app/permissions');
      const list = Array.isArray(declared) ? declared : ['STANDARD'];
      return fix === undefined ? [] : [put(1, `the app asks for ${fix}`, '/app/permissions', [...list, fix])];
    }
    case 'service-not-declared':
      return withService(document, path);
    case 'not-an-expression':
      return fix === undefined ? [] : [put(1, 'an expression starts with =', path, fix)];
    case 'duplicate-id':
      return typeof value === 'string' ? [put(2, `a second "${value}" has no id`, path, undefined)] : [];
    case 'unknown-component':
    case 'unknown-path':
    case 'unknown-id':
    case 'unknown-template':
      if (fix === undefined || typeof value !== 'string' || !isSlip(value, fix)) return [];
      return [put(2, `"${value}" was read as "${fix}"`, path, fix)];
    case 'unknown-property':
    case 'unknown-argument':
    case 'unknown-event':
    case 'unknown-parameter':
    case 'unknown-field':
      return renamedOrDropped(issue, document);
    case 'bad-property':
    case 'bad-argument':
    case 'bad-value':
    case 'wrong-type':
      if (value === undefined) return [];
      return coerced(value).map((next) => put(2, `${shown(value)} was read as ${shown(next)}`, path, next));
    case 'rule-without-value':
    case 'no-children':
    case 'not-bindable':
    case 'empty-rule':
      return [put(2, 'left out: it means nothing here', path, undefined)];
    default:
      return [];
  }
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 60);
}

/** Whether two names are the same but for case, separators, or one letter. */
function isSlip(written: string, meant: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_\s]/g, '');
  const [a, b] = [plain(written), plain(meant)];
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** Fields of a step that only tell a reader about it. */
const remarks = new Set(['comment', 'description', 'id', 'label', 'name', 'note', 'title']);

function renamedOrDropped({ path, fix, code }: Issue, document: Json): Remedy[] {
  const names = namesOf(path);
  const name = names.at(-1) ?? '';
  const holderPath = path.slice(0, path.lastIndexOf('/'));
  const holder = valueAt(document, holderPath);
  if (!isObject(holder)) return [];
  const remedies: Remedy[] = [];
  if (fix !== undefined && isSlip(name, fix) && !Object.hasOwn(holder, fix)) {
    const next = Object.fromEntries(Object.entries(holder).map(([each, value]) => [each === name ? fix : each, value]));
    remedies.push({
      rung: 2,
      message: `"${name}" was read as "${fix}"`,
      document: withValueAt(document, holderPath, next),
    });
  }
  // What a handler would do is not dropped: an unknown event stays a fault. Nor is a part of the document that nobody knows.
  const inComponent = names[0] === 'templates' || names[1] === 'components';
  // Nor is what a step says beside its tool: it may be the question before it, or the condition on which it runs.
  const inStep = /\/on_event\/[^/]+\//.test(path) && !remarks.has(name);
  if (inComponent && !inStep && code !== 'unknown-event' && code !== 'unknown-argument') {
    const message = `left out: "${name}", which held ${shown(holder[name] ?? null)}`;
    remedies.push({ rung: 2, message, document: withValueAt(document, path, undefined) });
  }
  return remedies;
}

/** Other types that a value may have been meant as. */
function coerced(value: Json): Json[] {
  if (typeof value === 'string') {
    const trimmed = value.trim();
    const found: Json[] = [];
    if (/^-?\d+(\.\d+)?$/.test(trimmed)) found.push(Number(trimmed));
    if (/^-?\d+(\.\d+)?px$/.test(trimmed)) found.push(Number.parseFloat(trimmed));
    if (/^(true|false)$/i.test(trimmed)) found.push(trimmed.toLowerCase() === 'true');
    if (trimmed.toLowerCase() !== value) found.push(trimmed.toLowerCase());
    return [...found, [value]];
  }
  if (typeof value === 'number') return [String(value), Math.round(value)];
  if (typeof value === 'boolean') return [String(value)];
  if (Array.isArray(value) && value.length === 1) return [value[0] ?? null];
  return isObject(value) ? [[value]] : [];
}

/** The document with the tool that is used at a place named in `services`. */
function withService(document: Json, path: string): Remedy[] {
  const id = valueAt(document, path);
  const tool = typeof id === 'string' ? findTool(id) : undefined;
  if (tool === undefined) return [];
  const family = familyOf(tool.id);
  const entries = valueAt(document, '/services');
  const list = Array.isArray(entries) ? entries : [];
  // A list of tools that leaves this one out was meant to: only a family that nobody named is added.
  const named = list.some((entry) => entry === family || (isObject(entry) && Object.hasOwn(entry, family)));
  if (named) return [];
  return [
    { rung: 1, message: `services names ${family}`, document: withValueAt(document, '/services', [...list, family]) },
  ];
}
