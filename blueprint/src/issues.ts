/** What a validator says about one place of a document, and how faults of the schema become such issues. */
import type { z } from 'zod';
import type { IssueCode } from './issue-codes.ts';
import type { Json } from './json.ts';
import { escapePointer } from './tree.ts';

export interface Issue {
  /** Stable; `issueCodes` has a sentence for each. */
  readonly code: IssueCode;
  /** JSON pointer into the document; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** What to write instead, when that is known. */
  readonly fix?: string;
}

/** An issue with or without something to write instead. */
export function issueOf(code: IssueCode, path: string, message: string, fix?: string): Issue {
  return { code, path, message, ...(fix === undefined ? {} : { fix }) };
}

/** The issues of a failed parse, each at its most specific place. */
export function issuesOfSchema(error: z.ZodError, root: Json): Issue[] {
  return error.issues.flatMap((issue) => flatten(issue, root, []));
}

/** Names of fields anywhere in a document, for those that were written in another case. */
const fieldNames = (
  'app services requires data persist dataVersion migrations computed sources templates ui tests ' +
  'id name description icon category version author tags permissions title layout lifecycle watch components ' +
  'type props bind if repeat validate fallback a11y key template on_event children each as limit empty ' +
  'tool args into confirm ok error debounce body action danger rule min max minLength maxLength pattern check message ' +
  'on_mount on_unmount on_focus on_interval every do params component default refresh width height'
).split(' ');

function fieldLike(key: string): string | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
  return fieldNames.find((name) => plain(name) === plain(key));
}

type SchemaIssue = z.core.$ZodIssue;

function flatten(issue: SchemaIssue, root: Json, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that got furthest is the one that was meant.
    const furthest = issue.errors
      .map((branch) => ({ branch, depth: Math.max(0, ...branch.map(depthOf)) }))
      .sort((a, b) => b.depth - a.depth)[0];
    if (furthest !== undefined && furthest.depth > 0) {
      return furthest.branch.flatMap((inner) => flatten(inner, root, path));
    }
  }
  const pointer = path.map((name) => `/${escapePointer(String(name))}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      issueOf('unknown-field', `${pointer}/${escapePointer(key)}`, `unknown field "${key}"`, fieldLike(key)),
    );
  }
  return [issueOf(codeOf(issue, root, path), pointer, plainMessage(issue))];
}

function codeOf(issue: SchemaIssue, root: Json, path: readonly PropertyKey[]): IssueCode {
  if (issue.code !== 'invalid_type') return 'bad-value';
  let value: unknown = root;
  for (const name of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  return value === undefined ? 'missing-field' : 'wrong-type';
}

/** How far into the value a fault is; wrong fields count as one level in, since the record itself was right. */
function depthOf(issue: SchemaIssue): number {
  if (issue.code === 'invalid_union') {
    return issue.path.length + Math.max(0, ...issue.errors.flat().map(depthOf));
  }
  return issue.path.length + (issue.code === 'invalid_type' ? 0 : 1);
}

function plainMessage(issue: SchemaIssue): string {
  if (issue.code === 'invalid_union') return 'has none of the allowed forms';
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid string: /, '');
}

/** The known name nearest to a mistaken one, for a fix; undefined when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.ceil(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string, atMost: number): number {
  if (Math.abs(a.length - b.length) >= atMost) return atMost;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? atMost;
}

/** Why a schema refuses a value, without the words that all of its messages begin with. */
export function reasonOf(faults: readonly { readonly message: string }[]): string {
  return faults[0]?.message.replace(/^Invalid (input|string|option): /, '') ?? 'wrong value';
}
