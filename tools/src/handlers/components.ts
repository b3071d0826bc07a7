/** Handlers of `canvas.*` and `player.*`: each is a command to one component on the screen. */
import type { canvasTools } from '../families/canvas.ts';
import type { playerTools } from '../families/player.ts';
import type { JsonObject } from '../json.ts';
import type { ShellToolContext } from './context.ts';
import type { HandlersOf } from './handlers-of.ts';

/** Gives a command to a component. @throws ToolError as `ComponentPorts.call` */
export async function command(
  context: ShellToolContext,
  id: string,
  name: string,
  args: JsonObject = {},
): Promise<{ id: string }> {
  await context.host.components.call(id, name, args);
  return { id };
}

export const canvasHandlers: HandlersOf<typeof canvasTools> = {
  async 'canvas.init'({ id, tool, color, size }, context) {
    await command(context, id, 'clear');
    await command(context, id, 'set_tool', { tool });
    await command(context, id, 'set_color', { color });
    return command(context, id, 'set_size', { size });
  },
  'canvas.draw': ({ id, tool, points, color, size }, context) =>
    command(context, id, 'draw', {
      tool,
      points,
      ...(color === undefined ? {} : { color }),
      ...(size === undefined ? {} : { size }),
    }),
  'canvas.clear': ({ id }, context) => command(context, id, 'clear'),
  'canvas.set_tool': ({ id, tool }, context) => command(context, id, 'set_tool', { tool }),
  'canvas.set_color': ({ id, color }, context) => command(context, id, 'set_color', { color }),
  'canvas.set_brush_size': ({ id, size }, context) => command(context, id, 'set_size', { size }),
  'canvas.undo': ({ id }, context) => command(context, id, 'undo'),
  'canvas.redo': ({ id }, context) => command(context, id, 'redo'),
  'canvas.export': ({ id, name }, context) => command(context, id, 'export', { name }),
};

export const playerHandlers: HandlersOf<typeof playerTools> = {
  'player.play': ({ id }, context) => command(context, id, 'play'),
  'player.pause': ({ id }, context) => command(context, id, 'pause'),
  'player.stop': ({ id }, context) => command(context, id, 'stop'),
  'player.next': ({ id }, context) => command(context, id, 'next'),
  'player.previous': ({ id }, context) => command(context, id, 'previous'),
  'player.seek': ({ id, time }, context) => command(context, id, 'seek', { time }),
  'player.set_volume': ({ id, volume }, context) => command(context, id, 'volume', { volume }),
};
