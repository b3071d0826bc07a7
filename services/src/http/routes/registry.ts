/** The registry: save, list, get, launch, delete. */
import {
  LaunchRequest,
  LaunchResponse,
  Package,
  PackageId,
  RegistryListResponse,
  RegistrySaveRequest,
  RegistrySaveResponse,
} from '@agentos/protocol';
import { z } from 'zod';
import { packageFor } from '../../registry/save.ts';
import type { System } from '../../system.ts';
import { jsonRoute, type Route } from '../route.ts';
import { present } from './apps.ts';

const ById = z.object({ id: PackageId });
const InCategory = z.object({ category: z.string().max(40).optional() });
const documentBytes = 1024 * 1024;
const Done = z.object({ success: z.literal(true) });

export function registryRoutes(system: System): Route[] {
  const { registry, apps, grants } = system;
  return [
    jsonRoute({
      method: 'POST',
      path: '/registry/save',
      summary: 'Stores a running app or a Blueprint document as a package',
      access: 'owner',
      body: RegistrySaveRequest,
      bodyLimit: documentBytes,
      answer: RegistrySaveResponse,
      async handle({ body }) {
        const saved = await registry.save(packageFor(body, registry, apps));
        return { success: true as const, package_id: saved.id };
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/registry/apps',
      summary: 'Packages that can be launched',
      access: 'owner',
      query: InCategory,
      answer: RegistryListResponse,
      handle({ query }) {
        const packages = registry.list(query.category);
        // Categories are words of strangers: `constructor` must not find what every object inherits.
        const categories = Map.groupBy(packages, (each) => each.category);
        const counts = Object.fromEntries([...categories].map(([name, members]) => [name, members.length]));
        const last_updated = Math.max(0, ...packages.map((each) => each.updated_at));
        return { apps: packages, stats: { total_packages: packages.length, categories: counts, last_updated } };
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/registry/apps/:id',
      summary: 'One package',
      access: 'owner',
      params: ById,
      answer: Package,
      handle: ({ params }) => registry.get(params.id),
    }),
    jsonRoute({
      method: 'POST',
      path: '/registry/apps/:id/launch',
      summary: 'Starts an app',
      access: 'owner',
      params: ById,
      body: LaunchRequest,
      bodyLimit: documentBytes,
      answer: LaunchResponse,
      async handle({ params, body, traceparent, request }) {
        const parentId = body.parent_id ?? null;
        const instance = await apps.launch(registry.get(params.id), { parentId, args: body.args, traceparent });
        return present(system, instance, request.headers.host);
      },
    }),
    jsonRoute({
      method: 'DELETE',
      path: '/registry/apps/:id',
      summary: 'Removes a package, after closing what runs of it; its stored data stays',
      access: 'owner',
      params: ById,
      answer: Done,
      async handle({ params, traceparent }) {
        registry.checkRemovable(params.id);
        for (const each of apps.list()) {
          if (each.package.id === params.id && apps.find(each.id) !== undefined) await apps.close(each.id, traceparent);
        }
        await registry.remove(params.id);
        await grants.forget(params.id);
        return { success: true as const };
      },
    }),
  ];
}
