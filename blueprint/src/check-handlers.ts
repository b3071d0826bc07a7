/** Checks handlers: tools exist, their arguments fit, paths and expressions in them are right. */
import { findTool, toolDeclarations } from '@agentos/tools';
import { z } from 'zod';
import { checkExpression, checkPath, type Names } from './check-paths.ts';
import type { Blueprint, Handler, HandlerStep } from './document.ts';
import { isExpression } from './expression/compile.ts';
import { type Issue, nearest } from './issues.ts';
import type { Json } from './json.ts';
import { escapePointer, holdsExpression } from './tree.ts';

export interface CheckContext {
  readonly blueprint: Blueprint;
  /** Families of tools that the document says it uses. */
  readonly services: ReadonlySet<string>;
  readonly issues: Issue[];
  readonly warnings: Issue[];
  readonly tolerant: boolean;
}

export function checkHandler(handler: Handler, pointer: string, names: Names, context: CheckContext): void {
  if (typeof handler === 'string') {
    checkStep({ tool: handler }, pointer, pointer, names, context);
    return;
  }
  const several = Array.isArray(handler);
  let known = names;
  for (const [index, step] of (several ? handler : [handler]).entries()) {
    const at = several ? `${pointer}/${index}` : pointer;
    checkStep(step, at, `${at}/tool`, known, context);
    known = { ...names, variables: new Set([...names.variables, 'result']) };
  }
}

function checkStep(step: HandlerStep, pointer: string, toolPointer: string, names: Names, context: CheckContext): void {
  if (step.if !== undefined) {
    const at = `${pointer}/if`;
    if (isExpression(step.if)) checkExpression(step.if, names, { ...context, pointer: at });
    else context.issues.push({ path: at, message: 'if is an expression and starts with =', fix: `=${step.if}` });
  }
  for (const place of ['into', 'error'] as const) {
    const path = step[place];
    if (typeof path === 'string') checkPath(path, names, { ...context, pointer: `${pointer}/${place}` });
  }
  const tool = findTool(step.tool);
  if (tool === undefined) {
    const fix = nearest(
      step.tool,
      toolDeclarations.map((known) => known.id),
    );
    const issue = { path: toolPointer, message: `unknown tool "${step.tool}"`, ...(fix === undefined ? {} : { fix }) };
    (context.tolerant ? context.warnings : context.issues).push(issue);
    for (const [name, value] of Object.entries(step.args ?? {})) {
      checkInside(value, `${pointer}/args/${escapePointer(name)}`, names, context);
    }
    return;
  }
  const family = tool.id.slice(0, tool.id.indexOf('.'));
  if (tool.site === 'services' && !context.services.has(family)) {
    context.warnings.push({
      path: '/services',
      message: `${tool.id} is used; services does not name "${family}"`,
      fix: family,
    });
  }
  checkArguments(step, tool.params, tool.site === 'shell', pointer, names, context);
}

function checkArguments(
  step: HandlerStep,
  params: z.ZodType,
  namesPaths: boolean,
  pointer: string,
  names: Names,
  context: CheckContext,
): void {
  const args = step.args ?? {};
  for (const [name, value] of Object.entries(args)) {
    checkInside(value, `${pointer}/args/${escapePointer(name)}`, names, context);
  }
  if (!(params instanceof z.ZodObject)) return;
  const shape: Record<string, z.core.$ZodType> = params.shape;
  for (const [name, value] of Object.entries(args)) {
    const at = `${pointer}/args/${escapePointer(name)}`;
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) {
      const fix = nearest(name, Object.keys(shape));
      context.issues.push({
        path: at,
        message: `${step.tool} has no argument "${name}"`,
        ...(fix === undefined ? {} : { fix }),
      });
      continue;
    }
    if (holdsExpression(value)) continue;
    const parsed = z.safeParse(field, value);
    if (!parsed.success) {
      const message = parsed.error.issues[0]?.message.replace(/^Invalid (input|string|option): /, '') ?? 'wrong value';
      context.issues.push({ path: at, message: `${name} of ${step.tool}: ${message}` });
    } else if (namesPaths && isDataPath(field) && typeof value === 'string') {
      checkPath(value, names, { ...context, pointer: at });
    }
  }
  for (const [name, field] of Object.entries(shape)) {
    if (Object.hasOwn(args, name) || z.safeParse(field, undefined).success) continue;
    context.issues.push({ path: pointer, message: `${step.tool} needs the argument "${name}"` });
  }
}

/** Whether a parameter is declared as a path into the app's data. */
function isDataPath(field: z.core.$ZodType): boolean {
  const meta = z.globalRegistry.get(field);
  if (meta?.dataPath === true) return true;
  return field instanceof z.ZodOptional && isDataPath(field.unwrap());
}

function checkInside(value: Json, pointer: string, names: Names, context: CheckContext): void {
  if (typeof value === 'string') {
    if (isExpression(value)) checkExpression(value, names, { ...context, pointer });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      checkInside(entry, `${pointer}/${escapePointer(key)}`, names, context);
    }
  }
}
