/**
 * How every layer runs as a process under the supervisor: one entry function, one shutdown path, one message channel.
 *
 * The supervisor starts a layer with an IPC channel. The layer says `ready` once it serves, answers `ping`, and ends by
 * itself when the channel closes, so that nothing outlives a killed supervisor.
 */
import { flushCompileCache } from 'node:module';
import type { Logger } from 'pino';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

export type LayerName = 'kernel' | 'services' | 'ai';

/** From a layer to the supervisor. */
export type LayerMessage =
  | { type: 'ready'; detail?: Record<string, string | number> }
  | { type: 'pong' }
  /** Asks for a layer that runs on demand to be started (or kept alive). */
  | { type: 'want'; layer: LayerName };

/** From the supervisor to a layer. */
export type SupervisorMessage =
  | { type: 'ping' }
  | { type: 'stop' }
  /** A layer came up or went down; also the answer to `want`. */
  | { type: 'layer'; layer: LayerName; up: boolean; reason: string };

export interface LayerContext {
  readonly settings: Settings;
  readonly log: Logger;
  send(message: LayerMessage): void;
  /**
   * Registers for messages of the supervisor; returns the function that ends it. What was told about the other layers
   * before is told again to the new listener, so that a layer which starts beside another misses nothing.
   */
  onMessage(listener: (message: SupervisorMessage) => void): () => void;
}

/** A running layer: what it tells when ready, and how it ends. */
export interface RunningLayer {
  readonly detail?: Record<string, string | number>;
  close(): Promise<void>;
}

/** Time that a layer has to close before it is ended anyway. */
const closeDeadlineMs = 5_000;

/** Runs one layer as this process until it is told to stop; exits 0 after a clean stop, 1 when it cannot start. */
export async function runLayer(
  name: LayerName,
  start: (context: LayerContext) => Promise<RunningLayer>,
): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(name, { level: settings.logLevel });
  const listeners = new Set<(message: SupervisorMessage) => void>();
  const layers = new Map<LayerName, SupervisorMessage>();
  const context: LayerContext = {
    settings,
    log,
    send: (message) => void process.send?.(message),
    onMessage(listener) {
      listeners.add(listener);
      const known = [...layers.values()];
      queueMicrotask(() => {
        for (const message of known) if (listeners.has(listener)) listener(message);
      });
      return () => listeners.delete(listener);
    },
  };

  let running: RunningLayer | undefined;
  let closing = false;
  const stop = async (why: string): Promise<void> => {
    if (closing) return;
    closing = true;
    log.info({ why }, 'stopping');
    const forced = setTimeout(() => {
      log.warn({ closeDeadlineMs }, 'did not close in time; ending anyway');
      process.exit(1);
    }, closeDeadlineMs);
    forced.unref();
    try {
      await running?.close();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'failed while closing');
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  if (process.send) {
    process.on('disconnect', () => void stop('supervisor is gone'));
    process.on('message', (message: SupervisorMessage) => {
      if (message.type === 'ping') context.send({ type: 'pong' });
      else if (message.type === 'stop') void stop('asked to');
      else {
        layers.set(message.layer, message);
        for (const listener of listeners) listener(message);
      }
    });
  }

  try {
    running = await start(context);
  } catch (error) {
    log.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
  log.info(running.detail ?? {}, 'ready');
  context.send({ type: 'ready', ...(running.detail === undefined ? {} : { detail: running.detail }) });
  flushCompileCache();
}
