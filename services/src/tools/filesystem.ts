/** `filesystem.*`: the kernel's file syscalls as the caller; whether a path may be touched is the kernel's decision. */
import { Buffer } from 'node:buffer';
import { posix } from 'node:path';
import { FileType } from '@agentos/protocol/kernel';
import type { FileEntry, ToolHandlers } from '@agentos/tools';
import { Problem } from '../problem.ts';
import type { ToolContext } from './context.ts';

type FilesystemTool = Extract<keyof ToolHandlers<'services', ToolContext>, `filesystem.${string}`>;

const operationBytes = 1024 * 1024;
const pageEntries = 1_000;
const plainWrite = { offset: undefined, append: false, create: false, truncate: false, replace: false, mode: 0 };

export const filesystemHandlers: Pick<ToolHandlers<'services', ToolContext>, FilesystemTool> = {
  async 'filesystem.list'({ path, limit, cursor }, { call }) {
    const page = await call('listDirectory', {
      path,
      limit: limit ?? pageEntries,
      cursor: cursor ?? '',
      withStat: true,
    });
    const entries = page.entries.map(
      (entry): FileEntry => ({
        name: entry.name,
        path: posix.join(path, entry.name),
        type: typeName(entry.type),
        size: entry.size,
        modified_ms: entry.modifiedMs,
      }),
    );
    return { entries, next_cursor: page.nextCursor, total: page.total };
  },

  async 'filesystem.stat'({ path }, { call }) {
    const { stat } = await call('stat', { path, follow: true });
    if (stat === undefined) throw new Problem('EPROTO', 'the kernel gave no answer');
    const { type, size, modifiedMs } = stat;
    return { name: posix.basename(path), path, type: typeName(type), size, modified_ms: modifiedMs };
  },

  async 'filesystem.exists'({ path }, { call }) {
    const { exists } = await call('exists', { path });
    return { exists };
  },

  async 'filesystem.read'({ path, encoding }, { call }) {
    const { data, size, endOfFile } = await call('readFile', { path, offset: 0, length: 0 });
    if (!endOfFile && size > data.length) {
      throw new Problem(
        'EFBIG',
        `${path} is ${size} bytes long; this reads at most ${operationBytes}: download it instead`,
        {
          detail: path,
        },
      );
    }
    if (encoding === 'base64') return { content: Buffer.from(data).toString('base64'), size };
    try {
      return { content: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data), size };
    } catch {
      throw new Problem('EILSEQ', `${path} is no UTF-8 text: read it with encoding "base64"`, { detail: path });
    }
  },

  async 'filesystem.write'({ path, content, encoding, append }, { call }) {
    const bytes = decode(content, encoding);
    let size = 0;
    let offset = 0;
    do {
      const first = offset === 0;
      const data = bytes.subarray(offset, offset + operationBytes);
      const written = await call('writeFile', {
        ...plainWrite,
        path,
        data,
        create: first,
        truncate: first && !append,
        append: append || !first,
      });
      size = written.size;
      offset += written.written;
      if (written.written < data.length && written.written === 0)
        throw new Problem('ENOSPC', `${path}: nothing was written`);
    } while (offset < bytes.length);
    return { path, size };
  },

  async 'filesystem.mkdir'({ path, parents }, { call }) {
    await call('mkdir', { path, parents, mode: 0 });
    return { path };
  },

  async 'filesystem.delete'({ path, recursive }, { call }) {
    const { removed } = await call('deleteFile', { path, recursive });
    return { removed };
  },

  async 'filesystem.move'({ source, destination, overwrite }, { call }) {
    await call('moveFile', { source, destination, overwrite });
    return { path: destination };
  },

  async 'filesystem.copy'({ source, destination, overwrite, recursive }, { call }) {
    const { files, bytes } = await call('copyFile', { source, destination, overwrite, recursive });
    return { files, bytes };
  },
};

function decode(content: string, encoding: 'utf8' | 'base64'): Buffer {
  if (encoding === 'utf8') return Buffer.from(content, 'utf8');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(content) || content.length % 4 !== 0) {
    throw new Problem('EINVAL', 'content is no base64', { detail: 'content' });
  }
  return Buffer.from(content, 'base64');
}

/** The name of a kind of file. */
export function typeName(type: FileType): FileEntry['type'] {
  switch (type) {
    case FileType.FILE:
      return 'file';
    case FileType.DIRECTORY:
      return 'directory';
    case FileType.SYMLINK:
      return 'symlink';
    default:
      return 'other';
  }
}
