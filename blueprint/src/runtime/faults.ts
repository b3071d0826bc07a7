/** What can be told of a component only with the tools and the schemas of properties at hand; drawn beside it. */
import { findTool } from '@agentos/tools';
import { findComponent } from '../components.ts';
import { allSteps, type Component, isExpression, type JsonObject } from '../index.ts';

/** Tools that nobody knows, properties that its type does not have, values of expressions that a property does not take. */
export function faultsOf(component: Component, props: JsonObject): readonly string[] {
  return [...unknownTools(component), ...wrongProps(component, props)];
}

function unknownTools(component: Component): string[] {
  if (component.on_event === undefined) return [];
  const unknown = Object.values(component.on_event)
    .flatMap((handler) => [...allSteps(handler)])
    .filter((step) => findTool(step.tool) === undefined);
  return [...new Set(unknown.map((step) => `unknown tool "${step.tool}"`))];
}

/** The literal values are the validator's. */
function wrongProps(component: Component, props: JsonObject): string[] {
  const shape = findComponent(component.type)?.props.shape;
  if (shape === undefined || component.props === undefined) return [];
  return Object.entries(component.props).flatMap(([name, written]) => {
    const own = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (own === undefined) return [`a ${component.type} has no property "${name}"`];
    const value = props[name];
    // Nothing is as good as left out: what it reads may not be there yet.
    if (typeof written !== 'string' || !isExpression(written) || value === undefined || value === null) return [];
    if (takesAny(name)) return [];
    const parsed = own['~standard'].validate(value);
    if (parsed instanceof Promise || parsed.issues === undefined) return [];
    return [`${name}: ${parsed.issues[0]?.message ?? 'a wrong value'}`];
  });
}

/** Properties that take any value: as text, or by whether it holds. */
const texts = new Set([
  'text',
  'title',
  'subtitle',
  'footer',
  'label',
  'placeholder',
  'empty',
  'alt',
  'error',
  'name',
  'description',
  'html',
]);
const flags = new Set([
  'hidden',
  'disabled',
  'selected',
  'pressed',
  'strike',
  'readonly',
  'required',
  'grow',
  'live',
  'open',
]);
const takesAny = (name: string): boolean => texts.has(name) || flags.has(name);
