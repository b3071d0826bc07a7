/** The content of a Blueprint window: a session, and what it is in drawn. */

import { loadActions } from '@agentos/blueprint/runtime/actions-loading';
import type { Surroundings } from '@agentos/blueprint/runtime/host';
import { openSession, type Session, type SessionApp } from '@agentos/blueprint/runtime/session';
import {
  Component as ReactComponent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { AppHost, AppRenderer, RendererProps } from '../../apps/contract.ts';
import { whenIdle } from '../../apps/when-idle.ts';
import { type Activity, recorded } from './activity.ts';
import { type Own, ownState } from './own.ts';
import { Page } from './page.tsx';
import { startSymbolicWorker } from './symbolic.ts';
import './blueprint.css';

// What acts in apps is not needed to draw them, and is there when the first is touched.
whenIdle(() => void loadActions().catch(() => undefined));

const browser: Surroundings = {
  startSymbolicWorker,
  now: () => Date.now(),
  nextFrame(call) {
    const frame = requestAnimationFrame(call);
    return () => cancelAnimationFrame(frame);
  },
  async copy(text) {
    if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
    // A page that is not secure has no clipboard interface.
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    if (!copied) throw new Error('refused');
  },
};

/** One session for the life of the window. */
function useSession(app: SessionApp, host: AppHost, own: Own): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  const first = useRef(app);
  first.current = app;
  // Before the first paint: an app that stores nothing is drawn in it.
  useLayoutEffect(() => {
    const opened = openSession(first.current, host, browser, own);
    setSession(opened);
    const flush = (): void => void opened.flush();
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    const stopClosing = host.onClosing?.(() => opened.close());
    return () => {
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      stopClosing?.();
      void opened.close();
    };
  }, [host, own]);
  return session;
}

const BlueprintRenderer: AppRenderer = ({ app, host: given, focused, suspended }: RendererProps) => {
  const { host, activity } = useMemo(() => recorded(given), [given]);
  const own = useMemo(ownState, []);
  const session = useSession(app, host, own);
  const opened = useRef(app.ui_spec);
  useEffect(() => {
    if (session === null || opened.current === app.ui_spec) return;
    opened.current = app.ui_spec;
    session.specChanged(app.ui_spec);
  }, [session, app.ui_spec]);
  // What was typed is stored when the window is left: closing it comes after.
  useEffect(() => {
    if (focused) session?.focused();
    else void session?.flush();
  }, [session, focused]);
  useEffect(() => session?.suspend(suspended), [session, suspended]);
  if (session === null) return <div className="bp-root" aria-busy />;
  return (
    <Fence>
      <Window session={session} host={host} focused={focused} own={own} activity={activity} granted={app.permissions} />
    </Fence>
  );
};

interface WindowProps {
  readonly session: Session;
  readonly host: AppHost;
  readonly focused: boolean;
  readonly own: Own;
  readonly activity: Activity;
  readonly granted: readonly string[];
}

function Window({ session, host, focused, own, activity, granted }: WindowProps): ReactNode {
  const phase = useSyncExternalStore(session.phase.subscribe, session.phase.get);
  switch (phase.kind) {
    case 'loading':
      return <div className="bp-root" aria-busy />;
    case 'growing':
    case 'ready':
      return (
        <Page
          session={session}
          host={host}
          blueprint={phase.blueprint}
          growing={phase.kind === 'growing'}
          focused={focused}
          own={own}
          activity={activity}
          granted={granted}
        />
      );
    case 'broken':
      return (
        <div className="bp-root">
          <div className="bp-message" role="alert">
            <h3>This app cannot be shown</h3>
            <p>Its document is not valid:</p>
            <ul>
              {phase.issues.slice(0, 8).map((issue) => (
                <li key={`${issue.path} ${issue.message}`}>
                  <code>{issue.path === '' ? '/' : issue.path}</code> {issue.message}
                  {issue.fix === undefined ? null : ` (perhaps ${issue.fix})`}
                </li>
              ))}
            </ul>
            {phase.issues.length > 8 ? <p>{`and ${phase.issues.length - 8} more`}</p> : null}
          </div>
        </div>
      );
    case 'unread':
      return (
        <div className="bp-root">
          <div className="bp-message" role="alert">
            <h3>The app’s data could not be read</h3>
            <p>{phase.failure.message}</p>
            <p>Nothing is shown, so that nothing is overwritten.</p>
            <button type="button" className="bp-button bp-button-primary" onClick={() => session.retry()}>
              Try again
            </button>
          </div>
        </div>
      );
  }
}

/** A fault of the renderer itself stays in its window, and is said. */
class Fence extends ReactComponent<{ children: ReactNode }, { failed: Error | null }> {
  override state: { failed: Error | null } = { failed: null };

  static getDerivedStateFromError(failed: Error): { failed: Error } {
    return { failed };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return (
      <div className="bp-root">
        <div className="bp-message" role="alert">
          <h3>This app could not be drawn</h3>
          <p>{failed.message}</p>
          <button type="button" className="bp-button bp-button-primary" onClick={() => this.setState({ failed: null })}>
            Try again
          </button>
        </div>
      </div>
    );
  }
}

export default BlueprintRenderer;
