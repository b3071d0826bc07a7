/** What the drawing of one component type gets, and typed reading of its properties. */
import {
  type Accessibility,
  type ButtonIcon,
  buttonIcons,
  type Component,
  displayText,
  type Frame,
  type Json,
  type JsonObject,
  truthy,
} from '@agentos/blueprint';
import type { Session } from '@agentos/blueprint/runtime/session';
import { createContext, type ReactNode, use } from 'react';
import type { AppHost } from '../../apps/contract.ts';
import type { Own } from './own.ts';
import type { Probe } from './probe.ts';

export interface PartProps {
  readonly component: Component;
  readonly props: JsonObject;
  /** The value at `bind`; undefined without one. */
  readonly value: Json | undefined;
  readonly frame: Frame | null;
  /** What is wrong with the value by the rules of the document, once it is to be shown. */
  readonly error: string | null;
  readonly a11y: Accessibility | undefined;
  /** The field was left: from now on it is shown what is wrong with it. */
  left(): void;
  /** Runs the handlers of an event; `event.value` is the value. */
  emit(event: string, value?: Json): void;
  /** Writes the bound value, then tells `change`. */
  change(value: Json): void;
}

/** One window's surroundings, for every component in it. */
export interface Surface {
  readonly session: Session;
  readonly host: Pick<AppHost, 'download' | 'drawn' | 'saveToDisk'>;
  readonly own: Own;
  readonly probe: Probe;
  /** JSON pointer of a component in the document; undefined for one that is made up, such as a bare text. */
  pointerOf(component: Component): string | undefined;
  /** Where dialogs of this window are drawn. */
  readonly overlay: HTMLElement | null;
  /** Registers the keys of a container; the last one registered is asked first. */
  addKeys(keys: ReadonlyMap<string, string>): () => void;
  /** Tells that a dialog is open, so that what is behind it rests. */
  addDialog(): () => void;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (surface === null) throw new Error('a Blueprint component outside of its window');
  return surface;
}

export function textOf(props: JsonObject, name: string): string | undefined {
  const value = props[name];
  return value === undefined || value === null ? undefined : displayText(value);
}

export function flagOf(props: JsonObject, name: string): boolean {
  const value = props[name];
  return value !== undefined && truthy(value);
}

export function numberOf(props: JsonObject, name: string): number | undefined {
  const value = props[name];
  return typeof value === 'number' ? value : undefined;
}

export function choiceOf<const T extends string>(
  props: JsonObject,
  name: string,
  among: readonly T[],
  otherwise: T,
): T {
  const value = props[name];
  return among.find((each) => each === value) ?? otherwise;
}

export function iconOf(props: JsonObject): ButtonIcon | undefined {
  return buttonIcons.find((name) => name === props.icon);
}

interface OuterAttributes {
  className: string;
  'data-bp-id': string | undefined;
  role?: string;
  'aria-label'?: string;
  'aria-description'?: string;
  'aria-live'?: 'off' | 'polite' | 'assertive';
  'aria-hidden'?: true;
}

/** Components that give their name to an element inside, or take it with `label`. */
const namedInside = new Set(
  (
    'button input textarea checkbox radio select slider app_shortcut iframe image audio video canvas line_chart bar_chart ' +
    'area_chart pie_chart graph progress modal'
  ).split(' '),
);

/** Attributes of the outer element of every component: its id, and what `a11y` tells assistive technology. */
export function outer(part: PartProps, className: string): OuterAttributes {
  const { a11y, component, props } = part;
  const grow = flagOf(props, 'grow') ? ' bp-grow' : '';
  const attributes: OuterAttributes = { className: `${className}${grow}`, 'data-bp-id': component.id };
  if (a11y === undefined) return attributes;
  if (a11y.live !== undefined) attributes['aria-live'] = a11y.live;
  if (a11y.hidden === true) attributes['aria-hidden'] = true;
  if (a11y.role !== undefined) attributes.role = a11y.role;
  if (namedInside.has(component.type)) return attributes;
  if (a11y.label !== undefined && a11y.label !== '') {
    attributes['aria-label'] = a11y.label;
    // What has no role cannot have a name.
    attributes.role ??= 'group';
  }
  if (a11y.description !== undefined && a11y.description !== '') attributes['aria-description'] = a11y.description;
  return attributes;
}

/** What a component is called: by `a11y`, or as its `label` says on the screen. */
export function spokenName({ a11y, props }: PartProps): string | undefined {
  const told = a11y?.label;
  return told === undefined || told === '' ? textOf(props, 'label') : told;
}

/** Things that belong together, by one name. */
export function group(name: string): { role: 'group'; 'aria-label': string } {
  return { role: 'group', 'aria-label': name };
}

/** A name for assistive technology where the document gives no label: what is there, made readable. */
export function fallbackName(part: PartProps): string {
  const said = textOf(part.props, 'placeholder') ?? textOf(part.props, 'alt');
  if (said !== undefined && said !== '') return said;
  const words = (part.component.bind ?? part.component.id ?? part.component.type).split('.').at(-1) ?? '';
  return words.replace(/[_-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
}

const steps: Record<string, number> = { none: 0, small: 8, medium: 12, large: 16 };

/** Pixels of a step of the spacing scale. */
export function spaceOf(props: JsonObject, name: string): number | undefined {
  const value = props[name];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && Object.hasOwn(steps, value) ? steps[value] : undefined;
}

export function lengthOf(props: JsonObject, name: string): string | undefined {
  const value = props[name];
  if (typeof value === 'number') return `${value}px`;
  return typeof value === 'string' && /^\d{1,4}(\.\d+)?(px|%)$/.test(value) ? value : undefined;
}

export type Part = (props: PartProps & { readonly children?: ReactNode }) => ReactNode;

const stops = new Set(
  (
    'button input textarea checkbox radio select slider tabs app_shortcut audio video canvas ' +
    'line_chart bar_chart area_chart graph'
  ).split(' '),
);

/** Whether the keyboard can stop at something among these components; what scrolls without it must be a stop itself. */
export function hasStops(children: readonly (Component | string)[] | undefined): boolean {
  return (children ?? []).some(
    (child) =>
      typeof child !== 'string' &&
      (stops.has(child.type) || child.on_event?.click !== undefined || hasStops(child.children)),
  );
}
