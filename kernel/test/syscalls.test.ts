/**
 * Every syscall through gRPC: it works and shows its effect, a caller that lacks one grant is refused, wrong arguments are
 * named; by the ring and by the unary call.
 */
import { join } from 'node:path';
import { ProcessKind } from '@agentos/protocol/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene, Trial } from './cases/case.ts';
import { type TriedSyscall, trials } from './cases/index.ts';
import { type Actor, everything, type KernelFixture, startKernel } from './kernel-fixture.ts';

let fixture: KernelFixture;
let system: Actor;
let count = 0;

beforeAll(async () => {
  fixture = await startKernel();
  system = await fixture.actor(everything, { kind: ProcessKind.SERVICE, appId: 'system' });
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function makeScene(base: readonly string[]): Promise<Scene> {
  const name = `case-${++count}`;
  return {
    fixture,
    caller: await fixture.actor(base, { appId: name }),
    system,
    home: join(fixture.home, 'home'),
    name,
    other: () => fixture.actor(everything, { appId: `${name}-other` }),
  };
}

function tryOut<C extends TriedSyscall>(name: C): void {
  const { grant, base = everything, arrange, verify, bad }: Trial<C> = trials[name];

  test('does what it says, seen by another way in', async () => {
    const scene = await makeScene(base);
    const args = await arrange(scene);
    await verify(scene, await scene.caller.call(name, args), args);
  });

  if (grant !== undefined)
    test(`is refused without ${grant}`, async () => {
      const scene = await makeScene(base);
      const args = await arrange(scene);
      const { caller } = scene;
      const capabilities = base.filter((one) => one !== grant);
      expect(capabilities.length).toBe(base.length - 1);
      await fixture.client.updateSandbox(fixture.admin, { pid: caller.pid, capabilities });
      const refused = { code: 'EACCES', message: expect.stringContaining('has not been granted') };
      await expect(caller.call(name, args)).rejects.toMatchObject(refused);
      await expect(fixture.client.executeUnary(caller.token, name, args)).rejects.toMatchObject(refused);
    });

  test.each(bad.map(({ code, arrange }, index) => ({ code, index, arrange })))(
    'says what is wrong with its arguments: $code ($index)',
    async ({ code, arrange }) => {
      const scene = await makeScene(base);
      const args = await arrange(scene);
      const { caller } = scene;
      const failure = await caller.call(name, args).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code });
      expect((failure as Error).message).not.toContain(fixture.home);
      await expect(fixture.client.executeUnary(caller.token, name, args)).rejects.toMatchObject({ code });
    },
  );
}

describe.each(Object.keys(trials) as TriedSyscall[])('%s', (name) => tryOut(name));
