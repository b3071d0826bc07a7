import { describe, expect, test } from 'vitest';
import { demoPackages } from '../../dev/fake-services.ts';
import type { Command } from '../commands/registry.ts';
import { windowId } from '../windows/window.ts';
import { launcherGroups, requestOf } from './launcher-entries.ts';

const commands: Command[] = [
  { id: 'window.close', title: 'Close window', group: 'Window', run() {} },
  { id: 'appearance.toggle', title: 'Use the dark appearance', group: 'Appearance', words: 'theme', run() {} },
];
const windows = [{ id: windowId('a1'), title: 'Shopping — Notes', packageId: 'notes', icon: '' }];
const sources = { packages: demoPackages, commands, windows };
const first = (text: string) => launcherGroups(text, sources)[0]?.entries[0];
const kinds = (text: string) => launcherGroups(text, sources).map(({ title }) => title);

describe('the launcher', () => {
  test('offers apps and open windows before anything is typed', () => {
    expect(kinds('')).toEqual(['Apps', 'Open windows']);
  });

  test.each([
    ['calc', 'Calculator'],
    ['term', 'Terminal'],
    ['console', 'Terminal'],
    ['shopping', 'Shopping — Notes'],
    ['close', 'Close window'],
    ['theme', 'Use the dark appearance'],
  ])('%s finds %s first', (text, title) => {
    expect(first(text)?.title).toBe(title);
  });

  test('offers to make an app last, and first when the text asks for one or nothing is found', () => {
    expect(kinds('notes').at(-1)).toBe('Make');
    expect(first('make an app for tracking plants')).toMatchObject({ kind: 'make', request: 'tracking plants' });
    expect(first('a reading list with title, author and a done box')).toMatchObject({ kind: 'make' });
    expect(first('qqqq')).toMatchObject({ kind: 'make', request: 'qqqq' });
  });

  test('does not hide an app whose name begins like a request', () => {
    const named = { ...sources, packages: [{ ...demoPackages[0]!, id: 'make', name: 'Make' }] };
    expect(launcherGroups('make', named)[0]?.entries[0]).toMatchObject({ kind: 'app' });
  });
});

test.each([
  ['make an app for a reading list', 'a reading list'],
  ['Create me an app that counts steps', 'counts steps'],
  ['build a quiz', 'a quiz'],
  ['a timer', 'a timer'],
  ['make', 'make'],
])('%s asks for: %s', (text, request) => {
  expect(requestOf(text)).toBe(request);
});
