/** The StreamEvents door: a cursor of its own for each reader, batches of bounded size, one batch under way at a time. */
import type { EventBatch, StreamEventsRequest } from '@agentos/protocol/kernel';
import { Metadata, type ServerWritableStream } from '@grpc/grpc-js';
import { EventCursor } from '../events/event-cursor.ts';
import type { EventRing } from '../events/event-ring.ts';
import type { ProcessTable } from '../process/process-table.ts';
import { type Authenticator, asServiceError } from './authenticate.ts';

const eventsPerBatch = 512;
/** Slots looked at before other work gets its turn. */
const slotsPerTurn = 8_192;

export function serveEvents(
  stream: ServerWritableStream<StreamEventsRequest, EventBatch>,
  ring: EventRing,
  authenticator: Authenticator,
  processes: ProcessTable,
): void {
  const { fromSequence, categories, pids, follow } = stream.request;
  let cursor: EventCursor;
  try {
    const reader = authenticator.requireProcess(stream.metadata);
    const visible = (pid: number): boolean =>
      reader.capabilities.allows('OBSERVE') || processes.isSelfOrBelow(pid, reader.pid);
    const start = fromSequence > 0 ? fromSequence : follow ? ring.nextSequence : ring.oldestSequence;
    cursor = new EventCursor(ring, { categories: new Set(categories), pids: new Set(pids), visible }, start);
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
    const batch = cursor.next(eventsPerBatch, slotsPerTurn);
    const room = batch.events.length + batch.lost === 0 || stream.write(batch);
    if (!follow && cursor.position >= end) {
      over = true;
      stream.end();
    } else if (!room) stream.once('drain', pump);
    else if (cursor.atEnd) stopWaiting = ring.onNext(pump);
    else setImmediate(pump);
  };
  const stop = (): void => {
    over = true;
    stopWaiting?.();
  };
  stream.on('cancelled', stop);
  stream.on('close', stop);
  stream.on('error', stop);
  // Tells the reader at once that it is accepted, before the first event.
  stream.sendMetadata(new Metadata());
  pump();
}
