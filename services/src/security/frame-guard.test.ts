import { Buffer } from 'node:buffer';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { guarded, guardName, guardScript } from './frame-guard.ts';

test('the guard stands before every byte of the document', () => {
  const text = guarded(Buffer.from('<script src="./main.js"></script>'), 'http://app1.localhost/a/1/').toString();
  expect(text.indexOf(guardName)).toBeGreaterThan(0);
  expect(text.indexOf(guardName)).toBeLessThan(text.indexOf('main.js'));
  expect(text).toContain(`src="http://app1.localhost/a/1/${guardName}"`);
});

test('it takes every constructor of peer connections out of the realm, and nothing else', () => {
  const realm: Record<string, unknown> = {
    RTCPeerConnection: 1,
    webkitRTCPeerConnection: 2,
    RTCDataChannel: 3,
    Map: 4,
  };
  runInNewContext(guardScript, Object.assign(realm, { document: { currentScript: null } }));
  expect(Object.keys(realm).sort()).toEqual(['Map', 'document']);
});
