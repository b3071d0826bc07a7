/** Running apps: list, focus, layout, close, restart, terminal. */
import { AppActionResponse, AppsResponse, WindowUpdate } from '@agentos/protocol';
import { z } from 'zod';
import { type FrameHost, type Instance, presentApp } from '../../apps/instance.ts';
import { serveTerminal } from '../../apps/tty.ts';
import { isLoopbackName } from '../../security/origin.ts';
import type { System } from '../../system.ts';
import { jsonRoute, type Route, socketRoute } from '../route.ts';
import { closeAtSignOut } from '../sign-out.ts';

const ById = z.object({ id: z.string().min(1).max(64) });
const stateBytes = 4 * 1024 * 1024;

/** How the browser behind a Host header reaches app frames: a host for each app on loopback, none elsewhere. */
export function frameHostFor(system: System, hostHeader: string | undefined): FrameHost {
  const host = system.origins.host(hostHeader);
  if (host.kind !== 'shell' || !isLoopbackName(host.hostname)) return () => null;
  const port = host.port === '' ? '' : `:${host.port}`;
  return (instanceId) => `app${instanceId}.localhost${port}`;
}

/** An instance as the asking browser sees it. */
export function present(system: System, instance: Instance, hostHeader: string | undefined) {
  return presentApp(instance, instance.id === system.apps.focusedId, frameHostFor(system, hostHeader));
}

export function appRoutes(system: System): Route[] {
  const { apps, log } = system;
  return [
    jsonRoute({
      method: 'GET',
      path: '/apps',
      summary: 'Running apps',
      access: 'owner',
      answer: AppsResponse,
      handle({ request }) {
        const running = apps.list().map((each) => present(system, each, request.headers.host));
        const active = running.filter((each) => each.state === 'active').length;
        const stats = { total_apps: running.length, active_apps: active, background_apps: running.length - active };
        return { apps: running, focused_app_id: apps.focusedId, stats };
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/apps/:id/focus',
      summary: 'Brings an app to the front',
      access: 'owner',
      params: ById,
      answer: AppActionResponse,
      handle({ params, traceparent }) {
        apps.focus(params.id, traceparent);
        return { success: true as const, app_id: params.id };
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/apps/:id/window',
      summary: "Layout, title and state of an app's window",
      access: 'owner',
      params: ById,
      body: WindowUpdate,
      bodyLimit: stateBytes,
      answer: AppActionResponse,
      handle({ params, body }) {
        const { window_id: _, ...update } = body;
        apps.update(params.id, update);
        return { success: true as const, app_id: params.id };
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/apps/:id/restart',
      summary: 'Starts the program of a process app again after it ended',
      access: 'owner',
      params: ById,
      answer: AppActionResponse,
      async handle({ params, traceparent }) {
        await apps.restart(params.id, traceparent);
        return { success: true as const, app_id: params.id };
      },
    }),
    jsonRoute({
      method: 'DELETE',
      path: '/apps/:id',
      summary: 'Closes an app and its children; their processes have ended when this answers',
      access: 'owner',
      params: ById,
      answer: AppActionResponse,
      async handle({ params, traceparent }) {
        await apps.close(params.id, traceparent);
        return { success: true as const, app_id: params.id };
      },
    }),
    socketRoute({
      path: '/apps/:id/tty',
      summary: 'Terminal of a process app, subprotocol agentos.tty.v1',
      access: 'owner',
      params: ById,
      connect(socket, { params, asker }) {
        closeAtSignOut(system, socket, asker);
        const program = apps.find(params.id)?.program;
        if (program === undefined) socket.close(4004, 'no process app runs under this id');
        else serveTerminal(socket, program, log);
      },
    }),
  ];
}
