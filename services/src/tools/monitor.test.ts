/**
 * The tools of events and the routes of events say the same thing twice: tools may know nothing of the protocol, and the
 * protocol nothing of tools. Here, where both are known, they are held equal.
 */
import { EventsQueryRequest, EventsQueryResponse, TelemetryReport } from '@agentos/protocol';
import { eventKinds } from '@agentos/protocol/events';
import { findTool } from '@agentos/tools';
import { expect, test } from 'vitest';
import { z } from 'zod';

function toolOf(id: string): { params: z.ZodType; result: z.ZodType } {
  const tool = findTool(id);
  if (tool === undefined) throw new Error(`there is no tool ${id}`);
  return tool;
}

const shapeOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => z.toJSONSchema(schema, { io });

test('monitor.query asks what the route of questions asks, with the same bounds and defaults', () => {
  const { params } = toolOf('monitor.query');
  expect(shapeOf(params, 'input')).toEqual(shapeOf(EventsQueryRequest, 'input'));
  expect(params.parse({})).toEqual(EventsQueryRequest.parse({}));
});

test('monitor.query answers what the route answers', () => {
  expect(shapeOf(toolOf('monitor.query').result, 'output')).toEqual(shapeOf(EventsQueryResponse, 'output'));
});

test('monitor.kinds leaves nothing out of what is declared of an event', () => {
  expect(toolOf('monitor.kinds').result.parse({ kinds: eventKinds })).toEqual({ kinds: eventKinds });
});

test('monitor.figures leaves nothing out of what the desktop tells, and asks for no more', () => {
  const summary = { count: 1, mean: 2, least: 1, most: 3, last: 2, p50: 2, p75: 2, p95: 3, p99: 3 };
  const report = TelemetryReport.parse({
    since: 1,
    vitals: { LCP: summary },
    measures: [{ ...summary, kind: 'tool', label: 'storage.get', failures: 1 }],
    events: { sent: 1, dropped: 2, refused: 3, pending: 4 },
  });
  const { result } = toolOf('monitor.figures');
  expect(result.parse(report)).toEqual(report);
  expect(namesIn(shapeOf(result, 'output'))).toEqual(namesIn(shapeOf(TelemetryReport, 'output')));
});

/** The names of all properties of a JSON schema with their places, without the types of their values. */
function namesIn(schema: unknown, place = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: unknown = 'properties' in schema ? schema.properties : {};
  const further = [
    'items' in schema ? namesIn(schema.items, `${place}[]`) : [],
    'additionalProperties' in schema ? namesIn(schema.additionalProperties, `${place}{}`) : [],
  ].flat();
  const own = Object.entries(Object(properties)).flatMap(([name, value]) => [
    `${place}.${name}`,
    ...namesIn(value, `${place}.${name}`),
  ]);
  return [...own, ...further].sort();
}
