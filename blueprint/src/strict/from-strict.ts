/**
 * From the strict profile (`schema/strict-schema.ts`) to documents: what a model wrote in it, so anything may come. Components
 * in a row are put into each other again; a place that is not what it should be is an issue.
 */
import { type Issue, issueOf } from '../issues.ts';
import { isForbiddenName, isObject, type Json, type JsonObject } from '../json.ts';
import { listIn, objectIn, optional } from './records.ts';

/** The document of a strict form, not yet validated; or what makes it none. Anything may be passed. */
export function fromStrict(
  strict: unknown,
): { readonly document: JsonObject } | { readonly document: null; readonly issues: readonly Issue[] } {
  try {
    return { document: new Building().build(strict) };
  } catch (error) {
    if (error instanceof Unfit) return { document: null, issues: [issueOf('wrong-type', error.path, error.message)] };
    throw error;
  }
}

/** A place where the strict form is not what it should be. */
class Unfit extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Deeper than any strict form is. */
const deepest = 60;

/** Components by their names, put into each other again. */
class Building {
  readonly #elements = new Map<string, JsonObject>();
  readonly #top: Json[] = [];
  readonly #templates = new Map<string, Json>();

  build(strict: unknown): JsonObject {
    const told = decode(jsonOf(strict), '', 0);
    if (!isObject(told)) throw new Unfit('', 'the strict form is a record');
    const { components, templates, ui, services, data, computed, sources, tests, ...rest } = told;
    for (const [index, element] of listAt(components, '/components').entries()) {
      this.#place(recordAt(element, `/components/${index}`), `/components/${index}`);
    }
    const { lifecycle, watch, ...window } = recordAt(ui, '/ui');
    return {
      ...rest,
      ...optional('services', services, (all) => listAt(all, '/services').map(serviceFrom)),
      ...optional('data', data, (all) => unnamed(all, '/data', 'value')),
      ...optional('computed', computed, (all) => unnamed(all, '/computed', 'expression')),
      ...optional('sources', sources, (all) => mapValues(unnamed(all, '/sources'), argsFrom)),
      ...optional('templates', templates, (all) =>
        Object.fromEntries(
          Object.entries(unnamed(all, '/templates')).map(([name, template]) => {
            const component = this.#templates.get(name);
            if (component === undefined) throw new Unfit('/templates', `no component is the template "${name}"`);
            return [name, { ...objectIn(template), component }];
          }),
        ),
      ),
      ui: {
        ...window,
        ...optional('lifecycle', lifecycle, lifecycleFrom),
        ...optional('watch', watch, (all) =>
          pairs(
            listAt(all, '/ui/watch').map((each) => [objectIn(each).path, handlerFrom(objectIn(each).do ?? null)]),
            '/ui/watch',
          ),
        ),
        components: this.#top,
      },
      ...optional('tests', tests, (all) => listAt(all, '/tests').map(testFrom)),
    };
  }

  #place(element: JsonObject, path: string): void {
    const { id, type, in: within, slot, props, on_event, text, ...rest } = element;
    if (typeof id !== 'string') throw new Unfit(`${path}/id`, 'a component has an id');
    if (this.#elements.has(id)) throw new Unfit(`${path}/id`, `the id "${id}" is taken`);
    const entries = Array.isArray(props);
    const component: JsonObject = {
      ...(id.startsWith('#') ? {} : { id }),
      type: type ?? '',
      ...rest,
      ...optional('props', props, (all) => (entries ? unnamed(all, `${path}/props`, 'value') : all)),
      ...optional('on_event', on_event, (all) =>
        pairs(
          listAt(all, `${path}/on_event`).map((each) => [objectIn(each).event, handlerFrom(objectIn(each).do ?? null)]),
          `${path}/on_event`,
        ),
      ),
    };
    this.#elements.set(id, component);
    this.#put(type === '#text' ? (text ?? '') : component, within, slot, path);
  }

  #put(child: Json, within: Json | undefined, slot: Json | undefined, path: string): void {
    if (slot === 'template' && typeof within === 'string') {
      this.#templates.set(within, child);
      return;
    }
    if (within === undefined) {
      this.#top.push(child);
      return;
    }
    const parent = typeof within === 'string' ? this.#elements.get(within) : undefined;
    if (parent === undefined)
      throw new Unfit(`${path}/in`, `no component before this one has the id ${JSON.stringify(within)}`);
    if (slot === 'fallback') parent.fallback = child;
    else if (slot === 'empty') {
      const { repeat = '' } = parent;
      parent.repeat = isObject(repeat) ? { ...repeat, empty: child } : { each: repeat, empty: child };
    } else if (Array.isArray(parent.children)) parent.children.push(child);
    else parent.children = [child];
  }
}

function jsonOf(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    throw new Unfit('', 'not JSON: it refers to itself, or is nested too deep');
  }
}

/** Without nulls, which stand for what is left out, and with JSON text read. */
function decode(value: Json, path: string, depth: number): Json {
  if (depth > deepest) throw new Unfit(path, 'nested deeper than the strict form is');
  if (Array.isArray(value)) return value.map((entry, index) => decode(entry, `${path}/${index}`, depth + 1));
  if (!isObject(value)) return value;
  if (typeof value.json === 'string' && Object.keys(value).length === 1) {
    try {
      return JSON.parse(value.json);
    } catch {
      throw new Unfit(`${path}/json`, 'this text is not JSON');
    }
  }
  const copy: JsonObject = {};
  for (const [name, entry] of Object.entries(value)) {
    if (isForbiddenName(name)) throw new Unfit(`${path}/${name}`, `the name "${name}" is not allowed`);
    if (entry !== null) copy[name] = decode(entry, `${path}/${name}`, depth + 1);
  }
  return copy;
}

function listAt(value: Json | undefined, path: string): Json[] {
  if (Array.isArray(value)) return value;
  throw new Unfit(path, 'a list stands here');
}

function recordAt(value: Json | undefined, path: string): JsonObject {
  if (isObject(value)) return value;
  throw new Unfit(path, 'a record stands here');
}

/** A list of entries as a record: of their field `from`, or of all that they hold. */
function unnamed(value: Json, path: string, from?: string): JsonObject {
  // What came as JSON text may be a record already.
  if (isObject(value)) return value;
  return pairs(
    listAt(value, path).map((entry) => {
      const { name, ...held } = recordAt(entry, path);
      return [name, from === undefined ? held : (held[from] ?? null)];
    }),
    path,
  );
}

function pairs(entries: readonly (readonly [Json | undefined, Json])[], path: string): JsonObject {
  const found: JsonObject = {};
  for (const [name, held] of entries) {
    if (typeof name !== 'string' || isForbiddenName(name)) throw new Unfit(path, `${JSON.stringify(name)} is no name`);
    if (Object.hasOwn(found, name)) throw new Unfit(path, `the name "${name}" is there twice`);
    found[name] = held;
  }
  return found;
}

function mapValues(record: JsonObject, change: (value: JsonObject) => Json): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, held]) => [name, change(objectIn(held))]));
}

function argsFrom(step: JsonObject): JsonObject {
  return { ...step, ...optional('args', step.args, (all) => unnamed(all, '', 'value')) };
}

function handlerFrom(handler: Json): Json {
  if (Array.isArray(handler)) return handler.map(handlerFrom);
  if (!isObject(handler)) return handler;
  const { ok, error } = handler;
  return { ...argsFrom(handler), ...optional('ok', ok, handlerFrom), ...optional('error', error, handlerFrom) };
}

function lifecycleFrom(lifecycle: Json): Json {
  const { on_interval, ...hooks } = objectIn(lifecycle);
  return {
    ...Object.fromEntries(Object.entries(hooks).map(([name, run]) => [name, handlerFrom(run)])),
    ...optional('on_interval', on_interval, (all) =>
      listIn(all).map((each) => ({ ...objectIn(each), do: handlerFrom(objectIn(each).do ?? null) })),
    ),
  };
}

function serviceFrom(entry: Json): Json {
  const { family, tools } = objectIn(entry);
  return typeof family === 'string' ? { [family]: tools ?? '*' } : entry;
}

function testFrom(test: Json): Json {
  const { data, answers, do: steps, ...rest } = objectIn(test);
  return {
    ...rest,
    ...optional('data', data, (all) => unnamed(all, '/tests', 'value')),
    ...optional('answers', answers, (all) => unnamed(all, '/tests', 'value')),
    do: listIn(steps).map((step) => ({
      ...objectIn(step),
      ...optional('expect', objectIn(step).expect, (all) => unnamed(all, '/tests', 'value')),
    })),
  };
}
