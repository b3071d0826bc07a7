export { toolAliases } from './aliases.ts';
export * from './catalog.ts';
export { declareTool, type ToolDeclaration, type ToolSite } from './declare.ts';
export { InvalidForm, ToolError } from './error.ts';
export { FileEntry } from './families/filesystem.ts';
export type { ToolFailure, ToolOutcome } from './outcome.ts';
