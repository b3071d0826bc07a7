/** What a package may do through the registry: declared, needed and granted at once, and never more by an edit. */

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Documents } from '../kernel/documents.ts';
import { Grants } from './grants.ts';
import { blueprintPackage } from './seed.ts';

/** Documents in memory, as far as grants use them. */
function documentsOf(files: Record<string, unknown> = {}): Documents & { readonly files: Record<string, unknown> } {
  const documents = {
    files,
    names: async (folder: string) =>
      Object.keys(files).map((path) => path.slice(folder.length + 1).replace(/\.json$/, '')),
    read: async <Schema extends z.ZodType>(path: string, schema: Schema) =>
      files[path] === undefined ? undefined : schema.parse(files[path]),
    write: async (path: string, value: unknown) => {
      files[path] = value;
    },
    remove: async (path: string) => {
      delete files[path];
    },
  };
  return documents as unknown as ReturnType<typeof documentsOf>;
}

const read = (path: string) => ({ type: 'button', on_event: { click: { tool: 'filesystem.read', args: { path } } } });
const document = (permissions: string[], ...components: object[]) => ({
  app: { id: 'books', name: 'Books', permissions },
  services: ['filesystem'],
  data: { path: '' },
  ui: { title: 'Books', components },
});

/** A store in which the owner has answered the sheet of a package with these capabilities. */
function answered(permissions: readonly string[], capabilities: readonly string[]) {
  const hash = createHash('sha256')
    .update(JSON.stringify([...permissions].sort()))
    .digest('hex');
  const grant = { version: 1, package_id: 'books', hash, capabilities, granted_by: 'owner', granted_at: 1 };
  return documentsOf({ '/system/grants/books.json': grant });
}

describe('a shipped app', () => {
  test('gets what it declares and needs, and nothing that it only declares', async () => {
    const pkg = blueprintPackage(
      document(['STANDARD', 'READ_FILE:/home/Books/**', 'SPAWN_PROCESS'], read('=path')),
      'shipped',
    );
    const grants = await Grants.load(documentsOf());
    expect([...(await grants.capabilitiesOf(pkg))].sort()).toEqual(['READ_FILE:/home/Books/**', 'STANDARD']);
  });
});

describe('an imported app', () => {
  const first = blueprintPackage(document(['STANDARD', 'READ_FILE:/home/**'], read('/home/Books/a')), 'imported');

  test('gets STANDARD until the owner has answered, then what was answered', async () => {
    expect(await (await Grants.load(documentsOf())).capabilitiesOf(first)).toEqual(['STANDARD']);
    const grants = await Grants.load(answered(first.permissions, first.permissions));
    expect([...(await grants.capabilitiesOf(first))].sort()).toEqual(['READ_FILE:/home/Books/a', 'STANDARD']);
  });

  test('gets less when the owner gave less, and nothing beyond what it asks for when the record says more', async () => {
    const less = await Grants.load(answered(first.permissions, ['STANDARD']));
    expect(await less.capabilitiesOf(first)).toEqual(['STANDARD']);
    const more = await Grants.load(answered(first.permissions, ['STANDARD', 'READ_FILE', 'SPAWN_PROCESS']));
    expect([...(await more.capabilitiesOf(first))].sort()).toEqual(['READ_FILE:/home/Books/a', 'STANDARD']);
  });

  test('an edit that needs more has nothing of it, although it declares no more than before', async () => {
    const grants = await Grants.load(answered(first.permissions, first.permissions));
    const edited = blueprintPackage(
      document(['STANDARD', 'READ_FILE:/home/**'], read('/home/Books/a'), read('=path')),
      'imported',
    );
    expect(edited.permissions).toContain('READ_FILE:/home/**');
    expect(await grants.capabilitiesOf(edited)).toEqual(['STANDARD']);
    // What was answered before still holds for the document that it was answered for.
    expect(await grants.capabilitiesOf(first)).toContain('READ_FILE:/home/Books/a');
  });

  test('a tool that is used and not declared gives nothing', async () => {
    const pkg = blueprintPackage(document(['STANDARD'], read('/home/Books/a')), 'shipped');
    expect(pkg.permissions).toEqual(['STANDARD']);
  });
});
