import type { KernelClient, KernelProcess } from '@agentos/protocol/kernel-client';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Sessions } from './session.ts';

test('a process that is no longer used is not told of the end of the connection: apps come and go for days', async () => {
  const listeners = new Set<() => void>();
  let attached = 0;
  const client = {
    async attach() {
      attached++;
      return { pid: attached, detach: async () => void attached-- } as unknown as KernelProcess;
    },
    onDown(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as KernelClient;
  const sessions = new Sessions({ address: '', adminTokenFile: '', log: pino({ level: 'silent' }) });
  const kept = await sessions.attach(client, 'kept');
  for (let app = 0; app < 20; app++) (await sessions.attach(client, `app ${app}`)).detach();
  expect([attached, listeners.size]).toEqual([1, 1]);
  kept.detach();
  expect([attached, listeners.size]).toEqual([0, 0]);
});
