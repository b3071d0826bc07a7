/** Checks versions: migrations of stored data, and what the document needs of the system. */
import type { CheckContext } from './check-context.ts';
import { componentDefinitions, findComponent } from './components.ts';
import { compileExpression, isExpression } from './expression/compile.ts';
import { ExpressionError } from './expression/error.ts';
import { nearest } from './issues.ts';
import type { Json } from './json.ts';
import { escapePointer } from './tree.ts';

/** Version of the language and of what draws it, as `requires.host` asks for it. */
export const hostVersion = '1.0.0';
/** Version of every component type so far. */
const componentVersion = 1;

export function checkMigrations(context: CheckContext): void {
  const { migrations = [], dataVersion = 1 } = context.blueprint;
  let before = 1;
  for (const [index, { to, steps }] of migrations.entries()) {
    const at = `/migrations/${index}`;
    if (to <= before) {
      context.issue('bad-migration', `${at}/to`, `migrations go up: ${to} comes after ${before}`);
    }
    if (to > dataVersion) {
      const message = `this migration goes to ${to}; dataVersion is ${dataVersion}`;
      context.issue('bad-migration', `${at}/to`, message, `"dataVersion": ${to}`);
    }
    before = Math.max(before, to);
    for (const [position, step] of steps.entries()) {
      if ('set' in step) checkCompiles(step.value, context, `${at}/steps/${position}/value`);
    }
  }
  if (migrations.length > 0 && before < dataVersion) {
    const message = `no migration goes to ${dataVersion}: stored data of version ${before} is taken as it is`;
    context.warn('bad-migration', '/migrations', message);
  }
}

/** Expressions over data of another version: their names are not known here, the rest of them is. */
function checkCompiles(value: Json, context: CheckContext, pointer: string): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) checkCompiles(entry, context, `${pointer}/${escapePointer(key)}`);
  }
  if (typeof value !== 'string' || !isExpression(value)) return;
  try {
    compileExpression(value);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    context.issue('bad-expression', pointer, `expression: ${error.message}`);
  }
}

export function checkRequirements(context: CheckContext): void {
  const { components = [], host } = context.blueprint.requires ?? {};
  for (const [index, text] of components.entries()) {
    const [type = '', version = '1'] = text.split('@');
    const pointer = `/requires/components/${index}`;
    if (type !== 'use' && findComponent(type) === undefined) {
      const fix = nearest(type, Object.keys(componentDefinitions));
      context.unknown('unsupported-requirement', pointer, `this system has no component "${type}"`, fix);
    } else if (Number(version) > componentVersion) {
      const message = `${type} is at version ${componentVersion} here; the app needs ${version}`;
      context.unknown('unsupported-requirement', pointer, message);
    }
  }
  if (host === undefined || isAtLeast(hostVersion, host.slice('>='.length))) return;
  const message = `the app needs a system that reads Blueprint ${host.slice('>='.length)}; this one reads ${hostVersion}`;
  context.unknown('unsupported-requirement', '/requires/host', message);
}

function isAtLeast(version: string, wanted: string): boolean {
  const [have, need] = [version.split('.').map(Number), wanted.split('.').map(Number)];
  for (const [index, part] of need.entries()) {
    const own = have[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
