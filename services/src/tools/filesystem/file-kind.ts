/** What a file is, by its first bytes and its name. */
import { extname } from 'node:path';
import { mediaType } from '../../http/media-type.ts';

/** As many bytes as are looked at. */
export const headBytes = 8_192;

const signatures: readonly (readonly [hex: string, type: string, at?: number])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['57454250', 'image/webp', 8],
  ['57415645', 'audio/wav', 8],
  ['25504446', 'application/pdf'],
  ['504b0304', 'application/zip'],
  ['504b0506', 'application/zip'],
  ['1f8b', 'application/gzip'],
  ['7573746172', 'application/x-tar', 257],
  ['494433', 'audio/mpeg'],
  ['4f676753', 'audio/ogg'],
  ['664c6143', 'audio/flac'],
  ['66747970', 'video/mp4', 4],
  ['1a45dfa3', 'video/webm'],
  ['0061736d', 'application/wasm'],
  ['53514c69746520666f726d6174203300', 'application/vnd.sqlite3'],
  ['7f454c46', 'application/x-elf'],
];

/** Texts that the web server does not hand out. */
const texts: Readonly<Record<string, string>> = {
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.toml': 'application/toml',
  '.xml': 'application/xml',
  '.ts': 'text/typescript',
  '.bp': 'application/json',
  '.aiapp': 'application/json',
};
const unknown = 'application/octet-stream';

/** The media type of a file, without parameters. */
export function kindOf(name: string, head: Uint8Array): string {
  const hex = Buffer.from(head.subarray(0, 300)).toString('hex');
  const known = signatures.find(([signature, , at = 0]) => hex.startsWith(signature, at * 2));
  if (known !== undefined) return known[1];
  const extension = extname(name).toLowerCase();
  const named = (texts[extension] ?? mediaType(extension)).split(';')[0] ?? unknown;
  if (named !== unknown) return named;
  return isText(head, true) ? 'text/plain' : unknown;
}

/** Whether bytes are UTF-8 without NUL; `cut`: more follows, so that the last character may be incomplete. */
export function isText(bytes: Uint8Array, cut: boolean): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}
