/** What holds for every tool: its example is right, and a shell tool answers its own with what it declares. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { shellToolHandlers } from '../src/handlers/index.ts';
import { findTool, toolAliases, toolDeclarations } from '../src/index.ts';
import type { JsonObject } from '../src/json.ts';
import { bench, codeOf } from './bench.ts';

/** Data on which every example can run. */
const data: JsonObject = {
  display: '12',
  open: false,
  selected: 1,
  draft: {},
  log: [],
  count: 1,
  books: [{ id: 'b1', title: 'Dune', done: true }],
  shelf: [],
  cards: [1, 2, 3],
  seconds: 10,
  points: [],
  series: [],
  net: {
    nodes: [{ id: 'a' }, { id: 'b' }],
    edges: [{ from: 'a', to: 'b' }],
  },
  game: {
    columns: 3,
    rows: 3,
    in_a_row: 3,
    drop: false,
    players: ['X', 'O'],
    board: ['', '', '', '', '', '', '', '', ''],
    turn: 'X',
    winner: null,
    line: [],
    over: false,
    moves: 0,
  },
  scores: {},
  board: [],
  turn: 'X',
};

const inTheShell = toolDeclarations.filter((tool) => tool.site === 'shell');

test('an id is used once, in lower case, and says its family', () => {
  const ids = toolDeclarations.map((tool) => tool.id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  // Conversions of mathematics keep the names that they have had for long.
  expect(ids.filter((id) => !/^[a-z]+(\.[a-z0-9_]+)+$/.test(id) && !id.startsWith('math.'))).toEqual([]);
});

test.each(toolDeclarations.map((tool) => [tool.id, tool] as const))(
  '%s says what it is, with an example',
  (_id, tool) => {
    expect(tool.title.length).toBeGreaterThan(0);
    expect(tool.description).toMatch(/[.…]$/);
    expect(tool.params.safeParse(tool.example).error).toBeUndefined();
    for (const capability of tool.capabilities(tool.params.parse(tool.example) as never)) {
      expect(capability).toMatch(/^[A-Z_]+(:.+)?$/);
    }
  },
);

test.each(inTheShell.map((tool) => [tool.id, tool] as const))('%s runs its example', async (id, tool) => {
  const desk = bench(data);
  if (id === 'toast.update' || id === 'toast.dismiss')
    await desk.run('toast.loading', { message: 'Reading', key: 'read' });
  await desk.run(tool.id, tool.example);
});

describe('the check of results', () => {
  test('finds a result that is not as declared', async () => {
    const tool = findTool('ui.get');
    expect(tool?.result.safeParse({ value: undefined }).success).toBe(false);
    expect(tool?.result.safeParse({ value: 1 }).success).toBe(true);
  });
});

test('every shell tool has a handler, and there is none without a declaration', () => {
  expect(Object.keys(shellToolHandlers).sort()).toEqual(inTheShell.map((tool) => tool.id).sort());
});

test.each(inTheShell.map((tool) => [tool.id, tool] as const))(
  '%s refuses what its schema does not know',
  async (id, tool) => {
    if (!(tool.params instanceof z.ZodObject)) throw new Error('parameters are records');
    const [needed] =
      Object.entries(tool.params.shape).find(([, field]) => !z.safeParse(field, undefined).success) ?? [];
    if (needed === undefined) return;
    const { [needed]: _left, ...rest } = tool.example as Record<string, unknown>;
    expect(await codeOf(bench(data).run(id, rest))).toBe('EINVAL');
  },
);

test.each(toolDeclarations.map((tool) => [tool.id, tool] as const))(
  '%s can be published as JSON Schema',
  (_id, tool) => {
    for (const [schema, io] of [
      [tool.params, 'input'],
      [tool.result, 'output'],
    ] as const) {
      const { $schema, ...published } = z.toJSONSchema(schema, { io });
      expect(Object.keys(published)).not.toEqual([]);
    }
  },
);

test('another name finds its tool, and hides none that is declared', () => {
  expect(findTool('app.spawn')?.id).toBe('app.launch');
  expect(findTool('canvas.setColor')?.id).toBe('canvas.set_color');
  for (const name of ['constructor', '__proto__', 'app.vanish']) expect(findTool(name)).toBeUndefined();
  const declared = new Set<string>(toolDeclarations.map((tool) => tool.id));
  expect(Object.keys(toolAliases).filter((name) => declared.has(name))).toEqual([]);
});
