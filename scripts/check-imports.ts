/**
 * The rule that imports run one way: each layer may import the layers named here and nothing else of ours.
 *
 *   node scripts/check-imports.ts     lists what breaks the rule; exit code 1 when something does
 *
 * Checked are package names, relative paths that leave a layer's folder, and the dependencies in its package.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { filesBelow, projectRoot } from './sources.ts';

/** Layer → the layers it may import. Every folder of ours that ships code stands here. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  tools: [],
  blueprint: ['protocol', 'tools'],
  kernel: ['protocol'],
  services: ['protocol', 'blueprint', 'tools'],
  ai: ['protocol', 'blueprint', 'tools'],
  sdk: ['protocol'],
  shell: ['protocol', 'blueprint', 'tools', 'sdk'],
  cli: ['protocol', 'blueprint', 'tools'],
  apps: ['sdk'],
};

/** Pages for work on one part alone, in no build: they stand in for what surrounds it, and may import it from anywhere. */
const isWorkbench = (file: string): boolean => file.split('/').includes('dev');

/** Apps as data may be read by tests of those who draw and check them. */
const isDocument = (name: string): boolean => /\.(bp|aiapp)(\?raw)?$/.test(name);

/** Tests over the whole system, figures and build steps may reach into every layer, and no layer into them. */
const outside = ['e2e', 'bench', 'scripts'];

export interface Violation {
  readonly file: string;
  readonly imports: string;
  readonly reason: string;
}

/** Every import in the layers below `root` that runs the wrong way. */
export function checkImports(root: string = projectRoot): Violation[] {
  const packages = packageNames(root);
  return Object.keys(allowed).flatMap((layer) =>
    filesBelow(layer, root).flatMap((file) => {
      if (file.endsWith('package.json')) return dependenciesOf(root, file).flatMap((name) => judge(layer, file, name));
      return /\.(ts|tsx|mts|js|jsx)$/.test(file) && !file.startsWith(join('protocol', 'gen')) && !isWorkbench(file)
        ? importsOf(readFileSync(join(root, file), 'utf8'), file).flatMap((name) => judge(layer, file, name))
        : [];
    }),
  );

  function judge(layer: string, file: string, name: string): Violation[] {
    const target = name.startsWith('.')
      ? folderOf(relative(root, join(root, dirname(file), name)))
      : layerOfPackage(name);
    if (target === undefined || (file.includes('.test.') && isDocument(name))) return [];
    if (target === layer && (layer !== 'apps' || sameApp(file, name))) return [];
    if (allowed[layer]?.includes(target)) {
      const whole = name.startsWith('.') && !file.includes('.test.');
      return whole ? [{ file, imports: name, reason: `import ${target} by its package name` }] : [];
    }
    return [{ file, imports: name, reason: `${layer} may import ${list(allowed[layer] ?? [])}, not ${target}` }];
  }

  function layerOfPackage(name: string): string | undefined {
    for (const [packageName, layer] of packages) {
      if (name === packageName || name.startsWith(`${packageName}/`)) return layer;
    }
    return undefined;
  }
}

function folderOf(path: string): string | undefined {
  const top = path.split('/')[0] ?? '';
  return top in allowed || outside.includes(top) ? top : undefined;
}

/** Apps do not import each other. */
function sameApp(file: string, name: string): boolean {
  const app = (path: string) => path.split('/').slice(0, 3).join('/');
  return name.startsWith('.') && app(join(dirname(file), name)) === app(file);
}

function packageNames(root: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const layer of Object.keys(allowed)) {
    const files = layer === 'apps' ? filesBelow('apps', root).filter((file) => file.endsWith('/package.json')) : [];
    for (const file of [join(layer, 'package.json'), ...files]) {
      if (!existsSync(join(root, file))) continue;
      const { name } = packageFile(root, file);
      if (typeof name === 'string') names.set(name, layer);
    }
  }
  return names;
}

function dependenciesOf(root: string, file: string): string[] {
  const found = packageFile(root, file);
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((kind) => Object.keys(found[kind] ?? {}));
}

function packageFile(root: string, file: string): Record<string, unknown> {
  const found: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return isObject(found) ? found : {};
}

/** Every module that a source names: static and dynamic imports, re-exports, types. */
export function importsOf(source: string, file: string): string[] {
  const names: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const child of node) visit(child);
    } else if (typeof node === 'object' && node !== null) {
      if ('source' in node) {
        const { source } = node;
        if (isObject(source) && source.type === 'Literal' && typeof source.value === 'string') names.push(source.value);
      }
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file));
  return names;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function list(layers: readonly string[]): string {
  return layers.length === 0 ? 'nothing of ours' : layers.join(', ');
}

if (import.meta.main) {
  const violations = checkImports();
  for (const { file, imports, reason } of violations) console.error(`${file}: imports '${imports}': ${reason}`);
  if (violations.length > 0) process.exitCode = 1;
}
