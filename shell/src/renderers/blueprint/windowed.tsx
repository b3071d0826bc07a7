/**
 * The entries of a long repeat: drawn are those in sight and some around, and the one that has the focus. Space for the
 * others is kept as margins, so that nothing else stands in the list. Each entry tells its position and how many there are.
 */
import type { Entry } from '@agentos/blueprint/runtime/entries';
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type ReactNode,
  type RefCallback,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** Repeats up to this many entries are drawn as they are. */
export const fewEntries = 100;
/** Entries drawn before the size of the place is known. */
const firstDrawn = 24;
const overscan = 8;
const guessedHeight = 40;

/** What an entry's own element gets. */
export interface EntryPlace {
  readonly index: number;
  readonly of: number;
  readonly style?: CSSProperties | undefined;
  readonly ref?: RefCallback<HTMLElement> | undefined;
  /** Row in which it is measured. */
  readonly row?: number | undefined;
}

interface Place {
  readonly scroller: HTMLElement;
  readonly columns: number;
  readonly gap: number;
  /** Pixels from the beginning of what scrolls to the first entry. */
  readonly before: number;
}

export function Windowed({
  entries,
  itemHeight,
  draw,
}: {
  entries: readonly Entry[];
  itemHeight: number | undefined;
  /** Draws one entry, with an element of its own around it. */
  draw: (entry: Entry, place: EntryPlace) => ReactNode;
}): ReactNode {
  const first = useRef<HTMLElement>(null);
  const keepFirst = useCallback((element: HTMLElement | null) => {
    first.current = element;
  }, []);
  const held = useRef<number | null>(null);
  const [place, setPlace] = useState<Place | null>(null);

  // Where it stands may move with whatever is above it: looked at whenever it is drawn, which it is while it scrolls.
  useLayoutEffect(() => {
    const element = first.current;
    if (element === null) return;
    const found = placeOf(element, place);
    if (found !== null && !samePlace(found, place)) setPlace(found);
  });
  const columns = place?.columns ?? 1;
  const rows = Math.ceil(entries.length / columns);
  const virtual = useVirtualizer({
    count: rows,
    enabled: place !== null,
    getScrollElement: () => place?.scroller ?? null,
    estimateSize: () => itemHeight ?? guessedHeight,
    getItemKey: (row) => entries[row * columns]?.key ?? row,
    gap: place?.gap ?? 0,
    scrollMargin: place?.before ?? 0,
    overscan,
    rangeExtractor(range) {
      const drawn = defaultRangeExtractor(range);
      const row = held.current;
      return row === null || row >= rows || drawn.includes(row) ? drawn : [...drawn, row].sort((a, b) => a - b);
    },
  });
  const measure = useCallback((element: HTMLElement | null) => virtual.measureElement(element), [virtual]);

  if (place === null) {
    return entries
      .slice(0, firstDrawn)
      .map((entry, index) => draw(entry, { index, of: entries.length, ref: index === 0 ? keepFirst : undefined }));
  }
  const items = virtual.getVirtualItems();
  const end = virtual.getTotalSize() + place.before;
  return items.flatMap((item, at) => {
    const style = marginsOf(item, items[at - 1], at === items.length - 1 ? end : undefined, place);
    return entries.slice(item.index * columns, (item.index + 1) * columns).map((entry, column) =>
      draw(entry, {
        index: item.index * columns + column,
        of: entries.length,
        style,
        row: item.index,
        ref:
          column > 0
            ? undefined
            : (element) => {
                if (at === 0) first.current = element;
                measure(element);
                if (element === null) return;
                const hold = (): void => {
                  held.current = item.index;
                };
                const release = (): void => {
                  if (held.current === item.index) held.current = null;
                };
                element.addEventListener('focusin', hold);
                element.addEventListener('focusout', release);
                return () => {
                  element.removeEventListener('focusin', hold);
                  element.removeEventListener('focusout', release);
                };
              },
      }),
    );
  });
}

/** Margins that stand for what is not drawn before and after. */
function marginsOf(
  item: VirtualItem,
  before: VirtualItem | undefined,
  end: number | undefined,
  place: Place,
): CSSProperties {
  const start = item.start - (before === undefined ? place.before : before.end + place.gap);
  const after = end === undefined ? 0 : end - item.end;
  return {
    ...(start > 0.5 ? { marginBlockStart: start } : {}),
    ...(after > 0.5 ? { marginBlockEnd: after } : {}),
  };
}

function placeOf(element: HTMLElement, known: Place | null): Place | null {
  const parent = element.parentElement;
  const scroller = known?.scroller.contains(element) === true ? known.scroller : scrollerOf(element);
  if (parent === null || scroller === null) return null;
  const style = getComputedStyle(parent);
  const columns = style.display === 'grid' ? Math.max(1, style.gridTemplateColumns.split(' ').length) : 1;
  const margin = Number.parseFloat(getComputedStyle(element).marginBlockStart) || 0;
  const top = element.getBoundingClientRect().top - margin - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return { scroller, columns, gap: Number.parseFloat(style.rowGap) || 0, before: Math.max(0, Math.round(top)) };
}

function samePlace(a: Place, b: Place | null): boolean {
  return (
    b !== null &&
    a.scroller === b.scroller &&
    a.columns === b.columns &&
    Math.abs(a.gap - b.gap) < 0.5 &&
    Math.abs(a.before - b.before) < 2
  );
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}
