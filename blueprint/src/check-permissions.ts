/** Checks what a document asks for: `services` names families that exist, `app.permissions` covers what is used, and no more. */
import { parseCapability } from '@agentos/protocol/capability-grammar';
import { toolDeclarations } from '@agentos/tools';
import type { CheckContext } from './check-context.ts';
import { nearest } from './issues.ts';
import { derivePermissions, holdAgainst } from './permissions.ts';
import { familyOf } from './service-scope.ts';

const families = new Set(toolDeclarations.map((tool) => familyOf(tool.id)));
const ids = new Set<string>(toolDeclarations.map((tool) => tool.id));

export function checkServices(context: CheckContext): void {
  for (const [index, entry] of (context.blueprint.services ?? []).entries()) {
    for (const family of typeof entry === 'string' ? [entry] : Object.keys(entry)) {
      const pointer = typeof entry === 'string' ? `/services/${index}` : `/services/${index}/${family}`;
      if (!families.has(family)) {
        context.warn('unknown-service', pointer, `no tools are called "${family}"`, nearest(family, families));
        continue;
      }
      for (const name of context.scopes.get(family)?.tools ?? []) {
        if (ids.has(`${family}.${name}`)) continue;
        const own = [...ids].flatMap((id) => (familyOf(id) === family ? [id.slice(family.length + 1)] : []));
        context.warn('unknown-service', pointer, `there is no tool "${family}.${name}"`, nearest(name, own));
      }
    }
  }
}

export function checkPermissions(context: CheckContext): void {
  const declared = context.blueprint.app.permissions ?? ['STANDARD'];
  let wellFormed = true;
  for (const [index, text] of declared.entries()) {
    try {
      parseCapability(text);
    } catch (error) {
      wellFormed = false;
      const message = error instanceof Error ? error.message : String(error);
      context.issue('bad-permission', `/app/permissions/${index}`, message);
    }
  }
  if (!wellFormed) return;
  const { unused, missing } = holdAgainst(declared, derivePermissions(context.blueprint));
  for (const text of unused) {
    const pointer = `/app/permissions/${declared.indexOf(text)}`;
    context.warn('permission-unused', pointer, `nothing in the app needs ${text}: it is not given`);
  }
  for (const { capability, causes } of missing) {
    const [cause] = causes;
    // An address at an origin that is not named is told where the address is checked.
    if (cause?.tool === null && capability.startsWith('NETWORK_ACCESS')) continue;
    const what = cause?.tool ?? 'an address';
    const more = causes.length > 1 ? ` (and ${causes.length - 1} more)` : '';
    const message = `${what}${more} needs ${capability}; app.permissions does not name it`;
    context.unknown('permission-missing', cause?.pointer ?? '/app/permissions', message, capability);
  }
}
