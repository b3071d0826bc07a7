/**
 * The composition root of the services: reading it from top to bottom shows every part once, and what it is given.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isLoopback, type Settings } from '@agentos/protocol/settings';
import { Sparing } from '@agentos/protocol/sparing';
import type { Logger } from 'pino';
import { createDrafts } from './apps/drafts.ts';
import { RunningApps } from './apps/running-apps.ts';
import type { CreateGeneration } from './generation/contract.ts';
import type { Route } from './http/route.ts';
import { routeTable } from './http/routes.ts';
import { createServer } from './http/server.ts';
import { ShellFiles } from './http/shell-files.ts';
import { Documents } from './kernel/documents.ts';
import { KernelLink } from './kernel/link.ts';
import { Metrics } from './metrics.ts';
import { Telemetry } from './observability/telemetry.ts';
import { Problem } from './problem.ts';
import { Grants } from './registry/grants.ts';
import { Registry } from './registry/registry.ts';
import { hostTree, namespaceTree } from './registry/source.ts';
import { Origins } from './security/origin.ts';
import { RateLimit, type RateLimitOptions } from './security/rate-limit.ts';
import { SignIns } from './security/sign-in.ts';
import { Sessions } from './sessions/sessions.ts';
import { noGeneration } from './stream/no-generation.ts';
import { StreamRequests } from './stream/requests.ts';
import { Stream } from './stream/stream.ts';
import type { System } from './system.ts';
import { traceIdOf } from './trace.ts';

const project = join(import.meta.dirname, '../..');
const homeFolders = ['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures'];
const defaultRate: RateLimitOptions = { burst: 1_000, perSecond: 250 };
const defaultUploadBytes = 8 * 1024 ** 3;

export interface ServicesOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** The built shell; `shell/dist` of the project when not given. */
  readonly shellFolder?: string;
  /** Apps that ship with the system; `apps` of the project when not given. */
  readonly appsFolder?: string;
  readonly createGeneration?: CreateGeneration;
  /** Asks the supervisor for the AI layer; resolves when it is up. */
  readonly wantAi?: (signal: AbortSignal) => Promise<void>;
  readonly rate?: RateLimitOptions;
  readonly uploadBytes?: number;
  /** Milliseconds since the epoch, for sign-ins. */
  readonly now?: () => number;
}

export interface Services {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, with the address that is listened on. */
  readonly origin: string;
  readonly routes: readonly Route[];
  readonly system: System;
  /** The layer that generates came up or went down. */
  aiChanged(up: boolean): void;
  close(): Promise<void>;
}

/** Starts the services over a running kernel; rejects when the kernel or the port cannot be had. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { settings, log } = options;
  refuseOpenAir(settings);
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        log.error({ err: error }, 'a part of the services failed while closing');
      }
    }
  };
  try {
    return await start(options, closing, close);
  } catch (error) {
    await close();
    throw error;
  }

  async function start(
    { now = Date.now }: ServicesOptions,
    ends: typeof closing,
    end: typeof close,
  ): Promise<Services> {
    let port = settings.port;
    const lines = new Sparing();
    const logFailedCall = (syscall: string, code: string, traceparent: string): void => {
      const trace_id = traceIdOf(traceparent);
      // Asking for what is not there is ordinary; being refused, or a failing host, is for whoever reads the log.
      if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EIO')
        log.debug({ trace_id, syscall, code }, 'a syscall failed');
      else if (lines.allows()) log.warn({ trace_id, syscall, code, suppressed: lines.suppressed }, 'a syscall failed');
    };
    const stream = new Stream((type) => metrics.streamMessage(type));
    ends.push(() => stream.close());
    const metrics = new Metrics({
      apps: () => countByType(apps),
      kernelUp: () => kernel.up,
    });
    const kernel = await KernelLink.start({
      address: `unix:${settings.kernelSocket}`,
      adminTokenFile: join(settings.run, 'admin.token'),
      log,
      onCall(name, code, seconds, traceparent) {
        metrics.kernelCall(name, code, seconds);
        if (code !== 'ok') logFailedCall(name, code, traceparent);
      },
      onRpc: (method, code, seconds) => metrics.grpc('kernel', method, code, seconds),
    });
    ends.push(() => kernel.close());
    const telemetry = new Telemetry({
      kernel,
      metrics,
      log,
      aiFigures: () => generation.figures?.(),
      otlpEndpoint: settings.otlpEndpoint,
    });
    ends.push(() => telemetry.close());
    await kernel.self.call('mkdir', { path: '/system', parents: true, mode: 0o700 }).catch(ignoreExisting);
    const documents = new Documents(kernel.self, log);
    await makeHome(kernel);

    const cliToken = randomBytes(32).toString('base64url');
    const scraperToken = randomBytes(32).toString('base64url');
    const signIns = await SignIns.load(documents, cliToken, now);
    const registry = await Registry.load({
      documents,
      log,
      shipped: hostTree(options.appsFolder ?? join(project, 'apps')),
      local: namespaceTree(kernel.reader, '/apps'),
    });
    const grants = await Grants.load(documents);
    const apps = new RunningApps({
      kernel,
      documents,
      registry,
      grants,
      log,
      tell: (type, told) => telemetry.tell(type, told),
    });
    const sessions = await Sessions.load({ documents, apps, registry });
    const generation = (options.createGeneration ?? noGeneration)({
      log,
      aiSocket: settings.aiSocket,
      drafts: createDrafts(registry, apps),
      wantAi: options.wantAi ?? (async () => undefined),
      onCall: (method, code, seconds) => metrics.grpc('ai', method, code, seconds),
      tell: (type, told) => telemetry.tell(type, told),
    });
    ends.push(() => generation.close());
    const requests = new StreamRequests(
      stream,
      generation,
      log,
      (type, told) => telemetry.tell(type, told),
      (kind, outcome, seconds) => metrics.streamRequest(kind, outcome, seconds),
    );
    ends.push(() => requests.close());
    await apps.recover();
    ends.push(() => apps.shutdown());

    apps.onChange((change) => {
      if (change.kind === 'apps') stream.publish({ type: 'apps_changed' });
    });
    registry.onChange(() => stream.publish({ type: 'registry_changed' }));
    kernel.onChange((change) => stream.publish({ type: 'layer', layer: 'kernel', up: change.up }));

    const system: System = {
      settings,
      log,
      kernel,
      apps,
      registry,
      grants,
      sessions,
      signIns,
      origins: new Origins(settings.origins, settings.tls === undefined ? 'http' : 'https'),
      stream,
      requests,
      generation,
      metrics,
      telemetry,
      isScraper: (token) => sameToken(token, scraperToken),
      shell: new ShellFiles(options.shellFolder ?? join(project, 'shell/dist')),
      uploadBytes: options.uploadBytes ?? defaultUploadBytes,
      port: () => port,
    };
    const routes = routeTable(system);
    const server = await createServer(system, routes, new RateLimit(options.rate ?? defaultRate));
    ends.push(() => server.close());
    await server.listen({ host: settings.host, port: settings.port });
    port = portOf(server.server.address());
    await writeRuntimeFiles(settings, port, { 'cli.token': cliToken, 'metrics.token': scraperToken });
    for (const file of ['cli.token', 'metrics.token']) ends.push(() => rm(join(settings.run, file), { force: true }));

    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    return {
      port,
      origin: `${system.origins.scheme}://${host}:${port}`,
      routes,
      system,
      aiChanged: (up) => stream.publish({ type: 'layer', layer: 'ai', up }),
      close: end,
    };
  }
}

/** Plain HTTP leaves the machine only when that was asked for. */
function refuseOpenAir({ host, tls, insecure }: Settings): void {
  if (isLoopback(host) || tls !== undefined || insecure) return;
  throw new Error(
    `AGENTOS_HOST=${host} is reachable from other machines: set AGENTOS_TLS_CERT and AGENTOS_TLS_KEY, or start with --insecure`,
  );
}

/** The folders of a home that has nothing in it yet. */
async function makeHome(kernel: KernelLink): Promise<void> {
  const { entries } = await kernel.self.call('listDirectory', {
    path: '/home',
    limit: 10,
    cursor: '',
    withStat: false,
  });
  if (entries.some((entry) => !entry.name.startsWith('.'))) return;
  for (const name of homeFolders)
    await kernel.self.call('mkdir', { path: `/home/${name}`, parents: true, mode: 0o755 });
}

async function writeRuntimeFiles(settings: Settings, port: number, tokens: Record<string, string>): Promise<void> {
  await mkdir(settings.run, { recursive: true, mode: 0o700 });
  for (const [name, token] of Object.entries(tokens)) {
    const path = join(settings.run, name);
    await writeFile(path, `${token}\n`, { mode: 0o600 });
    await chmod(path, 0o600);
  }
  await writeFile(join(settings.run, 'port'), `${port}\n`, { mode: 0o600 });
}

function sameToken(given: string, held: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(held));
}

function ignoreExisting(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
  throw error;
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Problem('EIO', 'the server has no port');
  return address.port;
}

function countByType(apps: RunningApps): Record<string, number> {
  const counts: Record<string, number> = { blueprint: 0, native_web: 0, native_proc: 0 };
  for (const { package: pkg } of apps.list()) counts[pkg.type] = (counts[pkg.type] ?? 0) + 1;
  return counts;
}
