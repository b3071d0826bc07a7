/** Checks computed values and sources: their names, their expressions and tools, and that none reads itself. */
import type { CheckContext } from './check-context.ts';
import { checkToolCall } from './check-handlers.ts';
import { checkCondition, inHandler, type Names } from './check-paths.ts';
import { compileExpression, isExpression } from './expression/compile.ts';
import { ExpressionError } from './expression/error.ts';
import type { Json } from './json.ts';
import { escapePointer } from './tree.ts';

/** Words of the expression language, which no value can be called. */
const words = new Set(['true', 'false', 'null']);
const nameForm = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The names at the top of the document. */
export function rootNames(context: CheckContext): Names {
  const { data = {}, computed = {}, sources = {} } = context.blueprint;
  const derived = new Set([...Object.keys(computed), ...Object.keys(sources)]);
  for (const name of Object.keys(sources)) derived.add(`${name}$loading`).add(`${name}$error`);
  return { data, derived, entries: new Set(), values: new Set(), impure: false };
}

/** Data, computed values and sources share one name space. */
export function checkDataNames(context: CheckContext): void {
  const { data = {}, computed = {}, sources = {} } = context.blueprint;
  const taken = new Map<string, string>();
  for (const [part, names] of Object.entries({ data, computed, sources })) {
    for (const name of Object.keys(names)) {
      const pointer = `/${part}/${escapePointer(name)}`;
      if (!nameForm.test(name)) {
        const message = `"${name}" cannot be named by a path: letters, digits and underscores only`;
        context.issue('bad-name', pointer, message, name.replace(/[^A-Za-z0-9_]/g, '_'));
      } else if (words.has(name)) {
        context.issue('bad-name', pointer, `"${name}" is a word of expressions and cannot be read`, `${name}_value`);
      }
      const other = taken.get(name);
      if (other === undefined) taken.set(name, pointer);
      else context.issue('duplicate-name', pointer, `the name "${name}" is taken by ${other}`);
    }
  }
}

export function checkDerived(names: Names, context: CheckContext): void {
  const { computed = {}, sources = {} } = context.blueprint;
  for (const [name, expression] of Object.entries(computed)) {
    checkCondition(expression, 'a computed value', names, context, `/computed/${escapePointer(name)}`);
  }
  for (const [name, source] of Object.entries(sources)) {
    const at = `/sources/${escapePointer(name)}`;
    if (source.if !== undefined) checkCondition(source.if, 'if', names, context, `${at}/if`);
    checkToolCall(source.tool, source.args ?? {}, at, `${at}/tool`, inHandler(names), context);
  }
  checkCycles(context);
}

/** What a computed value reads; of a source that is asked again when what it reads changes, that. */
function readsOf(context: CheckContext): Map<string, Set<string>> {
  const { computed = {}, sources = {} } = context.blueprint;
  const reads = new Map<string, Set<string>>();
  for (const [name, expression] of Object.entries(computed)) reads.set(name, rootsIn(expression));
  for (const [name, { args = {}, if: condition = null, refresh }] of Object.entries(sources)) {
    const followed = refresh === undefined || refresh === 'deps';
    reads.set(name, followed ? rootsIn([condition, args]) : new Set());
  }
  return reads;
}

function rootsIn(value: Json): Set<string> {
  const roots = new Set<string>();
  const visit = (part: Json): void => {
    if (typeof part === 'object' && part !== null) for (const entry of Object.values(part)) visit(entry);
    if (typeof part !== 'string' || !isExpression(part)) return;
    try {
      // Whether a source is on its way or has failed is its own doing: it may not wait for that either.
      for (const { path } of compileExpression(part).paths) roots.add((path.split('.')[0] ?? '').replace(/\$.*$/, ''));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
    }
  };
  visit(value);
  return roots;
}

function checkCycles(context: CheckContext): void {
  const reads = readsOf(context);
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    if (open.includes(name)) {
      const circle = [...open.slice(open.indexOf(name)), name].join(' → ');
      const part = Object.hasOwn(context.blueprint.computed ?? {}, name) ? 'computed' : 'sources';
      context.issue('computed-cycle', `/${part}/${escapePointer(name)}`, `values read each other: ${circle}`);
      return;
    }
    open.push(name);
    for (const read of reads.get(name) ?? []) if (reads.has(read)) visit(read);
    open.pop();
    done.add(name);
  };
  for (const name of reads.keys()) visit(name);
}
