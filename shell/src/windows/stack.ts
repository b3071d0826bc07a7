/**
 * The order of windows: one list of ids from bottom to top, which is the z-order and, read from the top, the order of
 * last use. Pure. Rule: every operation gives a permutation of the ids it was given, plus or minus the named one.
 */

/** Puts `id` on top, adding it when it is new. */
export function raise<Id>(stack: readonly Id[], id: Id): readonly Id[] {
  if (stack.at(-1) === id) return stack;
  return [...stack.filter((other) => other !== id), id];
}

/** Puts `id` at the bottom, adding it when it is new. */
export function lower<Id>(stack: readonly Id[], id: Id): readonly Id[] {
  if (stack[0] === id) return stack;
  return [id, ...stack.filter((other) => other !== id)];
}

export function without<Id>(stack: readonly Id[], id: Id): readonly Id[] {
  return stack.includes(id) ? stack.filter((other) => other !== id) : stack;
}

/** The topmost id that `eligible` accepts. */
export function topmost<Id>(stack: readonly Id[], eligible: (id: Id) => boolean): Id | undefined {
  return stack.findLast(eligible);
}

/** The ids from the most to the least recently used, those that `last` holds for at the end. */
export function recentFirst<Id>(stack: readonly Id[], last: (id: Id) => boolean): readonly Id[] {
  const recent = stack.toReversed();
  return [...recent.filter((id) => !last(id)), ...recent.filter(last)];
}
