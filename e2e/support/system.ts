/**
 * A real system for a test: started by `./agentos up` in a fresh folder, on a free port that it keeps over restarts, with
 * no TCP for kernel and AI. Whoever starts one stops it.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningState, type SupervisorState } from '../../cli/src/supervisor/state-file.ts';
import { runtimeFolder } from '../../protocol/src/settings.ts';
import { isAlive, processesOfHome, until } from './processes.ts';

export const projectRoot = join(import.meta.dirname, '..', '..');

export interface SystemOptions {
  /** Further environment, such as `AGENTOS_CGROUP_ROOT`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder to use as AGENTOS_HOME; without it a fresh one, removed by `stop`. */
  readonly home?: string;
  /** Called with the folder before the first start, to put files there. */
  prepare?(home: string): void | Promise<void>;
}

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command that goes on by itself. */
export interface FollowedCommand {
  /** Lines that it has written so far. */
  lines(): number;
  /** Resolves once what it has written matches. */
  until(wanted: RegExp): Promise<void>;
  /** Ctrl+C; resolves with the exit code. */
  interrupt(): Promise<number>;
}

export class TestSystem {
  /** AGENTOS_HOME. */
  readonly home: string;
  /** Such as `http://127.0.0.1:34567`, without a slash at its end. */
  readonly baseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #removeHome: boolean;
  #address = '';

  constructor(home: string, removeHome: boolean, port: number, env: Readonly<Record<string, string>>) {
    this.home = home;
    this.#removeHome = removeHome;
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.env = {
      AGENTOS_HOME: home,
      AGENTOS_PORT: String(port),
      AGENTOS_KERNEL_TCP: 'off',
      AGENTOS_AI_TCP: 'off',
      ...env,
    };
  }

  /** The address printed by the last start; its token works once. */
  get address(): string {
    return this.#address;
  }

  /** Another address with an unused sign-in token. */
  async newAddress(): Promise<string> {
    const { code, out, err } = await this.agentos('token');
    if (code !== 0) throw new Error(`agentos token: ${err}`);
    return addressIn(out);
  }

  /** Runs the command line on this system. */
  agentos(...args: string[]): Promise<CommandResult> {
    return new Promise((resolve) => {
      const options = { env: { ...process.env, ...this.env }, timeout: 120_000 };
      const child = execFile(join(projectRoot, 'agentos'), args, options, (error, out, err) => {
        resolve({ code: child.exitCode ?? -1, out, err: error?.killed === true ? `${err}\ntook too long` : err });
      });
    });
  }

  /** Runs a command that goes on until it is interrupted. */
  follow(...args: string[]): FollowedCommand {
    const child = spawn(join(projectRoot, 'agentos'), args, {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
    return {
      lines: () => text.split('\n').length - 1,
      until: (wanted) => until(`the command says ${wanted}`, () => wanted.test(text)),
      interrupt() {
        child.kill('SIGINT');
        return ended;
      },
    };
  }

  async start(): Promise<void> {
    const { code, out, err } = await this.agentos('up');
    if (code !== 0) throw new Error(`agentos up failed (${code}):\n${out}${err}`);
    this.#address = addressIn(out);
  }

  /** What the supervisor tells; throws when none runs. */
  get state(): SupervisorState {
    const state = runningState(runtimeFolder(this.home));
    if (state === undefined) throw new Error('no supervisor runs');
    return state;
  }

  /** Pid of a layer that is up. */
  pidOf(layer: 'kernel' | 'services' | 'ai'): number {
    const process = this.state.layers.find((one) => one.name === layer)?.process;
    if (process === undefined) throw new Error(`${layer} has no process`);
    return process.pid;
  }

  /** Signs in without a browser; returns the value for a `Cookie` header. */
  async signIn(): Promise<string> {
    const token = new URL(await this.newAddress()).hash.slice('#token='.length);
    const response = await fetch(`${this.baseUrl}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.baseUrl },
      body: JSON.stringify({ token }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (response.status !== 200 || cookie === undefined) throw new Error(`sign-in answered ${response.status}`);
    return cookie;
  }

  /** Closes every app that runs, as its owner. */
  async closeApps(): Promise<void> {
    const headers = { cookie: await this.signIn(), origin: this.baseUrl };
    const { apps }: { apps: { id: string }[] } = await (await fetch(`${this.baseUrl}/apps`, { headers })).json();
    for (const { id } of apps) await fetch(`${this.baseUrl}/apps/${id}`, { method: 'DELETE', headers });
  }

  /** Kills the supervisor and every layer at once with SIGKILL; returns when all are gone. */
  async kill9All(): Promise<void> {
    const { pid, startTime, layers } = this.state;
    const processes = [{ pid, startTime }, ...layers.flatMap((layer) => layer.process ?? [])];
    for (const one of processes) process.kill(one.pid, 'SIGKILL');
    await until('all layers are gone', () => !processes.some(isAlive));
  }

  /** Stops (when it runs) and starts again on the same folder and port. */
  async restart(): Promise<void> {
    await this.agentos('down');
    await this.start();
  }

  /** Stops the system and removes its folder. */
  async stop(): Promise<void> {
    const { code, err } = await this.agentos('down');
    if (code !== 0) throw new Error(`agentos down failed (${code}): ${err}`);
    await until('no process of this system is left', () => processesOfHome(this.home).length === 0);
    if (this.#removeHome) rmSync(this.home, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Starts a system; see `TestSystem`. When it does not start, its folder is left for a look. */
export async function startSystem(options: SystemOptions = {}): Promise<TestSystem> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'agentos-e2e-'));
  const system = new TestSystem(home, options.home === undefined, await freePort(), options.env ?? {});
  await options.prepare?.(home);
  await system.start();
  return system;
}

function addressIn(text: string): string {
  const found = /https?:\/\/\S+\/#token=\S+/.exec(text)?.[0];
  if (found === undefined) throw new Error(`no address in: ${text}`);
  return found;
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject()));
    });
  });
}
