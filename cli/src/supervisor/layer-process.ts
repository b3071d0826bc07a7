/**
 * One layer as a process: starts it, waits for `ready`, watches that it answers, restarts it with back-off, stops it.
 *
 *   off → starting → up → (exit or no answer) waiting → starting …      any → stopping → off
 *
 * At most one process of a layer runs at any moment: a new one starts only after the exit of the last was seen.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { LayerMessage, LayerName, SupervisorMessage } from '@agentos/protocol/layer';
import { type ProcessId, startTimeOf } from '../host/process-table.ts';
import { BackOff, type BackOffOptions } from './back-off.ts';
import type { LogFile } from './log-file.ts';
import type { LayerPhase, LayerState } from './state-file.ts';

/** How a layer is run. */
export interface LayerSpec {
  readonly name: LayerName;
  /** File that Node runs. */
  readonly entry: string;
  readonly nodeArguments: readonly string[];
  /** Started when another layer wants it, ended when nobody did for this long. Without it, the layer always runs. */
  readonly idleEndMs?: number;
}

export interface LayerTimes {
  readonly readyWithinMs: number;
  readonly pingEveryMs: number;
  /** Unanswered pings after which the process counts as stuck. */
  readonly missedPings: number;
  readonly stopWithinMs: number;
  readonly backOff: BackOffOptions;
}

/** What a layer process needs from the supervisor, and nothing more. */
export interface LayerHost {
  readonly environment: () => NodeJS.ProcessEnv;
  readonly log: LogFile;
  readonly times: LayerTimes;
  /** Called after every change of phase. */
  changed(state: LayerState): void;
  message(message: LayerMessage): void;
}

export class LayerStartError extends Error {
  readonly layer: LayerName;
  constructor(layer: LayerName, reason: string) {
    super(`${layer}: ${reason}`);
    this.layer = layer;
  }
}

export class LayerProcess {
  readonly spec: LayerSpec;
  readonly #host: LayerHost;
  readonly #backOff: BackOff;
  #phase: LayerPhase = 'off';
  #since = Date.now();
  #reason = 'not started';
  #restarts = 0;
  #detail: Readonly<Record<string, string | number>> = {};
  #child: ChildProcess | undefined;
  #id: ProcessId | undefined;
  #spawnedAt = 0;
  #missed = 0;
  #readyTimer: NodeJS.Timeout | undefined;
  #pingTimer: NodeJS.Timeout | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #whyKilled: string | undefined;
  /** Settles the promise of `start`, until the first `ready`. */
  #firstStart: { resolve(): void; reject(error: Error): void } | undefined;
  #stopped: (() => void)[] = [];

  constructor(spec: LayerSpec, host: LayerHost) {
    this.spec = spec;
    this.#host = host;
    this.#backOff = new BackOff(host.times.backOff);
  }

  get state(): LayerState {
    return {
      name: this.spec.name,
      phase: this.#phase,
      ...(this.#id === undefined ? {} : { process: this.#id }),
      since: this.#since,
      restarts: this.#restarts,
      reason: this.#reason,
      detail: this.#detail,
    };
  }

  get isUp(): boolean {
    return this.#phase === 'up';
  }

  /**
   * Starts the layer; resolves when it says `ready`.
   * @throws LayerStartError when it ends or stays silent before that: the first start is not tried again.
   */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#firstStart = { resolve, reject };
      this.#spawn();
    });
  }

  /** Asks the layer to end, and ends it when it does not; resolves when it is gone. */
  stop(): Promise<void> {
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child === undefined) {
      this.#enter('off', 'stopped');
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#stopped.push(resolve);
      if (this.#phase === 'stopping') return;
      this.#enter('stopping', 'stopping');
      this.#clearTimers();
      this.send({ type: 'stop' });
      // A process that has not attached its listener yet misses the message, but not the signal.
      if (this.#firstStart !== undefined) child.kill('SIGTERM');
      this.#readyTimer = setTimeout(() => child.kill('SIGKILL'), this.#host.times.stopWithinMs);
    });
  }

  send(message: SupervisorMessage): void {
    // A channel that closes under us shows up as the exit of the process.
    if (this.#child?.connected === true) this.#child.send(message, () => {});
  }

  #spawn(): void {
    this.#host.log.rotate();
    const output = this.#host.log.open();
    const child = spawn(process.execPath, [...this.spec.nodeArguments, this.spec.entry], {
      env: this.#host.environment(),
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    this.#child = child;
    this.#spawnedAt = performance.now();
    this.#whyKilled = undefined;
    this.#missed = 0;
    this.#detail = {};
    if (child.pid !== undefined) this.#id = { pid: child.pid, startTime: startTimeOf(child.pid) ?? '' };
    this.#enter('starting', 'starting');
    this.#readyTimer = setTimeout(
      () => this.#kill(`not ready within ${this.#host.times.readyWithinMs} ms`),
      this.#host.times.readyWithinMs,
    );
    child.on('message', (message: LayerMessage) => this.#receive(message));
    child.on('error', (error) => {
      if (child.pid === undefined) this.#ended(`cannot be started: ${error.message}`);
    });
    child.on('exit', (code, signal) => this.#ended(this.#whyKilled ?? exitReason(code, signal), code !== 0));
  }

  #receive(message: LayerMessage): void {
    if (message.type === 'pong') this.#missed = 0;
    else if (message.type === 'ready') this.#ready(message.detail ?? {});
    else this.#host.message(message);
  }

  #ready(detail: Readonly<Record<string, string | number>>): void {
    if (this.#phase !== 'starting') return;
    this.#clearTimers();
    this.#detail = detail;
    this.#pingTimer = setInterval(() => this.#ping(), this.#host.times.pingEveryMs);
    this.#enter('up', '');
    this.#firstStart?.resolve();
    this.#firstStart = undefined;
  }

  #ping(): void {
    const { missedPings, pingEveryMs } = this.#host.times;
    if (this.#missed >= missedPings) {
      this.#kill(`did not answer ${missedPings} pings, ${pingEveryMs} ms apart`);
      return;
    }
    this.#missed += 1;
    this.send({ type: 'ping' });
    this.#host.log.rotate();
  }

  #kill(why: string): void {
    this.#whyKilled = why;
    this.#child?.kill('SIGKILL');
  }

  #ended(reason: string, failed = true): void {
    // Told to end by somebody else, such as `kill` or a change of its sources: the next one comes at once.
    const unclean = failed || this.#phase !== 'up';
    const ranMs = this.#phase === 'up' ? performance.now() - this.#spawnedAt : 0;
    const stopping = this.#phase === 'stopping';
    this.#clearTimers();
    this.#child = undefined;
    this.#id = undefined;
    if (stopping || this.#firstStart !== undefined) this.#enter('off', stopping ? 'stopped' : reason);
    else {
      this.#restarts += 1;
      this.#enter('waiting', reason);
      this.#restartTimer = setTimeout(() => this.#spawn(), this.#backOff.next(ranMs, unclean));
    }
    this.#firstStart?.reject(new LayerStartError(this.spec.name, stopping ? 'stopped while starting' : reason));
    this.#firstStart = undefined;
    for (const resolve of this.#stopped.splice(0)) resolve();
  }

  #clearTimers(): void {
    clearTimeout(this.#readyTimer);
    clearInterval(this.#pingTimer);
  }

  #enter(phase: LayerPhase, reason: string): void {
    this.#phase = phase;
    this.#reason = reason;
    this.#since = Date.now();
    this.#host.changed(this.state);
  }
}

function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}
