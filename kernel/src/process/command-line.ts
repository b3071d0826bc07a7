/**
 * A command given as one line, split into words with the quotes of a shell. No shell ever sees it, so a line that asks for
 * a shell's work is refused rather than run as something else: what is accepted means the same here and in bash.
 */
import { failure } from '../errors.ts';

const longest = 64 * 1024;
/** What a shell would act on, outside quotes: control operators, redirections, expansions, patterns. */
const refused: ReadonlySet<string> = new Set(';|&<>$`()\n\r*?[');
/** What a backslash takes the meaning of, inside double quotes. */
const escapable: ReadonlySet<string> = new Set('$`"\\');

/**
 * The words of a line, the program first. Quotes and backslashes as in a shell; nothing is expanded.
 * @throws KernelError EINVAL
 */
export function splitCommand(line: string): string[] {
  if (line.length > longest) throw refusal(`a command has at most ${longest} characters`);
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  let at = 0;
  const end = (): void => {
    if (word === undefined) return;
    if (words.length === 0 && !quoted && /^[A-Za-z_]\w*\+?=/.test(word)) {
      throw refusal('a command cannot set variables; give them as its environment');
    }
    words.push(word);
    word = undefined;
    quoted = false;
  };
  while (at < line.length) {
    const char = line.charAt(at);
    if (char === '\0') throw refusal('a command holds no NUL');
    if (char === ' ' || char === '\t') {
      end();
      at++;
    } else if (char === "'") {
      const close = line.indexOf("'", at + 1);
      if (close < 0) throw refusal('a single quote is not closed');
      word = (word ?? '') + withoutNul(line.slice(at + 1, close));
      quoted = true;
      at = close + 1;
    } else if (char === '"') {
      const [text, after] = doubleQuoted(line, at + 1);
      word = (word ?? '') + text;
      quoted = true;
      at = after;
    } else if (char === '\\') {
      const next = line.charAt(at + 1);
      if (next === '' || next === '\n' || next === '\0') throw refusal('a backslash stands before nothing');
      word = (word ?? '') + next;
      quoted = true;
      at += 2;
    } else {
      requirePlain(line, at, word);
      word = (word ?? '') + char;
      at++;
    }
  }
  end();
  if (words.length === 0 || words[0] === '') throw refusal('the command names no program');
  return words;
}

function doubleQuoted(line: string, from: number): [text: string, after: number] {
  let text = '';
  for (let at = from; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '"') return [withoutNul(text), at + 1];
    if (char === '$' || char === '`') throw refusal(`${char} has a meaning in double quotes; use single ones`);
    const next = line.charAt(at + 1);
    if (char === '\\' && escapable.has(next)) {
      text += next;
      at++;
    } else if (char === '\\' && next === '\n') at++;
    else text += char;
  }
  throw refusal('a double quote is not closed');
}

/** @throws KernelError EINVAL when a shell would do more with the character than take it */
function requirePlain(line: string, at: number, word: string | undefined): void {
  const char = line.charAt(at);
  const before = word === undefined ? '' : line.charAt(at - 1);
  const isActive =
    refused.has(char) ||
    (char === '#' && word === undefined) ||
    (char === '~' && (before === '' || before === '=' || before === ':')) ||
    (char === '{' && line.charAt(at + 1) !== '}');
  if (isActive) {
    const shown = char === '\n' || char === '\r' ? 'the end of a line' : char;
    throw refusal(`${shown} is for a shell, and there is none here; quote it, or run a shell by its name`);
  }
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw refusal('a command holds no NUL');
  return text;
}

function refusal(message: string): Error {
  return failure('EINVAL', message, 'command');
}
