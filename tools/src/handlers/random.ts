/** Handlers of `random.*`. */
import { ToolError } from '../error.ts';
import type { randomTools } from '../families/random.ts';
import type { Json } from '../json.ts';
import type { ShellToolContext } from './context.ts';
import type { HandlersOf } from './handlers-of.ts';
import { listAt } from './values.ts';

/** A whole number from 0 up to, not including, `count`. */
function below(count: number, { host }: ShellToolContext): number {
  return Math.min(Math.floor(host.random() * count), count - 1);
}

/** A copy in random order (Fisher and Yates). */
function shuffled(list: readonly Json[], context: ShellToolContext): Json[] {
  const mixed = list.slice();
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = below(at + 1, context);
    [mixed[at], mixed[other]] = [mixed[other] ?? null, mixed[at] ?? null];
  }
  return mixed;
}

export const randomHandlers: HandlersOf<typeof randomTools> = {
  'random.integer'({ min, max }, context) {
    if (max < min) throw new ToolError('EINVAL', `there is no whole number from ${min} to ${max}`);
    return { value: min + below(max - min + 1, context) };
  },
  'random.number'({ min, max }, { host }) {
    if (max < min) throw new ToolError('EINVAL', `there is no number from ${min} to ${max}`);
    return { value: min + host.random() * (max - min) };
  },
  'random.pick'({ list }, context) {
    if (list.length === 0) throw new ToolError('EINVAL', 'the list is empty');
    return { value: list[below(list.length, context)] ?? null };
  },
  'random.sample'({ list, count }, context) {
    if (count > list.length) throw new ToolError('EINVAL', `the list has ${list.length} entries only`);
    return { value: shuffled(list, context).slice(0, count) };
  },
  'random.id': (_params, { host }) => ({ value: host.newId() }),
  'random.shuffle'({ path }, context) {
    const mixed = shuffled(listAt(context, path), context);
    context.write(path, mixed);
    return { value: mixed.length };
  },
};
