/** Rung 1: what was said, where the language expects it. Nothing is lost and no value is changed. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { escapePointer } from '../tree.ts';
import type { RepairChange } from './report.ts';

/** Fields of a component that are often written among its properties. */
const lifted = ['if', 'bind', 'repeat', 'validate', 'fallback', 'a11y', 'key', 'on_event', 'children'];
const renamed: Readonly<Record<string, string>> = {
  visible: 'if',
  on: 'on_event',
  onEvent: 'on_event',
  events: 'on_event',
  forEach: 'repeat',
  items: 'children',
};

/** Moves fields to where they belong, in the document and in every component. */
export function straighten(json: Json, changes: RepairChange[]): Json {
  const note = (path: string, message: string): void => void changes.push({ rung: 1, path, message });
  const document = wrapped(json, note);
  if (!isObject(document) || !isObject(document.ui)) return document;
  const { ui } = document;
  const components = Array.isArray(ui.components) ? ui.components : [];
  const templates = isObject(document.templates) ? document.templates : {};
  const straight = Object.entries(templates).map(([name, template]): [string, Json] => {
    if (!isObject(template)) return [name, template];
    const at = `/templates/${escapePointer(name)}/component`;
    return [name, { ...template, component: component(template.component ?? null, at, note) }];
  });
  return {
    ...document,
    ...(straight.length === 0 ? {} : { templates: Object.fromEntries(straight) }),
    ui: { ...ui, components: components.map((each, index) => component(each, `/ui/components/${index}`, note)) },
  };
}

type Note = (path: string, message: string) => void;

/** A list of components, one component, or a document that lacks its frame, as a whole document. */
function wrapped(json: Json, note: Note): Json {
  let document = json;
  if (Array.isArray(document)) {
    note('', 'a list of components was taken as the app');
    document = { ui: { components: document } };
  } else if (isObject(document) && typeof document.type === 'string' && document.app === undefined) {
    if (document.type === 'app') {
      const { type: _, ...rest } = document;
      document = rest;
    } else document = { ui: { components: [document] } };
    note('', 'a component was taken as the app');
  }
  if (!isObject(document)) return document;
  const { app, ui, components, title, layout, ...rest } = document;
  const frame: JsonObject = isObject(ui) ? { ...ui } : {};
  if (Array.isArray(ui)) {
    note('/ui', 'a list of components was taken as the ui');
    frame.components = ui;
  }
  for (const [name, value] of Object.entries({ components, title, layout })) {
    if (value === undefined || frame[name] !== undefined) continue;
    note(`/${name}`, `${name} belongs to ui`);
    frame[name] = value;
  }
  const header: JsonObject = isObject(app) ? { ...app } : {};
  const said = [header.name, frame.title, typeof app === 'string' ? app : undefined].find(
    (each) => typeof each === 'string',
  );
  const name = typeof said === 'string' && said !== '' ? said.slice(0, 80) : 'App';
  if (header.name === undefined) note('/app/name', 'the app had no name');
  if (header.id === undefined) note('/app/id', 'the app had no id');
  if (frame.title === undefined) note('/ui/title', 'the ui had no title');
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return {
    ...rest,
    app: { ...header, id: header.id ?? (id === '' ? 'app' : id), name: header.name ?? name },
    ui: { ...frame, title: frame.title ?? name, components: frame.components ?? [] },
  };
}

function component(json: Json, pointer: string, note: Note): Json {
  if (!isObject(json)) return json;
  const own: JsonObject = {};
  const props: JsonObject = {};
  const events: JsonObject = {};
  for (const [name, value] of Object.entries(json)) {
    if (name === 'props' && isObject(value)) sort(value, `${pointer}/props`, props, true);
    else sort({ [name]: value }, pointer, own, false);
  }
  function sort(fields: JsonObject, at: string, rest: JsonObject, fromProps: boolean): void {
    for (const [name, value] of Object.entries(fields)) {
      const event = /^(?:on([A-Z]\w*)|@([a-z]\w*))$/.exec(name);
      const place = renamed[name] ?? name;
      if (event !== null && name !== 'onEvent') {
        note(`${at}/${escapePointer(name)}`, `${name} is an event`);
        events[(event[1] ?? event[2] ?? '').toLowerCase()] = value;
      } else if (
        fromProps &&
        lifted.includes(place) &&
        own[place] === undefined &&
        (name !== 'items' || isComponents(value))
      ) {
        note(`${at}/${escapePointer(name)}`, `${name} is a field of the component, ${place}`);
        own[place] = value;
      } else if (!fromProps && place !== name && own[place] === undefined) {
        note(`${at}/${escapePointer(name)}`, `${name} is called ${place}`);
        own[place] = value;
      } else rest[name] = value;
    }
  }
  if (typeof own.type === 'string') {
    const plain = own.type.trim().toLowerCase();
    const type = plain === 'column' ? 'col' : plain;
    if (type !== own.type) note(`${pointer}/type`, `"${own.type}" is ${type}`);
    own.type = type;
  }
  if (Object.keys(props).length > 0 || json.props !== undefined) own.props = props;
  if (Object.keys(events).length > 0) own.on_event = { ...(isObject(own.on_event) ? own.on_event : {}), ...events };
  if (own.children !== undefined && !Array.isArray(own.children)) {
    note(`${pointer}/children`, 'children are a list');
    own.children = [own.children];
  }
  if (Array.isArray(own.children)) {
    own.children = own.children.map((child, index) => component(child, `${pointer}/children/${index}`, note));
  }
  return own;
}

function isComponents(value: Json): boolean {
  return Array.isArray(value) && value.every((each) => isObject(each) && typeof each.type === 'string');
}
