/** Finding the source files of a folder, without what was built, installed or cached. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

export const projectRoot = join(import.meta.dirname, '..');

const notSources = new Set(['node_modules', 'dist', '.cache', '.git', 'coverage']);

/** Files below a folder of the project, as paths relative to the project, in a stable order. */
export function filesBelow(folder: string, root: string = projectRoot): string[] {
  if (!existsSync(join(root, folder))) return [];
  return globSync('**/*', {
    cwd: join(root, folder),
    withFileTypes: true,
    exclude: (entry) => notSources.has(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** Folders of web apps: each has a Vite build of its own. */
export function webApps(root: string = projectRoot): string[] {
  return globSync('apps/native/*/vite.config.ts', { cwd: root })
    .map((path) => path.slice(0, -'/vite.config.ts'.length))
    .sort();
}
