/** `clipboard.*` of the kernel, as the caller. */
import { Buffer } from 'node:buffer';
import type { ToolHandlers } from '@agentos/tools';
import type { kernelClipboardTools } from '@agentos/tools/families/clipboard';
import { Problem } from '../problem.ts';
import type { ToolContext } from './context.ts';

type ClipboardTool = (typeof kernelClipboardTools)[number]['id'];

export const clipboardHandlers: Pick<ToolHandlers<'services', ToolContext>, ClipboardTool> = {
  async 'clipboard.add'({ data, format, own }, { call }) {
    const { entry } = await call('clipboardCopy', { format, data: Buffer.from(data, 'utf8'), alternatives: [], own });
    return { value: entry };
  },
  async 'clipboard.history'({ limit, own }, { call }) {
    const { entries } = await call('clipboardHistory', { limit, own });
    return {
      value: entries.map(({ entry, formats, bytes, copiedMs, pid }) => ({
        id: entry,
        formats,
        bytes,
        copied_ms: copiedMs,
        pid,
      })),
    };
  },
  async 'clipboard.get_entry'({ entry_id, own }, { call }) {
    const { entry } = await call('clipboardEntry', { entry: entry_id, format: '', own });
    if (entry === undefined) throw new Problem('EPROTO', 'the kernel gave no entry');
    try {
      return { value: new TextDecoder('utf-8', { fatal: true }).decode(entry.data), format: entry.format };
    } catch {
      throw new Problem('EILSEQ', `entry ${entry_id} is no text (${entry.format})`, { detail: entry.format });
    }
  },
  async 'clipboard.clear'({ own }, { call }) {
    await call('clipboardClear', { own });
    return { value: true };
  },
  async 'clipboard.stats'(_params, { call }) {
    const { entries, bytes, copies, pastes, subscribers } = await call('clipboardStats', {});
    return { entries, bytes, copies, pastes, subscribers };
  },
};
