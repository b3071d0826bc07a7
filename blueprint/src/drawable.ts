/**
 * The check of a window before it draws: whether a document has the shape that drawing and running rely on. The services
 * have validated what they send; this keeps what did not come so from being drawn, without the schemas, in one walk.
 *
 * Rule: never more lenient about shapes than `document.ts` (whose limits on lengths and meanings it leaves out), and
 * nothing that passes makes drawing throw or go on without end. What does not pass goes to the validator, which says why.
 */
import type { Blueprint, Component } from './document.ts';
import { isForbiddenName } from './json.ts';
import { maxComponents, maxDocumentDepth } from './limits.ts';
import { normalize, walkWithin } from './tree.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const atLeast =
  (least: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least;
const truth: Check = (value) => typeof value === 'boolean';
const anything: Check = (value) => value !== undefined;
const path: Check = (value) =>
  typeof value === 'string' &&
  /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$/.test(value) &&
  !value.split('.').some(isForbiddenName);
const name: Check = (value) => typeof value === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(value);
const among =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const list =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each);
const record =
  (each: Check, key: Check = text): Check =>
  (value) =>
    isRecord(value) && Object.entries(value).every(([at, entry]) => key(at) && each(entry));
/** A record with these fields and no others; a field that is undefined is not there. */
function shape(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const needed = Object.keys(required);
  const known = new Map(Object.entries({ ...optional, ...required }));
  return (value) =>
    isRecord(value) &&
    needed.every((field) => value[field] !== undefined) &&
    Object.entries(value).every(([field, entry]) => {
      const check = known.get(field);
      return check !== undefined && (entry === undefined || check(entry));
    });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const values = record(anything);
const handler: Check = (value) => either(text, step, list(step))(value);
const step: Check = shape(
  { tool: text },
  {
    args: values,
    into: path,
    if: text,
    confirm: either(text, shape({ title: text }, { body: text, action: text, danger: truth })),
    ok: handler,
    error: (value) => either(path, step, list(step))(value),
    debounce: number,
  },
);
const child: Check = (value) => typeof value === 'string' || component(value);
const kind = among('required', 'email', 'url', 'number', 'integer');
const rule = either(
  kind,
  shape(
    {},
    {
      rule: kind,
      min: number,
      max: number,
      minLength: number,
      maxLength: number,
      pattern: text,
      check: text,
      message: text,
    },
  ),
);
const component: Check = shape(
  { type: text },
  {
    id: text,
    props: values,
    bind: path,
    if: text,
    repeat: either(path, shape({ each: text }, { as: name, key: text, limit: number, empty: child })),
    validate: either(rule, list(rule)),
    fallback: child,
    a11y: shape(
      {},
      { label: text, description: text, role: text, live: among('off', 'polite', 'assertive'), hidden: truth },
    ),
    key: text,
    template: name,
    on_event: record(handler),
    children: list(child),
  },
);
const family = either(among('*'), list(text));
const migration = shape({
  to: number,
  steps: list(
    either(shape({ rename: path, to: path }), shape({ set: path, value: anything }), shape({ remove: path })),
  ),
});
const wholeDocument = shape(
  {
    app: shape(
      { id: text, name: text },
      {
        description: text,
        icon: text,
        category: text,
        version: text,
        author: text,
        tags: list(text),
        permissions: list(text),
      },
    ),
    ui: shape(
      { title: text, components: list(child) },
      {
        layout: among('vertical', 'horizontal'),
        width: number,
        height: number,
        lifecycle: shape(
          {},
          {
            on_mount: handler,
            on_unmount: handler,
            on_focus: handler,
            on_interval: list(shape({ every: atLeast(250), do: handler })),
          },
        ),
        watch: record(handler, path),
      },
    ),
  },
  {
    $schema: text,
    blueprint: among('1.0'),
    services: list(
      either(
        text,
        record(
          either(family, shape({}, { tools: family, scope: among('app', 'instance'), root: text, readonly: truth })),
        ),
      ),
    ),
    requires: shape({}, { components: list(text), host: text }),
    data: values,
    persist: list(path),
    dataVersion: number,
    migrations: list(migration),
    computed: record(text, name),
    sources: record(
      shape(
        { tool: text },
        {
          args: values,
          default: anything,
          refresh: either(among('mount', 'deps'), atLeast(1)),
          debounce: number,
          if: text,
        },
      ),
      name,
    ),
    templates: record(shape({ component }, { params: list(name) }), name),
    tests: list(
      shape(
        { name: text, do: list(either(shape({ expect: values }), (at) => isRecord(at) && at.expect === undefined)) },
        { data: values, answers: values, now: number },
      ),
    ),
  },
);

/** The document in its normal form when it can be drawn as it is; null when the validator has to look at it. */
export function drawable(json: unknown): Blueprint | null {
  return isShallow(json) && hasShape(json) && hasMeasure(json) ? normal(json) : null;
}

function hasShape(json: unknown): json is Blueprint {
  return wholeDocument(json);
}

/** Depth, forbidden names, values that are not JSON: without recursion, so that the rest may recurse. */
function isShallow(root: unknown): boolean {
  const pending: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { value, depth } = at;
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxDocumentDepth) return false;
    if (Array.isArray(value)) {
      for (const entry of value) pending.push({ value: entry, depth: depth + 1 });
      continue;
    }
    for (const [field, entry] of Object.entries(value)) {
      if (isForbiddenName(field)) return false;
      pending.push({ value: entry, depth: depth + 1 });
    }
  }
  return true;
}

/** Ids are given once; what templates unfold to has an end, and is not more than a document may have. */
function hasMeasure({ ui, templates = {} }: Blueprint): boolean {
  const ids = new Set<string>();
  const counts = new Map<string, number>();
  const countOf = (child: Component | string): number => {
    let sum = 0;
    for (const { component: each } of walkWithin(child, '', null)) {
      sum += 1;
      if (each.id !== undefined) {
        if (ids.has(each.id)) return Number.POSITIVE_INFINITY;
        ids.add(each.id);
      }
      if (each.type === 'use' && each.template !== undefined) sum += within(each.template);
    }
    return sum;
  };
  const within = (template: string): number => {
    const known = counts.get(template);
    if (known !== undefined) return known;
    const found = Object.hasOwn(templates, template) ? templates[template] : undefined;
    if (found === undefined) return 0;
    // One that uses itself, through others too, has no end.
    counts.set(template, Number.POSITIVE_INFINITY);
    const count = countOf(found.component);
    counts.set(template, count);
    return count;
  };
  for (const template of Object.keys(templates)) if (within(template) > maxComponents) return false;
  return ui.components.reduce((sum, each) => sum + (typeof each === 'string' ? 1 : countOf(each)), 0) <= maxComponents;
}

/** As `normalize`, without a copy of what is normal already. */
function normal(blueprint: Blueprint): Blueprint {
  const named = (each: Component | string): boolean =>
    typeof each === 'object' && each.id !== undefined && (each.children ?? []).every(named);
  return blueprint.ui.components.every(named) ? blueprint : normalize(blueprint);
}
