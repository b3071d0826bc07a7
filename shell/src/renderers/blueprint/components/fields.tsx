/** Fields to type into, and the checkbox. Bound values are written as they are typed; the caret stays where it is. */
import { displayText, type Json } from '@agentos/blueprint';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { choiceOf, fallbackName, flagOf, numberOf, outer, type PartProps, textOf } from '../part.ts';
import { usePort } from '../port.ts';

/** The value of a component without `bind`: kept by the component itself. */
export function useValue(part: PartProps): [Json, (value: Json) => void] {
  const [own, setOwn] = useState<Json>(part.props.value ?? null);
  const bound = part.component.bind !== undefined;
  return [
    bound ? (part.value ?? null) : own,
    (value) => {
      if (!bound) setOwn(value);
      part.change(value);
    },
  ];
}

/** What is wrong with the value: what the rules of the document say, its property `error`, or what the field itself sees. */
export function useNote(
  part: PartProps,
  seen?: string,
): { note: string | undefined; attributes: FieldAttributes; id: string } {
  const id = useId();
  const given = textOf(part.props, 'error');
  const note = part.error ?? (given === undefined || given === '' ? seen : given);
  const description = part.a11y?.description;
  return {
    id,
    note,
    attributes: {
      ...(description === undefined || description === '' ? {} : { 'aria-description': description }),
      ...(note === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id }),
    },
  };
}

interface FieldAttributes {
  'aria-invalid'?: true;
  'aria-description'?: string;
  'aria-describedby'?: string;
}

export function Note({ id, note }: { id: string; note: string | undefined }): ReactNode {
  return (
    <p className="bp-note" id={id} role={note === undefined ? undefined : 'alert'} hidden={note === undefined}>
      {note}
    </p>
  );
}

export function Field({
  part,
  note,
  noteId,
  children,
}: {
  part: PartProps;
  note: string | undefined;
  noteId: string;
  children: ReactNode;
}) {
  const label = textOf(part.props, 'label');
  const size = choiceOf(part.props, 'size', ['small', 'medium', 'large'], 'medium');
  const variant = choiceOf(part.props, 'variant', ['default', 'filled', 'plain'], 'default');
  const required = flagOf(part.props, 'required');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it watches the focus leave and takes no input
    <div {...outer(part, `bp-field bp-field-${size} bp-field-${variant}`)} onBlur={() => part.left()}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the children are the control */}
      <label className="bp-field-label">
        {label === undefined || label === '' ? null : (
          <span className="bp-label">
            {label}
            {required ? <span className="bp-required" aria-hidden /> : null}
          </span>
        )}
        {children}
      </label>
      <Note id={noteId} note={note} />
    </div>
  );
}

const kinds = ['text', 'email', 'password', 'number', 'tel', 'date', 'time', 'url', 'search', 'color'] as const;

export function Input(part: PartProps): ReactNode {
  return part.props.kind === 'number' ? <NumberInput {...part} /> : <TextInput {...part} />;
}

/** The name of a control that its label does not give. */
export function nameOf(part: PartProps): string | undefined {
  const told = part.a11y?.label;
  if (told !== undefined && told !== '') return told;
  const label = textOf(part.props, 'label');
  return label === undefined || label === '' ? fallbackName(part) : undefined;
}

function TextInput(part: PartProps): ReactNode {
  const { props, emit } = part;
  const [value, setValue] = useValue(part);
  const input = useRef<HTMLInputElement>(null);
  const kind = choiceOf(props, 'kind', kinds, 'text');
  const text = value === null ? '' : displayText(value);
  const { note, id, attributes } = useNote(part, noteFor(kind, text));
  useFieldPort(part, input);
  return (
    <Field part={part} note={note} noteId={id}>
      <input
        ref={input}
        className={kind === 'color' ? 'bp-input bp-input-color' : 'bp-input'}
        type={kind}
        value={kind === 'color' && !/^#[0-9a-f]{6}$/i.test(text) ? '#000000' : text}
        aria-label={nameOf(part)}
        {...attributes}
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
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [min, max, step] = [numberOf(props, 'min'), numberOf(props, 'max'), numberOf(props, 'step') ?? 1];
  const bound = value === null ? '' : displayText(value);
  const text = typed !== null && (parseNumber(typed) === undefined || sameNumber(typed, value)) ? typed : bound;
  const { note, id, attributes } = useNote(part, numberNote(text, min, max));
  useFieldPort(part, input);

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
    <Field part={part} note={note} noteId={id}>
      <input
        ref={input}
        className="bp-input"
        inputMode="decimal"
        value={text}
        aria-label={nameOf(part)}
        {...attributes}
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
  const area = useRef<HTMLTextAreaElement>(null);
  const [value, setValue] = useValue(part);
  const { note, id, attributes } = useNote(part);
  useFieldPort(part, area);
  const mono = flagOf(props, 'mono') ? ' bp-mono' : '';
  return (
    <Field part={part} note={note} noteId={id}>
      <textarea
        ref={area}
        className={`bp-input bp-textarea bp-resize-${choiceOf(props, 'resize', ['none', 'vertical', 'both'], 'vertical')}${mono}`}
        value={value === null ? '' : displayText(value)}
        rows={numberOf(props, 'rows') ?? 4}
        aria-label={nameOf(part)}
        {...attributes}
        placeholder={textOf(props, 'placeholder')}
        readOnly={flagOf(props, 'readonly')}
        required={flagOf(props, 'required')}
        disabled={flagOf(props, 'disabled')}
        spellCheck={mono === ''}
        onChange={(event) => setValue(event.target.value)}
      />
    </Field>
  );
}

/** Lets tools put the keyboard into a field, and select what is in it. */
function useFieldPort(part: PartProps, field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>): void {
  usePort(part, {
    focus: () => field.current?.focus(),
    select() {
      field.current?.focus();
      field.current?.select();
    },
  });
}

export function Checkbox(part: PartProps): ReactNode {
  const { props } = part;
  const box = useRef<HTMLInputElement>(null);
  const [value, setValue] = useValue(part);
  const { note, id, attributes } = useNote(part);
  usePort(part, { focus: () => box.current?.focus() });
  const label = textOf(props, 'label') ?? '';
  const checked = value === true;
  const isSwitch = props.variant === 'switch';
  const size = choiceOf(props, 'size', ['small', 'medium', 'large'], 'medium');
  const tick = (
    <label {...(note === undefined ? outer(part, checkClass(size)) : { className: checkClass(size) })}>
      <input
        ref={box}
        type="checkbox"
        role={isSwitch ? 'switch' : undefined}
        className={isSwitch ? 'bp-switch' : undefined}
        checked={checked}
        disabled={flagOf(props, 'disabled')}
        aria-label={nameOf(part)}
        {...attributes}
        onChange={(event) => setValue(event.target.checked)}
        onBlur={() => part.left()}
      />
      {label === '' ? null : (
        <span className={checked && flagOf(props, 'strike') ? 'bp-strike' : undefined}>{label}</span>
      )}
    </label>
  );
  if (note === undefined) return tick;
  return (
    <div {...outer(part, 'bp-field')}>
      {tick}
      <Note id={id} note={note} />
    </div>
  );
}

const checkClass = (size: string): string => `bp-check bp-check-${size}`;
