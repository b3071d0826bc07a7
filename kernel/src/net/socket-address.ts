/** `struct sockaddr_in` and `sockaddr_in6` of Linux, which are the same on every machine that it runs on here. */
import { networkInterfaces } from 'node:os';
import { failure } from '../errors.ts';
import type { IpAddress } from '../security/addresses.ts';
import type { Endpoint } from './host-socket.ts';

export const AF_INET = 2;
export const AF_INET6 = 10;
export const longestSocketAddress = 28;

/** @throws KernelError EAFNOSUPPORT for an IPv6 address on an IPv4 socket, EINVAL for an unknown interface */
export function encodeEndpoint({ address, port }: Endpoint, family: 4 | 6): Buffer {
  if (family === 4) {
    if (address.family !== 4) throw failure('EAFNOSUPPORT', 'an IPv4 socket takes no IPv6 address');
    const bytes = Buffer.alloc(16);
    bytes.writeUInt16LE(AF_INET, 0);
    bytes.writeUInt16BE(port, 2);
    bytes.writeUInt32BE(address.words[3] >>> 0, 4);
    return bytes;
  }
  const bytes = Buffer.alloc(longestSocketAddress);
  bytes.writeUInt16LE(AF_INET6, 0);
  bytes.writeUInt16BE(port, 2);
  for (const [index, word] of address.words.entries()) bytes.writeUInt32BE(word >>> 0, 8 + index * 4);
  bytes.writeUInt32LE(interfaceIndex(address), 24);
  return bytes;
}

/** undefined for a family that is neither. */
export function decodeEndpoint(bytes: Buffer): Endpoint | undefined {
  const port = bytes.readUInt16BE(2);
  if (bytes.readUInt16LE(0) === AF_INET) {
    return { address: { family: 4, words: [0, 0, 0xffff, bytes.readUInt32BE(4)], zone: '' }, port };
  }
  if (bytes.readUInt16LE(0) !== AF_INET6) return undefined;
  const [first, second, third, fourth] = [8, 12, 16, 20].map((at) => bytes.readUInt32BE(at));
  const words = [first ?? 0, second ?? 0, third ?? 0, fourth ?? 0] as const;
  const mapped = words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
  const scope = bytes.readUInt32LE(24);
  const zone = mapped || scope === 0 ? '' : String(scope);
  return { address: { family: mapped ? 4 : 6, words, zone }, port };
}

/** The number of the interface that a link-local address names; 0 for an address without one. */
export function interfaceIndex({ zone }: IpAddress): number {
  if (zone === '') return 0;
  if (/^\d{1,9}$/.test(zone)) return Number(zone);
  const all = networkInterfaces();
  const found = Object.hasOwn(all, zone) ? all[zone]?.find((one) => one.family === 'IPv6') : undefined;
  if (found?.family === 'IPv6' && found.scopeid > 0) return found.scopeid;
  throw failure('EINVAL', 'this host has no interface of the name in the address', zone.slice(0, 32));
}
