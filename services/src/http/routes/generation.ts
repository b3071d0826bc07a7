/** Generation without the stream, and the stream itself. */
import { randomUUID } from 'node:crypto';
import { GenerateUiRequest, GenerateUiResponse } from '@agentos/protocol';
import { z } from 'zod';
import { toJson } from '../../apps/instance.ts';
import { GenerationError } from '../../generation/contract.ts';
import { Problem } from '../../problem.ts';
import { serveStream } from '../../stream/socket.ts';
import type { System } from '../../system.ts';
import { jsonRoute, type Route, socketRoute } from '../route.ts';
import { closeAtSignOut } from '../sign-out.ts';

const StreamQuery = z.object({
  from: z.coerce.number().int().min(0).optional(),
  /** Id that a page keeps over its reconnections, so that it is not taken for a second tab. */
  tab: z.string().max(64).default(''),
});
const deadlineMs = 3 * 60_000;

export function generationRoutes(system: System): Route[] {
  const { stream, requests, log } = system;
  let connections = 0;
  return [
    jsonRoute({
      method: 'POST',
      path: '/generate-ui',
      summary: 'Generates one app and launches it, in one answer',
      access: 'owner',
      body: GenerateUiRequest,
      answer: GenerateUiResponse,
      async handle({ body, traceparent, reply }) {
        const id = randomUUID();
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        const outcome = await generate(() =>
          system.generation.generate(
            { id, message: body.message, context: body.context, parentId: body.parent_id ?? null, traceparent },
            (payload) => stream.publish(payload, { id, traceparent }),
            AbortSignal.any([gone.signal, AbortSignal.timeout(deadlineMs)]),
          ),
        );
        if (outcome.kind === 'question') throw new Problem('EINVAL', outcome.content, { status: 422 });
        return { app_id: outcome.appId, blueprint: toJson(outcome.blueprint), thoughts: [...outcome.thoughts] };
      },
    }),
    socketRoute({
      path: '/stream',
      summary: 'Messages to and from the desktop; `from` resumes behind a number',
      access: 'owner',
      query: StreamQuery,
      connect(socket, { query, asker, request }) {
        const { span } = request;
        system.telemetry.tell('stream.opened', { span, a: ++connections });
        socket.once('close', () => system.telemetry.tell('stream.closed', { span, a: --connections }));
        closeAtSignOut(system, socket, asker);
        serveStream(socket, { stream, requests, log, tab: query.tab, from: query.from });
      },
    }),
  ];
}

async function generate<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GenerationError) throw new Problem(error.code, error.message, { cause: error });
    throw error;
  }
}
