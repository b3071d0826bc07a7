import { RingRequest, Submission } from '@agentos/protocol/kernel';
import { expect, test } from 'vitest';
import { encodeKept } from './kept-writer.ts';
import { tagSyscall } from './syscalls.ts';

const request = (text: string): RingRequest => ({
  attach: [{ ref: 1, token: text }],
  submissions: [],
  cancel: [],
  detach: [],
});

test('what was returned stays as it is when the next message is written', () => {
  const first = encodeKept(RingRequest, request('a'.repeat(300)));
  const before = Buffer.from(first);
  const second = encodeKept(RingRequest, request('b'.repeat(400)));
  expect(first).toEqual(before);
  expect(RingRequest.decode(first).attach[0]?.token).toBe('a'.repeat(300));
  expect(RingRequest.decode(second).attach[0]?.token).toBe('b'.repeat(400));
});

test('a message that cannot be written leaves nothing behind in the next', () => {
  const half = { userData: 7, ref: -1, deadlineMs: 0, flags: 0, traceparent: '', syscall: undefined };
  expect(() => encodeKept(Submission, half)).toThrow();
  expect(encodeKept(RingRequest, request('x'))).toEqual(Buffer.from(RingRequest.encode(request('x')).finish()));
});

test('messages of any size are the same as from a new writer', () => {
  for (const size of [0, 1, 127, 128, 70_000, 3_000_000, 5]) {
    const value = { path: '/home/a', data: Buffer.alloc(size, size), offset: 0, append: false };
    const syscall = tagSyscall('writeFile', { ...value, create: true, truncate: false, replace: false, mode: 0 });
    const submission = { userData: size, ref: 1, deadlineMs: 0, flags: 0, traceparent: '', syscall: { syscall } };
    const whole = { ...request('t'), submissions: [submission] };
    expect(encodeKept(RingRequest, whole).equals(RingRequest.encode(whole).finish())).toBe(true);
  }
});
