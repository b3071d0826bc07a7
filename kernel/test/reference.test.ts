/** The reference of the syscalls against what their trials show. */
import { syscallCapabilities } from '@agentos/protocol/syscall-capabilities';
import { commonErrors, syscallReference } from '@agentos/protocol/syscall-reference';
import { expect, test } from 'vitest';
import { type TriedSyscall, trials } from './cases/index.ts';

const listed = new Map<string, readonly string[]>(
  Object.values<Record<string, { readonly errors: readonly string[] }>>(syscallReference).flatMap((syscalls) =>
    Object.entries(syscalls).map(([name, { errors }]): [string, readonly string[]] => [name, errors]),
  ),
);

test('each of the 124 syscalls is described once', () => {
  expect([...listed.keys()].sort()).toEqual(Object.keys(syscallCapabilities).sort());
  expect(listed.size).toBe(124);
});

test('every error that a trial meets is in the reference', () => {
  const common: readonly string[] = commonErrors;
  const unlisted = (Object.keys(trials) as TriedSyscall[]).flatMap((name) =>
    trials[name].bad
      .map(({ code }) => code)
      .filter((code) => !common.includes(code) && listed.get(name)?.includes(code) !== true)
      .map((code) => `${name}: ${code}`),
  );
  expect(unlisted).toEqual([]);
});
