import { toolDeclarations } from '@agentos/tools';
import { expect, test } from 'vitest';
import { discover } from './discover.ts';

test.each([
  ['list the files in a folder', 'filesystem'],
  ['store a value under a key', 'storage'],
  ['close the app', 'app'],
  ['type into the terminal', 'terminal'],
  ['unpack a zip archive', 'filesystem'],
  ['change the theme to dark', 'theme'],
  ['draw a circle on the canvas', 'canvas'],
  ['which rights does an app have', 'permissions'],
])('%s → %s', (message, service) => {
  expect(discover(message)[0]?.id).toBe(service);
});

test.each([
  ['read a CSV table', 'filesystem.csv.read'],
  ['unpack a ZIP archive', 'filesystem.zip.extract'],
  ['derivative of an expression', 'math.derivative'],
  ['post json to another computer', 'http.post'],
])('%s: %s is among its best tools', (message, tool) => {
  expect(discover(message).flatMap((service) => service.tools.slice(0, 3))).toContain(tool);
});

test('says which words fit, and where', () => {
  const [best] = discover('please extract my zip');
  expect(best).toMatchObject({ id: 'filesystem', tools: expect.arrayContaining(['filesystem.zip.extract']) });
  expect(best?.reason).toBe('filesystem.zip.extract: "extract", "zip" in its name');
  for (const service of discover('read a file')) {
    expect(service.matches.map(({ id }) => id)).toEqual(service.tools);
    expect(service.matches.every(({ score, reason }) => score > 0 && reason !== '')).toBe(true);
    expect(service.score).toBe(Math.max(...service.matches.map(({ score }) => score)));
  }
});

test('every tool is found by its own title', () => {
  const lost = toolDeclarations.filter((tool) => {
    const family = tool.id.slice(0, tool.id.indexOf('.'));
    return !discover(`${tool.id} ${tool.title}`).some((service) => service.id === family);
  });
  expect(lost.map(({ id }) => id)).toEqual([]);
});

test('words that no tool knows find nothing, and hostile ones no more', () => {
  expect(discover('zebra xylophone')).toEqual([]);
  expect(discover('__proto__ constructor')).toEqual([]);
  expect(discover('file '.repeat(400)).length).toBeLessThanOrEqual(5);
});
