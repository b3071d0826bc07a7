/** The clock, chance and new ids: known only in handlers, so that drawing the same data twice gives the same picture. */
import { ExpressionError } from '../error.ts';
import { fail, whole } from './arguments.ts';
import type { FunctionFamily } from './shape.ts';

/** What the environment gives, or the error that says where it is known. */
function known<T>(given: T | undefined, name: string): T {
  if (given !== undefined) return given;
  throw new ExpressionError('name', `${name}() is known only in handlers: store its value, then show it`);
}

export const chanceFunctions = {
  now: {
    signature: 'now()',
    least: 0,
    most: 0,
    impure: true,
    run: (_args, { environment }) => known(environment.now?.bind(environment), 'now')(),
  },
  random: {
    signature: 'random() or random(from, to)',
    least: 0,
    most: 2,
    impure: true,
    run: (args, { environment }) => {
      const chance = known(environment.random?.bind(environment), 'random')();
      if (args.length === 0) return chance;
      const [from, to] = args.length === 1 ? [0, whole(args, 0, 0)] : [whole(args, 0, 0), whole(args, 1, 0)];
      if (to < from) return fail(`there is no number from ${from} to ${to}`);
      return from + Math.floor(chance * (to - from + 1));
    },
  },
  uuid: {
    signature: 'uuid()',
    least: 0,
    most: 0,
    impure: true,
    run: (_args, { environment }) => known(environment.newId?.bind(environment), 'uuid')(),
  },
} as const satisfies FunctionFamily;
