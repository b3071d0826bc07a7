/**
 * What `services` of a document lets its tools do. It only narrows: a tool that is not named, changes something although
 * the entry is `readonly`, or leaves the `root`, is refused; the kernel's own check comes after it. Pure, for the
 * validator, the derivation of permissions and the running app alike.
 */
import { capabilityKinds } from '@agentos/protocol/capability-grammar';
import type { ToolDeclaration } from '@agentos/tools';
import type { ServiceEntry } from './document.ts';
import type { JsonObject } from './json.ts';
import { normalizePath } from './namespace-path.ts';
import { callCapabilities, unknownArgument } from './tool-capabilities.ts';

/** What a document says of one family of tools. */
export interface ServiceScope {
  /** Names within the family, such as `get` or `csv.read`; null means all. */
  readonly tools: ReadonlySet<string> | null;
  readonly readonly: boolean;
  /** Folder that paths stay below, normal form; null means anywhere. */
  readonly root: string | null;
  /** For `storage`: values of the app, or of this window alone. */
  readonly scope: 'app' | 'instance';
}

export type ServiceScopes = ReadonlyMap<string, ServiceScope>;

const everything: ServiceScope = { tools: null, readonly: false, root: null, scope: 'app' };

/** The scopes that the entries of `services` give, by family; of a family that is named twice the last entry holds. */
export function serviceScopes(entries: readonly ServiceEntry[]): ServiceScopes {
  const scopes = new Map<string, ServiceScope>();
  for (const entry of entries) {
    if (typeof entry === 'string') {
      scopes.set(entry, everything);
      continue;
    }
    for (const [family, told] of Object.entries(entry)) {
      const { tools, readonly, root, scope } =
        typeof told === 'object' && !Array.isArray(told) ? told : { tools: told };
      scopes.set(family, {
        tools: tools === undefined || tools === '*' ? null : new Set(tools),
        readonly: readonly === true,
        root: root === undefined ? null : normalizePath(root),
        scope: scope ?? 'app',
      });
    }
  }
  return scopes;
}

/** `filesystem` of `filesystem.csv.read`. */
export function familyOf(toolId: string): string {
  const dot = toolId.indexOf('.');
  return dot < 0 ? toolId : toolId.slice(0, dot);
}

export interface ServiceRefusal {
  readonly code: 'service-not-declared' | 'service-refused';
  readonly message: string;
}

/**
 * Why a call is outside of what the document declares, or null. Arguments of `args` that are expressions
 * (known only when the app runs) are not looked at. Tools of the shell need no entry.
 */
export function serviceRefusal(scopes: ServiceScopes, tool: ToolDeclaration, args: JsonObject): ServiceRefusal | null {
  if (tool.site !== 'services') return null;
  const family = familyOf(tool.id);
  const scope = scopes.get(family);
  const name = tool.id.slice(family.length + 1);
  if (scope === undefined) {
    return { code: 'service-not-declared', message: `${tool.id} is used, and services does not name "${family}"` };
  }
  if (scope.tools !== null && !scope.tools.has(name)) {
    return {
      code: 'service-not-declared',
      message: `${tool.id} is used, and services does not give "${name}" of ${family}`,
    };
  }
  if (scope.readonly && changesSomething(tool)) {
    return {
      code: 'service-refused',
      message: `${tool.id} changes something, and services says that ${family} is readonly`,
    };
  }
  if (scope.root === null) return null;
  for (const { kind, argument } of callCapabilities(tool, args)) {
    if (capabilityKinds[kind] !== 'path' || argument === unknownArgument) continue;
    if (argument !== undefined && isBelow(argument, scope.root)) continue;
    const where = argument === undefined ? 'it reaches everything' : `"${argument}" is outside`;
    return { code: 'service-refused', message: `${tool.id} is kept below ${scope.root}, and ${where}` };
  }
  return null;
}

/** Whether an absolute path is a folder or below it, after `.` and `..` are resolved; a relative path is not. */
export function isBelow(path: string, root: string): boolean {
  const normal = normalizePath(path);
  if (normal === null) return false;
  return root === '/' || normal === root || normal.startsWith(`${root}/`);
}

/** Words that begin the names of tools which only look. */
const looking = new Set(
  (
    'get list read stat exists find search glob walk tree size count query current categories info time ping stats export ' +
    'verify resources history audit paste system processes network memory cpu head options parse mime is filter recent ' +
    'modified created accessed total files content all regex dir readlink'
  ).split(' '),
);
const changing = new Set(['WRITE_FILE', 'CREATE_FILE', 'DELETE_FILE', 'KILL_PROCESS', 'SPAWN_PROCESS', 'SEND_MESSAGE']);

/** Whether a tool changes anything; one that is not known to only look counts as changing. */
export function changesSomething(tool: ToolDeclaration): boolean {
  if (callCapabilities(tool, {}).some(({ kind }) => changing.has(kind))) return true;
  const name = tool.id.slice(tool.id.lastIndexOf('.') + 1);
  return !looking.has(name.split(/_|(?=[A-Z])/)[0] ?? '');
}
