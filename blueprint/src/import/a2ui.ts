/**
 * Reads A2UI: the messages that build one surface (versions 0.9, 0.9.1 and 1.0) with its basic catalog; what
 * their values mean is in `a2ui-values.ts`. Events that a surface sends to its agent have no counterpart in an app that runs
 * on its own; they are issues.
 */
import { buttonIcons } from '../components.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { bindingOf, Values } from './a2ui-values.ts';
import { type Computed, type Imported, Importer, type Items, nameableData, operand } from './importer.ts';

/** Whether a value looks like one message of A2UI, or a list of them. */
export function isA2ui(value: Json): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  return isObject(first) && (isObject(first.createSurface) || isObject(first.updateComponents));
}

/** The surface that the messages build, as a document. Anything may be passed. @param name of the app */
export function importA2ui(messages: Json, name = 'Imported surface'): Imported {
  const importer = new Importer();
  if (!importer.accepts(messages)) return { blueprint: null, issues: importer.issues };
  const components = new Map<string, JsonObject>();
  let surface: Json | undefined;
  for (const [at, message] of (Array.isArray(messages) ? messages : [messages]).entries()) {
    if (!isObject(message)) {
      importer.note(`/${at}`, 'not a message');
      continue;
    }
    const kind = ['createSurface', 'updateComponents', 'updateDataModel', 'deleteSurface'].find((each) =>
      isObject(message[each]),
    );
    const body = kind === undefined ? undefined : message[kind];
    if (!isObject(body)) {
      importer.note(
        `/${at}`,
        `the message ${Object.keys(message)
          .filter((key) => key !== 'version')
          .join(', ')} has no counterpart`,
      );
      continue;
    }
    surface ??= body.surfaceId;
    if (body.surfaceId !== surface) {
      importer.note(`/${at}`, `the surface "${String(body.surfaceId)}" was left out: an app is one surface`);
      continue;
    }
    if (kind === 'deleteSurface') components.clear();
    for (const component of Array.isArray(body.components) ? body.components : []) {
      if (isObject(component) && typeof component.id === 'string') components.set(component.id, component);
    }
    if (isObject(body.dataModel)) setData(importer, '/', body.dataModel);
    if (kind === 'updateDataModel')
      setData(importer, typeof body.path === 'string' ? body.path : '/', body.value ?? null);
  }
  if (!components.has('root')) {
    importer.note('', 'there is no component "root"');
    return { blueprint: null, issues: importer.issues };
  }
  const drawn = new Surface(importer, components).draw('root', []);
  return importer.finish(name, undefined, drawn === undefined ? [] : [drawn]);
}

function setData(importer: Importer, pointer: string, value: Json): void {
  const path = importer.path(pointer.startsWith('/') ? pointer : `/${pointer}`, []);
  importer.put(path, nameableData(value));
}

const alignments: Readonly<Record<string, string>> = {
  start: 'start',
  center: 'center',
  end: 'end',
  stretch: 'stretch',
};
const justifications: Readonly<Record<string, string>> = {
  start: 'start',
  center: 'center',
  end: 'end',
  spaceBetween: 'between',
  spaceAround: 'between',
  spaceEvenly: 'between',
};
const fieldKinds: Readonly<Record<string, string>> = { shortText: 'text', number: 'number', obscured: 'password' };

class Surface {
  readonly #importer: Importer;
  readonly #components: ReadonlyMap<string, JsonObject>;
  readonly #values: Values;

  constructor(importer: Importer, components: ReadonlyMap<string, JsonObject>) {
    this.#importer = importer;
    this.#components = components;
    this.#values = new Values(importer);
  }

  draw(theirs: string, items: Items): JsonObject | undefined {
    const component = this.#components.get(theirs);
    if (component === undefined) {
      this.#importer.note(`/${theirs}`, `there is no component "${theirs}"`);
      return undefined;
    }
    const drawn = this.#importer.within(theirs, `/${theirs}`, 'a component', () =>
      this.#draw(component, theirs, items),
    );
    if (drawn === undefined) return undefined;
    if (isObject(component.accessibility)) {
      const { label } = component.accessibility;
      if (label !== undefined) drawn.a11y = { label: this.#importer.written(this.#values.of(label, items, theirs)) };
    }
    return drawn;
  }

  #draw(c: JsonObject, theirs: string, items: Items): JsonObject {
    const at = `/${theirs}`;
    const value = (name: string): Json | Computed | undefined =>
      c[name] === undefined ? undefined : this.#values.of(c[name] ?? null, items, theirs);
    const make = (
      type: string,
      props: Record<string, Json | Computed | undefined>,
      rest: JsonObject = {},
    ): JsonObject => {
      const written = this.#importer.props(type, at, props);
      return { type, ...(Object.keys(written).length === 0 ? {} : { props: written }), ...rest };
    };
    const grow = typeof c.weight === 'number' && c.weight > 0 ? true : undefined;
    switch (c.component) {
      case 'Text': {
        const variant = typeof c.variant === 'string' ? c.variant.replace(/^h[45]$/, 'h3') : undefined;
        return make('text', { text: value('text'), variant, grow });
      }
      case 'Image':
        return make('image', { src: value('url') ?? '', alt: value('description') ?? '', fit: fitOf(c.fit) });
      case 'Icon':
        return this.#icon(c, items, theirs);
      case 'Video':
        return make('video', { src: value('url'), controls: true });
      case 'AudioPlayer':
        return make('audio', { src: value('url'), title: value('description'), controls: true });
      case 'Row':
      case 'Column':
      case 'List': {
        const type = c.component === 'List' ? 'list' : c.component === 'Row' ? 'row' : 'col';
        const boxed = { justify: justifications[String(c.justify)], align: alignments[String(c.align)] };
        const children = this.#children(c.children, items, theirs);
        return make(type, type === 'list' ? { grow } : { ...boxed, grow }, children.length === 0 ? {} : { children });
      }
      case 'Card':
        return make('card', { grow }, this.#child(c.child, items));
      case 'Tabs': {
        const tabs = Array.isArray(c.tabs) ? c.tabs : Array.isArray(c.tabItems) ? c.tabItems : [];
        const children = tabs.flatMap((tab): Json[] => {
          if (!isObject(tab)) return [];
          const label = this.#importer.written(this.#values.of(tab.title ?? '', items, theirs));
          return [{ type: 'col', props: { label }, ...this.#child(tab.child, items) }];
        });
        return make('tabs', {}, { children });
      }
      case 'Modal':
        return this.#modal(c, items, theirs);
      case 'Divider':
        return make('divider', { orientation: c.axis === 'vertical' ? 'vertical' : undefined });
      case 'Button':
        return this.#button(c, items, theirs);
      case 'TextField': {
        const long = c.variant === 'longText';
        const props = { label: value('label'), kind: long ? undefined : fieldKinds[String(c.variant)] };
        return make(long ? 'textarea' : 'input', props, this.#bound(c, 'value', '', items, theirs));
      }
      case 'CheckBox':
        return make('checkbox', { label: value('label') }, this.#bound(c, 'value', false, items, theirs));
      case 'Slider':
        return make(
          'slider',
          { label: value('label'), min: value('min'), max: value('max') },
          this.#bound(c, 'value', 0, items, theirs),
        );
      case 'DateTimeInput': {
        if (c.enableDate === true && c.enableTime === true)
          this.#importer.note(at, 'a field for date and time takes the date');
        const kind = c.enableTime === true && c.enableDate !== true ? 'time' : 'date';
        return make('input', { label: value('label'), kind }, this.#bound(c, 'value', '', items, theirs));
      }
      case 'ChoicePicker':
        return this.#choice(c, items, theirs);
      default:
        this.#importer.note(at, `the component ${String(c.component)} has no counterpart`);
        return make('text', { text: `Not supported: ${String(c.component)}`, tone: 'warning' });
    }
  }

  #icon(c: JsonObject, items: Items, theirs: string): JsonObject {
    const name = c.name;
    const known = typeof name === 'string' ? buttonIcons.find((icon) => icon === name.toLowerCase()) : undefined;
    if (known === undefined) this.#importer.note(`/${theirs}/name`, 'an icon that nobody here knows is its name');
    const text = typeof name === 'string' ? name : this.#values.of(name ?? '', items, theirs);
    return { type: 'badge', props: this.#importer.props('badge', `/${theirs}`, { text }) };
  }

  /** The trigger, and the dialog that it opens. */
  #modal(c: JsonObject, items: Items, theirs: string): JsonObject {
    const open = `${this.#importer.id(theirs).replaceAll('-', '_')}_open`;
    this.#importer.ensure(open, [], false);
    const trigger = c.trigger ?? c.entryPointChild;
    const shown = typeof trigger === 'string' ? this.draw(trigger, items) : undefined;
    const opener = shown?.type === 'button' ? shown : { type: 'button', props: { text: 'Open' } };
    if (shown !== undefined && shown !== opener) this.#importer.note(`/${theirs}`, 'a dialog is opened by a button');
    const content = this.#child(c.content ?? c.contentChild, items);
    return {
      type: 'col',
      children: [
        { ...opener, on_event: { click: { tool: 'ui.set', args: { path: open, value: true } } } },
        { type: 'modal', props: { title: this.#labelOf(trigger, items) || 'Details' }, bind: open, ...content },
      ],
    };
  }

  #button(c: JsonObject, items: Items, theirs: string): JsonObject {
    const text = c.label === undefined ? this.#labelValue(c.child, items) : this.#values.of(c.label, items, theirs);
    const variant = c.variant === 'borderless' ? 'ghost' : c.variant;
    const checks = Array.isArray(c.checks) ? c.checks : [];
    const demands = checks.flatMap((check) =>
      isObject(check) ? [operand(this.#values.condition(check, items, theirs))] : [],
    );
    const disabled = demands.length === 0 ? undefined : { expression: `!(${demands.join(' && ')})` };
    const props = this.#importer.props('button', `/${theirs}`, { text, variant, disabled });
    const handler = this.#action(c.action, items, theirs);
    return { type: 'button', props, ...(handler === undefined ? {} : { on_event: { click: handler } }) };
  }

  #action(action: Json | undefined, items: Items, theirs: string): Json | undefined {
    if (!isObject(action)) return undefined;
    const event = isObject(action.event) ? action.event.name : action.name;
    const call = isObject(action.functionCall) ? action.functionCall : undefined;
    if (call !== undefined && isObject(call.args)) {
      const name = call.call ?? call['@call'];
      const path = bindingOf(call.args.target ?? null);
      if (name === 'setValue' && path !== undefined) {
        const to = this.#importer.path(path, items);
        return {
          tool: 'ui.set',
          args: { path: to, value: this.#importer.written(this.#values.of(call.args.value ?? null, items, theirs)) },
        };
      }
      this.#importer.note(`/${theirs}/action`, `the function ${String(name)} has no counterpart`);
    } else if (event !== undefined) {
      this.#importer.note(
        `/${theirs}/action`,
        `the event "${String(event)}" goes to an agent, which an app on its own does not have`,
      );
    }
    return undefined;
  }

  #choice(c: JsonObject, items: Items, theirs: string): JsonObject {
    if (c.variant === 'multipleSelection') this.#importer.note(`/${theirs}`, 'of several choices one is taken');
    const options = Array.isArray(c.options)
      ? c.options.map(
          (option): Json =>
            isObject(option) ? { value: option.value ?? '', label: String(option.label ?? option.value) } : option,
        )
      : this.#values.of(c.options ?? [], items, theirs);
    const bound = this.#bound(c, 'value', null, items, theirs);
    if (typeof bound.bind === 'string') {
      const names = bound.bind.split('.');
      const present = names.reduce<Json | undefined>(
        (inner, name) => (isObject(inner) ? inner[name] : undefined),
        this.#importer.data,
      );
      if (Array.isArray(present)) this.#importer.put(bound.bind, present[0] ?? null);
    }
    const label = c.label === undefined ? undefined : this.#values.of(c.label, items, theirs);
    return { type: 'select', props: this.#importer.props('select', `/${theirs}`, { label, options }), ...bound };
  }

  /** The two-way binding of a field, and its demands. */
  #bound(c: JsonObject, name: string, empty: Json, items: Items, theirs: string): JsonObject {
    const pointer = bindingOf(c[name] ?? null);
    const rules = this.#values.rules(c, items, theirs);
    let path = pointer === undefined ? undefined : this.#importer.path(pointer, items);
    if (path === undefined) {
      path = this.#importer.id(theirs).replaceAll('-', '_');
      const given = c[name];
      this.#importer.ensure(path, [], given === undefined || isObject(given) ? empty : given);
    } else this.#importer.ensure(path, items, empty);
    return { bind: path, ...(rules.length === 0 ? {} : { validate: rules }) };
  }

  #child(theirs: Json | undefined, items: Items): JsonObject {
    const child = typeof theirs === 'string' ? this.draw(theirs, items) : undefined;
    return child === undefined ? {} : { children: [child] };
  }

  #children(children: Json | undefined, items: Items, theirs: string): Json[] {
    if (Array.isArray(children)) {
      return children.flatMap((child) => (typeof child === 'string' ? (this.draw(child, items) ?? []) : []));
    }
    if (!isObject(children) || typeof children.componentId !== 'string') return [];
    const pointer = bindingOf(children);
    if (pointer === undefined) {
      this.#importer.note(`/${theirs}/children`, 'a template without a path was left out');
      return [];
    }
    const each = this.#importer.path(pointer, items);
    this.#importer.ensure(each, items, []);
    const item = items.length === 0 ? 'item' : `item${items.length + 1}`;
    const child = this.draw(children.componentId, [...items, item]);
    return child === undefined ? [] : [{ ...child, repeat: items.length === 0 ? { each } : { each, as: item } }];
  }

  /** The text inside of a button. */
  #labelValue(theirs: Json | undefined, items: Items): Json | Computed {
    const child = typeof theirs === 'string' ? this.#components.get(theirs) : undefined;
    if (child === undefined) return '';
    if (child.text !== undefined) return this.#values.of(child.text, items, String(theirs));
    if (child.name !== undefined && child.component === 'Icon')
      return this.#values.of(child.name, items, String(theirs));
    const inner = Array.isArray(child.children) ? child.children[0] : child.child;
    return this.#importer.tooDeep || inner === theirs ? '' : this.#labelValue(inner, items);
  }

  #labelOf(theirs: Json | undefined, items: Items): string {
    const component = typeof theirs === 'string' ? this.#components.get(theirs) : undefined;
    const value = this.#labelValue(component?.component === 'Button' ? component.child : theirs, items);
    return typeof value === 'string' ? value : '';
  }
}

function fitOf(fit: Json | undefined): string | undefined {
  return fit === 'contain' || fit === 'cover' || fit === 'fill' || fit === 'none' ? fit : undefined;
}
