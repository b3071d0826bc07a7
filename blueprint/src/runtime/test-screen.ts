/** What a person could see and reach of an app that runs without a screen, and why something is out of reach. */
import {
  type Blueprint,
  type Component,
  displayText,
  type Frame,
  isObject,
  type Json,
  type JsonObject,
  truthy,
} from '../index.ts';
import { currentTab, type Drawn, drawnOf, type OwnState, tabLabels, tabPosition } from './drawn.ts';
import type { Session } from './session.ts';
import { instanceKey } from './touched.ts';

/** What components keep to themselves where nothing is bound: tabs that were chosen, dialogs that were opened. */
export interface ScreenState extends OwnState {
  setTab(component: Component, frame: Frame | null, tab: Json): void;
  setOpen(component: Component, frame: Frame | null, open: boolean): void;
}

export function screenState(): ScreenState {
  const tabs = new Map<string, Json>();
  const open = new Map<string, boolean>();
  return {
    tab: (component, frame) => tabs.get(instanceKey(component, frame)) ?? null,
    open: (component, frame) => open.get(instanceKey(component, frame)) ?? null,
    setTab: (component, frame, tab) => void tabs.set(instanceKey(component, frame), tab),
    setOpen: (component, frame, now) => void open.set(instanceKey(component, frame), now),
  };
}

/** Why a step of a test cannot be done, or an expectation does not hold; a sentence. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface Screen {
  /** Every instance of a component that is drawn, in order. */
  instances(id: string): Drawn[];
  /** The one that a step means. @throws Unreachable when it is not on the screen, or several are and none is named */
  find(id: string, at: number | undefined): Drawn;
  /** As `find`; also not disabled, and not behind a dialog. @throws Unreachable */
  reach(id: string, at: number | undefined): Drawn;
  /** What a person reads of an instance and all in it. */
  text(drawn: Drawn): string;
  /** The value of an instance: what is bound, or where nothing is, the property that it shows. */
  value(drawn: Drawn): Json;
}

export function screenOf(blueprint: Blueprint, session: Session, state: OwnState): Screen {
  const all = (): Drawn[] => [...drawnOf(blueprint.ui.components, session.views, state)];
  const instances = (id: string): Drawn[] => all().filter(({ component }) => component.id === id);

  function find(id: string, at: number | undefined): Drawn {
    const found = instances(id);
    if (found.length === 0) throw new Unreachable(whyNot(id));
    if (at === undefined) {
      const [only] = found;
      if (found.length === 1 && only !== undefined) return only;
      throw new Unreachable(`"${id}" is drawn ${found.length} times: "at" says which, from 0`);
    }
    const one = found[at];
    if (one !== undefined) return one;
    throw new Unreachable(
      `"${id}" is drawn ${found.length} time${found.length === 1 ? '' : 's'}: there is none at ${at}`,
    );
  }

  /** The components from the top of the document down to one, through templates. */
  function wayTo(id: string): Component[] | undefined {
    const templates = blueprint.templates ?? {};
    const search = (children: readonly (Component | string)[], way: readonly Component[]): Component[] | undefined => {
      if (way.length > 100) return undefined;
      for (const child of children) {
        if (typeof child === 'string') continue;
        const here = [...way, child];
        if (child.id === id) return here;
        const { repeat, fallback, template } = child;
        const used =
          template !== undefined && Object.hasOwn(templates, template) ? templates[template]?.component : undefined;
        const empty = typeof repeat === 'object' ? repeat.empty : undefined;
        const inner = [...(child.children ?? []), ...[used, empty, fallback].filter((each) => each !== undefined)];
        const found = search(inner, here);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return search(blueprint.ui.components, []);
  }

  function whyNot(id: string): string {
    const way = wayTo(id);
    if (way === undefined) return `the app has no component with the id "${id}"`;
    const drawn = all();
    let above: Drawn | undefined;
    for (const component of way) {
      const here = drawn.find((each) => each.component === component);
      if (here === undefined && component.type !== 'use') {
        const what = component.id === id ? 'it' : `"${component.id ?? component.type}" around it`;
        return `"${id}" is not on the screen: ${reason(component, above, what)}`;
      }
      above = here ?? above;
    }
    return `"${id}" is not on the screen`;
  }

  function reason(component: Component, above: Drawn | undefined, what: string): string {
    const frame = above?.frame ?? null;
    if (above?.component.type === 'tabs') {
      const labels = tabLabels(above.component, frame, session.views);
      const shown = labels[currentTab(above, session.views, state)] ?? '';
      return `the tab "${shown}" is shown, and ${what} is in another`;
    }
    if (component.repeat !== undefined) {
      const { total, fault } = session.views.entries(component, frame).get();
      if (fault !== undefined) return fault;
      if (total === 0) return `the list that ${what} repeats has no entries`;
    }
    const drawing = session.views.component(component, frame).get();
    if (!drawing.visible) return `the "if" of ${what} (${component.if}) does not hold`;
    if (drawing.props.hidden !== undefined && truthy(drawing.props.hidden)) return `${what} is hidden`;
    if (component.type === 'modal')
      return `the dialog ${what === 'it' ? '' : `${what.replace(' around it', '')} `}is closed`;
    return `${what} is not drawn`;
  }

  const shownText = (drawn: Drawn): string[] => {
    const { component, drawing } = drawn;
    const { props } = drawing;
    const of = (...names: string[]): string[] =>
      names.flatMap((name) => {
        const value = props[name];
        return value === undefined || value === null || value === '' ? [] : [displayText(value)];
      });
    switch (component.type) {
      case 'button':
        return of('text').length > 0 ? of('text') : of('label');
      case 'input':
      case 'textarea':
      case 'slider':
        return [displayText(value(drawn))];
      case 'select':
      case 'radio':
        return [labelOfOption(props, value(drawn)) ?? displayText(value(drawn))];
      case 'checkbox':
        return of('label');
      case 'image':
        return of('alt');
      case 'progress':
        return of('label', 'value');
      default:
        // A label of anything else is for those who do not see it.
        return of('title', 'subtitle', 'text', 'footer');
    }
  };

  function value(drawn: Drawn): Json {
    const { value: bound, props } = drawn.drawing;
    return bound ?? props.value ?? props.text ?? null;
  }

  return {
    instances,
    find,
    reach(id, at) {
      const drawn = find(id, at);
      const open = all().findLast(({ component }) => component.type === 'modal');
      if (open !== undefined && drawn.dialog !== open.component) {
        throw new Unreachable(`"${id}" is behind the dialog "${open.component.id ?? 'modal'}" that is open`);
      }
      if (!drawn.enabled) throw new Unreachable(`"${id}" is disabled`);
      return drawn;
    },
    text(drawn) {
      const inside = all().filter((each) => isWithin(each, drawn));
      const texts = inside.flatMap(shownText);
      const empty = drawn.drawing.props.empty;
      if (inside.length === 1 && drawn.component.type === 'list' && empty !== undefined) texts.push(displayText(empty));
      return texts
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .join(' ');
    },
    value,
  };
}

/** Frames are made anew with each look: the same instance is known by its component and its place. */
function isWithin(drawn: Drawn, around: Drawn): boolean {
  for (let at: Drawn | null = drawn; at !== null; at = at.parent) {
    if (at.component === around.component && at.frame?.place === around.frame?.place) return true;
  }
  return false;
}

/** The options of a choice as values, with what is read of each. */
export function optionsOf(props: JsonObject): { value: Json; label: string }[] {
  const { options } = props;
  if (!Array.isArray(options)) return [];
  return options.map((option) => {
    const value = isObject(option) ? (option.value ?? null) : option;
    return {
      value,
      label: displayText(isObject(option) ? (option.label ?? option.name ?? option.title ?? value) : value),
    };
  });
}

function labelOfOption(props: JsonObject, value: Json): string | undefined {
  return optionsOf(props).find((option) => option.value === value)?.label;
}

/** The tab that is named; undefined when there is none. */
export function tabNamed(drawn: Drawn, session: Session, wanted: Json): string | undefined {
  const labels = tabLabels(drawn.component, drawn.frame, session.views);
  return labels[tabPosition(drawn.component, labels, wanted) ?? -1];
}
