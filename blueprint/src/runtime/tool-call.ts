/**
 * One call of a tool by a running app: whether the document may make it, its arguments, its answer. Whatever stands in
 * the way is a ToolError that says so.
 */
import { findTool, type ToolDeclaration } from '@agentos/tools';
import { type ShellToolContext, shellToolHandlers, ToolError } from '@agentos/tools/handlers/index';
import { type Environment, isJson, type Json, type JsonObject, type Scope, writtenText } from '../index.ts';
import { type ServiceScopes, serviceRefusal } from '../service-scope.ts';
import { unknownArgument } from '../tool-capabilities.ts';
import { handlerArguments } from '../tool-params.ts';
import { evaluateDeep } from './evaluate.ts';
import type { RuntimeHost } from './host.ts';

export interface ToolCaller {
  /** Capabilities that the instance was given. */
  readonly granted: readonly string[];
  /** What `services` of the document lets its tools do. */
  readonly services: ServiceScopes;
  execute: RuntimeHost['execute'];
  /** A call begins; what it gives is called at its end. */
  begun(): () => void;
  /** A tool has run in the shell. */
  ran?(toolId: string, startedAt: number, failed: boolean): void;
}

export interface ToolCall {
  readonly tool: string;
  /** As written in the document: expressions are evaluated in `scope`, handlers are left as they are. */
  readonly args: JsonObject;
  readonly scope: Scope;
  readonly environment: Environment;
  /** What a tool of the shell may reach. */
  readonly context: ShellToolContext;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ToolError, or what an expression or a path of the arguments raises */
export async function callTool(call: ToolCall, caller: ToolCaller): Promise<Json> {
  const over = caller.begun();
  try {
    return await perform(call, caller);
  } finally {
    over();
  }
}

async function perform(call: ToolCall, caller: ToolCaller): Promise<Json> {
  const tool = findTool(call.tool);
  if (tool === undefined) throw new ToolError('ENOSYS', `there is no tool "${call.tool}"`);
  const args = argumentsOf(tool, call);
  const parsed = tool.params.safeParse(args);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = issue?.path.join('.') ?? '';
    throw new ToolError('EINVAL', `${name === '' ? '' : `${name}: `}${issue?.message ?? 'wrong arguments'}`);
  }
  if (tool.site === 'shell') return callShellTool(tool, parsed.data, call, caller);
  const refusal = serviceRefusal(caller.services, tool, asWritten(args));
  if (refusal !== null) throw new ToolError('EACCES', refusal.message);
  const outcome = await caller.execute(tool.id, args, call.signal);
  if (!outcome.ok) throw new ToolError(outcome.error.code, outcome.error.message);
  const data = outcome.data ?? null;
  if (!isJson(data)) throw new ToolError('EIO', 'the answer cannot be read');
  return data;
}

const handlersOfTool = new WeakMap<ToolDeclaration, ReadonlySet<string>>();

function argumentsOf(tool: ToolDeclaration, call: ToolCall): JsonObject {
  let later = handlersOfTool.get(tool);
  if (later === undefined) {
    later = new Set(handlerArguments(tool.params));
    handlersOfTool.set(tool, later);
  }
  return Object.fromEntries(
    Object.entries(call.args).map(([name, value]): [string, Json] => [
      name,
      later.has(name) ? value : evaluateDeep(value, call.scope, call.environment),
    ]),
  );
}

/**
 * Arguments in the form of a document, where a text that begins with `=` would be an expression and escape the check.
 *
 * @throws ToolError for the text that stands for an unknown argument there
 */
function asWritten(args: JsonObject): JsonObject {
  const visit = (value: Json): Json => {
    if (typeof value === 'string') {
      if (value.includes(unknownArgument.slice(1)))
        throw new ToolError('EINVAL', 'an argument holds a control character');
      return writtenText(value);
    }
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, visit(entry)]));
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, visit(value)]));
}

type AnyHandler = (params: unknown, context: ShellToolContext) => unknown;
const handlers: ReadonlyMap<string, unknown> = new Map(Object.entries(shellToolHandlers));

/** The typed map of handlers, called by an id that came with a document; parameters have passed its schema. */
async function callShellTool(
  tool: ToolDeclaration,
  params: unknown,
  call: ToolCall,
  caller: ToolCaller,
): Promise<Json> {
  // Shell tools need capabilities without argument only.
  const missing = tool.capabilities(params).find((needed) => !caller.granted.includes(needed));
  if (missing !== undefined) throw new ToolError('EACCES', `this app has no right to do this (${missing})`);
  const handler = handlers.get(tool.id);
  if (!isHandler(handler)) throw new ToolError('ENOSYS', `there is no tool "${tool.id}"`);
  const startedAt = performance.now();
  let failed = true;
  try {
    const result = await handler(params, call.context);
    if (!isJson(result)) throw new ToolError('EIO', `the answer of ${tool.id} is not JSON`);
    failed = false;
    return result;
  } finally {
    caller.ran?.(tool.id, startedAt, failed);
  }
}

function isHandler(value: unknown): value is AnyHandler {
  return typeof value === 'function';
}

/** What `into` stores, and what a source holds: the result's `value` where it has one, else all of it. */
export function stored(result: Json): Json {
  const has = typeof result === 'object' && result !== null && !Array.isArray(result) && Object.hasOwn(result, 'value');
  return has ? (result.value ?? null) : result;
}
