/** Says in words which right a refused call wanted. */
import { isCapability } from '@agentos/protocol/capability-grammar';
import type { ToolFailure } from '@agentos/tools';
import type { FrameCall } from '@os/sdk/port-protocol';

/**
 * The capability that a refused call lacked, as `READ_FILE:/home/a.txt`: from the kernel's detail where it names one,
 * otherwise from the declaration of the tool; undefined when neither knows.
 */
export async function missingCapability(call: FrameCall, failure: ToolFailure): Promise<string | undefined> {
  for (const word of `${failure.detail ?? ''} ${failure.message}`.split(/[\s,;()"']+/)) {
    if (/^!?[A-Z]+_[A-Z]+:?/.test(word) && isCapability(word)) return word;
  }
  if (call.method === 'upload') return `CREATE_FILE:${call.path}`;
  if (call.method === 'download') return `READ_FILE:${call.path}`;
  if (call.method !== 'execute') return undefined;
  const { findTool } = await import('@agentos/tools');
  const tool = findTool(call.tool);
  const params = tool?.params.safeParse(call.params);
  return tool && params?.success ? tool.capabilities(params.data)[0] : undefined;
}
