/**
 * Turns tokens into the value of the document and, on the way, into operations. The stack holds one frame for each open
 * bracket; its role says what the names in it mean. Values are put into their parent when they are whole, so that what
 * was cut off is left out, except where half a record is still one (the document, `ui`, data, components).
 */
import { Component, ComponentId, DataPath, uiExtras } from '../document.ts';
import { isForbiddenName, isObject, type Json, type JsonObject } from '../json.ts';
import { BlueprintOp, type ComponentField, componentFields, type PartName, partNames } from '../operation.ts';
import { escapePointer, idGiver } from '../tree.ts';
import { Batch } from './batch.ts';
import { growsAs, isAtomicText, neededBy } from './fields.ts';
import { headerFrom } from './header.ts';
import type { TokenSink } from './tokenizer.ts';

/** Something that was repaired, left out or is missing. */
export interface StreamIssue {
  readonly code: string;
  /** JSON pointer; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** The step of repair that was needed; absent when nothing was. */
  readonly rung?: number;
}

/** A component on its way. */
interface Growing {
  id: string | undefined;
  /** The id is the author's, not given by us. */
  named: boolean;
  type: string | undefined;
  /** The field or property that it waits for. */
  needs: string | undefined;
  shown: 'no' | 'skeleton' | 'yes';
  readonly parent: Growing | null;
}

type Role = 'document' | 'ui' | 'data' | 'children' | 'component' | 'props' | 'events' | 'whole';

interface Frame {
  readonly role: Role;
  readonly value: JsonObject | Json[];
  /** The name that the next value belongs to. */
  key: string | undefined;
  /** The component that this is, or whose properties, handlers or children these are. */
  readonly component: Growing | null;
}

/** A text on its way, and where it is told while it grows. */
interface GrowingText {
  value: string;
  told: number;
  readonly tell: ((text: string, append: boolean, partial: boolean) => void) | undefined;
}

const mostIssues = 100;
const mostOfOneCode = 20;

export class DocumentBuilder implements TokenSink {
  readonly batch = new Batch();
  readonly issues: StreamIssue[] = [];
  /** The value of the document, as far as it is known; undefined before its first brace. */
  value: JsonObject | undefined;
  readonly #frames: Frame[] = [];
  #text: GrowingText | undefined;
  readonly #taken = new Set<string>();
  readonly #nextId = idGiver(this.#taken);
  /** Components with an id that we gave. */
  readonly #unnamed = new Map<string, Growing>();

  /** Tells what came with the piece of text that ends here. */
  flush(): BlueprintOp[] {
    this.#tellText(true);
    return this.batch.take();
  }

  /** No more tokens come: what is half read is told as far as half of it is right, and the rest is left out. */
  cut(): void {
    if (this.#text !== undefined) {
      const { tell, value } = this.#text;
      const kept = tell !== undefined && value !== '' && !isAtomicText(value);
      if (kept) this.#endText();
      else this.#text = undefined;
    }
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      if (frame.role === 'whole') this.#frames.pop();
      else this.#close();
    }
  }

  /** The document begins, whatever is known of its header. */
  begin(header: Json | undefined): void {
    if (this.batch.begun) return;
    const ui = this.value?.ui;
    const title = isObject(ui) && typeof ui.title === 'string' ? ui.title.slice(0, 200) : undefined;
    const { app, whole } = headerFrom(header, title);
    if (!whole) this.issue('bad-header', '/app', 'the header of the app was missing or wrong and was completed', 2);
    this.batch.begin({ op: 'begin', app, title: title ?? app.name, layout: 'vertical' });
  }

  issue(code: string, path: string, message: string, rung?: number): void {
    const same = this.issues.filter((issue) => issue.code === code).length;
    if (this.issues.length >= mostIssues || same >= mostOfOneCode) return;
    const issue = { code, path, message, ...(rung === undefined ? {} : { rung }) };
    this.issues.push(issue);
    this.batch.push({ op: 'issue', ...issue, path: path.slice(0, 2000), message: message.slice(0, 2000) });
  }

  // What the tokenizer tells.

  fault(code: string, message: string): void {
    const rung = code === 'too-large' || code === 'too-deep' ? 4 : 0;
    this.issue(code, this.#pointer(), message, rung);
  }

  openObject(): void {
    const parent = this.#frames.at(-1);
    const value: JsonObject = {};
    if (parent === undefined) {
      this.value = value;
      this.#frames.push({ role: 'document', value, key: undefined, component: null });
      return;
    }
    const role = roleOfRecord(parent);
    const component = role === 'component' ? newComponent(parent.component) : parent.component;
    this.#frames.push({ role, value, key: undefined, component });
  }

  openArray(): void {
    const parent = this.#frames.at(-1);
    const role = parent !== undefined && holdsChildren(parent) ? 'children' : 'whole';
    this.#frames.push({ role, value: [], key: undefined, component: parent?.component ?? null });
  }

  closeObject(): void {
    this.#close();
  }

  closeArray(): void {
    this.#close();
  }

  key(name: string): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    frame.key = name;
    if (frame.role !== 'component' || frame.component === null) return;
    // The id mostly follows the type: with any other name it is clear that the component has none, or that it comes late.
    const known = name === 'children' || componentFields.some((field) => field === name);
    if (known && name !== 'type') this.#show(frame.component);
  }

  literal(value: number | boolean | null): void {
    this.#take(value);
  }

  beginText(): void {
    this.#text = { value: '', told: 0, tell: this.#whereTextGrows() };
  }

  text(part: string): void {
    if (this.#text !== undefined) this.#text.value += part;
  }

  endText(): void {
    this.#endText();
  }

  // Texts.

  #endText(): void {
    const text = this.#text;
    if (text === undefined) return;
    const grows = text.tell !== undefined && !isAtomicText(text.value);
    if (grows) this.#tellText(false);
    this.#text = undefined;
    this.#take(text.value, grows);
  }

  /** Tells what a text has grown by. */
  #tellText(partial: boolean): void {
    const text = this.#text;
    if (text?.tell === undefined || isAtomicText(text.value)) return;
    const more = text.value.length > text.told;
    if (!more && (partial || text.told > 0)) return;
    text.tell(text.value.slice(text.told), text.told > 0, partial);
    text.told = text.value.length;
  }

  #whereTextGrows(): GrowingText['tell'] {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return undefined;
    const { role, key, component } = frame;
    if (role === 'ui' && key === 'title') {
      let title = '';
      return (text, append, partial) => {
        title = append ? title + text : text;
        if (title.length <= 200) this.batch.push({ op: 'ui', title, ...(partial ? { partial } : {}) });
      };
    }
    if (role === 'props' && component !== null && key !== undefined && growsAs(key)) {
      return (text, append, partial) => this.#set(component, `props.${key}`, text, append, partial);
    }
    if (role !== 'children') return undefined;
    // A bare text among children is a text component.
    const child = newComponent(component);
    child.type = 'text';
    return (text, append, partial) => {
      this.#show(child);
      this.#set(child, 'props.text', text, append, partial);
    };
  }

  // Values.

  /** A value is whole. `told`: it was told while it grew. */
  #take(value: Json, told = false): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    const { key } = frame;
    if (Array.isArray(frame.value)) frame.value.push(value);
    else {
      if (key === undefined) return;
      if (isForbiddenName(key)) {
        this.issue('forbidden-name', this.#pointer(), `the name "${key}" is not allowed and was left out`, 4);
        return;
      }
      frame.value[key] = value;
    }
    if (frame.role !== 'whole') this.#member(frame, key ?? '', value, told);
    frame.key = undefined;
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    if (frame.role === 'component' && frame.component !== null) this.#settle(frame.component);
    this.#take(frame.value);
  }

  #member(frame: Frame, key: string, value: Json, told: boolean): void {
    const { component } = frame;
    switch (frame.role) {
      case 'document':
        this.#part(key, value);
        break;
      case 'ui':
        this.#uiField(key, value, told);
        break;
      case 'data':
        if (DataPath.safeParse(key).success) this.batch.push({ op: 'data', path: key, value });
        break;
      case 'children':
        if (typeof value === 'string' && !told) this.#bareText(component, value);
        break;
      case 'component':
        if (component !== null) this.#componentField(component, key, value);
        break;
      case 'props':
        if (component !== null && !told) this.#set(component, `props.${key}`, value);
        if (component !== null) this.#arrived(component, `props.${key}`);
        break;
      case 'events':
        if (component !== null) this.#whole(component, 'on_event', key, value);
        break;
    }
  }

  #part(key: string, value: Json): void {
    if (key === 'app') this.begin(value);
    else if (key === 'services') this.#checked({ op: 'services', services: value });
    else if (key === 'persist') this.#checked({ op: 'persist', paths: value });
    else if (isPart(key)) this.#checked({ op: 'part', [key]: value });
  }

  #uiField(key: string, value: Json, told: boolean): void {
    if (key === 'title' ? !told : key === 'layout' || Object.hasOwn(uiExtras, key)) {
      this.#checked({ op: 'ui', [key]: value });
    }
  }

  #bareText(parent: Growing | null, text: string): void {
    const child = newComponent(parent);
    child.type = 'text';
    this.#show(child);
    this.#set(child, 'props.text', text);
  }

  #componentField(component: Growing, key: string, value: Json): void {
    if (key === 'type') {
      if (typeof value !== 'string' || value === '' || value.length > 40) return;
      component.type = value;
      component.needs = neededBy(value);
      this.#becomeReal(component);
    } else if (key === 'id') this.#name(component, value);
    else if (key === 'on_event' || key === 'props') {
      if (!isObject(value)) this.issue('wrong-type', this.#pointer(), `${key} is not a record and was left out`, 4);
    } else if (isOwnField(key)) {
      this.#whole(component, key, undefined, value);
      this.#arrived(component, key);
    }
  }

  /** Tells a field that has a form of its own, when it has that form. */
  #whole(component: Growing, field: ComponentField, name: string | undefined, value: Json): void {
    const wrong = !Component.safeParse({ type: 'x', [field]: name === undefined ? value : { [name]: value } }).success;
    const path = name === undefined ? field : `${field}.${name}`;
    if (wrong) this.issue('bad-value', this.#pointer(), `${path} cannot be that and was left out`, 4);
    else this.#set(component, path, value);
  }

  #checked(op: unknown): void {
    const parsed = BlueprintOp.safeParse(op);
    if (parsed.success) this.batch.push(parsed.data);
  }

  // Components.

  #set(component: Growing, path: string, value: Json, append = false, partial = false): void {
    if (component.id === undefined || path.length > 200) return;
    const more = { ...(append ? { append } : {}), ...(partial ? { partial } : {}) };
    this.batch.push({ op: 'set', id: component.id, path, value, ...more });
  }

  /** The author's id. Whoever has it by our choice gets another; whoever has it by the author's keeps it. */
  #name(component: Growing, value: Json): void {
    if (component.named) return;
    const parsed = ComponentId.safeParse(value);
    if (!parsed.success) {
      this.issue('bad-value', this.#pointer(), 'the id is not one and was replaced', 2);
      return;
    }
    const id = parsed.data;
    const other = this.#unnamed.get(id);
    if (other === component) {
      this.#unnamed.delete(id);
      component.named = true;
      return;
    }
    if (other !== undefined) this.#rename(other, this.#nextId(other.type ?? 'component'), false);
    else if (this.#taken.has(id)) {
      this.issue('duplicate-id', this.#pointer(), `the id "${id}" is taken and was replaced`, 2);
      return;
    }
    this.#taken.add(id);
    if (component.id === undefined) component.id = id;
    else this.#rename(component, id, true);
    component.named = true;
  }

  #rename(component: Growing, id: string, named: boolean): void {
    if (component.id !== undefined) {
      this.#unnamed.delete(component.id);
      if (named) this.#taken.delete(component.id);
      this.batch.push({ op: 'rename', ids: { [component.id]: id } });
    }
    component.id = id;
    if (!named) this.#unnamed.set(id, component);
  }

  /** Puts a component, or a skeleton of it, into its place. */
  #show(component: Growing): void {
    if (component.shown !== 'no') return;
    if (component.parent !== null) this.#show(component.parent);
    if (component.id === undefined) {
      component.id = this.#nextId(component.type ?? 'component');
      this.#unnamed.set(component.id, component);
    }
    const { id, type } = component;
    const place = { parent: component.parent?.id ?? null };
    if (type !== undefined && component.needs === undefined) {
      this.batch.push({ op: 'add', ...place, component: { type, id } });
      component.shown = 'yes';
    } else {
      this.batch.push({ op: 'open', id, ...place });
      component.shown = 'skeleton';
    }
  }

  #arrived(component: Growing, path: string): void {
    if (component.needs !== path) return;
    component.needs = undefined;
    this.#becomeReal(component);
  }

  #becomeReal(component: Growing): void {
    if (component.shown !== 'skeleton' || component.type === undefined || component.needs !== undefined) return;
    component.shown = 'yes';
    this.#set(component, 'type', component.type);
  }

  /** All of a component has been read, or all that will come. */
  #settle(component: Growing): void {
    component.needs = undefined;
    if (component.shown === 'skeleton') this.#becomeReal(component);
    else if (component.type !== undefined) this.#show(component);
  }

  #pointer(): string {
    return this.#frames
      .map(({ key, value }) => `/${escapePointer(Array.isArray(value) ? String(value.length) : (key ?? ''))}`)
      .join('')
      .replace(/\/$/, '');
  }
}

function newComponent(parent: Growing | null): Growing {
  return { id: undefined, named: false, type: undefined, needs: undefined, shown: 'no', parent };
}

function roleOfRecord({ role, key, value }: Frame): Role {
  if (role === 'document' && key === 'ui') return 'ui';
  if (role === 'document' && key === 'data') return 'data';
  if (role === 'children' && Array.isArray(value)) return 'component';
  if (role === 'component' && key === 'props') return 'props';
  if (role === 'component' && key === 'on_event') return 'events';
  return 'whole';
}

function holdsChildren({ role, key }: Frame): boolean {
  return (role === 'ui' && key === 'components') || (role === 'component' && key === 'children');
}

function isPart(name: string): name is PartName {
  return partNames.some((part) => part === name);
}

function isOwnField(name: string): name is ComponentField {
  return componentFields.some((field) => field === name);
}
