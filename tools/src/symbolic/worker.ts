/** What a worker does with a question: answers it, or says why not. */
import { ToolError } from '../error.ts';
import { answer } from './answer.ts';
import type { SymbolicQuestion, SymbolicReply } from './question.ts';

export function replyTo(question: SymbolicQuestion): SymbolicReply {
  try {
    return { ok: true, answer: answer(question) };
  } catch (error) {
    if (error instanceof ToolError) return { ok: false, code: error.code, message: error.message };
    // Of the library, on something that it was not made for.
    return { ok: false, code: 'ENOTSUP', message: 'no answer was found' };
  }
}
