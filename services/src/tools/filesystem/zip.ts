/**
 * ZIP archives (APPNOTE 6.3) in memory: stored and deflated entries. What the directory at the end says counts, is checked
 * against the bytes, and no two entries may share any.
 */
import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRaw } from 'node:zlib';
import type { FileEntry } from '@agentos/tools';
import { codeOf, Problem } from '../../problem.ts';
import { type ArchiveEntry, broken, mostEntries, type Packed, tooLarge } from './archive-entry.ts';

const inflate = promisify(inflateRaw);
const deflate = promisify(deflateRaw);

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const endBytes = 22;
const [stored, deflated] = [0, 8];
const utf8Names = 0x800;

/** One entry with what is needed to copy it into another archive unchanged. */
export interface ZipEntry extends ArchiveEntry {
  readonly packed: Uint8Array;
  readonly method: number;
  readonly crc: number;
}

export function isZip(bytes: Buffer): boolean {
  return bytes.length >= endBytes && [localSignature, endSignature].includes(bytes.readUInt32LE(0));
}

/** @throws Problem EBADMSG, E2BIG with too many entries, ENOTSUP when encrypted or in parts */
export function readZip(bytes: Buffer): ZipEntry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt16LE(end + 8) !== count || count === 0xffff || start === 0xffffffff) {
    throw new Problem('ENOTSUP', 'archives in several parts and of more than 65,534 entries are not read');
  }
  if (count > mostEntries) throw tooLarge(`it has ${count} entries, more than ${mostEntries}`);
  const entries: ZipEntry[] = [];
  const ranges: [from: number, to: number][] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== centralSignature) throw broken('its directory ends early');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const nameEnd = at + 46 + (nameBytes ?? 0);
    const name = nameOf(bytes.subarray(at + 46, nameEnd));
    const local = bytes.readUInt32LE(at + 42);
    const packedSize = bytes.readUInt32LE(at + 20);
    if (local + 30 > start || bytes.readUInt32LE(local) !== localSignature)
      throw broken(`"${name}" is not where it says`);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (from + packedSize > start) throw broken(`"${name}" is cut off`);
    ranges.push([local, from + packedSize]);
    entries.push(entryAt(bytes, at, name, bytes.subarray(from, from + packedSize)));
    at = nameEnd + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
  ranges.sort(([a], [b]) => a - b);
  if (ranges.some(([from], index) => index > 0 && from < (ranges[index - 1]?.[1] ?? 0))) {
    throw broken('its entries overlap');
  }
  return entries;
}

function entryAt(bytes: Buffer, at: number, name: string, packed: Buffer): ZipEntry {
  const method = bytes.readUInt16LE(at + 10);
  const crc = bytes.readUInt32LE(at + 16);
  const size = bytes.readUInt32LE(at + 24);
  if ((bytes.readUInt16LE(at + 8) & 1) !== 0) throw new Problem('ENOTSUP', `"${name}" is encrypted`, { detail: name });
  return {
    name,
    type: typeOf(name, bytes.readUInt8(at + 5), bytes.readUInt32LE(at + 38) >>> 16),
    size,
    modifiedMs: fromDosTime(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
    packed,
    method,
    crc,
    async content() {
      const data = await unpack(packed, method, size, name);
      if (data.length !== size || crc32(data) !== crc) throw broken(`"${name}" is not what its sum says`);
      return data;
    },
  };
}

/** Never more than the directory said: what is longer is not unpacked further. */
async function unpack(packed: Buffer, method: number, size: number, name: string): Promise<Uint8Array> {
  if (method === stored) return packed;
  if (method !== deflated) throw new Problem('ENOTSUP', `"${name}" is packed in an unknown way (${method})`);
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const longer = codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
    throw longer ? tooLarge(`"${name}" is longer than it says`) : broken(`"${name}" cannot be unpacked`);
  }
}

/** Packs files and folders; `kept` are entries of another archive, taken over as they are. */
export async function writeZip(files: readonly Packed[], kept: readonly ZipEntry[] = []): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (name: string, data: Uint8Array, { method, crc, size, modifiedMs, folder }: Header): void => {
    const named = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(method, 4);
    const { date, time } = dosTime(modifiedMs);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(named.length, 22);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(centralSignature, 0);
    // Made by a system with Unix permissions.
    central.writeUInt16LE((3 << 8) | 20, 4);
    common.copy(central, 6);
    central.writeUInt32LE(((folder ? 0o40755 : 0o100644) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(localSignature, 0);
    pieces.push(local, common, named, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    directory.push(central, named);
    offset += 30 + named.length + data.length;
  };
  for (const { name, packed, method, crc, size, modifiedMs, type } of kept) {
    add(name, packed, { method, crc, size, modifiedMs, folder: type === 'directory' });
  }
  for (const { name, folder, modifiedMs, data } of files) {
    const smaller = data.length > 0 ? await deflate(data) : data;
    const packed = smaller.length < data.length ? smaller : data;
    const method = packed === data ? stored : deflated;
    add(folder ? `${name}/` : name, packed, { method, crc: crc32(data), size: data.length, modifiedMs, folder });
  }
  const count = kept.length + files.length;
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(
    directory.reduce((sum, piece) => sum + piece.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

interface Header {
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly modifiedMs: number;
  readonly folder: boolean;
}

/** Where the directory ends: the last place whose comment reaches exactly to the end. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - endBytes; at >= Math.max(0, bytes.length - endBytes - 0xffff); at -= 1) {
    if (bytes.readUInt32LE(at) === endSignature && at + endBytes + bytes.readUInt16LE(at + 20) === bytes.length)
      return at;
  }
  throw broken('it has no directory');
}

function nameOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** `system` 3 and 19 keep Unix modes. */
function typeOf(name: string, system: number, mode: number): FileEntry['type'] {
  const kind = system === 3 || system === 19 ? mode & 0o170000 : 0;
  if (kind === 0o120000) return 'symlink';
  if (name.endsWith('/') || name.endsWith('\\') || kind === 0o040000) return 'directory';
  return kind === 0 || kind === 0o100000 ? 'file' : 'other';
}

function fromDosTime(date: number, time: number): number {
  const at = Date.UTC(
    (date >> 9) + 1980,
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
  return Number.isFinite(at) ? at : 0;
}

function dosTime(ms: number): { date: number; time: number } {
  const at = new Date(Math.max(ms, Date.UTC(1980, 0, 1)));
  return {
    date: (Math.min(at.getUTCFullYear() - 1980, 127) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}
