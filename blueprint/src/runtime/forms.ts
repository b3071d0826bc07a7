/** Bound components below one component, taken together as a form: what is wrong in them, sending them, starting over. */
import { type FormState, type Forms, ToolError } from '@agentos/tools/handlers/index';
import { getAt } from '../data-path.ts';
import {
  type Blueprint,
  type Component,
  type Frame,
  type Handler,
  type JsonObject,
  locate,
  walk,
  writePath,
} from '../index.ts';
import { type Drawn, drawnOf, type OwnState } from './drawn.ts';
import type { Touched } from './touched.ts';
import type { Views } from './view.ts';

export interface FormsHost {
  readonly views: Views;
  readonly touched: Touched;
  readonly own: OwnState;
  /** Null while there is no document. */
  blueprint(): Blueprint | null;
  initial(): JsonObject;
  put(data: JsonObject): void;
  /** Runs a `submit` handler that the person began. */
  readonly run: RunSubmit;
}

/** How the `submit` handler of a form runs. */
export type RunSubmit = (handler: Handler, frame: Frame | null, form: Component) => Promise<unknown>;

export interface AppForms extends Forms {
  /** As `submit`, with the handler run as part of another. */
  submitWithin(id: string, run: RunSubmit): Promise<FormState>;
}

export function appForms(host: FormsHost): AppForms {
  const { views, touched } = host;

  /** The form, and all that is drawn in it. */
  function find(id: string): { form: Drawn; fields: Drawn[] } {
    const blueprint = host.blueprint();
    const exists = blueprint !== null && [...walk(blueprint)].some(({ component }) => component.id === id);
    if (blueprint === null || !exists) throw new ToolError('ENOENT', `the app has no component with the id "${id}"`);
    let form: Drawn | undefined;
    const fields: Drawn[] = [];
    for (const drawn of drawnOf(blueprint.ui.components, views, host.own)) {
      if (form === undefined) {
        if (drawn.component.id === id) form = drawn;
        else continue;
      }
      if (drawn.component.bind !== undefined && isWithin(drawn, form)) fields.push(drawn);
    }
    if (form === undefined) throw new ToolError('ENOENT', `"${id}" is not on the screen`);
    return { form, fields };
  }

  function validate(id: string): FormState & { form: Drawn } {
    const { form, fields } = find(id);
    for (const { component, frame } of fields)
      if (component.validate !== undefined) touched.set(component, frame, true);
    const errors: Record<string, string> = {};
    for (const { component, frame } of fields) {
      const { error } = views.component(component, frame).get();
      const name = component.id ?? component.bind ?? '';
      if (error !== null && errors[name] === undefined) errors[name] = error;
    }
    return { form, valid: Object.keys(errors).length === 0, errors };
  }

  async function submitWithin(id: string, run: RunSubmit): Promise<FormState> {
    const { form, valid, errors } = validate(id);
    const handler = form.component.on_event?.submit;
    if (valid && handler !== undefined) await run(handler, form.frame, form.component);
    return { valid, errors };
  }

  return {
    validate(id) {
      const { valid, errors } = validate(id);
      return { valid, errors };
    },
    submit: (id) => submitWithin(id, host.run),
    submitWithin,
    reset(id) {
      const { fields } = find(id);
      for (const { component, frame } of fields) {
        if (component.bind !== undefined) {
          const scope = views.scope(frame);
          const at = locate(scope, component.bind);
          const value = at === null ? undefined : getAt(host.initial(), at);
          // An entry that the person added has nothing that it was when the app was new.
          if (at !== null && value !== undefined) host.put(writePath({ ...scope, frame: null }, at.join('.'), value));
        }
        touched.set(component, frame, false);
      }
    },
  };
}

function isWithin(drawn: Drawn, form: Drawn): boolean {
  for (let at: Drawn | null = drawn; at !== null; at = at.parent) if (at === form) return true;
  return false;
}
