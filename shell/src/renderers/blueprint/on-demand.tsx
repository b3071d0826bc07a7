/** Parts that load with the first document that shows one, so that they weigh on no other. */
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Fault } from './node.tsx';
import { numberOf, outer, type Part, type PartProps, useSurface } from './part.ts';

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
      <Suspense fallback={<Waiting part={part} height={kept} />}>
        <Loaded {...part} />
      </Suspense>
    );
  };
}

/** The place of a part that is being loaded; commands to it wait. */
function Waiting({ part, height }: { part: PartProps; height: number }): ReactNode {
  const { session } = useSurface();
  const { id } = part.component;
  useEffect(() => (id === undefined ? undefined : session.components.expect(id)), [session, id]);
  return <div {...outer(part, 'bp-waiting')} aria-busy style={{ minBlockSize: height }} />;
}
