/**
 * Which entries are selected, as a value: names, so that a new order or a fresh listing keeps them. `anchor` is where a
 * range began, `cursor` the entry that the keyboard is at. Both are always names of the listing or undefined.
 */
export interface Selection {
  readonly names: ReadonlySet<string>;
  readonly anchor: string | undefined;
  readonly cursor: string | undefined;
}

export const nothingSelected: Selection = { names: new Set(), anchor: undefined, cursor: undefined };

export interface Modifiers {
  /** Add or remove one (Ctrl or ⌘). */
  readonly toggle: boolean;
  /** Everything from the anchor to here (Shift). */
  readonly range: boolean;
}

export function selectOnly(name: string): Selection {
  return { names: new Set([name]), anchor: name, cursor: name };
}

export function selectAll(order: readonly string[], selection: Selection): Selection {
  return { names: new Set(order), anchor: selection.anchor ?? order[0], cursor: selection.cursor ?? order[0] };
}

/** A click on `name`, in a listing shown in `order`. */
export function clicked(selection: Selection, order: readonly string[], name: string, how: Modifiers): Selection {
  if (how.range) return reach(selection, order, name, how.toggle);
  if (!how.toggle) return selectOnly(name);
  const names = new Set(selection.names);
  if (!names.delete(name)) names.add(name);
  return { names, anchor: name, cursor: name };
}

/** The keyboard moves the cursor by `step` places, stopping at the ends. */
export function moved(selection: Selection, order: readonly string[], step: number, how: Modifiers): Selection {
  if (order.length === 0) return nothingSelected;
  const from = selection.cursor === undefined ? -1 : order.indexOf(selection.cursor);
  const start = from < 0 ? (step > 0 ? -1 : order.length) : from;
  // The first press of a longer step enters the listing rather than jumping over its beginning.
  const target = from < 0 && Math.abs(step) > 1 ? (step > 0 ? 0 : order.length - 1) : start + step;
  const name = order[Math.max(0, Math.min(order.length - 1, target))];
  if (name === undefined) return selection;
  if (how.range) return reach(selection, order, name, false);
  if (how.toggle) return { ...selection, cursor: name };
  return selectOnly(name);
}

/** Drops what is no longer listed. */
export function pruned(selection: Selection, listed: ReadonlySet<string>): Selection {
  const kept = [...selection.names].filter((name) => listed.has(name));
  const still = (name: string | undefined) => (name !== undefined && listed.has(name) ? name : undefined);
  if (
    kept.length === selection.names.size &&
    still(selection.anchor) === selection.anchor &&
    still(selection.cursor) === selection.cursor
  ) {
    return selection;
  }
  return { names: new Set(kept), anchor: still(selection.anchor), cursor: still(selection.cursor) };
}

/**
 * The entry that typing `text` leads to: the first whose name begins with it, after the cursor for a single letter (or
 * the same letter again), from the cursor on for more; around the end. Undefined when there is none.
 */
export function typedAhead(order: readonly string[], cursor: string | undefined, text: string): string | undefined {
  const wanted = text.toLocaleLowerCase();
  const repeated = [...wanted].every((char) => char === wanted[0]);
  const prefix = repeated ? wanted.slice(0, 1) : wanted;
  const at = cursor === undefined ? -1 : order.indexOf(cursor);
  const first = repeated ? at + 1 : Math.max(at, 0);
  for (let step = 0; step < order.length; step += 1) {
    const name = order[(first + step) % order.length];
    if (name?.toLocaleLowerCase().startsWith(prefix)) return name;
  }
  return undefined;
}

function reach(selection: Selection, order: readonly string[], name: string, keep: boolean): Selection {
  const anchor = selection.anchor ?? selection.cursor ?? order[0] ?? name;
  const a = order.indexOf(anchor);
  const b = order.indexOf(name);
  if (a < 0 || b < 0) return selectOnly(name);
  const range = order.slice(Math.min(a, b), Math.max(a, b) + 1);
  return { names: new Set(keep ? [...selection.names, ...range] : range), anchor, cursor: name };
}
