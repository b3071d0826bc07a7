/**
 * What of an app is on the screen, worked out without one: every instance of a component that a person could see, in
 * order, repeats and templates unfolded, closed tabs and dialogs left out. For forms and for the tests of apps.
 */
import { type Component, displayText, type Frame, type Json, truthy } from '../index.ts';
import { evaluateDeep, faultOf } from './evaluate.ts';
import type { Drawing, Views } from './view.ts';

/** What a component keeps to itself when nothing is bound to it. */
export interface OwnState {
  /** The tab that was chosen: its label or position; null for none. */
  tab(component: Component, frame: Frame | null): Json;
  /** Whether a dialog was opened or closed; null when it is as it was at first. */
  open(component: Component, frame: Frame | null): boolean | null;
  /** Counts closed dialogs as drawn too: they are not in sight, and take commands. */
  readonly closedDialogs?: boolean;
  /** Told of every component on the way that is drawn with something wrong, in sentences. */
  faulty?(component: Component, texts: readonly string[]): void;
}

export interface Drawn {
  readonly component: Component;
  readonly frame: Frame | null;
  readonly drawing: Drawing;
  /** Neither it nor anything around it is disabled. */
  readonly enabled: boolean;
  /** The open dialog that it is in; null for the page. */
  readonly dialog: Component | null;
  readonly parent: Drawn | null;
}

type Children = readonly (Component | string)[];

/** Where on the way down something is drawn: of which repeat, and in what. */
type Place = Pick<Drawn, 'frame' | 'parent'>;

/** Everything that is drawn of these children, parents before children. */
export function drawnOf(children: Children, views: Views, own: OwnState): Generator<Drawn> {
  return among(children, { frame: null, parent: null }, views, own);
}

function* among(children: Children, place: Place, views: Views, own: OwnState): Generator<Drawn> {
  for (const child of children) {
    const component: Component = typeof child === 'string' ? { type: 'text', props: { text: child } } : child;
    yield* repeated(component, place, views, own);
  }
}

function* repeated(component: Component, place: Place, views: Views, own: OwnState): Generator<Drawn> {
  const { repeat } = component;
  if (repeat === undefined) {
    yield* instance(component, place, views, own);
    return;
  }
  const { entries, fault } = views.entries(component, place.frame).get();
  if (fault !== undefined) own.faulty?.(component, [fault]);
  for (const { frame } of entries) yield* instance(component, { ...place, frame }, views, own);
  const empty = typeof repeat === 'string' ? undefined : repeat.empty;
  if (entries.length === 0 && fault === undefined && empty !== undefined) yield* among([empty], place, views, own);
}

function* instance(component: Component, { frame, parent }: Place, views: Views, own: OwnState): Generator<Drawn> {
  const drawing = views.component(component, frame).get();
  if (!drawing.visible || holds(drawing.props.hidden)) return;
  if (drawing.faults.length > 0) own.faulty?.(component, drawing.faults);
  if (drawing.instead !== undefined) {
    yield* repeated(drawing.instead.component, { frame: drawing.instead.frame, parent }, views, own);
    return;
  }
  if (component.type === 'modal' && !isOpen(component, frame, drawing, own)) return;
  const drawn: Drawn = {
    component,
    frame,
    drawing,
    enabled: parent?.enabled !== false && !holds(drawing.props.disabled),
    dialog: component.type === 'modal' ? component : (parent?.dialog ?? null),
    parent,
  };
  yield drawn;
  yield* drawnBelow(drawn, views, own);
}

/** What is drawn below one instance, it not included. */
export function* drawnBelow(drawn: Drawn, views: Views, own: OwnState): Generator<Drawn> {
  const { component, frame } = drawn;
  const children = component.children ?? [];
  const place: Place = { frame, parent: drawn };
  if (component.type !== 'tabs') {
    yield* among(children, place, views, own);
    return;
  }
  const current = children[currentTab(drawn, views, own)];
  if (current !== undefined) yield* among([current], place, views, own);
}

function isOpen(component: Component, frame: Frame | null, drawing: Drawing, own: OwnState): boolean {
  if (own.closedDialogs === true) return true;
  if (component.bind !== undefined) return drawing.value === true;
  return own.open(component, frame) ?? holds(drawing.props.open);
}

/** The position of the tab that is shown. */
export function currentTab(drawn: Pick<Drawn, 'component' | 'frame' | 'drawing'>, views: Views, own: OwnState): number {
  const { component, frame, drawing } = drawn;
  const labels = tabLabels(component, frame, views);
  const wanted = component.bind === undefined ? own.tab(component, frame) : (drawing.value ?? null);
  return Math.max(
    0,
    tabPosition(component, labels, wanted) ?? tabPosition(component, labels, drawing.props.default ?? null) ?? 0,
  );
}

/** The titles of tabs: `props.label` of each child. */
export function tabLabels(component: Component, frame: Frame | null, views: Views): string[] {
  return (component.children ?? []).map((child, at) => {
    const written = typeof child === 'string' ? undefined : child.props?.label;
    try {
      const label = written === undefined ? '' : displayText(evaluateDeep(written, views.scope(frame)));
      if (label !== '') return label;
    } catch (error) {
      if (faultOf(error) === undefined) throw error;
    }
    return `Tab ${at + 1}`;
  });
}

/** Where a tab is that is named by its label, its id or its position; undefined when there is none. */
export function tabPosition(component: Component, labels: readonly string[], wanted: Json): number | undefined {
  if (typeof wanted === 'number') return wanted >= 0 && wanted < labels.length ? wanted : undefined;
  const found = (component.children ?? []).findIndex(
    (child, at) => labels[at] === wanted || (typeof child !== 'string' && child.id === wanted),
  );
  return found < 0 ? undefined : found;
}

function holds(value: Json | undefined): boolean {
  return value !== undefined && truthy(value);
}
