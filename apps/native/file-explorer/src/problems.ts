/** What went wrong, in words that say what was tried and what to do. */
import { ToolError } from '@os/sdk';

/** One sentence or two about `error`, which happened while `doing` something, such as `open “Documents”`. */
export function describe(error: unknown, doing: string): string {
  if (!(error instanceof ToolError)) return `Could not ${doing}: ${error instanceof Error ? error.message : error}`;
  const reason = reasons[error.code];
  const detail = reason === undefined ? error.message : reason === '' ? error.message : reason;
  return `Could not ${doing}. ${sentence(detail)}`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'It no longer exists.',
  EEXIST: 'There is already something with that name.',
  ENOTDIR: 'It is not a folder.',
  EISDIR: 'It is a folder.',
  ENOTEMPTY: 'The folder is not empty.',
  ENOSPC: 'There is no space left.',
  EDQUOT: 'The space given to it is used up.',
  EFBIG: 'It is too large.',
  ENAMETOOLONG: 'The name is too long.',
  ECANCELED: 'It was cancelled.',
};

function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'The system gave no reason.';
  const first = trimmed[0]?.toUpperCase() ?? '';
  return `${first}${trimmed.slice(1)}${/[.?]$/.test(trimmed) ? '' : '.'}`;
}
