/**
 * Decides whether a text or a JSON value is a Blueprint that can be armed, and says for each fault where it is and what
 * to write. `document.ts` has the shapes; the rules between the parts of a document are here and in `check-*.ts`.
 */
import { checkChildren, checkKeys } from './check-components.ts';
import { checkDataNames, checkDerived, rootNames } from './check-computed.ts';
import { CheckContext } from './check-context.ts';
import { checkHandler } from './check-handlers.ts';
import { checkPath, type Names } from './check-paths.ts';
import { checkPermissions, checkServices } from './check-permissions.ts';
import { checkTemplates, expandedCount } from './check-templates.ts';
import { checkTests } from './check-tests.ts';
import { checkMigrations, checkRequirements } from './check-versions.ts';
import { Blueprint } from './document.ts';
import type { IssueCode } from './issue-codes.ts';
import { type Issue, issueOf, issuesOfSchema } from './issues.ts';
import { isForbiddenName, isObject, type Json } from './json.ts';
import { maxBytes, maxComponents, maxDocumentDepth, maxTimers } from './limits.ts';
import { escapePointer, normalize, walkAll } from './tree.ts';

/** Most issues that an answer holds; more would tell nothing new. */
const mostIssues = 100;

export type Validation =
  | { ok: true; blueprint: Blueprint; warnings: Issue[] }
  | { ok: false; issues: Issue[]; warnings: Issue[] };

export interface ValidateOptions {
  /**
   * Takes unknown component types, properties and tools, and rights that are not asked for, as warnings: the window then
   * shows a placeholder in their place. For files that come from a newer or foreign system.
   */
  readonly tolerant?: boolean;
}

/** Parses the text of a `.bp` file and validates it. */
export function parseBlueprint(text: string, options: ValidateOptions = {}): Validation {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxBytes) return refuse('too-large', '', `the document has ${bytes} bytes; ${maxBytes} are allowed`);
  let json: Json;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('not-json', '', `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return validateSized(json, options);
}

/**
 * Validates a JSON value. The blueprint of the answer is in its normal form (`normalize`): every component has an id.
 * Anything may be passed; nothing is thrown.
 */
export function validateBlueprint(json: unknown, options: ValidateOptions = {}): Validation {
  let text: string | undefined;
  try {
    text = JSON.stringify(json);
  } catch {
    return refuse(
      'not-json',
      '',
      'not JSON: it refers to itself, is nested too deep, or holds a value that JSON does not have',
    );
  }
  if (text === undefined) return refuse('not-json', '', 'not JSON');
  return parseBlueprint(text, options);
}

function refuse(code: IssueCode, path: string, message: string): Validation {
  return { ok: false, issues: [issueOf(code, path, message)], warnings: [] };
}

function validateSized(json: Json, options: ValidateOptions): Validation {
  const shape = checkShape(json);
  if (shape !== undefined) return { ok: false, issues: [shape], warnings: [] };
  const parsed = Blueprint.safeParse(json);
  if (!parsed.success)
    return { ok: false, issues: issuesOfSchema(parsed.error, json).slice(0, mostIssues), warnings: [] };

  const context = new CheckContext(parsed.data, options.tolerant === true);
  checkIds(context);
  checkDataNames(context);
  const count = expandedCount(context);
  if (count !== null && count > maxComponents) {
    const message = `the document has ${count} components; ${maxComponents} are allowed`;
    return refuse('too-many-components', '/ui/components', message);
  }
  checkDocument(context, rootNames(context));
  const { issues, warnings } = context;
  if (issues.length > 0) return { ok: false, issues: issues.slice(0, mostIssues), warnings };
  return { ok: true, blueprint: normalize(parsed.data), warnings };
}

function checkIds(context: CheckContext): void {
  const first = new Map<string, string>();
  for (const { component, pointer } of walkAll(context.blueprint)) {
    if (component.id === undefined) continue;
    const other = first.get(component.id);
    if (other === undefined) first.set(component.id, pointer);
    else context.issue('duplicate-id', `${pointer}/id`, `the id "${component.id}" is taken by ${other}`);
  }
}

/** The rules between the parts, in the order of the document. */
function checkDocument(context: CheckContext, names: Names): void {
  const { blueprint } = context;
  checkServices(context);
  checkRequirements(context);
  for (const [index, path] of (blueprint.persist ?? []).entries()) {
    checkPath(path, names, context, `/persist/${index}`);
  }
  checkMigrations(context);
  checkDerived(names, context);
  checkTemplates(names, context);
  const { on_interval = [], ...hooks } = blueprint.ui.lifecycle ?? {};
  for (const [name, handler] of Object.entries(hooks)) {
    if (handler !== undefined) checkHandler(handler, `/ui/lifecycle/${name}`, names, context);
  }
  for (const [index, { do: handler }] of on_interval.entries()) {
    checkHandler(handler, `/ui/lifecycle/on_interval/${index}/do`, names, context);
  }
  checkTimers(context);
  for (const [path, handler] of Object.entries(blueprint.ui.watch ?? {})) {
    const pointer = `/ui/watch/${escapePointer(path)}`;
    checkPath(path, names, context, pointer, 'read');
    checkHandler(handler, pointer, names, context, 'event');
  }
  checkChildren(blueprint.ui.components, '/ui/components', names, context);
  for (const { component, pointer } of walkAll(blueprint)) checkKeys(component, pointer, context);
  checkTests(blueprint.tests ?? [], names, context);
  checkPermissions(context);
}

function checkTimers(context: CheckContext): void {
  const { sources = {}, ui } = context.blueprint;
  const refreshed = Object.values(sources).filter(({ refresh }) => typeof refresh === 'number').length;
  const count = (ui.lifecycle?.on_interval?.length ?? 0) + refreshed;
  if (count <= maxTimers) return;
  const message = `${count} intervals and refreshed sources; ${maxTimers} may run at once`;
  context.issue('too-many-timers', '/ui/lifecycle/on_interval', message);
}

/** Depth and forbidden names, without recursion: the rest may then recurse safely. */
export function checkShape(root: Json): Issue | undefined {
  const pending: { value: Json; pointer: string; depth: number }[] = [{ value: root, pointer: '', depth: 1 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { value, pointer, depth } = at;
    if (!Array.isArray(value) && !isObject(value)) continue;
    if (depth > maxDocumentDepth) {
      return issueOf('too-deep', pointer, `nested deeper than the ${maxDocumentDepth} levels that are allowed`);
    }
    for (const [name, entry] of Object.entries(value)) {
      const inner = `${pointer}/${escapePointer(name)}`;
      if (!Array.isArray(value) && isForbiddenName(name)) {
        return issueOf('forbidden-name', inner, `the name "${name}" is not allowed`);
      }
      pending.push({ value: entry, pointer: inner, depth: depth + 1 });
    }
  }
  return undefined;
}
