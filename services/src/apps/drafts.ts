/** Generated apps while they grow: a package of origin `generated` and a running instance with the same document. */
import type { Blueprint } from '@agentos/blueprint';
import type { App } from '@agentos/protocol';
import type { Drafts } from '../generation/contract.ts';
import { messageOf, Problem } from '../problem.ts';
import type { Registry } from '../registry/registry.ts';
import { documentPackage } from '../registry/seed.ts';
import { newTrace } from '../trace.ts';
import { presentApp } from './instance.ts';
import type { RunningApps } from './running-apps.ts';

export function createDrafts(registry: Registry, apps: RunningApps): Drafts {
  const save = async (document: Blueprint, id: string): Promise<Blueprint> => {
    const named = { ...document, app: { ...document.app, id } };
    await registry.save({ ...packageOf(named), category: document.app.category ?? 'generated' });
    return named;
  };

  return {
    async launch(document, { parentId, traceparent }) {
      const id = registry.freeId(document.app.id);
      await save(document, id);
      try {
        const instance = await apps.launch(registry.get(id), { parentId, traceparent });
        return presentApp(instance, true, () => null) satisfies App;
      } catch (error) {
        await registry.remove(id);
        throw error;
      }
    },

    async update(appId, document) {
      const { package: pkg } = apps.get(appId);
      if (registry.find(pkg.id)?.origin !== 'generated') throw new Problem('EPERM', `"${appId}" is no draft`);
      const stored = await save(document, pkg.id);
      // The window may have been closed while the document was stored; the package stays.
      if (apps.find(appId) !== undefined) apps.setDocument(appId, stored);
      return stored;
    },

    async discard(appId) {
      const instance = apps.find(appId);
      if (instance === undefined || registry.find(instance.package.id)?.origin !== 'generated') return;
      await apps.close(appId, newTrace());
      await registry.remove(instance.package.id);
    },
  };
}

function packageOf(document: Blueprint) {
  try {
    return documentPackage(document, 'generated');
  } catch (error) {
    throw new Problem('EPROTO', `the generated document is not valid: ${messageOf(error)}`);
  }
}
