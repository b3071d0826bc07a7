import { expect, test } from 'vitest';
import { familyOf, findProgram, installCommand } from './packages.ts';

test('knows a distribution by its name, or by what it is like', () => {
  expect(familyOf('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n')).toBe('debian');
  expect(familyOf('ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toBe('debian');
  expect(familyOf('ID="rocky"\nID_LIKE="rhel centos fedora"\n')).toBe('fedora');
  expect(familyOf('ID=plan9\n')).toBe('other');
  expect(installCommand(['bubblewrap'], 'alpine')).toContain('apk add bubblewrap');
});

test('finds a program only on the path that it is given', () => {
  expect(findProgram('sh', '/nowhere::/bin')).toBe('/bin/sh');
  expect(findProgram('sh', '/nowhere')).toBeUndefined();
});
