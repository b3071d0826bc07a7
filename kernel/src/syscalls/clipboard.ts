/** The clipboard of the desktop and those of single processes. */
import { EventCategory } from '@agentos/protocol/kernel';
import { describe, inFormat, mostEntries } from '../clipboard/board.ts';
import type { Clipboard } from '../clipboard/clipboard.ts';
import { ClipboardSubscription } from '../clipboard/subscription.ts';
import { duplicateRight, manageRight, readRight, transferRight } from '../descriptors/kernel-object.ts';
import type { SyscallRows } from './row.ts';

const row = { category: EventCategory.IPC, cost: 'inline', timeout: 'none' } as const;
const handed = readRight | manageRight | duplicateRight | transferRight;

export function clipboardSyscalls(
  clipboard: Clipboard,
): SyscallRows<
  | 'clipboardCopy'
  | 'clipboardPaste'
  | 'clipboardHistory'
  | 'clipboardEntry'
  | 'clipboardClear'
  | 'clipboardSubscribe'
  | 'clipboardUnsubscribe'
  | 'clipboardStats'
> {
  return {
    clipboardCopy: {
      ...row,
      handler({ format, data, alternatives, own }, call) {
        call.bytes = data.length;
        for (const one of alternatives) call.bytes += one.data.length;
        return { entry: clipboard.copy(call.process, [{ format, data }, ...alternatives], own, call.trace) };
      },
    },
    clipboardPaste: {
      ...row,
      handler({ format, own }, call) {
        const board = clipboard.board(call.process, own);
        const entry = inFormat(board.newest(), format);
        board.pastes++;
        call.bytes = entry.data.length;
        return { entry };
      },
    },
    clipboardHistory: {
      ...row,
      handler({ limit, own }, { process }) {
        const most = limit === 0 ? mostEntries : Math.min(limit, mostEntries);
        return { entries: clipboard.board(process, own).newestFirst(most).map(describe) };
      },
    },
    clipboardEntry: {
      ...row,
      handler({ entry, format, own }, call) {
        const found = inFormat(clipboard.board(call.process, own).entry(entry), format);
        call.bytes = found.data.length;
        return { entry: found };
      },
    },
    clipboardClear: {
      ...row,
      handler({ own }, { process, trace }) {
        clipboard.clear(process, own, trace);
        return {};
      },
    },
    clipboardSubscribe: {
      ...row,
      handler({ formats }, { process }) {
        return { subscription: process.handles.adopt(clipboard.subscribe(process, formats), handed) };
      },
    },
    clipboardUnsubscribe: {
      ...row,
      handler({ subscription }, { process: { handles } }) {
        handles.get(subscription, ClipboardSubscription);
        handles.close(subscription);
        return {};
      },
    },
    clipboardStats: {
      ...row,
      handler() {
        const { size, bytes, copies, pastes } = clipboard.desktop;
        return { entries: size, bytes, copies, pastes, subscribers: clipboard.subscribers };
      },
    },
  };
}
