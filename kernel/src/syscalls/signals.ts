/** Signals between processes: sending, masks, handlers, and waiting for those that are held back. */
import { EventCategory } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { Process } from '../process/process.ts';
import { initPid, type ProcessTable } from '../process/process-table.ts';
import { requireKind } from '../security/check.ts';
import type { Signals } from '../signals/delivery.ts';
import { highestSignal } from '../signals/numbers.ts';
import { requireSignal } from '../signals/signal-state.ts';
import type { SyscallRows } from './row.ts';

type SignalSyscalls =
  | 'signalSend'
  | 'signalRegister'
  | 'signalBlock'
  | 'signalUnblock'
  | 'signalPending'
  | 'signalStats'
  | 'signalWait'
  | 'signalState';

const row = { category: EventCategory.PROCESS, cost: 'inline', timeout: 'none' } as const;
/** A change of mask or action may let a signal through that ends a process with all that it holds. */
const mayEnd = { ...row, cost: 'async', timeout: 'io' } as const;

export function signalSyscalls(processes: ProcessTable, signals: Signals): SyscallRows<SignalSyscalls> {
  /** Those of a group that the caller may signal. @throws KernelError EACCES, ESRCH when there are none */
  const reachable = (caller: Process, group: number): Process[] => {
    const all = caller.capabilities.allows('KILL_PROCESS');
    const members = processes.groups.members(group).filter(({ pid }) => pid !== initPid);
    const reached = members.filter(({ pid }) => all || processes.isSelfOrBelow(pid, caller.pid));
    // Whoever may signal nobody there does not learn whether there is somebody.
    if (reached.length === 0) requireKind(caller, 'KILL_PROCESS');
    if (reached.length === 0) throw failure('ESRCH', `there is no group ${group}`, String(group));
    return reached;
  };

  return {
    signalSend: {
      ...mayEnd,
      async handler({ pid, signal, group }, { process, trace }) {
        if (signal > highestSignal) throw failure('EINVAL', `there is no signal ${signal}`, 'signal');
        if (pid !== 0 && group !== 0) throw failure('EINVAL', 'a signal goes to a process or to a group', 'group');
        const targets =
          group !== 0 ? reachable(process, group) : [pid === 0 ? process : processes.requireSignallable(pid)];
        if (signal === 0) return {};
        process.signals.counters.sent += targets.length;
        await Promise.all(targets.map((target) => signals.send(target, signal, process.pid, trace)));
        return {};
      },
    },
    signalRegister: {
      ...mayEnd,
      async handler({ signal, action }, { process, trace }) {
        await signals.act(process, signals.kept(process).register(signal, action), trace);
        return {};
      },
    },
    signalBlock: {
      ...row,
      handler({ signals: blocked }, { process }) {
        signals.kept(process).block(blocked);
        return {};
      },
    },
    signalUnblock: {
      ...mayEnd,
      async handler({ signals: unblocked }, { process, trace }) {
        await signals.act(process, signals.kept(process).unblock(unblocked), trace);
        return {};
      },
    },
    signalPending: {
      ...row,
      handler: (_, { process }) => ({ signals: signals.kept(process).pending }),
    },
    signalStats: {
      ...row,
      handler: (_, { process }) => ({ ...process.signals.counters }),
    },
    signalWait: {
      ...row,
      cost: 'blocking',
      handler({ signals: asked }, call) {
        const wanted = [...new Set(asked)];
        for (const signal of wanted) requireSignal(signal);
        const state = signals.kept(call.process);
        const answer = (): { signal: number; senderPid: number } | undefined => {
          const taken = state.take(wanted);
          return taken && { signal: taken.signal, senderPid: taken.sender };
        };
        return answer() ?? state.arrived.until(answer, call.cancellation);
      },
    },
    signalState: {
      ...row,
      handler({ pid }, call) {
        const process = pid === 0 ? call.process : processes.require(pid);
        const held = process.host?.signalSets();
        if (held !== undefined) return held;
        const { pending, blocked, handled } = process.signals;
        return { pending, blocked, handled };
      },
    },
  };
}
