/**
 * The settings of the whole system, read once from the environment by each layer's entry point.
 * `agentos config` prints this table; `docs/configuration.md` documents it.
 */

import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type HostMount, mountProblem, mountsOf, parseMounts } from './mounts.ts';

/** Tokens go over these in the clear: they never leave the machine. */
const address = z.string().refine((text) => {
  const host = /^([^\s:]+):\d{1,5}$/.exec(text)?.[1];
  return text === 'off' || (host !== undefined && isLoopback(host));
}, 'loopback host:port or "off"');

const environment = z.object({
  AGENTOS_HOME: z.string().min(1).optional(),
  AGENTOS_HOST: z.string().min(1).default('127.0.0.1'),
  AGENTOS_PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  AGENTOS_ORIGINS: z.string().default(''),
  AGENTOS_TLS_CERT: z.string().default(''),
  AGENTOS_TLS_KEY: z.string().default(''),
  AGENTOS_INSECURE: z.enum(['0', '1']).default('0'),
  AGENTOS_KERNEL_SOCKET: z.string().default(''),
  AGENTOS_KERNEL_TCP: address.default('127.0.0.1:50051'),
  AGENTOS_AI_TCP: address.default('127.0.0.1:50052'),
  AGENTOS_CGROUP_ROOT: z.string().min(1).default('/sys/fs/cgroup'),
  AGENTOS_MOUNTS: z
    .string()
    .default('')
    .refine((text) => 'mounts' in parseMounts(text), {
      error: ({ input }) => mountProblem(input),
    }),
  AGENTOS_OTLP_ENDPOINT: z
    .string()
    .default('')
    .refine((text) => text === '' || isHttpAddress(text), 'an address such as http://127.0.0.1:4318'),
  AGENTOS_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
});

/** What each variable means, and what it is when not set, for people. Complete by its type. */
const meanings: Record<keyof z.input<typeof environment>, { fallback: string; meaning: string }> = {
  AGENTOS_HOME: { fallback: '~/.agentos', meaning: 'The one data folder: files, database, logs, runtime files' },
  AGENTOS_HOST: { fallback: '127.0.0.1', meaning: 'Address to listen on; beyond loopback needs TLS or --insecure' },
  AGENTOS_PORT: { fallback: '8000', meaning: 'The one public port; 0 takes a free one and writes it to run/port' },
  AGENTOS_ORIGINS: {
    fallback: 'none',
    meaning: 'Further origins that may reach the desktop, such as https://desk.example, with commas between',
  },
  AGENTOS_TLS_CERT: { fallback: 'none', meaning: 'Certificate file (PEM); goes together with AGENTOS_TLS_KEY' },
  AGENTOS_TLS_KEY: { fallback: 'none', meaning: 'Private key file (PEM) of the certificate' },
  AGENTOS_INSECURE: { fallback: '0', meaning: '1 allows plain HTTP beyond loopback; set by up --insecure' },
  AGENTOS_KERNEL_SOCKET: { fallback: 'run/kernel.sock', meaning: 'Unix socket of the kernel' },
  AGENTOS_KERNEL_TCP: {
    fallback: '127.0.0.1:50051',
    meaning: 'Loopback address of the kernel besides its socket, or off',
  },
  AGENTOS_AI_TCP: {
    fallback: '127.0.0.1:50052',
    meaning: 'Loopback address of the AI service besides its socket, or off',
  },
  AGENTOS_CGROUP_ROOT: { fallback: '/sys/fs/cgroup', meaning: "Where the host's control groups are mounted" },
  AGENTOS_MOUNTS: {
    fallback: 'none',
    meaning: 'Folders of the host at /mnt/NAME: name=/path, with :ro behind it read-only; commas between',
  },
  AGENTOS_OTLP_ENDPOINT: {
    fallback: 'none',
    meaning: 'OpenTelemetry collector that gets the spans of all layers (OTLP over HTTP); nothing is sent without it',
  },
  AGENTOS_LOG_LEVEL: { fallback: 'info', meaning: 'trace, debug, info, warn or error' },
};

export interface SettingRow {
  readonly name: string;
  /** Value in force; the fallback in words when nothing is set. */
  readonly value: string;
  readonly source: 'environment' | 'default';
  readonly fallback: string;
  readonly meaning: string;
}

/** Every setting with its value in `env`, for `agentos config` and `docs/configuration.md`. */
export function settingRows(env: Readonly<Record<string, string | undefined>>): SettingRow[] {
  return Object.entries(meanings).map(([name, { fallback, meaning }]) => {
    const value = env[name];
    return {
      name,
      value: value ?? fallback,
      source: value === undefined ? 'default' : 'environment',
      fallback,
      meaning,
    };
  });
}

export interface Settings {
  /** Absolute path of the one data folder. */
  readonly home: string;
  readonly host: string;
  /** 0: a free port, told by `run/port`. */
  readonly port: number;
  /** Further origins that may reach the desktop, such as `https://desk.example`. */
  readonly origins: readonly string[];
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** Plain HTTP on an address that is not loopback was asked for. */
  readonly insecure: boolean;
  /** Runtime folder: sockets, tokens, process ids. */
  readonly run: string;
  readonly kernelSocket: string;
  readonly aiSocket: string;
  /** `host:port`, or undefined when off. */
  readonly kernelTcp: string | undefined;
  readonly aiTcp: string | undefined;
  /** Where the host's control groups are mounted. */
  readonly cgroupRoot: string;
  /** Folders of the host, by name below `/mnt`. */
  readonly mounts: Readonly<Record<string, HostMount>>;
  /** Base address of an OpenTelemetry collector, or undefined: nothing is sent. */
  readonly otlpEndpoint: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error';
}

/** Longest path that fits a Unix socket address with room for the names below the runtime folder. */
const longestSocketPath = 100;

/** Reads the settings; throws an `Error` that lists every variable that is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`settings: ${problems.join('; ')}`);
  }
  const values = parsed.data;
  const home = resolve(values.AGENTOS_HOME ?? join(homedir(), '.agentos'));
  const run = runtimeFolder(home);
  if ((values.AGENTOS_TLS_CERT === '') !== (values.AGENTOS_TLS_KEY === '')) {
    throw new Error('settings: AGENTOS_TLS_CERT and AGENTOS_TLS_KEY go together');
  }
  return {
    home,
    host: values.AGENTOS_HOST,
    port: values.AGENTOS_PORT,
    origins: values.AGENTOS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    tls: values.AGENTOS_TLS_CERT === '' ? undefined : { cert: values.AGENTOS_TLS_CERT, key: values.AGENTOS_TLS_KEY },
    insecure: values.AGENTOS_INSECURE === '1',
    run,
    kernelSocket: values.AGENTOS_KERNEL_SOCKET || join(run, 'kernel.sock'),
    aiSocket: join(run, 'ai.sock'),
    kernelTcp: values.AGENTOS_KERNEL_TCP === 'off' ? undefined : values.AGENTOS_KERNEL_TCP,
    aiTcp: values.AGENTOS_AI_TCP === 'off' ? undefined : values.AGENTOS_AI_TCP,
    cgroupRoot: values.AGENTOS_CGROUP_ROOT,
    mounts: mountsOf(values.AGENTOS_MOUNTS),
    otlpEndpoint: values.AGENTOS_OTLP_ENDPOINT || undefined,
    logLevel: values.AGENTOS_LOG_LEVEL,
  };
}

/** `AGENTOS_HOME/run`, or a short folder under the temporary directory when socket paths would not fit. */
export function runtimeFolder(home: string): string {
  const run = join(home, 'run');
  if (Buffer.byteLength(join(run, 'kernel.sock')) <= longestSocketPath) return run;
  return join(tmpdir(), `agentos-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
}

function isHttpAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '';
}

/** Whether an address to listen on is loopback only. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  return isIP(host) === 4 ? host.startsWith('127.') : host === '::1';
}
