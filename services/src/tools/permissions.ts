/**
 * `permissions.*`: what apps may do. Only the owner at the desktop changes it; an app sees its own rights and its own
 * refusals, of which the kernel decides once more.
 */

import type { Package } from '@agentos/protocol';
import { type CapabilityKind, capabilityKinds } from '@agentos/protocol/capability-grammar';
import type { ToolHandlers } from '@agentos/tools';
import type { permissionsTools } from '@agentos/tools/families/permissions';
import { Problem } from '../problem.ts';
import type { ToolContext } from './context.ts';

type PermissionTool = (typeof permissionsTools)[number]['id'];

const allows: Readonly<Record<CapabilityKind, string>> = {
  READ_FILE: 'read files',
  WRITE_FILE: 'change files',
  CREATE_FILE: 'make files and folders',
  DELETE_FILE: 'delete files and folders',
  LIST_DIRECTORY: 'see what is in folders',
  SPAWN_PROCESS: 'start programs and open other apps',
  KILL_PROCESS: 'end the processes of others',
  NETWORK_ACCESS: 'reach other computers',
  BIND_PORT: 'be reached by other computers on a port',
  NETWORK_NAMESPACE: 'have a network of its own',
  SYSTEM_INFO: 'know about the machine',
  TIME_ACCESS: 'know the time',
  SEND_MESSAGE: 'send to other windows and programs of the same app',
  RECEIVE_MESSAGE: 'receive from other windows and programs of the same app',
  SCHEDULER_CONTROL: 'decide how the processor is shared',
  CLIPBOARD: 'read and change the clipboard',
  OBSERVE: 'see what other apps do',
  STANDARD: 'have a folder and values of its own',
};

export const permissionsHandlers: Pick<ToolHandlers<'services', ToolContext>, PermissionTool> = {
  'permissions.list'({ package_id }, context) {
    const { caller, registry, grants } = context;
    const wanted = package_id ?? caller?.package.id;
    const packages =
      wanted === undefined ? registry.list().map(({ id }) => registry.get(id)) : [visible(wanted, context)];
    return {
      value: packages.map((pkg) => ({
        package_id: pkg.id,
        name: pkg.name,
        asked: [...pkg.permissions],
        granted: [...grants.held(pkg)],
      })),
    };
  },

  async 'permissions.grant'({ package_id, capabilities }, context) {
    const { registry, grants } = ownersOnly(context);
    const pkg = registry.get(package_id);
    return { value: [...(await grants.grant(pkg, capabilities))], open: openWindows(pkg, context) };
  },

  async 'permissions.revoke'({ package_id, capabilities }, context) {
    const { registry, grants } = ownersOnly(context);
    const pkg = registry.get(package_id);
    return { value: [...(await grants.revoke(pkg, capabilities))], open: openWindows(pkg, context) };
  },

  async 'permissions.audit'({ package_id, limit }, context) {
    const wanted = package_id ?? context.caller?.package.id;
    const pids = context.apps
      .list()
      .filter((each) => each.package.id === wanted)
      .flatMap(({ process, program }) => [process?.pid ?? 0, program?.pid ?? 0])
      .filter((pid) => pid !== 0)
      .slice(0, 64);
    if (wanted !== undefined) {
      visible(wanted, context);
      if (pids.length === 0) return { value: [] };
    }
    const filter = { categories: ['security' as const], ...(wanted === undefined ? {} : { pids }) };
    const { events } = await context.queryEvents({ question: 'events', filter, key: 'none', limit });
    return {
      value: events.map(({ time_us, type, subject, text, pid, trace_id }) => ({
        time_ms: Math.floor(time_us / 1000),
        type,
        subject,
        text,
        pid,
        trace_id,
      })),
    };
  },

  'permissions.resources': () => ({
    value: Object.entries(allows).map(([kind, what]) => ({ kind, allows: what, argument: argumentOf(kind) })),
  }),
};

function argumentOf(kind: string): (typeof capabilityKinds)[CapabilityKind] {
  return Object.entries(capabilityKinds).find(([name]) => name === kind)?.[1] ?? 'none';
}

/** @throws Problem EPERM when an app asks about another */
function visible(packageId: string, { caller, registry }: ToolContext): Package {
  if (caller !== null && caller.package.id !== packageId) {
    throw new Problem('EPERM', `"${caller.title}" may only see its own rights`, { detail: packageId });
  }
  return caller?.package ?? registry.get(packageId);
}

/** @throws Problem EPERM for every app, also about itself */
function ownersOnly(context: ToolContext): ToolContext {
  if (context.caller === null) return context;
  throw new Problem('EPERM', `"${context.caller.title}" may not change rights: only the owner at the desktop may`);
}

const openWindows = (pkg: Package, { apps }: ToolContext): number =>
  apps.list().filter((each) => each.package.id === pkg.id).length;
