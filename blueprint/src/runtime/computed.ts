/**
 * The computed values of an app: each is computed when someone reads it and kept until something that it reads changes.
 * A value that comes out equal stays the same object, so that nobody who reads it is woken for nothing.
 */
import { compileExpression, ExpressionError, getPath, type Json, type JsonObject, jsonEqual } from '../index.ts';
import type { DerivedNames } from '../scope.ts';

export interface ComputedHost {
  data(): JsonObject;
  /** The value of a source, or what is beside it (`files$loading`); undefined when there is none of that name. */
  source(name: string): Json | undefined;
}

/** Computed values and sources, as a scope sees them. */
export interface Computed extends DerivedNames {
  /** The expression of a computed value, for where its entries come from. */
  expression(name: string): string | undefined;
  /** The paths, of data and sources, that a computed value depends on, through other computed values too. */
  reads(name: string): readonly string[];
  /** How often expressions ran: for tests and the inspector. */
  readonly runs: number;
}

type Outcome = { readonly value: Json } | { readonly error: unknown };

interface Kept {
  readonly inputs: readonly unknown[];
  readonly outcome: Outcome;
}

export function computedValues(definitions: Readonly<Record<string, string>>, host: ComputedHost): Computed {
  const kept = new Map<string, Kept>();
  const reads = new Map<string, readonly string[]>();
  /** The computed values that are being computed, outermost first. */
  const underWay: string[] = [];
  let runs = 0;
  const has = (name: string): boolean => Object.hasOwn(definitions, name);
  const derived: DerivedNames = {
    has: (name) => has(name) || host.source(name) !== undefined,
    get: (name) => (has(name) ? settledValue(outcomeOf(name)) : host.source(name)),
  };

  function outcomeOf(name: string): Outcome {
    const from = underWay.indexOf(name);
    if (from >= 0) {
      const circle = [...underWay.slice(from), name].join(' → ');
      return { error: new ExpressionError('value', `computed values depend on each other in a circle: ${circle}`) };
    }
    underWay.push(name);
    try {
      return compute(name);
    } finally {
      underWay.pop();
    }
  }

  function compute(name: string): Outcome {
    const before = kept.get(name);
    try {
      const expression = compileExpression(definitions[name] ?? '');
      const inputs = expression.paths.map(({ path }) => inputAt(path));
      const same = before?.inputs.length === inputs.length && inputs.every((input, at) => input === before.inputs[at]);
      if (before !== undefined && same) return before.outcome;
      const outcome = attempt(() => {
        runs += 1;
        const value = expression.evaluate({ data: host.data(), frame: null, derived });
        const old = before !== undefined && 'value' in before.outcome ? before.outcome.value : undefined;
        return old !== undefined && isSame(old, value, expression.origin !== null) ? old : value;
      });
      // In a circle each sees the circle from its own end: nothing of that is kept.
      if (!('error' in outcome) || underWay.length === 1) kept.set(name, { inputs, outcome });
      return outcome;
    } catch (error) {
      return { error };
    }
  }

  /** What tells whether a path still has the value that it had. */
  function inputAt(path: string): unknown {
    const root = path.split('.', 1)[0] ?? path;
    if (!Object.hasOwn(host.data(), root)) {
      if (has(root)) {
        const outcome = outcomeOf(root);
        return 'value' in outcome ? outcome.value : outcome.error;
      }
      return host.source(root);
    }
    return getPath(host.data(), path);
  }

  return {
    ...derived,
    expression: (name) => (has(name) ? definitions[name] : undefined),
    reads(name) {
      const known = reads.get(name);
      if (known !== undefined) return known;
      const found = new Set<string>();
      const seen = new Set<string>();
      const visit = (each: string): void => {
        if (seen.has(each)) return;
        seen.add(each);
        try {
          for (const { path } of compileExpression(definitions[each] ?? '').paths) {
            const root = path.split('.', 1)[0] ?? path;
            if (has(root)) visit(root);
            else found.add(path);
          }
        } catch {
          // It does not compile: it is a fault whatever the data.
        }
      };
      visit(name);
      const list = [...found];
      reads.set(name, list);
      return list;
    },
    get runs() {
      return runs;
    },
  };
}

/** Entries that were picked out of a list are told apart by being those of the list: equal ones of another list are not the same. */
function isSame(old: Json, value: Json, picked: boolean): boolean {
  if (!picked || !Array.isArray(old) || !Array.isArray(value)) return jsonEqual(old, value);
  return old.length === value.length && old.every((entry, at) => entry === value[at]);
}

function attempt(work: () => Json): Outcome {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

function settledValue(outcome: Outcome): Json {
  if ('value' in outcome) return outcome.value;
  throw outcome.error;
}
