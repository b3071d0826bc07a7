/** Handlers of `data.*`: single values at a path, and lists looked through without being changed. */

import { ToolError } from '../error.ts';
import type { dataTools } from '../families/data.ts';
import type { Json } from '../json.ts';
import { filterTest } from './filter.ts';
import type { HandlersOf } from './handlers-of.ts';
import { outline } from './outline.ts';
import { fieldOf, isRecord, listAt, set, sorted, toggle } from './values.ts';

export const dataHandlers: HandlersOf<typeof dataTools> = {
  'data.set': ({ path, value }, context) => set(context, path, value),
  'data.get': ({ path }, context) => ({ value: context.read(path) }),
  'data.reset': ({ path }, context) => set(context, path, context.initial(path)),
  'data.append'({ path, value }, context) {
    const present = context.read(path);
    if (typeof present === 'string' && (typeof value === 'string' || typeof value === 'number')) {
      return set(context, path, present + String(value));
    }
    return set(context, path, [...listAt(context, path, 1), value]);
  },
  'data.toggle': ({ path }, context) => toggle(context, path),
  'data.increment'({ path, by, min, max }, context) {
    const present = context.read(path) ?? 0;
    if (typeof present !== 'number') throw new ToolError('EINVAL', `"${path}" holds no number`);
    // Fifteen digits, as numbers are shown: 0.1 added three times gives 0.3.
    const sum = Number((present + by).toPrecision(15));
    const value = Math.max(min ?? Number.NEGATIVE_INFINITY, Math.min(max ?? Number.POSITIVE_INFINITY, sum));
    if (!Number.isFinite(value)) throw new ToolError('EDOM', 'the number is too large');
    context.write(path, value);
    return { value };
  },
  'data.filter'({ data, filter }) {
    const test = filterTest(filter);
    return { value: data.filter(test) };
  },
  'data.sort': ({ data, field, order }) => ({ value: sorted(data, field, order) }),
  'data.search'({ data, query, fields }) {
    const words = plain(query)
      .split(/\s+/)
      .filter((word) => word !== '');
    const textOf = (entry: Json): string =>
      plain(fields === undefined ? texts(entry) : fields.map((field) => texts(fieldOf(entry, field))).join('\n'));
    return {
      value: data.filter((entry) => {
        const text = textOf(entry);
        return words.every((word) => text.includes(word));
      }),
    };
  },
  'data.outline': ({ data, open, limit }) => outline(data, open === undefined ? null : new Set(open), limit),
};

/** In lower case and without accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** All texts and numbers in a value; names of fields are not searched. */
function texts(value: Json): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(texts).join('\n');
  return isRecord(value) ? Object.values(value).map(texts).join('\n') : '';
}
