/**
 * Every component type: its properties, what it binds, which events it has, what tools may tell it. The one source for the
 * validator, the renderer, the reference page and whoever composes documents. A property may be an expression instead of
 * its literal unless it is in `literal`.
 */
import { boxComponents } from './component-table/boxes.ts';
import { chartComponents } from './component-table/charts.ts';
import { fieldComponents } from './component-table/fields.ts';
import { mediaComponents } from './component-table/media.ts';
import type { ComponentDefinition } from './component-table/shapes.ts';
import { showComponents } from './component-table/shows.ts';
import { type ComponentType, isComponentType } from './component-table/types.ts';

export { type ButtonIcon, buttonIcons } from './component-table/icons.ts';
export { type PaletteName, paletteNames } from './component-table/palette.ts';
export {
  type BindKind,
  type ComponentDefinition,
  commonProps,
  eventMeanings,
  Option,
  Space,
} from './component-table/shapes.ts';
export { type ComponentType, isComponentType } from './component-table/types.ts';

export const componentDefinitions = {
  ...boxComponents,
  ...showComponents,
  ...fieldComponents,
  ...mediaComponents,
  ...chartComponents,
} as const satisfies Readonly<Record<ComponentType, ComponentDefinition>>;

export function findComponent(type: string): ComponentDefinition | undefined {
  return isComponentType(type) ? componentDefinitions[type] : undefined;
}
