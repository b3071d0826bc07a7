/** The field in which a name is typed, in place: Enter and leaving it commit, Escape gives up. */
import { useEffect, useId, useRef, useState } from 'react';
import { nameProblem, stemLength } from '../names.ts';

export interface NameFieldProps {
  readonly initial: string;
  readonly isFolder: boolean;
  /** What the file system said about the last attempt. */
  readonly problem: string;
  readonly busy: boolean;
  onCommit(name: string): void;
  onCancel(): void;
}

export function NameField({ initial, isFolder, problem, busy, onCommit, onCancel }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(initial);
  const [refused, setRefused] = useState('');
  const done = useRef(false);
  const noteId = useId();
  const note = refused || problem;

  useEffect(() => {
    const input = field.current;
    input?.focus();
    input?.setSelectionRange(0, stemLength(initial, isFolder));
  }, [initial, isFolder]);

  const commit = (leaving: boolean) => {
    if (done.current || busy) return;
    const found = nameProblem(name);
    if (found && leaving) {
      done.current = true;
      onCancel();
    } else if (found) setRefused(found);
    else onCommit(name);
  };

  return (
    <span className="name-field">
      <input
        ref={field}
        className="os-input"
        aria-label="Name"
        aria-invalid={note !== ''}
        aria-describedby={note === '' ? undefined : noteId}
        value={name}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setName(event.target.value);
          setRefused('');
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') commit(false);
          if (event.key === 'Escape') {
            done.current = true;
            onCancel();
          }
        }}
        onBlur={() => commit(true)}
      />
      {note !== '' && (
        <span className="name-note" id={noteId} role="alert">
          {note}
        </span>
      )}
    </span>
  );
}
