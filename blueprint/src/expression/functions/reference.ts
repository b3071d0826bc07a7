/**
 * What each function of expressions does, with an example and its result: for the reference page, prompts and editors.
 * Apart from the functions, because no running app needs it. A test evaluates every example.
 */
import type { Json } from '../../json.ts';
import type { functionFamilies } from '../functions.ts';

/** The data that examples read. */
export const exampleData = {
  books: [
    { title: 'Emma', year: 1815, read: true },
    { title: 'Dracula', year: 1897, read: false },
    { title: 'Ulysses', year: 1922, read: false },
  ],
  prices: [4, 2, 9],
  book: { title: 'Emma', year: 1815 },
} as const satisfies Record<string, Json>;

/** What examples know beside the data: a fixed clock in one zone. */
export const exampleEnvironment = {
  now: (): number => Date.UTC(2026, 10, 22, 9, 30),
  random: (): number => 0.5,
  newId: (): string => '2f1d0c3e-5a7b',
  timeZone: 'UTC',
} as const;

export interface FunctionReference {
  readonly description: string;
  /** An expression without `=`, over `exampleData`. */
  readonly example: string;
  readonly result: Json;
}

type Families = typeof functionFamilies;
type References = {
  readonly [Family in keyof Families]: { readonly [Name in keyof Families[Family]]: FunctionReference };
};

const is = (description: string, example: string, result: Json): FunctionReference => ({
  description,
  example,
  result,
});
const titles = (...names: string[]): Json => names;

export const functionReferences: References = {
  lists: {
    filter: is('The entries for which the condition holds.', 'count(filter(books, item.read))', 1),
    map: is('The value for each entry.', 'map(books, item.title)', titles('Emma', 'Dracula', 'Ulysses')),
    sort: is(
      'The list in order of the key (of the entries themselves without one), nothing last.',
      "map(sort(books, item.year, 'desc'), item.title)",
      titles('Ulysses', 'Dracula', 'Emma'),
    ),
    find: is('The first entry for which the condition holds, or nothing.', 'find(books, !item.read).title', 'Dracula'),
    find_index: is('The position of that entry from 0; -1 without one.', 'find_index(books, !item.read)', 1),
    any: is('Whether the condition holds for at least one entry.', 'any(prices, item > 8)', true),
    all: is('Whether the condition holds for every entry.', 'all(prices, item > 8)', false),
    count: is('How many entries there are, or for how many the condition holds.', 'count(books, item.read)', 1),
    group: is(
      'Records `{ key, items }`, one for each key, in order of first appearance.',
      "map(group(books, item.read ? 'read' : 'new'), item.key + ' ' + length(item.items))",
      titles('read 1', 'new 2'),
    ),
    sum: is('The sum of the entries, or of the value for each; nothing is left out.', 'sum(prices)', 15),
    avg: is('The average; nothing for an empty list.', 'avg(prices)', 5),
    median: is('The middle value; nothing for an empty list.', 'median(prices)', 4),
    min: is('The smallest number or text.', 'min(prices)', 2),
    max: is('The largest number or text.', 'max(3, 8, 5)', 8),
    first: is('The first entry, or nothing.', 'first(prices)', 4),
    last: is('The last entry, or nothing.', 'last(prices)', 9),
    reverse: is('The list from its end to its start.', 'reverse(prices)', [9, 2, 4]),
    unique: is('Each text, number or truth value once, in order of first appearance.', 'unique([1, 2, 1])', [1, 2]),
    flat: is('Lists inside the list opened, one level.', 'flat([[1, 2], 3])', [1, 2, 3]),
    without: is('The list without every entry that equals another.', 'without(prices, 2)', [4, 9]),
    zip: is('Pairs of entries at the same position, as long as the first list.', "zip([1, 2], ['a', 'b'])", [
      [1, 'a'],
      [2, 'b'],
    ]),
    chunk: is('Lists of so many entries each.', 'chunk([1, 2, 3], 2)', [[1, 2], [3]]),
    range: is('The whole numbers from the first to the last.', 'range(1, 4)', [1, 2, 3, 4]),
    slice: is(
      'The part from a position (from 0, from the end when negative) up to, not including, another.',
      "slice('blueprint', 0, 4)",
      'blue',
    ),
    concat: is('Lists joined, or texts joined.', 'concat([1], [2, 3])', [1, 2, 3]),
    contains: is('Whether it is in there.', "contains('blueprint', 'print')", true),
    index_of: is('The position of it from 0; -1 when it is not in there.', 'index_of(prices, 9)', 2),
  },
  records: {
    keys: is('The names in a record.', 'keys(book)', titles('title', 'year')),
    values: is('The values in a record.', 'values(book)', ['Emma', 1815]),
    entries: is('Records `{ key, value }`, one for each name.', 'entries({ a: 1 })', [{ key: 'a', value: 1 }]),
    from_entries: is('The record that such a list makes.', "from_entries([{ key: 'a', value: 1 }])", { a: 1 }),
    merge: is('One record of several; what comes later holds.', 'merge(book, { year: 1816 })', {
      title: 'Emma',
      year: 1816,
    }),
    pick: is('The record with only these names.', "pick(book, ['title'])", { title: 'Emma' }),
    omit: is('The record without these names.', "omit(book, ['title'])", { year: 1815 }),
    has: is('Whether a record has a name.', "has(book, 'author')", false),
    with: is('The record with one name set.', "with(book, 'year', 1816).year", 1816),
    coalesce: is('The first argument that is not nothing; 0 and empty text stay.', 'coalesce(null, 0, 5)', 0),
    empty: is('Whether it is nothing, empty text, an empty list or an empty record.', "empty('')", true),
    type: is("'text', 'number', 'boolean', 'list', 'record' or 'nothing'.", 'type(prices)', 'list'),
    text: is('Any value as text; nothing gives empty text.', 'text(prices)', '4, 2, 9'),
    json: is('The value as JSON, indented by so many spaces.', 'json({ a: [1, 2] })', '{"a":[1,2]}'),
    parse_json: is('The value that a JSON text holds.', "parse_json('[1, 2]')", [1, 2]),
  },
  numbers: {
    number: is('The number that a text spells; nothing for an empty text.', "number(' 12.5 ')", 12.5),
    round: is('Rounded, halves away from zero.', 'round(2.345, 2)', 2.35),
    floor: is('Rounded down.', 'floor(2.7)', 2),
    ceil: is('Rounded up.', 'ceil(2.1)', 3),
    trunc: is('Without its decimals.', 'trunc(-2.7)', -2),
    abs: is('Without its sign.', 'abs(-3)', 3),
    sign: is('-1, 0 or 1.', 'sign(-3)', -1),
    clamp: is('The number, kept between two others.', 'clamp(12, 0, 10)', 10),
    sqrt: is('The square root.', 'sqrt(9)', 3),
    pow: is('The base raised to the exponent.', 'pow(2, 10)', 1024),
    exp: is('e raised to the number.', 'exp(0)', 1),
    log: is('The logarithm: natural, or to a base.', 'log(1000, 10)', 3),
    pi: is('The ratio of a circle to its diameter.', 'fixed(pi(), 2)', '3.14'),
    sin: is('The sine of an angle in radians.', 'sin(0)', 0),
    cos: is('The cosine of an angle in radians.', 'cos(0)', 1),
    tan: is('The tangent of an angle in radians.', 'tan(0)', 0),
    asin: is('The angle of a sine.', 'asin(0)', 0),
    acos: is('The angle of a cosine.', 'acos(1)', 0),
    atan: is('The angle of a tangent.', 'atan(0)', 0),
    atan2: is('The angle of a point, from its y and x.', 'degrees(atan2(1, 1))', 45),
    radians: is('Degrees as radians.', 'radians(0)', 0),
    degrees: is('Radians as degrees.', 'degrees(pi())', 180),
    fixed: is('As text with exactly so many decimals.', 'fixed(2, 2)', '2.00'),
    format: is('As text with thousands separated.', 'format(1234567.891, 1)', '1,234,567.9'),
    percent: is('A part of 1 as text.', 'percent(0.125, 1)', '12.5%'),
    currency: is('As an amount of money; dollars unless told.', "currency(1234.5, 'EUR')", '€1,234.50'),
    bytes: is('As a size of a file.', 'bytes(1536000)', '1.5 MB'),
  },
  text: {
    length: is('The number of characters or entries.', "length('Emma')", 4),
    upper: is('In capitals.', "upper('Emma')", 'EMMA'),
    lower: is('In small letters.', "lower('Emma')", 'emma'),
    capitalize: is('With a capital first letter.', "capitalize('on the road')", 'On the road'),
    title: is('With a capital first letter of each word.', "title('on the ROAD')", 'On The Road'),
    trim: is('Without spaces at both ends.', "trim(' Emma ')", 'Emma'),
    starts: is('Whether the text starts so.', "starts('blueprint', 'blue')", true),
    ends: is('Whether the text ends so.', "ends('blueprint', 'print')", true),
    replace: is('With every occurrence replaced.', "replace('a-b-c', '-', '+')", 'a+b+c'),
    split: is('The parts of a text as a list.', "split('a,b', ',')", titles('a', 'b')),
    lines: is('The lines of a text as a list.', "length(lines('a\\nb'))", 2),
    words: is('The words of a text, parted by spaces.', "words(' on the  road ')", titles('on', 'the', 'road')),
    join: is('The entries as one text with a separator between.', "join(prices, ' + ')", '4 + 2 + 9'),
    pad: is("Filled to a length, at the 'start' unless told.", "pad(7, 3, '0')", '007'),
    repeat: is('The text so many times.', "repeat('ab', 3)", 'ababab'),
    truncate: is('Cut to a length, with a sign that it was.', "truncate('A long story', 7)", 'A long…'),
    plural: is('The number with the word that fits it.', "plural(3, 'book', 'books')", '3 books'),
    matches: is(
      'Whether a regular expression is found in the text; `^` and `$` stand for its ends.',
      "matches('A-42', '^[A-Z]-\\\\d+$')",
      true,
    ),
    extract: is(
      'The first place that matches, or one of its groups; nothing without one.',
      "extract('A-42', '([A-Z])-(\\\\d+)', 2)",
      '42',
    ),
    extract_all: is(
      'Every place that matches, or one group of each.',
      "extract_all('a1 b22', '\\\\d+')",
      titles('1', '22'),
    ),
  },
  time: {
    date: is(
      "As a date by letters such as d MMM yyyy, HH:mm, or by 'date', 'time' or 'datetime'.",
      "date('2026-11-22', 'EEEE d MMMM')",
      'Sunday 22 November',
    ),
    iso: is('As a calendar date that a date field takes.', 'iso(86400000)', '1970-01-02'),
    timestamp: is('Milliseconds since 1970.', "timestamp('1970-01-02')", 86_400_000),
    year: is('The year.', "year('2026-11-22')", 2026),
    month: is('The month, from 1.', "month('2026-11-22')", 11),
    day: is('The day of the month.', "day('2026-11-22')", 22),
    weekday: is('The day of the week, from 1 for Monday to 7.', "weekday('2026-11-22')", 7),
    hour: is('The hour, from 0.', "hour('2026-11-22T09:30:15Z')", 9),
    minute: is('The minute.', "minute('2026-11-22T09:30:15Z')", 30),
    second: is('The second.', "second('2026-11-22T09:30:15Z')", 15),
    start_of: is(
      "The beginning of its 'day', 'week' (Monday), 'month' or 'year'.",
      "start_of('2026-11-22', 'week')",
      '2026-11-16',
    ),
    date_add: is(
      "Later by so many 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months' or 'years'.",
      "date_add('2026-01-31', 1, 'month')",
      '2026-02-28',
    ),
    date_diff: is(
      'From one date to another in such units: whole days and longer, exact below.',
      "date_diff('2026-11-22', '2026-12-25', 'days')",
      33,
    ),
    ago: is('How long a date lies before another, in words.', "ago('2026-11-20', '2026-11-22')", '2 days ago'),
    duration: is(
      'Milliseconds as minutes and seconds, with tenths of a second when the second argument is true.',
      'duration(125000)',
      '2:05',
    ),
  },
  chance: {
    now: is('Milliseconds since 1970; only in handlers and arguments of sources.', 'iso(now())', '2026-11-22'),
    random: is(
      'A number from 0 up to 1, or a whole number from one to another; only in handlers and arguments of sources.',
      'random(1, 6)',
      4,
    ),
    uuid: is('A new id; only in handlers and arguments of sources.', 'length(uuid())', 13),
  },
};
