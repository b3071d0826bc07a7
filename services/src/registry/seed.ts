/**
 * Finds the apps in a tree of files and turns each into a package: `*.bp` and `*.aiapp` are Blueprint documents, a
 * folder with a `manifest.json` is a web or process app. A file that is not valid is reported, never skipped in silence.
 */
import {
  type Blueprint,
  derivePermissions,
  holdAgainst,
  type Issue,
  repairDocument,
  upgradeBlueprint,
  validateBlueprint,
} from '@agentos/blueprint';
import { AppManifest, Package, parseCapability } from '@agentos/protocol';
import type { z } from 'zod';
import { messageOf } from '../problem.ts';
import type { FileTree } from './source.ts';

const longestDocument = 1024 * 1024;
const deepest = 5;
const passedOver = new Set(['node_modules', 'dist', 'src', 'public']);

export interface FoundApp {
  readonly package: Package;
  /** Folder inside the tree, for the files of a web app. */
  readonly folder: string;
}

export interface SeedProblem {
  readonly path: string;
  readonly error: string;
}

/** Walks the tree; `skip` names files that are known already. */
export async function findApps(
  tree: FileTree,
  origin: Package['origin'],
  skip: ReadonlySet<string> = new Set(),
): Promise<{ apps: FoundApp[]; problems: SeedProblem[]; files: string[] }> {
  const apps: FoundApp[] = [];
  const problems: SeedProblem[] = [];
  const files: string[] = [];

  const take = async (path: string, read: () => Promise<FoundApp>): Promise<void> => {
    if (skip.has(path)) return;
    files.push(path);
    try {
      apps.push(await read());
    } catch (error) {
      problems.push({ path, error: messageOf(error) });
    }
  };

  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await tree.list(folder);
    const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    if (entries.some((entry) => !entry.directory && entry.name === 'manifest.json')) {
      const path = at('manifest.json');
      await take(path, async () => ({ package: manifestPackage(await readJson(tree, path), origin), folder }));
      return;
    }
    for (const entry of entries) {
      const path = at(entry.name);
      if (entry.directory) {
        const passed = passedOver.has(entry.name) || entry.name.startsWith('.');
        if (!passed && depth < deepest) await walk(path, depth + 1);
      } else if (/\.(bp|aiapp)$/.test(entry.name)) {
        const category = folder.split('/').at(-1) ?? '';
        await take(path, async () => ({
          package: blueprintPackage(await readJson(tree, path), origin, category === 'blueprint' ? '' : category),
          folder,
        }));
      }
    }
  };

  await walk('', 0);
  return { apps, problems, files };
}

/**
 * The package of a Blueprint document from outside; throws an `Error` that names each place that is wrong. Components
 * and tools that this system does not know are let pass: the window shows a placeholder that says so. An older spelling is
 * read as well; what it cannot say today stands in the app.
 */
export function blueprintPackage(json: unknown, origin: Package['origin'], category = ''): Package {
  const validation = validateBlueprint(upgradeBlueprint(json).document, { tolerant: true });
  if (validation.ok) return documentPackage(validation.blueprint, origin, category);
  throw notValid(validation.issues);
}

/**
 * The package of a document that a person imports: like `blueprintPackage`, but what is wrong with it is repaired as far as
 * that goes without guessing; a part that cannot be helped is a card that says so, and the package has the tag `degraded`.
 */
export function importedPackage(json: unknown): Package {
  const repair = repairDocument(upgradeBlueprint(json).document, { tolerant: true });
  if (!repair.ok) throw notValid(repair.issues);
  const pkg = documentPackage(repair.blueprint, 'imported');
  return repair.degraded ? { ...pkg, tags: [...pkg.tags.filter((tag) => tag !== degraded), degraded] } : pkg;
}

/** Tag of a package with parts that could not be made. */
const degraded = 'degraded';

function notValid(issues: readonly Issue[]): Error {
  const places = issues.slice(0, 5).map((issue) => `${issue.path || 'the document'}: ${issue.message}`);
  return new Error(`the document is not valid: ${places.join('; ')}`);
}

/**
 * The package of a document whose shape is known to be right. It asks for what the document declares and also uses: what
 * nothing in it needs is dropped, so that an edit which comes to need it asks anew.
 */
export function documentPackage(document: Blueprint, origin: Package['origin'], category = ''): Package {
  const { app, ui } = document;
  return checked(
    Package,
    {
      ...app,
      category: app.category ?? (category === '' ? undefined : category),
      permissions: neededOf(document),
      type: 'blueprint',
      origin,
      blueprint: document,
      ...(ui.width === undefined || ui.height === undefined ? {} : { window: { width: ui.width, height: ui.height } }),
    },
    'the document',
  );
}

function neededOf(document: Blueprint): string[] {
  const declared = checkPermissions(document.app.permissions ?? ['STANDARD']);
  return holdAgainst(declared, derivePermissions(document)).armed;
}

function manifestPackage(json: unknown, origin: Package['origin']): Package {
  const manifest = checked(AppManifest, json, 'the manifest');
  checkPermissions(manifest.permissions);
  if (manifest.type === 'blueprint') throw new Error('a Blueprint app is a .bp file, not a manifest');
  if (manifest.type === 'native_proc' && manifest.proc_manifest === undefined) {
    throw new Error('type native_proc needs proc_manifest');
  }
  if (manifest.type === 'native_web') {
    const bundle = manifest.bundle ?? 'dist';
    if (!/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/.test(bundle)) {
      throw new Error(`bundle must name a folder inside the package, got "${bundle}"`);
    }
    return { ...manifest, bundle, origin, created_at: 0, updated_at: 0 };
  }
  return { ...manifest, origin, created_at: 0, updated_at: 0 };
}

function checkPermissions(permissions: readonly string[]): string[] {
  for (const permission of permissions) parseCapability(permission);
  return [...permissions];
}

function checked<Schema extends z.ZodType>(schema: Schema, json: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || what}: ${issue.message}`);
  throw new Error(`${what} is not valid: ${places.join('; ')}`);
}

async function readJson(tree: FileTree, path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await tree.read(path, longestDocument));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`not JSON: ${messageOf(error)}`);
  }
}
