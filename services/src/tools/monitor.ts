/** `monitor.*`: looking at events and figures; for whoever may observe. */
import { eventKinds } from '@agentos/protocol/events';
import type { ToolHandlers } from '@agentos/tools';
import { Problem } from '../problem.ts';
import { requireCapability, type ToolContext } from './context.ts';
import { machineHandlers } from './machine.ts';

type MonitorTool = Extract<keyof ToolHandlers<'services', ToolContext>, `monitor.${string}`>;

export const monitorHandlers: Pick<ToolHandlers<'services', ToolContext>, MonitorTool> = {
  ...machineHandlers,

  'monitor.query'(question, context) {
    requireCapability(context, 'OBSERVE');
    if (question.question === 'chain' && question.filter.trace_id === undefined) {
      throw new Problem('EINVAL', 'a chain is asked for by filter.trace_id', { detail: 'filter.trace_id' });
    }
    if (question.question === 'root_cause' && question.sequence === undefined) {
      throw new Problem('EINVAL', 'a root cause is asked for by the sequence of an event', { detail: 'sequence' });
    }
    return context.queryEvents(question);
  },

  'monitor.kinds': () => ({ kinds: { ...eventKinds } }),

  'monitor.figures'(_params, context) {
    requireCapability(context, 'OBSERVE');
    const { vitals, ...others } = context.desktopFigures();
    return { ...others, vitals: Object.fromEntries(Object.entries(vitals)) };
  },
};
