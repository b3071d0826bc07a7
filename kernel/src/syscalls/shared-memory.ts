/** Shared memory: segments that several processes read and write in place, programs among them. */
import { EventCategory } from '@agentos/protocol/kernel';
import {
  duplicateRight,
  manageRight,
  type Rights,
  readRight,
  transferRight,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { Ipc } from '../ipc/ipc.ts';
import { Attachment, Segment, SegmentHandle } from '../ipc/segment.ts';
import type { SyscallRows } from './row.ts';
import { moved, readLength, requireSize } from './transfer.ts';

type SharedMemorySyscalls =
  | 'shmCreate'
  | 'shmAttach'
  | 'shmDetach'
  | 'shmWrite'
  | 'shmRead'
  | 'shmDestroy'
  | 'shmStats';

const row = { category: EventCategory.IPC, cost: 'inline', timeout: 'none' } as const;
const passedOn = duplicateRight | transferRight;

export function sharedMemorySyscalls({ pages, segments, report }: Ipc): SyscallRows<SharedMemorySyscalls> {
  return {
    shmCreate: {
      ...row,
      handler({ size, name }, { process, trace }) {
        const segment = new Segment(pages, segments, process, { size, name }, () =>
          report('ipc.ended', 'segment', process.pid, process.trace, size),
        );
        const rights = readRight | writeRight | manageRight | passedOn;
        const number = process.handles.adopt(new SegmentHandle(segment), rights);
        report('ipc.created', 'segment', process.pid, trace, size);
        return { segment: number };
      },
    },
    shmAttach: {
      ...row,
      handler({ segment: number, readOnly, name }, { process }) {
        const wanted: Rights = readOnly ? readRight : readRight | writeRight;
        const segment =
          number === 0 ? segments.require(name, process) : process.handles.get(number, SegmentHandle, wanted).segment;
        if (segment.ended) throw failure('EIDRM', 'the segment was destroyed, or its maker has ended', String(number));
        const attachment = process.handles.adopt(new Attachment(segment, readOnly), wanted | passedOn);
        return { attachment, size: segment.size };
      },
    },
    shmDetach: {
      ...row,
      handler({ attachment }, { process }) {
        process.handles.get(attachment, Attachment);
        process.handles.close(attachment);
        return {};
      },
    },
    shmWrite: {
      ...row,
      handler({ attachment, offset, data }, call) {
        requireSize(data);
        call.process.handles.get(attachment, Attachment, writeRight).writeAt(offset, data);
        moved(call, 0, data.length);
        return { written: data.length };
      },
    },
    shmRead: {
      ...row,
      handler({ attachment, offset, length }, call) {
        const data = call.process.handles.get(attachment, Attachment, readRight).readAt(offset, readLength(length));
        moved(call, data.length, 0);
        return { data };
      },
    },
    shmDestroy: {
      ...row,
      handler({ segment }, { process }) {
        process.handles.get(segment, SegmentHandle, manageRight).segment.destroy();
        process.handles.close(segment);
        return {};
      },
    },
    shmStats: {
      ...row,
      handler({ segment: number }, { process }) {
        const object = process.handles.object(number);
        if (object instanceof Attachment) return object.segment.stats;
        return process.handles.get(number, SegmentHandle).segment.stats;
      },
    },
  };
}
