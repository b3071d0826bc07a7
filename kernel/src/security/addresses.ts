/**
 * Internet addresses and host names in one form, so that what is checked is what is reached however it was spelled; and
 * which addresses are those of the public internet: all others are reached only by who was granted them.
 */
import { isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { domainToASCII } from 'node:url';

/**
 * An address as four words of 32 bits, the highest first. IPv4 is held as in `::ffff:a.b.c.d`, and that spelling is an
 * IPv4 address here: the host sends both to the same place.
 */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly words: readonly [number, number, number, number];
  /** The interface of a link-local address; '' for all others. */
  readonly zone: string;
}

/** An address or a network such as `10.0.0.0/8`. */
export interface IpNetwork {
  readonly family: 4 | 6;
  readonly words: readonly [number, number, number, number];
  /** Of 128; IPv4 counts from 96. */
  readonly bits: number;
}

/** undefined when the text is no address. */
export function parseAddress(text: string): IpAddress | undefined {
  if (isIPv4(text)) return { family: 4, words: [0, 0, 0xffff, wordOfDotted(text)], zone: '' };
  if (isIP(text) !== 6) return undefined;
  const [bare = '', zone = ''] = text.split('%');
  const words = wordsOf(bare);
  if (words[0] === 0 && words[1] === 0 && words[2] === 0xffff) return { family: 4, words, zone: '' };
  return { family: 6, words, zone };
}

/** `address` or `address/bits`; undefined for anything else. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [host = '', bits, ...more] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined || address.zone !== '' || more.length > 0) return undefined;
  if (bits === undefined) return { ...address, bits: 128 };
  if (!/^\d{1,3}$/.test(bits)) return undefined;
  // ::ffff:10.0.0.0/104 and 10.0.0.0/8 are the same network.
  const counted = Number(bits) + (isIPv4(host) ? 96 : 0);
  if (counted > 128 || (address.family === 4 && counted < 96)) return undefined;
  return { family: address.family, words: address.words, bits: counted };
}

export function isInNetwork(address: IpAddress, network: IpNetwork): boolean {
  if (address.family !== network.family) return false;
  for (let index = 0, left = network.bits; index < 4 && left > 0; index++, left -= 32) {
    const mask = left >= 32 ? -1 : ~(-1 >>> left);
    if ((((address.words[index] ?? 0) ^ (network.words[index] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}

/** The shortest usual spelling (RFC 5952). */
export function formatAddress({ family, words, zone }: IpAddress): string {
  if (family === 4) return dotted(words[3]);
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  const run = longestZeroRun(groups);
  const hex = (some: readonly number[]): string => some.map((group) => group.toString(16)).join(':');
  const text =
    run.length < 2 ? hex(groups) : `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`;
  return zone === '' ? text : `${text}%${zone}`;
}

/**
 * A host as everything here compares it: an address in its usual spelling (also one written in octal, hexadecimal or as
 * one number), or a name in lower case, in ASCII, without a dot at its end. '' when it is neither.
 */
export function canonicalHost(text: string): string {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const address = parseAddress(bare);
  if (address !== undefined) return formatAddress(address);
  if (bare.length > 1_000 || /[\s%/\\?#@:]/.test(bare)) return '';
  const name = domainToASCII(bare).replace(/\.+$/, '');
  const number = parseAddress(name);
  if (number !== undefined) return formatAddress(number);
  return name.length <= 253 && /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name) ? name : '';
}

/** An IPv4 address that a translator or a tunnel would reach by this one (NAT64, 6to4, IPv4-compatible). */
export function embeddedAddress({ family, words: [first, second, third, fourth] }: IpAddress): IpAddress | undefined {
  if (family === 4) return undefined;
  const found = (word: number): IpAddress => ({ family: 4, words: [0, 0, 0xffff, word], zone: '' });
  if (first === 0x64ff9b && second === 0 && third === 0) return found(fourth);
  if (first >>> 16 === 0x2002) return found(((first << 16) | (second >>> 16)) >>> 0);
  if (first === 0 && second === 0 && third === 0 && fourth > 1) return found(fourth);
  return undefined;
}

export function isLoopback(address: IpAddress): boolean {
  return isInNetwork(address, loopback4) || isInNetwork(address, loopback6);
}

/** 0.0.0.0 or ::, all addresses of this host when bound, this host itself when connected to. */
export function isUnspecified({ words: [first, second, third, fourth], family }: IpAddress): boolean {
  return first === 0 && second === 0 && fourth === 0 && (family === 4 || third === 0);
}

/** Special-purpose addresses by the registries of IANA (RFC 6890): this host, private, shared, link-local, reserved. */
const special4 = networks(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);
/** All that is public lies in here: IPv4 in the clothes of IPv6 does not. */
const global6 = networks('2000::/3');
/** Tunnels, 6to4 (which holds IPv4 addresses) and examples. */
const special6 = networks('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');
const [loopback4, loopback6] = [network('127.0.0.0/8'), network('::1')];

/** False also for the addresses of this host, and for what is no address. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined || address.zone !== '') return false;
  const inside = (some: readonly IpNetwork[]): boolean => some.some((one) => isInNetwork(address, one));
  if (address.family === 4 ? inside(special4) : !inside(global6) || inside(special6)) return false;
  const spelled = formatAddress(address);
  return !Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === spelled));
}

function networks(...texts: readonly string[]): IpNetwork[] {
  return texts.map(network);
}

function network(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(`${text} is no network`);
  return parsed;
}

function wordOfDotted(text: string): number {
  return text.split('.').reduce((word, part) => ((word << 8) | Number(part)) >>> 0, 0);
}

function dotted(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

/** Of an IPv6 address without a zone. */
function wordsOf(text: string): [number, number, number, number] {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const last = tail === null ? 0 : wordOfDotted(tail[2] ?? '');
  const plain = tail === null ? text : `${tail[1]}${(last >>> 16).toString(16)}:${(last & 0xffff).toString(16)}`;
  const [left = '', right] = plain.split('::');
  const groupsOf = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groupsOf(left), groupsOf(right ?? '')];
  const groups = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  const word = (at: number): number => (((groups[at] ?? 0) << 16) | (groups[at + 1] ?? 0)) >>> 0;
  return [word(0), word(2), word(4), word(6)];
}

/** The first of the longest runs of zeros. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (start + length < groups.length && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
