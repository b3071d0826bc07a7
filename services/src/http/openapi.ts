/** The OpenAPI 3.1 description of a route table. */
import { z } from 'zod';
import type { Route } from './route.ts';

const failure = { $ref: '#/components/schemas/Failure' };

export function openApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{file}');
    const operations = paths[path] ?? {};
    paths[path] = operations;
    operations[route.method.toLowerCase()] = operation(route, path);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'AgentOS system services', version },
    paths,
    components: {
      schemas: {
        Failure: {
          type: 'object',
          required: ['success', 'error', 'code'],
          properties: {
            success: { const: false },
            error: { type: 'string', description: 'For people' },
            code: { type: 'string', description: 'Stable, a POSIX name where one fits' },
            detail: { type: 'string' },
          },
        },
      },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'agentos-PORT' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation(route: Route, path: string): object {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const body = bodyOf(route);
  return {
    summary: route.summary,
    security: securityOf(route),
    parameters: [...inPath, ...queryOf(route.query)],
    ...(body === undefined ? {} : { requestBody: { content: body } }),
    responses: {
      ...(route.socket === undefined
        ? { 200: { description: 'Done', content: answerOf(route) } }
        : { 101: { description: 'WebSocket' } }),
      default: { description: 'Refused or failed', content: { 'application/json': { schema: failure } } },
    },
  };
}

function securityOf(route: Route): object[] {
  switch (route.access) {
    case 'public':
      return [];
    case 'owner':
      return [{ cookie: [] }];
    case 'observer':
    case 'scraper':
      return [{ cookie: [] }, { bearer: [] }];
    case 'command':
      return [{ bearer: [] }];
  }
}

function bodyOf(route: Route): object | undefined {
  if (route.rawBody) return { 'application/octet-stream': {} };
  return route.body === undefined ? undefined : { 'application/json': { schema: json(route.body, 'input') } };
}

function answerOf(route: Route): object {
  if (route.answer === undefined) return { [route.media ?? 'application/octet-stream']: {} };
  return { 'application/json': { schema: json(route.answer, 'output') } };
}

function queryOf(schema: z.ZodType | undefined): object[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, field]) => {
    const required = field instanceof z.ZodType && !field.safeParse(undefined).success;
    return { name, in: 'query', required, schema: { type: 'string' } };
  });
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
