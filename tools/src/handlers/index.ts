/** The handler of every shell tool. Missing one does not compile. */
import type { ToolHandlers } from '../catalog.ts';
import { ToolError } from '../error.ts';
import { calculate } from './arithmetic.ts';
import type { ShellToolContext } from './context.ts';
import { dataHandlers, listHandlers, uiHandlers } from './data.ts';
import { matrixHandlers, specialHandlers, statisticsHandlers } from './math/lists.ts';
import { numberTheoryHandlers } from './math/number-theory.ts';
import { arithmeticHandlers, constantHandlers, conversionHandlers, trigonometryHandlers } from './math/numeric.ts';
import { preciseHandlers } from './math/precise.ts';
import { symbolicHandlers } from './math/symbolic.ts';
import { timerHandlers } from './timers.ts';
import { convert } from './units.ts';

export { ToolError } from '../error.ts';
export type {
  ComponentPorts,
  FormState,
  Forms,
  History,
  HistoryEntry,
  Question,
  ShellToolContext,
  ShellToolHost,
  Sources,
  Timer,
  Timers,
} from './context.ts';
export { AppTimers, maxTimers } from './timers.ts';

/** A whole number from 0 up to, not including, `count`. */
function below(count: number, context: ShellToolContext): number {
  return Math.min(Math.floor(context.host.random() * count), count - 1);
}

export const shellToolHandlers: ToolHandlers<'shell', ShellToolContext> = {
  ...uiHandlers,
  ...dataHandlers,
  ...listHandlers,
  ...timerHandlers,
  ...constantHandlers,
  ...arithmeticHandlers,
  ...trigonometryHandlers,
  ...conversionHandlers,
  ...statisticsHandlers,
  ...numberTheoryHandlers,
  ...specialHandlers,
  ...matrixHandlers,
  ...preciseHandlers,
  ...symbolicHandlers,
  'math.evaluate': ({ expression }) => calculate(String(expression)),
  'math.convert': ({ value, from, to }) => ({ value: convert(value, from, to) }),
  'random.integer'({ min, max }, context) {
    if (max < min) throw new ToolError('EINVAL', `there is no whole number from ${min} to ${max}`);
    return { value: min + below(max - min + 1, context) };
  },
  'random.pick'({ list }, context) {
    if (list.length === 0) throw new ToolError('EINVAL', 'the list is empty');
    return { value: list[below(list.length, context)] ?? null };
  },
  'random.shuffle'({ path }, context) {
    const list = context.read(path) ?? [];
    if (!Array.isArray(list)) throw new ToolError('EINVAL', `"${path}" holds no list`);
    const mixed = list.slice();
    for (let at = mixed.length - 1; at > 0; at -= 1) {
      const other = below(at + 1, context);
      [mixed[at], mixed[other]] = [mixed[other] ?? null, mixed[at] ?? null];
    }
    context.write(path, mixed);
    return { value: mixed.length };
  },
  'toast.show'({ message, kind }, context) {
    context.host.toast(String(message), kind);
    return {};
  },
  async 'clipboard.copy'({ text }, context) {
    await context.host.copy(String(text));
    return {};
  },
  'text.count': ({ text }) => ({
    characters: [...text].length,
    words: text.split(/\s+/).filter((word) => word !== '').length,
    lines: text === '' ? 0 : text.split('\n').length,
  }),
  'text.replace'({ text, find, by }) {
    const pieces = text.split(find);
    if (text.length + (pieces.length - 1) * by.length > 2_000_000)
      throw new ToolError('E2BIG', 'the text would be too long');
    return { value: pieces.join(by) };
  },
};
