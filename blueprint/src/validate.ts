/**
 * Decides whether a text or a JSON value is a Blueprint that can be armed, and says for each fault where it is and what
 * to write. `document.ts` has the shapes; the rules between the parts of a document are here and in `check-*.ts`.
 */
import { checkComponents } from './check-components.ts';
import { Blueprint } from './document.ts';
import { type Issue, issuesOfSchema } from './issues.ts';
import { isForbiddenName, isObject, type Json } from './json.ts';
import { escapePointer, normalize, walk } from './tree.ts';

/** Bytes of a document as UTF-8. */
export const maxBytes = 256 * 1024;
/** Levels of nested JSON: records and lists. */
export const maxDocumentDepth = 50;
export const maxComponents = 5_000;

export type Validation =
  | { ok: true; blueprint: Blueprint; warnings: Issue[] }
  | { ok: false; issues: Issue[]; warnings: Issue[] };

export interface ValidateOptions {
  /**
   * Takes unknown component types, properties and tools as warnings: the window then shows a placeholder in their place.
   * For files that come from a newer or foreign system.
   */
  readonly tolerant?: boolean;
}

/** Parses the text of a `.bp` file and validates it. */
export function parseBlueprint(text: string, options: ValidateOptions = {}): Validation {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > maxBytes) return refuse('', `the document has ${bytes} bytes; ${maxBytes} are allowed`);
  let json: Json;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse('', `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return validateSized(json, options);
}

/**
 * Validates a JSON value. The blueprint of the answer is in its normal form (`normalize`): every component has an id.
 * Anything may be passed; nothing is thrown.
 */
export function validateBlueprint(json: unknown, options: ValidateOptions = {}): Validation {
  let text: string | undefined;
  try {
    text = JSON.stringify(json);
  } catch {
    return refuse('', 'not JSON: it refers to itself, is nested too deep, or holds a value that JSON does not have');
  }
  if (text === undefined) return refuse('', 'not JSON');
  return parseBlueprint(text, options);
}

function refuse(path: string, message: string): Validation {
  return { ok: false, issues: [{ path, message }], warnings: [] };
}

function validateSized(json: Json, options: ValidateOptions): Validation {
  const shape = checkShape(json);
  if (shape !== undefined) return { ok: false, issues: [shape], warnings: [] };
  const parsed = Blueprint.safeParse(json);
  if (!parsed.success) return { ok: false, issues: issuesOfSchema(parsed.error, json).slice(0, 100), warnings: [] };

  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const written = parsed.data;

  let components = 0;
  const first = new Map<string, string>();
  for (const { component, pointer } of walk(written)) {
    components += 1;
    if (component.id === undefined) continue;
    const other = first.get(component.id);
    if (other === undefined) first.set(component.id, pointer);
    else issues.push({ path: `${pointer}/id`, message: `the id "${component.id}" is taken by ${other}` });
  }
  if (components > maxComponents) {
    return refuse('/ui/components', `the document has ${components} components; ${maxComponents} are allowed`);
  }
  for (const name of Object.keys(written.data ?? {})) {
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    issues.push({
      path: `/data/${escapePointer(name)}`,
      message: `"${name}" cannot be named by a path: letters, digits and underscores only`,
      fix: name.replace(/[^A-Za-z0-9_]/g, '_'),
    });
  }
  checkComponents(written, { issues, warnings, tolerant: options.tolerant === true });
  if (issues.length > 0) return { ok: false, issues: issues.slice(0, 100), warnings };
  return { ok: true, blueprint: normalize(written), warnings };
}

/** Depth and forbidden names, without recursion: the rest may then recurse safely. */
function checkShape(root: Json): Issue | undefined {
  const pending: { value: Json; pointer: string; depth: number }[] = [{ value: root, pointer: '', depth: 1 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { value, pointer, depth } = at;
    if (!Array.isArray(value) && !isObject(value)) continue;
    if (depth > maxDocumentDepth) {
      return { path: pointer, message: `nested deeper than the ${maxDocumentDepth} levels that are allowed` };
    }
    for (const [name, entry] of Object.entries(value)) {
      const inner = `${pointer}/${escapePointer(name)}`;
      if (!Array.isArray(value) && isForbiddenName(name)) {
        return { path: inner, message: `the name "${name}" is not allowed` };
      }
      pending.push({ value: entry, pointer: inner, depth: depth + 1 });
    }
  }
  return undefined;
}
