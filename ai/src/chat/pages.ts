/** The documentation and the shipped apps, read once from the folder of the system at start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One part of a page below its own heading. */
export interface Section {
  /** Such as `docs/blueprint.md`. */
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

export interface ShippedApp {
  readonly name: string;
  readonly description: string;
}

export interface Library {
  readonly sections: readonly Section[];
  readonly apps: readonly ShippedApp[];
}

const largestFileBytes = 256 * 1024;

/** The nearest folder above `start` that holds the documentation; undefined when the system was moved without it. */
export function findSystemFolder(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'docs', 'blueprint.md'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Reads `README.md`, `docs/**` and `apps/**` below a folder. What cannot be read is left out. */
export function readLibrary(root: string | undefined): Library {
  if (root === undefined) return { sections: [], apps: [] };
  // Tables of tools answer no question in words, and would outweigh the pages that do.
  const prose = filesBelow(join(root, 'docs'), '.md').filter((file) => !/^tools[/\\]/.test(file));
  const pages = ['README.md', ...prose.map((file) => `docs/${file}`)];
  const sections = pages.flatMap((page) => sectionsOf(page, read(join(root, page))));
  const manifests = [...filesBelow(join(root, 'apps'), '.bp'), ...filesBelow(join(root, 'apps'), 'manifest.json')];
  const apps = manifests.flatMap((file) => appIn(read(join(root, 'apps', file))));
  return { sections, apps: apps.sort((a, b) => a.name.localeCompare(b.name)) };
}

function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !/(^|[\\/])(node_modules|dist|\.[^\\/]*)[\\/]/.test(file))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

function read(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    return text.length > largestFileBytes ? '' : text;
  } catch {
    return '';
  }
}

/** Cuts a page at its headings; code and tables stay whole, comments for those who edit it are left out. */
export function sectionsOf(page: string, markdown: string): Section[] {
  const sections: Section[] = [];
  let heading = page;
  let lines: string[] = [];
  let fenced = false;
  const close = (): void => {
    const text = lines.join('\n').trim();
    if (text !== '') sections.push({ page, heading, text });
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const title = fenced ? undefined : /^#{1,4}\s+(.*)$/.exec(line)?.[1];
    if (title === undefined) {
      if (fenced || !/^<!--.*-->$/.test(line)) lines.push(line);
    } else {
      close();
      heading = title.replace(/[*_`]/g, '').trim();
    }
  }
  close();
  return sections;
}

function appIn(json: string): ShippedApp[] {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return [];
    const header: unknown = 'app' in value ? value.app : value;
    if (typeof header !== 'object' || header === null || !('name' in header) || typeof header.name !== 'string')
      return [];
    const description = 'description' in header && typeof header.description === 'string' ? header.description : '';
    return [{ name: header.name, description }];
  } catch {
    return [];
  }
}
