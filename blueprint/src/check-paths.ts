/** Checks names: paths that are written or bound, and the paths and functions of expressions. */
import { DataPathError, getAt, splitPath } from './data-path.ts';
import { compileExpression } from './expression/compile.ts';
import { ExpressionError } from './expression/error.ts';
import { type Issue, nearest } from './issues.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** The names that are known at one place: the initial data, and the variables around. */
export interface Names {
  readonly data: JsonObject;
  readonly variables: ReadonlySet<string>;
}

export interface NameReport {
  readonly issues: Issue[];
  readonly warnings: Issue[];
  readonly pointer: string;
}

export function rootNames(data: JsonObject): Names {
  return { data, variables: new Set() };
}

/**
 * Where a path leads in the initial data: `found`, `open` (an entry, or below nothing or a list, where anything may
 * come), or the name that is missing there.
 */
function follow(path: readonly string[], names: Names): 'found' | 'open' | { missing: string; among: string[] } {
  const [first = ''] = path;
  if (names.variables.has(first)) return 'open';
  let value: Json | undefined = names.data;
  for (const name of path) {
    if (value === null || Array.isArray(value)) return 'open';
    if (!isObject(value)) return { missing: name, among: [] };
    // A record without any entry is filled by the app.
    if (value !== names.data && Object.keys(value).length === 0) return 'open';
    if (!Object.hasOwn(value, name)) return { missing: name, among: Object.keys(value) };
    value = value[name] ?? null;
  }
  return 'found';
}

/** Checks a path that is bound, persisted or written; returns whether it is right. */
export function checkPath(path: string, names: Names, report: NameReport): boolean {
  let parts: string[];
  try {
    parts = splitPath(path);
  } catch (error) {
    if (!(error instanceof DataPathError)) throw error;
    report.issues.push({ path: report.pointer, message: error.message });
    return false;
  }
  const end = follow(parts, names);
  if (typeof end === 'string') return true;
  const candidates = parts.length === 1 ? [...end.among, ...names.variables] : end.among;
  const near = nearest(end.missing, candidates);
  const fix = near === undefined ? undefined : parts.map((part) => (part === end.missing ? near : part)).join('.');
  report.issues.push({
    path: report.pointer,
    message: `"${path}" is not in data: there is no "${end.missing}"`,
    ...(fix === undefined ? {} : { fix }),
  });
  return false;
}

/** Checks that an expression compiles; a name that nothing defines is a warning, since it is nothing when evaluated. */
export function checkExpression(text: string, names: Names, report: NameReport): void {
  try {
    for (const use of compileExpression(text).paths) {
      const parts = use.path.split('.');
      const end = follow(parts, names);
      if (typeof end === 'string') continue;
      const near = nearest(end.missing, [...end.among, ...(parts.length === 1 ? names.variables : [])]);
      report.warnings.push({
        path: report.pointer,
        message: `"${use.path}" at character ${use.position + 2} is not in data: it is nothing unless something writes it`,
        ...(near === undefined ? {} : { fix: parts.map((part) => (part === end.missing ? near : part)).join('.') }),
      });
    }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const where = error.position < 0 ? '' : ` at character ${error.position + 2}`;
    report.issues.push({ path: report.pointer, message: `expression${where}: ${error.message}` });
  }
}

/** Whether the initial value at a path is a list, or not known. */
export function isListOrUnknown(path: string, names: Names): boolean {
  const parts = splitPath(path);
  if (names.variables.has(parts[0] ?? '')) return true;
  const value = getAt(names.data, parts);
  return value === undefined || value === null || Array.isArray(value);
}
