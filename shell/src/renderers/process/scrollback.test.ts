import { expect, test } from 'vitest';
import { isTerminalReply } from './replies.ts';
import { plainText, savedLines } from './scrollback.ts';

test.each([
  ['colours', '\x1b[1;34m~\x1b[0m $ ls', '~ $ ls'],
  ['titles', '\x1b]0;home\x07$ \x1b]2;x\x1b\\ok', '$ ok'],
  ['questions to the emulator', 'a\x1b[6n\x1b[c\x1b[>0qb', 'ab'],
  ['device control strings', 'a\x1bP+q544e\x1b\\b', 'ab'],
  ['a line overwritten', 'progress 10%\rprogress 99%\r\ndone', 'progress 99%\ndone'],
  ['letters taken back', 'lss\b \bok', 'lsok'],
  ['bells and other controls', 'a\x07\x00b\tc', 'ab\tc'],
])('%s leave plain text', (_what, raw, plain) => {
  expect(plainText(raw)).toBe(plain);
});

test('a saved scrollback comes back as lines without the empty end', () => {
  expect(savedLines({ scrollback: btoa('$ echo hi\r\nhi\r\n\r\n\r\n') })).toEqual(['$ echo hi', 'hi']);
});

test('a long scrollback keeps its end', () => {
  const lines = savedLines({
    scrollback: btoa(Array.from({ length: 2000 }, (_, line) => `line ${line}`).join('\r\n')),
  });
  expect(lines).toHaveLength(500);
  expect(lines.at(-1)).toBe('line 1999');
});

test.each([[undefined], [null], [{}], [{ scrollback: '' }], [{ scrollback: 'not base64 %' }], [{ scrollback: 7 }]])(
  'state %j holds none',
  (state) => {
    expect(savedLines(state)).toEqual([]);
  },
);

test.each([
  '\x1b[?1;2c',
  '\x1b[12;40R',
  '\x1b[0n',
  '\x1b]11;rgb:ffff/ffff/ffff\x07',
  '\x1b[?2026;2$y',
  '\x1b[I',
  '\x1bP!|00\x1b\\',
])('%j is an answer of the emulator', (text) => {
  expect(isTerminalReply(text)).toBe(true);
});

test.each(['a', '\r', '\x1b', '\x1b[A', '\x1b[1;5C', '\x1bOP', '\x1b[15~', '\x03', '[c'])('%j is typed', (text) => {
  expect(isTerminalReply(text)).toBe(false);
});
