/** What the writer that is killed writes: two keys in one batch, whose values follow from their names. */
export const parts = ['a', 'b'] as const;

/** 100 to 4,099 characters, so that a commit spans pages of the database. */
export function textOf(key: string): string {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + character.charCodeAt(0)) % 4_000;
  return `${key} `.repeat(100 + hash).slice(0, 100 + hash);
}
