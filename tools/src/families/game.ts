/**
 * Board games of two or more players who put marks on a grid in turn: tic-tac-toe, four in a row, gomoku; and scores. A game is
 * one record in the app's data, which `game.reset` makes: `{ columns, rows, in_a_row, drop, players, board, turn, winner, line, over,
 * moves }`; `board` is a flat list of marks, row by row, empty text where none is.
 */
import { z } from 'zod';
import { declareTool } from '../declare.ts';
import { dataPath } from '../path.ts';

const path = dataPath.describe('where the game is');
const player = z.union([z.string().min(1).max(40), z.number()]);

/** What `game.reset` puts at a path and `game.move` goes on from. */
export const GameState = z.object({
  columns: z.number().int().min(1).max(50),
  rows: z.number().int().min(1).max(50),
  in_a_row: z.number().int().min(2).max(50),
  drop: z.boolean(),
  players: z.array(player).min(1).max(8),
  board: z.array(z.union([player, z.literal('')])).max(2_500),
  turn: player,
  winner: z.union([player, z.null()]),
  line: z.array(z.number()),
  over: z.boolean(),
  moves: z.number(),
});
export type GameState = z.infer<typeof GameState>;

export const gameTools = [
  declareTool('game.reset', {
    title: 'Begin a game',
    description:
      'Puts a new game at a path. Without more it has the size, players and rules of the game that is there, else of tic-tac-toe: 3 ' +
      'columns and rows, 3 in a row, players X and O. With drop a mark falls to the lowest free place of its column. first begins.',
    site: 'shell',
    params: z.object({
      path,
      columns: z.number().int().min(1).max(50).optional(),
      rows: z.number().int().min(1).max(50).optional(),
      in_a_row: z.number().int().min(2).max(50).optional(),
      drop: z.boolean().optional(),
      players: z.array(player).min(1).max(8).optional(),
      first: player.optional(),
    }),
    result: GameState,
    example: { path: 'game' },
  }),
  declareTool('game.move', {
    title: 'Make a move',
    description:
      'Puts the mark of the player whose turn it is at a position (from 0, row by row; with drop any of its column), finds out who has ' +
      'won, and gives the turn to the next. A taken place, a player out of turn and a game that is over are errors (EINVAL). With ' +
      'scores, a path of a record, a winner gets one point there.',
    site: 'shell',
    params: z.object({
      path,
      position: z.number().int().min(0).max(2_499),
      player: player.optional(),
      scores: dataPath.optional(),
    }),
    result: GameState,
    example: { path: 'game', position: 4 },
  }),
  declareTool('game.score', {
    title: 'Count a score',
    description: 'Adds score (1 unless told) to what a player has in the record at a path. Gives the new score.',
    site: 'shell',
    params: z.object({ path: dataPath, player, score: z.number().default(1) }),
    result: z.object({ value: z.number() }),
    example: { path: 'scores', player: 'X' },
  }),
] as const;
