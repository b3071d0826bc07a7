/** Saved desktops. */
import {
  Session,
  SessionListResponse,
  SessionRestoreResponse,
  SessionSaveRequest,
  SessionSaveResponse,
} from '@agentos/protocol';
import { z } from 'zod';
import type { SessionOperation } from '../../metrics.ts';
import { codeOf } from '../../problem.ts';
import type { Summary } from '../../sessions/sessions.ts';
import type { System } from '../../system.ts';
import { spanUnder } from '../../trace.ts';
import { jsonRoute, type Route } from '../route.ts';
import { present } from './apps.ts';

const ById = z.object({ id: z.string().regex(/^[a-z0-9]{1,32}$/) });
const Done = z.object({ success: z.literal(true) });
const desktopBytes = 16 * 1024 * 1024;
const DefaultSave = SessionSaveRequest.extend({ name: SessionSaveRequest.shape.name.default('Last desktop') });

export function sessionRoutes(system: System): Route[] {
  const { sessions, metrics, telemetry } = system;

  /** Counts an operation with its outcome. */
  async function counted<Result>(operation: SessionOperation, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      metrics.session(operation, 'ok');
      return result;
    } catch (error) {
      metrics.session(operation, codeOf(error) ?? 'EIO');
      throw error;
    }
  }

  async function save(traceparent: string, work: () => Promise<Summary>) {
    const session = await counted('save', work);
    telemetry.tell('session.saved', { span: spanUnder(traceparent), a: session.app_count });
    return { success: true as const, session };
  }

  return [
    jsonRoute({
      method: 'POST',
      path: '/sessions/save',
      summary: 'Saves the running desktop under a name',
      access: 'owner',
      body: SessionSaveRequest,
      bodyLimit: desktopBytes,
      answer: SessionSaveResponse,
      handle: ({ body, traceparent }) => save(traceparent, () => sessions.save(body)),
    }),
    jsonRoute({
      method: 'POST',
      path: '/sessions/save-default',
      summary: 'Saves the running desktop in the one default session',
      access: 'owner',
      body: DefaultSave,
      bodyLimit: desktopBytes,
      answer: SessionSaveResponse,
      handle: ({ body, traceparent }) => save(traceparent, () => sessions.saveDefault(body)),
    }),
    jsonRoute({
      method: 'GET',
      path: '/sessions',
      summary: 'Saved sessions, latest first',
      access: 'owner',
      answer: SessionListResponse,
      handle: () => ({ sessions: sessions.list(), stats: sessions.stats }),
    }),
    jsonRoute({
      method: 'GET',
      path: '/sessions/:id',
      summary: 'One session with all it holds',
      access: 'owner',
      params: ById,
      answer: Session,
      handle: ({ params }) => sessions.get(params.id),
    }),
    jsonRoute({
      method: 'POST',
      path: '/sessions/:id/restore',
      summary: 'Closes what runs and brings a session back',
      access: 'owner',
      params: ById,
      answer: SessionRestoreResponse,
      async handle({ params, traceparent, request }) {
        const span = spanUnder(traceparent);
        const begun = performance.now();
        const { apps, focusedId, session, failed } = await counted('restore', () =>
          sessions.restore(params.id, span.traceparent),
        );
        const b = (performance.now() - begun) * 1000;
        telemetry.tell('session.restored', { span, a: apps.length, b });
        return {
          success: true as const,
          workspace: {
            apps: apps.map((each) => present(system, each, request.headers.host)),
            focused_app_id: focusedId,
            chat_state: session.chat,
            ui_state: session.ui,
            failed,
          },
        };
      },
    }),
    jsonRoute({
      method: 'DELETE',
      path: '/sessions/:id',
      summary: 'Deletes a session',
      access: 'owner',
      params: ById,
      answer: Done,
      async handle({ params }) {
        await counted('delete', () => sessions.delete(params.id));
        return { success: true as const };
      },
    }),
  ];
}
