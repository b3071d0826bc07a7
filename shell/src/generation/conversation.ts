/**
 * What was asked for in the panel and how far each answer is: a pure fold of the stream's messages over turns. A turn
 * that has ended never changes again, whatever arrives later under its id.
 */
import type { ServerMessage } from '@agentos/protocol';

export type Mode = 'make' | 'ask';

export type TurnState = 'running' | 'done' | 'question' | 'failed' | 'stopped';

export interface Turn {
  /** Id of the request on the stream; of its own when it was never sent. */
  readonly id: string;
  readonly mode: Mode;
  readonly request: string;
  readonly state: TurnState;
  readonly thoughts: readonly string[];
  readonly issues: readonly string[];
  /** Parts of the app that have arrived. */
  readonly parts: number;
  /** Name of the app, once it has begun. */
  readonly appName: string;
  /** Answer of a chat, question, or what went wrong. */
  readonly text: string;
  readonly suggestions: readonly string[];
}

const mostTurns = 40;
const mostNotes = 50;

/** A turn that has been sent under an id, or one that could not be sent (`id` undefined). */
export function begin(turns: readonly Turn[], mode: Mode, request: string, id: string | undefined): readonly Turn[] {
  const turn: Turn = {
    id: id ?? `unsent-${turns.length + 1}`,
    mode,
    request,
    state: id === undefined ? 'failed' : 'running',
    thoughts: [],
    issues: [],
    parts: 0,
    appName: '',
    text: id === undefined ? 'There is no connection to the system right now. Try again when it is back.' : '',
    suggestions: [],
  };
  return [...turns, turn].slice(-mostTurns);
}

/** The turns after one more message of the stream. */
export function receive(turns: readonly Turn[], message: ServerMessage): readonly Turn[] {
  if (message.type === 'resync') {
    const text = 'The connection broke. If the app had begun, it is in the launcher.';
    return turns.map((turn) => (turn.state === 'running' ? { ...turn, state: 'failed', text } : turn));
  }
  const index = turns.findIndex((turn) => turn.id === message.id && turn.state === 'running');
  const turn = turns[index];
  return turn === undefined ? turns : turns.with(index, advance(turn, message));
}

function advance(turn: Turn, message: ServerMessage): Turn {
  switch (message.type) {
    case 'thought':
      return { ...turn, thoughts: noted(turn.thoughts, message.content) };
    case 'token':
      return { ...turn, text: turn.text + message.content };
    case 'ui_op':
      return { ...turn, parts: turn.parts + 1, appName: nameIn(message.op) ?? turn.appName };
    case 'ui_issue':
      return { ...turn, issues: noted(turn.issues, message.message) };
    case 'ui_complete':
      return { ...turn, state: 'done', appName: nameIn(message.ui_spec) ?? turn.appName };
    case 'complete':
      return { ...turn, state: 'done' };
    case 'question':
      return { ...turn, state: 'question', text: message.content, suggestions: message.suggestions ?? [] };
    case 'error':
      return message.code === 'ECANCELED'
        ? { ...turn, state: 'stopped', text: 'Stopped.' }
        : { ...turn, state: 'failed', text: message.error };
    default:
      return turn;
  }
}

/** The notes with one more; the same words are not said twice. */
function noted(notes: readonly string[], note: string): readonly string[] {
  return notes.includes(note) ? notes : [...notes, note].slice(-mostNotes);
}

/** `app.name` of a document or of its first operation. */
function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('app' in value)) return undefined;
  const { app } = value;
  if (typeof app !== 'object' || app === null || !('name' in app)) return undefined;
  return typeof app.name === 'string' ? app.name : undefined;
}

/** The turn that is being answered, if any. */
export function running(turns: readonly Turn[]): Turn | undefined {
  return turns.findLast((turn) => turn.state === 'running');
}
