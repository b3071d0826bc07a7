/** `app.*`: launch, list, focus and close. An app reaches itself and what it launched; the owner reaches all. */
import type { ToolHandlers } from '@agentos/tools';
import { reachable, requireCapability, type ToolContext } from './context.ts';

type AppTool = Extract<keyof ToolHandlers<'services', ToolContext>, `app.${string}`>;

export const appHandlers: Pick<ToolHandlers<'services', ToolContext>, AppTool> = {
  async 'app.launch'({ package_id, args }, context) {
    requireCapability(context, 'SPAWN_PROCESS');
    const { apps, registry, caller, traceparent } = context;
    const instance = await apps.launch(registry.get(package_id), {
      parentId: caller?.id ?? null,
      args,
      traceparent,
      ...(caller === null ? {} : { within: caller.capabilities }),
    });
    return { app_id: instance.id };
  },

  'app.list'(_params, { apps, caller }) {
    const visible = apps.list().filter((each) => caller === null || each.parentId === caller.id);
    return {
      apps: visible.map((each) => ({
        id: each.id,
        title: each.title,
        package_id: each.package.id,
        state: each.id === apps.focusedId ? 'active' : 'background',
      })),
    };
  },

  'app.focus'({ app_id }, context) {
    context.apps.focus(reachable(context, app_id).id);
    return { app_id };
  },

  async 'app.close'({ app_id }, context) {
    await context.apps.close(reachable(context, app_id).id, context.traceparent);
    return { app_id };
  },
};
