/** What a repair did, change by change, and how far it had to go. */

/**
 * How deep a repair had to reach: 0 the text (fences, commas, quotes), 1 the form without losing anything, 2 values that
 * had the wrong type or a slip in a name, 3 the failing part written anew, 4 a placeholder in its place.
 */
export type Rung = 0 | 1 | 2 | 3 | 4;

export interface RepairChange {
  readonly rung: Rung;
  /** JSON pointer into the document; empty for the text as a whole. */
  readonly path: string;
  readonly message: string;
}
