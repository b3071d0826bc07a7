/**
 * The desktop's end of one app's port: reads every message through the port protocol, holds the frame to a rate, runs
 * its calls as the app of this window and ends with it. Knows no DOM; what concerns the window goes through `FrameView`.
 * The rule it keeps: nothing that the frame says about itself is used, and every call is answered or cancelled.
 */
import type { App } from '@agentos/protocol';
import type { ToolFailure } from '@agentos/tools';
import { isJsonObject, type JsonObject } from '@os/sdk/json';
import { isReportable, type KeyChord, type KeyPress } from '@os/sdk/keys';
import {
  type FrameCall,
  type FrameMessage,
  PARAMS_LIMITS,
  PORT_PROTOCOL_VERSION,
  readFrameMessage,
  type ShellMessage,
  type ThemeTokens,
  waitingCall,
} from '@os/sdk/port-protocol';
import type { AppHost } from '../../apps/contract.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createRateGate } from './rate.ts';

/** Calls of one frame that may run at the same time. */
const CALLS_IN_FLIGHT = 64;
const MESSAGES_BURST = 1000;
const MESSAGES_PER_SECOND = 300;
/** Refused messages after which the frame is cut off: it does not listen to being refused. */
const FLOOD = 5000;

/** What the session needs of the window around the frame. */
export interface FrameView {
  /** The app has drawn for the first time. */
  onReady(): void;
  /** The frame stopped or began again to answer. */
  onSilent(silent: boolean): void;
  /** A call was refused for want of a right. */
  onDenied(call: FrameCall, failure: ToolFailure): void;
  /** The frame sends more than any app should; the session has ended. */
  onFlood(): void;
  /** A chord of the desktop was pressed inside the frame. */
  onKey(press: KeyPress): void;
  /** A pointer went down inside the frame. */
  onPointer(): void;
  /** Whether the person has just acted in this frame, so that it may ask for attention or save files. */
  isActivated(): boolean;
}

export interface FrameSession {
  setVisible(visible: boolean): void;
  setFocused(focused: boolean): void;
  setTheme(theme: ThemeTokens): void;
  sendFont(family: string, weight: string, bytes: ArrayBuffer): void;
  /** The person chose to wait for a frame that does not answer. */
  keepWaiting(): void;
  close(): void;
}

export interface FrameSessionOptions {
  readonly app: Pick<App, 'id' | 'args' | 'app_state'>;
  readonly host: AppHost;
  readonly port: MessagePort;
  readonly view: FrameView;
  readonly shortcuts: readonly KeyChord[];
  readonly theme: ThemeTokens;
  readonly visible: boolean;
  readonly focused: boolean;
}

export function openFrameSession(options: FrameSessionOptions): FrameSession {
  const { app, host, port, view } = options;
  const running = new Map<number, AbortController>();
  const gate = createRateGate(MESSAGES_BURST, MESSAGES_PER_SECOND);
  const saves = createRateGate(20, 0.5);
  let state: JsonObject = asState(app.app_state);
  let confirming = false;
  let closed = false;

  const post = (message: ShellMessage) => {
    if (!closed) port.postMessage(message);
  };
  const fail = (id: number, error: ToolFailure) =>
    post({
      type: 'failure',
      id,
      error: {
        code: error.code,
        message: error.message,
        ...(error.detail === undefined ? {} : { detail: error.detail }),
      },
      traceparent: host.traceparent(),
    });

  const heartbeat = startHeartbeat({ ping: (beat) => post({ type: 'ping', beat }), onSilent: view.onSilent });
  const stopData = host.onDataChanged(() => post({ type: 'data-changed' }));
  const stopCollect = host.onCollectState(() => state);

  const close = () => {
    if (closed) return;
    closed = true;
    heartbeat.stop();
    stopData();
    stopCollect();
    for (const controller of running.values()) controller.abort();
    running.clear();
    port.onmessage = null;
    port.close();
  };

  const run = async (id: number, call: FrameCall) => {
    if (running.has(id)) return fail(id, { code: 'EINVAL', message: `Call ${id} is already running.` });
    if (running.size >= CALLS_IN_FLIGHT) {
      return fail(id, { code: 'EAGAIN', message: `At most ${CALLS_IN_FLIGHT} calls may run at the same time.` });
    }
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const outcome = await perform(id, call, controller.signal);
      if (controller.signal.aborted) return;
      if (outcome.ok) post({ type: 'result', id, data: outcome.data });
      else {
        fail(id, outcome.error);
        if (outcome.error.code === 'EACCES' || outcome.error.code === 'EPERM') view.onDenied(call, outcome.error);
      }
    } catch (error) {
      fail(id, { code: 'EIO', message: error instanceof Error ? error.message : 'The call failed.' });
    } finally {
      if (running.get(id) === controller) running.delete(id);
    }
  };

  const perform = async (
    id: number,
    call: FrameCall,
    signal: AbortSignal,
  ): Promise<{ ok: true; data: unknown } | { ok: false; error: ToolFailure }> => {
    switch (call.method) {
      case 'execute':
        return host.execute(call.tool, call.params, signal);
      case 'upload':
        return host.upload(call.path, call.content, (sent) => post({ type: 'progress', id, sent }));
      case 'download': {
        const outcome = await host.download(call.path);
        return outcome.ok ? { ok: true, data: outcome.blob } : outcome;
      }
      case 'confirm': {
        if (confirming)
          return { ok: false, error: { code: 'EBUSY', message: 'This app is already asking something.' } };
        confirming = true;
        try {
          return { ok: true, data: await host.confirm(questionOf(call)) };
        } finally {
          confirming = false;
        }
      }
    }
  };

  const handle = (message: FrameMessage) => {
    switch (message.type) {
      case 'call':
        void run(message.id, message.call);
        return;
      case 'cancel':
        // It counts as running until it has ended: an upload cannot be called back.
        running.get(message.id)?.abort();
        return;
      case 'ready':
        return view.onReady();
      case 'pong':
        return heartbeat.answered(message.beat);
      case 'title':
        return host.setTitle(message.title);
      case 'icon':
        return host.setIcon(message.icon);
      case 'window':
        if (message.action === 'close') host.close();
        else if (message.action === 'minimize') host.minimize();
        else if (message.action === 'maximize') host.maximize();
        else if (view.isActivated()) host.focus();
        return;
      case 'toast':
        return host.toast(message.message, message.kind);
      case 'state':
        state = message.state;
        return host.saveState(state);
      case 'save':
        if (saves.take()) host.saveToDisk(message.name, message.content);
        else host.toast('This app tried to save too many files at once.', 'error');
        return;
      case 'key':
        if (view.isActivated() && isReportable(message.press, options.shortcuts)) view.onKey(message.press);
        return;
      case 'pointer':
        if (view.isActivated()) view.onPointer();
        return;
    }
  };

  port.onmessage = (event: MessageEvent<unknown>) => {
    if (!gate.take()) {
      if (gate.refused > FLOOD) {
        close();
        view.onFlood();
        return;
      }
      const id = waitingCall(event.data);
      if (id !== undefined) fail(id, { code: 'EAGAIN', message: 'Too many messages; try again in a moment.' });
      return;
    }
    const reading = readFrameMessage(event.data);
    if (reading.ok) handle(reading.message);
    else if (reading.id !== undefined) fail(reading.id, { code: 'EINVAL', message: `Refused: ${reading.reason}.` });
  };

  post({
    type: 'welcome',
    version: PORT_PROTOCOL_VERSION,
    appId: app.id,
    args: asState(app.args),
    state,
    theme: options.theme,
    shortcuts: options.shortcuts,
    visible: options.visible,
    focused: options.focused,
  });

  return {
    setVisible: (visible) => post({ type: 'visible', visible }),
    setFocused: (focused) => post({ type: 'focused', focused }),
    setTheme: (theme) => post({ type: 'theme', theme }),
    sendFont: (family, weight, bytes) => post({ type: 'font', family, weight, bytes }),
    keepWaiting: () => heartbeat.forgive(),
    close,
  };
}

/** State from the registry or a session file; anything but an object starts the app afresh. */
function asState(value: unknown): JsonObject {
  return isJsonObject(value, PARAMS_LIMITS) ? value : {};
}

function questionOf(call: Extract<FrameCall, { method: 'confirm' }>) {
  const { title, body, action, danger } = call.question;
  return { title, body, action, danger: danger ?? false };
}
