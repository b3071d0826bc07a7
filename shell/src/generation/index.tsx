/**
 * The panel in which one describes an app or asks a question. It only talks: windows of generated apps are opened by
 * the shell. A request goes on when the panel is closed; "Stop" ends it.
 */
import { ArrowUp, Square, X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { GenerationPanelProps } from '../apps/generation-contract.ts';
import { IconButton } from '../ui/controls.tsx';
import { Chips } from './chips.tsx';
import { begin, type Mode, receive, running, type Turn } from './conversation.ts';
import { Turns } from './turns.tsx';
import './generation.css';

interface ModeText {
  readonly tab: string;
  readonly label: string;
  readonly placeholder: string;
  readonly send: string;
  readonly lead: string;
  readonly suggestions: readonly string[];
}

const modes: Readonly<Record<Mode, ModeText>> = {
  make: {
    tab: 'Make',
    label: 'Describe a small app',
    placeholder: 'A list of plants with species, last watered date and sunlight (low/medium/high)',
    send: 'Make it',
    lead: 'Say what it should keep or work out, and name its fields after “with”. It opens in a window and is saved as a draft.',
    suggestions: [
      'A reading list with title, author and a done box',
      'Expense tracker: date, amount, category (food, rent, fun), total',
      'Tip calculator',
      'Pomodoro timer 25 minutes',
      'Quiz me on European capitals',
      'Dashboard for my sales with region and amount',
    ],
  },
  ask: {
    tab: 'Ask',
    label: 'Ask about the system',
    placeholder: 'How do I snap a window?',
    send: 'Ask',
    lead: 'Questions about commands and keys, installed apps and the documentation are answered on this machine.',
    suggestions: [
      'Which apps are installed?',
      'Which keys are there?',
      'What can an expression do?',
      'Where is my data?',
    ],
  },
};

export default function GenerationPanel({ initialRequest, stream, close, askContext }: GenerationPanelProps) {
  const [mode, setMode] = useState<Mode>('make');
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const started = useRef(false);
  const fieldId = useId();
  const text = modes[mode];
  const active = running(turns);

  const submit = useCallback(
    (wanted: Mode, request: string) => {
      const message = request.trim();
      if (message === '') return;
      const type = wanted === 'make' ? 'generate_ui' : 'chat';
      const context = wanted === 'ask' ? askContext?.() : undefined;
      const id = stream.request(context === undefined ? { type, message } : { type, message, context });
      setTurns((all) => begin(all, wanted, message, id));
      setDraft('');
    },
    [stream, askContext],
  );

  useEffect(() => stream.onMessage((message) => setTurns((all) => receive(all, message))), [stream]);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (started.current || initialRequest === '') return;
    started.current = true;
    submit('make', initialRequest);
  }, [initialRequest, submit]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the conversation, not a value it reads
  useEffect(() => {
    // In braces: browsers may return a promise from scrolling, which is no clean-up.
    void end.current?.scrollIntoView({ block: 'end' });
  }, [turns]);

  const choose = (request: string): void => {
    submit(mode, request);
    field.current?.focus();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (active === undefined) submit(mode, draft);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (active === undefined) submit(mode, draft);
  };
  const switchTo = (other: Mode): void => {
    setMode(other);
    field.current?.focus();
  };

  return (
    <div className="make">
      <header className="make-header">
        <h2 className="make-title">Assistant</h2>
        <fieldset className="make-modes">
          <legend className="visually-hidden">What to do</legend>
          {(['make', 'ask'] as const).map((name) => (
            <label key={name} className="make-mode">
              <input type="radio" name={`${fieldId}-mode`} checked={mode === name} onChange={() => switchTo(name)} />
              <span>{modes[name].tab}</span>
            </label>
          ))}
        </fieldset>
        <IconButton label="Close" onClick={close}>
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </header>

      <section className="make-log" aria-label="Conversation">
        {turns.length === 0 ? (
          <div className="make-start">
            <p className="make-lead">{text.lead}</p>
            <Chips label="Suggestions" options={text.suggestions} choose={choose} />
          </div>
        ) : (
          <Turns
            turns={turns}
            again={(turn) => submit(turn.mode, turn.request)}
            choose={choose}
            busy={active !== undefined}
          />
        )}
        <div ref={end} />
      </section>

      <form className="make-form" onSubmit={onSubmit}>
        <label className="visually-hidden" htmlFor={fieldId}>
          {text.label}
        </label>
        <textarea
          id={fieldId}
          ref={field}
          className="make-field"
          rows={3}
          maxLength={16_384}
          placeholder={text.placeholder}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {active === undefined ? (
          <button
            type="submit"
            className="make-send"
            aria-label={text.send}
            title={text.send}
            disabled={draft.trim() === ''}
          >
            <ArrowUp size={16} strokeWidth={2} aria-hidden="true" />
          </button>
        ) : (
          <button
            type="button"
            className="make-send"
            aria-label="Stop"
            title="Stop"
            onClick={() => stream.cancel(active.id)}
          >
            <Square size={12} strokeWidth={2} fill="currentColor" aria-hidden="true" />
          </button>
        )}
      </form>
    </div>
  );
}
