/** What the type of a component says about its properties, events, value and children. */
import { componentExamples } from '../component-examples.ts';
import { type ComponentDefinition, type ComponentType, componentDefinitions } from '../components.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { addressProperties } from '../media-addresses.ts';
import { jsonSchemaOf, refTo, type Schema } from './json-schema.ts';

const never: Schema = { not: {} };

/** Name in `$defs` of the properties of a type. */
export const propsOf = (type: string): string => `${type}.props`;

/** The properties of every type, under their names. */
export function propertySchemas(orExpression: (literal: Schema) => Schema): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(componentDefinitions).map(([type, definition]: [string, ComponentDefinition]) => {
      const { $defs, properties, ...rest } = jsonSchemaOf(definition.props);
      if ($defs !== undefined) throw new Error(`a property of ${type} refers to itself`);
      const each = Object.entries(isObject(properties) ? properties : {}).map(([name, literal]): [string, Json] => {
        if (!isObject(literal)) throw new Error(`${type}.${name} is no schema`);
        const always = definition.literal?.includes(name) === true || addressProperties.has(name);
        return [name, always ? { ...literal, not: refTo('HoldsExpression') } : orExpression(literal)];
      });
      return [propsOf(type), { ...rest, properties: Object.fromEntries(each) }];
    }),
  );
}

/** Conditions for the definition of a component, one for each type. */
export function componentCases(describe: boolean): Schema[] {
  const types = Object.keys(componentDefinitions);
  const known = Object.entries(componentDefinitions).map(
    ([type, definition]: [string, ComponentDefinition]): Schema => {
      const { bind, children, events, description } = definition;
      const about = describe ? { description, examples: exampleOf(type) } : {};
      return whenType(
        { const: type },
        {
          ...about,
          properties: {
            props: refTo(propsOf(type)),
            template: never,
            on_event: events.length === 0 ? { maxProperties: 0 } : { propertyNames: { enum: [...events] } },
            ...(bind === null ? { bind: never } : {}),
            ...(children ? {} : { children: { maxItems: 0 } }),
          },
        },
      );
    },
  );
  const useHasNo = Object.fromEntries(
    ['bind', 'validate', 'on_event', 'children', 'a11y'].map((field): [string, Json] => [field, never]),
  );
  return [
    ...known,
    whenType({ const: 'use' }, { required: ['template'], properties: useHasNo }),
    // What is not known here may be known elsewhere: it says what is drawn here.
    whenType({ not: { enum: [...types, 'use'] } }, { required: ['fallback'], properties: { template: never } }),
  ];
}

/** Types that a component may have, for editors to offer. */
export const offeredTypes: string[] = [...Object.keys(componentDefinitions), 'use'];

function whenType(type: Schema, then: Schema): Schema {
  return { if: { properties: { type }, required: ['type'] }, then };
}

function exampleOf(type: string): Json[] {
  const found = isExample(type) ? componentExamples[type].component : undefined;
  const copy: JsonObject | undefined = found === undefined ? undefined : JSON.parse(JSON.stringify(found));
  return copy === undefined || JSON.stringify(copy).length > 600 ? [] : [copy];
}

function isExample(type: string): type is ComponentType {
  return Object.hasOwn(componentExamples, type);
}
