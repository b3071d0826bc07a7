/**
 * Runs handlers: steps in order, each with its condition, arguments evaluated when it comes to it, its result stored.
 * A failing step ends the handler, and someone sees why.
 */

import { findTool } from '@agentos/tools';
import { type ShellToolContext, type ShellToolHost, shellToolHandlers, ToolError } from '@agentos/tools/handlers/index';
import { z } from 'zod';
import {
  compileExpression,
  type Frame,
  Handler,
  type Json,
  type JsonObject,
  locate,
  readPath,
  refreshAll,
  type Scope,
  stepsOf,
  truthy,
  withVariable,
  writePath,
} from '../index.ts';
import type { DataStore } from './data-store.ts';
import type { RuntimeHost } from './host.ts';
import { evaluateDeep, faultOf } from './resolve.ts';

/** A handler that could not finish: the title of the tool, and why. */
export interface HandlerFailure {
  readonly what: string;
  readonly why: string;
  readonly code: string;
}

export interface HandlerHost {
  readonly store: DataStore;
  readonly initial: JsonObject;
  readonly tools: ShellToolHost;
  /** Capabilities that the instance was given. */
  readonly granted: readonly string[];
  execute: RuntimeHost['execute'];
  /** A tool has run in the shell. */
  ran?(toolId: string, startedAt: number, failed: boolean): void;
  /** The handler ended: null when all went well. */
  report(failure: HandlerFailure | null): void;
}

type Step = ReturnType<typeof stepsOf>[number];

/** Runs a handler for an event in the scope of the component that it belongs to; tells whether it came to its end. Never rejects. */
export async function runHandler(
  handler: Handler,
  frame: Frame | null,
  event: Json | undefined,
  host: HandlerHost,
): Promise<boolean> {
  let variables = event === undefined ? frame : withVariable(frame, 'event', event);
  const scopeNow = (): Scope => refreshAll({ data: host.store.data, frame: variables });
  for (const step of stepsOf(handler)) {
    try {
      if (step.if !== undefined && !truthy(compileExpression(step.if).evaluate(scopeNow(), host.tools))) continue;
      const result = await runStep(step, scopeNow, host);
      if (step.into !== undefined) host.store.set(writePath(scopeNow(), step.into, stored(result)));
      if (typeof step.error === 'string') host.store.set(writePath(scopeNow(), step.error, null));
      variables = withVariable(variables, 'result', result);
    } catch (error) {
      const failure = describe(step, error);
      if (typeof step.error !== 'string') host.report(failure);
      else host.store.set(writePath(scopeNow(), step.error, failure.why));
      return false;
    }
  }
  host.report(null);
  return true;
}

/** What `into` stores: the result's `value` where it has one, else all of it. */
function stored(result: Json): Json {
  const has = typeof result === 'object' && result !== null && !Array.isArray(result) && Object.hasOwn(result, 'value');
  return has ? (result.value ?? null) : result;
}

async function runStep(step: Step, scopeNow: () => Scope, host: HandlerHost): Promise<Json> {
  const args = evaluateDeep(step.args ?? {}, scopeNow(), host.tools);
  const tool = findTool(step.tool);
  if (tool === undefined) throw new ToolError('ENOSYS', `there is no tool "${step.tool}"`);
  const parsed = tool.params.safeParse(args);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = issue?.path.join('.') ?? '';
    throw new ToolError('EINVAL', `${name === '' ? '' : `${name}: `}${issue?.message ?? 'wrong arguments'}`);
  }
  if (tool.site === 'shell') {
    const missing = tool.capabilities(parsed.data).find((needed) => !host.granted.some((has) => covers(has, needed)));
    if (missing !== undefined) throw new ToolError('EACCES', `this app has no right to do this (${missing})`);
    const startedAt = performance.now();
    let failed = true;
    try {
      const result = z.json().parse(await callShellTool(tool.id, parsed.data, contextFor(scopeNow, host)));
      failed = false;
      return result;
    } finally {
      host.ran?.(tool.id, startedAt, failed);
    }
  }
  const outcome = await host.execute(tool.id, z.record(z.string(), z.unknown()).parse(args));
  if (!outcome.ok) throw new ToolError(outcome.error.code, outcome.error.message);
  const data = z.json().safeParse(outcome.data ?? null);
  if (!data.success) throw new ToolError('EIO', 'the answer cannot be read');
  return data.data;
}

/** Shell tools need capabilities without argument only. */
function covers(granted: string, needed: string): boolean {
  return granted === needed;
}

type AnyHandler = (params: unknown, context: ShellToolContext) => unknown;
const handlers: ReadonlyMap<string, unknown> = new Map(Object.entries(shellToolHandlers));

/** The typed map of handlers, called by an id that came with a document; parameters have passed its schema. */
function callShellTool(id: string, params: unknown, context: ShellToolContext): unknown {
  const handler = handlers.get(id);
  if (!isHandler(handler)) throw new ToolError('ENOSYS', `there is no tool "${id}"`);
  return handler(params, context);
}

function isHandler(value: unknown): value is AnyHandler {
  return typeof value === 'function';
}

function contextFor(scopeNow: () => Scope, host: HandlerHost): ShellToolContext {
  const { tools } = host;
  /** Timers of entries are told apart by where the entry is. */
  const placeOf = (path: string): string => locate(scopeNow(), path)?.join('.') ?? path;
  return {
    read: (path) => readPath(scopeNow(), path),
    write: (path, value) => host.store.set(writePath(scopeNow(), path, value)),
    initial: (path) => readPath({ data: host.initial, frame: null }, path),
    async run(handler, variables = {}) {
      const parsed = Handler.safeParse(handler);
      if (!parsed.success) throw new ToolError('EINVAL', 'what should run is no handler');
      return runHandler(parsed.data, withVariables(scopeNow().frame, variables), undefined, host);
    },
    host: {
      ...tools,
      timers: {
        start: (path, timer) => tools.timers.start(placeOf(path), timer),
        stop: (path) => tools.timers.stop(placeOf(path)),
      },
    },
  };
}

function withVariables(frame: Frame | null, variables: JsonObject): Frame | null {
  return Object.entries(variables).reduce<Frame | null>(
    (inner, [name, value]) => withVariable(inner, name, value),
    frame,
  );
}

function describe(step: Step, error: unknown): HandlerFailure {
  const what = findTool(step.tool)?.title ?? step.tool;
  if (error instanceof ToolError) return { what, why: sentence(error.message), code: error.code };
  const fault = faultOf(error);
  if (fault !== undefined) return { what, why: sentence(fault), code: 'EINVAL' };
  console.error(error);
  return { what, why: sentence(error instanceof Error ? error.message : String(error)), code: 'EIO' };
}

/** A message as it stands alone on a screen. */
function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
