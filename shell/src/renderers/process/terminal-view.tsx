/**
 * A terminal window: the xterm emulator over one `TtySession`. The emulator lives outside React; React draws only the
 * strips around it (lost connection, end of the program, choices).
 */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useCallback, useEffect, useRef, useState } from 'react';
import '@xterm/xterm/css/xterm.css';
import { TTY_SUBPROTOCOL } from '@agentos/protocol/tty';
import type { RendererProps } from '../../apps/contract.ts';
import { accelerate } from './renderer-choice.ts';
import { isTerminalReply } from './replies.ts';
import { savedLines } from './scrollback.ts';
import { keyRole } from './terminal-keys.ts';
import { terminalTheme } from './terminal-theme.ts';
import { openTtySession, type TtySession, type TtyState } from './tty-session.ts';

const FONT = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace';
const FONT_SIZE = 13;
/** A resize reaches the program this long after the window has settled. */
const RESIZE_SETTLE_MS = 80;
/** Replies of the emulator are withheld this long after an attach: the questions stand in the replayed scrollback. */
const REPLAY_MS = 400;

export function TerminalView({ app, host, focused, suspended }: RendererProps) {
  const mount = useRef<HTMLDivElement>(null);
  const terminalRef = useRef<Terminal | null>(null);
  const sessionRef = useRef<TtySession | null>(null);
  const restartRef = useRef<() => void>(() => {});
  const latest = useRef({ focused });
  latest.current = { focused };
  const [state, setState] = useState<TtyState>({ kind: 'connecting' });
  const [failure, setFailure] = useState('');
  const [readable, setReadable] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one emulator for each instance; the host is bound to it
  useEffect(() => {
    const element = mount.current;
    if (!element) return;
    const life = new AbortController();
    const stops: (() => void)[] = [];
    void document.fonts.load(`${FONT_SIZE}px "JetBrains Mono Variable"`).finally(() => {
      if (!life.signal.aborted) start(element);
    });

    const start = (element: HTMLElement) => {
      const terminal = new Terminal({
        fontFamily: FONT,
        fontSize: FONT_SIZE,
        lineHeight: 1.25,
        cursorBlink: false,
        scrollback: 5000,
        overviewRuler: { width: 8 },
        theme: terminalTheme(host.theme),
        minimumContrastRatio: 4.5,
        macOptionIsMeta: true,
        rightClickSelectsWord: true,
      });
      const fit = new FitAddon();
      terminal.loadAddon(fit);
      terminal.open(element);
      terminalRef.current = terminal;
      const encoder = new TextEncoder();
      let replayUntil = 0;
      let ended = false;

      const lines = savedLines(app.app_state);
      const writeSaved = () => {
        if (lines.length === 0) return;
        terminal.write(`\x1b[90m${lines.join('\r\n')}\r\n\x1b[0m`);
      };
      writeSaved();

      let restarting = false;
      const restart = async () => {
        if (restarting) return;
        restarting = true;
        setFailure('');
        session.expectConnection();
        terminal.focus();
        const outcome = await host.restart();
        restarting = false;
        if (life.signal.aborted) return;
        if (!outcome.ok) {
          setFailure(outcome.error.message);
          return;
        }
        session.reconnect();
      };
      restartRef.current = () => void restart();

      const session = openTtySession({
        open: () => host.openSocket(`/apps/${encodeURIComponent(app.id)}/tty`, TTY_SUBPROTOCOL),
        onAttach(again) {
          replayUntil = performance.now() + REPLAY_MS;
          ended = false;
          terminal.options.cursorInactiveStyle = 'outline';
          if (!again) return;
          terminal.reset();
          writeSaved();
        },
        onState(next) {
          ended = next.kind === 'ended';
          setState(next);
          if (next.kind === 'ended') {
            terminal.write('', () => {
              terminal.options.cursorInactiveStyle = 'none';
              terminal.write(`\r\n\x1b[90m[${endText(next.code)}. Press Enter to start again]\x1b[0m\r\n`);
            });
          }
        },
        onData: (bytes, consumed) => terminal.write(bytes, consumed),
      });
      sessionRef.current = session;

      const type = (text: string) => {
        if (performance.now() < replayUntil && isTerminalReply(text)) return;
        if (!ended || restarting) session.send(encoder.encode(text));
        else if (text === '\r') void restart();
      };
      stops.push(terminal.onData(type).dispose);
      terminal.onBinary((text) => {
        if (!ended) session.send(Uint8Array.from(text, (char) => char.charCodeAt(0)));
      });
      const name = app.title.split(' — ').at(-1) ?? app.title;
      terminal.onTitleChange((title) => host.setTitle(title.trim() === '' ? name : `${title.slice(0, 160)} — ${name}`));
      terminal.attachCustomKeyEventHandler((event) => {
        const role = keyRole(event);
        if (role === 'copy' && event.type === 'keydown') void copySelection(terminal);
        // Pasting itself is left to the browser, whose event also works where the clipboard may not be read.
        if (role === 'copy') event.preventDefault();
        return role === 'program';
      });

      let settle: ReturnType<typeof setTimeout> | undefined;
      const refit = () => {
        if (element.clientWidth === 0 || element.clientHeight === 0) return;
        fit.fit();
        session.resize(terminal.rows, terminal.cols);
      };
      refit();
      const observer = new ResizeObserver(() => {
        clearTimeout(settle);
        settle = setTimeout(refit, RESIZE_SETTLE_MS);
      });
      observer.observe(element);
      stops.push(
        () => clearTimeout(settle),
        () => observer.disconnect(),
        host.onTheme((scheme) => {
          terminal.options.theme = terminalTheme(scheme);
        }),
        () => session.close(),
        () => terminal.dispose(),
      );
      // Where the desktop puts the keyboard when this window becomes the active one.
      terminal.textarea?.setAttribute('data-window-focus', '');
      if (latest.current.focused && mayTakeFocus(element)) terminal.focus();
    };

    return () => {
      life.abort();
      for (const stop of stops) stop();
      terminalRef.current = null;
      sessionRef.current = null;
    };
  }, [app.id]);

  useEffect(() => {
    const terminal = terminalRef.current;
    if (!terminal || !focused || suspended) return;
    if (mayTakeFocus(terminal.element ?? document.body)) terminal.focus();
    return accelerate(terminal);
  }, [focused, suspended]);

  useEffect(() => {
    if (terminalRef.current) terminalRef.current.options.screenReaderMode = readable;
  }, [readable]);

  const restart = useCallback(() => restartRef.current(), []);
  const reconnect = useCallback(() => sessionRef.current?.reconnect(), []);

  return (
    <div className="tty" data-state={state.kind}>
      <div className="tty-screen" ref={mount} />
      <div className="tty-strip" role="status">
        {state.kind === 'lost' && (
          <>
            <span>Connection lost. The program goes on; trying again…</span>
            <button type="button" onClick={reconnect}>
              Connect now
            </button>
          </>
        )}
        {state.kind === 'detached' && (
          <>
            <span>{state.reason || 'This terminal is shown in another window.'}</span>
            <button type="button" onClick={reconnect}>
              Use it here
            </button>
          </>
        )}
        {state.kind === 'ended' && (
          <>
            <span>{failure || endText(state.code)}</span>
            <button type="button" onClick={restart}>
              Start again
            </button>
          </>
        )}
      </div>
      <button
        type="button"
        className="tty-readable"
        aria-pressed={readable}
        onClick={() => setReadable((value) => !value)}
      >
        Screen reader mode
      </button>
    </div>
  );
}

/** Nothing but the window around the terminal has the keyboard. */
function mayTakeFocus(element: HTMLElement): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.contains(element);
}

function endText(code: number): string {
  if (code === 0) return 'The program ended';
  return code < 0 ? 'The program was stopped by a signal' : `The program ended with exit code ${code}`;
}

async function copySelection(terminal: Terminal): Promise<void> {
  const text = terminal.getSelection();
  if (text === '') return;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Plain HTTP has no clipboard interface; the old command still copies the selection of a text area.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'tty-copy';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    terminal.focus();
  }
}
