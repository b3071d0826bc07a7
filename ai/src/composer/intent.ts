/**
 * The kind of app that a request asks for, by weighted phrases. Only the head of the request counts ("expense tracker"),
 * not the list of fields behind it, in which a word like "notes" is a field.
 */
import type { Kind } from './plan.ts';
import { unitPairIn } from './units.ts';

interface Signal {
  readonly kind: Kind;
  readonly pattern: RegExp;
  readonly weight: number;
}

function signal(kind: Kind, weight: number, words: string): Signal {
  return { kind, weight, pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu') };
}

const signals: readonly Signal[] = [
  signal('converter', 6, 'convert(?:s|er|ers|or|ing)?|conversions?'),
  signal('calculator', 6, 'calculators?|calculat(?:e|es|ing|ion)|calc|abacus'),
  signal(
    'calculator',
    5,
    'bmi|body mass index|mortgage|work out|split(?:ting)? (?:(?:a|the|our|my) )?(?:bill|check|cheque|tab)|area of|perimeter of',
  ),
  signal('calculator', 3, 'compute|loan|tip|vat|discount(?:ed)?|percentages?|compound interest|gratuity'),
  signal('timer', 6, 'timers?|stop ?watch(?:es)?|pomodoro|count(?:ing)? ?down|egg timer|interval timer|hourglass'),
  signal('quiz', 6, 'quiz(?:zes)?|flash ?cards?|trivia|flash cards?|vocabulary trainer'),
  signal(
    'quiz',
    5,
    '(?:test|quiz|examine|drill) (?:me|my|us|them|him|her)\\b.*|learn(?:ing)? vocabulary|memory cards|multiple choice',
  ),
  signal(
    'notes',
    5,
    'notes?|note ?pad|note ?book|note taking|journals?|diary|diaries|scratch ?pad|memos?|jot(?:ting)?|log ?book',
  ),
  signal('notes', 3, 'thoughts|ideas|write down|writing'),
  signal('dashboard', 6, 'dash ?boards?'),
  signal(
    'dashboard',
    4,
    'overview|at a glance|kpis?|metrics|statistics|stats|report on|monthly report|weekly report|summary of',
  ),
  signal('form', 6, 'forms?|questionnaires?|surveys?'),
  signal(
    'form',
    5,
    'sign ?up|sign-up|registrations?|rsvps?|booking requests?|reservation requests?|feedback|intake form|application form|guest ?book|order sheet',
  ),
  signal('form', 3, 'register for|booking|reservation|enquiry|inquiry|apply|request|sheet'),
  signal('counter', 6, 'counters?|tally|tallies|score ?boards?|score ?keepers?|score keeping|clicker|keep score'),
  signal('counter', 6, 'count(?:ing)? (?:how many|how often|my|the|our|every|each|up)|how many times'),
  signal(
    'list',
    5,
    'to-?do|to do(?: list)?|check ?lists?|track(?:s|er|ers|ing)?|keep(?:ing)? track|inventor(?:y|ies)|collections?|catalog(?:ue)?s?|data ?base|wish ?lists?|watch ?lists?|address book|organi[sz](?:e|er|es|ing)|manag(?:e|er|es|ing)|bucket list|libraries|library',
  ),
  signal('list', 4, 'lists?|log|logs|logging|register of|record of|planner|records?|table of|bookmarks|cellar|keep'),
  signal(
    'list',
    3,
    'shopping|grocer(?:y|ies)|tasks?|chores|contacts?|expenses?|spending|budget|recipes?|movies|films|books|plants|birthdays?|habits?|workouts?|exercises|subscriptions|appointments|bills|invoices|customers|clients|members|pets|gifts|games|albums|songs|trips|projects|assets|vaccinations|applications|ideas list|remember',
  ),
];

export interface Scored {
  readonly kind: Kind;
  readonly score: number;
}

/** Kinds that the head of a request points to, best first. */
export function scoreKinds(head: string): Scored[] {
  const scores = new Map<Kind, number>();
  const add = (kind: Kind, weight: number): void => void scores.set(kind, (scores.get(kind) ?? 0) + weight);
  for (const { kind, pattern, weight } of signals) if (pattern.test(head)) add(kind, weight);
  // "a bug report form", "expense tracker": the last noun before a preposition names the kind.
  const noun = head.split(/\s(?:of|for|to|about|that|which|i|we|on|in)\s/iu)[0] ?? head;
  for (const { kind, pattern } of signals) if (pattern.test(lastWords(noun))) add(kind, 1);
  if (/\b(?:to|in|into|how many|how much|between|and|vs)\b/iu.test(head) && unitPairIn(head) !== undefined)
    add('converter', 5);
  if (/\bcount(?:ing)? ?down\b/iu.test(head)) scores.delete('counter');
  if (/\bto-?do\b|\bto do list\b/iu.test(head)) add('list', 3);
  return [...scores]
    .map(([kind, score]) => ({ kind, score }))
    .sort((a, b) => b.score - a.score || a.kind.localeCompare(b.kind));
}

function lastWords(text: string): string {
  return text.trim().split(' ').slice(-1).join(' ');
}
