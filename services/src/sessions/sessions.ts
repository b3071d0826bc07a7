/**
 * Saved desktops: which apps, where their windows are, what they hold. Stored one document each in `/system/sessions`.
 *
 * Rule: restoring closes what runs, then launches what was saved; an app that cannot come back is named with the
 * reason and never stops the others.
 */
import { randomBytes } from 'node:crypto';
import {
  Session,
  type SessionApp,
  type SessionSaveRequest,
  SessionSummary,
  type WindowLayout,
} from '@agentos/protocol';
import type { z } from 'zod';
import type { Instance } from '../apps/instance.ts';
import type { RunningApps } from '../apps/running-apps.ts';
import type { Documents } from '../kernel/documents.ts';
import { messageOf, Problem } from '../problem.ts';
import type { Registry } from '../registry/registry.ts';

const folder = '/system/sessions';
const defaultId = 'default';
const mostSessions = 200;

export type SaveRequest = z.infer<typeof SessionSaveRequest>;
export type Summary = z.infer<typeof SessionSummary>;

export interface Restored {
  readonly apps: Instance[];
  readonly focusedId: string | null;
  readonly session: Session;
  readonly failed: { appId: string; error: string }[];
}

export interface SessionsOptions {
  readonly documents: Documents;
  readonly apps: RunningApps;
  readonly registry: Registry;
  readonly now?: () => number;
}

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #now: () => number;
  readonly #summaries = new Map<string, Summary>();
  #lastRestored: number | null = null;

  private constructor(options: SessionsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  static async load(options: SessionsOptions): Promise<Sessions> {
    const sessions = new Sessions(options);
    for (const name of await options.documents.names(folder)) {
      const session = await options.documents.read(documentPath(name), Session);
      if (session !== undefined) sessions.#summaries.set(session.id, summaryOf(session));
    }
    return sessions;
  }

  /** Latest first. */
  list(): Summary[] {
    return [...this.#summaries.values()].sort((a, b) => b.updated_at - a.updated_at);
  }

  get stats(): { total_sessions: number; last_saved: number | null; last_restored: number | null } {
    const last_saved = this.list()[0]?.updated_at ?? null;
    return { total_sessions: this.#summaries.size, last_saved, last_restored: this.#lastRestored };
  }

  /** ENOENT when there is none. */
  async get(id: string): Promise<Session> {
    const session = this.#summaries.has(id) ? await this.#options.documents.read(documentPath(id), Session) : undefined;
    if (session === undefined) throw new Problem('ENOENT', `there is no saved session "${id}"`, { detail: id });
    return session;
  }

  /** Saves the running desktop as a new session. */
  save(request: SaveRequest): Promise<Summary> {
    if (this.#summaries.size >= mostSessions) {
      throw new Problem('EDQUOT', `${mostSessions} sessions are saved already; delete one`);
    }
    return this.#store(`s${randomBytes(6).toString('hex')}`, request);
  }

  /** Saves the running desktop in the one default session. */
  saveDefault(request: SaveRequest): Promise<Summary> {
    return this.#store(defaultId, request);
  }

  async delete(id: string): Promise<void> {
    if (!this.#summaries.has(id)) throw new Problem('ENOENT', `there is no saved session "${id}"`, { detail: id });
    await this.#options.documents.remove(documentPath(id));
    this.#summaries.delete(id);
  }

  /** Closes what runs and brings a session back. */
  async restore(id: string, traceparent: string): Promise<Restored> {
    const session = await this.get(id);
    const { apps, registry } = this.#options;
    const roots = apps.list().filter((each) => each.parentId === null);
    await Promise.all(roots.map((each) => apps.close(each.id, traceparent)));

    const restored: Instance[] = [];
    const byIndex = new Map<number, Instance>();
    const failed: Restored['failed'] = [];
    const order = session.apps.map((app, index) => ({ app, index })).sort((a, b) => a.app.z - b.app.z);
    for (const { app, index } of order) {
      try {
        const instance = await apps.launch(registry.get(app.appId), {
          args: app.args,
          traceparent,
          restored: {
            window: { rect: app.rect, mode: app.mode, minimized: app.minimized, z: app.z },
            state: app.state,
            ...(app.folder === undefined ? {} : { folder: app.folder }),
            ...(app.scrollback === undefined ? {} : { scrollback: Buffer.from(app.scrollback, 'base64') }),
          },
        });
        restored.push(instance);
        byIndex.set(index, instance);
      } catch (error) {
        failed.push({ appId: app.appId, error: messageOf(error) });
      }
    }
    const focused = session.focused === null ? undefined : byIndex.get(session.focused);
    if (focused !== undefined) apps.focus(focused.id);
    this.#lastRestored = this.#now();
    return { apps: restored, focusedId: focused?.id ?? null, session, failed };
  }

  async #store(id: string, request: SaveRequest): Promise<Summary> {
    const { apps, documents } = this.#options;
    for (const [app, latest] of Object.entries(request.app_states)) {
      // The shell may speak of a window that was closed meanwhile.
      if (apps.find(app) !== undefined) apps.update(app, latest);
    }
    const running = apps.list();
    const focused = running.findIndex((each) => each.id === apps.focusedId);
    const session: Session = {
      version: 1,
      id,
      name: request.name,
      description: request.description,
      created_at: this.#summaries.get(id)?.created_at ?? this.#now(),
      updated_at: this.#now(),
      apps: await Promise.all(running.map(sessionApp)),
      focused: focused < 0 ? null : focused,
      chat: request.chat_state,
      ui: request.ui_state,
    };
    await documents.write(documentPath(id), session);
    const summary = summaryOf(session);
    this.#summaries.set(id, summary);
    return summary;
  }
}

/** A window that the shell has not placed yet: the middle of the work area. */
const unplaced: WindowLayout = {
  rect: { x: 0.2, y: 0.15, width: 0.6, height: 0.7 },
  mode: { kind: 'normal' },
  minimized: false,
  z: 0,
};

async function sessionApp(instance: Instance, index: number): Promise<SessionApp> {
  const { rect, mode, minimized, z } = instance.window ?? { ...unplaced, z: index };
  const scrollback = instance.program?.scrollback.contents();
  const folder = await instance.program?.folder();
  return {
    appId: instance.package.id,
    appVersion: instance.package.version,
    kind: instance.package.type,
    args: instance.args,
    rect,
    mode,
    minimized,
    z,
    state: instance.state,
    ...(folder === undefined ? {} : { folder }),
    ...(scrollback === undefined || scrollback.length === 0 ? {} : { scrollback: scrollback.toString('base64') }),
  };
}

function summaryOf(session: Session): Summary {
  return SessionSummary.parse({ ...session, app_count: session.apps.length });
}

function documentPath(id: string): string {
  return `${folder}/${id}.json`;
}
