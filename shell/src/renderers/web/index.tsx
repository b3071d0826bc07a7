/**
 * The window content of a native web app: an opaque, sandboxed frame and what surrounds it (placeholder, refusals, "not
 * responding"). The app's code never runs in the desktop's realm; all it has is the port of its session.
 */
import type { App } from '@agentos/protocol';
import { parseChord } from '@os/sdk/keys';
import { CONNECT, HELLO } from '@os/sdk/port-protocol';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { RendererProps } from '../../apps/contract.ts';
import { missingCapability } from './denial.ts';
import { interFace } from './font.ts';
import { type FrameSession, openFrameSession } from './frame-session.ts';
import { createRateGate } from './rate.ts';
import { replayKey, replayPointer } from './replay.ts';
import { desktopShortcuts } from './shortcuts.ts';
import { readThemeTokens } from './theme-tokens.ts';
import './web.css';

/** How long a document may take to say hello before the window says that it did not. */
const START_PATIENCE_MS = 12_000;

const DOCUMENTS_BURST = 10;
const DOCUMENTS_PER_SECOND = 0.5;

type Phase = 'starting' | 'running' | 'silent' | 'absent' | 'flooded';

interface Denial {
  readonly text: string;
  readonly count: number;
}

export default function WebRenderer({ app, host, focused, suspended }: RendererProps) {
  const iframe = useRef<HTMLIFrameElement>(null);
  const session = useRef<FrameSession | null>(null);
  const [phase, setPhase] = useState<Phase>('starting');
  const [denial, setDenial] = useState<Denial | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ focused, suspended });
  latest.current = { focused, suspended };

  // biome-ignore lint/correctness/useExhaustiveDependencies: one session for each document, and `attempt` is a new document
  useEffect(() => {
    const frame = iframe.current;
    if (!frame) return;
    setPhase('starting');
    const begunAt = performance.now();
    const overdue = setTimeout(() => setPhase((now) => (now === 'starting' ? 'absent' : now)), START_PATIENCE_MS);

    // Each document gets a session with limits of its own: how many documents follow each other is limited too.
    const documents = createRateGate(DOCUMENTS_BURST, DOCUMENTS_PER_SECOND);
    const connect = () => {
      // A second hello is a reloaded document: its predecessor's port dies with it.
      session.current?.close();
      if (!documents.take()) {
        setPhase('flooded');
        return;
      }
      const channel = new MessageChannel();
      const opened = openFrameSession({
        app,
        host,
        port: channel.port1,
        shortcuts: host.shortcuts?.map(parseChord) ?? desktopShortcuts,
        theme: readThemeTokens(host.theme),
        visible: !latest.current.suspended,
        focused: latest.current.focused,
        view: {
          onReady: () => {
            clearTimeout(overdue);
            setPhase('running');
            host.drawn?.('native_web', performance.now() - begunAt);
            if (latest.current.focused) takeFocus(frame);
          },
          onSilent: (silent) => setPhase((now) => (now === 'flooded' ? now : silent ? 'silent' : 'running')),
          onDenied: (call, failure) => {
            void missingCapability(call, failure).then((capability) => {
              const text = capability
                ? `${app.title} was refused: it has not been given ${capability}.`
                : `${app.title} was refused: ${failure.message}`;
              setDenial((shown) => ({ text, count: (shown?.count ?? 0) + 1 }));
            });
          },
          onFlood: () => setPhase('flooded'),
          onKey: (press) => replayKey(frame, press),
          onPointer: () => {
            replayPointer(frame);
            host.focus();
          },
          isActivated: () => isActivated(frame),
        },
      });
      session.current = opened;
      // An opaque frame has no origin to address; the port is what makes the channel private.
      frame.contentWindow?.postMessage({ type: CONNECT }, '*', [channel.port2]);
      void interFace().then((bytes) => bytes && opened.sendFont('Inter Variable', '100 900', bytes));
    };
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.contentWindow || !isHello(event.data)) return;
      connect();
    };
    window.addEventListener('message', onMessage);
    const stopTheme = host.onTheme((scheme) => {
      // After the desktop has changed its own root, which is where the tokens are read.
      requestAnimationFrame(() => session.current?.setTheme(readThemeTokens(scheme)));
    });
    return () => {
      clearTimeout(overdue);
      window.removeEventListener('message', onMessage);
      stopTheme();
      session.current?.close();
      session.current = null;
    };
  }, [app.id, attempt]);

  useEffect(() => session.current?.setVisible(!suspended), [suspended]);
  useEffect(() => {
    session.current?.setFocused(focused);
    if (focused && iframe.current) takeFocus(iframe.current);
  }, [focused]);

  const reload = useCallback(() => {
    setDenial(null);
    setAttempt((count) => count + 1);
  }, []);

  if (!app.frame) return <p className="web-frame-note">This app has nothing to show: its bundle is not built.</p>;
  const dead = phase === 'flooded' || phase === 'absent';

  return (
    <div className="web-frame" data-phase={phase}>
      {denial && (
        <div className="web-frame-denial" role="status">
          <span>
            {denial.text}
            {denial.count > 1 && <span className="web-frame-count"> ({denial.count} refusals)</span>}
          </span>
          <button type="button" onClick={() => setDenial(null)}>
            Dismiss
          </button>
        </div>
      )}
      <div className="web-frame-area">
        {phase !== 'flooded' && (
          <iframe
            key={attempt}
            ref={iframe}
            title={app.title}
            data-window-focus=""
            src={frameSource(app.frame)}
            sandbox="allow-scripts allow-forms"
            referrerPolicy="no-referrer"
            inert={phase === 'silent' || dead}
          />
        )}
        {phase === 'starting' && <div className="web-frame-placeholder" aria-hidden="true" />}
        {phase === 'silent' && (
          <FrameDialog
            title={`${app.title} is not responding`}
            body="You can wait for it, or quit it and lose what it has not saved."
          >
            <button
              type="button"
              onClick={() => {
                session.current?.keepWaiting();
                setPhase('running');
              }}
            >
              Wait
            </button>
            <button type="button" data-kind="danger" onClick={() => host.close()}>
              Quit
            </button>
          </FrameDialog>
        )}
        {dead && (
          <FrameDialog
            title={phase === 'flooded' ? `${app.title} was stopped` : `${app.title} did not start`}
            body={
              phase === 'flooded'
                ? 'It sent messages faster than the desktop accepts.'
                : 'Its page did not connect to the desktop. It may be missing, or built for another version.'
            }
          >
            <button type="button" onClick={reload}>
              Try again
            </button>
            <button type="button" data-kind="danger" onClick={() => host.close()}>
              Quit
            </button>
          </FrameDialog>
        )}
      </div>
    </div>
  );
}

function FrameDialog(props: { readonly title: string; readonly body: string; readonly children: ReactNode }) {
  return (
    <div className="web-frame-scrim">
      <div className="web-frame-dialog" role="alertdialog" aria-label={props.title}>
        <h2>{props.title}</h2>
        <p>{props.body}</p>
        <div className="web-frame-actions">{props.children}</div>
      </div>
    </div>
  );
}

/** The address of the frame: a host of its own where there is one, the desktop's otherwise. */
function frameSource(frame: NonNullable<App['frame']>): string {
  return frame.host === null ? frame.path : `${location.protocol}//${frame.host}${frame.path}`;
}

function isHello(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === HELLO;
}

/** A person is at work in the frame: it has the focus, or the pointer that has just been pressed is over it. */
function isActivated(frame: HTMLIFrameElement): boolean {
  return document.activeElement === frame || (frame.matches(':hover') && navigator.userActivation.isActive);
}

/** Gives the keyboard to the frame of a window that came to the front, unless something else has taken it. */
function takeFocus(frame: HTMLIFrameElement): void {
  const active = document.activeElement;
  if (active === null || active === document.body || active.contains(frame)) frame.focus({ preventScroll: true });
}
