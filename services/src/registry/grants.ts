/**
 * What each package may do. Shipped apps get what their manifest says; everything else gets STANDARD until the owner
 * answers a permission sheet. A grant belongs to an id and to the hash of the set asked for: a package that asks for
 * more than it was granted gets nothing of it without a new answer.
 */
import { createHash } from 'node:crypto';
import { effectivePermissions } from '@agentos/blueprint';
import type { Package } from '@agentos/protocol';
import { isCapability } from '@agentos/protocol/capability-grammar';
import { z } from 'zod';
import type { Documents } from '../kernel/documents.ts';
import { Problem } from '../problem.ts';
import { beyond } from './covered.ts';

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
    if (pkg.origin === 'shipped' && this.#known.get(pkg.id)?.hash !== hashOf(pkg.permissions)) {
      await this.#storeFor(pkg, pkg.permissions, 'shipped');
    }
    return this.held(pkg);
  }

  /** The capabilities that a launch would give a package now. */
  held(pkg: Package): readonly string[] {
    const grant = this.#known.get(pkg.id);
    if (grant?.granted_by === 'owner' && grant.hash === hashOf(pkg.permissions)) {
      return limitedTo(pkg, grant.capabilities);
    }
    return pkg.origin === 'shipped' ? withStandard(pkg.permissions) : standard;
  }

  /**
   * The owner grants more of what a package asks for; durable when it resolves. Gives what the package has then.
   *
   * @throws Problem EINVAL for what it does not ask for
   */
  async grant(pkg: Package, capabilities: readonly string[]): Promise<readonly string[]> {
    for (const capability of capabilities) {
      if (!capability.startsWith('!') && pkg.permissions.some((asked) => covers(asked, capability))) continue;
      throw new Problem('EINVAL', `"${pkg.name}" does not ask for ${capability}`, { detail: capability });
    }
    // What was taken out of something wider is given again.
    const before = this.held(pkg).filter((held) => !capabilities.some((given) => covers(given, held.slice(1))));
    await this.#storeFor(pkg, [...new Set([...before, ...capabilities])], 'owner');
    return this.held(pkg);
  }

  /** The owner takes capabilities back, all but STANDARD unless told which; durable when it resolves. Gives what is left. */
  async revoke(pkg: Package, capabilities?: readonly string[]): Promise<readonly string[]> {
    const left = this.held(pkg).filter((held) => {
      if (held === 'STANDARD' || held.startsWith('!')) return true;
      return capabilities !== undefined && !capabilities.some((taken) => covers(taken, held));
    });
    // What is taken out of something wider that stays is denied.
    const denied = (capabilities ?? []).filter((taken) => left.some((held) => covers(held, taken)));
    const kept = denied.filter((taken) => taken !== 'STANDARD' && !taken.startsWith('!')).map((taken) => `!${taken}`);
    await this.#storeFor(pkg, [...left, ...kept], 'owner');
    return this.held(pkg);
  }

  /** Forgets what a package had, so that another one of that id starts with nothing. */
  async forget(packageId: string): Promise<void> {
    if (!this.#known.delete(packageId)) return;
    await this.#documents.remove(`${folder}/${packageId}.json`);
  }

  async #storeFor(pkg: Package, capabilities: readonly string[], by: Grant['granted_by']): Promise<void> {
    const grant: Grant = {
      version: 1,
      package_id: pkg.id,
      hash: hashOf(pkg.permissions),
      capabilities: [...capabilities],
      granted_by: by,
      granted_at: this.#now(),
    };
    this.#known.set(grant.package_id, grant);
    await this.#documents.write(`${folder}/${grant.package_id}.json`, grant);
  }
}

/** Both say what is allowed, what is asked for and what was granted: neither gives what the other does not. */
function limitedTo(pkg: Package, granted: readonly string[]): readonly string[] {
  const asked = pkg.permissions.filter((text) => !text.startsWith('!'));
  const needed = asked.map((capability) => ({ capability, causes: [] }));
  return effectivePermissions(pkg.permissions, needed, granted);
}

/** Whether `wide` allows all that `narrow` allows; a text that is no capability is covered by nothing. */
function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return isCapability(wide);
  if (wide.startsWith('!') || narrow.startsWith('!') || !isCapability(wide) || !isCapability(narrow)) return false;
  return beyond([narrow], [wide]) === undefined;
}

function withStandard(capabilities: readonly string[]): readonly string[] {
  return capabilities.includes('STANDARD') ? capabilities : [...capabilities, 'STANDARD'];
}

function hashOf(permissions: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([...permissions].sort()))
    .digest('hex');
}
