/**
 * Whole files in and out, streamed through the kernel as the owner or as one app. Nothing is held in memory beyond one
 * piece; an upload becomes visible under its name only when it is complete.
 */
import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { FileType, SeekOrigin } from '@agentos/protocol/kernel';
import type { Caller } from '../kernel/caller.ts';
import { messageOf, Problem } from '../problem.ts';

const pieceBytes = 1024 * 1024;

export interface Download {
  readonly name: string;
  readonly size: number;
  readonly content: Readable;
}

/** Opens a file for download; the descriptor is closed with the stream. */
export async function openDownload(caller: Caller, path: string, traceparent: string): Promise<Download> {
  const { stat } = await caller.call('stat', { path, follow: true }, { traceparent });
  if (stat?.type !== FileType.FILE) throw new Problem('EISDIR', `${path} is not a file`, { detail: path });
  const { descriptor } = await caller.call('open', { ...reading, path }, { traceparent });
  try {
    const end = await caller.call('lseek', { descriptor, offset: 0, origin: SeekOrigin.END });
    await caller.call('lseek', { descriptor, offset: 0, origin: SeekOrigin.START });
    const content = Readable.from(pieces(caller, descriptor, end.position), {
      objectMode: false,
      highWaterMark: pieceBytes,
    });
    return { name: posix.basename(path), size: end.position, content };
  } catch (error) {
    await caller.call('close', { descriptor });
    throw error;
  }
}

/**
 * Stores a body under a path, in place of what is there unless `overwrite` is false.
 * @throws Problem EEXIST, EFBIG beyond `longest` bytes, ECANCELED when the body broke off
 */
export async function storeUpload(
  caller: Caller,
  target: { path: string; overwrite: boolean; longest: number; traceparent: string },
  body: Readable,
): Promise<number> {
  const { path, overwrite, longest, traceparent } = target;
  if (!overwrite) {
    const { exists } = await caller.call('exists', { path }, { traceparent });
    if (exists) throw new Problem('EEXIST', `${path} exists already`, { detail: path });
  }
  const temporary = posix.join(posix.dirname(path), `.upload-${randomBytes(6).toString('hex')}.part`);
  const { descriptor } = await caller.call('open', { ...writing, path: temporary }, { traceparent });
  try {
    let size = 0;
    try {
      for await (const piece of piecesOf(body)) {
        size += piece.length;
        if (size > longest) throw new Problem('EFBIG', `the file is longer than ${longest} bytes`, { detail: path });
        await writeAll(caller, descriptor, piece);
      }
      await caller.call('fsync', { descriptor, path: '', dataOnly: true });
    } finally {
      await caller.call('close', { descriptor });
    }
    await caller.call('moveFile', { source: temporary, destination: path, overwrite }, { traceparent });
    return size;
  } catch (error) {
    await caller.call('deleteFile', { path: temporary, recursive: false }).catch(() => undefined);
    if (body.errored != null) {
      throw new Problem('ECANCELED', `the upload broke off: ${messageOf(error)}`, { detail: path, cause: error });
    }
    throw error;
  }
}

/** A `Content-Disposition` that is right for any name and cannot be broken out of. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w .()+-]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const closed = { read: false, write: false, append: false, create: false, exclusive: false, truncate: false, mode: 0 };
const reading = { ...closed, read: true };
const writing = { ...closed, write: true, create: true, exclusive: true };

async function* pieces(caller: Caller, descriptor: number, size: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < size; ) {
    const { data } = await caller.call('read', { descriptor, length: Math.min(pieceBytes, size - sent) });
    // The length was promised in the header: breaking off is the only honest way to say that it does not hold.
    if (data.length === 0) throw new Problem('EIO', 'the file became shorter while it was read');
    sent += data.length;
    yield data;
  }
}

/** Gathers the small pieces of a socket, so that each syscall carries as much as it may. */
async function* piecesOf(body: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of body) {
    const bytes: unknown = piece;
    if (!Buffer.isBuffer(bytes)) throw new Problem('EINVAL', 'the body is not bytes');
    held.push(bytes);
    length += bytes.length;
    if (length < pieceBytes / 2) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held);
}

async function writeAll(caller: Caller, descriptor: number, bytes: Buffer): Promise<void> {
  for (let rest = bytes; rest.length > 0; ) {
    const { written } = await caller.call('write', { descriptor, data: rest.subarray(0, pieceBytes) });
    if (written === 0) throw new Problem('ENOSPC', 'nothing more could be written');
    rest = rest.subarray(written);
  }
}
