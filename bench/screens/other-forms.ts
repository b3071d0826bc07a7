/**
 * The same screen in the forms of two other systems, converted mechanically: every component, property, binding and
 * handler is carried over; what their forms need is added (an id for each component, references, messages); rules for
 * values and what stands for no entries are left out, which is in their favour.
 */
import {
  asHandler,
  type Blueprint,
  type Component,
  isObject,
  type Json,
  type JsonObject,
  stepsOf,
} from '@agentos/blueprint';

interface Flat {
  readonly id: string;
  readonly component: Component;
  readonly children: string[];
}

/** Components in a row, parents first, each with an id as short as it can be. */
function flat(blueprint: Blueprint): Flat[] {
  const found: Flat[] = [];
  const add = (child: Component | string): string => {
    const component = typeof child === 'string' ? { type: 'text', props: { text: child } } : child;
    const entry: Flat = { id: component.id ?? `${component.type}${found.length}`, component, children: [] };
    found.push(entry);
    for (const inner of component.children ?? []) entry.children.push(add(inner));
    return entry.id;
  };
  add({ type: 'col', id: 'root', children: blueprint.ui.components });
  return found;
}

const pointer = (path: string): string => `/${path.replaceAll('.', '/')}`;

function converted(value: Json, expression: (text: string) => Json): Json {
  if (typeof value === 'string' && value.startsWith('=')) return expression(value.slice(1));
  if (Array.isArray(value)) return value.map((each) => converted(each, expression));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, converted(each, expression)]));
}

const isPath = (text: string): boolean => /^[\w.]+$/.test(text);

/** A line for each patch (RFC 6902), as json-render streams a spec. */
export function asJsonRender(blueprint: Blueprint): string {
  const expression = (text: string): Json =>
    isPath(text)
      ? text.startsWith('item.')
        ? { $item: text.slice(5) }
        : { $state: pointer(text) }
      : { $computed: text };
  const handlers = (component: Component): JsonObject =>
    Object.fromEntries(
      Object.entries(component.on_event ?? {}).map(([event, handler]) => [
        event,
        stepsOf(asHandler(JSON.parse(JSON.stringify(handler))) ?? []).map(({ tool, args = {} }) => ({
          action: tool,
          params: converted(args, expression),
        })),
      ]),
    );
  const lines: JsonObject[] = [{ op: 'add', path: '/root', value: 'root' }];
  for (const { id, component, children } of flat(blueprint)) {
    const { type, props = {}, bind, repeat, on_event } = component;
    const each = typeof repeat === 'object' ? repeat.each : repeat;
    const bound = bind === undefined ? {} : { value: { $bindState: pointer(bind) } };
    const copy = converted(props, expression);
    lines.push({
      op: 'add',
      path: `/elements/${id}`,
      value: {
        type,
        props: { ...(isObject(copy) ? copy : {}), ...bound },
        children,
        ...(each === undefined ? {} : { repeat: { statePath: pointer(each) } }),
        ...(on_event === undefined ? {} : { on: handlers(component) }),
      },
    });
  }
  for (const [name, value] of Object.entries(blueprint.data ?? {}))
    lines.push({ op: 'add', path: `/state/${name}`, value });
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

/** The messages of an A2UI surface, version 1.0: one for the surface, one for its components, one for its data. */
export function asA2ui(blueprint: Blueprint): string {
  const surfaceId = blueprint.app.id;
  const expression = (text: string): Json =>
    isPath(text)
      ? { path: text.startsWith('item.') ? text.slice(5) : pointer(text) }
      : { call: 'formatString', args: { value: text } };
  const components = flat(blueprint).map(({ id, component, children }): JsonObject => {
    const { type, props = {}, bind, repeat, on_event } = component;
    const each = typeof repeat === 'object' ? repeat.each : repeat;
    const [handler] = Object.values(on_event ?? {});
    const [step] = handler === undefined ? [] : stepsOf(asHandler(JSON.parse(JSON.stringify(handler))) ?? []);
    const copy = converted(props, expression);
    return {
      id,
      component: type,
      ...(isObject(copy) ? copy : {}),
      ...(bind === undefined ? {} : { value: { path: pointer(bind) } }),
      ...(children.length === 0
        ? {}
        : { children: each === undefined ? children : { path: pointer(each), componentId: children[0] ?? '' } }),
      ...(step === undefined
        ? {}
        : { action: { event: { name: step.tool, context: converted(step.args ?? {}, expression) } } }),
    };
  });
  const messages: JsonObject[] = [
    { version: 'v1.0', createSurface: { surfaceId, catalogId: 'basic' } },
    { version: 'v1.0', updateComponents: { surfaceId, components } },
    ...(blueprint.data === undefined
      ? []
      : [{ version: 'v1.0', updateDataModel: { surfaceId, value: blueprint.data } }]),
  ];
  return messages.map((message) => JSON.stringify(message)).join('\n');
}
