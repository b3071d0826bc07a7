/**
 * Fields and wishes from the part of a request that lists them: "title, author and a done box; sortable". Splits on
 * commas, semicolons and `and` outside parentheses, then reads each piece on its own.
 */
import { choiceNames, optionsFor, optionWords, typeFor, unitFrom } from './field-types.ts';
import type { Field, FieldType, Operation } from './plan.ts';
import { capitalise, keyFrom, singular, wordsOf } from './text.ts';

/** Most fields that one app gets; more would not fit a window. */
export const mostFields = 16;
const mostOptions = 24;
const longestLabel = 60;

export interface ReadFields {
  readonly fields: readonly Field[];
  readonly operations: ReadonlySet<Operation>;
  /** Pieces of the list as they stood, for kinds that take them as entries instead. */
  readonly pieces: readonly string[];
  /** What was left out, in words for the person. */
  readonly issues: readonly string[];
}

/** Splits at commas, semicolons, slashes with spaces and `and`, never inside parentheses. */
export function splitPieces(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  const take = (end: number): void => {
    pieces.push(text.slice(start, end));
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const separator =
      /^(?:[,;•]|\.(?=\s|$)|!|\?(?=\s+\S)| - |\s(?:and|plus(?! one\b)|&|as well as|along with|with)\s)/i.exec(
        text.slice(at, at + 14),
      )?.[0] ?? '';
    if (separator === '') continue;
    take(char === '?' ? at + 1 : at);
    start = at + separator.length;
    at = start - 1;
  }
  take(text.length);
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

const wishes: readonly (readonly [RegExp, Operation])[] = [
  [/\b(search(able|ing)?|find|look ?up|search (box|bar|field))\b/, 'search'],
  [/\bfilter(s|ing|able)?\b/, 'filter'],
  [/\b(sort(ed|s|ing|able)?|order by)\b/, 'sort'],
  [/\b(grand )?(total|totals|sum|sums|sum up|add up|subtotal)\b/, 'total'],
  [/\b(average|averages|mean)\b/, 'average'],
  [/\b(edit(ing|able)?|change|update)\b/, 'edit'],
  [/\b(delete|remove|deleting|removing)\b/, 'delete'],
  [/\b(tick (them |it )?off|check (them |it )?off|mark (them |it )?(as )?(done|complete))\b/, 'toggle'],
];
const wishFrame =
  /^(?:(?:i|we|you) (?:want|need|can|could|should|would like|must|like)\b|(?:please )?(?:show|display|give|let|allow|tell|calculate|include)\b|(?:with )?(?:a |an |the )?(?:search|filter|sort|grand total|total|sum|average|edit|delete|ability|option|button|possibility)\w*\b|searchable|sortable|filterable|able to|(?:to )?(?:sort|filter|search|edit|delete|remove)\b)/;

/** Operations that a piece asks for, or none when it names a field. */
function wishesIn(piece: string): Operation[] {
  const lower = piece.toLowerCase();
  if (!wishFrame.test(lower)) return [];
  return wishes.filter(([pattern]) => pattern.test(lower)).map(([, operation]) => operation);
}

const leading =
  /^(?:(?:a|an|the|my|their|his|her|its|our|your|some|each|every|also|then|maybe|optionally|optional|plus(?! one\b)|and|or|both|fields?( for)?|columns?( for)?|inputs?( for)?|including|like|whether (?:or not )?(?:it|they|he|she|i|we|you)?(?: (?:was|were|is|are|has been|have been|has|have|had|got))?|if (?:it|they)(?: (?:was|were|is|are|has been|have been))?)\s+)+/i;
const typeSuffix: readonly (readonly [RegExp, FieldType])[] = [
  [/\s+(?:tick ?box|check ?box|box|toggle|switch|flag|mark)$/i, 'boolean'],
  [/\s+(?:yes ?\/ ?no|y ?\/ ?n|true ?\/ ?false|yes or no)$/i, 'boolean'],
  [/\s+(?:text ?area|long text)$/i, 'long_text'],
  [/\s+(?:date picker)$/i, 'date'],
  [/\s+(?:field|column|input|dropdown|drop-down|selector|text)$/i, 'text'],
];
const explicitTypes: Readonly<Record<string, FieldType>> = {
  text: 'text',
  string: 'text',
  'long text': 'long_text',
  number: 'number',
  integer: 'number',
  numeric: 'number',
  money: 'money',
  currency: 'money',
  date: 'date',
  time: 'time',
  checkbox: 'boolean',
  boolean: 'boolean',
  'yes/no': 'boolean',
  'yes or no': 'boolean',
  'y/n': 'boolean',
  rating: 'rating',
  stars: 'rating',
  email: 'email',
  url: 'url',
  link: 'url',
};

function optionsIn(text: string): string[] {
  const separator = text.includes('/') ? /\s*\/\s*/ : /\s*[,;|]\s*(?:or\s+)?|\s+or\s+/i;
  const options = text
    .split(separator)
    .map((option) => option.trim().replace(/^(?:either|one of)\s+/i, ''))
    .filter((option) => option !== '' && option.length <= longestLabel);
  return [...new Set(options)].slice(0, mostOptions);
}

interface Draft {
  label: string;
  type?: FieldType;
  options: string[];
  unit: string;
  max: number;
}

/** What stands in parentheses or after a colon: options, a range, a type or a unit. */
function readQualifier(qualifier: string, draft: Draft): void {
  const text = qualifier.trim();
  const lower = text.toLowerCase();
  const range = /^(?:from\s+)?(\d+)\s*(?:-|to|\.\.+)\s*(\d+)(?:\s*stars?)?$/.exec(lower);
  const named = Object.hasOwn(explicitTypes, lower) ? explicitTypes[lower] : undefined;
  const unit = unitFrom(lower.replace(/^in\s+/, ''));
  if (lower === 'optional' || lower === 'required' || lower === '') return;
  if (named !== undefined) draft.type = named;
  else if (range !== null) setRange(draft, Number(range[1]), Number(range[2]));
  else if (unit !== undefined) {
    draft.unit = unit.unit;
    draft.type = unit.money ? 'money' : 'number';
  } else {
    const options = optionsIn(text);
    if (options.length > 1) {
      draft.type = 'choice';
      draft.options = options;
    }
  }
}

function setRange(draft: Draft, low: number, high: number): void {
  if (low <= 1 && high >= 2 && high <= 10) {
    draft.type = 'rating';
    draft.max = high;
  } else draft.type = 'number';
}

/** Reads one piece as a field. Undefined when nothing is left to call it by. */
export function readField(piece: string, position: number): Field | undefined {
  const draft: Draft = { label: piece, options: [], unit: '', max: 5 };
  const parenthesis = /^(.*?)\s*\(([^()]*)\)?\s*(\?)?$/.exec(draft.label);
  if (parenthesis?.[1] !== undefined && parenthesis[2] !== undefined) {
    draft.label = parenthesis[1] + (parenthesis[3] ?? '');
    readQualifier(parenthesis[2], draft);
  }
  const colon = /^([^:]+):\s*(.+)$/.exec(draft.label);
  if (colon?.[1] !== undefined && colon[2] !== undefined) {
    draft.label = colon[1];
    readQualifier(colon[2], draft);
  }
  if (/\?\s*$/.test(draft.label)) {
    draft.label = draft.label.replace(/\?\s*$/, '');
    draft.type ??= 'boolean';
  }
  if (/^\s*(?:(?:and|also)\s+)?(?:whether|if (?:it|they))\b/i.test(draft.label)) draft.type ??= 'boolean';
  draft.label = draft.label.replace(leading, '').trim();
  for (const [suffix, type] of typeSuffix) {
    const without = draft.label.replace(suffix, '');
    if (without === draft.label || without === '') continue;
    draft.label = without;
    if (type !== 'text') draft.type ??= type;
  }
  readTrailing(draft);
  draft.label = draft.label
    .replace(/[^\p{L}\p{N} '’%&/.#+-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestLabel)
    .trim();
  if (!/[\p{L}\p{N}]/u.test(draft.label)) return undefined;
  return finish(draft, position);
}

/** Ranges, units and options written behind the name without punctuation. */
function readTrailing(draft: Draft): void {
  const range = /^(.+?)\s+(?:from\s+|out of\s+|of\s+)?(?:(\d+)\s*(?:-|to)\s*)?(\d{1,3})(?:\s*stars?)?$/i.exec(
    draft.label,
  );
  if (range?.[1] !== undefined && (range[2] !== undefined || /\b(out of|of|stars?)\b/i.test(draft.label))) {
    draft.label = range[1].replace(/\s+(?:from|out|out of)$/i, '');
    setRange(draft, Number(range[2] ?? 1), Number(range[3]));
  }
  const unit = /^(.+?)\s+in\s+(\S+)$/i.exec(draft.label);
  const read = unit?.[2] === undefined ? undefined : unitFrom(unit[2]);
  if (unit?.[1] !== undefined && read !== undefined) {
    draft.label = unit[1];
    draft.unit = read.unit;
    draft.type ??= read.money ? 'money' : 'number';
  }
  const trailing = /^(.+?)\s+(%|kwh|km|kg|cm|ml|mg|lbs?|°c|°f|€|\$|£)$/i.exec(draft.label);
  const behind = trailing?.[2] === undefined ? undefined : unitFrom(trailing[2]);
  if (trailing?.[1] !== undefined && behind !== undefined) {
    draft.label = trailing[1];
    draft.unit = behind.unit;
    draft.type ??= behind.money ? 'money' : 'number';
  }
  if (draft.type !== undefined) return;
  const slashed = /^(.+?)\s+(\S+(?:\s*\/\s*\S+)+)$/.exec(draft.label);
  if (slashed?.[1] !== undefined && slashed[2] !== undefined) {
    draft.label = slashed[1];
    if (/^(?:yes\s*\/\s*no|y\s*\/\s*n|no\s*\/\s*yes)$/i.test(slashed[2])) draft.type = 'boolean';
    else readQualifier(slashed[2], draft);
    return;
  }
  const either = /^(.+?)\s+(\S+(?:,?\s+or\s+\S+)+)$/i.exec(draft.label);
  if (either?.[1] !== undefined && either[2] !== undefined && wordsOf(either[1]).length <= 3) {
    draft.label = either[1];
    draft.type = 'choice';
    draft.options = optionsIn(either[2]);
    return;
  }
  const words = draft.label.split(' ');
  let scale = words.length;
  while (scale > 1 && optionWords.has((words[scale - 1] ?? '').toLowerCase())) scale -= 1;
  const name = words.slice(0, scale).join(' ');
  if (words.length - scale >= 2 && choiceNames.test(name.toLowerCase())) {
    draft.label = name;
    draft.type = 'choice';
    draft.options = words.slice(scale);
  }
}

function finish(draft: Draft, position: number): Field {
  const conventional = draft.type === undefined || draft.type === 'choice' ? optionsFor(draft.label) : [];
  let type = draft.type ?? (conventional.length > 0 ? 'choice' : typeFor(draft.label));
  const options = draft.options.length > 0 ? draft.options : conventional;
  if (type === 'choice' && options.length === 0) type = 'text';
  const words = draft.label.split(' ');
  const last = words.at(-1) ?? '';
  const counted = type === 'date' || (type === 'choice' && options.length > 0);
  const label =
    counted && last.toLowerCase() !== 'status' ? [...words.slice(0, -1), singular(last)].join(' ') : draft.label;
  return {
    key: keyFrom(label, `field_${position + 1}`),
    label: capitalise(label === label.toUpperCase() && label.length > 4 ? label.toLowerCase() : label),
    type,
    options: type === 'choice' ? options.map(capitalise) : [],
    unit:
      draft.unit !== ''
        ? draft.unit
        : type === 'number' &&
            /\bpercent(age)?\b|%|\b(interest|tax|vat|bounce|conversion|discount|success|growth|inflation) rate\b/i.test(
              label,
            )
          ? '%'
          : '',
    max: draft.max,
  };
}

/** Gives every field a key of its own. */
export function distinctKeys(fields: readonly Field[]): Field[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    let key = field.key;
    for (let number = 2; taken.has(key); number += 1) key = `${field.key}_${number}`;
    taken.add(key);
    return { ...field, key };
  });
}

/** Reads the part of a request that lists what an entry has. */
export function readFields(text: string): ReadFields {
  const operations = new Set<Operation>();
  const fields: Field[] = [];
  const labels = new Set<string>();
  const pieces = splitPieces(text);
  const issues: string[] = [];
  let wished = false;
  for (const piece of pieces) {
    const wanted = wishesIn(piece);
    // "I want to sort and filter it": the second half stands alone after the split.
    const continued = wished && /^(?:sort|filter|search|edit|delete|remove|total)\b/i.test(piece);
    if (wanted.length > 0 || continued) {
      for (const operation of wanted.length > 0 ? wanted : operationsNamed(piece)) operations.add(operation);
      wished = true;
      continue;
    }
    wished = false;
    const field = readField(piece, fields.length);
    if (field === undefined || labels.has(field.label.toLowerCase())) continue;
    if (fields.length === mostFields) {
      issues.push(`Only the first ${mostFields} fields are in the app.`);
      break;
    }
    labels.add(field.label.toLowerCase());
    fields.push(field);
  }
  return { fields: distinctKeys(fields), operations, pieces, issues };
}

function operationsNamed(piece: string): Operation[] {
  const lower = piece.toLowerCase();
  return wishes.filter(([pattern]) => pattern.test(lower)).map(([, operation]) => operation);
}

/** Operations that a text mentions anywhere. */
export function operationsMentioned(text: string): Operation[] {
  return operationsNamed(text);
}
