/**
 * The components of a document that changes, found by id. A change costs what is on its way to the top, not the size of
 * the document; components that did not change keep their identity between two snapshots.
 */
import type { Component } from './document.ts';

interface Node {
  /** The component without its children; the id in it is that of the index. */
  own: Component & { id: string };
  parent: Node | null;
  children: Node[];
  /** The component as it was last told, until something in it changes. */
  told: Component | undefined;
  /** Its type is not known yet. */
  skeleton: boolean;
}

/** A component that does not fit into the tree. */
export class ComponentTreeError extends Error {
  override readonly name = 'ComponentTreeError';
}

export class ComponentTree {
  readonly #byId = new Map<string, Node>();
  #top: Node[] = [];

  get size(): number {
    return this.#byId.size;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  ids(): Set<string> {
    return new Set(this.#byId.keys());
  }

  skeletons(): Set<string> {
    return new Set([...this.#byId].flatMap(([id, node]) => (node.skeleton ? [id] : [])));
  }

  /** The component without its children. */
  own(id: string): Component {
    return this.#node(id).own;
  }

  isSkeleton(id: string): boolean {
    return this.#node(id).skeleton;
  }

  /** The top level, as plain components. */
  components(): Component[] {
    return this.#top.map(snapshot);
  }

  /** Adds a component and all below it. Nothing is changed when it throws. */
  add(component: Component, parent: string | null, at: number | undefined, skeleton: boolean): void {
    const above = parent === null ? null : this.#node(parent);
    const added = new Map<string, Node>();
    const root = this.#read(component, above, added);
    root.skeleton = skeleton;
    for (const [id, node] of added) this.#byId.set(id, node);
    this.#insert(root, above, at);
  }

  /** Puts other fields in place of those of a component. */
  replace(id: string, own: Component, skeleton: boolean): void {
    const node = this.#node(id);
    const { children: _, ...fields } = own;
    node.own = { ...fields, id };
    node.skeleton = skeleton;
    touch(node);
  }

  remove(id: string): void {
    const node = this.#node(id);
    this.#detach(node);
    const below = [node];
    for (let at = below.pop(); at !== undefined; at = below.pop()) {
      this.#byId.delete(at.own.id);
      below.push(...at.children);
    }
  }

  /** Moves a component with all below it; `at` counts without it. */
  move(id: string, parent: string | null, at: number | undefined): void {
    const node = this.#node(id);
    const above = parent === null ? null : this.#node(parent);
    for (let up = above; up !== null; up = up.parent) {
      if (up === node) throw new ComponentTreeError(`"${id}" cannot be moved into itself`);
    }
    this.#detach(node);
    this.#insert(node, above, at);
  }

  /** Gives other ids, all at once. */
  rename(ids: ReadonlyMap<string, string>): void {
    const nodes = [...ids.keys()].map((id) => this.#node(id));
    const after = new Set(ids.values());
    if (after.size < ids.size) throw new ComponentTreeError('two components would get the same id');
    for (const id of after) {
      if (this.#byId.has(id) && !ids.has(id)) throw new ComponentTreeError(`the id "${id}" is taken`);
    }
    for (const id of ids.keys()) this.#byId.delete(id);
    for (const node of nodes) {
      const id = ids.get(node.own.id) ?? node.own.id;
      node.own = { ...node.own, id };
      this.#byId.set(id, node);
      touch(node);
    }
  }

  #node(id: string): Node {
    const node = this.#byId.get(id);
    if (node === undefined) throw new ComponentTreeError(`there is no component "${id}"`);
    return node;
  }

  #read(component: Component, parent: Node | null, added: Map<string, Node>): Node {
    const { children, id, ...fields } = component;
    if (id === undefined) throw new ComponentTreeError(`an added ${component.type} needs an id`);
    if (this.#byId.has(id) || added.has(id)) throw new ComponentTreeError(`the id "${id}" is taken`);
    const node: Node = { own: { ...fields, id }, parent, children: [], told: undefined, skeleton: false };
    added.set(id, node);
    for (const child of children ?? []) {
      if (typeof child === 'string') throw new ComponentTreeError(`text inside "${id}" needs to be a component`);
      node.children.push(this.#read(child, node, added));
    }
    return node;
  }

  #insert(node: Node, parent: Node | null, at: number | undefined): void {
    const siblings = parent === null ? this.#top : parent.children;
    if (at === undefined || at >= siblings.length) siblings.push(node);
    else siblings.splice(at, 0, node);
    node.parent = parent;
    if (parent !== null) touch(parent);
  }

  #detach(node: Node): void {
    const { parent } = node;
    const siblings = parent === null ? this.#top : parent.children;
    siblings.splice(siblings.indexOf(node), 1);
    if (parent !== null) touch(parent);
  }
}

/** What was told of a node and of those above it no longer holds. Above one that is not told, none is. */
function touch(node: Node): void {
  for (let at: Node | null = node; at?.told !== undefined; at = at.parent) at.told = undefined;
}

function snapshot(node: Node): Component {
  node.told ??=
    node.children.length === 0 ? node.own : { ...node.own, children: node.children.map((child) => snapshot(child)) };
  return node.told;
}
