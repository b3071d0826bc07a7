/**
 * What an app is about: its name, and what its entries are called. "can you make me a list of spare parts" is about
 * spare parts, and one of them is a spare part.
 */
import type { Entity, Kind } from './plan.ts';
import { capitalise, isPlural, keyFrom, plural, singular, wordsOf } from './text.ts';

const politeness: readonly RegExp[] = [
  /^(?:hi|hello|hey|ok|okay|so|well)\b[ ,!.]*/i,
  /^(?:can|could|would|will) (?:you|we|i)\b(?: please| maybe)?\s*/i,
  /^(?:i|we) (?:need|want|wish|would like|would love|like|am looking for|'m looking for|have)(?: to have| to get| to)?\b\s*/i,
  /^(?:i|we)'d (?:like|love)(?: to have| to)?\b\s*/i,
  /^(?:what|how) (?:would|will|is|are|about|does|do)\b\s*/i,
  /^(?:please )?(?:make|build|create|generate|give|design|write|set up|show|get|do|prepare|start)(?: me| us)?\b\s*/i,
  /^(?:something|somewhere|anything|a (?:small |simple |little |quick |nice )*(?:app|tool|place|program|thing|application|page|way)|an (?:app|application|easy way))(?: (?:to|for|that (?:can|could|lets me|lets us|helps me|helps us|helps)?|where (?:i|we) can|which|so (?:i|we) can|with which i can))?\s+(?!$)/i,
  /^(?:keep(?:ing)? (?:track|an eye|a record) (?:of|on)|keep(?:ing)?|track(?:ing)?\b|log(?:ging)? (?=my |our |the |all )|manag(?:e|ing)|organi[sz](?:e|ing)|record(?:ing)? |list(?:ing)? (?=my |our |all )|collect(?:ing)?|catalog(?:ue|uing)?|stor(?:e|ing)|sav(?:e|ing)|remember(?:ing)?|monitor(?:ing)?|plan(?:ning)?(?= my| our))\s*/i,
  /^(?:a|an|the|my|our|his|her|their|your|some|all|all my|all the|simple|small|little|quick|basic|easy|nice|new|personal)\s+/i,
  /^(?:to|for|about|of)\s+/i,
];

/** The head without the words around the wish. */
export function stripWish(head: string): string {
  let text = head.replace(/[?!.,:;]+$/g, '').trim();
  for (let changed = true; changed; ) {
    changed = false;
    for (const pattern of politeness) {
      const shorter = text.replace(pattern, '').trim();
      if (shorter !== text && shorter !== '') {
        text = shorter;
        changed = true;
      }
    }
  }
  return text;
}

const ofSomething =
  /^(?:lists?|inventory|collection|catalog(?:ue)?|data ?base|table|log|tracker|overview|record|summary|app|application|tool|library|checklist|register|counter|tally|planner)\s+(?:of|for|about|with|to track|to manage)\s+(?:(?:all|the|my|our|a|an)\s+)*(.+)$/i;
const forSomething =
  /^(form|dashboard|sheet|survey|questionnaire|quiz|calculator|timer|scoreboard|notes?|notebook|journal|diary|flash ?cards?|stopwatch|sign ?up(?: sheet| form)?)\s+(?:of|for|about|on)\s+(?:(?:all|the|my|our|a|an)\s+)*(.+)$/i;
const kindNoun =
  /\s+(?:to-?do list|check ?list|wish ?list|lists?|trackers?|logs?|logbook|collection|apps?|application|inventory|library|planner|forms?|dashboard|data ?base|diary|organi[sz]er|manager|register|table|overview|tracking|page|tool|sheet|catalog(?:ue)?|journal)$/i;

/** Name of the app as a title bar shows it. */
export function nameFor(subject: string, kind: Kind): string {
  if (kind === 'timer') return timerName(subject);
  if (kind === 'notes' && !/\b(notes?|journal|diary|memos?|log ?book|note ?book)\b/i.test(subject)) return 'Notes';
  if (kind === 'counter') return counterName(subject);
  const of = ofSomething.exec(subject);
  const about = forSomething.exec(subject);
  let name = subject;
  if (of?.[1] !== undefined && kind !== 'form') name = kind === 'dashboard' ? `${of[1]} dashboard` : of[1];
  else if (about?.[1] !== undefined && about[2] !== undefined) {
    name =
      kind === 'form' && about[2].split(' ').length === 1
        ? `${singular(about[2])} ${about[1]}`
        : `${about[2]} ${about[1]}`;
  } else name = subject.replace(/\s+(?:apps?|application|tool|program)$/i, '');
  return capitalise(shorten(name));
}

/** "count down ninety seconds for my planks" is the planks timer. */
function timerName(subject: string): string {
  if (/\bpomodoros?\b/i.test(subject)) return 'Pomodoro timer';
  if (/\bstop ?watch/i.test(subject)) return 'Stopwatch';
  const egg = /\b(egg|tea|workout|interval|study|cooking|kitchen|meeting|plank)s? timer\b/i.exec(subject)?.[1];
  const purpose = egg ?? /\bfor (?:my |the |a |our )?((?!\d|an? )\p{L}+)$/iu.exec(subject)?.[1];
  return purpose === undefined || /^(minutes?|seconds?|hours?)$/i.test(purpose)
    ? 'Timer'
    : `${capitalise(purpose)} timer`;
}

/** What is counted: "count how many coffees I drink" counts coffees. */
export function countedThing(subject: string): string | undefined {
  const thing =
    /\bhow (?:many|often)\s+(?:times\s+)?(\p{L}+)/iu.exec(subject)?.[1] ??
    /\b(?:count(?:ing|er)?|tally)(?: for| of| the| my| our)?\s+(?:my |the |our )?(\p{L}+)\b/iu.exec(subject)?.[1] ??
    /^(\p{L}+) (?:counter|tally)\b/iu.exec(subject)?.[1];
  return thing === undefined || /^(i|we|how|many|times|up|for|counter|app|simple|click|tally)$/i.test(thing)
    ? undefined
    : thing;
}

function counterName(subject: string): string {
  const thing = countedThing(subject);
  if (thing !== undefined) return `${capitalise(thing)} counter`;
  return /\bscore/i.test(subject) ? 'Scoreboard' : shortName(subject);
}

function shortName(subject: string): string {
  return capitalise(shorten(subject.replace(/\s+(?:apps?|application|tool|program)$/i, '')));
}

function shorten(text: string): string {
  if (text.length <= 40) return text;
  const cut = text.slice(0, 40);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), 12)).trim();
}

/** Entries of subjects that are not named after their entries. */
const entryOf: Readonly<Record<string, string>> = {
  reading: 'book',
  shopping: 'item',
  grocery: 'item',
  groceries: 'item',
  packing: 'item',
  todo: 'task',
  'to-do': 'task',
  'to do': 'task',
  bucket: 'goal',
  wish: 'wish',
  wishlist: 'wish',
  watch: 'film',
  reminders: 'reminder',
  spending: 'expense',
  budget: 'expense',
  finances: 'expense',
  money: 'expense',
  'wine cellar': 'wine',
  inventory: 'item',
  stock: 'item',
  'address book': 'contact',
  workout: 'workout',
  gym: 'workout',
  fitness: 'workout',
  sales: 'sale',
  workload: 'entry',
  reading_list: 'book',
  check: 'item',
  mood: 'entry',
  sleep: 'night',
  water: 'drink',
};

/** What the entries are called. */
export function entityFor(subject: string, kind: Kind): Entity {
  if (kind === 'form') return entity('response');
  if (kind === 'notes') return entity(/\b(journal|diary|log ?book)\b/i.test(subject) ? 'entry' : 'note');
  const of = ofSomething.exec(subject)?.[1] ?? forSomething.exec(subject)?.[2] ?? subject;
  const core = of.replace(kindNoun, '').trim();
  const phrase = (core.split(/\s(?:i|we|that|which|who|to|for|of|in|on|at|from|by|and|not|per)\s/i)[0] ?? core)
    .toLowerCase()
    .trim();
  const known = Object.hasOwn(entryOf, phrase) ? entryOf[phrase] : undefined;
  if (known !== undefined) return entity(known);
  const words = wordsOf(phrase).filter((word) => /^\p{L}/u.test(word));
  const last = words.at(-1);
  if (last === undefined) return entity('entry');
  const knownLast = Object.hasOwn(entryOf, last) ? entryOf[last] : undefined;
  if (knownLast !== undefined) return entity(knownLast);
  if (/(ing|use|usage|work|tracker|list|book|app|data|stuff|energy|electricity)$/.test(last) && !isPlural(last))
    return entity('entry');
  return entity([...words.slice(-2, -1), singular(last)].join(' '));
}

function entity(one: string): Entity {
  const words = one.split(' ');
  const many = [...words.slice(0, -1), plural(words.at(-1) ?? 'entry')].join(' ');
  return { one, many, key: keyFrom(many, 'entries', 'top') };
}
