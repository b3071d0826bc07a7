/**
 * Reads json-render: a flat map of elements with a root, its state, and the expressions of its properties. The names of its
 * components are those of its ready-made set; what nobody here knows becomes a box that says so and keeps its children.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import {
  type Computed,
  type Imported,
  Importer,
  type Items,
  isComputed,
  joinTemplate,
  literal,
  nameableData,
  operand,
} from './importer.ts';

/** Whether a value looks like a spec of json-render. */
export function isJsonRender(value: Json): boolean {
  return isObject(value) && typeof value.root === 'string' && isObject(value.elements);
}

/** The spec as a document. Anything may be passed. @param name of the app */
export function importJsonRender(spec: Json, name = 'Imported view'): Imported {
  const importer = new Importer();
  if (!importer.accepts(spec)) return { blueprint: null, issues: importer.issues };
  if (!isObject(spec) || typeof spec.root !== 'string' || !isObject(spec.elements)) {
    importer.note('', 'a spec has "root" and "elements"');
    return { blueprint: null, issues: importer.issues };
  }
  const state = nameableData(spec.state ?? {});
  if (isObject(state)) importer.data = state;
  const reader = new Elements(importer, spec.elements);
  const drawn = reader.draw(spec.root, []);
  return importer.finish(name, undefined, drawn === undefined ? [] : [drawn], reader.watch);
}

interface Known {
  readonly type: string;
  /** Their property → ours. */
  readonly props: Readonly<Record<string, string>>;
  /** Values of a property that have another name here. */
  readonly values?: Readonly<Record<string, string>>;
  /** The property that holds the value, when it has one. */
  readonly value?: string;
  /** What stands at the value before anything was entered. */
  readonly empty?: Json;
  readonly fixed?: JsonObject;
}

const sides = { flex_start: 'start', 'flex-start': 'start', 'flex-end': 'end', 'space-between': 'between' };
const sizes = { sm: 'small', md: 'medium', lg: 'large', xl: 'large', xs: 'small' };
const boxed = { gap: 'gap', align: 'align', justify: 'justify', padding: 'padding' };
const field = { label: 'label', placeholder: 'placeholder', disabled: 'disabled', required: 'required' };

const known: Readonly<Record<string, Known>> = {
  Stack: {
    type: 'container',
    props: { ...boxed, direction: 'direction' },
    values: { horizontal: 'row', vertical: 'column', ...sides, ...sizes },
  },
  Row: { type: 'row', props: boxed, values: { ...sides, ...sizes } },
  Column: { type: 'col', props: boxed, values: { ...sides, ...sizes } },
  Grid: { type: 'grid', props: { columns: 'columns', gap: 'gap' }, values: sizes },
  Card: { type: 'card', props: { title: 'title', description: 'subtitle' } },
  Text: {
    type: 'text',
    props: { text: 'text', content: 'text', variant: 'variant' },
    values: { lead: 'body', muted: 'caption' },
  },
  Heading: {
    type: 'text',
    props: { text: 'text', level: 'variant' },
    values: { h4: 'h3', h5: 'h3', h6: 'h3' },
    fixed: { variant: 'h2' },
  },
  Button: {
    type: 'button',
    props: { label: 'text', text: 'text', variant: 'variant', disabled: 'disabled', size: 'size' },
    values: { destructive: 'danger', link: 'ghost', ...sizes },
  },
  Badge: {
    type: 'badge',
    props: { text: 'text', label: 'text', variant: 'variant' },
    values: { destructive: 'error', secondary: 'default', outline: 'default' },
  },
  Alert: { type: 'card', props: { title: 'title', message: 'subtitle' } },
  Separator: { type: 'divider', props: { orientation: 'orientation' } },
  Progress: { type: 'progress', props: { value: 'value', max: 'max' } },
  Image: { type: 'image', props: { src: 'src', alt: 'alt' }, fixed: { alt: '' } },
  Link: { type: 'text', props: { label: 'text' } },
  Input: { type: 'input', props: { ...field, type: 'kind' }, value: 'value', empty: '' },
  Textarea: { type: 'textarea', props: { ...field, rows: 'rows' }, value: 'value', empty: '' },
  Select: { type: 'select', props: { ...field, options: 'options' }, value: 'value', empty: null },
  Radio: { type: 'radio', props: { label: 'label', options: 'options' }, value: 'value', empty: null },
  Checkbox: { type: 'checkbox', props: { label: 'label', disabled: 'disabled' }, value: 'checked', empty: false },
  Switch: { type: 'checkbox', props: { label: 'label', disabled: 'disabled' }, value: 'checked', empty: false },
  Slider: { type: 'slider', props: { label: 'label', min: 'min', max: 'max', step: 'step' }, value: 'value', empty: 0 },
  Dialog: { type: 'modal', props: { title: 'title' }, value: 'open', empty: false },
};

const events: Readonly<Record<string, string>> = {
  press: 'click',
  click: 'click',
  change: 'change',
  submit: 'submit',
  close: 'close',
};

class Elements {
  readonly watch: Record<string, { tool: string; args: Record<string, Json> }[]> = {};
  readonly #importer: Importer;
  readonly #elements: JsonObject;

  constructor(importer: Importer, elements: JsonObject) {
    this.#importer = importer;
    this.#elements = elements;
  }

  draw(key: string, outer: Items): JsonObject | undefined {
    const element = Object.hasOwn(this.#elements, key) ? this.#elements[key] : undefined;
    const at = `/elements/${key}`;
    if (!isObject(element)) {
      this.#importer.note(at, `there is no element "${key}"`);
      return undefined;
    }
    return this.#importer.within(key, at, 'an element', () => this.#draw(element, at, outer));
  }

  #draw(element: JsonObject, at: string, outer: Items): JsonObject {
    const repeat = isObject(element.repeat) ? element.repeat : undefined;
    const each = typeof repeat?.statePath === 'string' ? this.#importer.path(repeat.statePath, outer) : undefined;
    // The children of an element with a repeat are drawn for each entry; the element itself is drawn once.
    const item = outer.length === 0 ? 'item' : `item${outer.length + 1}`;
    const items = each === undefined ? outer : [...outer, item];
    if (each !== undefined) this.#importer.ensure(each, outer, []);
    const children = (Array.isArray(element.children) ? element.children : []).flatMap((child): Json[] => {
      const drawn = typeof child === 'string' ? this.draw(child, items) : undefined;
      return drawn === undefined ? [] : [drawn];
    });
    const props = isObject(element.props) ? element.props : {};
    const type = String(element.type);
    const entry = Object.hasOwn(known, type) ? known[type] : undefined;
    let component: JsonObject;
    if (entry === undefined) {
      this.#importer.note(at, `the component ${type} has no counterpart`);
      component = {
        type: 'col',
        children: [{ type: 'text', props: { text: `Not supported: ${type}`, tone: 'warning' } }],
      };
    } else component = this.#component(entry, props, at, outer);
    const held = Array.isArray(component.children) ? component.children : [];
    if (each !== undefined && children.length > 0) {
      const field = typeof repeat?.key === 'string' ? { key: repeat.key } : {};
      const one = children.length === 1 && isObject(children[0]) ? children[0] : { type: 'col', children };
      const named = outer.length === 0 ? {} : { as: item };
      component.children = [...held, { ...one, repeat: { each, ...named, ...field } }];
    } else if (held.length + children.length > 0) component.children = [...held, ...children];
    if (element.visible !== undefined && element.visible !== true) {
      component.if = `=${this.#condition(element.visible, outer, at)}`;
    }
    if (isObject(element.on)) this.#events(component, element.on, outer, at);
    if (isObject(element.watch)) this.#watch(element.watch, outer, at);
    return component;
  }

  #component(entry: Known, props: JsonObject, at: string, items: Items): JsonObject {
    const given: Record<string, Json | Computed | undefined> = { ...entry.fixed };
    const component: JsonObject = { type: entry.type };
    for (const [name, raw] of Object.entries(props)) {
      if (raw === null) continue;
      const bound = name === entry.value || (isObject(raw) && (raw.$bindState ?? raw.$bindItem) !== undefined);
      if (bound && entry.value !== undefined) {
        const path = this.#binding(raw, items);
        if (path !== undefined) {
          this.#importer.ensure(path, items, entry.empty ?? null);
          component.bind = path;
        } else this.#importer.note(`${at}/props/${name}`, 'the value is not bound to the state');
        continue;
      }
      const ours = Object.hasOwn(entry.props, name) ? entry.props[name] : undefined;
      if (ours === undefined) {
        if (name !== 'name') this.#importer.note(`${at}/props/${name}`, `the property ${name} has no counterpart`);
        continue;
      }
      const value = this.#value(raw, items, at);
      given[ours] = typeof value === 'string' ? (entry.values?.[value] ?? value) : value;
    }
    const written = this.#importer.props(entry.type, at, given);
    return { ...component, ...(Object.keys(written).length === 0 ? {} : { props: written }) };
  }

  #binding(value: Json, items: Items): string | undefined {
    if (!isObject(value)) return undefined;
    if (typeof value.$bindState === 'string') return this.#importer.path(withSlash(value.$bindState), items);
    const item = items.at(-1);
    if (typeof value.$bindItem !== 'string' || item === undefined) return undefined;
    return value.$bindItem === '' ? item : this.#importer.path(value.$bindItem.replace(/^\//, ''), items);
  }

  /** A literal or an expression of theirs as one of ours. */
  #value(value: Json, items: Items, at: string): Json | Computed {
    if (!isObject(value)) return value;
    if (typeof value.$state === 'string') return this.#state(value.$state, items);
    const bound = this.#binding(value, items);
    if (bound !== undefined) {
      this.#importer.ensure(bound, items, null);
      return { expression: bound };
    }
    if (typeof value.$item === 'string') {
      const item = items.at(-1);
      if (item === undefined) {
        this.#importer.note(at, '$item stands outside of a repeat');
        return '';
      }
      return { expression: value.$item === '' ? item : this.#importer.path(value.$item.replace(/^\//, ''), items) };
    }
    if (value.$index === true) return { expression: 'index' };
    if (value.$cond !== undefined) {
      const [then, otherwise] = [
        this.#value(value.$then ?? null, items, at),
        this.#value(value.$else ?? null, items, at),
      ];
      return { expression: `(${this.#condition(value.$cond, items, at)} ? ${operand(then)} : ${operand(otherwise)})` };
    }
    if (typeof value.$template === 'string') {
      return joinTemplate(value.$template, (reference) => this.#state(reference, items));
    }
    if (typeof value.$computed === 'string') {
      this.#importer.note(at, `the function "${value.$computed}" belongs to another program and has no counterpart`);
      return `[${value.$computed}]`;
    }
    if (!Object.values(value).some((entry) => isComputed(this.#value(entry, items, at)))) return value;
    const entries = Object.entries(value).map(([name, entry]) => `${name}: ${operand(this.#value(entry, items, at))}`);
    return { expression: `{ ${entries.join(', ')} }` };
  }

  #state(pointer: string, items: Items): Computed {
    const path = this.#importer.path(withSlash(pointer), items);
    this.#importer.ensure(path, items, null);
    return { expression: path };
  }

  #condition(condition: Json, items: Items, at: string): string {
    if (typeof condition === 'boolean') return String(condition);
    if (Array.isArray(condition)) return this.#joined(condition, ' && ', items, at);
    if (!isObject(condition)) return literal(condition);
    if (Array.isArray(condition.$and)) return this.#joined(condition.$and, ' && ', items, at);
    if (Array.isArray(condition.$or)) return this.#joined(condition.$or, ' || ', items, at);
    const read = operand(this.#value(condition, items, at));
    const compared = (
      [
        ['eq', '=='],
        ['neq', '!='],
        ['gt', '>'],
        ['gte', '>='],
        ['lt', '<'],
        ['lte', '<='],
      ] as const
    ).find(([name]) => condition[name] !== undefined);
    const test =
      compared === undefined
        ? `(${read})`
        : `(${read} ${compared[1]} ${operand(this.#value(condition[compared[0]] ?? null, items, at))})`;
    return condition.not === true ? `!${test}` : test;
  }

  #joined(conditions: readonly Json[], by: string, items: Items, at: string): string {
    if (conditions.length === 0) return 'true';
    return `(${conditions.map((each) => this.#condition(each, items, at)).join(by)})`;
  }

  #events(component: JsonObject, on: JsonObject, items: Items, at: string): void {
    const handlers: JsonObject = {};
    for (const [event, actions] of Object.entries(on)) {
      const ours = Object.hasOwn(events, event) ? events[event] : undefined;
      const steps = this.#steps(actions, items, `${at}/on/${event}`);
      if (ours === undefined) this.#importer.note(`${at}/on/${event}`, `the event "${event}" has no counterpart`);
      else if (steps.length > 0) handlers[ours] = steps;
    }
    if (Object.keys(handlers).length > 0) component.on_event = handlers;
  }

  #watch(watch: JsonObject, items: Items, at: string): void {
    for (const [pointer, actions] of Object.entries(watch)) {
      const steps = this.#steps(actions, items, `${at}/watch`);
      const path = this.#importer.path(withSlash(pointer), []);
      this.#importer.ensure(path, [], null);
      if (steps.length > 0) this.watch[path] = [...(this.watch[path] ?? []), ...steps];
    }
  }

  #steps(actions: Json, items: Items, at: string): { tool: string; args: Record<string, Json> }[] {
    return (Array.isArray(actions) ? actions : [actions]).flatMap((action) => {
      if (!isObject(action)) return [];
      const params = isObject(action.params) ? action.params : {};
      const step = this.#step(String(action.action), params, items, at);
      if (step === undefined) {
        this.#importer.note(at, `the action "${String(action.action)}" has no counterpart`);
        return [];
      }
      if (isObject(action.confirm)) {
        const title = typeof action.confirm.title === 'string' ? action.confirm.title : 'Go on?';
        const body = typeof action.confirm.message === 'string' ? { body: action.confirm.message } : {};
        return [{ ...step, confirm: { title, ...body } }];
      }
      return [step];
    });
  }

  #step(
    action: string,
    params: JsonObject,
    items: Items,
    at: string,
  ): { tool: string; args: Record<string, Json> } | undefined {
    if (typeof params.statePath !== 'string') return undefined;
    const path = this.#importer.path(withSlash(params.statePath), items);
    const value = this.#importer.written(this.#value(params.value ?? null, items, at));
    if (action === 'setState') {
      this.#importer.ensure(path, items, null);
      return { tool: 'ui.set', args: { path, value } };
    }
    if (action !== 'pushState' && action !== 'removeState') return undefined;
    this.#importer.ensure(path, items, []);
    if (action === 'pushState') return { tool: 'data.append', args: { path, value } };
    const index = operand(this.#value(params.index ?? { $index: true }, items, at));
    const rest = `=concat(slice(${path}, 0, ${index}), slice(${path}, ${index} + 1, length(${path})))`;
    return { tool: 'data.set', args: { path, value: rest } };
  }
}

function withSlash(pointer: string): string {
  return pointer.startsWith('/') ? pointer : `/${pointer}`;
}
