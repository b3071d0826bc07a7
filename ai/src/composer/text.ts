/**
 * Text of a request, made safe and regular before anything reads it: bounded, without control characters, one spelling
 * for quotes and dashes. Everything below this file may assume the result.
 */

/** Characters of a request that are read; nobody describes a small app in more. */
export const longestRequest = 2_000;

export interface Cleaned {
  readonly text: string;
  /** The request was longer than what is read. */
  readonly cut: boolean;
}

/** Regular form of what a person typed. */
export function clean(message: string): Cleaned {
  const cut = message.length > longestRequest;
  const text = (cut ? message.slice(0, longestRequest) : message)
    .normalize('NFKC')
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/[\r\n]+\s*[-*•]?\s*/g, ', ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, ' ')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/(\d)\s*[–—−]\s*(\d)/g, '$1-$2')
    .replace(/\s*[–—]\s*|\s+-\s+/g, ' - ')
    .replace(/[<>{}[\]\\|^~]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { text, cut };
}

/** Words in lower case: letters, digits and inner apostrophes. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|%/gu) ?? [];
}

/** First letter in capitals, the rest as it was written. */
export function capitalise(text: string): string {
  const first = [...text][0];
  return first === undefined ? text : first.toUpperCase() + text.slice(first.length);
}

const irregularPlurals: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  geese: 'goose',
  knives: 'knife',
  wives: 'wife',
  lives: 'life',
  leaves: 'leaf',
  shelves: 'shelf',
  movies: 'movie',
  cookies: 'cookie',
  recipes: 'recipe',
  series: 'series',
  species: 'species',
  shoes: 'shoe',
  criteria: 'criterion',
};

const singularEndings = /(ss|us|is|ics|news|chess|gas|bus|lens|species|series)$/;

/** Whether a word looks like an English plural. */
export function isPlural(word: string): boolean {
  const lower = word.toLowerCase();
  if (Object.hasOwn(irregularPlurals, lower)) return true;
  return lower.length > 3 && lower.endsWith('s') && !singularEndings.test(lower);
}

/** Singular of an English noun; a word that is no plural comes back as it is. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const irregular = Object.hasOwn(irregularPlurals, lower) ? irregularPlurals[lower] : undefined;
  if (irregular !== undefined) return irregular;
  if (!isPlural(word)) return word;
  if (/ies$/i.test(word) && word.length > 4) return word.replace(/ies$/i, 'y');
  if (/(ches|shes|sses|xes|zes)$/i.test(word)) return word.slice(0, -2);
  if (/oes$/i.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Plural of an English noun. */
export function plural(word: string): string {
  const lower = word.toLowerCase();
  for (const [many, one] of Object.entries(irregularPlurals)) if (one === lower) return many;
  if (isPlural(word)) return word;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  return `${word}s`;
}

/** Names that reach a prototype, literals of expressions, and the id that every entry has. */
const takenEverywhere =
  'id true false null proto prototype constructor tostring valueof hasownproperty tolocalestring isprototypeof propertyisenumerable'.split(
    ' ',
  );
/** Names that mean something at the top of the data: variables, and what composed apps keep beside their entries. */
const takenAtTop =
  'item index event result draft editing removed query descending orderby openid sent at score picked questions cards turned input display fresh problem'.split(
    ' ',
  );
const takenInEntries: ReadonlySet<string> = new Set(takenEverywhere);
const takenForLists: ReadonlySet<string> = new Set([...takenEverywhere, ...takenAtTop]);

/** A name usable as a key of the data, from any text: ASCII letters, digits and underscores, never a taken name. */
export function keyFrom(text: string, fallback: string, place: 'entry' | 'top' = 'entry'): string {
  const ascii = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/'s?\b/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  if (ascii === '') return fallback;
  const taken = place === 'top' ? takenForLists : takenInEntries;
  return taken.has(ascii.replace(/_/g, '')) || ascii.startsWith('only_') ? `${ascii}_field` : ascii;
}

/** A package id from any text: lower-case words joined by dashes. */
export function slug(text: string, fallback: string): string {
  const id = keyFrom(text, fallback)
    .replace(/_field$/, '')
    .replace(/_/g, '-')
    .slice(0, 40)
    .replace(/-+$/, '');
  return id === '' ? fallback : id;
}
