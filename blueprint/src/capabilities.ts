/** Which capabilities a document needs: derived from the tools that it uses, whatever it declares. */
import { findTool } from '@agentos/tools';
import type { Blueprint } from './document.ts';
import { isExpression, literalText } from './expression/compile.ts';
import type { Json, JsonObject } from './json.ts';
import { allSteps, handlersOf, holdsExpression } from './tree.ts';

/** Stands for an argument that is known only when the app runs; no literal can hold it. */
const unknownArgument = '/\u0001unknown';

/**
 * The capabilities of every tool in handlers and lifecycle, sorted, each once, with STANDARD first. An argument that is
 * an expression may become anything, so its capability comes without an argument and means "any".
 */
export function deriveCapabilities(blueprint: Blueprint): string[] {
  const found = new Set<string>();
  for (const { handler } of handlersOf(blueprint)) {
    for (const step of allSteps(handler)) {
      const tool = findTool(step.tool);
      if (tool === undefined) continue;
      const parsed = tool.params.safeParse({ ...exampleOf(tool.example), ...literals(step.args ?? {}) });
      // Arguments that do not fit never run; what the tool needs in general is asked for all the same.
      const params = parsed.success ? parsed.data : tool.params.parse(tool.example);
      for (const capability of tool.capabilities(params)) {
        const colon = capability.indexOf(':');
        const unknown = !parsed.success || capability.includes(unknownArgument);
        found.add(unknown && colon > 0 ? capability.slice(0, colon) : capability);
      }
    }
  }
  found.delete('STANDARD');
  return ['STANDARD', ...[...found].sort()];
}

function exampleOf(example: unknown): object {
  return typeof example === 'object' && example !== null ? example : {};
}

function literals(args: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]): [string, Json] => {
      if (typeof value === 'string') return [name, isExpression(value) ? unknownArgument : literalText(value)];
      return [name, holdsExpression(value) ? null : value];
    }),
  );
}
