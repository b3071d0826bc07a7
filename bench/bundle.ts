/** Size of what a browser loads before the desktop shows, and of each web app. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { parseAst } from 'rolldown/parseAst';
import { projectRoot, webApps } from '../scripts/sources.ts';
import { atMost, type Bench, type Figure, kilobytes } from './figure.ts';

export const bundle: Bench = {
  name: 'bundle',
  title: 'Size of the shell and the web apps',
  how: 'Gzipped (level 9) sizes of the built files. Initial: the scripts that the page names and everything that they import statically; what is imported later on demand is outside. A Blueprint window: the renderer and its static imports that are not initial.',
  async run() {
    const dist = join(projectRoot, 'shell', 'dist');
    if (!existsSync(join(dist, 'index.html'))) return { skipped: 'the shell is not built' };
    const initial = initialScripts(dist);
    const all = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
    const later = all.map((name) => join(dist, 'assets', name)).filter((path) => !initial.includes(path));
    return [
      atMost('initial JavaScript', gzipped(initial), 200_000, kilobytes),
      ...blueprintFigures(dist, initial),
      { name: 'initial CSS', value: kilobytes(gzipped(stylesOf(dist))) },
      { name: `JavaScript loaded on demand, ${later.length} files`, value: kilobytes(gzipped(later)) },
      ...webApps().flatMap((app) => appFigure(app)),
    ];
  },
};

function appFigure(app: string): Figure[] {
  const dist = join(projectRoot, app, 'dist');
  if (!existsSync(join(dist, 'index.html'))) return [];
  const own = initialScripts(dist).filter((path) => !/[/\\]react-[^/\\]*\.js$/.test(path));
  const name = app.split('/').at(-1) ?? app;
  return name === 'file-explorer'
    ? [atMost('file explorer without React', gzipped(own), 45_000, kilobytes)]
    : [{ name: `${name} without React`, value: kilobytes(gzipped(own)) }];
}

const gzipped = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }).length, 0);

function stylesOf(dist: string): string[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  return [...html.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(([, href]) => join(dist, href ?? ''));
}

/** What a window of a Blueprint app loads beside the scripts that are there already. */
function blueprintFigures(dist: string, initial: readonly string[]): Figure[] {
  const assets = join(dist, 'assets');
  const chunks = (name: RegExp): string[] =>
    withImports(
      readdirSync(assets)
        .filter((file) => name.test(file))
        .map((file) => join(assets, file)),
    ).filter((path) => !initial.includes(path));
  const painted = chunks(/^blueprint-[\w-]+\.js$/);
  const acting = chunks(/^actions-[\w-]+\.js$/);
  if (painted.length === 0 || acting.length === 0)
    throw new Error('the chunks of the Blueprint renderer have other names');
  return [
    atMost('Blueprint renderer: what a window loads before it paints', gzipped(painted), 60_000, kilobytes),
    { name: 'with what its handlers need', value: kilobytes(gzipped([...new Set([...painted, ...acting])])) },
  ];
}

/** The scripts named by the page, and what they import statically. */
function initialScripts(dist: string): string[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  return withImports([...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source]) => join(dist, source ?? '')));
}

/** Scripts, and what they import statically. */
function withImports(scripts: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const name of staticImports(readFileSync(path, 'utf8'))) visit(join(dirname(path), name));
  };
  for (const script of scripts) visit(script);
  return [...seen];
}

function staticImports(code: string): string[] {
  return parseAst(code).body.flatMap((node) => {
    const source = 'source' in node ? node.source : undefined;
    return source !== undefined && source !== null && typeof source.value === 'string' ? [source.value] : [];
  });
}
