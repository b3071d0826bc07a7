/** The page, sign-in, health, metrics, and the description of all routes. */
import { HealthResponse, SignInRequest, SignInResponse, SignInState, SignInTokenResponse } from '@agentos/protocol';
import { z } from 'zod';
import { bareStatus, healthReport } from '../../health.ts';
import { Problem } from '../../problem.ts';
import { cookieName, setCookie } from '../../security/cookie.ts';
import { RateLimit } from '../../security/rate-limit.ts';
import type { System } from '../../system.ts';
import { version } from '../../version.ts';
import { openApi } from '../openapi.ts';
import { jsonRoute, otherRoute, type Route } from '../route.ts';

const attempts = { burst: 20, perSecond: 0.5 } as const;

export function systemRoutes(system: System, routes: () => readonly Route[]): Route[] {
  const { signIns, origins, metrics, telemetry } = system;
  const tries = new RateLimit(attempts);
  const secure = origins.scheme === 'https';

  return [
    otherRoute({
      method: 'GET',
      path: '/',
      summary: "The desktop's page for browsers; name and version for `Accept: application/json`",
      access: 'public',
      media: 'text/html',
      async handle({ request, reply }) {
        const wantsPage = request.headers.accept?.includes('text/html') === true;
        if (!wantsPage) return { status: bareStatus(system.kernel), service: 'agentos', version };
        if (await system.shell.sendPage(request, reply, origins.scheme)) return reply;
        return reply
          .code(503)
          .type('text/html; charset=utf-8')
          .header('content-security-policy', "default-src 'none'")
          .send('<!doctype html><title>AgentOS</title><p>The desktop is not built yet. Run <code>make build</code>.');
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/auth/sign-in',
      summary: 'Turns a one-time token into a sign-in',
      access: 'public',
      body: SignInRequest,
      answer: SignInResponse,
      async handle({ body, request, reply }) {
        const redeemed = await signIns.redeem(body.token);
        if (redeemed === undefined) {
          // Wrong tries alone count: nobody else at this machine can keep the owner's token (192 bits) from working.
          if (tries.take(request.ip) > 0) throw new Problem('EAGAIN', 'too many tries; wait a moment');
          throw new Problem(
            'ENEEDAUTH',
            'this address was used already or is too old: `agentos token` prints another',
            {
              status: 401,
            },
          );
        }
        reply.header('set-cookie', setCookie(cookieName(system.port()), redeemed.cookie, { secure }));
        return { success: true as const };
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/auth/sign-out',
      summary: 'Ends this sign-in',
      access: 'owner',
      answer: SignInResponse,
      async handle({ asker, reply }) {
        if (asker.signIn !== undefined) await signIns.signOut(asker.signIn);
        reply.header('set-cookie', setCookie(cookieName(system.port()), '', { secure }));
        return { success: true as const };
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/auth/session',
      summary: 'Whether the cookie is that of a sign-in',
      access: 'public',
      answer: SignInState,
      handle: ({ asker }) => ({ signed_in: asker.signIn !== undefined }),
    }),
    jsonRoute({
      method: 'POST',
      path: '/auth/tokens',
      summary: 'A new one-time sign-in token, for the command line',
      access: 'command',
      answer: SignInTokenResponse,
      handle() {
        const { token, expiresAt } = signIns.mint();
        return { token, expires_at: expiresAt };
      },
    }),
    otherRoute({
      method: 'GET',
      path: '/health',
      summary: 'State of every layer and capability of the host; only one word without a sign-in',
      access: 'public',
      media: 'application/json',
      answer: z.union([HealthResponse, z.object({ status: z.enum(['ok', 'down']) })]),
      async handle({ asker, request }) {
        if (asker.signIn === undefined && !asker.commandLine) return { status: bareStatus(system.kernel) };
        const host = origins.host(request.headers.host);
        const { kernel, apps, registry, generation } = system;
        return healthReport(
          { kernel, apps, registry, generation, telemetry, shellBuilt: () => system.shell.built() },
          host.kind === 'shell' ? host.hostname : '',
        );
      },
    }),
    otherRoute({
      method: 'GET',
      path: '/metrics',
      summary: 'Figures of all layers in Prometheus format',
      access: 'scraper',
      media: 'text/plain',
      async handle({ reply }) {
        return reply.type(metrics.contentType).send(await telemetry.figures());
      },
    }),
    otherRoute({
      method: 'GET',
      path: '/openapi.json',
      summary: 'This description',
      access: 'observer',
      media: 'application/json',
      handle: () => openApi(routes(), version),
    }),
  ];
}
