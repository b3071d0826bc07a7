/** The preferences of the desktop as they are stored in its own key-value namespace. */
import { Buffer } from 'node:buffer';
import { desktopNamespace, type Preferences, preferencesKey, readPreferences } from '@agentos/protocol/preferences';
import type { Caller } from '../../kernel/caller.ts';
import type { ToolContext } from '../context.ts';

/** What is stored, read as the owner. */
export async function storedPreferences(owner: Caller): Promise<Preferences> {
  const { found, value } = await owner.call('kvGet', { namespace: desktopNamespace, key: preferencesKey });
  if (!found) return readPreferences(undefined);
  try {
    return readPreferences(JSON.parse(Buffer.from(value).toString('utf8')));
  } catch {
    // Stored by something else: the desktop shows the defaults too.
    return readPreferences(undefined);
  }
}

/** Stores preferences as the caller, whose right to do so is the kernel's decision, and tells the desktop. */
export async function storePreferences(context: ToolContext, preferences: Preferences): Promise<void> {
  await context.call('kvSet', {
    namespace: desktopNamespace,
    key: preferencesKey,
    value: Buffer.from(JSON.stringify(preferences)),
  });
  context.preferencesChanged();
}
