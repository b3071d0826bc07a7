/** Starts the shell in an element: who is it, then either the way in or the desktop. */
import { useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Api, createApi } from '../services/api.ts';
import { createHttp, type Transport } from '../services/http.ts';
import { createTrace, type Trace } from '../services/trace.ts';
import { type Appearance, createAppearance } from '../session/appearance.ts';
import { refusalText, SignIn } from '../session/sign-in.tsx';
import { takeToken } from '../session/sign-in-token.ts';
import { Button } from '../ui/controls.tsx';
import { createDesktop, type Desktop, wasReloaded } from './desktop.ts';
import { DesktopView } from './desktop-view.tsx';
import { Wallpaper } from './wallpaper.tsx';

type Stage =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'signed out'; readonly refused: string | undefined }
  | { readonly kind: 'desktop'; readonly desktop: Desktop; readonly start: number };

export function startShell(element: HTMLElement, transport: Transport): void {
  const token = takeToken(location, history);
  const trace = createTrace(window);
  const appearance = createAppearance(document.documentElement);
  const api = createApi(createHttp(transport, trace, () => {}));
  createRoot(element).render(
    <Shell api={api} transport={transport} trace={trace} appearance={appearance} token={token} />,
  );
}

interface ShellProps {
  readonly api: Api;
  readonly transport: Transport;
  readonly trace: Trace;
  readonly appearance: Appearance;
  readonly token: string | undefined;
}

function Shell({ api, transport, trace, appearance, token }: ShellProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'asking' });

  const enter = useCallback(() => {
    let starts = 0;
    function start(heldBefore: boolean): void {
      const desktop = createDesktop({
        root: document.documentElement,
        transport,
        trace,
        appearance,
        heldBefore,
        onTakeOver() {
          desktop.close();
          start(true);
        },
        onSignedOut() {
          desktop.close();
          setStage({ kind: 'signed out', refused: undefined });
        },
      });
      starts += 1;
      setStage({ kind: 'desktop', desktop, start: starts });
    }
    start(wasReloaded());
  }, [transport, trace, appearance]);

  const begin = useCallback(
    async (fresh: string | undefined) => {
      setStage({ kind: 'asking' });
      const stage = await findOut(api, fresh);
      if (stage === 'in') enter();
      else setStage(stage);
    },
    [api, enter],
  );
  useEffect(() => void begin(token), [begin, token]);

  // The printed address opened in the tab that shows the sign-in screen only changes the fragment.
  const signedOut = stage.kind === 'signed out';
  useEffect(() => {
    const onHashChange = (): void => {
      const fresh = takeToken(location, history);
      if (fresh !== undefined && signedOut) void begin(fresh);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, [begin, signedOut]);

  if (stage.kind === 'desktop') return <DesktopView key={stage.start} desktop={stage.desktop} />;
  return (
    <div className="desktop">
      <Wallpaper name={appearance.store.getState().wallpaper} />
      {stage.kind === 'signed out' && <SignIn api={api} refused={stage.refused} onSignedIn={enter} />}
      {stage.kind === 'unreachable' && (
        <main className="sign-in">
          <div className="sign-in-card" role="alert">
            <h1 className="sign-in-title">AgentOS does not answer</h1>
            <p className="dialog-text">{stage.message} Start it with “./agentos up”, then try again.</p>
            <Button variant="primary" onClick={() => void begin(undefined)}>
              Try again
            </Button>
          </div>
        </main>
      )}
    </div>
  );
}

/** A token in the address wins over an old cookie; without one the cookie has to do. */
async function findOut(api: Api, token: string | undefined): Promise<Exclude<Stage, { kind: 'desktop' }> | 'in'> {
  let refused: string | undefined;
  if (token !== undefined) {
    const signedIn = await api.signIn(token);
    if (signedIn.ok) return 'in';
    refused = refusalText(signedIn.error.status, signedIn.error.message);
  }
  const state = await api.signInState();
  if (state.ok) return state.data.signed_in ? 'in' : { kind: 'signed out', refused };
  if (state.error.status === 401) return { kind: 'signed out', refused };
  return { kind: 'unreachable', message: state.error.message };
}
