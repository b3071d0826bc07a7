/** Services and their tools: list, discover, execute. */
import {
  DiscoverRequest,
  DiscoverResponse,
  ExecuteRequest,
  ExecuteResponse,
  Json,
  ServicesResponse,
} from '@agentos/protocol';
import { Sparing } from '@agentos/protocol/sparing';
import { findTool, type ToolDeclaration, toolDeclarations } from '@agentos/tools';
import { z } from 'zod';
import { answerOf, questionOf } from '../../observability/events-json.ts';
import { codeOf, messageOf, Problem } from '../../problem.ts';
import type { System } from '../../system.ts';
import type { ToolContext } from '../../tools/context.ts';
import { discover } from '../../tools/discover.ts';
import { executeTool } from '../../tools/execute.ts';
import { storedPreferences } from '../../tools/settings/preferences.ts';
import { spanUnder } from '../../trace.ts';
import { leaveOut } from '../observe.ts';
import { type Asker, jsonRoute, type Route } from '../route.ts';

const contentBytes = 8 * 1024 * 1024;
const InCategory = z.object({ category: z.string().max(40).optional() });

export function toolRoutes(system: System): Route[] {
  const { metrics, telemetry, log } = system;
  const lines = new Sparing();
  return [
    jsonRoute({
      method: 'GET',
      path: '/services',
      summary: 'All tools by service, with parameters and an example',
      access: 'owner',
      query: InCategory,
      answer: ServicesResponse,
      handle({ query }) {
        const services = Map.groupBy<string, ToolDeclaration>(toolDeclarations, (tool) => tool.id.split('.')[0] ?? '');
        const listed = [...services]
          .filter(([id]) => query.category === undefined || query.category === id)
          .map(([id, tools]) => ({
            id,
            tools: tools.map((tool) => ({
              id: tool.id,
              title: tool.title,
              description: tool.description,
              site: tool.site,
              parameters: Json.parse(z.toJSONSchema(tool.params, { io: 'input', unrepresentable: 'any' })),
              example: Json.parse(tool.example),
              capabilities: exampleNeeds(tool),
            })),
          }));
        const total_tools = listed.reduce((sum, each) => sum + each.tools.length, 0);
        return { services: listed, stats: { total_services: listed.length, total_tools } };
      },
    }),
    jsonRoute({
      method: 'POST',
      path: '/services/discover',
      summary: 'Services that fit a request in words',
      access: 'owner',
      body: DiscoverRequest,
      answer: DiscoverResponse,
      handle: ({ body }) => ({ query: body.message, services: discover(body.message) }),
    }),
    jsonRoute({
      method: 'POST',
      path: '/services/execute',
      summary: 'Runs one tool as the owner or as a running app',
      access: 'owner',
      body: ExecuteRequest,
      bodyLimit: contentBytes,
      answer: ExecuteResponse,
      async handle({ body, traceparent, reply, request, asker }) {
        const begun = performance.now();
        const span = spanUnder(traceparent);
        const took = (outcome: string): void => {
          // An unknown tool must not grow the table of figures, nor that of subjects.
          const tool = findTool(body.tool_id) === undefined ? 'unknown' : body.tool_id;
          const ms = performance.now() - begun;
          metrics.tool(tool, outcome, ms / 1000);
          const pid = (body.app_id === undefined ? undefined : system.apps.find(body.app_id)?.process?.pid) ?? 0;
          if (outcome === 'ok' && tool.startsWith('monitor.')) {
            leaveOut(request.raw);
            return;
          }
          if (outcome === 'ok') {
            telemetry.tell('tool.call', { span, subject: tool, a: ms * 1000, pid });
            return;
          }
          telemetry.tell('tool.call', {
            span,
            subject: tool,
            a: ms * 1000,
            b: 1,
            pid,
            severity: 'WARNING',
            text: outcome,
          });
          if (lines.allows()) {
            const { suppressed } = lines;
            log.info(
              { trace_id: span.traceId, tool, code: outcome, pid, ...(suppressed > 0 ? { suppressed } : {}) },
              'a tool failed',
            );
          }
        };
        try {
          const context = await toolContext(system, asker, body.app_id, span.traceparent);
          const data = await executeTool(body.tool_id, body.params, context);
          took('ok');
          return { success: true as const, data: Json.parse(data) };
        } catch (error) {
          const code = codeOf(error);
          took(code ?? 'EIO');
          if (code === undefined) throw error;
          const problem = error instanceof Problem ? error : undefined;
          // What the kernel refuses is an answer of the tool; what was asked wrongly is a failed request.
          if (problem !== undefined) reply.code(problem.status);
          const detail = problem?.detail ?? detailOf(error);
          return { success: false as const, error: messageOf(error), code, ...(detail === '' ? {} : { detail }) };
        }
      },
    }),
  ];
}

/** What a call with the tool's own example needs. */
function exampleNeeds(tool: ToolDeclaration): string[] {
  return [...tool.capabilities(tool.params.parse(tool.example))];
}

/** The context of a call by the owner (no id) or by a running app. */
async function toolContext(
  system: System,
  asker: Asker,
  appId: string | undefined,
  traceparent: string,
): Promise<ToolContext> {
  const { apps, registry, grants, log, kernel, stream, telemetry, signIns } = system;
  const caller = appId === undefined ? null : apps.get(appId);
  return {
    caller,
    traceparent,
    apps,
    registry,
    grants,
    log,
    async call(name, args, deadlineMs = 0) {
      const process = caller === null ? kernel.owner : await apps.callerOf(caller, traceparent);
      return process.call(name, args, { traceparent, deadlineMs });
    },
    async queryEvents(request) {
      const asker = caller === null ? undefined : await apps.callerOf(caller, traceparent);
      telemetry.outbox.hurry();
      return answerOf(await kernel.queryEvents(questionOf(request), asker));
    },
    desktopFigures: () => ({ ...telemetry.shell.report(), events: telemetry.outbox.counts }),
    dataChanged() {
      if (caller === null) return;
      stream.publish({ type: 'data_changed', package_id: caller.package.id, by: caller.id }, { traceparent });
    },
    async signOut() {
      if (asker.signIn !== undefined) await signIns.signOut(asker.signIn);
    },
    kernelFigures: () => kernel.metricsText(),
    preferences: () => storedPreferences(kernel.owner),
    preferencesChanged: () => void stream.publish({ type: 'preferences_changed' }, { traceparent }),
  };
}

function detailOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('detail' in error)) return '';
  return typeof error.detail === 'string' ? error.detail : '';
}
