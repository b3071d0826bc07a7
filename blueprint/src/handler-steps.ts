/** Every use of a tool in a document, wherever it hides: what permissions are derived from. */
import { findTool } from '@agentos/tools';
import type { Blueprint, Handler, HandlerStep } from './document.ts';
import type { JsonObject } from './json.ts';
import { asHandler, handlerArguments } from './tool-params.ts';
import { escapePointer, handlersOf } from './tree.ts';

export interface ToolUse {
  readonly tool: string;
  readonly args: JsonObject;
  /** JSON pointer of the tool's name. */
  readonly pointer: string;
}

/** Uses in handlers of components, lifecycle and watched paths, in what follows them, in handlers that are arguments, and in sources. */
export function* everyStep(blueprint: Blueprint): Generator<ToolUse> {
  for (const { handler, pointer } of handlersOf(blueprint)) yield* stepsWithin(handler, pointer);
  for (const [name, { tool, args = {} }] of Object.entries(blueprint.sources ?? {})) {
    yield* usesOf({ tool, args }, `/sources/${escapePointer(name)}`);
  }
}

/** The uses of one handler. */
export function* stepsWithin(handler: Handler, pointer: string): Generator<ToolUse> {
  if (typeof handler === 'string') {
    yield { tool: handler, args: {}, pointer };
    return;
  }
  for (const [index, step] of (Array.isArray(handler) ? handler : [handler]).entries()) {
    yield* usesOf(step, Array.isArray(handler) ? `${pointer}/${index}` : pointer);
  }
}

function* usesOf(step: HandlerStep, pointer: string): Generator<ToolUse> {
  const { tool, args = {}, ok, error } = step;
  yield { tool, args, pointer: `${pointer}/tool` };
  const declared = findTool(tool);
  for (const name of declared === undefined ? [] : handlerArguments(declared.params)) {
    const inner = Object.hasOwn(args, name) ? asHandler(args[name] ?? null) : undefined;
    if (inner !== undefined) yield* stepsWithin(inner, `${pointer}/args/${escapePointer(name)}`);
  }
  if (ok !== undefined) yield* stepsWithin(ok, `${pointer}/ok`);
  if (error !== undefined && typeof error !== 'string') yield* stepsWithin(error, `${pointer}/error`);
}
