import { describe, expect, test } from 'vitest';
import { beyond } from './covered.ts';

describe('rights of an app that another launches', () => {
  test.each([
    [['STANDARD'], ['STANDARD', 'SPAWN_PROCESS']],
    [['STANDARD', 'READ_FILE:/home/a/b.txt'], ['READ_FILE:/home/a/**']],
    [['READ_FILE:/home/a/**'], ['READ_FILE:/home/**']],
    [['READ_FILE:/home/a'], ['READ_FILE']],
    [['CLIPBOARD', '!READ_FILE:/home/x'], ['CLIPBOARD']],
    [
      ['READ_FILE:/home/**', '!READ_FILE:/home/x/**'],
      ['READ_FILE:/home/**', '!READ_FILE:/home/x/**'],
    ],
  ])('%j is within %j', (wanted, held) => {
    expect(beyond(wanted, held)).toBeUndefined();
  });

  test.each([
    [['SPAWN_PROCESS'], ['STANDARD'], 'SPAWN_PROCESS'],
    [['STANDARD', 'READ_FILE:/home/**'], ['READ_FILE:/home/a/**'], 'READ_FILE:/home/**'],
    [['READ_FILE:/home/ab'], ['READ_FILE:/home/a/**'], 'READ_FILE:/home/ab'],
    [['READ_FILE'], ['READ_FILE:/home/**'], 'READ_FILE'],
    [['WRITE_FILE:/home/a'], ['READ_FILE:/home/**'], 'WRITE_FILE:/home/a'],
    [['READ_FILE:/home/**'], ['READ_FILE:/home/**', '!READ_FILE:/home/x/**'], 'READ_FILE:/home/**'],
    [['READ_FILE:/home/a'], ['!READ_FILE:/home/**'], 'READ_FILE:/home/a'],
    [['BIND_PORT:80'], ['BIND_PORT:8080'], 'BIND_PORT:80'],
  ])('%j is beyond %j', (wanted, held, first) => {
    expect(beyond(wanted, held)).toBe(first);
  });
});
