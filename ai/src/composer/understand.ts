/**
 * From a request to a plan, or to one question. Pure and deterministic: the same words give the same plan.
 */
import { namingField } from './field-types.ts';
import { distinctKeys, operationsMentioned, readField, readFields } from './fields.ts';
import { scoreKinds } from './intent.ts';
import type { Field, Kind, Operation, Plan, Question } from './plan.ts';
import { entityFor, nameFor, stripWish } from './subject.ts';
import { capitalise, clean, slug, wordsOf } from './text.ts';

/** Below this no app is made. */
const threshold = 0.5;

export type Understood =
  | { readonly plan: Plan; readonly issues: readonly string[] }
  | (Question & { readonly issues: readonly string[] });

interface Parts {
  readonly head: string;
  readonly tail: string;
}

const introducer =
  /:(?!\d)\s*|\s+-\s+|,?\s+(?:with|showing|including|containing|having|consisting of|made of|that (?:has|have|shows?|stores?|lists?|includes?|contains?)|which (?:has|have|shows?|stores?|includes?|contains?)|where (?:i|we|you|people|users|guests|they) (?:can )?(?:save|store|enter|record|note|write|put|add|log|fill in|give|keep)(?: (?:in|down))?)\s+|[.!?]\s+|,?\s+(?:from|given|based on|using)\s+/i;
const parenthesised = /\s*\(([^()]*,[^()]*)\)?/;

/** Where the list of fields begins. A bare comma counts only when nothing stronger is there. */
function splitRequest(text: string): Parts {
  const strong = introducer.exec(text);
  const inner = parenthesised.exec(text);
  if (inner?.[1] !== undefined && inner.index > 0 && (strong === null || inner.index < strong.index)) {
    return {
      head: text.slice(0, inner.index),
      tail: `${rejoin(text, inner)}${text.slice(inner.index + inner[0].length)}`,
    };
  }
  const splits = strong !== null && wordsOf(text.slice(0, strong.index)).length > 0;
  if (splits) return { head: text.slice(0, strong.index), tail: text.slice(strong.index + strong[0].length) };
  const comma = text.indexOf(', ');
  if (comma > 0) return { head: text.slice(0, comma), tail: text.slice(comma + 2) };
  return { head: text, tail: '' };
}

/** "(company, status: a/b)" as a list: a nested parenthesis cannot be in it. */
function rejoin(text: string, inner: RegExpExecArray): string {
  const content = inner[1] ?? '';
  const rest = text.slice(inner.index + inner[0].length);
  return /^\s*[\p{L}\p{N}]/u.test(rest) ? `${content}, ` : content;
}

const general: Question = {
  question:
    'I did not understand which small app you would like. What should it keep or work out? Name the kind (list, form, calculator, converter, timer, notes, quiz, dashboard, counter) and, after "with", its fields.',
  suggestions: [
    'A reading list with title, author and a done box',
    'Tip calculator',
    'Pomodoro timer 25 minutes',
    'Dashboard for my sales with region and amount',
  ],
};

/** Reads a request. */
export function understand(message: string): Understood {
  const { text: cleaned, cut } = clean(message);
  const issues = cut ? ['The request was long: only its first 2,000 characters were read.'] : [];
  const text = cleaned.replace(/(?:^|[,\s]+)(?:please|pls|thanks|thank you|thx)(?=[\s,.!?]|$)[.!]*/gi, ' ').trim();
  const { head, tail } = splitRequest(text);
  const subject = stripWish(head);
  const read = readFields(tail);
  const scored = scoreKinds(tail === '' ? text : head);
  const best = scored[0];
  const hasTail = read.fields.length >= 2 && wordsOf(subject).length > 0 && wordsOf(subject).length <= 8;
  const listed = hasTail && introducer.test(text);
  // "Ideas for gifts with person, idea, price": fields make a list of what a weak word would make notes.
  const weakNotes = listed && best?.kind === 'notes' && best.score < 5;
  const kind: Kind | undefined =
    best !== undefined && best.score >= 3 && !weakNotes ? best.kind : listed ? 'list' : undefined;
  if (kind === undefined) return { ...ask(subject), issues };
  const score = kind === best?.kind ? best.score : 4;
  const second = scored.find((other) => other.kind !== kind)?.score ?? 0;
  const confidence = Math.min(1, score / (score + Math.max(0, second - 1) * 0.4 + 1.5));
  if (confidence < threshold) return { ...ask(subject), issues };

  const mentioned = operationsMentioned(tail === '' ? text : head);
  const operations = new Set<Operation>([...read.operations, ...mentioned]);
  const itemised = takesItems(kind, head, read.fields);
  const plan: Plan = {
    kind,
    id: slug(nameFor(subject, kind), kind),
    name: nameFor(subject, kind),
    entity: entityFor(subject, kind),
    fields: itemised ? [] : read.fields,
    operations,
    items: itemised ? read.pieces.slice(0, 40).map((piece) => capitalise(piece.slice(0, 80))) : [],
    request: text.toLowerCase(),
    confidence,
  };
  return { plan: withImplied(plan, subject), issues: [...issues, ...read.issues] };
}

/** Whether what follows the head are entries ("packing checklist: passport, socks") rather than fields. */
function takesItems(kind: Kind, head: string, fields: readonly Field[]): boolean {
  if (fields.length === 0) return false;
  if (kind === 'counter') return true;
  if (kind !== 'list' || !/\b(check ?list|packing|bucket list|things to)\b/i.test(head)) return false;
  return fields.every((field) => field.type === 'text' && !namingField.test(field.label));
}

const usual: readonly (readonly [RegExp, string])[] = [
  [/\b(packing|check ?list)\b/, 'item, done?'],
  [/\b(to-?do|to do|tasks?|chores|bucket)\b/, 'task, done?'],
  [/\b(shopping|grocer)/, 'item, quantity, bought?'],
  [/\bbirthdays?\b/, 'name, birthday, gift idea'],
  [/\b(contacts?|address book|clients?|customers?|members?)\b/, 'name, phone, email, notes'],
  [
    /\b(expenses?|spending|budget|bills?|finances?|money)\b/,
    'date, what, amount, category (Food, Home, Travel, Fun, Other)',
  ],
  [/\b(sales?|revenue|orders?)\b/, 'date, customer, amount'],
  [/\b(reading|books?|library)\b/, 'title, author, read?'],
  [/\b(movies?|films?|shows?|series|watch)\b/, 'title, rating 1-5, seen?'],
  [/\b(recipes?|cook)/, 'name, ingredients, instructions'],
  [/\b(workouts?|exercises?|fitness|gym|training)\b/, 'date, exercise, duration in minutes'],
  [/\bhabits?\b/, 'habit, done today?'],
  [/\b(plants?|garden)/, 'name, last watered date, notes'],
  [/\b(appointments?|events?|meetings?|calendar)\b/, 'what, date, start time, place'],
  [/\b(bookmarks?|links?|websites?)\b/, 'title, link, notes'],
  [/\b(inventory|stock|assets?|equipment)\b/, 'item, quantity, location'],
  [/\bfeedback\b/, 'name, rating 1-5, comments'],
  [/\b(rsvp|guests?|party|wedding)\b/, 'name, number of people, coming?'],
  [/\b(booking|reservation)s?\b/, 'name, email, date, number of people'],
  [/\b(contact us|enquiry|inquiry)\b/, 'name, email, message'],
];

/** Fields that nobody says because they go without saying. */
function withImplied(plan: Plan, subject: string): Plan {
  if (plan.kind !== 'list' && plan.kind !== 'form' && plan.kind !== 'dashboard') return plan;
  const about = `${subject} ${plan.entity.one}`.toLowerCase();
  const parse = (list: string): Field[] => [...readFields(list).fields];
  if (plan.items.length > 0) return { ...plan, fields: parse('item, done?') };
  if (plan.fields.length === 0) {
    const known = usual.find(([pattern]) => pattern.test(about))?.[1];
    const plain =
      plan.kind === 'form' ? 'name, email, message' : plan.kind === 'dashboard' ? 'name, date, amount' : 'name, notes';
    return { ...plan, fields: parse(known ?? plain) };
  }
  if (plan.kind !== 'list') return plan;
  const fields = [...plan.fields];
  const things = /^(book|film|movie|game|album|song|tool|item|thing|task|gift|plant|record|chore|goal)$/;
  const unnamed = !fields.some((field) => namingField.test(field.label) || endsIn(plan.entity.one, field.label));
  if (unnamed && things.test(plan.entity.one.split(' ').at(-1) ?? '')) {
    const naming = readField(plan.entity.one, 0);
    if (naming !== undefined) fields.unshift({ ...naming, type: 'text', options: [] });
  }
  const ticks = /\b(to-?do|to do|tasks?|chores|check ?list)\b/.test(about);
  if (ticks && !fields.some((field) => field.type === 'boolean')) fields.push(...parse('done?'));
  return { ...plan, fields: distinctKeys(fields) };
}

/** Whether a field is called as the entries are: "chore" for kids' chores. */
function endsIn(one: string, label: string): boolean {
  return one === label.toLowerCase() || one.split(' ').at(-1) === label.toLowerCase();
}

/** One question back, with what was recognised as a start. */
function ask(subject: string): Question {
  const words = wordsOf(subject).filter(
    (word) => !/^(app|application|tool|program|thing|something|it|this|that|me|you)$/.test(word),
  );
  const usable =
    words.length >= 1 && words.length <= 3 && words.every((word) => /^\p{L}{3,}$/u.test(word)) && subject.length <= 40;
  if (!usable || !/s$/.test(words.at(-1) ?? '')) return general;
  const name = words.join(' ');
  return {
    question: `I am not sure what you would like to do with ${name}. Should I make a list, a form, notes or a dashboard? After "with" you can name the fields.`,
    suggestions: [
      `A list of ${name} with name, date and notes`,
      `A form for ${name} with name, email and message`,
      `Dashboard for ${name} with date and amount`,
    ],
  };
}
