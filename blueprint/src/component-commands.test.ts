/** What tools command, components understand: both sides of a port by name. */
import { toolDeclarations } from '@agentos/tools';
import { shellToolHandlers } from '@agentos/tools/handlers/index';
import { absentContext, absentHost } from '@agentos/tools/handlers/testing-host';
import { expect, test } from 'vitest';
import { type ComponentType, componentDefinitions } from './components.ts';

/** Which components the tools of a family act on. */
const takers: Readonly<Record<string, readonly ComponentType[]>> = {
  canvas: ['canvas'],
  player: ['audio', 'video'],
  chart: ['line_chart', 'bar_chart', 'area_chart'],
  graph: ['graph'],
  'ui.tabs': ['tabs'],
  'ui.modal': ['modal'],
  'ui.focus': ['input', 'textarea', 'select'],
};

const commanding = toolDeclarations.flatMap((tool) => {
  const types = takers[tool.id] ?? takers[tool.id.slice(0, tool.id.indexOf('.'))];
  return types === undefined ? [] : [{ tool, types }];
});

test.each(commanding.map((each) => [each.tool.id, each] as const))('%s', async (id, { tool, types }) => {
  const given: string[] = [];
  const context = {
    ...absentContext,
    read: () => null,
    write: () => {},
    host: {
      ...absentHost,
      components: {
        ...absentHost.components,
        async call(_id: string, command: string) {
          given.push(command);
          return null;
        },
      },
    },
  };
  try {
    await shellToolHandlers[id]?.(tool.params.parse(tool.example) as never, context);
  } catch {
    // Tools that work on data find none here.
  }
  const unknown = types.flatMap((type) => {
    const known = Object.keys(componentDefinitions[type].commands ?? {});
    return given.filter((command) => !known.includes(command)).map((command) => `${type}: ${command}`);
  });
  expect(unknown).toEqual([]);
  // Those that act on components alone give a command each.
  if (!/^(chart|graph)\./.test(id)) expect(given).not.toEqual([]);
});

test('the check looks at every family that commands', () => {
  expect(new Set(commanding.map(({ tool }) => tool.id.split('.')[0]))).toEqual(
    new Set(['ui', 'canvas', 'player', 'chart', 'graph']),
  );
});
