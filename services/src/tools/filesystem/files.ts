/** `filesystem.*`: the kernel's file syscalls as the caller; whether a path may be touched is the kernel's decision. */
import { Buffer } from 'node:buffer';
import { posix } from 'node:path';
import type { FileEntry, ToolHandlers } from '@agentos/tools';
import type { filesystemTools } from '@agentos/tools/families/filesystem';
import { Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';
import { fromBase64, inTurn, operationBytes, readText, readWhole, textOf, typeName, writeWhole } from './whole-file.ts';

type FileTool = (typeof filesystemTools)[number]['id'];

const pageEntries = 1_000;
const linesBytes = 8 * 1024 * 1024;

export const fileHandlers: Pick<ToolHandlers<'services', ToolContext>, FileTool> = {
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
    return { content: textOf(data, path), size };
  },

  'filesystem.write': ({ path, content, encoding, append }, context) =>
    writeWhole(context, path, encoding === 'base64' ? fromBase64(content, 'content') : content, append),

  'filesystem.append': ({ path, data }, context) => writeWhole(context, path, data, true),

  async 'filesystem.create'({ path }, { call }) {
    await call('createFile', { path, mode: 0 });
    return { path };
  },

  'filesystem.read_lines': ({ path, from, limit }, context) =>
    inTurn(context, async () => {
      const text = await readText(context, path, linesBytes);
      const lines = text === '' ? [] : text.split(/\r?\n/);
      if (lines.at(-1) === '') lines.pop();
      return { value: lines.slice(from - 1, from - 1 + limit), total: lines.length };
    }),

  async 'filesystem.write_lines'({ path, lines }, context) {
    const broken = lines.findIndex((line) => /[\r\n]/.test(line));
    if (broken >= 0) {
      throw new Problem('EINVAL', `line ${broken + 1} holds the end of a line itself`, { detail: `lines.${broken}` });
    }
    return writeWhole(context, path, lines.map((line) => `${line}\n`).join(''));
  },

  async 'filesystem.read_binary'({ path }, context) {
    const bytes = await readWhole(context, path);
    return { value: bytes.toString('base64'), size: bytes.length };
  },

  'filesystem.write_binary': ({ path, data }, context) => writeWhole(context, path, fromBase64(data, 'data')),

  async 'filesystem.rename'({ path, new_name }, { call }) {
    const destination = posix.join(posix.dirname(path), new_name);
    await call('moveFile', { source: path, destination, overwrite: false });
    return { path: destination };
  },

  async 'filesystem.symlink'({ target, link }, { call }) {
    await call('symlink', { target, path: link });
    return { path: link };
  },

  async 'filesystem.hardlink'({ target, link }, { call }) {
    await call('link', { target, path: link });
    return { path: link };
  },

  async 'filesystem.readlink'({ path }, { call }) {
    const { target } = await call('readlink', { path });
    return { value: target };
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
