import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCommand } from './command-line.ts';

test.each<[string, string[]]>([
  ['ls', ['ls']],
  ['  ls   -l\t/home ', ['ls', '-l', '/home']],
  ["grep 'a b; c' file", ['grep', 'a b; c', 'file']],
  ['echo "a \\"b\\" \\$HOME \\x" \'$HOME\'', ['echo', 'a "b" $HOME \\x', '$HOME']],
  ["a''b \"\" ''", ['ab', '', '']],
  ['echo a\\ b \\; \\#', ['echo', 'a b', ';', '#']],
  ["printf 'two\nlines'", ['printf', 'two\nlines']],
  ['find . -exec {} ! -name a#b c~ ^ % @ , : = +', 'find . -exec {} ! -name a#b c~ ^ % @ , : = +'.split(' ')],
  ['cmd A=b', ['cmd', 'A=b']],
  ["'A=b'", ['A=b']],
])('%j', (line, words) => {
  expect(splitCommand(line)).toEqual(words);
});

describe('what asks for a shell is refused', () => {
  test.each([
    ...[
      'a; b',
      'a | b',
      'a & b',
      'a && b',
      'a > f',
      'a < f',
      'a 2>&1',
      'echo $HOME',
      'echo ${X',
      'a `b`',
      'a $(b)',
      '(a)',
    ],
    ...[
      'a\nb',
      'a\r',
      'ls *',
      'ls ?',
      'ls [ab]',
      'echo ~',
      'echo ~root/x',
      'echo a=~/x',
      'echo {a,b}',
      'a # comment',
      'X=1 a',
    ],
    ...[
      'echo "$HOME"',
      'echo "`id`"',
      "echo 'open",
      'echo "open',
      'echo \\',
      'a\\\nb',
      '',
      '   ',
      "''",
      'a\0b',
      "'a\0b'",
      '"a\0b"',
    ],
    ...['a;', 'a"b;c"|d', 'x'.repeat(65_537)],
  ])('%j', (line) => {
    expect(() => splitCommand(line)).toThrow(expect.objectContaining({ code: 'EINVAL', detail: 'command' }));
  });
});

const bash = '/bin/bash';

test.skipIf(!existsSync(bash))(
  'what is accepted means the same in bash',
  () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        ...' \t\'"\\$`;|&<>()*?[]{}~#!=:.,^%@+-/\n\r',
        'a',
        'B',
        '1',
        'ü',
        '  ',
        '\\\\',
        "''",
        '""',
        '{}',
        '${',
        '$(',
      ),
      fc.string({ maxLength: 4 }),
    );
    const lines = fc.sample(
      fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => `x ${parts.join('')}`),
      4_000,
    );
    const accepted = lines.flatMap((line) => {
      try {
        return [{ line, words: splitCommand(line) }];
      } catch {
        return [];
      }
    });
    expect(accepted.length).toBeGreaterThan(200);
    // One bash for all: what it makes of each line, in hexadecimal so that no word can look like another.
    const script = accepted.map(({ line }) => `show ${line}\n`).join('');
    const show = 'show() { for word; do printf %s "$word" | od -An -v -tx1 | tr -d " \\n"; printf .; done; echo; }\n';
    const output = execFileSync(bash, ['--norc', '-c', show + script], {
      env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH },
      maxBuffer: 64e6,
    });
    const seen = output.toString().trimEnd().split('\n');
    expect(seen).toEqual(
      accepted.map(({ words }) => words.map((word) => `${Buffer.from(word).toString('hex')}.`).join('')),
    );
  },
  120_000,
);
