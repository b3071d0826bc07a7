/**
 * Whole files in memory, read and written as the caller. Who holds one waits for its turn: a window holds the contents of
 * one call at a time, however many it makes at once.
 */
import { Buffer } from 'node:buffer';
import { FileType } from '@agentos/protocol/kernel';
import type { FileEntry } from '@agentos/tools';
import { Problem } from '../../problem.ts';
import type { ToolContext } from '../context.ts';

/** What one syscall reads or writes at most. */
export const operationBytes = 1024 * 1024;

/** How `writeFile` is called when nothing else is said. */
export const plainWrite = { offset: undefined, append: false, create: false, truncate: false, replace: false, mode: 0 };

const owner = {};
const turns = new WeakMap<object, Promise<unknown>>();

/** Runs `work` when all that the same window began before has ended. */
export function inTurn<T>(context: ToolContext, work: () => Promise<T>): Promise<T> {
  const key = context.caller ?? owner;
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
  turns.set(key, turn);
  return turn;
}

/** All bytes of a file. @throws Problem EFBIG when there are more than `most` */
export async function readWhole({ call }: ToolContext, path: string, most = operationBytes): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let offset = 0; ; ) {
    const { data, size, endOfFile } = await call('readFile', { path, offset, length: 0 });
    if (Math.max(size, offset + data.length) > most) {
      throw new Problem('EFBIG', `${path} is ${size} bytes long; this reads at most ${most}`, { detail: path });
    }
    pieces.push(data);
    offset += data.length;
    if (endOfFile || data.length === 0) return Buffer.concat(pieces);
  }
}

/** A whole file as text, without a byte order mark. @throws Problem EFBIG, EILSEQ when it is no UTF-8 */
export async function readText(context: ToolContext, path: string, most = operationBytes): Promise<string> {
  return textOf(await readWhole(context, path, most), path).replace(/^\uFEFF/, '');
}

/** @throws Problem EILSEQ when the bytes are no UTF-8 */
export function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('EILSEQ', `${path} is no UTF-8 text: read it as base64`, { detail: path });
  }
}

/** Writes a file from its beginning, or to its end. It is made when missing. */
export async function writeWhole(
  { call }: ToolContext,
  path: string,
  content: string | Uint8Array,
  append = false,
): Promise<{ path: string; size: number }> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  let size = 0;
  let offset = 0;
  do {
    const first = offset === 0;
    const data = bytes.subarray(offset, offset + operationBytes);
    const written = await call('writeFile', {
      ...plainWrite,
      path,
      data: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
      create: first,
      truncate: first && !append,
      append: append || !first,
    });
    size = written.size;
    offset += written.written;
    if (written.written === 0 && data.length > 0) {
      throw new Problem('ENOSPC', `${path}: nothing was written`, { detail: path });
    }
  } while (offset < bytes.length);
  return { path, size };
}

/** The bytes that base64 stands for. @throws Problem EINVAL */
export function fromBase64(text: string, parameter: string): Buffer {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw new Problem('EINVAL', `${parameter} is no base64`, { detail: parameter });
  }
  return Buffer.from(text, 'base64');
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
