/** The StreamEvents door: a cursor of its own for each reader, batches of bounded size, one batch under way at a time. */
import type { EventBatch, StreamEventsRequest } from '@agentos/protocol/kernel';
import { Metadata, type ServerWritableStream, status } from '@grpc/grpc-js';
import { failure } from '../errors.ts';
import { EventCursor } from '../events/event-cursor.ts';
import { EventFilter, noFilter } from '../events/event-filter.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { Process } from '../process/process.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { isIn, liveStates } from '../process/state.ts';
import { type Authenticator, asServiceError, serviceError } from './authenticate.ts';
import { whenClosed } from './unread.ts';

const eventsPerBatch = 512;
/** Slots looked at before other work gets its turn. */
const slotsPerTurn = 8_192;
const mostReaders = 64;

export function serveEvents(
  stream: ServerWritableStream<StreamEventsRequest, EventBatch>,
  ring: EventRing,
  authenticator: Authenticator,
  processes: ProcessTable,
): void {
  const { fromSequence, categories, pids, follow, filter } = stream.request;
  let cursor: EventCursor;
  let reader: Process;
  try {
    reader = authenticator.requireProcess(stream.metadata);
    if (reader.eventReaders >= mostReaders) {
      throw failure('EAGAIN', `process ${reader.pid} reads ${mostReaders} streams of events; end some`);
    }
    const visible = (pid: number): boolean =>
      reader.capabilities.allows('OBSERVE') || processes.isSelfOrBelow(pid, reader.pid);
    const start = fromSequence > 0 ? fromSequence : follow ? ring.nextSequence : ring.oldestSequence;
    const asked = new EventFilter({ ...noFilter, categories, pids }, visible);
    cursor = new EventCursor(
      ring,
      filter === undefined ? [asked] : [asked, new EventFilter(filter, () => true)],
      start,
    );
  } catch (error) {
    stream.emit('error', asServiceError(error));
    return;
  }
  // Where a reader that does not follow ends: its own end must not move while it reads.
  const end = ring.nextSequence;
  let stopWaiting: (() => void) | undefined;
  let over = false;

  const pump = (): void => {
    if (over) return;
    // Its own end is an event too, so it is met here at once.
    if (!isIn(reader, ...liveStates)) {
      stop();
      stream.emit('error', serviceError(status.UNAUTHENTICATED, 'ESRCH', `process ${reader.pid} has ended`));
      return;
    }
    const batch = cursor.next(eventsPerBatch, slotsPerTurn);
    const room = batch.events.length + batch.lost === 0 || stream.write(batch);
    if (!follow && cursor.position >= end) {
      stop();
      stream.end();
    } else if (!room) stream.once('drain', pump);
    else if (cursor.atEnd) stopWaiting = ring.onNext(pump);
    else setImmediate(pump);
  };
  const stop = (): void => {
    if (over) return;
    over = true;
    stopWaiting?.();
  };
  reader.eventReaders++;
  // Until then it holds what was sent and not read.
  whenClosed(stream, () => {
    stop();
    reader.eventReaders--;
  });
  stream.on('cancelled', stop);
  stream.on('close', stop);
  stream.on('error', stop);
  // Tells the reader at once that it is accepted, before the first event.
  stream.sendMetadata(new Metadata());
  pump();
}
