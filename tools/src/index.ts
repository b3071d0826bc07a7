export * from './catalog.ts';
export { declareTool, type ToolDeclaration, type ToolSite } from './declare.ts';
export { FileEntry } from './families/filesystem.ts';
