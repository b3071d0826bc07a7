/** What composed apps do: the one place that knows the names and arguments of the tools they use. */
import type { HandlerStep, Json } from '@agentos/blueprint';

/** Writes a value; a string that starts with `=` is an expression of the moment. */
export function set(path: string, value: Json): HandlerStep {
  return { tool: 'data.set', args: { path, value } };
}

/** Sets a path back to what the document starts with. */
export function reset(path: string): HandlerStep {
  return { tool: 'data.reset', args: { path } };
}

/** Adds an entry; the next step finds its id as `result.value`. */
export function addTo(path: string, item: Json, at: 'start' | 'end' = 'end'): HandlerStep {
  return { tool: 'list.add', args: { path, item, ...(at === 'start' ? { at } : {}) } };
}

/** Removes the entry with an id; the next step finds the entry as `result.value`. */
export function removeFrom(path: string, id: string): HandlerStep {
  return { tool: 'list.remove', args: { path, id } };
}

export function onlyIf(condition: string, step: HandlerStep): HandlerStep {
  return { ...step, if: `=${condition}` };
}
