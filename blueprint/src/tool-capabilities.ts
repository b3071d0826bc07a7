/** The capabilities that one call of a tool needs, as far as its arguments are known before it runs. */
import { type Capability, parseCapability } from '@agentos/protocol/capability-grammar';
import type { ToolDeclaration } from '@agentos/tools';
import { isExpression, literalText } from './expression/compile.ts';
import type { Json, JsonObject } from './json.ts';
import { holdsExpression } from './tree.ts';

/** Stands for an argument that is known only when the app runs; no literal of a document can hold it. */
export const unknownArgument = '/\u0001unknown';

/**
 * What a call needs. A capability whose argument is known only when the app runs has `unknownArgument`; one without an
 * argument reaches everything. Arguments that do not fit never run; what the tool needs in general is given all the same.
 */
export function callCapabilities(tool: ToolDeclaration, args: JsonObject): Capability[] {
  const example = typeof tool.example === 'object' && tool.example !== null ? tool.example : {};
  const own = literals(args);
  // What is left unsaid is what the tool takes then; its example stands in only where something is needed.
  const whole = tool.params.safeParse(own);
  const parsed = whole.success ? whole : tool.params.safeParse({ ...example, ...own });
  const params = parsed.success ? parsed.data : tool.params.parse(tool.example);
  const filled = whole.success ? [] : Object.keys(example).filter((name) => !Object.hasOwn(args, name));
  return tool.capabilities(params).map((text) => {
    const capability = parseLoosely(text);
    if (capability.argument === undefined) return capability;
    const unknown = !parsed.success || capability.argument.includes(unknownArgument);
    const guessed = filled.some((name) => Reflect.get(example, name) === capability.argument);
    return unknown || guessed ? { ...capability, argument: unknownArgument } : capability;
  });
}

/** A tool's capability holds whatever was asked for, also paths that no manifest may name. */
function parseLoosely(text: string): Capability {
  try {
    return parseCapability(text);
  } catch {
    const colon = text.indexOf(':');
    return { ...parseCapability(text.slice(0, colon)), argument: text.slice(colon + 1) };
  }
}

function literals(args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]): [string, Json] => {
      if (typeof value === 'string') return [name, isExpression(value) ? unknownArgument : literalText(value)];
      return [name, holdsExpression(value) ? null : value];
    }),
  );
}
