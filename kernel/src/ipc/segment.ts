/**
 * Shared memory: a segment belongs to the process that made it, counts as its memory and ends with it, when it is destroyed,
 * or with its last handle. Attachments of a segment that has ended fail with EIDRM; a program keeps the pages that it was
 * given, and they count as its maker's for as long.
 */
import { KernelObject, type Rights, readRight, requireIn, writeRight } from '../descriptors/kernel-object.ts';
import { failure } from '../errors.ts';
import type { Resource } from '../process/ledger.ts';
import type { Process } from '../process/process.ts';
import type { NameTable } from './names.ts';
import type { Owner } from './owner.ts';
import type { PageSource, SharedPages } from './shared-pages.ts';

/** Bytes. */
export const mostSegmentBytes = 100 * 1024 * 1024;

export class Segment {
  readonly size: number;
  readonly name: string;
  readonly owner: Owner;
  readonly #pages: SharedPages;
  readonly #names: NameTable<Segment>;
  readonly #attachments = new Set<Attachment>();
  readonly #resource: Resource;
  readonly #onEnd: () => void;
  #handles = 0;
  /** Programs that hold its pages. */
  #programs = 0;
  #ended = false;
  #charged = true;

  /** @throws KernelError EINVAL, EEXIST, ENOMEM, EMFILE */
  constructor(
    source: PageSource,
    names: NameTable<Segment>,
    owner: Owner,
    { size, name }: { readonly size: number; readonly name: string },
    onEnd: () => void,
  ) {
    if (size < 1 || size > mostSegmentBytes) {
      throw failure('EINVAL', `a segment has 1 to ${mostSegmentBytes} bytes, not ${size}`, 'size');
    }
    names.requireFree(name, owner);
    this.size = size;
    this.name = name;
    this.owner = owner;
    this.#names = names;
    this.#onEnd = onEnd;
    owner.memory.charge(size);
    try {
      this.#pages = source.create(size);
    } catch (error) {
      owner.memory.release(size);
      throw error;
    }
    this.#resource = { kind: 'segment', bytes: () => size, dispose: () => this.destroy() };
    owner.ledger.add(this.#resource);
    names.add(this);
  }

  get stats() {
    let readOnlyAttachments = 0;
    for (const { readOnly } of this.#attachments) if (readOnly) readOnlyAttachments++;
    const { size, name } = this;
    return { size, attachments: this.#attachments.size, ownerPid: this.owner.pid, readOnlyAttachments, name };
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The pages, while they are there. @throws KernelError EIDRM */
  get pages(): SharedPages {
    if (this.#ended) throw failure('EIDRM', 'the segment was destroyed, or its maker has ended');
    return this.#pages;
  }

  open(attachment?: Attachment): void {
    this.#handles++;
    if (attachment !== undefined) this.#attachments.add(attachment);
  }

  close(attachment?: Attachment): void {
    if (attachment !== undefined) this.#attachments.delete(attachment);
    if (--this.#handles === 0) this.destroy();
  }

  /** Takes it away from everybody in the kernel. */
  destroy(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#names.remove(this);
    this.owner.ledger.remove(this.#resource);
    this.#pages.close();
    this.#settle();
    this.#onEnd();
  }

  /** A program has its pages, until it ends. */
  lend(program: Process): void {
    this.#programs++;
    program.ledger.add({
      kind: 'lent memory',
      dispose: () => {
        this.#programs--;
        this.#settle();
      },
    });
  }

  #settle(): void {
    if (!this.#ended || this.#programs > 0 || !this.#charged) return;
    this.#charged = false;
    this.owner.memory.release(this.size);
  }
}

/** What is made by a process, found by name or passed on: to attach, to look at, to destroy. */
export class SegmentHandle extends KernelObject {
  readonly kind = 'segment';
  readonly segment: Segment;

  constructor(segment: Segment) {
    super();
    this.segment = segment;
    segment.open();
  }

  override hostDescriptor(rights: Rights): number {
    requireIn(rights, readRight, this.kind);
    return this.segment.pages.descriptor((rights & writeRight) !== 0);
  }

  override handedOver(program: Process): void {
    this.segment.lend(program);
  }

  protected override dispose(): void {
    this.segment.close();
  }
}

/** A segment as one process uses it. */
export class Attachment extends KernelObject {
  readonly kind = 'attachment';
  readonly segment: Segment;
  readonly readOnly: boolean;

  constructor(segment: Segment, readOnly: boolean) {
    super();
    this.segment = segment;
    this.readOnly = readOnly;
    segment.open(this);
  }

  /** A copy of what is there now, at most `maximum` bytes. @throws KernelError EINVAL beyond its end, EIDRM */
  readAt(offset: number, maximum: number): Buffer {
    const { pages } = this.segment;
    this.#requireWithin(offset, 0);
    return pages.read(offset, Math.min(maximum, this.segment.size - offset));
  }

  /** All of the data, at once. @throws KernelError EINVAL beyond its end, EIDRM */
  writeAt(offset: number, data: Uint8Array): void {
    const { pages } = this.segment;
    this.#requireWithin(offset, data.length);
    pages.write(offset, data);
  }

  override hostDescriptor(rights: Rights): number {
    requireIn(rights, readRight, this.kind);
    return this.segment.pages.descriptor(!this.readOnly && (rights & writeRight) !== 0);
  }

  override handedOver(program: Process): void {
    this.segment.lend(program);
  }

  protected override dispose(): void {
    this.segment.close(this);
  }

  #requireWithin(offset: number, length: number): void {
    const { size } = this.segment;
    if (offset > size || length > size - offset) {
      throw failure(
        'EINVAL',
        `${length} bytes at ${offset} do not lie within the ${size} bytes of the segment`,
        'offset',
      );
    }
  }
}
