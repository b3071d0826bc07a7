import { expect, test } from 'vitest';
import { isLoopbackName, Origins } from './origin.ts';

const origins = new Origins(['https://desk.example', 'http://localhost:5173'], 'http');

test.each([
  ['127.0.0.1:8000', 'shell'],
  ['192.168.1.4:8000', 'shell'],
  ['[::1]:8000', 'shell'],
  ['localhost:8000', 'shell'],
  ['localhost', 'shell'],
  ['desk.example', 'shell'],
  ['LOCALHOST:8000', 'shell'],
  ['appa1b2.localhost:8000', 'app'],
  ['evil.example', 'refused'],
  ['desk.example.evil.example', 'refused'],
  ['desk.example:81', 'refused'],
  ['localhost.evil.example:8000', 'refused'],
  ['127.0.0.1.evil.example', 'refused'],
  ['x.appa1.localhost', 'refused'],
  ['evil.localhost:8000', 'refused'],
  ['', 'refused'],
  ['127.0.0.1:8000, evil.example', 'refused'],
  ['localhost:8000@evil.example', 'refused'],
])('host %s is %s', (host, kind) => {
  expect(origins.host(host).kind).toBe(kind);
});

test('an absent Host is refused', () => {
  expect(origins.host(undefined).kind).toBe('refused');
});

test.each([
  ['http://127.0.0.1:8000', true],
  [undefined, true],
  ['https://desk.example', true],
  ['http://localhost:5173', true],
  ['null', false],
  ['http://127.0.0.1:9999', false],
  ['https://127.0.0.1:8000', false],
  ['http://evil.example', false],
  ['http://appa1.localhost:8000', false],
])('origin %s at our own host: %s', (origin, allowed) => {
  expect(origins.allows(origin, '127.0.0.1:8000')).toBe(allowed);
});

test('a setting that is no origin is refused at start', () => {
  expect(() => new Origins(['desk.example'], 'http')).toThrow(/AGENTOS_ORIGINS/);
});

test('only loopback names reach app hosts', () => {
  expect(['localhost', '127.0.0.1'].every(isLoopbackName)).toBe(true);
  expect(['10.0.0.1', 'desk.example', '127.evil.example', '1127.0.0.1'].some(isLoopbackName)).toBe(false);
});
