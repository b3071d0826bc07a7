import { expect, test } from 'vitest';
import { createAiDemand } from './ai-demand.ts';

const never = new AbortController().signal;

test('asks each time, and resolves when the layer is up', async () => {
  let asked = 0;
  const demand = createAiDemand({ ask: () => asked++ });
  const first = demand.want(never);
  demand.changed(true, '');
  await first;
  await demand.want(never);
  expect(asked).toBe(2);
});

test('a layer that cannot start, and a request that is cancelled, end the wait with their reason', async () => {
  const demand = createAiDemand({ ask: () => undefined });
  const failing = demand.want(never);
  demand.changed(false, 'no model');
  await expect(failing).rejects.toMatchObject({ code: 'EUNAVAILABLE', message: expect.stringContaining('no model') });
  const controller = new AbortController();
  const cancelled = demand.want(controller.signal);
  controller.abort();
  await expect(cancelled).rejects.toMatchObject({ code: 'ECANCELED' });
  await expect(demand.want(controller.signal)).rejects.toMatchObject({ code: 'ECANCELED' });
});

test('a layer that is off without a reason is still on its way', async () => {
  const demand = createAiDemand({ ask: () => undefined });
  const wanted = demand.want(never);
  demand.changed(false, '');
  demand.changed(true, '');
  await wanted;
});
