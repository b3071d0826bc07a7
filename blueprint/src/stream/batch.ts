/**
 * The operations of one piece of text, as few as possible: what is learned of a component in the piece that it appears in
 * becomes part of its `add`. Nothing is given before the document has begun.
 */
import type { Component } from '../document.ts';
import type { BlueprintOp } from '../operation.ts';

type Op<Name extends BlueprintOp['op']> = Extract<BlueprintOp, { op: Name }>;

export class Batch {
  #ops: BlueprintOp[] = [];
  /** Components that this batch adds. */
  readonly #added = new Map<string, Component>();
  #begun = false;
  #sequence = 0;

  get begun(): boolean {
    return this.#begun;
  }

  begin(op: Op<'begin'>): void {
    this.#begun = true;
    this.#ops.unshift(op);
  }

  push(op: BlueprintOp): void {
    if (op.op === 'set' && this.#joins(op)) return;
    if (op.op === 'add' && op.component.id !== undefined) this.#added.set(op.component.id, op.component);
    if (op.op === 'rename' || op.op === 'remove') this.#added.clear();
    this.#ops.push(op);
  }

  /** Everything since the last time, numbered. */
  take(): BlueprintOp[] {
    if (!this.#begun) return [];
    const ops = this.#ops;
    this.#ops = [];
    this.#added.clear();
    for (const op of ops) {
      this.#sequence += 1;
      op.s = this.#sequence;
    }
    return ops;
  }

  /** Whether a field went into an operation that is here already. */
  #joins(op: Op<'set'>): boolean {
    const component = this.#added.get(op.id);
    if (component !== undefined) {
      const dot = op.path.indexOf('.');
      const [field, name] = dot === -1 ? [op.path, ''] : [op.path.slice(0, dot), op.path.slice(dot + 1)];
      if (dot === -1) Object.assign(component, { [field]: op.value });
      else if (field === 'props') {
        const before = op.append === true ? component.props?.[name] : undefined;
        const value = typeof before === 'string' && typeof op.value === 'string' ? before + op.value : op.value;
        Object.assign(component, { props: { ...component.props, [name]: value } });
      } else Object.assign(component, { [field]: { ...component.on_event, [name]: op.value } });
      return true;
    }
    const last = this.#ops.at(-1);
    if (op.append !== true || last?.op !== 'set' || last.id !== op.id || last.path !== op.path) return false;
    if (typeof last.value !== 'string' || typeof op.value !== 'string') return false;
    last.value += op.value;
    if (op.partial === true) last.partial = true;
    else delete last.partial;
    return true;
  }
}
