/**
 * What a tool is. A declaration says everything about a tool but how it works; handlers are bound to declarations in
 * `services/` or `shell/` through a map typed over the ids, so a tool without a handler does not compile.
 */
import type { z } from 'zod';

/** Where the handler of a tool lives: in the browser (no round trip) or in the system services. */
export type ToolSite = 'shell' | 'services';

/**
 * One tool.
 *
 * `params` and `result` are Zod object schemas; `capabilities` gives the capabilities (grammar of the manifests, such
 * as `READ_FILE:/home/notes.txt`) that a call with these parameters needs beyond STANDARD, from which permissions are
 * derived; the kernel checks the syscalls themselves whatever is said here.
 */
export interface ToolDeclaration<
  Id extends string = string,
  Site extends ToolSite = ToolSite,
  Params extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
> {
  readonly id: Id;
  readonly title: string;
  readonly description: string;
  readonly site: Site;
  readonly params: Params;
  readonly result: Result;
  capabilities(params: z.infer<Params>): readonly string[];
  readonly example: z.input<Params>;
}

interface ToolSpec<Site extends ToolSite, Params extends z.ZodType, Result extends z.ZodType> {
  title: string;
  description: string;
  site: Site;
  params: Params;
  result: Result;
  capabilities?: (params: z.infer<Params>) => readonly string[];
  example: z.input<Params>;
}

/** Declares one tool; `capabilities` defaults to none beyond STANDARD. */
export function declareTool<
  const Id extends string,
  const Site extends ToolSite,
  Params extends z.ZodType,
  Result extends z.ZodType,
>(id: Id, spec: ToolSpec<Site, Params, Result>): ToolDeclaration<Id, Site, Params, Result> {
  return { capabilities: () => [], ...spec, id };
}
