/**
 * Runs the layers of one system: starts them, starts the ones on demand when they are wanted, tells each layer about the
 * others, keeps the state file true, and stops them in the opposite order.
 */
import type { LayerMessage, LayerName } from '@agentos/protocol/layer';
import { startTimeOf } from '../host/process-table.ts';
import { LayerProcess, type LayerSpec, type LayerTimes } from './layer-process.ts';
import type { LogFile } from './log-file.ts';
import type { LayerState, SupervisorState } from './state-file.ts';

export interface SupervisorOptions {
  /** In the order in which they start; they stop in the opposite order. */
  readonly layers: readonly LayerSpec[];
  readonly times: LayerTimes;
  environment(layer: LayerName, last: LayerState | undefined): NodeJS.ProcessEnv;
  logFile(layer: LayerName): LogFile;
  /** Called with the whole state after every change. */
  report(state: SupervisorState): void;
  note(text: string, fields: Readonly<Record<string, unknown>>): void;
}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #layers: readonly LayerProcess[];
  readonly #startedAt = Date.now();
  readonly #idleTimers = new Map<LayerName, NodeJS.Timeout>();
  /** The last detail a layer told, kept over its restarts. */
  readonly #lastUp = new Map<LayerName, LayerState>();
  #phase: SupervisorState['phase'] = 'starting';
  #stopping: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#layers = options.layers.map(
      (spec) =>
        new LayerProcess(spec, {
          environment: () => options.environment(spec.name, this.#lastUp.get(spec.name)),
          log: options.logFile(spec.name),
          times: options.times,
          changed: (state) => this.#changed(state),
          message: (message) => this.#receive(spec.name, message),
        }),
    );
  }

  get state(): SupervisorState {
    return {
      version: 1,
      pid: process.pid,
      startTime: startTimeOf(process.pid) ?? '',
      startedAt: this.#startedAt,
      phase: this.#phase,
      layers: this.#layers.map((layer) => layer.state),
    };
  }

  /**
   * Starts every layer that always runs, side by side; resolves when all are ready.
   * @throws LayerStartError of the first layer that cannot start. The caller then stops the rest.
   */
  async start(): Promise<void> {
    const always = this.#layers.filter((layer) => layer.spec.idleEndMs === undefined);
    await Promise.all(always.map((layer) => layer.start()));
    this.#phase = 'up';
    this.#options.report(this.state);
  }

  /** Stops all layers, the last started first; resolves when none is left. Safe to call again. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    this.#phase = 'stopping';
    this.#options.report(this.state);
    for (const timer of this.#idleTimers.values()) clearTimeout(timer);
    for (const layer of this.#layers.toReversed()) await layer.stop();
  }

  #receive(from: LayerName, message: LayerMessage): void {
    if (message.type !== 'want' || this.#phase === 'stopping') return;
    const layer = this.#layers.find((one) => one.spec.name === message.layer);
    if (layer === undefined) {
      this.#tell(from, { type: 'layer', layer: message.layer, up: false, reason: 'this system has no such layer' });
      return;
    }
    this.#keepFor(layer);
    if (layer.state.phase === 'off') {
      // A failed start is told by `#changed`; the next `want` tries again.
      layer
        .start()
        .catch((error) => this.#options.note('cannot start', { layer: message.layer, error: String(error) }));
    } else if (layer.isUp) {
      this.#tell(from, { type: 'layer', layer: message.layer, up: true, reason: '' });
    }
  }

  /** Ends a layer that runs on demand once nobody has wanted it for its idle time. */
  #keepFor(layer: LayerProcess): void {
    const { name, idleEndMs } = layer.spec;
    if (idleEndMs === undefined) return;
    clearTimeout(this.#idleTimers.get(name));
    this.#idleTimers.set(
      name,
      setTimeout(() => void layer.stop(), idleEndMs),
    );
  }

  #changed(state: LayerState): void {
    if (state.phase === 'up') this.#lastUp.set(state.name, state);
    this.#options.note(state.phase, { layer: state.name, reason: state.reason, pid: state.process?.pid });
    this.#options.report(this.state);
    if (state.phase === 'starting') {
      this.#introduce(state.name);
      return;
    }
    for (const other of this.#layers) {
      if (other.spec.name === state.name) continue;
      other.send({ type: 'layer', layer: state.name, up: state.phase === 'up', reason: state.reason });
    }
  }

  /** Tells a layer that has just been started what the others are doing; later changes follow in order. */
  #introduce(name: LayerName): void {
    for (const { state } of this.#layers) {
      if (state.name === name) continue;
      this.#tell(name, { type: 'layer', layer: state.name, up: state.phase === 'up', reason: state.reason });
    }
  }

  #tell(name: LayerName, message: Parameters<LayerProcess['send']>[0]): void {
    this.#layers.find((layer) => layer.spec.name === name)?.send(message);
  }
}
