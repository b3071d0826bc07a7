/** The document of a window drawn: its components, dialogs, keys, and the message of what failed last. */
import type { Blueprint } from '@agentos/blueprint';
import type { Session } from '@agentos/blueprint/runtime/session';
import { walkAll } from '@agentos/blueprint/tree';
import { X } from 'lucide-react';
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AppHost } from '../../apps/contract.ts';
import type { Activity } from './activity.ts';
import { type KeyMap, listenForKeys } from './keys.ts';
import { Children, pointersOf } from './node.tsx';
import type { Own } from './own.ts';
import { hasStops, type Surface, SurfaceContext } from './part.ts';
import { createProbe } from './probe.ts';

interface PageProps {
  readonly session: Session;
  readonly host: AppHost;
  readonly blueprint: Blueprint;
  /** Still being generated: drawn, and not to be used yet. */
  readonly growing: boolean;
  readonly focused: boolean;
  readonly own: Own;
  readonly activity: Activity;
  /** Rights of the instance. */
  readonly granted: readonly string[];
}

const Inspector = lazy(() => import('./inspector/inspector.tsx'));
/** Sent to the content of a Blueprint window by the desktop's command. */
const inspectEvent = 'agentos-inspect';

export function Page({ session, host, blueprint, growing, focused, own, activity, granted }: PageProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const [overlay, setOverlay] = useState<HTMLElement | null>(null);
  const [dialogs, setDialogs] = useState(0);
  const keys = useRef<readonly KeyMap[]>([]);

  const addKeys = useCallback((map: KeyMap) => {
    keys.current = [map, ...keys.current];
    return () => {
      keys.current = keys.current.filter((each) => each !== map);
    };
  }, []);
  const addDialog = useCallback(() => {
    setDialogs((count) => count + 1);
    return () => setDialogs((count) => count - 1);
  }, []);
  const probe = useMemo(createProbe, []);
  const pointers = useRef<Surface['pointerOf']>(() => undefined);
  pointers.current = useMemo(() => pointersOf(() => walkAll(blueprint)), [blueprint]);
  const surface = useMemo<Surface>(
    () => ({
      session,
      host,
      own,
      probe,
      pointerOf: (component) => pointers.current(component),
      overlay,
      addKeys,
      addDialog,
    }),
    [session, host, own, probe, overlay, addKeys, addDialog],
  );
  const armed = useRef(false);
  armed.current = focused && !growing && dialogs === 0;
  useEffect(() => {
    if (root.current === null) return;
    return listenForKeys(
      root.current,
      () => keys.current,
      () => armed.current,
    );
  }, []);

  const [inspected, setInspected] = useState(false);
  useEffect(() => {
    const content = root.current;
    const toggle = (): void => setInspected((before) => !before);
    content?.addEventListener(inspectEvent, toggle);
    return () => content?.removeEventListener(inspectEvent, toggle);
  }, []);

  const stops = useMemo(() => hasStops(blueprint.ui.components), [blueprint]);
  const empty = blueprint.ui.components.length === 0;
  return (
    <SurfaceContext value={surface}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it watches the focus leave and takes no input */}
      <div
        className="bp-root"
        ref={root}
        data-growing={growing || undefined}
        aria-busy={growing || undefined}
        onBlur={(event) => {
          // Leaving the window's content: what was typed is stored at once.
          if (!event.currentTarget.contains(event.relatedTarget)) void session.flush();
        }}
      >
        {growing ? <div className="bp-building" role="status" aria-label="Building the app" /> : null}
        <div
          className={`bp-page ${blueprint.ui.layout === 'horizontal' ? 'bp-page-horizontal' : ''}`}
          inert={growing || dialogs > 0}
          tabIndex={stops ? undefined : 0}
        >
          {empty && !growing ? <p className="bp-empty">Nothing here yet</p> : null}
          <Children of={blueprint.ui.components} frame={null} />
        </div>
        <div ref={setOverlay} className="bp-overlay" />
        <Failure session={session} />
        {inspected ? (
          <Suspense fallback={<div className="bp-waiting" aria-busy />}>
            <Inspector
              session={session}
              blueprint={blueprint}
              probe={probe}
              activity={activity}
              granted={granted}
              root={root.current}
              close={() => setInspected(false)}
            />
          </Suspense>
        ) : null}
      </div>
    </SurfaceContext>
  );
}

function Failure({ session }: { session: Session }): ReactNode {
  const failure = useSyncExternalStore(session.failure.subscribe, session.failure.get);
  return (
    <div className="bp-failure-place" role="alert">
      {failure === null ? null : (
        <div className="bp-failure">
          <p>
            <strong>{failure.what}</strong> {failure.why}
          </p>
          <button
            type="button"
            className="bp-button bp-button-ghost bp-size-small bp-button-icon"
            aria-label="Dismiss"
            onClick={() => session.failure.set(null)}
          >
            <X size={14} strokeWidth={1.75} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
