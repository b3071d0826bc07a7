/** Games played to their end, and moves that no rule allows. */
import { describe, expect, test } from 'vitest';
import { type Bench, bench, codeOf } from './bench.ts';

async function play(desk: Bench, ...positions: number[]): Promise<Record<string, unknown>> {
  let last: unknown;
  for (const position of positions) last = await desk.run('game.move', { path: 'game', position, scores: 'scores' });
  return last as Record<string, unknown>;
}

async function started(options: object = {}): Promise<Bench> {
  const desk = bench({ game: null, scores: {} });
  await desk.run('game.reset', { path: 'game', ...options });
  return desk;
}

describe('tic-tac-toe', () => {
  test('X wins with a row, a column, a diagonal', async () => {
    for (const [moves, line] of [
      [
        [0, 3, 1, 4, 2],
        [0, 1, 2],
      ],
      [
        [0, 1, 3, 2, 6],
        [0, 3, 6],
      ],
      [
        [2, 0, 4, 1, 6],
        [2, 4, 6],
      ],
    ] as const) {
      const desk = await started();
      expect(await play(desk, ...moves)).toMatchObject({ winner: 'X', line, over: true, turn: 'X', moves: 5 });
      expect(desk.data.scores).toEqual({ X: 1 });
      expect(await codeOf(desk.run('game.move', { path: 'game', position: 8 }))).toBe('EINVAL');
    }
  });
  test('a full board without a line is over and has no winner', async () => {
    const desk = await started();
    expect(await play(desk, 0, 1, 2, 4, 3, 5, 7, 6, 8)).toMatchObject({ winner: null, over: true, moves: 9 });
    expect(desk.data.scores).toEqual({});
  });
  test('a taken place, a player out of turn, a place beside the board', async () => {
    const desk = await started();
    await play(desk, 4);
    const before = structuredClone(desk.data);
    await expect(desk.run('game.move', { path: 'game', position: 4 })).rejects.toThrow(/taken/);
    await expect(desk.run('game.move', { path: 'game', position: 0, player: 'X' })).rejects.toThrow(/turn of O/);
    await expect(desk.run('game.move', { path: 'game', position: 9 })).rejects.toThrow(/0 to 8/);
    expect(desk.data).toEqual(before);
  });
  test('a line does not go around the edge of the board', async () => {
    const desk = await started();
    // 2, 3, 4 follow each other in the list, and are on two rows.
    expect(await play(desk, 2, 0, 3, 1, 4)).toMatchObject({ winner: null, over: false });
  });
});

test('four in a row: marks fall, and a full column is refused', async () => {
  const desk = await started({ columns: 7, rows: 6, in_a_row: 4, drop: true, players: ['red', 'yellow'] });
  const after = await play(desk, 0, 1, 0, 1, 0, 1, 0);
  expect(after).toMatchObject({ winner: 'red', line: [14, 21, 28, 35] });
  await desk.run('game.reset', { path: 'game', first: 'yellow' });
  expect(desk.data.game).toMatchObject({ columns: 7, drop: true, turn: 'yellow', moves: 0, winner: null });
  await play(desk, 3, 3, 3, 3, 3, 3);
  await expect(desk.run('game.move', { path: 'game', position: 3 })).rejects.toThrow(/full/);
});

test('three players take turns', async () => {
  const desk = await started({ columns: 5, rows: 5, players: ['a', 'b', 'c'], in_a_row: 3 });
  expect(await play(desk, 0, 1, 2, 5, 6, 7, 10)).toMatchObject({ winner: 'a', line: [0, 5, 10] });
});

test('what is no game, and players that cannot be told apart, are refused', async () => {
  const desk = bench({ game: { board: [] }, scores: { X: 'many' } });
  expect(await codeOf(desk.run('game.move', { path: 'game', position: 0 }))).toBe('EINVAL');
  expect(await codeOf(desk.run('game.reset', { path: 'game', players: ['X', 'X'] }))).toBe('EINVAL');
  expect(await codeOf(desk.run('game.reset', { path: 'game', first: 'Z' }))).toBe('EINVAL');
  expect(await codeOf(desk.run('game.score', { path: 'scores', player: 'X' }))).toBe('EINVAL');
  expect(await codeOf(desk.run('game.score', { path: 'scores', player: '__proto__' }))).toBe('EINVAL');
});

test('scores add up', async () => {
  const desk = bench({ scores: null });
  await desk.run('game.score', { path: 'scores', player: 'Ann', score: 0.1 });
  expect(await desk.value('game.score', { path: 'scores', player: 'Ann', score: 0.2 })).toBe(0.3);
  expect(desk.data.scores).toEqual({ Ann: 0.3 });
});
