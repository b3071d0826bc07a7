/**
 * The type of a field from the words of its name. Words are looked up from the last to the first, because English puts
 * the head noun last ("unit price", "phone number"); phrases win over words.
 */
import type { FieldType } from './plan.ts';
import { plural, singular, wordsOf } from './text.ts';

const typeWords: Readonly<Record<Exclude<FieldType, 'choice'>, string>> = {
  date: 'date day birthday birthdate deadline due anniversary expiry expires expiration born since until when arrival departure checkin checkout dob',
  time: 'time hour clock alarm',
  money:
    'price cost amount salary fee budget wage income expense rent revenue balance bill deposit loan payment fare profit turnover donation debt money spending earning euro dollar tax pay paycheck refund sale',
  number:
    'count quantity qty age weight height distance duration page rep set calory calorie score point hour minute second step mileage year vintage temperature percent percentage rate stock length width depth volume visitor people person guest attendee seat night adult kid child km mile kilometre kilometer metre meter kg kilo pound gram litre liter ml kwh level floor bedroom bathroom lap goal total average usage consumption speed size area pulse pressure bottle ounce oz',
  rating: 'rating star stars',
  email: 'email e-mail mail',
  url: 'url link website site webpage homepage',
  boolean:
    'done completed complete finished seen read watched paid returned bought purchased vegetarian vegan available active urgent important favourite favorite given confirmed attending coming checked packed owned lent sold cancelled approved signed received delivered shipped allowed agreed accepted open-source gluten-free visited cooked tried played learned mastered taken',
  long_text:
    'note notes comment comments description ingredient ingredients instruction instructions steps method details review thought thoughts message feedback remark remarks wishes story bio reflection observation observations directions transcript body content reason explanation lyrics',
  text: 'name title author artist species genre company position city country street address phone mobile number tag tags label subject brand model colour color place location shelf room class teacher isbn code username summary browser region project person pet vaccine borrower breed',
};

const byWord = new Map<string, Exclude<FieldType, 'choice'>>();
for (const type of [
  'text',
  'number',
  'money',
  'date',
  'time',
  'rating',
  'email',
  'url',
  'boolean',
  'long_text',
] as const) {
  for (const word of typeWords[type].split(' ')) byWord.set(word, type);
}
byWord.set('person', 'text');
byWord.set('level', 'text');
byWord.set('number', 'text');

const phrases: readonly (readonly [RegExp, FieldType])[] = [
  [/\bwhat (happened|was done|we did|i did)\b|\bwhat i (learned|learnt)\b|\bsteps to\b|\bhow to\b/, 'long_text'],
  [/^(what|why|who|where)\b|^how i\b/, 'text'],
  [/\bhourly (rate|pay|wage)\b|\b(day|daily) rate\b/, 'money'],
  [/\b(number|amount|count|quantity) of\b|\bhow many\b|\b(left|remaining|in stock)$/, 'number'],
  [/\bhow much\b/, 'money'],
  [/\b(cost|price|amount|fee|rent|salary|revenue|income|payment)\b.*\b(per|a|each|in|from|of|for)\b/, 'money'],
  [/\b\w+(ed|en|nt|ght) (on|at)$|\b(given|due|sent|bought|sold|lent|starts?|ends?) on$|\bwhen\b/, 'date'],
  [/\bdate\b|\bday (of|it|i)\b/, 'date'],
  [/\bmonth$/, 'text'],
  [
    /\b(start|end|starting|ending|opening|closing|departure|arrival|wake up|bed) time\b|\btime of day\b|\bat what time\b/,
    'time',
  ],
  [/\b(web ?site|web ?page|web address|home ?page|url|link)\b/, 'url'],
  [/\b(e-?mail)\b/, 'email'],
  [
    /\b(phone|serial|part|order|flight|house|licen[cs]e|account|room|model|invoice|tracking|membership|plate|seat) (number|no|nr)\b/,
    'text',
  ],
  [/%|\bpercent(age)?\b|\b(interest|tax|vat|bounce|conversion|discount|success|heart) rate\b/, 'number'],
  [/^(hours|minutes|days|weeks|years|months|pages|miles|kilomet(re|er)s|bottles|points|people|guests) \w+/, 'number'],
  [/^(is|are|was|were|has|have|had|needs?|on|in use|can|already|did|does) |\b(yes no|y n|true false)\b/, 'boolean'],
  [/\b(permission|consent|insurance) (given|granted|received)\b/, 'boolean'],
];

/** Choices that everyone expects under these names. */
const conventionalOptions: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(priority|importance|urgency)$/, ['Low', 'Medium', 'High']],
  [/\bseverity$/, ['Low', 'Medium', 'High', 'Critical']],
  [/\b(status|stage|state|progress)$/, ['Planned', 'In progress', 'Done']],
  [/\b(mood|feeling)$/, ['Great', 'Good', 'Okay', 'Low', 'Bad']],
  [/\bdifficulty( level)?$/, ['Easy', 'Medium', 'Hard']],
  [/\bfrequency$/, ['Daily', 'Weekly', 'Monthly', 'Yearly']],
  [/\bday of the week$|^weekday$/, ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']],
];

/** Words that on their own are options of a scale ("severity low medium high"). */
export const optionWords = new Set(
  'low medium high critical urgent normal minor major none some many few small large big tiny huge easy hard good bad ok okay great poor fair excellent red amber yellow green blue open closed new used hot cold warm mild sweet dry bitter full half empty daily weekly monthly yearly never rarely sometimes often always todo doing done'.split(
    ' ',
  ),
);

/** Names whose field is a choice as soon as words of a scale follow. */
export const choiceNames =
  /\b(severity|priority|status|mood|level|size|sunlight|light|difficulty|stage|state|condition|quality|type|kind|category|frequency|importance|urgency|colour|color|temperature|spiciness)$/;

/** Options that a name has by convention, or none. */
export function optionsFor(name: string): readonly string[] {
  const singularName = name
    .toLowerCase()
    .split(' ')
    .map((word, index, all) => (index === all.length - 1 && word !== 'status' ? singular(word) : word))
    .join(' ');
  return conventionalOptions.find(([pattern]) => pattern.test(singularName))?.[1] ?? [];
}

/** Units that make a field a number, as they are written after a name: `in km`, `(kg)`. */
const unitSpelling: Readonly<Record<string, string>> = {
  minutes: 'min',
  minute: 'min',
  mins: 'min',
  hours: 'h',
  hour: 'h',
  hrs: 'h',
  seconds: 's',
  secs: 's',
  kilometres: 'km',
  kilometers: 'km',
  metres: 'm',
  meters: 'm',
  kilograms: 'kg',
  kilos: 'kg',
  pounds: 'lb',
  grams: 'g',
  litres: 'l',
  liters: 'l',
  percent: '%',
  celsius: '°C',
  fahrenheit: '°F',
  degrees: '°',
};
const unitWords = new Set(
  'km m cm mm mi miles feet ft inches in kg g mg lb lbs oz l ml kwh kw w kcal cal % days weeks months years pages reps bpm rpm mph km/h steps °c °f'.split(
    ' ',
  ),
);
const currencies: Readonly<Record<string, string>> = {
  euros: '€',
  euro: '€',
  eur: '€',
  '€': '€',
  dollars: '$',
  dollar: '$',
  usd: '$',
  $: '$',
  gbp: '£',
  '£': '£',
};

/** Reads a unit word: how it is shown, and whether it is one of money. */
export function unitFrom(word: string): { unit: string; money: boolean } | undefined {
  const lower = word.trim().toLowerCase();
  const currency = Object.hasOwn(currencies, lower) ? currencies[lower] : undefined;
  if (currency !== undefined) return { unit: currency, money: true };
  const spelled = Object.hasOwn(unitSpelling, lower) ? unitSpelling[lower] : undefined;
  if (spelled !== undefined) return { unit: spelled, money: false };
  if (!unitWords.has(lower)) return undefined;
  return { unit: lower === 'kwh' ? 'kWh' : lower === 'in' ? 'in' : word.trim(), money: false };
}

/** Words that count something only in the plural: "guests" is how many, "guest" is who. */
const countedInPlural = new Set(
  'visitors guests attendees seats nights adults kids children people persons points pages hours minutes seconds bottles laps reps sets steps calories'.split(
    ' ',
  ),
);

/** A participle or adjective makes a field yes or no when it ends the name, or begins one such as "done today". */
function isYesNo(words: readonly string[], at: number): boolean {
  return at === words.length - 1 || (at === 0 && /^(today|yet|already|by|before|this|at)$/.test(words[1] ?? ''));
}

/** Type of a field by its name alone. */
export function typeFor(name: string): FieldType {
  const lower = name.toLowerCase();
  for (const [pattern, type] of phrases) if (pattern.test(lower)) return type;
  const words = wordsOf(lower);
  if (/\bof\b/.test(lower)) {
    const head = words[words.indexOf('of') - 1];
    const type = head === undefined ? undefined : (byWord.get(head) ?? byWord.get(singular(head)));
    if (type !== undefined) return type;
  }
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at] ?? '';
    if (countedInPlural.has(word)) return 'number';
    const type = byWord.get(word) ?? byWord.get(singular(word));
    if (type === undefined || (type === 'number' && countedInPlural.has(plural(word)))) continue;
    if (type !== 'boolean' || isYesNo(words, at)) return type;
  }
  return 'text';
}

/** Names that say which entry it is, as against what it is like. */
export const namingField =
  /\b(name|title|task|item|subject|what|summary|species|product|headline|label|word|question|todo|to-do)s?\b/i;
