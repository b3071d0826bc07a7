/** A repeat of more entries than are drawn at once. What draws only those in sight is loaded with the first such repeat. */
import type { Entry } from '@agentos/blueprint/runtime/entries';
import { type CSSProperties, lazy, type ReactNode, type RefCallback, Suspense } from 'react';

/** Repeats up to this many entries are drawn as they are. */
export const fewEntries = 100;
/** Entries drawn before the size of the place is known. */
const firstDrawn = 24;

/** What an entry's own element gets. */
export interface EntryPlace {
  readonly index: number;
  readonly of: number;
  readonly style?: CSSProperties | undefined;
  readonly ref?: RefCallback<HTMLElement> | undefined;
  /** Row in which it is measured. */
  readonly row?: number | undefined;
}

export interface LongRepeatProps {
  readonly entries: readonly Entry[];
  readonly itemHeight: number | undefined;
  /** Draws one entry, with an element of its own around it. */
  readonly draw: (entry: Entry, place: EntryPlace) => ReactNode;
}

const Windowed = lazy(() =>
  import('./windowed.tsx').catch((error: unknown) => {
    console.error(error);
    // Without it all entries are drawn: slowly, and whole.
    return { default: Whole };
  }),
);

export function LongRepeat(props: LongRepeatProps): ReactNode {
  return (
    <Suspense fallback={firstEntries(props.entries, props.draw)}>
      <Windowed {...props} />
    </Suspense>
  );
}

function Whole({ entries, draw }: LongRepeatProps): ReactNode {
  return entries.map((entry, index) => draw(entry, { index, of: entries.length }));
}

/** The first entries as they are, until it is known how many are in sight. */
export function firstEntries(
  entries: readonly Entry[],
  draw: LongRepeatProps['draw'],
  first?: RefCallback<HTMLElement>,
): ReactNode {
  return entries
    .slice(0, firstDrawn)
    .map((entry, index) => draw(entry, { index, of: entries.length, ref: index === 0 ? first : undefined }));
}
