/** Checks handlers: tools exist and are declared, their arguments fit, paths and expressions in them are right. */
import { findTool, type ToolDeclaration, toolDeclarations } from '@agentos/tools';
import { z } from 'zod';
import type { CheckContext } from './check-context.ts';
import { checkCondition, checkInside, checkPath, inHandler, type Names, withValues } from './check-paths.ts';
import type { Confirm, Handler, HandlerStep } from './document.ts';
import { nearest, reasonOf } from './issues.ts';
import type { Json, JsonObject } from './json.ts';
import { familyOf, serviceRefusal } from './service-scope.ts';
import { asHandler, fieldsOf, isMarked } from './tool-params.ts';
import { escapePointer, holdsExpression } from './tree.ts';

/** Checks a handler; `added` are the values that it knows beside the names around, such as `event`. */
export function checkHandler(
  handler: Handler,
  pointer: string,
  names: Names,
  context: CheckContext,
  ...added: string[]
): void {
  let known = inHandler(names, ...added);
  if (typeof handler === 'string') {
    checkStep({ tool: handler }, pointer, pointer, known, context);
    return;
  }
  const several = Array.isArray(handler);
  for (const [index, step] of (several ? handler : [handler]).entries()) {
    const at = several ? `${pointer}/${index}` : pointer;
    checkStep(step, at, `${at}/tool`, known, context);
    known = withValues(known, 'result');
  }
}

function checkStep(step: HandlerStep, pointer: string, toolPointer: string, names: Names, context: CheckContext): void {
  if (step.if !== undefined) checkCondition(step.if, 'if', names, context, `${pointer}/if`);
  if (step.into !== undefined) checkPath(step.into, names, context, `${pointer}/into`);
  if (step.confirm !== undefined) checkConfirm(step.confirm, names, context, `${pointer}/confirm`);
  checkToolCall(step.tool, step.args ?? {}, pointer, toolPointer, names, context);
  if (step.ok !== undefined) checkHandler(step.ok, `${pointer}/ok`, names, context, 'result');
  if (typeof step.error === 'string') checkPath(step.error, names, context, `${pointer}/error`);
  else if (step.error !== undefined) checkHandler(step.error, `${pointer}/error`, names, context, 'error');
}

function checkConfirm(confirm: Confirm, names: Names, context: CheckContext, pointer: string): void {
  const texts = typeof confirm === 'string' ? { '': confirm } : confirm;
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text === 'string') checkInside(text, names, context, name === '' ? pointer : `${pointer}/${name}`);
  }
}

/** Checks one use of a tool: by a step, or by a source. */
export function checkToolCall(
  id: string,
  args: JsonObject,
  pointer: string,
  toolPointer: string,
  names: Names,
  context: CheckContext,
): void {
  const tool = findTool(id);
  if (tool === undefined) {
    context.unknown(
      'unknown-tool',
      toolPointer,
      unknownTool(id),
      nearest(
        id,
        toolDeclarations.map((known) => known.id),
      ),
    );
    checkInside(args, names, context, `${pointer}/args`);
    return;
  }
  const refusal = serviceRefusal(context.scopes, tool, args);
  if (refusal !== null) {
    const fix = refusal.code === 'service-not-declared' ? familyOf(tool.id) : undefined;
    context.unknown(refusal.code, toolPointer, refusal.message, fix);
  }
  checkArguments(tool, args, pointer, names, context);
}

/** Names that only look like another are said to: a person cannot see the difference. */
function unknownTool(id: string): string {
  if (id.trim() !== id || /\s/.test(id)) return `unknown tool ${JSON.stringify(id)}: the name holds spaces`;
  const odd = [...id].find((char) => !/[\x21-\x7e]/.test(char));
  if (odd === undefined) return `unknown tool "${id}"`;
  const code = (odd.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `unknown tool ${JSON.stringify(id)}: it holds U+${code}, which no name of a tool has`;
}

function checkArguments(
  tool: ToolDeclaration,
  args: JsonObject,
  pointer: string,
  names: Names,
  context: CheckContext,
): void {
  const shape = fieldsOf(tool.params);
  if (shape === null) {
    checkInside(args, names, context, `${pointer}/args`);
    return;
  }
  for (const [name, value] of Object.entries(args)) {
    const at = `${pointer}/args/${escapePointer(name)}`;
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) {
      checkInside(value, names, context, at);
      const fix = nearest(name, Object.keys(shape));
      context.issue('unknown-argument', at, `${tool.id} has no argument "${name}"`, fix);
    } else if (isMarked(field, 'handler')) checkHandlerArgument(tool.id, name, value, at, names, context);
    else checkArgument(tool, name, field, value, at, names, context);
  }
  for (const [name, field] of Object.entries(shape)) {
    if (Object.hasOwn(args, name) || z.safeParse(field, undefined).success) continue;
    context.issue('missing-argument', pointer, `${tool.id} needs the argument "${name}"`);
  }
}

/** What tools tell the handlers that they run: an event, or how often it was (`timer.interval`). */
const broughtByTools = ['event', 'tick'];

/** A handler that a tool runs later: checked like any. */
function checkHandlerArgument(
  id: string,
  name: string,
  value: Json,
  pointer: string,
  names: Names,
  context: CheckContext,
): void {
  const handler = asHandler(value);
  if (handler !== undefined) checkHandler(handler, pointer, names, context, ...broughtByTools);
  else {
    const message = `${name} of ${id} is a handler: a tool, a step { "tool", "args" }, or a list of steps`;
    context.issue('bad-argument', pointer, message);
  }
}

function checkArgument(
  tool: ToolDeclaration,
  name: string,
  field: z.core.$ZodType,
  value: Json,
  pointer: string,
  names: Names,
  context: CheckContext,
): void {
  checkInside(value, names, context, pointer);
  if (holdsExpression(value)) return;
  const parsed = z.safeParse(field, value);
  if (!parsed.success) {
    context.issue('bad-argument', pointer, `${name} of ${tool.id}: ${reasonOf(parsed.error.issues)}`);
    return;
  }
  if (typeof value !== 'string') return;
  if (tool.site === 'shell' && isMarked(field, 'dataPath')) {
    checkPath(value, names, context, pointer, tool.id.endsWith('.get') ? 'read' : 'write');
  } else if (isMarked(field, 'componentId') && !context.byId.has(value)) {
    context.issue(
      'unknown-id',
      pointer,
      `there is no component with the id "${value}"`,
      nearest(value, context.byId.keys()),
    );
  }
}
