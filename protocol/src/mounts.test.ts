import { expect, test } from 'vitest';
import { parseMounts } from './mounts.ts';
import { readSettings } from './settings.ts';

test('folders of the host come by name, writable unless said otherwise', () => {
  expect(readSettings({ AGENTOS_MOUNTS: 'photos=/srv/photos:ro, code=/srv/my code,odd=/a=b:c:rw' }).mounts).toEqual({
    photos: { folder: '/srv/photos', readOnly: true },
    code: { folder: '/srv/my code', readOnly: false },
    odd: { folder: '/a=b:c', readOnly: false },
  });
  expect(readSettings({}).mounts).toEqual({});
});

test.each(['photos', '=/srv', 'a/b=/srv', '..=/srv', '.x=/srv', 'a=srv', 'a=', 'a=/x,a=/y', 'a=/x\0y'])(
  '%j is refused with the reason',
  (text) => {
    expect(parseMounts(text)).toHaveProperty('problem');
    expect(() => readSettings({ AGENTOS_MOUNTS: text })).toThrow(/AGENTOS_MOUNTS: \S+/);
  },
);
