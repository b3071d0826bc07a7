/** What the tests of this folder share: a backend in a fresh data folder, and reading from programs. */
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostBackend, HostProcess, HostStream, LaunchRequest, SandboxBind } from './backend.ts';
import { createHostBackend, prepareSharedTree } from './index.ts';
import { findTool } from './tools.ts';

export const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
export const searchPath = process.env.PATH ?? '/usr/bin:/bin';

/** Why tests that need a sandbox are skipped, or the empty string. */
export const withoutSandbox =
  process.platform !== 'linux'
    ? `no sandbox on ${process.platform}`
    : (await findTool('bwrap', searchPath)) === undefined
      ? 'bubblewrap is not installed'
      : '';

let hosts = 0;

export interface TestHost {
  readonly home: string;
  readonly backend: HostBackend;
  /** Starts a program in bash's language, without a terminal. */
  script(text: string, more?: Partial<LaunchRequest>): Promise<HostProcess>;
  /** Runs one and returns what it wrote to both outputs, and how it ended. */
  run(text: string, more?: Partial<LaunchRequest>): Promise<{ output: string; code: number; signal: number }>;
  terminal(executable: string, args: string[], more?: Partial<LaunchRequest>): Promise<HostProcess>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function createTestHost(
  options: { cgroupRoot?: string; path?: string; bootId?: string } = {},
): Promise<TestHost> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'agentos-host-')));
  await mkdir(join(home, 'run'), { mode: 0o700 });
  await prepareSharedTree(join(home, 'home', '.apps'));
  await prepareSharedTree(join(home, 'home'));
  const backend = await createHostBackend({
    runDirectory: join(home, 'run'),
    homeDirectory: home,
    bootId: options.bootId ?? `test-${process.pid}-${++hosts}`,
    cgroupRoot: options.cgroupRoot ?? '/sys/fs/cgroup',
    path: options.path ?? searchPath,
    log: silent,
  });
  const script = (text: string, more: Partial<LaunchRequest> = {}) =>
    backend.launch({ ...request('bash', ['-c', text]), ...more });
  return {
    home,
    backend,
    script,
    terminal: (executable, args, more = {}) =>
      backend.launch({
        ...request(executable, args),
        standardIo: { kind: 'terminal', rows: 24, columns: 80 },
        ...more,
      }),
    async run(text, more = {}) {
      const started = await script(text, more);
      started.stdin?.close();
      const [out, err, status] = await Promise.all([readAll(started.stdout), readAll(started.stderr), started.exited]);
      return { output: out + err, ...status };
    },
    async [Symbol.asyncDispose]() {
      await backend.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export function request(executable: string, args: readonly string[]): LaunchRequest {
  return {
    name: 'test',
    executable,
    arguments: args,
    workingDirectory: '/home',
    environment: {},
    standardIo: { kind: 'pipes' },
    profile: profile([]),
    inherited: [],
  };
}

export function profile(
  binds: readonly SandboxBind[],
  limits: Partial<LaunchRequest['profile']['limits']> = {},
): LaunchRequest['profile'] {
  return {
    binds,
    network: 'none',
    limits: { memoryBytes: 256 * 1024 * 1024, processes: 64, descriptors: 256, cpuPercent: 100, ...limits },
  };
}

export async function readAll(stream: HostStream | undefined): Promise<string> {
  if (stream === undefined) return '';
  const chunks: Uint8Array[] = [Buffer.from(unread.get(stream) ?? '')];
  for (;;) {
    const bytes = await stream.read(65_536);
    if (bytes.length === 0) break;
    chunks.push(bytes);
  }
  stream.close();
  return Buffer.concat(chunks).toString('utf8');
}

const unread = new WeakMap<HostStream, string>();

/** Reads up to and including the text; fails with what came instead. What follows it is kept for the next call. */
export async function readUntil(
  stream: HostStream | undefined,
  text: string | RegExp,
  timeoutMs = 10_000,
): Promise<string> {
  if (stream === undefined) throw new Error('There is no such stream.');
  const pattern = typeof text === 'string' ? new RegExp(text.replace(/[^\w\s]/g, '\\$&')) : text;
  const signal = AbortSignal.timeout(timeoutMs);
  let seen = unread.get(stream) ?? '';
  for (;;) {
    const match = pattern.exec(seen);
    if (match !== null) {
      const end = match.index + match[0].length;
      unread.set(stream, seen.slice(end));
      return seen.slice(0, end);
    }
    const bytes = await stream.read(65_536, signal).catch(() => {
      throw new Error(`No ${text} within ${timeoutMs} ms; got: ${JSON.stringify(seen)}`);
    });
    if (bytes.length === 0) throw new Error(`The stream ended without ${text}; got: ${JSON.stringify(seen)}`);
    seen += Buffer.from(bytes).toString('utf8');
  }
}

export function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
