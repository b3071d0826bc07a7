/** A member of a circular list, or its head: who waits is a member itself, so that coming and going allocates nothing. */
export class Link {
  previous: Link = this;
  next: Link = this;

  /** Whether it is in a list; of a head, whether the list has members. */
  get linked(): boolean {
    return this.next !== this;
  }

  unlink(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.previous = this;
    this.next = this;
  }

  /** Appends to the list whose head this is. */
  append(link: Link): void {
    link.previous = this.previous;
    link.next = this;
    this.previous.next = link;
    this.previous = link;
  }

  /** Moves all members of the list whose head this is to the end of another. */
  moveTo(head: Link): void {
    if (!this.linked) return;
    const { next: first, previous: last } = this;
    first.previous = head.previous;
    head.previous.next = first;
    last.next = head;
    head.previous = last;
    this.previous = this;
    this.next = this;
  }
}
