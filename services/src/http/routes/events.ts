/** What the kernel's collector keeps: questions about it, and its events as they come. */
import { type EventsMessage, EventsQueryRequest, EventsQueryResponse, EventsStreamQuery } from '@agentos/protocol';
import { answerOf, eventOf, filterOf, questionOf } from '../../observability/events-json.ts';
import { messageOf, Problem } from '../../problem.ts';
import type { System } from '../../system.ts';
import { jsonRoute, otherRoute, type Route } from '../route.ts';
import { ServerSentEvents } from '../server-sent-events.ts';

/** Each holds a stream of the kernel open. */
const mostReaders = 32;

export function eventRoutes(system: System): Route[] {
  const { kernel, signIns, telemetry } = system;
  let readers = 0;
  return [
    jsonRoute({
      method: 'POST',
      path: '/kernel/events/query',
      summary: 'Asks about the events that are kept, of every layer; takes none away',
      access: 'observer',
      body: EventsQueryRequest,
      answer: EventsQueryResponse,
      async handle({ body }) {
        if (body.question === 'chain' && body.filter.trace_id === undefined) {
          throw new Problem('EINVAL', 'a chain is asked for by filter.trace_id', { detail: 'filter.trace_id' });
        }
        if (body.question === 'root_cause' && body.sequence === undefined) {
          throw new Problem('EINVAL', 'a root cause is asked for by the sequence of an event', { detail: 'sequence' });
        }
        telemetry.outbox.hurry();
        return answerOf(await kernel.queryEvents(questionOf(body)));
      },
    }),
    otherRoute({
      method: 'GET',
      path: '/kernel/events/stream',
      summary: 'Events as they come, as Server-Sent Events; a slow reader misses some and is told how many',
      access: 'observer',
      query: EventsStreamQuery,
      media: 'text/event-stream',
      async handle({ query, reply, asker, request }) {
        const { from_sequence: fromSequence, ...filter } = query;
        if (readers >= mostReaders) throw new Problem('EAGAIN', `${mostReaders} readers follow the events already`);
        if (!kernel.up) throw new Problem('EUNAVAILABLE', 'the kernel is away; try again in a moment');
        readers++;
        const unfollow = telemetry.outbox.followed();
        const stream = new ServerSentEvents(reply);
        const stop = signIns.onEnd((ended) => {
          if (ended.id === asker.signIn?.id) stream.end();
        });
        try {
          const asked = { fromSequence, follow: true, filter: filterOf(filter) };
          for await (const { events, lost } of kernel.streamEvents(asked, stream.signal)) {
            const message: EventsMessage = { events: events.map(eventOf), lost };
            // While this waits the kernel keeps no more for us than its ring: what is overwritten is counted as lost.
            await stream.send(JSON.stringify(message));
          }
        } catch (error) {
          if (!stream.signal.aborted) {
            request.log.info({ reason: messageOf(error) }, 'a stream of events has ended');
            await stream.send(JSON.stringify({ error: messageOf(error) }), 'failure');
          }
        } finally {
          readers--;
          unfollow();
          stop();
          stream.end();
        }
        return reply;
      },
    }),
  ];
}
