/**
 * Real services over a real kernel process for tests, in a data folder of their own. The kernel runs as its own
 * process, as in the whole system, so that a test can kill and start it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSettings } from '@agentos/protocol/settings';
import { type DestinationStream, pino } from 'pino';
import { createServices, type Services, type ServicesOptions } from '../services.ts';
import { type Answer, type SendOptions, send } from './request.ts';
import { TestSocket } from './socket.ts';
import { testApps } from './test-apps.ts';

const kernelMain = join(import.meta.dirname, '../../../kernel/src/main.ts');

export interface TestSystemOptions extends Partial<Omit<ServicesOptions, 'settings' | 'log'>> {
  /** Files to put into the data folder before the first start, by path below it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** False: starts without signing in. */
  readonly signedIn?: boolean;
  /** Takes the log lines. */
  readonly logTo?: DestinationStream;
}

export class TestSystem {
  readonly home: string;
  readonly #options: TestSystemOptions;
  #kernel: ChildProcess | undefined;
  #services: Services | undefined;
  cookie = '';

  private constructor(home: string, options: TestSystemOptions) {
    this.home = home;
    this.#options = options;
  }

  /** Starts kernel and services and signs in. */
  static async start(options: TestSystemOptions = {}): Promise<TestSystem> {
    const system = new TestSystem(await mkdtemp(join(tmpdir(), 'agentos-services-')), options);
    try {
      for (const [path, content] of Object.entries({ ...testApps, ...options.files })) {
        await mkdir(dirname(join(system.home, path)), { recursive: true });
        await writeFile(join(system.home, path), content);
      }
      await system.startKernel();
      await system.startServices();
      if (options.signedIn !== false) system.cookie = await system.signIn();
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  get services(): Services {
    if (this.#services === undefined) throw new Error('the services do not run');
    return this.#services;
  }

  get env(): Record<string, string> {
    return {
      AGENTOS_HOME: this.home,
      AGENTOS_PORT: '0',
      AGENTOS_KERNEL_TCP: 'off',
      AGENTOS_AI_TCP: 'off',
      AGENTOS_LOG_LEVEL: 'error',
      ...this.#options.env,
    };
  }

  async startKernel(): Promise<void> {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AGENTOS_'));
    const kernel = fork(kernelMain, { env: { ...Object.fromEntries(inherited), ...this.env }, execArgv: [] });
    this.#kernel = kernel;
    const ready = new Promise<void>((resolve, reject) => {
      kernel.on('message', (message: { type?: string }) => message.type === 'ready' && resolve());
      kernel.once('exit', (code) => reject(new Error(`the kernel ended with ${code} before it was ready`)));
      kernel.once('error', reject);
    });
    await ready;
  }

  /** SIGKILL, as a crash would. */
  async killKernel(): Promise<void> {
    const kernel = this.#kernel;
    this.#kernel = undefined;
    if (kernel === undefined || kernel.exitCode !== null || kernel.signalCode !== null) return;
    const ended = once(kernel, 'exit');
    kernel.kill('SIGKILL');
    await ended;
  }

  async startServices(): Promise<void> {
    const { files: _files, env: _env, signedIn: _signedIn, logTo, ...options } = this.#options;
    const log = logTo === undefined ? pino({ level: 'silent' }) : pino({ level: 'debug' }, logTo);
    this.#services = await createServices({
      shellFolder: join(this.home, 'shell-dist'),
      appsFolder: join(this.home, 'shipped'),
      ...options,
      settings: readSettings(this.env),
      log,
    });
  }

  async stopServices(): Promise<void> {
    const services = this.#services;
    this.#services = undefined;
    await services?.close();
  }

  async stop(): Promise<void> {
    await this.stopServices();
    const kernel = this.#kernel;
    if (kernel !== undefined && kernel.exitCode === null && kernel.signalCode === null) {
      const ended = once(kernel, 'exit');
      kernel.send({ type: 'stop' });
      await ended;
    }
    await rm(this.home, { recursive: true, force: true });
  }

  /** Redeems a fresh token; gives the cookie as `name=value`. */
  async signIn(): Promise<string> {
    const { token } = this.services.system.signIns.mint();
    const answer = await send(this.services.port, { method: 'POST', path: '/auth/sign-in', body: { token } });
    return cookieOf(answer);
  }

  /** A request as the signed-in owner; JSON bodies for objects. */
  request(
    method: SendOptions['method'],
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return send(this.services.port, { method, path, body, headers: { cookie: this.cookie, ...headers } });
  }

  /** Runs a tool; gives the whole answer. */
  async tool(tool_id: string, params: unknown, app_id?: string): Promise<Answer> {
    return this.request('POST', '/services/execute', { tool_id, params, ...(app_id === undefined ? {} : { app_id }) });
  }

  /** Where on this machine a path of the system is. */
  onDisk(path: string): string {
    return join(this.home, path);
  }

  /** Writes a file past the system, with the folders around it. Gives its path in the system. */
  async put(path: string, content: string | Uint8Array): Promise<string> {
    await mkdir(dirname(this.onDisk(path)), { recursive: true });
    await writeFile(this.onDisk(path), content);
    return path;
  }

  /** Launches a package; gives the app. */
  async launch(id: string, body: unknown = {}): Promise<LaunchedApp> {
    const answer = await this.request('POST', `/registry/apps/${id}/launch`, body);
    if (answer.status !== 200) throw new Error(`launch of ${id}: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  /** A WebSocket as the signed-in owner; collects what arrives. */
  socket(path: string, subprotocol?: string, headers: Record<string, string> = {}): TestSocket {
    return new TestSocket(`ws://127.0.0.1:${this.services.port}${path}`, subprotocol, {
      cookie: this.cookie,
      ...headers,
    });
  }
}

export interface LaunchedApp {
  readonly id: string;
  readonly package_id: string;
  readonly sandbox_pid: number;
  readonly parent_id: string | null;
  readonly frame: { launch_id: string; host: string | null; path: string } | null;
  readonly process: { running: boolean; exit_code: number | null } | null;
  readonly window: unknown;
  readonly app_state: unknown;
  readonly ui_spec: unknown;
  readonly title: string;
  readonly permissions: string[];
}

function cookieOf(answer: Answer): string {
  const header = answer.headers['set-cookie']?.[0] ?? '';
  return header.split(';')[0] ?? '';
}
