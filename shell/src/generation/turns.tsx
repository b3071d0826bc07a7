/** The conversation as it reads: what was asked, what was understood, how far it is, and how it ended. */
import { Check, CircleAlert, Info } from 'lucide-react';
import { Button } from '../ui/controls.tsx';
import { Chips } from './chips.tsx';
import type { Turn } from './conversation.ts';

interface TurnsProps {
  readonly turns: readonly Turn[];
  readonly busy: boolean;
  again(turn: Turn): void;
  choose(request: string): void;
}

export function Turns({ turns, busy, again, choose }: TurnsProps) {
  return (
    <ol className="make-turns">
      {turns.map((turn, index) => (
        <li key={turn.id} className="make-turn">
          <p className="make-request">{turn.request}</p>
          <div className="make-answer" aria-live={index === turns.length - 1 ? 'polite' : 'off'}>
            {turn.thoughts.map((thought) => (
              <p key={thought} className="make-thought">
                {thought}
              </p>
            ))}
            {turn.issues.map((issue) => (
              <p key={issue} className="make-issue">
                <Info size={14} strokeWidth={1.75} aria-hidden="true" />
                <span>{issue}</span>
              </p>
            ))}
            <Ending turn={turn} busy={busy} again={again} choose={choose} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Ending({ turn, busy, again, choose }: Omit<TurnsProps, 'turns'> & { readonly turn: Turn }) {
  switch (turn.state) {
    case 'running':
      return turn.text === '' ? (
        <p className="make-progress">
          <span className="spinner" aria-hidden="true" />
          <span>{progressText(turn)}</span>
        </p>
      ) : (
        <p className="make-text">{turn.text}</p>
      );
    case 'done':
      return turn.mode === 'ask' ? (
        <p className="make-text">{turn.text}</p>
      ) : (
        <p className="make-ready">
          <Check size={14} strokeWidth={2} aria-hidden="true" />
          <span>
            <strong>{turn.appName === '' ? 'The app' : turn.appName}</strong> is ready. It is kept as a draft: find it
            in the launcher.
          </span>
        </p>
      );
    case 'question':
      return (
        <>
          <p className="make-text">{turn.text}</p>
          <Chips label="You could say" options={turn.suggestions} choose={choose} />
        </>
      );
    case 'stopped':
      return <p className="make-thought">{turn.text}</p>;
    case 'failed':
      return (
        <div className="make-failed">
          <p className="make-error">
            <CircleAlert size={14} strokeWidth={1.75} aria-hidden="true" />
            <span>{turn.text}</span>
          </p>
          <Button disabled={busy} onClick={() => again(turn)}>
            Try again
          </Button>
        </div>
      );
  }
}

/** Where a running turn is, counted in parts because nobody knows the whole before it is there. */
function progressText(turn: Turn): string {
  if (turn.mode === 'ask') return 'Looking it up';
  if (turn.parts === 0) return turn.thoughts.length === 0 ? 'Reading the request' : 'Starting';
  return `Building${turn.appName === '' ? '' : ` ${turn.appName}`}: ${turn.parts} ${turn.parts === 1 ? 'part' : 'parts'}`;
}
