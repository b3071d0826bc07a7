/** Processes: spawn, signals, what they are and how they end. */
import { EventCategory, ProcessKind, WaitEvent, type WaitResult } from '@agentos/protocol/kernel';
import type { ProgramStream } from '../descriptors/stream.ts';
import { failure } from '../errors.ts';
import type { WaitOutcome } from '../process/child-reports.ts';
import { describeProcess } from '../process/describe.ts';
import { requireSize } from '../process/launch-request.ts';
import type { LifeCycle } from '../process/life-cycle.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { wireState } from '../process/state.ts';
import { requirePriority, type Scheduler } from '../scheduler/scheduler.ts';
import type { Call } from './call.ts';
import type { SyscallRows } from './row.ts';

type ProcessSyscalls =
  | 'spawn'
  | 'kill'
  | 'processInfo'
  | 'processList'
  | 'setPriority'
  | 'setGroup'
  | 'resizeTerminal'
  | 'processState'
  | 'processStats'
  | 'wait';

const row = { category: EventCategory.PROCESS, cost: 'inline', timeout: 'none' } as const;
const doNotBlock = 1;
const stoppedToo = 2;
const continuedToo = 4;

export function processSyscalls(
  processes: ProcessTable,
  lifeCycle: LifeCycle,
  scheduler: Scheduler,
): SyscallRows<ProcessSyscalls> {
  const target = (call: Call, pid: number): Process => (pid === 0 ? call.process : processes.require(pid));

  return {
    spawn: {
      ...row,
      cost: 'async',
      timeout: 'io',
      async handler({ name, program, capabilities, limits, appId }, { process, trace, signal }) {
        if (program === undefined) throw failure('EINVAL', 'there is no program to start', 'program');
        const asked = { name, kind: ProcessKind.HOST, appId, capabilities, limits };
        const started = await lifeCycle.spawn(process, asked, program, trace);
        const { stdin, stdout, stderr, terminal } = started.streams;
        const held: number[] = [];
        try {
          signal.throwIfAborted();
          const hold = (stream: ProgramStream | undefined): number => {
            if (stream === undefined) return 0;
            const number = process.handles.add(stream);
            held.push(number);
            return number;
          };
          return {
            pid: started.process.pid,
            stdin: hold(stdin),
            stdout: hold(stdout),
            stderr: hold(stderr),
            terminal: hold(terminal),
          };
        } catch (error) {
          // Nobody would hold its streams or know its pid.
          for (const number of held) process.handles.close(number);
          for (const stream of [stdin, stdout, stderr, terminal].slice(held.length)) stream?.release();
          await lifeCycle.kill(started.process.pid, 9, true, process, trace);
          throw error;
        }
      },
    },
    kill: {
      ...row,
      cost: 'async',
      timeout: 'io',
      async handler({ pid, signal, tree }, call) {
        await lifeCycle.kill(target(call, pid).pid, signal, tree, call.process, call.trace);
        return {};
      },
    },
    processInfo: {
      ...row,
      handler({ pid }, call) {
        const process = target(call, pid);
        lifeCycle.lookForStop(process);
        return { process: describeProcess(process, true) };
      },
    },
    processList: {
      ...row,
      handler({ parentPid }, { process }) {
        const seesAll = process.capabilities.allows('OBSERVE');
        const listed = [];
        for (const one of processes.all()) {
          if (parentPid !== 0 && one.parentPid !== parentPid) continue;
          if (seesAll || processes.isSelfOrBelow(one.pid, process.pid)) listed.push(describeProcess(one, false));
        }
        return { processes: listed };
      },
    },
    setPriority: {
      ...row,
      cost: 'async',
      timeout: 'io',
      async handler({ pid, priority }, call) {
        requirePriority(priority);
        const process = target(call, pid);
        // Like nice: everybody may step back, only the scheduler's controller may push forward.
        if (priority < process.priority && !call.process.capabilities.allows('SCHEDULER_CONTROL')) {
          throw failure('EACCES', 'a higher priority needs SCHEDULER_CONTROL', 'SCHEDULER_CONTROL');
        }
        await scheduler.setPriority(process, priority, call.trace);
        return {};
      },
    },
    setGroup: {
      ...row,
      handler({ pid, group, newSession }, call) {
        const process = target(call, pid);
        if (!newSession) processes.groups.change(process, group);
        else if (process !== call.process) {
          throw failure('EPERM', 'a process makes a session for itself alone', 'new_session');
        } else if (group !== 0 && group !== process.pid) {
          throw failure('EINVAL', 'a new session begins with a group of its own', 'group');
        } else processes.groups.newSession(process);
        // Whoever waits for the old group may have nobody left there.
        processes.get(process.parentPid)?.childReports.changed.wake();
        return {};
      },
    },
    resizeTerminal: {
      ...row,
      handler({ pid, size }, call) {
        if (size === undefined) throw failure('EINVAL', 'the size is missing', 'size');
        requireSize(size.rows, size.columns);
        const process = target(call, pid);
        const { host } = process;
        if (host?.terminal === undefined) throw failure('ENOTTY', `process ${pid} has no terminal`, String(pid));
        host.resize(size.rows, size.columns);
        process.terminalSize = size;
        return {};
      },
    },
    processState: {
      ...row,
      handler({ pid }, call) {
        const process = target(call, pid);
        lifeCycle.lookForStop(process);
        return { state: wireState[process.state] };
      },
    },
    processStats: {
      ...row,
      handler({ pid }, call) {
        const process = target(call, pid);
        const usage = process.exit === undefined ? process.host?.usage() : undefined;
        return {
          stats: {
            ...process.counters,
            cpuNs: Math.floor(usage?.cpuNs ?? 0),
            memoryBytes: Math.floor(usage?.memoryBytes ?? 0),
            descriptors: process.handles.size,
            kernelNs: Math.floor(process.schedule.kernelNs),
            kernelBytes: process.memory.used,
          },
        };
      },
    },
    wait: {
      ...row,
      cost: 'blocking',
      handler({ pid, options }, call) {
        if ((options & ~(doNotBlock | stoppedToo | continuedToo)) !== 0) {
          throw failure('EINVAL', `the options of wait are 1, 2 and 4, not ${options}`, 'options');
        }
        const wanted = {
          selector: pid,
          stopped: (options & stoppedToo) !== 0,
          continued: (options & continuedToo) !== 0,
        };
        const { process } = call;
        if (wanted.stopped || wanted.continued) lifeCycle.lookForStops(process, pid);
        const attempt = (): WaitResult | undefined => {
          const outcome = processes.poll(process, wanted);
          return outcome && toWire(outcome);
        };
        const now = attempt();
        if (now !== undefined) return now;
        if ((options & doNotBlock) !== 0) return { pid: 0, event: WaitEvent.UNSPECIFIED, exitCode: 0, signal: 0 };
        return process.childReports.changed.until(attempt, call.cancellation);
      },
    },
  };
}

function toWire(outcome: WaitOutcome): WaitResult {
  const { pid } = outcome.child;
  switch (outcome.kind) {
    case 'exited':
      return { pid, event: WaitEvent.EXITED, exitCode: outcome.status.code, signal: outcome.status.signal };
    case 'stopped':
      return { pid, event: WaitEvent.STOPPED, exitCode: 0, signal: outcome.signal };
    case 'continued':
      return { pid, event: WaitEvent.CONTINUED, exitCode: 0, signal: outcome.signal };
  }
}
