/** `storage.*`: JSON values in the caller's own key-value namespace. */
import { Buffer } from 'node:buffer';
import type { Json } from '@agentos/protocol';
import type { ToolHandlers } from '@agentos/tools';
import { Problem } from '../problem.ts';
import type { ToolContext } from './context.ts';

type StorageTool = Extract<keyof ToolHandlers<'services', ToolContext>, `storage.${string}`>;

const pageKeys = 1_000;
/** The caller's own namespace. */
const namespace = '';

export const storageHandlers: Pick<ToolHandlers<'services', ToolContext>, StorageTool> = {
  async 'storage.get'({ key }, { call }) {
    const { found, value } = await call('kvGet', { namespace, key });
    return { value: found ? decode(key, value) : null };
  },

  async 'storage.set'({ key, value }, { call, dataChanged }) {
    await call('kvSet', { namespace, key, value: Buffer.from(JSON.stringify(value)) });
    dataChanged();
    return { key };
  },

  async 'storage.remove'({ key }, { call, dataChanged }) {
    const { deleted } = await call('kvDelete', { namespace, key });
    if (deleted) dataChanged();
    return { removed: deleted };
  },

  async 'storage.list'({ prefix }, context) {
    return { keys: await keysOf(context, prefix) };
  },

  async 'storage.exists'({ key }, { call }) {
    const { found } = await call('kvGet', { namespace, key });
    return { value: found };
  },

  async 'storage.stats'(_params, { call }) {
    const { keys, bytes, quotaBytes } = await call('kvStats', { namespace });
    return { keys, bytes, quota_bytes: quotaBytes };
  },

  async 'storage.clear'(_params, context) {
    const keys = await keysOf(context, '');
    if (keys.length === 0) return { removed: 0 };
    const operations = keys.map((key) => ({ key, value: Buffer.alloc(0), delete: true }));
    await context.call('kvBatch', { namespace, operations });
    context.dataChanged();
    return { removed: keys.length };
  },
};

async function keysOf({ call }: ToolContext, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for (let after = ''; ; ) {
    const page = await call('kvList', { namespace, prefix, limit: pageKeys, after, withValues: false });
    keys.push(...page.entries.map((entry) => entry.key));
    const last = keys.at(-1);
    if (!page.truncated || last === undefined || last === after) return keys;
    after = last;
  }
}

function decode(key: string, bytes: Uint8Array): Json {
  try {
    const value: Json = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return value;
  } catch {
    throw new Problem('EILSEQ', `the value under "${key}" is no JSON: it was stored by something else`, {
      detail: key,
    });
  }
}
