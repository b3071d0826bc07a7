/** Tables of the key-value database and what travels between the core and its writer. */
export const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (namespace, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS usage (
    namespace TEXT PRIMARY KEY,
    keys INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  ) WITHOUT ROWID;
`;

/** Most keys of one namespace: each costs room that its own bytes do not show. */
export const mostKeys = 1_000_000;

export type Change =
  | { readonly key: string; readonly value: Uint8Array }
  | { readonly key: string; readonly value: null };

/** One request of a caller: applied as a whole or not at all. */
export interface WriteRequest {
  readonly id: number;
  readonly namespace: string;
  readonly changes: readonly Change[];
  /** Of keys and values together; `mostKeys` holds besides. */
  readonly quotaBytes: number;
}

export type WriteReply =
  | { readonly id: number; readonly applied: number }
  | { readonly id: number; readonly code: string; readonly message: string };
