/** Tar archives (POSIX ustar with pax names, and the long names of GNU) in memory. */
import { Buffer } from 'node:buffer';
import type { FileEntry } from '@agentos/tools';
import { type ArchiveEntry, broken, mostEntries, type Packed, tooLarge } from './archive-entry.ts';

const block = 512;
const types: Readonly<Record<string, FileEntry['type']>> = {
  '0': 'file',
  '7': 'file',
  '2': 'symlink',
  '5': 'directory',
};

export function isTar(bytes: Buffer): boolean {
  return bytes.length >= block && checksumOf(bytes.subarray(0, block)) === octal(bytes.subarray(148, 156));
}

/** @throws Problem EBADMSG, E2BIG with too many entries */
export function readTar(bytes: Buffer): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  /** Told by a header before, of the next entry alone. */
  let told: { name?: string; size?: number } = {};
  let headers = 0;
  for (let at = 0; at + block <= bytes.length; ) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    headers += 1;
    if (headers > mostEntries * 2) throw tooLarge(`it has more than ${mostEntries} entries`);
    if (checksumOf(header) !== octal(header.subarray(148, 156))) throw broken('the sum of a header does not fit');
    const kind = header[156] === 0 ? '0' : String.fromCharCode(header[156] ?? 0);
    const size = (kind === 'x' ? undefined : told.size) ?? octal(header.subarray(124, 136));
    const data = bytes.subarray(at + block, at + block + size);
    if (!Number.isSafeInteger(size) || data.length < size) throw broken('its last entry is cut off');
    at += block + Math.ceil(size / block) * block;
    if (kind === 'x') told = { ...told, ...paxOf(data) };
    else if (kind === 'L') told = { ...told, name: textOf(data) };
    else if (kind !== 'g' && kind !== 'K') {
      if (entries.length >= mostEntries) throw tooLarge(`it has more than ${mostEntries} entries`);
      const name = told.name ?? nameOf(header);
      const type = types[kind] ?? 'other';
      const modifiedMs = octal(header.subarray(136, 148)) * 1000;
      const isFolder = type === 'file' && name.endsWith('/');
      entries.push({
        name,
        type: isFolder ? 'directory' : type,
        size: type === 'file' ? size : 0,
        modifiedMs: Number.isFinite(modifiedMs) ? modifiedMs : 0,
        content: async () => data,
      });
      told = {};
    }
  }
  return entries;
}

/** Packs files and folders. */
export function writeTar(files: readonly Packed[]): Buffer {
  const pieces: Buffer[] = [];
  const add = (name: Buffer, kind: string, data: Uint8Array, modifiedMs: number): void => {
    const header = Buffer.alloc(block);
    name.copy(header, 0, 0, 100);
    header.write(kind === '5' ? '0000755\0' : '0000644\0', 100);
    header.write('0000000\x000000000\0', 108);
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(
      `${Math.floor(Math.max(0, modifiedMs) / 1000)
        .toString(8)
        .padStart(11, '0')}\0`,
      136,
    );
    header.write(kind, 156);
    header.write('ustar\x0000', 257);
    header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
    pieces.push(header, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    pieces.push(Buffer.alloc((block - (data.length % block)) % block));
  };
  for (const { name, folder, modifiedMs, data } of files) {
    const named = Buffer.from(folder ? `${name}/` : name, 'utf8');
    if (named.length > 100) add(Buffer.from('pax'), 'x', paxRecord('path', named.toString('utf8')), modifiedMs);
    add(named, folder ? '5' : '0', data, modifiedMs);
  }
  return Buffer.concat([...pieces, Buffer.alloc(2 * block)]);
}

/** The sum of a header's bytes, its own field counted as spaces. */
function checksumOf(header: Uint8Array): number {
  let sum = 8 * 0x20;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum;
}

/** A number as octal text, or in binary where its first bit is set; NaN when it is neither. */
function octal(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) !== 0) return Number(BigInt(`0x${field.subarray(1).toString('hex')}`));
  const text = textOf(field).trim();
  return /^[0-7]*$/.test(text) ? Number.parseInt(text === '' ? '0' : text, 8) : Number.NaN;
}

function nameOf(header: Buffer): string {
  const name = textOf(header.subarray(0, 100));
  const isPosix = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

const textOf = (field: Buffer): string => {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
};

/** The name and size that a pax header tells. */
function paxOf(data: Buffer): { name?: string; size?: number } {
  let name: string | undefined;
  let size: number | undefined;
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const length = Number(data.toString('latin1', at, Math.min(space, at + 10)));
    if (space < 0 || !Number.isSafeInteger(length) || length <= space - at)
      throw broken('a pax header is not readable');
    const [key = '', ...rest] = data.toString('utf8', space + 1, at + length - 1).split('=');
    if (key === 'path') name = rest.join('=');
    if (key === 'size') size = Number(rest.join('='));
    at += length;
  }
  return { ...(name === undefined ? {} : { name }), ...(size === undefined ? {} : { size }) };
}

/** `LENGTH KEY=VALUE\n`, where the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`, 'utf8');
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
