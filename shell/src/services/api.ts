/** The routes of the services that the desktop uses, typed by the protocol. */
import type {
  App,
  AppsResponse,
  ExecuteResponse,
  HealthResponse,
  PackageMetadata,
  RegistryListResponse,
  SessionListResponse,
  SessionRestoreResponse,
  SessionSaveRequest,
  SessionSaveResponse,
  SignInState,
  WindowUpdate,
} from '@agentos/protocol';
import type { z } from 'zod';
import { type Http, isRecord, type Outcome } from './http.ts';

type Answer<Schema extends z.ZodType> = z.infer<Schema>;
export type AppsAnswer = Answer<typeof AppsResponse>;
export type Workspace = Answer<typeof SessionRestoreResponse>['workspace'];
export type SessionList = Answer<typeof SessionListResponse>;
type Done = { success: true };

export interface Api {
  signInState(): Promise<Outcome<Answer<typeof SignInState>>>;
  signIn(token: string): Promise<Outcome<Done>>;
  signOut(): Promise<Outcome<Done>>;
  health(): Promise<Outcome<HealthResponse>>;
  apps(): Promise<Outcome<AppsAnswer>>;
  registry(): Promise<Outcome<{ apps: PackageMetadata[] }>>;
  launch(packageId: string, args: Record<string, unknown>, parentId?: string): Promise<Outcome<App>>;
  removePackage(packageId: string): Promise<Outcome<Done>>;
  close(appId: string): Promise<Outcome<Done>>;
  focus(appId: string): Promise<Outcome<Done>>;
  restart(appId: string): Promise<Outcome<unknown>>;
  /** `last`: the page is going away, the request has to outlive it. */
  updateWindow(appId: string, update: WindowUpdate, last?: boolean): Promise<Outcome<Done>>;
  execute(
    toolId: string,
    params: Record<string, unknown>,
    appId?: string,
    signal?: AbortSignal,
  ): Promise<Outcome<Answer<typeof ExecuteResponse>>>;
  sessions(): Promise<Outcome<SessionList>>;
  saveSession(request: z.input<typeof SessionSaveRequest>): Promise<Outcome<Answer<typeof SessionSaveResponse>>>;
  restoreSession(id: string): Promise<Outcome<{ workspace: Workspace }>>;
  deleteSession(id: string): Promise<Outcome<Done>>;
}

/** Browsers refuse more than this in a request that outlives its page. */
const keepaliveBytes = 60_000;

export function createApi(http: Http): Api {
  const id = encodeURIComponent;
  return {
    signInState: () => http.request('GET', '/auth/session', isSignInState),
    signIn: (token) => http.request('POST', '/auth/sign-in', isDone, { token }),
    signOut: () => http.request('POST', '/auth/sign-out', isDone, {}),
    health: () => http.request('GET', '/health', isHealth),
    apps: () => http.request('GET', '/apps', isApps),
    registry: () => http.request('GET', '/registry/apps', isRegistry),
    launch: (packageId, args, parentId) =>
      http.request('POST', `/registry/apps/${id(packageId)}/launch`, isApp, {
        args,
        ...(parentId === undefined ? {} : { parent_id: parentId }),
      }),
    removePackage: (packageId) => http.request('DELETE', `/registry/apps/${id(packageId)}`, isDone),
    close: (appId) => http.request('DELETE', `/apps/${id(appId)}`, isDone),
    focus: (appId) => http.request('POST', `/apps/${id(appId)}/focus`, isDone, {}),
    restart: (appId) => http.request('POST', `/apps/${id(appId)}/restart`, isAnything, {}),
    async updateWindow(appId, update, last = false) {
      if (!last) return http.request('POST', `/apps/${id(appId)}/window`, isDone, update);
      const body = JSON.stringify(update);
      const sent = await http.raw(`/apps/${id(appId)}/window`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        keepalive: body.length < keepaliveBytes,
      });
      return sent.ok ? { ok: true, data: { success: true } } : sent;
    },
    execute: (toolId, params, appId, signal) =>
      http.request(
        'POST',
        '/services/execute',
        isExecuted,
        { tool_id: toolId, params, ...(appId === undefined ? {} : { app_id: appId }) },
        signal,
      ),
    sessions: () => http.request('GET', '/sessions', isSessionList),
    saveSession: (request) => http.request('POST', '/sessions/save', isSaved, request),
    restoreSession: (sessionId) => http.request('POST', `/sessions/${id(sessionId)}/restore`, isRestored, {}),
    deleteSession: (sessionId) => http.request('DELETE', `/sessions/${id(sessionId)}`, isDone),
  };
}

// The services validate what they send with the schemas of the protocol; here only the outline is looked at.
const isAnything = (answer: unknown): answer is unknown => answer !== undefined;
const isDone = (answer: unknown): answer is Done => isRecord(answer) && answer.success === true;
const isSignInState = (answer: unknown): answer is { signed_in: boolean } =>
  isRecord(answer) && typeof answer.signed_in === 'boolean';
const isHealth = (answer: unknown): answer is HealthResponse =>
  isRecord(answer) && Array.isArray(answer.layers) && Array.isArray(answer.host);
const isApp = (answer: unknown): answer is App =>
  isRecord(answer) && typeof answer.id === 'string' && typeof answer.package_id === 'string';
const isApps = (answer: unknown): answer is AppsAnswer => isRecord(answer) && isListOf(answer.apps, isApp);
const isRegistry = (answer: unknown): answer is Answer<typeof RegistryListResponse> =>
  isRecord(answer) && Array.isArray(answer.apps);
const isExecuted = (answer: unknown): answer is Answer<typeof ExecuteResponse> =>
  isRecord(answer) && typeof answer.success === 'boolean';
const isSessionList = (answer: unknown): answer is SessionList => isRecord(answer) && Array.isArray(answer.sessions);
const isSaved = (answer: unknown): answer is Answer<typeof SessionSaveResponse> =>
  isRecord(answer) && isRecord(answer.session);
const isRestored = (answer: unknown): answer is { workspace: Workspace } =>
  isRecord(answer) && isRecord(answer.workspace) && isListOf(answer.workspace.apps, isApp);

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isItem);
}
