/** Handlers of `ui.*`: values on displays, and components on the screen. */

import { InvalidForm, ToolError } from '../error.ts';
import type { formTools } from '../families/form.ts';
import type { uiTools } from '../families/ui.ts';
import type { Json } from '../json.ts';
import { pressKey } from './calculator-keys.ts';
import type { ShellToolContext } from './context.ts';
import type { HandlersOf } from './handlers-of.ts';
import { holds, set, textAt, toggle } from './values.ts';

function emptied(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value === 'number') return 0;
  if (typeof value === 'boolean') return false;
  return typeof value === 'object' && value !== null ? {} : '';
}

function flag(context: ShellToolContext, id: string, name: 'hidden' | 'disabled', on: boolean): { id: string } {
  context.host.components.flag(id, name, on);
  return { id };
}

export const uiHandlers: HandlersOf<typeof uiTools> = {
  'ui.set': ({ path, value }, context) => set(context, path, value),
  'ui.get': ({ path }, context) => ({ value: context.read(path) }),
  'ui.append'({ path, text }, context) {
    const value = textAt(context, path) + String(text);
    if (value.length > 1_000_000) throw new ToolError('E2BIG', `"${path}" would hold more than 1,000,000 characters`);
    context.write(path, value);
    return { value };
  },
  'ui.backspace'({ path }, context) {
    const value = [...textAt(context, path)].slice(0, -1).join('');
    context.write(path, value);
    return { value };
  },
  'ui.clear': ({ path, default: instead }, context) => set(context, path, instead ?? emptied(context.read(path))),
  'ui.toggle': ({ path }, context) => toggle(context, path),
  'ui.key'({ path, key, fresh }, context) {
    const value = pressKey(textAt(context, path), key, fresh !== undefined && holds(context.read(fresh)));
    if (value.length > 500) throw new ToolError('E2BIG', 'the expression is too long');
    context.write(path, value);
    if (fresh !== undefined) context.write(fresh, false);
    return { value };
  },
  async 'ui.compute'({ path, expression, into }, context) {
    const { calculate } = await import('./arithmetic.ts');
    const { value } = calculate(String(expression ?? textAt(context, path)));
    context.write(into ?? path, value);
    return { value };
  },
  'ui.show': ({ id }, context) => flag(context, id, 'hidden', false),
  'ui.hide': ({ id }, context) => flag(context, id, 'hidden', true),
  'ui.enable': ({ id }, context) => flag(context, id, 'disabled', false),
  'ui.disable': ({ id }, context) => flag(context, id, 'disabled', true),
  async 'ui.focus'({ id }, { host }) {
    await host.components.call(id, 'focus');
    return { id };
  },
  async 'ui.modal'({ id, open }, { host }) {
    await host.components.call(id, open ? 'open' : 'close');
    return { id };
  },
  async 'ui.tabs'({ id, tab }, { host }) {
    await host.components.call(id, 'switch', { tab });
    return { id };
  },
  async 'ui.refresh'({ source }, context) {
    await context.host.sources.refresh(source);
    return { value: context.read(source) };
  },
};

export const formHandlers: HandlersOf<typeof formTools> = {
  'form.validate'({ form_id }, { host }) {
    const { valid, errors } = host.forms.validate(form_id);
    return { value: valid, errors: { ...errors } };
  },
  async 'form.submit'({ form_id }, { host }) {
    const { valid, errors } = await host.forms.submit(form_id);
    const [first] = Object.values(errors);
    if (!valid) throw new InvalidForm(first ?? 'the form is not filled in rightly');
    return {};
  },
  'form.reset'({ form_id }, { host }) {
    host.forms.reset(form_id);
    return {};
  },
};
