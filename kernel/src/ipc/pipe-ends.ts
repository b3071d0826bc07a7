/** The handles of a pipe: an end to read, an end to write, and one to look at it and destroy it, which keeps no end open. */
import type { ReadResult } from '@agentos/protocol/kernel';
import {
  KernelObject,
  type Readiness,
  type Rights,
  readRight,
  requireIn,
  type Transfer,
  writeRight,
} from '../descriptors/kernel-object.ts';
import { accessModes } from '../descriptors/open-file.ts';
import type { Cancellation } from '../timeouts/cancellation.ts';
import type { Pipe } from './pipe.ts';

abstract class PipeHandle extends KernelObject {
  readonly pipe: Pipe;

  constructor(pipe: Pipe) {
    super();
    this.pipe = pipe;
  }
}

export class PipeReader extends PipeHandle {
  readonly kind = 'pipe reader';

  override get bytes(): number {
    return this.pipe.bytes;
  }

  override readiness(): Readiness {
    return this.pipe.readerReadiness();
  }

  override changed(cancellation: Cancellation): Promise<void> {
    return this.pipe.readerChanged(cancellation);
  }

  override async read(maximum: number, transfer: Transfer): Promise<ReadResult> {
    return await this.pipe.read(maximum, transfer, this.nonBlocking);
  }

  override hostDescriptor(rights: Rights): number {
    requireIn(rights, readRight, this.kind);
    return this.pipe.hostDescriptor('reader');
  }

  override flags(): number {
    return accessModes.read;
  }

  protected override dispose(): void {
    this.pipe.closeReader();
  }
}

export class PipeWriter extends PipeHandle {
  readonly kind = 'pipe writer';

  override readiness(): Readiness {
    return this.pipe.writerReadiness();
  }

  override changed(cancellation: Cancellation): Promise<void> {
    return this.pipe.changes.wait(cancellation);
  }

  override async write(data: Uint8Array, transfer: Transfer): Promise<number> {
    return await this.pipe.write(data, transfer, this.nonBlocking);
  }

  override hostDescriptor(rights: Rights): number {
    requireIn(rights, writeRight, this.kind);
    return this.pipe.hostDescriptor('writer');
  }

  override flags(): number {
    return accessModes.write;
  }

  protected override dispose(): void {
    this.pipe.closeWriter();
  }
}

export class PipeControl extends PipeHandle {
  readonly kind = 'pipe';

  protected override dispose(): void {}
}
