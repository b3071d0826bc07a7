/** How a component on the screen takes commands of tools, such as `play` to a player. */
import type { JsonObject } from '@agentos/blueprint';
import { ToolError } from '@agentos/tools/error';
import { useEffect, useRef } from 'react';
import { type PartProps, useSurface } from './part.ts';

/** Command → what it does. What it gives is awaited and not passed on: tools tell that it was done. */
export type Commands = Readonly<Record<string, (args: JsonObject) => unknown>>;

/** Registers the commands of a component with an id for as long as it is drawn. The latest ones are always called. */
export function usePort(part: PartProps, commands: Commands): void {
  const { session } = useSurface();
  const latest = useRef(commands);
  latest.current = commands;
  const { id } = part.component;
  useEffect(() => {
    if (id === undefined) return;
    return session.components.register(id, {
      async call(command, args) {
        const run = Object.hasOwn(latest.current, command) ? latest.current[command] : undefined;
        if (run === undefined) {
          const known = Object.keys(latest.current).join(', ');
          throw new ToolError('EINVAL', `"${id}" does not know the command "${command}"; it knows ${known}`);
        }
        await run(args);
        return null;
      },
    });
  }, [session, id]);
}

export function numberArg(args: JsonObject, name: string): number {
  const value = args[name];
  if (typeof value !== 'number') throw new ToolError('EINVAL', `${name}: a number is needed`);
  return value;
}

export function textArg(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new ToolError('EINVAL', `${name}: a text is needed`);
  return value;
}
