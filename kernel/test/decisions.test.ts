/** Decisions that the kernel remembers, as an attacker would like them: older than the rules. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessKind } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
const refused = { code: 'EACCES' };

beforeAll(async () => {
  fixture = await startKernel();
  for (const name of ['a', 'b']) writeFileSync(join(fixture.home, 'home', name), name);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const read = (actor: Actor, path: string): Promise<string> =>
  actor.call('readFile', { path, offset: 0, length: 0 }).then(({ data }) => data.toString());
const allow = (actor: Actor, capabilities: string[]): Promise<unknown> =>
  fixture.client.updateSandbox(fixture.admin, { pid: actor.pid, capabilities });

test('what is taken away is refused in the very next call, what is given works in it', async () => {
  const app = await fixture.actor(['READ_FILE:/home/**']);
  for (let round = 0; round < 3; round++) {
    for (let call = 0; call < 5; call++) expect(await read(app, '/home/a')).toBe('a');
    await allow(app, ['READ_FILE:/home/b']);
    for (let call = 0; call < 5; call++) await expect(read(app, '/home/a')).rejects.toMatchObject(refused);
    await allow(app, ['READ_FILE:/home/**']);
  }
});

test('what is taken from a creator is gone for the child, whatever the child had found out', async () => {
  const creator = await fixture.actor([...everything, 'READ_FILE:/home/**'], { kind: ProcessKind.SERVICE });
  const child = await fixture.actor(['READ_FILE:/home/**'], { parentPid: creator.pid });
  expect(await read(child, '/home/a')).toBe('a');
  expect(await read(child, '/home/a')).toBe('a');
  await allow(creator, ['READ_FILE:/home/b']);
  await expect(read(child, '/home/a')).rejects.toMatchObject(refused);
  await allow(creator, everything);
  // What a child has shrinks with its creator and does not grow with it.
  await expect(read(child, '/home/a')).rejects.toMatchObject(refused);
});

test('one process does not find what another was allowed', async () => {
  const one = await fixture.actor(['READ_FILE:/home/a']);
  const other = await fixture.actor(['READ_FILE:/home/b']);
  for (let call = 0; call < 3; call++) {
    expect(await read(one, '/home/a')).toBe('a');
    await expect(read(other, '/home/a')).rejects.toMatchObject(refused);
  }
});

test('a name that was allowed says nothing of where a link leads that takes its place', async () => {
  const app = await fixture.actor(['READ_FILE:/home/c']);
  const place = join(fixture.home, 'home', 'c');
  for (let round = 0; round < 3; round++) {
    writeFileSync(place, 'c');
    expect(await read(app, '/home/c')).toBe('c');
    rmSync(place);
    symlinkSync('/home/a', place);
    await expect(read(app, '/home/c')).rejects.toMatchObject(refused);
    rmSync(place);
    symlinkSync('a', place);
    await expect(read(app, '/home/c')).rejects.toMatchObject(refused);
    rmSync(place);
  }
});

test('the same relative path is decided by the folder that it is relative to', async () => {
  const app = await fixture.actor(['READ_FILE:/home/a', 'LIST_DIRECTORY']);
  for (let round = 0; round < 2; round++) {
    await app.call('setcwd', { path: '/home' });
    expect(await read(app, 'a')).toBe('a');
    await app.call('setcwd', { path: '/tmp' });
    await expect(read(app, 'a')).rejects.toMatchObject(refused);
  }
});

test('a refusal names the path in one spelling, however it was asked for', async () => {
  const app = await fixture.actor(['READ_FILE:/home/a']);
  for (const path of ['/home/b', '/home//b', '/home/./x/../b']) {
    for (let call = 0; call < 2; call++) {
      await expect(read(app, path)).rejects.toMatchObject({ ...refused, detail: 'READ_FILE:/home/b' });
    }
  }
});

test('an operator sees how often a decision was found again', async () => {
  const observer = await fixture.actor(['OBSERVE']);
  const app = await fixture.actor(['READ_FILE:/home/a']);
  const hits = async (): Promise<number> => {
    const text = await fixture.client.getMetrics(observer.token);
    return Number(/^agentos_kernel_decision_hits (\d+)$/m.exec(text)?.[1]);
  };
  await read(app, '/home/a');
  const before = await hits();
  for (let call = 0; call < 10; call++) await read(app, '/home/a');
  expect((await hits()) - before).toBeGreaterThanOrEqual(10);
});
