/**
 * Any JSON value in a message, nested no deeper than serializers can follow. What arrives has been through a JSON parser,
 * so its shape is known; checking it again node by node at every hop, as `z.json()` does, took longer than the rest of
 * the request.
 */
import { z } from 'zod';

export type Json = z.core.util.JSONType;

/** Deepest nesting: twice what a Blueprint of the greatest allowed depth needs. */
const deepest = 256;

export const Json = z.custom<Json>(
  (value) => value !== undefined && nestedWithin(value, deepest),
  `a JSON value, nested at most ${deepest} deep`,
);

/** Without recursion: a hostile document must not exhaust the stack of whoever measures it. */
function nestedWithin(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return false;
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const child of Object.values(each)) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return true;
}
