/**
 * Answers as the wire has them. Written by hand so that the telemetry thread needs no generated code, and the core passes
 * the bytes on unread; a test reads them with the generated code.
 */

import type { Event } from '@agentos/protocol/kernel';
import { BinaryWriter } from '@bufbuild/protobuf/wire';
import type { Anomaly, Answer, Group } from './queries.ts';

const varint = 0;
const fixed64 = 1;
const bytes = 2;
const tag = (field: number, kind: number): number => (field << 3) | kind;

export function encodeAnswer({ events, groups, anomalies, lookedAt, matched, truncated }: Answer): Uint8Array {
  const writer = new BinaryWriter();
  for (const event of events) message(writer, 1, () => writeEvent(writer, event));
  for (const group of groups) message(writer, 2, () => writeGroup(writer, group));
  integer(writer, 3, lookedAt);
  integer(writer, 4, matched);
  if (truncated) writer.uint32(tag(5, varint)).bool(true);
  for (const anomaly of anomalies) message(writer, 7, () => writeAnomaly(writer, anomaly));
  return writer.finish();
}

function writeEvent(writer: BinaryWriter, event: Event): void {
  integer(writer, 1, event.sequence);
  integer(writer, 2, event.timeUs);
  integer(writer, 3, event.category);
  integer(writer, 4, event.severity);
  text(writer, 5, event.type);
  integer(writer, 6, event.pid);
  text(writer, 7, event.traceId);
  text(writer, 8, event.spanId);
  text(writer, 9, event.subject);
  double(writer, 10, event.valueA);
  double(writer, 11, event.valueB);
  double(writer, 12, event.valueC);
  text(writer, 13, event.parentSpanId);
  text(writer, 14, event.layer);
  text(writer, 15, event.text);
  integer(writer, 16, event.weight);
}

function writeGroup(writer: BinaryWriter, { key, count, sum, least, most, histogram }: Group): void {
  text(writer, 1, key);
  integer(writer, 2, count);
  double(writer, 3, sum);
  if (count > 0) {
    double(writer, 4, least);
    double(writer, 5, most);
  }
  // An empty slice of a time line has no values to lie between.
  if (histogram === undefined || count === 0) return;
  const found = histogram.percentiles([0.5, 0.9, 0.95, 0.99]);
  // A bucket is a little wider than what fell into it.
  for (const [index, value] of found.entries()) double(writer, 6 + index, Math.min(most, Math.max(least, value)));
}

function writeAnomaly(writer: BinaryWriter, { event, value, mean, deviation, sigmas, samples }: Anomaly): void {
  message(writer, 1, () => writeEvent(writer, event));
  double(writer, 2, value);
  double(writer, 3, mean);
  double(writer, 4, deviation);
  double(writer, 5, sigmas);
  integer(writer, 6, samples);
}

function message(writer: BinaryWriter, field: number, content: () => void): void {
  writer.uint32(tag(field, bytes)).fork();
  content();
  writer.join();
}

function integer(writer: BinaryWriter, field: number, value: number): void {
  if (value !== 0) writer.uint32(tag(field, varint)).uint64(value);
}

function double(writer: BinaryWriter, field: number, value: number): void {
  if (value !== 0) writer.uint32(tag(field, fixed64)).double(value);
}

function text(writer: BinaryWriter, field: number, value: string): void {
  if (value !== '') writer.uint32(tag(field, bytes)).string(value);
}
