import { expect, test } from 'vitest';
import { missingCapability } from './denial.ts';

const read = { method: 'execute', tool: 'filesystem.read', params: { path: '/etc/shadow' } } as const;

test("the kernel's own word for the missing right is shown", async () => {
  const failure = { code: 'EACCES', message: 'refused', detail: 'needs LIST_DIRECTORY:/etc' };
  expect(await missingCapability(read, failure)).toBe('LIST_DIRECTORY:/etc');
});

test('where the kernel names none, the declaration of the tool does', async () => {
  expect(await missingCapability(read, { code: 'EACCES', message: 'permission denied' })).toBe('READ_FILE:/etc/shadow');
});

test('files that are carried need their own rights', async () => {
  const failure = { code: 'EACCES', message: 'refused' };
  expect(await missingCapability({ method: 'download', path: '/etc/a' }, failure)).toBe('READ_FILE:/etc/a');
  const upload = { method: 'upload', path: '/etc/a', content: new Blob() } as const;
  expect(await missingCapability(upload, failure)).toBe('CREATE_FILE:/etc/a');
});

test('an unknown tool names no right', async () => {
  const failure = { code: 'EACCES', message: 'refused' };
  expect(await missingCapability({ method: 'execute', tool: 'no.such', params: {} }, failure)).toBeUndefined();
});
