/** What a kernel that was closed leaves in the host process around it: nothing. */
import { readdirSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { everything, startKernel } from './kernel-fixture.ts';

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

const openBelow = (folder: string): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      // That of the listing itself.
      return [];
    }
  });

async function lifeOfKernel(): Promise<string> {
  await using fixture = await startKernel();
  const actor = await fixture.actor(everything);
  await actor.call('listDirectory', { path: '/home', limit: 0, cursor: '', withStat: false });
  await fixture.client.executeAsync(actor.token, 'sleep', { durationMs: 600_000 });
  if (process.platform === 'linux') expect(openBelow(fixture.home)).not.toEqual([]);
  return fixture.home;
}

test('a task that was under way leaves no timer that keeps the host process, a mount no open folder', async () => {
  await lifeOfKernel();
  const before = timers();
  for (let count = 0; count < 3; count++) {
    const home = await lifeOfKernel();
    if (process.platform === 'linux') expect(openBelow(home)).toEqual([]);
  }
  expect(timers()).toBeLessThanOrEqual(before);
});
