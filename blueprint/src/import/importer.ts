/**
 * What both imports share: names and paths of the foreign format as ours, values as literals or expressions, data that
 * every bound path leads to, and at the end a document that is valid. What has no counterpart is an issue.
 */
import { findComponent } from '../components.ts';
import { getAt, setAt } from '../data-path.ts';
import type { Blueprint } from '../document.ts';
import { isForbiddenName, isObject, type Json, type JsonObject } from '../json.ts';
import { headerFrom } from '../stream/header.ts';
import { dropWhatIsWrong } from '../upgrade/drop.ts';
import { checkShape, validateBlueprint } from '../validate.ts';

export interface ImportIssue {
  /** Where in the foreign document. */
  readonly path: string;
  readonly message: string;
}

export interface Imported {
  /** Valid by all rules; null when nothing could be made of it. */
  readonly blueprint: Blueprint | null;
  readonly issues: readonly ImportIssue[];
}

/** A value that is computed, as the text of an expression without `=`. */
export interface Computed {
  readonly expression: string;
}

export function isComputed(value: Json | Computed | undefined): value is Computed {
  return typeof value === 'object' && value !== null && 'expression' in value && typeof value.expression === 'string';
}

/** Variables of the repeats around a component, the innermost last. */
export type Items = readonly string[];

/** Most components that an import draws, as many as a document may have. */
const mostComponents = 5_000;
const deepest = 40;

export class Importer {
  readonly issues: ImportIssue[] = [];
  data: JsonObject = {};
  readonly #ids = new Map<string, string>();
  /** Those on the way to the one that is drawn, against circles. */
  readonly #above: string[] = [];
  readonly #seen = new Set<string>();
  #drawn = 0;

  note(path: string, message: string): void {
    if (this.issues.length < 200) this.issues.push({ path, message });
  }

  /** Whether a foreign document may be read at all: not nested too deep, and without names that reach a prototype. */
  accepts(foreign: Json): boolean {
    const fault = checkShape(foreign);
    if (fault !== undefined) this.note(fault.path, fault.message);
    return fault === undefined;
  }

  /** Deeper than any component that is meant. */
  get tooDeep(): boolean {
    return this.#above.length > deepest;
  }

  /**
   * What `draw` makes of a component of theirs, with an id of ours: undefined when the component holds itself, or when there
   * are too many. One that is used twice is drawn twice, and only the first has the id.
   * @param what such a component is called, for the issue at `path`
   */
  within(theirs: string, path: string, what: string, draw: () => JsonObject): JsonObject | undefined {
    if (this.#above.includes(theirs) || this.tooDeep) {
      this.note(path, `${what} that holds itself was left out`);
      return undefined;
    }
    if (!this.#mayDraw(theirs)) return undefined;
    this.#above.push(theirs);
    const drawn = draw();
    this.#above.pop();
    if (!this.#seen.has(theirs)) drawn.id = this.id(theirs);
    this.#seen.add(theirs);
    return drawn;
  }

  /**
   * Whether one more component may be drawn. One that is used in several places is drawn in each of them: a few lines could
   * ask for more than there is memory.
   */
  #mayDraw(theirs: string): boolean {
    this.#drawn += 1;
    if (this.#drawn === mostComponents + 1) {
      // In front: what comes with so many fills the list of issues.
      const message = `more than ${mostComponents} components: the rest was left out`;
      this.issues.unshift({ path: `/${theirs}`, message });
    }
    return this.#drawn <= mostComponents;
  }

  /** Puts a value at a path of the data, as far as the path leads somewhere. */
  put(path: string, value: Json): void {
    try {
      const next = path === '' ? value : setAt(this.data, path.split('.'), value);
      if (isObject(next)) this.data = next;
    } catch {
      this.note(path, 'the path leads through something that is no record');
    }
  }

  /** An id of ours for one of theirs; the same for the same. */
  id(theirs: string): string {
    const known = this.#ids.get(theirs);
    if (known !== undefined) return known;
    const stem = theirs
      .replace(/[^A-Za-z0-9_-]/g, '-')
      .replace(/^(?![A-Za-z_])/, '_')
      .slice(0, 70);
    const taken = new Set(this.#ids.values());
    let id = stem;
    for (let count = 2; taken.has(id); count += 1) id = `${stem}-${count}`;
    this.#ids.set(theirs, id);
    return id;
  }

  /** `/user/first-name` → `user.first_name`; what does not begin with `/` belongs to the innermost item. */
  path(pointer: string, items: Items): string {
    const names = pointer
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .map((name) => nameOf(name.replaceAll('~1', '/').replaceAll('~0', '~')));
    const item = items.at(-1);
    if (!pointer.startsWith('/') && item !== undefined) return [item, ...names].join('.');
    return names.join('.');
  }

  /** Makes sure that a path leads somewhere; what an item holds is its own business. */
  ensure(path: string, items: Items, value: Json): void {
    const names = path.split('.');
    if (path === '' || items.includes(names[0] ?? '')) return;
    if (getAt(this.data, names) === undefined) this.put(path, value);
  }

  /** A value as it stands in properties and arguments. */
  written(value: Json | Computed): Json {
    if (isComputed(value)) return `=${value.expression}`;
    return typeof value === 'string' && value.startsWith('=') && value !== '=' ? `=${value}` : value;
  }

  /** Properties that fit the component; `undefined` is left out, what does not fit is an issue. */
  props(type: string, path: string, given: Readonly<Record<string, Json | Computed | undefined>>): JsonObject {
    const shape = findComponent(type)?.props.shape ?? {};
    const props: JsonObject = {};
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === null) continue;
      const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
      const fits = schema !== undefined && (isComputed(value) || isRight(schema['~standard'].validate(value)));
      if (fits) props[name] = this.written(value);
      else this.note(`${path}/${name}`, `a ${type} cannot have this ${name}: ${JSON.stringify(value).slice(0, 200)}`);
    }
    return props;
  }

  /** The document, with everything taken out that is not valid. */
  finish(name: string, header: Json | undefined, components: Json[], watch: JsonObject = {}): Imported {
    const { app } = headerFrom(isObject(header) ? header : { name }, name);
    const document: JsonObject = {
      app: { ...JSON.parse(JSON.stringify(app)) },
      data: this.data,
      ui: { title: app.name, layout: 'vertical', ...(Object.keys(watch).length === 0 ? {} : { watch }), components },
    };
    dropWhatIsWrong(document, {}, (path, message, original) =>
      this.note(path, `${message}; left out: ${JSON.stringify(original).slice(0, 200)}`),
    );
    const validation = validateBlueprint(document);
    if (validation.ok) return { blueprint: validation.blueprint, issues: this.issues };
    for (const { path, message } of validation.issues) this.note(path, message);
    return { blueprint: null, issues: this.issues };
  }
}

function isRight(result: unknown): boolean {
  return typeof result === 'object' && result !== null && !('issues' in result && result.issues !== undefined);
}

function nameOf(name: string): string {
  if (/^\d+$/.test(name)) return name;
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
  return isForbiddenName(plain) ? `${plain}_` : plain;
}

/** Data with names that paths can say. */
export function nameableData(value: Json): Json {
  if (Array.isArray(value)) return value.map(nameableData);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [nameOf(name), nameableData(entry)]));
}

/** A literal inside of an expression. */
export function literal(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, entry]) => `${nameOf(name)}: ${literal(entry)}`)
    .join(', ')} }`;
}

/** A value as a part of an expression. */
export function operand(value: Json | Computed): string {
  return isComputed(value) ? value.expression : literal(value);
}

/** `Hello ${/user/name}!` as the parts that are joined. */
export function joinTemplate(text: string, read: (reference: string) => Json | Computed): Json | Computed {
  const parts: string[] = [];
  let rest = text;
  for (let match = /\$\{([^{}]*)\}/.exec(rest); match !== null; match = /\$\{([^{}]*)\}/.exec(rest)) {
    if (match.index > 0) parts.push(literal(rest.slice(0, match.index)));
    parts.push(`text(${operand(read((match[1] ?? '').trim()))})`);
    rest = rest.slice(match.index + match[0].length);
  }
  if (parts.length === 0) return text;
  if (rest !== '') parts.push(literal(rest));
  return { expression: parts.join(' + ') };
}
