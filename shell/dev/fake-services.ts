/**
 * The services in memory, behind the same doors as the real ones: for development without a kernel, for screenshots,
 * and for tests of the desktop. Only what the desktop asks for; nothing is checked, nothing outlives the page.
 */
import type { App, PackageMetadata, ServerMessage, SessionApp } from '@agentos/protocol';
import { isRecord, type Transport } from '../src/services/http.ts';

type Payload = ServerMessage extends infer Message
  ? Message extends ServerMessage
    ? Omit<Message, 'id' | 'seq' | 'traceparent'>
    : never
  : never;

export interface FakeServices {
  readonly transport: Transport;
  /** Sends a message of the stream to the desktop. */
  publish(payload: Payload, id?: string): void;
  /** Breaks the connection of the stream, and refuses new ones until `restore`. */
  cut(): void;
  restore(): void;
  readonly requests: readonly { method: string; path: string; body: unknown; traceparent: string | null }[];
  setSignedIn(signedIn: boolean): void;
}

export function fakePackage(
  about: Partial<PackageMetadata> & Pick<PackageMetadata, 'id' | 'name' | 'type'>,
): PackageMetadata {
  return {
    description: '',
    icon: '',
    category: 'utilities',
    version: '1.0.0',
    author: 'AgentOS',
    tags: [],
    permissions: ['STANDARD'],
    origin: 'shipped',
    created_at: 0,
    updated_at: 0,
    single_instance: false,
    ...about,
  };
}

export const demoPackages: readonly PackageMetadata[] = [
  fakePackage({
    id: 'file-explorer',
    name: 'Files',
    type: 'native_web',
    description: 'Browse, upload and arrange your files',
    window: { width: 880, height: 540, min_width: 420, min_height: 300 },
  }),
  fakePackage({
    id: 'shell',
    name: 'Terminal',
    type: 'native_proc',
    description: 'A shell in a sandbox',
    tags: ['console'],
    window: { width: 720, height: 440 },
  }),
  fakePackage({
    id: 'calculator',
    name: 'Calculator',
    type: 'blueprint',
    description: 'Sums and percentages',
    window: { width: 320, height: 460, min_width: 260, min_height: 380 },
  }),
  fakePackage({
    id: 'notes',
    name: 'Notes',
    type: 'blueprint',
    category: 'productivity',
    description: 'Short texts that stay',
    window: { width: 640, height: 460 },
  }),
  fakePackage({ id: 'python-runner', name: 'Python', type: 'native_proc', icon: 'python', description: 'Run Python' }),
  fakePackage({ id: 'reading-list', name: 'Reading list', type: 'blueprint', icon: 'book', origin: 'generated' }),
  fakePackage({ id: 'trip-budget', name: 'Trip budget', type: 'blueprint', icon: 'plane', origin: 'generated' }),
  fakePackage({ id: 'quick-poll', name: 'Quick poll', type: 'blueprint', origin: 'generated' }),
];

export interface FakeServicesOptions {
  readonly packages?: readonly PackageMetadata[];
  /** Blueprint documents by package id. */
  readonly documents?: Readonly<Record<string, App['ui_spec']>>;
}

export function createFakeServices({
  packages = demoPackages,
  documents = {},
}: FakeServicesOptions = {}): FakeServices {
  let apps: App[] = [];
  let focused: string | null = null;
  let signedIn = true;
  let reachable = true;
  let seq = 0;
  let counter = 0;
  const storage = new Map<string, unknown>();
  const sessions = new Map<string, { summary: Record<string, unknown>; apps: SessionApp[] }>();
  const sockets = new Set<FakeSocket>();
  const requests: { method: string; path: string; body: unknown; traceparent: string | null }[] = [];

  function start(packageId: string, more: Partial<App> = {}): App | undefined {
    const found = packages.find((each) => each.id === packageId);
    if (found === undefined) return undefined;
    counter += 1;
    const app: App = {
      id: `a${counter}`,
      hash: '',
      package_id: packageId,
      title: found.name,
      icon: found.icon,
      type: found.type,
      state: 'active',
      parent_id: null,
      created_at: Date.now(),
      sandbox_pid: 100 + counter,
      ui_spec: documents[packageId] ?? null,
      frame: null,
      process: found.type === 'native_proc' ? { running: true, exit_code: null, ui_type: 'terminal' } : null,
      window: null,
      window_hints: found.window ?? null,
      app_state: null,
      permissions: found.permissions,
      args: {},
      ...more,
    };
    apps = [...apps, app];
    focused = app.id;
    return app;
  }

  function answer(method: string, path: string, body: unknown): { status: number; body: unknown } {
    const done = { status: 200, body: { success: true } };
    const missing = { status: 404, body: { success: false, error: `nothing is at ${path}`, code: 'ENOENT' } };
    const given = isRecord(body) ? body : {};
    const [, first = '', second = '', third = ''] = path.split('/');
    const route = `${method} /${first}`;
    if (path === '/auth/session') return { status: 200, body: { signed_in: signedIn } };
    if (path === '/auth/sign-in') {
      signedIn = String(given.token).startsWith('valid');
      return signedIn
        ? done
        : { status: 401, body: { success: false, error: 'the token is not known', code: 'EACCES' } };
    }
    if (!signedIn) return { status: 401, body: { success: false, error: 'sign in first', code: 'EACCES' } };
    if (path === '/auth/sign-out') {
      signedIn = false;
      return done;
    }
    if (route === 'GET /apps') return { status: 200, body: { apps, focused_app_id: focused, stats: {} } };
    if (route === 'GET /health') return { status: 200, body: demoHealth };
    if (path === '/registry/apps') return { status: 200, body: { apps: packages, stats: {} } };
    if (path.startsWith('/registry/apps/') && path.endsWith('/launch')) {
      const app = start(decodeURIComponent(third));
      return app === undefined ? missing : { status: 200, body: app };
    }
    if (route === 'DELETE /apps') {
      apps = apps.filter((app) => app.id !== second);
      return done;
    }
    if (route === 'POST /apps') {
      const app = apps.find((each) => each.id === second);
      if (app === undefined) return missing;
      if (third === 'focus') focused = app.id;
      if (third === 'window') Object.assign(app, given.window === undefined ? {} : { window: given.window });
      return done;
    }
    if (path === '/services/execute') return { status: 200, body: execute(String(given.tool_id), given.params) };
    if (path === '/sessions/save') return { status: 200, body: save(String(given.name)) };
    if (route === 'POST /telemetry') return { status: 200, body: { success: true, refused: 0 } };
    if (route === 'GET /sessions') {
      return { status: 200, body: { sessions: [...sessions.values()].map(({ summary }) => summary), stats: {} } };
    }
    if (route === 'DELETE /sessions') return sessions.delete(second) ? done : missing;
    if (route === 'POST /sessions' && third === 'restore') return restore(second) ?? missing;
    return missing;
  }

  function execute(tool: string, params: unknown): unknown {
    const given = isRecord(params) ? params : {};
    if (tool === 'storage.get') return { success: true, data: { value: storage.get(String(given.key)) ?? null } };
    if (tool === 'storage.set') {
      storage.set(String(given.key), given.value);
      return { success: true, data: { key: given.key } };
    }
    if (tool === 'system.info') {
      const data = {
        version: '0.1.0',
        platform: 'linux x64',
        cpus: 2,
        memory_bytes: 25e9,
        uptime_ms: 5.4e6,
        processes: 7,
      };
      return { success: true, data };
    }
    return { success: false, error: `the tool ${tool} is not known`, code: 'ENOENT' };
  }

  function save(name: string): unknown {
    const id = `s${sessions.size + 1}`;
    const now = Date.now();
    const summary = { id, name, description: '', created_at: now, updated_at: now, app_count: apps.length };
    const kept = apps.map(
      (app): SessionApp => ({
        appId: app.package_id,
        appVersion: '1.0.0',
        kind: app.type,
        args: {},
        rect: app.window?.rect ?? { x: 0.1, y: 0.1, width: 0.4, height: 0.5 },
        mode: app.window?.mode ?? { kind: 'normal' },
        minimized: app.window?.minimized ?? false,
        z: app.window?.z ?? 0,
        state: app.app_state,
      }),
    );
    sessions.set(id, { summary, apps: kept });
    return { success: true, session: summary };
  }

  function restore(id: string): { status: number; body: unknown } | undefined {
    const session = sessions.get(id);
    if (session === undefined) return undefined;
    apps = [];
    for (const each of session.apps) {
      const { rect, mode, minimized, z } = each;
      start(each.appId, { window: { rect, mode, minimized, z } });
    }
    const workspace = { apps, focused_app_id: apps.at(-1)?.id ?? null, chat_state: null, ui_state: null, failed: [] };
    return { status: 200, body: { success: true, workspace } };
  }

  return {
    requests,
    transport: {
      async fetch(path, init) {
        if (!reachable) throw new TypeError('Failed to fetch');
        const method = init.method ?? 'GET';
        const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
        requests.push({ method, path, body, traceparent: new Headers(init.headers).get('traceparent') });
        const answered = answer(method, path.split('?')[0] ?? path, body);
        return new Response(JSON.stringify(answered.body), { status: answered.status });
      },
      socket() {
        const socket = new FakeSocket(() => sockets.delete(socket));
        if (reachable) {
          sockets.add(socket);
          queueMicrotask(() => socket.open());
        } else {
          setTimeout(() => socket.close(), 20);
        }
        return socket;
      },
      async upload(_path, content, _headers, onProgress) {
        onProgress(content.size);
        return new Response('{}');
      },
    },
    publish(payload, id = 'fake') {
      seq += 1;
      const text = JSON.stringify({ ...payload, id, seq, traceparent: '' });
      for (const socket of sockets) socket.onmessage?.(new MessageEvent('message', { data: text }));
    },
    cut() {
      reachable = false;
      for (const socket of [...sockets]) socket.close();
    },
    restore() {
      reachable = true;
    },
    setSignedIn(value) {
      signedIn = value;
    },
  };
}

/** As much of a WebSocket as the desktop uses. */
class FakeSocket extends EventTarget implements WebSocket {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly bufferedAmount = 0;
  readonly extensions = '';
  readonly protocol = '';
  readonly url = 'fake:';
  binaryType: BinaryType = 'blob';
  readyState: 0 | 1 | 2 | 3 = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly #closed: () => void;

  constructor(closed: () => void) {
    super();
    this.#closed = closed;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.(new Event('open'));
  }

  send(): void {}

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#closed();
    this.onclose?.(new CloseEvent('close'));
  }
}

const demoHealth = {
  status: 'degraded',
  version: '0.1.0',
  layers: [
    { name: 'kernel', state: 'up', reason: 'answers in 0.3 ms' },
    { name: 'services', state: 'up', reason: '' },
    { name: 'ai', state: 'on demand', reason: 'starts with the first request' },
  ],
  host: [
    { name: 'Sandbox', enforcement: 'enforced', mechanism: 'bubblewrap 0.8', reason: '' },
    { name: 'CPU limits', enforcement: 'degraded', mechanism: 'rlimit', reason: 'control groups are read-only here' },
    { name: 'App frames', enforcement: 'enforced', mechanism: 'a host for each app', reason: '' },
  ],
  apps: { total: 0, focused_app_id: null },
  tools: { services: 5, tools: 30 },
};
