/** `filesystem.*` for archives: packing what is below a folder, and unpacking within bounds, as the caller. */
import type { Buffer } from 'node:buffer';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { FileType } from '@agentos/protocol/kernel';
import type { ToolHandlers, ToolParams, ToolResult } from '@agentos/tools';
import type { filesystemArchiveTools } from '@agentos/tools/families/filesystem-archives';
import { codeOf, Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import {
  type ArchiveEntry,
  broken,
  mostEntries,
  mostFor,
  mostPacked,
  mostUnpacked,
  type Packed,
  safeName,
  tooLarge,
} from './archive-entry.ts';
import { isTar, readTar, writeTar } from './tar.ts';
import { Walk } from './tree.ts';
import { inTurn, readWhole, writeWhole } from './whole-file.ts';
import { isZip, readZip, writeZip } from './zip.ts';

type ArchiveTool = (typeof filesystemArchiveTools)[number]['id'];

const unzip = promisify(gunzip);
const compress = promisify(gzip);

export const archiveHandlers: Pick<ToolHandlers<'services', ToolContext>, ArchiveTool> = {
  'filesystem.zip.create': (params, context) => inTurn(context, () => create(params, context, writeZip)),

  'filesystem.zip.add': ({ archive, files }, context) =>
    inTurn(context, async () => {
      const old = readZip(await readWhole(context, archive, mostPacked));
      const added: Packed[] = [];
      for (const file of files) {
        added.push(await packed(context, posix.normalize(file), posix.basename(file), mostUnpacked - sizeOf(added)));
      }
      const names = new Set(added.map(({ name }) => name));
      if (names.size < added.length)
        throw new Problem('EINVAL', 'two of the files have the same name', { detail: 'files' });
      const kept = old.filter(({ name }) => !names.has(name));
      if (kept.length + added.length > mostEntries) throw new Problem('E2BIG', `more than ${mostEntries} entries`);
      const bytes = await writeZip(added, kept);
      return { ...(await store(context, archive, bytes)), files: added.length, bytes: sizeOf(added) };
    }),

  'filesystem.zip.list': ({ archive }, context) =>
    inTurn(context, async () => listed(readZip(await readWhole(context, archive, mostPacked)))),

  'filesystem.zip.extract': (params, context) =>
    inTurn(context, async () => {
      const bytes = await readWhole(context, params.archive, mostPacked);
      return extract(readZip(bytes), bytes.length, params, context);
    }),

  'filesystem.tar.create': (params, context) =>
    inTurn(context, () => {
      const compressed = params.compression ?? (/\.(gz|tgz)$/i.test(params.output) ? 'gzip' : 'none');
      return create(params, context, async (files) =>
        compressed === 'gzip' ? compress(writeTar(files)) : writeTar(files),
      );
    }),

  'filesystem.tar.list': ({ archive }, context) =>
    inTurn(context, async () => {
      const bytes = await readWhole(context, archive, mostPacked);
      return listed(readTar(await plainTar(bytes)));
    }),

  'filesystem.tar.extract': (params, context) =>
    inTurn(context, async () => {
      const bytes = await readWhole(context, params.archive, mostPacked);
      return extract(readTar(await plainTar(bytes)), bytes.length, params, context);
    }),

  'filesystem.extract_auto': (params, context) =>
    inTurn(context, async () => {
      const bytes = await readWhole(context, params.archive, mostPacked);
      const entries = isZip(bytes) ? readZip(bytes) : readTar(await plainTar(bytes));
      return extract(entries, bytes.length, params, context);
    }),
};

/** A tar archive without its compression. @throws Problem E2BIG, EBADMSG */
async function plainTar(bytes: Buffer): Promise<Buffer> {
  let plain = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = await unzip(bytes, { maxOutputLength: mostFor(bytes.length) });
    } catch (error) {
      const longer = codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
      throw longer ? tooLarge(`it would have more than ${mostFor(bytes.length)} bytes`) : broken('gzip cannot read it');
    }
  }
  if (!isTar(plain)) throw broken('it has no header of tar');
  return plain;
}

function listed(entries: readonly ArchiveEntry[]): ToolResult<'filesystem.zip.list'> {
  return {
    value: entries.map(({ name, type, size, modifiedMs }) => ({ name, type, size, modified_ms: modifiedMs })),
  };
}

/** Checks all names and sizes before anything is written, then writes entry by entry. */
async function extract(
  entries: readonly ArchiveEntry[],
  archiveBytes: number,
  { destination, overwrite }: ToolParams<'filesystem.zip.extract'>,
  context: ToolContext,
): Promise<ToolResult<'filesystem.zip.extract'>> {
  const said = entries.reduce((sum, { size }) => sum + size, 0);
  if (said > mostFor(archiveBytes)) {
    throw tooLarge(`it would have ${said} bytes, and ${mostFor(archiveBytes)} are allowed for its size`);
  }
  const skipped: string[] = [];
  const names = new Set<string>();
  const wanted: { name: string; entry: ArchiveEntry }[] = [];
  for (const entry of entries) {
    const name = safeName(entry.name);
    if (entry.type === 'symlink' || entry.type === 'other') skipped.push(entry.name);
    else if (name !== '') {
      if (names.has(name) && entry.type === 'file') throw broken(`it holds "${name}" twice`);
      names.add(name);
      wanted.push({ name, entry });
    }
  }
  const made = new Set<string>();
  let [files, bytes] = [0, 0];
  await makeFolder(destination, made, context);
  for (const { name, entry } of wanted) {
    const path = posix.join(destination, name);
    if (entry.type === 'directory') {
      await makeFolder(path, made, context);
      continue;
    }
    await makeFolder(posix.dirname(path), made, context);
    const data = await entry.content();
    if (!overwrite) await context.call('createFile', { path, mode: 0 });
    await writeWhole(context, path, data);
    files += 1;
    bytes += data.length;
  }
  return { path: destination, files, bytes, skipped };
}

async function makeFolder(path: string, made: Set<string>, { call }: ToolContext): Promise<void> {
  if (made.has(path)) return;
  try {
    await call('mkdir', { path, parents: true, mode: 0 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  made.add(path);
}

async function create(
  { source, output, overwrite }: ToolParams<'filesystem.zip.create'>,
  context: ToolContext,
  write: (files: readonly Packed[]) => Promise<Buffer>,
): Promise<ToolResult<'filesystem.zip.create'>> {
  const files = await collect(source, output, context);
  const bytes = await write(files);
  if (!overwrite) await context.call('createFile', { path: output, mode: 0 });
  const stored = await store(context, output, bytes);
  return { ...stored, files: files.filter(({ folder }) => !folder).length, bytes: sizeOf(files) };
}

/** A file, or everything below a folder but links and the archive itself. @throws Problem E2BIG */
async function collect(source: string, output: string, context: ToolContext): Promise<Packed[]> {
  const root = posix.normalize(source).replace(/\/+$/, '');
  const { stat } = await context.call('stat', { path: source, follow: true });
  if (stat?.type !== FileType.DIRECTORY) return [await packed(context, root, posix.basename(root), mostUnpacked)];
  const files: Packed[] = [];
  let left = mostUnpacked;
  const walk = new Walk(context, root === '' ? '/' : root);
  for await (const { entry } of walk.visits()) {
    const name = entry.path.slice(root.length + 1);
    if (entry.path === posix.normalize(output)) continue;
    if (entry.type === 'directory') {
      files.push({ name, folder: true, modifiedMs: entry.modified_ms, data: new Uint8Array() });
    } else if (entry.type === 'file') {
      const file = await packed(context, entry.path, name, left, entry.modified_ms);
      left -= file.data.length;
      files.push(file);
    }
    if (files.length > mostEntries)
      throw new Problem('E2BIG', `${source} holds more than ${mostEntries} files and folders`);
  }
  if (walk.truncated) throw new Problem('E2BIG', `${source} holds too much to be packed`, { detail: source });
  return files;
}

async function packed(
  context: ToolContext,
  path: string,
  name: string,
  most: number,
  modifiedMs?: number,
): Promise<Packed> {
  const known = modifiedMs ?? (await context.call('stat', { path, follow: true })).stat?.modifiedMs;
  return { name, folder: false, modifiedMs: known ?? 0, data: await readWhole(context, path, most) };
}

async function store(context: ToolContext, path: string, bytes: Buffer): Promise<{ path: string; size: number }> {
  if (bytes.length > mostPacked) {
    throw new Problem('EFBIG', `the archive would have ${bytes.length} bytes, more than ${mostPacked}`, {
      detail: path,
    });
  }
  return writeWhole(context, path, bytes);
}

const sizeOf = (files: readonly Packed[]): number => files.reduce((sum, { data }) => sum + data.length, 0);
