/** All events that the kernel still holds, as somebody with the right to observe sees them. */
import type { Event } from '@agentos/protocol/kernel';
import { everything, type KernelFixture } from './kernel-fixture.ts';

export async function recordedEvents({ client, actor }: KernelFixture): Promise<Event[]> {
  const { token } = await actor(everything, { appId: 'observer' });
  const events: Event[] = [];
  for await (const batch of client.streamEvents(token, { fromSequence: 1, follow: false }))
    events.push(...batch.events);
  return events;
}
