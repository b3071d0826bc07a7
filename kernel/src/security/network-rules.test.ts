import type { NetworkRule } from '@agentos/protocol/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHost, parseAddress } from './addresses.ts';
import { NetworkPolicy, type Verdict } from './network-rules.ts';

const rule = (allow: boolean, host: string, more: Partial<NetworkRule> = {}): NetworkRule => ({
  allow,
  host,
  firstPort: 0,
  lastPort: 0,
  priority: 0,
  ...more,
});

function policy(rules: readonly NetworkRule[], above?: NetworkPolicy): NetworkPolicy {
  const made = new NetworkPolicy(above);
  made.replace(rules);
  return made;
}

function ask(rules: NetworkPolicy, name: string, address: string, port = 443): Verdict {
  const parsed = parseAddress(address);
  if (parsed === undefined) throw new Error(`${address} is no address`);
  return rules.verdict({ name: canonicalHost(name), address: parsed, port });
}

describe('rules', () => {
  test('the highest priority decides, and of equal ones the denial', () => {
    const some = policy([
      rule(true, '10.0.0.0/8'),
      rule(false, '10.1.0.0/16'),
      rule(true, '10.1.2.0/24', { priority: 5 }),
      rule(false, '10.1.2.3', { priority: -1 }),
    ]);
    expect(ask(some, '', '10.9.9.9')).toBe('allow');
    expect(ask(some, '', '10.1.9.9')).toBe('deny');
    expect(ask(some, '', '10.1.2.3')).toBe('allow');
    expect(ask(some, '', '11.1.2.3')).toBeUndefined();
  });

  test('names: exact, below, in any spelling; an address is no name', () => {
    const some = policy([rule(false, '*.Example.COM'), rule(false, 'bücher.example')]);
    expect(ask(some, 'a.b.example.com.', '1.1.1.1')).toBe('deny');
    expect(ask(some, 'BÜCHER.example', '1.1.1.1')).toBe('deny');
    expect(ask(some, 'example.com', '1.1.1.1')).toBeUndefined();
    expect(ask(some, 'evilexample.com', '1.1.1.1')).toBeUndefined();
    expect(ask(some, '', '1.1.1.1')).toBeUndefined();
  });

  test('a denial of an address holds for every spelling of it and for the ways around it', () => {
    const some = policy([rule(true, '*', { priority: 1 }), rule(false, '127.0.0.0/8', { priority: 2 })]);
    const spelled = [
      '127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::9',
      '::127.0.0.1',
    ];
    for (const address of spelled) expect(ask(some, 'public.example', address), address).toBe('deny');
    expect(ask(policy([rule(false, '::ffff:127.0.0.1')]), '', '127.0.0.1')).toBe('deny');
    expect(ask(policy([rule(false, '0x7f.1')]), '', '127.0.0.1')).toBe('deny');
  });

  test('ports', () => {
    const some = policy([rule(false, '', { firstPort: 100, lastPort: 200 }), rule(false, '*', { firstPort: 443 })]);
    const of = (port: number): Verdict => ask(some, '', '1.1.1.1', port);
    expect([99, 100, 200, 201, 443, 444].map(of)).toEqual([undefined, 'deny', 'deny', undefined, 'deny', undefined]);
  });

  test('what is above says yes too, as it is now', () => {
    const top = policy([]);
    const child = policy([rule(true, '*', { priority: 100 })], policy([], top));
    expect(ask(child, '', '1.1.1.1')).toBe('allow');
    top.replace([rule(false, '1.1.1.1', { priority: -100 })]);
    expect(ask(child, '', '1.1.1.1')).toBe('deny');
    top.replace([]);
    expect(ask(child, '', '1.1.1.1')).toBe('allow');
  });

  test.each([
    [rule(true, '10.0.0.0/33')],
    [rule(true, 'fd00::/129')],
    [rule(true, 'a b')],
    [rule(true, '*.*.com')],
    [rule(true, '*.1.2.3.4')],
    [rule(true, 'https://example.com')],
    [rule(true, 'x'.repeat(10_000))],
    [rule(true, '*', { firstPort: 70_000 })],
    [rule(true, '*', { firstPort: 20, lastPort: 10 })],
    [rule(true, '*', { lastPort: 10 })],
  ])('refuses %o and keeps what held', (wrong) => {
    const some = policy([rule(false, '*')]);
    expect(() => some.replace([rule(true, '*'), wrong])).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    expect(ask(some, '', '1.1.1.1')).toBe('deny');
  });

  test('so many and no more', () => {
    const many = Array.from({ length: 257 }, () => rule(true, '*'));
    expect(() => policy(many)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
  });
});

/** The plainest reading of the rules: all that match, sorted anew for each question. */
function model(rules: readonly NetworkRule[], name: string, address: string, port: number): Verdict {
  const number = (text: string): bigint => text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const matching = rules.filter(({ host, firstPort, lastPort }) => {
    if (firstPort !== 0 && (port < firstPort || port > (lastPort || firstPort))) return false;
    if (host === '' || host === '*') return true;
    if (host.startsWith('*.')) return name.endsWith(host.slice(1)) && name !== host.slice(1);
    const [network = '', bits] = host.split('/');
    if (!/^[\d.]+$/.test(network)) return name === host;
    const shift = BigInt(32 - Number(bits ?? 32));
    return number(network) >> shift === number(address) >> shift;
  });
  const highest = Math.max(...matching.map(({ priority }) => priority));
  const deciding = matching.filter(({ priority }) => priority === highest);
  if (deciding.length === 0) return undefined;
  return deciding.every(({ allow }) => allow) ? 'allow' : 'deny';
}

test('agrees with a plain model, alone and below others', () => {
  const label = fc.constantFrom('a', 'b', 'example', 'com');
  const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const address = fc.tuple(fc.constantFrom(10, 11), fc.nat(3), fc.nat(3), fc.nat(255)).map((parts) => parts.join('.'));
  const host = fc.oneof(
    fc.constantFrom('', '*'),
    name,
    name.map((text) => `*.${text}`),
    address,
    fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([text, bits]) => `${text}/${bits}`),
  );
  const ports = fc.oneof(
    fc.constant({ firstPort: 0, lastPort: 0 }),
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(5)).map(([firstPort, more]) => {
      return { firstPort, lastPort: more === 0 ? 0 : firstPort + more };
    }),
  );
  const one = fc
    .tuple(fc.boolean(), host, ports, fc.integer({ min: -2, max: 2 }))
    .map(([allow, text, range, priority]) => rule(allow, text, { ...range, priority }));
  const list = fc.array(one, { maxLength: 8 });
  fc.assert(
    fc.property(list, list, name, address, fc.integer({ min: 1, max: 15 }), (rules, higher, asked, where, port) => {
      expect(ask(policy(rules), asked, where, port)).toBe(model(rules, asked, where, port));
      const both = [model(rules, asked, where, port), model(higher, asked, where, port)];
      const denied = ask(policy(rules, policy(higher)), asked, where, port) === 'deny';
      expect(denied).toBe(both.includes('deny'));
    }),
    { numRuns: 5_000 },
  );
});
