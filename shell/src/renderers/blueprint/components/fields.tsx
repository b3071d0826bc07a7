/** Fields to type into, and the checkbox. Bound values are written as they are typed; the caret stays where it is. */
import { displayText, type Json } from '@agentos/blueprint';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { choiceOf, fallbackName, flagOf, numberOf, outer, type PartProps, textOf } from '../part.ts';

/** The value of a component without `bind`: kept by the component itself. */
export function useValue(part: PartProps): [Json, (value: Json) => void] {
  const [own, setOwn] = useState<Json>(null);
  const bound = part.component.bind !== undefined;
  return [
    bound ? (part.value ?? null) : own,
    (value) => {
      if (!bound) setOwn(value);
      part.change(value);
    },
  ];
}

export function Field({
  part,
  note,
  noteId,
  children,
}: {
  part: PartProps;
  note?: string | undefined;
  noteId: string;
  children: ReactNode;
}) {
  const label = textOf(part.props, 'label');
  return (
    <div {...outer(part, 'bp-field')}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the children are the control */}
      <label className="bp-field-label">
        {label === undefined || label === '' ? null : <span className="bp-label">{label}</span>}
        {children}
      </label>
      {note === undefined ? null : (
        <p className="bp-note" id={noteId}>
          {note}
        </p>
      )}
    </div>
  );
}

const kinds = ['text', 'email', 'password', 'number', 'date', 'time', 'url', 'search'] as const;

export function Input(part: PartProps): ReactNode {
  return part.props.kind === 'number' ? <NumberInput {...part} /> : <TextInput {...part} />;
}

export function nameOf(part: PartProps): string | undefined {
  const label = textOf(part.props, 'label');
  return label === undefined || label === '' ? fallbackName(part) : undefined;
}

function TextInput(part: PartProps): ReactNode {
  const { props, emit } = part;
  const [value, setValue] = useValue(part);
  const noteId = useId();
  const kind = choiceOf(props, 'kind', kinds, 'text');
  const text = value === null ? '' : displayText(value);
  const note = noteFor(kind, text);
  return (
    <Field part={part} note={note} noteId={noteId}>
      <input
        className="bp-input"
        type={kind}
        value={text}
        aria-label={nameOf(part)}
        aria-invalid={note === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : noteId}
        placeholder={textOf(props, 'placeholder')}
        readOnly={flagOf(props, 'readonly')}
        required={flagOf(props, 'required')}
        disabled={flagOf(props, 'disabled')}
        min={textOf(props, 'min')}
        max={textOf(props, 'max')}
        step={kind === 'time' ? numberOf(props, 'step') : undefined}
        autoComplete="off"
        spellCheck={kind === 'text'}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) emit('submit', text);
        }}
      />
    </Field>
  );
}

/** What is wrong with a text that was typed; undefined while it may be right. */
function noteFor(kind: (typeof kinds)[number], text: string): string | undefined {
  if (text === '') return undefined;
  if (kind === 'email' && !/^[^\s@]+@[^\s@]+$/.test(text)) return 'An e-mail address looks like name@example.com';
  if (kind === 'url' && !URL.canParse(text)) return 'An address looks like https://example.com';
  return undefined;
}

/** A number: what is typed stays as it is until it is one; an empty field is nothing. */
function NumberInput(part: PartProps): ReactNode {
  const { props, emit } = part;
  const [value, setValue] = useValue(part);
  const noteId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [min, max, step] = [numberOf(props, 'min'), numberOf(props, 'max'), numberOf(props, 'step') ?? 1];
  const bound = value === null ? '' : displayText(value);
  const text = typed !== null && (parseNumber(typed) === undefined || sameNumber(typed, value)) ? typed : bound;
  const note = numberNote(text, min, max);

  const enter = (next: string): void => {
    setTyped(next);
    const parsed = parseNumber(next);
    if (parsed !== undefined) setValue(parsed);
  };
  const move = (event: KeyboardEvent, by: number): void => {
    event.preventDefault();
    const start = typeof value === 'number' ? value : (min ?? 0);
    const moved = Number((start + by * step).toPrecision(15));
    setTyped(null);
    setValue(Math.max(min ?? Number.NEGATIVE_INFINITY, Math.min(max ?? Number.POSITIVE_INFINITY, moved)));
  };
  return (
    <Field part={part} note={note} noteId={noteId}>
      <input
        className="bp-input"
        inputMode="decimal"
        value={text}
        aria-label={nameOf(part)}
        aria-invalid={note === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : noteId}
        placeholder={textOf(props, 'placeholder')}
        readOnly={flagOf(props, 'readonly')}
        required={flagOf(props, 'required')}
        disabled={flagOf(props, 'disabled')}
        autoComplete="off"
        onChange={(event) => enter(event.target.value)}
        onBlur={() => {
          if (typed !== null && parseNumber(typed) !== undefined) setTyped(null);
        }}
        onKeyDown={(event) => {
          if (flagOf(props, 'readonly')) return;
          if (event.key === 'ArrowUp') move(event, 1);
          else if (event.key === 'ArrowDown') move(event, -1);
          else if (event.key === 'Enter' && !event.nativeEvent.isComposing) emit('submit', value);
        }}
      />
    </Field>
  );
}

/** The number of a text, null for an empty one, undefined while it is none. A comma is taken as a decimal point. */
function parseNumber(text: string): number | null | undefined {
  const trimmed = text.trim().replace(',', '.').replace('−', '-');
  if (trimmed === '') return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) && Number.isFinite(Number(trimmed))
    ? Number(trimmed)
    : undefined;
}

function sameNumber(typed: string, value: Json): boolean {
  const parsed = parseNumber(typed);
  return parsed === value || (parsed === null && value === '');
}

function numberNote(text: string, min: number | undefined, max: number | undefined): string | undefined {
  const value = parseNumber(text);
  if (value === undefined) return 'This is not a number';
  if (value !== null && min !== undefined && value < min) return `At least ${displayText(min)}`;
  if (value !== null && max !== undefined && value > max) return `At most ${displayText(max)}`;
  return undefined;
}

export function Textarea(part: PartProps): ReactNode {
  const { props } = part;
  const [value, setValue] = useValue(part);
  const rows = numberOf(props, 'rows');
  return (
    <Field part={part} noteId="">
      <textarea
        className="bp-input bp-textarea"
        value={value === null ? '' : displayText(value)}
        rows={rows ?? 4}
        aria-label={nameOf(part)}
        placeholder={textOf(props, 'placeholder')}
        readOnly={flagOf(props, 'readonly')}
        disabled={flagOf(props, 'disabled')}
        onChange={(event) => setValue(event.target.value)}
      />
    </Field>
  );
}

export function Checkbox(part: PartProps): ReactNode {
  const { props } = part;
  const [value, setValue] = useValue(part);
  const label = textOf(props, 'label') ?? '';
  const checked = value === true;
  return (
    <label {...outer(part, 'bp-check')}>
      <input
        type="checkbox"
        checked={checked}
        disabled={flagOf(props, 'disabled')}
        aria-label={label === '' ? fallbackName(part) : undefined}
        onChange={(event) => setValue(event.target.checked)}
      />
      {label === '' ? null : (
        <span className={checked && flagOf(props, 'strike') ? 'bp-strike' : undefined}>{label}</span>
      )}
    </label>
  );
}
