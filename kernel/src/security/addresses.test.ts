import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalHost,
  embeddedAddress,
  formatAddress,
  isInNetwork,
  isLoopback,
  isPublicAddress,
  parseAddress,
  parseNetwork,
} from './addresses.ts';

/** An address as one number, read without the code under test. */
function numberOf(text: string): bigint {
  if (isIP(text) === 4) return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const plain = new URL(`http://[${text}]/`).hostname.slice(1, -1);
  const [left = '', right] = plain.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
const spelled6 = groups.map((all) => all.map((group) => group.toString(16)).join(':'));

test('IPv6 is spelled as URLs spell it, and read back', () => {
  fc.assert(
    fc.property(spelled6, (text) => {
      const parsed = parseAddress(text);
      if (parsed?.family !== 6) return;
      expect(formatAddress(parsed)).toBe(new URL(`http://[${text}]/`).hostname.slice(1, -1));
      expect(parseAddress(formatAddress(parsed))).toEqual(parsed);
    }),
    { numRuns: 2_000 },
  );
});

test('an address is in a network exactly when its first bits are the same', () => {
  const near = fc.tuple(fc.ipV4(), fc.nat(31)).map(([text, bit]) => {
    const other = (numberOf(text) ^ (1n << BigInt(bit))) & 0xffff_ffffn;
    return [text, [24n, 16n, 8n, 0n].map((shift) => (other >> shift) & 255n).join('.')] as const;
  });
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(fc.ipV4(), fc.ipV4())), fc.integer({ min: 0, max: 32 }), ([one, two], bits) => {
      const network = parseNetwork(`${one}/${bits}`);
      const address = parseAddress(two);
      const shift = BigInt(32 - bits);
      expect(network !== undefined && address !== undefined && isInNetwork(address, network)).toBe(
        numberOf(one) >> shift === numberOf(two) >> shift,
      );
    }),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(spelled6, groups, fc.nat(7), fc.integer({ min: 0, max: 128 }), (one, other, keep, bits) => {
      // The same first groups, so that both answers come up.
      const two = [...one.split(':').slice(0, keep), ...other.slice(keep).map((group) => group.toString(16))].join(':');
      const [network, address] = [parseNetwork(`${one}/${bits}`), parseAddress(two)];
      if (network?.family !== 6 || address?.family !== 6) return;
      const shift = BigInt(128 - bits);
      expect(isInNetwork(address, network)).toBe(numberOf(one) >> shift === numberOf(two) >> shift);
    }),
    { numRuns: 3_000 },
  );
});

test('the families do not meet, but for IPv4 that is written as IPv6', () => {
  const [any4, any6] = [parseNetwork('0.0.0.0/0'), parseNetwork('::/0')];
  const [four, mapped, six] = ['1.2.3.4', '::ffff:1.2.3.4', '::1'].map((text) => parseAddress(text));
  if (!any4 || !any6 || !four || !mapped || !six) throw new Error('unreadable');
  expect(mapped).toEqual(four);
  expect([isInNetwork(four, any4), isInNetwork(four, any6), isInNetwork(six, any4), isInNetwork(six, any6)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(parseNetwork('::ffff:10.0.0.0/104')).toEqual(parseNetwork('10.0.0.0/8'));
});

describe('one form of a host', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['１２７.0.0.1', '127.0.0.1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['::ffff:7f00:1', '127.0.0.1'],
    ['[::FFFF:127.0.0.1]', '127.0.0.1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['EXAMPLE.com.', 'example.com'],
    ['example.com..', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['a_b.example', 'a_b.example'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['', ''],
    ['.', ''],
    ['a..b', ''],
    ['a b', ''],
    ['a\0b', ''],
    ['evil.com/x', ''],
    ['evil.com:80', ''],
    ['user@evil.com', ''],
    ['%6c', ''],
    ['x'.repeat(300), ''],
  ])('%s is %s', (text, host) => {
    expect(canonicalHost(text)).toBe(host);
  });

  test('what is a host stays that host', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
        const host = canonicalHost(text);
        expect(canonicalHost(host)).toBe(host);
        expect(canonicalHost(host.toUpperCase())).toBe(host);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what is public', () => {
  test.each([
    ['1.1.1.1', true],
    ['2606:4700::1111', true],
    ['::ffff:1.1.1.1', true],
    ['127.0.0.1', false],
    ['127.255.255.255', false],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:127.0.0.1', false],
    ['::127.0.0.1', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['2001::1', false],
    ['fe80::1', false],
    ['fe80::1%lo', false],
    ['fd00::1', false],
    ['ff02::1', false],
    ['example.com', false],
  ])('%s: %s', (text, expected) => {
    expect(isPublicAddress(text)).toBe(expected);
  });

  test('no address of this host is', () => {
    for (const one of Object.values(networkInterfaces()).flat())
      expect(isPublicAddress(one?.address ?? '')).toBe(false);
  });
});

test.each([
  ['64:ff9b::7f00:1', '127.0.0.1'],
  ['2002:7f00:1::1', '127.0.0.1'],
  ['::10.0.0.1', '10.0.0.1'],
  ['::1', undefined],
  ['::', undefined],
  ['2606:4700::1', undefined],
])('%s leads to %s', (text, inner) => {
  const found = embeddedAddress(parseAddress(text) ?? { family: 6, words: [1, 1, 1, 1], zone: '' });
  expect(found === undefined ? undefined : formatAddress(found)).toBe(inner);
});

test('loopback is all of 127/8 and ::1', () => {
  const of = (text: string): boolean => isLoopback(parseAddress(text) ?? { family: 6, words: [9, 9, 9, 9], zone: '' });
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '128.0.0.1', '::2', '0.0.0.0'].map(of)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
