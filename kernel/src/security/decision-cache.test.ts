import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHost, parseAddress } from './addresses.ts';
import { CapabilitySet, type PathKind } from './capability-set.ts';
import { DecisionCache } from './decision-cache.ts';
import { NetworkPolicy, type NetworkTarget } from './network-rules.ts';

class Policy {
  policyEpoch = 1;
  capabilities = CapabilitySet.parse([], 'app');
  readonly network: NetworkPolicy;
  readonly decisions = new DecisionCache(this);

  constructor(above?: NetworkPolicy) {
    this.network = new NetworkPolicy(above);
  }

  update(texts: readonly string[]): void {
    this.capabilities = CapabilitySet.parse(texts, 'app');
    this.policyEpoch++;
  }
}

function target(name: string, address: string, port: number): NetworkTarget {
  const parsed = parseAddress(address);
  if (parsed === undefined) throw new Error(`${address} is no address`);
  return { name: canonicalHost(name), address: parsed, port };
}

const denial = (host: string) => ({ allow: false, host, firstPort: 0, lastPort: 0, priority: 0 });

describe('what is remembered', () => {
  test('a decision is found again, also for another spelling of the path', () => {
    const policy = new Policy();
    policy.update(['READ_FILE:/home/a/**', '!READ_FILE:/home/a/secret']);
    for (let round = 0; round < 3; round++) {
      expect(policy.decisions.allowsPath('READ_FILE', '/home/a/x')).toBe(true);
      expect(policy.decisions.allowsPath('READ_FILE', '/home/a/../b')).toBe(false);
      expect(policy.decisions.allowsPath('READ_FILE', '/home//a/./secret')).toBe(false);
      expect(policy.decisions.allowsTree('READ_FILE', '/home/a')).toBe(false);
      expect(policy.decisions.allowsPath('WRITE_FILE', '/home/a/x')).toBe(false);
    }
    expect([policy.decisions.hits, policy.decisions.misses]).toEqual([10, 5]);
  });

  test('what is no path is an error each time', () => {
    const { decisions } = new Policy();
    for (let round = 0; round < 2; round++) {
      expect(() => decisions.allowsPath('READ_FILE', '/a\0b')).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    }
    expect(decisions.size).toBe(0);
  });

  test('never more than so much, whatever is asked, and what was asked last is right', () => {
    const policy = new Policy();
    policy.update(['READ_FILE:/home/1*', 'NETWORK_ACCESS']);
    for (let index = 0; index < 5_000; index++) {
      expect(policy.decisions.allowsPath('READ_FILE', `/home/${index}`)).toBe(`${index}`.startsWith('1'));
      expect(policy.decisions.allowsHost('example.com', index)).toBe(true);
      expect(policy.decisions.deniesTarget(target('', `10.0.${index >> 8}.${index & 255}`, 80))).toBe(false);
    }
    expect(policy.decisions.size).toBeLessThanOrEqual(512);
  });

  test('a text of any length is decided, a long one is not kept', () => {
    const policy = new Policy();
    policy.update(['READ_FILE', 'NETWORK_ACCESS']);
    const long = `/home/${'a/'.repeat(1_000)}b`;
    expect(policy.decisions.allowsPath('READ_FILE', long)).toBe(true);
    expect(policy.decisions.allowsHost('a'.repeat(300), 80)).toBe(true);
    expect(policy.decisions.size).toBe(0);
  });

  test('peers of the same address and another port, family, zone or name are others', () => {
    const policy = new Policy();
    policy.network.replace([
      { ...denial('10.0.0.1'), firstPort: 80 },
      { ...denial('evil.example'), priority: 1 },
    ]);
    const asked: [string, string, number, boolean][] = [
      ['', '10.0.0.1', 80, true],
      ['', '10.0.0.1', 81, false],
      ['', '10.0.0.2', 80, false],
      ['evil.example', '10.0.0.1', 81, true],
      ['good.example', '10.0.0.1', 81, false],
      ['', '::ffff:10.0.0.1', 80, true],
      ['', '64:ff9b::a00:1', 80, true],
      ['', 'fe80::1%a', 80, false],
    ];
    for (let round = 0; round < 2; round++) {
      for (const [name, address, port, denied] of asked) {
        expect(policy.decisions.deniesTarget(target(name, address, port)), `${name} ${address}`).toBe(denied);
      }
    }
  });
});

describe('what is forgotten', () => {
  test('all of it with the epoch, both ways', () => {
    const policy = new Policy();
    const reads = (): boolean => policy.decisions.allowsPath('READ_FILE', '/home/a');
    const calls = (): boolean => policy.decisions.allowsHost('example.com', 443);
    policy.update(['READ_FILE:/home/**', 'NETWORK_ACCESS:example.com']);
    expect([reads(), calls(), reads(), calls()]).toEqual([true, true, true, true]);
    policy.update(['NETWORK_ACCESS:other.example']);
    expect([reads(), calls()]).toEqual([false, false]);
    policy.update(['READ_FILE:/home/a']);
    expect([reads(), calls()]).toEqual([true, false]);
  });

  test('when a list from above is replaced, without an epoch of its own', () => {
    const top = new NetworkPolicy(undefined);
    const policy = new Policy(new NetworkPolicy(top));
    const denies = (): boolean => policy.decisions.deniesTarget(target('', '10.0.0.1', 80));
    expect([denies(), denies()]).toEqual([false, false]);
    top.replace([denial('10.0.0.0/8')]);
    expect(denies()).toBe(true);
    top.replace([]);
    expect(denies()).toBe(false);
  });
});

test('whatever is asked and changed in between, the answer is that of the rules as they are', () => {
  const kind = fc.constantFrom<PathKind>('READ_FILE', 'WRITE_FILE');
  const name = fc.constantFrom('a', 'b', 'ab', '.apps', '..', '.', '');
  const path = fc.array(name, { maxLength: 4 }).map((names) => `/home/${names.join('/')}`);
  const part = fc.constantFrom('a', 'b', 'a*', '*', '.apps');
  const pathRule = fc
    .tuple(fc.boolean(), kind, fc.array(part, { maxLength: 3 }), fc.boolean())
    .map(
      ([deny, of, parts, deep]) => `${deny ? '!' : ''}${of}:/${['home', ...parts, ...(deep ? ['**'] : [])].join('/')}`,
    );
  const host = fc.constantFrom('a.example', 'b.example', 'EXAMPLE.', '10.0.0.1', '10.0.0.2', '::1', '64:ff9b::a00:1');
  const pattern = fc.constantFrom('a.example', '*.example', 'example', '10.0.0.0/8', '10.0.0.2', '::1');
  const hostRule = fc
    .tuple(fc.boolean(), pattern)
    .map(([deny, of]) => `${deny ? '!' : ''}NETWORK_ACCESS:${of === '::1' ? '[::1]' : of}`);
  const rules = fc.array(fc.oneof(pathRule, hostRule), { maxLength: 8 });
  const lists = fc.array(fc.tuple(fc.boolean(), pattern, fc.nat(2)), { maxLength: 4 }).map((list) => {
    return list.map(([allow, of, priority]) => ({ ...denial(of), allow, priority }));
  });
  const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '1.1.1.1', '::1', '64:ff9b::a00:1');
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('path' as const), kind, path }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('tree' as const), kind, path }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('host' as const), host, port: fc.integer({ min: 1, max: 2 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('peer' as const), address, name: fc.constantFrom('', 'a.example') }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('update' as const), rules }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('network' as const), lists, above: fc.boolean() }) },
  );
  const plain = (text: string): string => {
    const names: string[] = [];
    for (const one of text.split('/')) {
      if (one === '..') names.pop();
      else if (one !== '' && one !== '.') names.push(one);
    }
    return `/${names.join('/')}`;
  };
  let hits = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const above = new NetworkPolicy(undefined);
      const policy = new Policy(above);
      const { decisions } = policy;
      for (const one of steps) {
        const { capabilities } = policy;
        if (one.do === 'update') policy.update(one.rules);
        else if (one.do === 'network') (one.above ? above : policy.network).replace(one.lists);
        else if (one.do === 'path') {
          expect(decisions.allowsPath(one.kind, one.path)).toBe(capabilities.allowsPath(one.kind, plain(one.path)));
        } else if (one.do === 'tree') {
          expect(decisions.allowsTree(one.kind, one.path)).toBe(capabilities.allowsTree(one.kind, plain(one.path)));
        } else if (one.do === 'host') {
          expect(decisions.allowsHost(one.host, one.port)).toBe(capabilities.allowsHost(one.host, one.port));
        } else {
          const to = target(one.name, one.address, 80);
          const denied = capabilities.deniesAddress(to.name, to.address, 80) || policy.network.verdict(to) === 'deny';
          expect(decisions.deniesTarget(to)).toBe(denied);
        }
      }
      hits += decisions.hits;
    }),
    { numRuns: 1_000 },
  );
  expect(hits).toBeGreaterThan(1_000);
});
