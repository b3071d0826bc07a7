/** Handlers of `clipboard.*` and `hub.*`: what the desktop holds for all apps. */
import { ToolError } from '../error.ts';
import type { hubTools } from '../families/hub.ts';
import type { clipboardTools } from '../families/text.ts';
import type { ShellToolContext } from './context.ts';
import type { DesktopPorts } from './desktop.ts';
import type { HandlersOf } from './handlers-of.ts';

function desktopOf({ host }: ShellToolContext, what: string): DesktopPorts {
  if (host.desktop === undefined) throw new ToolError('ENOTSUP', `${what} needs the desktop`);
  return host.desktop;
}

export const clipboardHandlers: HandlersOf<typeof clipboardTools> = {
  async 'clipboard.copy'({ text }, { host }) {
    await host.copy(String(text));
    return {};
  },
  async 'clipboard.paste'(_params, context) {
    const desktop = desktopOf(context, 'the clipboard');
    try {
      return { value: (await desktop.paste()).slice(0, 1_000_000) };
    } catch {
      throw new ToolError('EACCES', 'the browser does not let this page read the clipboard');
    }
  },
};

export const hubHandlers: HandlersOf<typeof hubTools> = {
  async 'hub.load_apps'({ category }, context) {
    const apps = await desktopOf(context, 'the list of apps').installed();
    return {
      value: apps
        .filter((app) => category === undefined || app.category === category)
        .map(({ id, name, description, icon, category: kind }) => ({ id, name, description, icon, category: kind })),
    };
  },
};
