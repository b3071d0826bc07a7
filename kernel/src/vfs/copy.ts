/** Copies files and trees between any two mounts, part by part, so that nothing large is held in memory. */
import { FileType } from '@agentos/protocol/kernel';
import { failure } from '../errors.ts';
import type { OpenFlags } from './backend.ts';
import { listAll } from './listing.ts';
import { join } from './names.ts';
import type { Place } from './namespace.ts';
import type { WalkProgress } from './walk-progress.ts';

const partBytes = 1024 * 1024;

export interface CopyOptions {
  readonly overwrite: boolean;
  readonly recursive: boolean;
  readonly signal: AbortSignal;
  /** Is told how far the copy is. */
  readonly progress: WalkProgress;
}

export interface Copied {
  files: number;
  bytes: number;
}

const closed: OpenFlags = {
  read: false,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
  mode: 0,
};

/** Links are copied as links; a folder merges into one that is there when `overwrite` is set. */
export async function copyNode(from: Place, to: Place, options: CopyOptions): Promise<Copied> {
  if (to.name === from.name && !options.overwrite) throw failure('EEXIST', `${to.name} is taken`, to.name);
  if (to.name === from.name || to.name.startsWith(`${from.name}/`)) {
    throw failure('EINVAL', `${from.name} cannot be copied into itself`, to.name);
  }
  const copied: Copied = { files: 0, bytes: 0 };
  await copyInto(from, to, options, copied);
  return copied;
}

async function copyInto(from: Place, to: Place, options: CopyOptions, copied: Copied): Promise<void> {
  options.signal.throwIfAborted();
  const stat = from.backend.stat(from.path);
  switch (stat.type) {
    case FileType.FILE:
      copied.bytes += await copyFile(from, to, stat.mode, options);
      copied.files++;
      return;
    case FileType.SYMLINK:
      await to.backend.symlink(from.backend.readlink(from.path), to.path);
      copied.files++;
      return;
    case FileType.DIRECTORY: {
      if (!options.recursive) throw failure('EISDIR', `${from.name} is a folder; ask for a recursive copy`, from.name);
      if (!options.overwrite || !isFolder(to)) await to.backend.mkdir(to.path, stat.mode & 0o777);
      const entries = await listAll(from.backend, from.path);
      options.progress.enter(entries.length);
      for (const { name } of entries) {
        await copyInto(child(from, name), child(to, name), options, copied);
        options.progress.step();
      }
      options.progress.leave();
      return;
    }
    default:
      throw failure('EINVAL', `${from.name} is neither file, folder nor link`, from.name);
  }
}

async function copyFile(from: Place, to: Place, mode: number, options: CopyOptions): Promise<number> {
  const source = from.backend.open(from.path, { ...closed, read: true });
  try {
    const { overwrite } = options;
    const flags = {
      ...closed,
      write: true,
      create: true,
      exclusive: !overwrite,
      truncate: overwrite,
      mode: mode & 0o777,
    };
    const target = to.backend.open(to.path, flags);
    let position = 0;
    options.progress.enter(Math.ceil(source.stat().size / partBytes));
    try {
      for (;;) {
        options.signal.throwIfAborted();
        const part = await source.read(position, partBytes);
        if (part.length === 0) break;
        await target.write(part, position);
        position += part.length;
        options.progress.step();
      }
      options.progress.leave();
    } catch (error) {
      // Half a copy under the new name would pass for the whole.
      if (!overwrite) await to.backend.unlink(to.path).catch(() => undefined);
      throw error;
    } finally {
      target.close();
    }
    return position;
  } finally {
    source.close();
  }
}

function isFolder(place: Place): boolean {
  try {
    return place.backend.stat(place.path).type === FileType.DIRECTORY;
  } catch {
    return false;
  }
}

function child(place: Place, name: string): Place {
  const path = place.path === '' ? name : `${place.path}/${name}`;
  return { backend: place.backend, path, name: join(place.name, name) };
}
