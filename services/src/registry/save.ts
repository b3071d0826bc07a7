/** Turns what the owner asks to save into a package of the owner's. */
import type { Json, Package, RegistrySaveRequest } from '@agentos/protocol';
import type { z } from 'zod';
import { toJson } from '../apps/instance.ts';
import type { RunningApps } from '../apps/running-apps.ts';
import { messageOf, Problem } from '../problem.ts';
import type { Registry } from './registry.ts';
import { blueprintPackage, importedPackage } from './seed.ts';

/**
 * A running app is saved under its own package when that is the owner's, otherwise under a free id; an imported
 * document always gets a free id, so that nothing is replaced by an import.
 * @throws Problem EINVAL for a document that is not valid or an app without one
 */
export function packageFor(
  request: z.infer<typeof RegistrySaveRequest>,
  registry: Registry,
  apps: RunningApps,
): Package {
  const { app_id, blueprint, ...described } = request;
  const given = Object.fromEntries(Object.entries(described).filter(([, value]) => value !== undefined));
  if (app_id !== undefined) {
    const instance = apps.get(app_id);
    if (instance.document === null) {
      throw new Problem('EINVAL', `"${instance.title}" is no Blueprint app: only those can be saved`, {
        detail: app_id,
      });
    }
    const known = registry.find(instance.package.id);
    const own = known !== undefined && known.origin !== 'shipped' && known.origin !== 'local';
    const id = own ? known.id : registry.freeId(instance.package.id);
    return { ...parsed(withId(instance.document, id), own ? known.origin : 'imported'), ...given };
  }
  if (blueprint === undefined) throw new Problem('EINVAL', 'give app_id of a running app or a blueprint document');
  const pkg = imported(blueprint);
  const { tags } = pkg;
  return { ...parsed(withId(pkg.blueprint ?? blueprint, registry.freeId(pkg.id)), 'imported'), tags, ...given };
}

/** The document with another id in its header. */
export function withId(document: Json, id: string): Json {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const { app } = document;
  if (typeof app !== 'object' || app === null || Array.isArray(app)) return document;
  return toJson({ ...document, app: { ...app, id } });
}

/** Repaired where that goes without guessing. */
function imported(document: Json): Package {
  try {
    return importedPackage(document);
  } catch (error) {
    throw new Problem('EINVAL', messageOf(error), { detail: 'blueprint' });
  }
}

function parsed(document: Json, origin: Package['origin']): Package {
  try {
    return blueprintPackage(document, origin);
  } catch (error) {
    throw new Problem('EINVAL', messageOf(error), { detail: 'blueprint' });
  }
}
