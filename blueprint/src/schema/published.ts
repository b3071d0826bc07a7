/** Everything that is published about the language: file → text, as it stands in `blueprint/schema/` and is served. */
import type { Json } from '../json.ts';
import { signatures } from '../signatures.ts';
import { languageSchema } from './language-schema.ts';
import { strictSchema } from './strict-schema.ts';
import { toolsDocument } from './tool-calls.ts';

const longestLine = 160;

export function publishedSchemas(): Record<string, string> {
  return {
    'blueprint.editor.json': pretty(languageSchema('editor')),
    'blueprint.validator.json': pretty(languageSchema('validator')),
    'blueprint.strict.json': pretty(strictSchema()),
    'tools.json': pretty(toolsDocument()),
    'signatures.txt': signatures(),
  };
}

/** A line for what fits into one: readable, and small enough to be compared line by line. */
function pretty(value: Json): string {
  return `${text(value, '')}\n`;
}

function text(value: Json, indent: string): string {
  const inline = JSON.stringify(value);
  if (inline.length + indent.length <= longestLine || typeof value !== 'object' || value === null) return inline;
  const inner = `${indent} `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((entry) => inner + text(entry, inner))
    : Object.entries(value).map(([name, entry]) => `${inner}${JSON.stringify(name)}: ${text(entry, inner)}`);
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
