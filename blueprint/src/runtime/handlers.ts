/**
 * Runs handlers: steps in order, each with its condition, its question to the person, its arguments evaluated when it
 * comes to it, its result stored. A failing step ends the handler, and someone sees why.
 *
 * Rule: nothing runs after the app has closed; a handler that waits (for a tool, the person, quiet) is looked at again
 * after each wait.
 */
import { findTool } from '@agentos/tools';
import { InvalidForm, type ShellToolContext, type ShellToolHost, ToolError } from '@agentos/tools/handlers/index';
import {
  type Confirm,
  compileExpression,
  displayText,
  type Frame,
  Handler,
  type HandlerStep,
  type Json,
  type JsonObject,
  locate,
  readPath,
  type Scope,
  stepsOf,
  truthy,
  withVariable,
  writePath,
} from '../index.ts';
import { evaluateDeep, faultOf } from './evaluate.ts';
import type { AppForms } from './forms.ts';
import type { Recording } from './history.ts';
import { callTool, stored, type ToolCaller } from './tool-call.ts';

/** A handler that could not finish: the title of the tool, and why. */
export interface HandlerFailure {
  readonly what: string;
  readonly why: string;
  readonly code: string;
}

export interface HandlerHost extends ToolCaller {
  readonly initial: JsonObject;
  readonly tools: ShellToolHost;
  /** Aborted when the app closes. */
  readonly signal: AbortSignal;
  /** What names mean in a frame right now. */
  scope(frame: Frame | null): Scope;
  /** Puts new data; `depth` of watched changes as in `HandlerRun`. */
  put(data: JsonObject, depth: number): void;
  /** Waits for so much quiet; false when the same key asked again meanwhile, or the app closed. */
  quiet(key: string, ms: number): Promise<boolean>;
  /** Sends a form, its handler run as part of the one that is running. */
  submitForm: AppForms['submitWithin'];
  /** The handler ended: null when all went well. */
  report(failure: HandlerFailure | null): void;
}

/** How a handler came to run. */
export interface HandlerRun {
  /** Notes its changes of the data, to be taken back; absent when the person did not begin it. */
  readonly recording?: Recording | undefined;
  /** 0 for what the person or a timer began; one more for each watched change that led to it. */
  readonly depth?: number | undefined;
  /** The person did not begin it: its success does not hide an earlier failure. */
  readonly background?: boolean | undefined;
}

/** `done`: it came to its end; `stopped`: the person said no, something newer took its place, or the app closed. */
export type HandlerEnd = 'done' | 'stopped' | 'failed';

/** Handlers inside each other: a tool that runs a handler that runs a tool… */
const deepest = 20;

interface Running extends HandlerRun {
  readonly host: HandlerHost;
  readonly level: number;
  /**
   * Of the handler that was begun, shared by all that run inside of it. `now` is false once it is over: what a timer does
   * later is not part of it. `told`: a failure is shown, which its success does not hide.
   */
  readonly underWay: { now: boolean; told: boolean };
}

/** Runs a handler for an event in the scope of the component that it belongs to. Never rejects. */
export async function runHandler(
  handler: Handler,
  frame: Frame | null,
  event: Json | undefined,
  host: HandlerHost,
  how: HandlerRun = {},
): Promise<HandlerEnd> {
  const variables = event === undefined ? frame : withVariable(frame, 'event', event);
  const running: Running = { ...how, host, level: 0, underWay: { now: true, told: false } };
  const end = await runSteps(handler, variables, running);
  running.underWay.now = false;
  if (end === 'done' && how.background !== true && !running.underWay.told) host.report(null);
  return end;
}

async function runSteps(handler: Handler, outer: Frame | null, running: Running): Promise<HandlerEnd> {
  const { host } = running;
  let variables = outer;
  const scopeNow = (): Scope => host.scope(variables);
  const write = (path: string, value: Json): void => put(running, writePath(scopeNow(), path, value));
  for (const step of stepsOf(handler)) {
    if (host.signal.aborted) return 'stopped';
    try {
      if (step.debounce !== undefined && !(await host.quiet(placeOfStep(step, outer), step.debounce))) return 'stopped';
      if (step.if !== undefined && !truthy(compileExpression(step.if).evaluate(scopeNow(), environmentOf(host))))
        continue;
      if (step.confirm !== undefined && !(await confirmed(step.confirm, scopeNow(), host))) return 'stopped';
      if (host.signal.aborted) return 'stopped';
      const result = await callTool(
        {
          tool: step.tool,
          args: step.args ?? {},
          scope: scopeNow(),
          environment: environmentOf(host),
          context: contextFor(scopeNow, running),
          signal: host.signal,
        },
        host,
      );
      if (host.signal.aborted) return 'stopped';
      if (step.into !== undefined) write(step.into, stored(result));
      if (typeof step.error === 'string') write(step.error, null);
      variables = withVariable(outer, 'result', result);
      if (step.ok !== undefined) {
        const end = await runSteps(step.ok, variables, running);
        if (end !== 'done') return end;
      }
    } catch (error) {
      if (host.signal.aborted) return 'stopped';
      if (error instanceof InvalidForm && step.error === undefined) return 'stopped';
      await failed(step, describe(step, error), outer, running);
      return 'failed';
    }
  }
  return 'done';
}

/** A step failed: its message goes where the step says, or over the app. Steps in `error` run instead of the message. */
async function failed(
  step: HandlerStep,
  failure: HandlerFailure,
  outer: Frame | null,
  running: Running,
): Promise<void> {
  const { host, underWay } = running;
  const tell = (told: HandlerFailure): void => {
    underWay.told = true;
    host.report(told);
  };
  if (step.error === undefined) tell(failure);
  else if (typeof step.error === 'string') {
    try {
      put(running, writePath(host.scope(outer), step.error, failure.why));
    } catch (error) {
      tell({ ...failure, why: `${failure.why} (${faultOf(error) ?? 'and it could not be stored'})` });
    }
  } else {
    const error = { message: failure.why, code: failure.code, tool: step.tool };
    await runSteps(step.error, withVariable(outer, 'error', error), running);
  }
}

/** The steps of a handler's document are told apart by what they are, the instances of a component by where. */
const stepKeys = new WeakMap<HandlerStep, number>();
let steps = 0;

function placeOfStep(step: HandlerStep, frame: Frame | null): string {
  let key = stepKeys.get(step);
  if (key === undefined) {
    steps += 1;
    key = steps;
    stepKeys.set(step, key);
  }
  return `${frame?.place ?? ''}#${key}`;
}

async function confirmed(asked: Confirm, scope: Scope, host: HandlerHost): Promise<boolean> {
  const environment = environmentOf(host);
  const text = (written: string): string => displayText(evaluateDeep(written, scope, environment));
  const question = typeof asked === 'string' ? { title: asked } : asked;
  return host.tools.confirm({
    title: text(question.title),
    body: question.body === undefined ? '' : text(question.body),
    action: question.action === undefined ? 'Continue' : text(question.action),
    ...(question.danger === undefined ? {} : { danger: question.danger }),
  });
}

/** What handlers may ask beside the data: time, chance, new names. */
export function environmentOf(host: Pick<HandlerHost, 'tools'>): {
  now(): number;
  random(): number;
  uuid(): string;
} {
  const { tools } = host;
  return { now: () => tools.now(), random: () => tools.random(), uuid: () => tools.newId() };
}

function put(running: Running, data: JsonObject): void {
  const { host, recording, underWay } = running;
  if (host.signal.aborted) return;
  const before = host.scope(null).data;
  host.put(data, underWay.now ? (running.depth ?? 0) : 0);
  if (underWay.now) recording?.note(before, data);
}

function contextFor(scopeNow: () => Scope, running: Running): ShellToolContext {
  const { host, recording, underWay } = running;
  const { tools } = host;
  /** Runs a handler as part of this one; by itself once this one is over. */
  async function runWithin(handler: Handler, frame: Frame | null): Promise<HandlerEnd> {
    if (host.signal.aborted) return 'stopped';
    if (!underWay.now) return runHandler(handler, frame, undefined, host, { background: true });
    if (running.level >= deepest) {
      throw new ToolError('ELOOP', `handlers run inside each other more than ${deepest} deep`);
    }
    return runSteps(handler, frame, { ...running, level: running.level + 1 });
  }
  /** Timers of entries are told apart by where the entry is. */
  const placeOf = (path: string): string => locate(scopeNow(), path)?.join('.') ?? path;
  return {
    read: (path) => readPath(scopeNow(), path),
    write: (path, value) => put(running, writePath(scopeNow(), path, value)),
    initial: (path) => readPath({ data: host.initial, frame: null }, path),
    async run(handler, variables = {}) {
      if (!isHandler(handler)) throw new ToolError('EINVAL', 'what should run is no handler');
      const frame = Object.entries(variables).reduce<Frame | null>(
        (inner, [name, value]) => withVariable(inner, name, value),
        scopeNow().frame,
      );
      return (await runWithin(handler, frame)) === 'done';
    },
    host: {
      ...tools,
      forms: {
        ...tools.forms,
        submit: (id) => host.submitForm(id, (handler, frame) => runWithin(handler, withVariable(frame, 'event', {}))),
        reset(id) {
          const before = host.scope(null).data;
          tools.forms.reset(id);
          if (underWay.now) recording?.note(before, host.scope(null).data);
        },
      },
      timers: {
        start: (path, timer) => tools.timers.start(placeOf(path), timer),
        stop: (path) => tools.timers.stop(placeOf(path)),
      },
    },
  };
}

/** What the tool of a source may reach: it reads, and changes nothing of the app. */
export function readingContext(
  scope: (frame: Frame | null) => Scope,
  tools: ShellToolHost,
  initial: JsonObject,
): ShellToolContext {
  const refuse = (): never => {
    throw new ToolError('EPERM', 'a source only reads: it cannot change the app');
  };
  const { desktop } = tools;
  return {
    read: (path) => readPath(scope(null), path),
    write: refuse,
    initial: (path) => readPath({ data: initial, frame: null }, path),
    run: refuse,
    host: {
      ...tools,
      toast: refuse,
      copy: refuse,
      confirm: refuse,
      timers: { start: refuse, stop: refuse },
      components: { call: refuse, flag: refuse },
      sources: { refresh: refuse },
      forms: { validate: refuse, submit: refuse, reset: refuse },
      history: { ...tools.history, undo: refuse, redo: refuse, clear: refuse },
      desktop:
        desktop === undefined
          ? undefined
          : {
              message: refuse,
              change: refuse,
              dismiss: refuse,
              dismissAll: refuse,
              notify: refuse,
              requestNotifications: refuse,
              alert: refuse,
              paste: () => desktop.paste(),
              installed: () => desktop.installed(),
            },
    },
  };
}

/** The same object, so that a step is known again when it runs again. */
function isHandler(value: Json): value is Handler & Json {
  return Handler.safeParse(value).success;
}

function describe(step: HandlerStep, error: unknown): HandlerFailure {
  const what = findTool(step.tool)?.title ?? step.tool;
  if (error instanceof ToolError) return { what, why: sentence(error.message), code: error.code };
  const fault = faultOf(error);
  if (fault !== undefined) return { what, why: sentence(fault), code: 'EINVAL' };
  console.error(error);
  return { what, why: sentence(error instanceof Error ? error.message : String(error)), code: 'EIO' };
}

/** A message as it stands alone on a screen. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
