/**
 * What each package may do. Shipped apps get what their manifest says; everything else gets STANDARD until the owner
 * answers a permission sheet. A grant belongs to an id and to the hash of the set asked for: a package that asks for
 * more than it was granted gets nothing of it without a new answer.
 */
import { createHash } from 'node:crypto';
import { effectivePermissions } from '@agentos/blueprint';
import type { Package } from '@agentos/protocol';
import { z } from 'zod';
import type { Documents } from '../kernel/documents.ts';

const folder = '/system/grants';

const Grant = z.object({
  version: z.literal(1),
  package_id: z.string(),
  /** SHA-256 of the sorted set that was asked for. */
  hash: z.string(),
  capabilities: z.array(z.string()),
  granted_by: z.enum(['shipped', 'owner']),
  granted_at: z.number(),
});
type Grant = z.infer<typeof Grant>;

const standard = ['STANDARD'];

export class Grants {
  readonly #documents: Documents;
  readonly #now: () => number;
  readonly #known = new Map<string, Grant>();

  private constructor(documents: Documents, now: () => number) {
    this.#documents = documents;
    this.#now = now;
  }

  static async load(documents: Documents, now: () => number = Date.now): Promise<Grants> {
    const grants = new Grants(documents, now);
    for (const name of await documents.names(folder)) {
      const grant = await documents.read(`${folder}/${name}.json`, Grant);
      if (grant !== undefined) grants.#known.set(grant.package_id, grant);
    }
    return grants;
  }

  /** The capabilities that a package has now; a shipped app's first launch stores its grant. */
  async capabilitiesOf(pkg: Package): Promise<readonly string[]> {
    const hash = hashOf(pkg.permissions);
    const grant = this.#known.get(pkg.id);
    if (grant?.granted_by === 'owner' && grant.hash === hash) {
      // Both say what is allowed: neither gives what the other does not.
      const asked = pkg.permissions.filter((text) => !text.startsWith('!'));
      const needed = asked.map((capability) => ({ capability, causes: [] }));
      return effectivePermissions(pkg.permissions, needed, grant.capabilities);
    }
    if (pkg.origin !== 'shipped') return standard;
    if (grant?.hash !== hash) {
      await this.#store({
        version: 1,
        package_id: pkg.id,
        hash,
        capabilities: pkg.permissions,
        granted_by: 'shipped',
        granted_at: this.#now(),
      });
    }
    return withStandard(pkg.permissions);
  }

  /** Forgets what a package had, so that another one of that id starts with nothing. */
  async forget(packageId: string): Promise<void> {
    if (!this.#known.delete(packageId)) return;
    await this.#documents.remove(`${folder}/${packageId}.json`);
  }

  async #store(grant: Grant): Promise<void> {
    this.#known.set(grant.package_id, grant);
    await this.#documents.write(`${folder}/${grant.package_id}.json`, grant);
  }
}

function withStandard(capabilities: readonly string[]): readonly string[] {
  return capabilities.includes('STANDARD') ? capabilities : [...capabilities, 'STANDARD'];
}

function hashOf(permissions: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([...permissions].sort()))
    .digest('hex');
}
