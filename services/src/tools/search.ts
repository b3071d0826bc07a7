/** `search.*`: the kernel's searches as the caller, who sees only what it may list and read. */
import { posix } from 'node:path';
import type { ToolHandlers, ToolParams, ToolResult } from '@agentos/tools';
import type { ToolContext } from './context.ts';
import { typeName } from './filesystem/whole-file.ts';

type SearchTool = Extract<keyof ToolHandlers<'services', ToolContext>, `search.${string}`>;

export const searchHandlers: Pick<ToolHandlers<'services', ToolContext>, SearchTool> = {
  'search.files': (params, context) => byName(params, context),
  'search.content': (params, context) => byContent(params, context),
  async 'search.all'(params, context) {
    const [files, lines] = await Promise.all([
      byName({ ...params, hidden: false }, context),
      byContent({ ...params, regex: false, case_sensitive: false }, context),
    ]);
    return { files: files.value, lines: lines.value, truncated: files.truncated || lines.truncated };
  },
};

async function byName(params: ToolParams<'search.files'>, { call }: ToolContext): Promise<ToolResult<'search.files'>> {
  const { matches, truncated } = await call('searchFiles', params);
  const value = matches.map(({ path, type, score }) => ({
    path,
    name: posix.basename(path),
    type: typeName(type),
    score,
  }));
  return { value, truncated };
}

async function byContent(
  { query, path, limit, regex, case_sensitive }: ToolParams<'search.content'>,
  { call }: ToolContext,
): Promise<ToolResult<'search.content'>> {
  const asked = { path, query, regularExpression: regex, caseSensitive: case_sensitive, limit };
  const { matches, truncated } = await call('searchContent', asked);
  return { value: matches.map(({ path, line, column, text }) => ({ path, line, column, text })), truncated };
}
