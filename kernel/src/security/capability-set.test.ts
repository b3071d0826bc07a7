import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CapabilitySet } from './capability-set.ts';
import { PathPattern } from './path-pattern.ts';

const set = (texts: string[], appId = ''): CapabilitySet => CapabilitySet.parse(texts, appId);

describe('paths', () => {
  test.each([
    ['READ_FILE:/home/Documents/**', '/home/Documents/a/b', true],
    ['READ_FILE:/home/Documents/**', '/home/Documents', true],
    ['READ_FILE:/home/Documents/**', '/home/Documents2', false],
    ['READ_FILE:/home/Documents/**', '/home', false],
    ['READ_FILE:/home/*', '/home/a', true],
    ['READ_FILE:/home/*', '/home/a/b', false],
    ['READ_FILE:/home/*/notes', '/home/x/notes', true],
    ['READ_FILE:/home/*/notes', '/home/notes', false],
    ['READ_FILE:/home/*.txt', '/home/a.txt', true],
    ['READ_FILE:/home/*.txt', '/home/.txt', true],
    ['READ_FILE:/home/*.txt', '/home/a.txt.exe', false],
    ['READ_FILE:/home/a*b*c', '/home/axxbyyc', true],
    ['READ_FILE:/home/aa*aa', '/home/aaa', false],
    ['READ_FILE:/home/a', '/home/a', true],
    ['READ_FILE', '/system/grants', true],
    ['WRITE_FILE:/home/**', '/home/a', false],
  ])('%s on %s: %s', (text, path, allowed) => {
    expect(set([text]).allowsPath('READ_FILE', path)).toBe(allowed);
  });

  test('a denial wins over any allowance', () => {
    const some = set(['READ_FILE', 'READ_FILE:/home/**', '!READ_FILE:/home/Private/**']);
    expect(some.allowsPath('READ_FILE', '/home/Private/a')).toBe(false);
    expect(some.allowsPath('READ_FILE', '/home/Public')).toBe(true);
    expect(some.allowsTree('READ_FILE', '/home')).toBe(false);
    expect(some.allowsTree('READ_FILE', '/home/Public')).toBe(true);
    expect(set(['READ_FILE', '!READ_FILE']).allowsPath('READ_FILE', '/home')).toBe(false);
    expect(set(['CLIPBOARD', '!CLIPBOARD']).allows('CLIPBOARD')).toBe(false);
  });

  test('a tree needs the right on everything below', () => {
    expect(set(['DELETE_FILE:/home/a']).allowsTree('DELETE_FILE', '/home/a')).toBe(false);
    expect(set(['DELETE_FILE:/home/*']).allowsTree('DELETE_FILE', '/home/a')).toBe(false);
    expect(set(['DELETE_FILE:/home/a/**']).allowsTree('DELETE_FILE', '/home/a')).toBe(true);
    expect(set(['DELETE_FILE:/home/**', '!DELETE_FILE:/home/a/*/keep']).allowsTree('DELETE_FILE', '/home/a')).toBe(
      false,
    );
  });

  test('folders of apps are private to them, unless a rule names one or the right has no bounds', () => {
    const explorer = set(['STANDARD', 'READ_FILE:/home/**'], 'explorer');
    expect(explorer.allowsPath('READ_FILE', '/home/.apps/explorer/x')).toBe(true);
    expect(explorer.allowsPath('READ_FILE', '/home/.apps/notes/x')).toBe(false);
    expect(explorer.allowsPath('READ_FILE', '/home/.apps')).toBe(false);
    expect(explorer.allowsTree('READ_FILE', '/home')).toBe(false);
    expect(explorer.allowsTree('READ_FILE', '/home/Documents')).toBe(true);
    expect(set(['READ_FILE:/home/.apps/notes/**']).allowsPath('READ_FILE', '/home/.apps/notes/x')).toBe(true);
    expect(set(['READ_FILE:/home/.apps/**']).allowsPath('READ_FILE', '/home/.apps/notes/x')).toBe(false);
    expect(set(['READ_FILE']).allowsPath('READ_FILE', '/home/.apps/notes/x')).toBe(true);
    expect(set(['STANDARD'], '').allowsPath('READ_FILE', '/home/.apps/x')).toBe(false);
  });
});

describe('a child has no more than its creator', () => {
  const cases: [string[], string[], string[]][] = [
    [['READ_FILE:/home/**'], ['READ_FILE:/home/a/**'], ['READ_FILE:/home/a/**']],
    [['READ_FILE:/home/a/**'], ['READ_FILE:/home/**'], ['READ_FILE:/home/a/**']],
    [['READ_FILE:/home/a/**'], ['READ_FILE'], ['READ_FILE:/home/a/**']],
    [['READ_FILE:/home/a/**'], ['READ_FILE:/home/b/**', 'CLIPBOARD'], []],
    [['READ_FILE', '!READ_FILE:/home/p/**'], ['READ_FILE'], ['READ_FILE', '!READ_FILE:/home/p/**']],
    [
      ['NETWORK_ACCESS:*.example.com:443'],
      ['NETWORK_ACCESS:a.example.com:443', 'NETWORK_ACCESS:b.com:443'],
      ['NETWORK_ACCESS:a.example.com:443'],
    ],
    [['NETWORK_ACCESS:example.com:443'], ['NETWORK_ACCESS'], ['NETWORK_ACCESS:example.com:443']],
    [['OBSERVE'], ['OBSERVE', 'KILL_PROCESS'], ['OBSERVE']],
  ];
  test.each(cases)('%j gives of %j just %j', (creator, asked, kept) => {
    expect(set(asked).within(set(creator)).texts).toEqual(kept);
  });

  test('STANDARD is that of one app', () => {
    expect(set(['STANDARD'], 'a').within(set(['STANDARD'], 'a')).texts).toEqual(['STANDARD']);
    expect(set(['STANDARD'], 'a').within(set(['STANDARD'], 'b')).texts).toEqual([]);
  });

  test('a wildcard over the home does not hand on the private folders of others', () => {
    const child = set(['READ_FILE:/home/.apps/notes/**'], 'x').within(set(['READ_FILE:/home/**'], 'x'));
    expect(child.allowsPath('READ_FILE', '/home/.apps/notes/secret')).toBe(false);
  });

  test('whatever is asked, nothing is allowed that the creator is not', () => {
    const names = fc.constantFrom('a', 'b', '*', 'a*', '.apps');
    const pattern = fc
      .tuple(fc.array(names, { maxLength: 3 }), fc.boolean())
      .map(([parts, deep]) => `/${['home', ...parts, ...(deep ? ['**'] : [])].join('/')}`);
    const rule = fc.tuple(fc.boolean(), fc.option(pattern)).map(([deny, path]) => {
      return `${deny ? '!' : ''}READ_FILE${path === null ? '' : `:${path}`}`;
    });
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', '.apps'), { maxLength: 4 })
      .map((parts) => `/home${parts.map((part) => `/${part}`).join('')}`);
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), fc.array(rule, { maxLength: 4 }), path, (creator, asked, where) => {
        const child = set(asked).within(set(creator));
        if (child.allowsPath('READ_FILE', where)) expect(set(creator).allowsPath('READ_FILE', where)).toBe(true);
        if (child.allowsTree('READ_FILE', where)) expect(set(creator).allowsTree('READ_FILE', where)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a tree that is allowed has nothing in it that is not', () => {
    const parts = fc.array(fc.constantFrom('a', 'b', '*', 'a*', '.apps'), { maxLength: 3 });
    const text = fc.tuple(fc.boolean(), parts, fc.boolean()).map(([deny, names, deep]) => {
      return `${deny ? '!' : ''}READ_FILE:/${['home', ...names, ...(deep ? ['**'] : [])].join('/')}`;
    });
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', '.apps'), { maxLength: 2 })
      .map((names) => ['', 'home', ...names].join('/'));
    const deeper = fc.array(fc.constantFrom('a', 'b', 'ab', '.apps'), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), path, deeper, (texts, where, more) => {
        const some = set(texts);
        if (some.allowsTree('READ_FILE', where))
          expect(some.allowsPath('READ_FILE', [where, ...more].join('/'))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('other kinds', () => {
  test.each([
    ['NETWORK_ACCESS:*.example.com:443', 'a.example.com', 443, true],
    ['NETWORK_ACCESS:*.example.com:443', 'example.com', 443, false],
    ['NETWORK_ACCESS:*.example.com:443', 'evilexample.com', 443, false],
    ['NETWORK_ACCESS:*.example.com:443', 'A.EXAMPLE.COM', 443, true],
    ['NETWORK_ACCESS:example.com', 'example.com', 8080, true],
    ['NETWORK_ACCESS:example.com:443', 'example.com', 80, false],
    ['NETWORK_ACCESS:10.0.0.0/8', '10.2.3.4', 80, true],
    ['NETWORK_ACCESS:10.0.0.0/8', '11.2.3.4', 80, false],
    ['NETWORK_ACCESS:[::1]:80', '::1', 80, true],
    ['NETWORK_ACCESS:[::1]:80', '::1', 81, false],
    ['NETWORK_ACCESS', 'anything', 1, true],
  ])('%s on %s port %d: %s', (text, host, port, allowed) => {
    expect(set([text]).allowsHost(host, port)).toBe(allowed);
  });

  test('ports', () => {
    expect(set(['BIND_PORT:8080']).allowsPort(8080)).toBe(true);
    expect(set(['BIND_PORT:8080']).allowsPort(80)).toBe(false);
    expect(set(['BIND_PORT', '!BIND_PORT:22']).allowsPort(22)).toBe(false);
  });

  test('a text outside the grammar is refused by name', () => {
    expect(() => set(['READ_FILES'])).toThrow(expect.objectContaining({ code: 'EINVAL', detail: 'READ_FILES' }));
    expect(() => set(['READ_FILE:/home/../etc'])).toThrow(expect.objectContaining({ code: 'EINVAL' }));
  });
});

test('covering means matching all that the other matches', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'ab', '*', 'a*'), { maxLength: 3 });
  const pattern = fc
    .tuple(names, fc.boolean())
    .map(([parts, deep]) => `/${[...parts, ...(deep ? ['**'] : [])].join('/')}`);
  const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'abb'), { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(pattern, pattern, path, (wide, narrow, where) => {
      const left = new PathPattern(wide);
      const right = new PathPattern(narrow);
      if (left.covers(right) && right.matches(where)) expect(left.matches(where)).toBe(true);
      if (left.matches(where) && right.matches(where)) expect(left.overlaps(right)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test('any host does not give local addresses to a child; a rule that names them does', () => {
  const child = (creator: string[]): string[] =>
    CapabilitySet.parse(['NETWORK_ACCESS:10.1.2.3:80', 'NETWORK_ACCESS:1.1.1.1'], '').within(
      CapabilitySet.parse(creator, ''),
    ).texts;
  expect(child(['NETWORK_ACCESS:*'])).toEqual(['NETWORK_ACCESS:1.1.1.1']);
  expect(child(['NETWORK_ACCESS'])).toEqual(['NETWORK_ACCESS:1.1.1.1']);
  expect(child(['NETWORK_ACCESS:10.0.0.0/8'])).toEqual(['NETWORK_ACCESS:10.1.2.3:80']);
});
