/**
 * Runs a document without a screen: data, repeats, conditions and handlers with the real tool handlers, so that tests
 * do what a person does (fill in, press, read) and look at what is kept.
 */
import {
  type Blueprint,
  type Component,
  compileExpression,
  displayText,
  type Frame,
  getPath,
  isExpression,
  type Json,
  type JsonObject,
  literalText,
  readPath,
  refreshAll,
  type Scope,
  stepsOf,
  truthy,
  withVariable,
  writePath,
} from '@agentos/blueprint';
import { findTool } from '@agentos/tools';
import { AppTimers, type ShellToolContext, shellToolHandlers } from '@agentos/tools/handlers/index';
import { absentContext, absentHost } from '@agentos/tools/handlers/testing-host';
import { answer } from '@agentos/tools/symbolic/answer';

/** One component as it is drawn now. */
export interface Drawn {
  readonly component: Component;
  readonly frame: Frame | null;
  readonly props: Record<string, Json>;
}

export class Machine {
  readonly blueprint: Blueprint;
  data: JsonObject;
  readonly toasts: string[] = [];
  #ids = 0;
  #now = 0;
  #ticks: { ms: number; call: () => void; next: number }[] = [];
  readonly #timers: AppTimers;

  constructor(blueprint: Blueprint) {
    this.blueprint = blueprint;
    this.data = structuredClone(blueprint.data ?? {});
    this.#timers = new AppTimers({
      now: () => this.#now,
      every: (ms, call) => {
        const tick = { ms, call, next: this.#now + ms };
        this.#ticks.push(tick);
        return () => {
          this.#ticks = this.#ticks.filter((other) => other !== tick);
        };
      },
    });
  }

  /** Lets time pass for timers. */
  wait(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#due(end); due !== undefined; due = this.#due(end)) {
      this.#now = due.next;
      due.next += due.ms;
      due.call();
    }
    this.#now = end;
  }

  #due(end: number): { ms: number; call: () => void; next: number } | undefined {
    return this.#ticks.filter((tick) => tick.next <= end).sort((a, b) => a.next - b.next)[0];
  }

  evaluate(value: Json, frame: Frame | null, handler = false): Json {
    if (typeof value === 'string') {
      if (!isExpression(value)) return literalText(value);
      return compileExpression(value).evaluate({ data: this.data, frame }, handler ? { now: () => this.#now } : {});
    }
    if (Array.isArray(value)) return value.map((entry) => this.evaluate(entry, frame, handler));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, this.evaluate(entry, frame, handler)]),
      );
    }
    return value;
  }

  /** Everything that is on the screen, parents first. */
  drawn(): Drawn[] {
    const all: Drawn[] = [];
    const visit = (child: Component | string, frame: Frame | null): void => {
      const component = typeof child === 'string' ? { type: 'text', props: { text: child } } : child;
      for (const inner of this.#frames(component, frame)) {
        if (component.if !== undefined && !truthy(this.evaluate(component.if, inner))) continue;
        const props: Record<string, Json> = {};
        for (const [name, value] of Object.entries(component.props ?? {})) props[name] = this.evaluate(value, inner);
        all.push({ component, frame: inner, props });
        for (const nested of component.children ?? []) visit(nested, inner);
      }
    };
    for (const child of this.blueprint.ui.components) visit(child, null);
    return all;
  }

  #frames(component: Component, frame: Frame | null): (Frame | null)[] {
    if (component.repeat === undefined) return [frame];
    const repeat = typeof component.repeat === 'string' ? { each: component.repeat } : component.repeat;
    const scope: Scope = { data: this.data, frame };
    const expression = isExpression(repeat.each) ? compileExpression(repeat.each) : undefined;
    const list = expression === undefined ? readPath(scope, repeat.each) : expression.evaluate(scope);
    if (!Array.isArray(list)) return [];
    const origin = expression === undefined ? repeat.each : expression.origin;
    const source = origin === null ? null : getPath(this.data, origin);
    return list.map((value, index) => {
      const position = Array.isArray(source) ? source.indexOf(value) : -1;
      const home = origin === null || position < 0 ? null : { list: origin.split('.'), position };
      return { name: repeat.as ?? 'item', value, index, home, outer: frame };
    });
  }

  /** The drawn components with an id. */
  all(id: string): Drawn[] {
    return this.drawn().filter(({ component }) => component.id === id);
  }

  one(id: string, at = 0): Drawn {
    const found = this.all(id)[at];
    if (found === undefined) throw new Error(`nothing with the id ${id} is drawn`);
    return found;
  }

  /** The drawn inputs under a label, whatever their type. */
  labelled(label: string): Drawn[] {
    return this.drawn().filter(({ props, component }) => props.label === label && component.bind !== undefined);
  }

  /** Writes what a person enters, and runs the change handler. */
  enter(drawn: Drawn, value: Json): void {
    if (drawn.component.bind === undefined) throw new Error(`${drawn.component.id} binds nothing`);
    const scope = refreshAll({ data: this.data, frame: drawn.frame });
    this.data = writePath(scope, drawn.component.bind, value);
    const handler = drawn.component.on_event?.change;
    if (handler !== undefined) void this.run(drawn, 'change', value);
  }

  async press(id: string, at = 0): Promise<void> {
    const drawn = this.one(id, at);
    if (drawn.props.disabled === true) throw new Error(`${id} is disabled`);
    await this.run(drawn, 'click', null);
  }

  async run(drawn: Drawn, event: string, value: Json): Promise<void> {
    const handler = drawn.component.on_event?.[event];
    if (handler === undefined) throw new Error(`${drawn.component.id} has no ${event}`);
    let frame: Frame | null = withVariable(drawn.frame, 'event', { value });
    for (const step of stepsOf(handler)) {
      frame = refreshAll({ data: this.data, frame }).frame;
      if (step.if !== undefined && !truthy(this.evaluate(step.if, frame, true))) continue;
      const args: Json = this.evaluate(step.args ?? {}, frame, true);
      const result = await this.#call(step.tool, args, frame);
      if (step.into !== undefined) this.data = writePath({ data: this.data, frame }, step.into, result);
      frame = withVariable(frame, 'result', result);
    }
  }

  async #call(id: string, args: Json, frame: Frame | null): Promise<Json> {
    const tool = findTool(id);
    if (tool === undefined || !Object.hasOwn(shellToolHandlers, id)) throw new Error(`unknown tool ${id}`);
    const context: ShellToolContext = {
      ...absentContext,
      read: (path) => readPath({ data: this.data, frame }, path),
      write: (path, value) => {
        this.data = writePath({ data: this.data, frame }, path, value);
      },
      initial: (path) => getPath(this.blueprint.data ?? {}, path),
      host: {
        ...absentHost,
        toast: (message) => void this.toasts.push(message),
        copy: async () => undefined,
        now: () => this.#now,
        random: () => 0.5,
        newId: () => `new-${++this.#ids}`,
        timers: this.#timers,
        symbolic: { ask: async (question) => answer(question) },
      },
    };
    const handlers: Record<string, (params: never, context: ShellToolContext) => unknown> = shellToolHandlers;
    const handler = handlers[id];
    const params = tool.params.parse(args);
    const outcome = await handler?.(params as never, context);
    return JSON.parse(JSON.stringify(outcome ?? null));
  }

  /** All text on the screen. */
  text(): string {
    return this.drawn()
      .flatMap(({ props }) =>
        [props.text, props.title, props.subtitle, props.label].filter((value) => value !== undefined),
      )
      .map((value) => displayText(value ?? null))
      .join('\n');
  }

  /** The data that would be stored, and a new run of the app with it. */
  reopened(): Machine {
    const next = new Machine(this.blueprint);
    for (const path of this.blueprint.persist ?? []) {
      next.data = writePath({ data: next.data, frame: null }, path, getPath(this.data, path));
    }
    return next;
  }
}
