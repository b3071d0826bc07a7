/** Answers without a model: from commands, apps and pages that are really there, or an honest no. */
import { describe, expect, it } from 'vitest';
import { createAnswer, inWords } from './answer.ts';
import { findSystemFolder, readLibrary, sectionsOf } from './pages.ts';

const commands = [
  { title: 'Maximize window', keys: 'Alt+F10' },
  { title: 'Save session', keys: 'Ctrl+Alt+S' },
  { title: 'Show desktop', keys: '' },
];
const apps = [
  { name: 'Calculator', description: 'Exact decimal arithmetic' },
  { name: 'Terminal', description: '' },
];
const page = `# Sessions\nA session holds the open windows.\n\n## Restoring\nRestoring brings back geometry and scrollback of every window.\n\n\`\`\`\n# no heading\n\`\`\`\n\n## Limits\nAt most 100 sessions.`;
const library = { sections: sectionsOf('docs/sessions.md', page), apps };
const answer = createAnswer(library);
const ask = (message: string, context: Record<string, unknown> = { apps, commands }): string =>
  answer({ message, context });

describe('answers', () => {
  it('name the key of a command', () => {
    expect(ask('how do I maximize a window?')).toContain('Press Alt+F10');
    expect(ask('which key saves the session?')).toContain('Ctrl+Alt+S');
    expect(ask('how do I show the desktop?')).toContain('no key of its own');
    expect(ask('which keyboard shortcuts are there?')).toMatch(/Maximize window: Alt\+F10[\s\S]*Save session/);
  });

  it('name the apps that are installed and how to open one', () => {
    expect(ask('which apps are installed?')).toContain('- Calculator: Exact decimal arithmetic');
    expect(ask('open the calculator')).toContain('Calculator is installed');
    expect(ask('which apps are installed?', {})).toContain('Terminal');
  });

  it('quote the page that knows', () => {
    expect(ask('what comes back when restoring scrollback?')).toMatch(
      /^Restoring brings back[\s\S]*From docs\/sessions\.md, “Restoring”\.$/,
    );
    expect(ask('what are sessions?')).toContain('From docs/sessions.md, “Sessions”');
    expect(library.sections.map(({ heading }) => heading)).toEqual(['Sessions', 'Restoring', 'Limits']);
  });

  it('say that there is no model instead of inventing something', () => {
    for (const question of ['what is the meaning of life?', 'who won the world cup', 'tell me a joke', '', '🙂']) {
      expect(ask(question)).toContain('No language model is configured');
    }
  });

  it('send a wish for an app to where apps are made', () => {
    expect(ask('a reading list with title and author')).toContain('Switch to Make and say: a reading list');
  });

  it('take any context for what it is', () => {
    const odd = { apps: [null, 3, { name: 7 }, { name: 'A\u0000B' }], commands: 'none' };
    expect(ask('which apps are installed?', odd)).not.toContain('\u0000');
    expect(ask('which keys are there?', { commands: [[], { title: {} }] })).toContain('No language model');
    expect(ask('x'.repeat(100_000))).toContain('No language model');
  });

  it('come word by word and stop when nobody listens', async () => {
    const texts: string[] = [];
    for await (const event of inWords('one  two\nthree', new AbortController().signal))
      if (event.type === 'token') texts.push(event.text);
    expect(texts).toEqual(['one  ', 'two\n', 'three']);
    const left = [];
    for await (const event of inWords('one two', AbortSignal.abort())) left.push(event);
    expect(left).toEqual([]);
  });
});

describe('the library of this system', () => {
  it('has the pages of the documentation and the shipped apps', () => {
    const read = readLibrary(findSystemFolder(import.meta.dirname));
    expect(
      read.sections.some(({ page: name, heading }) => name === 'docs/blueprint.md' && heading === 'Expressions'),
    ).toBe(true);
    expect(read.apps.map(({ name }) => name)).toContain('Calculator');
    const answer = createAnswer(read)({ message: 'what can an expression do?', context: {} });
    expect(answer).toContain('From docs/expressions.md, “Expressions of Blueprint”');
    expect(answer).not.toContain('<!--');
  });

  it('is empty, not broken, where there is none', () => {
    expect(readLibrary(undefined)).toEqual({ sections: [], apps: [] });
    expect(readLibrary('/nowhere')).toEqual({ sections: [], apps: [] });
  });
});
