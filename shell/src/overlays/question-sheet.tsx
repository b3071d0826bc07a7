/** A yes/no question of an app, or a notice, modal to its window: the content behind it cannot be reached until it is answered. */
import { useEffect, useId, useRef } from 'react';
import { Button } from '../ui/controls.tsx';
import type { Question } from './overlays.ts';

export function QuestionSheet({ question }: { question: Question }) {
  const id = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);

  useEffect(() => {
    before.current = document.activeElement;
    // What cannot be undone is never one Enter away.
    (question.danger === true ? cancel : confirm).current?.focus();
    return () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    };
  }, [question]);

  return (
    <div className="question-scrim">
      <div
        className="question"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        aria-describedby={question.body === '' ? undefined : `${id}-body`}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          question.answer(false);
        }}
      >
        <h3 id={`${id}-title`} className="dialog-title">
          {question.title}
        </h3>
        {question.body !== '' && (
          <p id={`${id}-body`} className="dialog-text">
            {question.body}
          </p>
        )}
        <div className="dialog-actions">
          {question.notice !== true && (
            <Button ref={cancel} onClick={() => question.answer(false)}>
              Cancel
            </Button>
          )}
          <Button
            ref={confirm}
            variant={question.danger === true ? 'danger' : 'primary'}
            onClick={() => question.answer(true)}
          >
            {question.action}
          </Button>
        </div>
      </div>
    </div>
  );
}
