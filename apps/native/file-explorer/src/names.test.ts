import { describe, expect, test } from 'vitest';
import { crumbsOf, freeName, isWithin, join, nameProblem, parentOf, stemLength } from './names.ts';

describe('nameProblem', () => {
  test.each(['a', 'report (final).pdf', '.profile', 'Grüße 👋', 'a..b', 'x'.repeat(255)])(
    '%j can be a name',
    (name) => {
      expect(nameProblem(name)).toBeUndefined();
    },
  );

  test.each([
    '',
    '   ',
    '.',
    '..',
    '../etc',
    'a/../b',
    '..\u0000',
    'a/b',
    '/',
    '..hidden',
    'a\nb',
    'a\0b',
    'é'.repeat(128),
  ])('%j cannot, and the reason is said', (name) => {
    expect(nameProblem(name)).toMatch(/\.$/);
  });

  test('the way out of a folder is named as such', () => {
    expect(nameProblem('..')).toContain('“..”');
    expect(nameProblem('../evil')).toContain('“..”');
  });
});

test.each([
  ['report.pdf', false, 'report'],
  ['archive.tar.gz', false, 'archive.tar'],
  ['.profile', false, '.profile'],
  ['Makefile', false, 'Makefile'],
  ['v1.2', true, 'v1.2'],
])('renaming %s (folder: %s) selects %s', (name, isFolder, stem) => {
  expect(name.slice(0, stemLength(name, isFolder))).toBe(stem);
});

test('a taken name gets a number before its extension', () => {
  expect(freeName('a.txt', new Set())).toBe('a.txt');
  expect(freeName('a.txt', new Set(['a.txt', 'a (2).txt']))).toBe('a (3).txt');
  expect(freeName('v1.2', new Set(['v1.2']), true)).toBe('v1.2 (2)');
});

test('paths are put together and taken apart', () => {
  expect(join('/home', 'a')).toBe('/home/a');
  expect(join('/', 'a')).toBe('/a');
  expect(parentOf('/home/a')).toBe('/home');
  expect(parentOf('/home')).toBe('/');
  expect(isWithin('/home/a/b', '/home/a')).toBe(true);
  expect(isWithin('/home/ab', '/home/a')).toBe(false);
});

test('crumbs begin at Home, or at the computer elsewhere', () => {
  expect(crumbsOf('/home/Documents').map(({ label }) => label)).toEqual(['Home', 'Documents']);
  expect(crumbsOf('/tmp/x').map(({ path }) => path)).toEqual(['/', '/tmp', '/tmp/x']);
  expect(crumbsOf('/').map(({ label }) => label)).toEqual(['Computer']);
});
