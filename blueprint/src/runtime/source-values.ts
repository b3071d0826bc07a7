/** The names that sources give, and their values before any answer. */
import type { Json, JsonObject, Source } from '../index.ts';

export function initialSources(definitions: Readonly<Record<string, Source>>): JsonObject {
  return Object.fromEntries(
    Object.entries(definitions).flatMap(([name, { default: value = null }]): [string, Json][] => [
      [name, value],
      [`${name}$loading`, false],
      [`${name}$error`, null],
    ]),
  );
}
