/** The reference page of the components of Blueprint apps, from their table. */
import { componentExamples } from '@agentos/blueprint/component-examples';
import {
  type ComponentDefinition,
  type ComponentType,
  commonProps,
  componentDefinitions,
  eventMeanings,
} from '@agentos/blueprint/components';
import { z } from 'zod';

interface Group {
  readonly title: string;
  readonly types: readonly ComponentType[];
}

const groups: readonly Group[] = [
  { title: 'Layout', types: ['container', 'row', 'col', 'grid', 'list', 'card', 'divider', 'tabs', 'modal'] },
  { title: 'Text and pictures', types: ['text', 'badge', 'progress', 'image', 'iframe'] },
  { title: 'Actions', types: ['button', 'app_shortcut'] },
  { title: 'Fields', types: ['input', 'textarea', 'checkbox', 'radio', 'select', 'slider'] },
  { title: 'Media and drawing', types: ['video', 'audio', 'canvas'] },
  { title: 'Charts', types: ['line_chart', 'bar_chart', 'area_chart', 'pie_chart', 'graph'] },
];

export function componentPage(): string {
  const listed = groups.flatMap((group) => group.types);
  const missing = Object.keys(componentDefinitions).filter((type) => !listed.some((each) => each === type));
  if (missing.length > 0) throw new Error(`the page of components has no place for ${missing.join(', ')}`);
  const contents = groups.map(
    ({ title, types }) => `- ${title}: ${types.map((type) => `[\`${type}\`](#${type})`).join(', ')}`,
  );
  const sections = groups.flatMap(({ types }) => types.map(section));
  return `# Components of Blueprint apps

<!-- Generated from blueprint/src/components.ts by \`make docs\`. -->

Every component of a document has a \`type\` and takes the fields that [the language](blueprint.md) gives to all: \`id\`, \`if\`,
\`repeat\`, \`bind\`, \`validate\`, \`on_event\`, \`a11y\`, \`fallback\`, \`key\`, \`children\`. Below are the properties in \`props\`. Each may be an
expression, unless it is marked literal. Colours come from the theme: there is no property for any other, so that every app
reads well in light, dark and forced colours. What a document names and is not here is a visible message, never a blank.

${contents.join('\n')}

All components have these properties:

${propertyTable(commonProps.shape, undefined)}

${sections.join('\n\n')}
`;
}

function section(type: ComponentType): string {
  const definition: ComponentDefinition = componentDefinitions[type];
  const own = Object.fromEntries(
    Object.entries(definition.props.shape).filter(([name]) => !Object.hasOwn(commonProps.shape, name)),
  );
  const lines = [`## ${type}`, '', definition.description, '', facts(definition), ''];
  if (Object.keys(own).length > 0) lines.push(propertyTable(own, definition), '');
  if (definition.events.length > 0) {
    lines.push('| event | when |', '|---|---|');
    for (const event of definition.events) lines.push(`| \`${event}\` | ${eventMeanings[event] ?? ''} |`);
    lines.push('');
  }
  if (definition.commands !== undefined) {
    lines.push('| command of tools | what it does |', '|---|---|');
    for (const [name, does] of Object.entries(definition.commands)) lines.push(`| \`${name}\` | ${does} |`);
    lines.push('');
  }
  const { data, component } = componentExamples[type];
  const example = data === undefined ? component : { data, ui: { components: [component] } };
  lines.push('```json', pretty(example, ''), '```');
  return lines.join('\n');
}

/** JSON as a person writes it: what fits on a line stays on one. */
function pretty(value: unknown, indent: string): string {
  const flat = JSON.stringify(value, shortAddress, 1).replace(/\n\s*/g, ' ');
  if (indent.length + flat.length <= 110 || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((entry) => inner + pretty(entry, inner))
    : Object.entries(value).map(([name, entry]) => `${inner}${JSON.stringify(name)}: ${pretty(entry, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}

/** Pictures in an example are there to be seen in a window, not to be read. */
function shortAddress(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('data:') ? `${value.slice(0, 32)}…` : value;
}

function facts(definition: ComponentDefinition): string {
  const binds: Record<string, string> = {
    text: 'a text',
    number: 'a number',
    boolean: 'true or false',
    choice: 'the chosen value',
    strokes: 'a list of strokes',
  };
  return [
    `Version ${definition.version}.`,
    definition.bind === null ? '' : `\`bind\`: ${binds[definition.bind]}.`,
    definition.children ? 'Has children.' : '',
    definition.tools === undefined ? '' : `Uses ${definition.tools.map((tool) => `\`${tool}\``).join(', ')} by itself.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function propertyTable(
  shape: Readonly<Record<string, z.ZodType>>,
  definition: ComponentDefinition | undefined,
): string {
  const rows = Object.entries(shape).map(([name, type]) => {
    const literal = definition?.literal?.includes(name) === true ? ' Literal.' : '';
    return `| \`${name}\` | ${shapeText(type)} | ${(type.description ?? '').replaceAll('|', '\\|')}${literal === '' ? '' : `.${literal}`} |`;
  });
  return ['| property | value | what for |', '|---|---|---|', ...rows].join('\n');
}

const JsonShape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.json()).optional(),
  const: z.json().optional(),
  anyOf: z.array(z.json()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  pattern: z.string().optional(),
});

/** A shape in words, from its JSON Schema. */
function shapeText(type: z.ZodType): string {
  return [...new Set(words(z.toJSONSchema(type, { unrepresentable: 'any' })))].join(', ');
}

function words(schema: unknown): string[] {
  const parsed = JsonShape.safeParse(schema);
  if (!parsed.success) return [];
  const { data } = parsed;
  if (data.anyOf !== undefined) return data.anyOf.flatMap(words);
  if (data.enum !== undefined) return data.enum.map((value) => `\`${String(value)}\``);
  if (data.const !== undefined) return [`\`${String(data.const)}\``];
  const low = data.minimum ?? data.exclusiveMinimum;
  const { maximum } = data;
  const bounds =
    low !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` ${low}–${maximum}` : '';
  switch (data.type) {
    case 'string':
      return ['text'];
    case 'number':
      return [`number${bounds}`];
    case 'integer':
      return [`whole number${bounds}`];
    case 'boolean':
      return ['true or false'];
    case 'null':
      return ['nothing'];
    case 'array':
      return ['list'];
    case 'object':
      return ['record'];
    default:
      return ['any value'];
  }
}
