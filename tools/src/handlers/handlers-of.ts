/** The type of a family's handlers, from its declarations: one that is missing does not compile. */
import type { ToolHandlers } from '../catalog.ts';
import type { ShellToolContext } from './context.ts';

type All = ToolHandlers<'shell', ShellToolContext>;

/** A handler for each shell tool in a list of declarations. */
export type HandlersOf<Tools extends readonly { readonly id: string }[]> = Pick<
  All,
  Extract<keyof All, Tools[number]['id']>
>;
