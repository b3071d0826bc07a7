/** A queue as one process has it: its own way of waiting, the queue shared. */
import { KernelObject, type Readiness } from '../descriptors/kernel-object.ts';
import { accessModes } from '../descriptors/open-file.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import type { Queue } from './queue.ts';

export class QueueHandle extends KernelObject {
  readonly kind = 'queue';
  readonly queue: Queue;

  constructor(queue: Queue) {
    super();
    this.queue = queue;
    queue.open();
  }

  override readiness(): Readiness {
    return this.queue.readiness();
  }

  override changed(cancellation: Cancellation): Promise<void> {
    return this.queue.changes.wait(cancellation);
  }

  override flags(): number {
    return accessModes.readWrite;
  }

  protected override dispose(): void {
    this.queue.close();
  }
}
