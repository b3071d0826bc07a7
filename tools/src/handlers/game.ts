/** Handlers of `game.*`: whose turn it is, which moves are allowed and when a game is won, over a record of the app's data. */
import { ToolError } from '../error.ts';
import { GameState, type gameTools } from '../families/game.ts';
import type { Json } from '../json.ts';
import type { ShellToolContext } from './context.ts';
import type { HandlersOf } from './handlers-of.ts';
import { allowNames, fieldOf, isRecord } from './values.ts';

type Player = GameState['turn'];

const ticTacToe = { columns: 3, rows: 3, in_a_row: 3, drop: false, players: ['X', 'O'] } satisfies Partial<GameState>;

function gameAt(context: ShellToolContext, path: string): GameState {
  const parsed = GameState.safeParse(context.read(path));
  if (!parsed.success || parsed.data.board.length !== parsed.data.columns * parsed.data.rows)
    throw new ToolError('EINVAL', `"${path}" holds no game: game.reset makes one`);
  return parsed.data;
}

/** Where a mark put at a position comes to lie. @throws ToolError `EINVAL` when there is no place */
function placeOf({ board, columns, rows, drop }: GameState, position: number): number {
  if (position >= board.length) throw new ToolError('EINVAL', `the board has the positions 0 to ${board.length - 1}`);
  if (!drop) {
    if (board[position] !== '') throw new ToolError('EINVAL', 'this place is taken');
    return position;
  }
  for (let row = rows - 1; row >= 0; row -= 1) {
    const place = row * columns + (position % columns);
    if (board[place] === '') return place;
  }
  throw new ToolError('EINVAL', 'this column is full');
}

const directions = [
  [0, 1],
  [1, 0],
  [1, 1],
  [1, -1],
] as const;

/** The places of a line through `place` that wins; undefined when there is none. */
function winningLine({ board, columns, rows, in_a_row }: GameState, place: number): number[] | undefined {
  const mark = board[place];
  const [row, column] = [Math.floor(place / columns), place % columns];
  for (const [down, right] of directions) {
    const line: number[] = [];
    // From the far end on one side to the far end on the other, as long as the mark is the same.
    for (const side of [-1, 1]) {
      for (let step = side === -1 ? 0 : 1; ; step += 1) {
        const [y, x] = [row + down * step * side, column + right * step * side];
        if (y < 0 || y >= rows || x < 0 || x >= columns || board[y * columns + x] !== mark) break;
        line.push(y * columns + x);
      }
    }
    if (line.length >= in_a_row) return line.sort((a, b) => a - b);
  }
  return undefined;
}

function add(context: ShellToolContext, path: string, player: Player, score: number): number {
  const scores = context.read(path) ?? {};
  if (!isRecord(scores)) throw new ToolError('EINVAL', `"${path}" holds no record of scores`);
  const name = String(player);
  allowNames([name]);
  const present: Json = fieldOf(scores, name) ?? 0;
  if (typeof present !== 'number') throw new ToolError('EINVAL', `the score of ${name} is no number`);
  const value = Number((present + score).toPrecision(15));
  context.write(path, { ...scores, [name]: value });
  return value;
}

export const gameHandlers: HandlersOf<typeof gameTools> = {
  'game.reset'({ path, first, ...wanted }, context) {
    const present = GameState.safeParse(context.read(path));
    const before = present.success ? present.data : ticTacToe;
    const columns = wanted.columns ?? before.columns;
    const rows = wanted.rows ?? before.rows;
    const players = wanted.players ?? before.players;
    if (new Set(players.map(String)).size < players.length)
      throw new ToolError('EINVAL', 'two players have the same name');
    const turn = first ?? players[0] ?? 'X';
    if (!players.includes(turn)) throw new ToolError('EINVAL', `${turn} is none of the players`);
    const game: GameState = {
      columns,
      rows,
      in_a_row: wanted.in_a_row ?? before.in_a_row,
      drop: wanted.drop ?? before.drop,
      players,
      board: Array.from({ length: columns * rows }, () => ''),
      turn,
      winner: null,
      line: [],
      over: false,
      moves: 0,
    };
    context.write(path, game);
    return game;
  },
  'game.move'({ path, position, player, scores }, context) {
    const game = gameAt(context, path);
    if (game.over) throw new ToolError('EINVAL', 'the game is over');
    if (player !== undefined && player !== game.turn) throw new ToolError('EINVAL', `it is the turn of ${game.turn}`);
    const place = placeOf(game, position);
    const board = game.board.with(place, game.turn);
    const line = winningLine({ ...game, board }, place);
    const moves = game.moves + 1;
    const after = game.players[(game.players.indexOf(game.turn) + 1) % game.players.length] ?? game.turn;
    const moved: GameState = {
      ...game,
      board,
      moves,
      winner: line === undefined ? null : game.turn,
      line: line ?? [],
      over: line !== undefined || board.every((mark) => mark !== ''),
      turn: line === undefined ? after : game.turn,
    };
    context.write(path, moved);
    if (moved.winner !== null && scores !== undefined) add(context, scores, moved.winner, 1);
    return moved;
  },
  'game.score': ({ path, player, score }, context) => ({ value: add(context, path, player, score) }),
};
