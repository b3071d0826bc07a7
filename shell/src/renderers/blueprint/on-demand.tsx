/** Parts that load with the first document that shows one, so that they weigh on no other. */
import { lazy, type ReactNode, Suspense } from 'react';
import { Fault } from './node.tsx';
import { numberOf, outer, type Part, type PartProps } from './part.ts';

/** A part from a module of its own; until it is there, `height` pixels (or the property `height`) are kept for it. */
export function onDemand(load: () => Promise<{ default: Part }>, height: number): Part {
  const Loaded = lazy(() =>
    load().catch((error: unknown) => {
      console.error(error);
      return {
        default: () => <Fault texts={['this part could not be loaded; opening the app again tries once more']} />,
      };
    }),
  );
  return function OnDemand(part: PartProps): ReactNode {
    const kept = numberOf(part.props, 'height') ?? height;
    return (
      <Suspense fallback={<div {...outer(part, 'bp-waiting')} aria-busy style={{ minBlockSize: kept }} />}>
        <Loaded {...part} />
      </Suspense>
    );
  };
}
