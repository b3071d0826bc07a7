/**
 * What was understood of a request: the one value between reading (intent, fields) and writing (fragments). A plan holds
 * no text of the document, a document nothing that is not in its plan, so another engine can make plans too.
 */

export const kinds = [
  'list',
  'form',
  'calculator',
  'converter',
  'timer',
  'notes',
  'quiz',
  'dashboard',
  'counter',
] as const;
export type Kind = (typeof kinds)[number];

export type FieldType =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'date'
  | 'time'
  | 'boolean'
  | 'choice'
  | 'rating'
  | 'email'
  | 'url';

export interface Field {
  /** Name in the data. */
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  /** Of a choice. */
  readonly options: readonly string[];
  /** Of a number, as it is shown: `km`, `%`. */
  readonly unit: string;
  /** Highest value of a rating. */
  readonly max: number;
}

export type Operation = 'add' | 'edit' | 'delete' | 'toggle' | 'search' | 'filter' | 'sort' | 'total' | 'average';

/** What the entries of an app are called. */
export interface Entity {
  readonly one: string;
  readonly many: string;
  /** Name of the list in the data. */
  readonly key: string;
}

export interface Plan {
  readonly kind: Kind;
  /** Package id wished for; the registry makes it unique. */
  readonly id: string;
  readonly name: string;
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly operations: ReadonlySet<Operation>;
  /** Entries that the app starts with. */
  readonly items: readonly string[];
  /** The whole request in lower case, for what one kind alone looks for (a formula, a unit, a subject). */
  readonly request: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** A request that needs an answer first. */
export interface Question {
  readonly question: string;
  readonly suggestions: readonly string[];
}
