/** Rung 4: a card that says what could not be made, in place of the smallest part that holds the fault. */
import type { Issue } from '../issues.ts';
import { isObject, type Json } from '../json.ts';
import { namesOf, valueAt, withValueAt } from './pointer.ts';
import type { RepairChange } from './report.ts';

/** Pointer of the smallest component that holds a place; null when no component does. */
export function partAround(path: string, document: Json): string | null {
  const names = namesOf(path);
  for (let length = names.length; length > 0; length -= 1) {
    const holder = names[length - 2];
    const last = names[length - 1] ?? '';
    const isEntry = /^\d+$/.test(last) && (holder === 'children' || holder === 'components');
    const isAlone = last === 'fallback' || last === 'empty' || (last === 'component' && names[0] === 'templates');
    if (!isEntry && !isAlone) continue;
    const pointer = path
      .split('/')
      .slice(0, length + 1)
      .join('/');
    if (valueAt(document, pointer) !== undefined) return pointer;
  }
  return null;
}

/** Parts beside components that a document can do without, by the names that lead to them. */
const dispensable = [
  /^\/(computed|sources)\/[^/]+/,
  /^\/(persist|migrations|tests|services)\/\d+/,
  /^\/requires/,
  /^\/ui\/watch\/[^/]+/,
  /^\/ui\/lifecycle\/on_interval\/\d+/,
  /^\/ui\/lifecycle\/[^/]+/,
  /^\/ui\/(lifecycle|watch|width|height|layout)/,
  /^\/(persist|migrations|tests|services|computed|sources|templates|dataVersion|\$schema|blueprint)/,
];

/** The document without the part that holds the fault; undefined when the fault is in what every document needs. */
export function withPlaceholder(issue: Issue, document: Json, changes: RepairChange[]): Json | undefined {
  const part = partAround(issue.path, document);
  const told = `${issue.path}: ${issue.message}`.slice(0, 500);
  if (part !== null) {
    changes.push({ rung: 4, path: part, message: `a placeholder stands for it: ${issue.message}` });
    const original = valueAt(document, part);
    const id =
      isObject(original) && typeof original.id === 'string' && /^[A-Za-z_][\w-]{0,79}$/.test(original.id)
        ? original.id
        : undefined;
    return withValueAt(document, part, cardOf(told, id));
  }
  const place = dispensable.map((form) => form.exec(issue.path)?.[0]).find((found) => found !== undefined);
  if (place === undefined || valueAt(document, place) === undefined) return undefined;
  changes.push({ rung: 4, path: place, message: `left out, and said in the app: ${issue.message}` });
  const rest = withValueAt(document, place, withoutTools(place, valueAt(document, place)));
  const components = valueAt(rest, '/ui/components');
  return Array.isArray(components) ? withValueAt(rest, '/ui/components', [...components, cardOf(told)]) : undefined;
}

/** What stands for an entry of `services` that cannot be read: its families without any tool, so that a limit is not lifted. */
function withoutTools(place: string, entry: Json | undefined): Json | undefined {
  if (!/^\/services\/\d+$/.test(place) || !isObject(entry)) return undefined;
  const families = Object.keys(entry).filter((family) => family !== '' && family.length <= 40);
  return families.length === 0 ? undefined : Object.fromEntries(families.map((family): [string, Json] => [family, []]));
}

/** Texts are literal: what is told of a document may begin like an expression. */
function cardOf(told: string, id?: string): Json {
  const text = told.startsWith('=') ? `=${told}` : told;
  return {
    type: 'card',
    ...(id === undefined ? {} : { id }),
    props: { title: 'This part could not be made' },
    children: [{ type: 'text', props: { text, variant: 'caption' } }],
  };
}
