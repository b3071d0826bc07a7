/** Choosing one of several, and sliding along a number. */
import { displayText, type Json, jsonEqual } from '@agentos/blueprint';
import { type ReactNode, useId, useRef } from 'react';
import { choiceOf, flagOf, numberOf, outer, type PartProps, textOf } from '../part.ts';
import { usePort } from '../port.ts';
import { Range } from '../range.tsx';
import { Field, Note, nameOf, useNote, useValue } from './fields.tsx';

interface Choice {
  readonly value: Json;
  readonly label: string;
}

/** Options as they were written, or as an expression gave them: texts, numbers, or records with value and label. */
function choicesOf(options: Json | undefined): Choice[] {
  if (!Array.isArray(options)) return [];
  return options.map((option) => {
    if (typeof option !== 'object' || option === null || Array.isArray(option))
      return { value: option, label: displayText(option) };
    const value = option.value ?? option.id ?? null;
    return { value, label: displayText(option.label ?? option.name ?? option.title ?? value) };
  });
}

export function Radio(part: PartProps): ReactNode {
  const { props } = part;
  const [value, setValue] = useValue(part);
  const group = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const { note, id, attributes } = useNote(part);
  usePort(part, { focus: () => box.current?.querySelector<HTMLElement>('input:checked, input')?.focus() });
  const label = textOf(props, 'label');
  const size = choiceOf(props, 'size', ['small', 'medium', 'large'], 'medium');
  const row = props.direction === 'row' ? ' bp-radio-row' : '';
  return (
    <fieldset
      {...outer(part, `bp-radio${row}`)}
      ref={box}
      disabled={flagOf(props, 'disabled')}
      aria-label={nameOf(part) ?? label}
      aria-describedby={attributes['aria-describedby']}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || part.left()}
    >
      {label === undefined || label === '' ? null : <legend className="bp-label">{label}</legend>}
      {choicesOf(props.options).map((choice) => (
        <label key={JSON.stringify(choice.value)} className={`bp-check bp-check-${size}`}>
          <input
            type="radio"
            name={group}
            checked={jsonEqual(choice.value, value)}
            onChange={() => setValue(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
      <Note id={id} note={note} />
    </fieldset>
  );
}

export function Select(part: PartProps): ReactNode {
  const { props } = part;
  const [value, setValue] = useValue(part);
  const choices = choicesOf(props.options);
  const chosen = choices.findIndex((choice) => jsonEqual(choice.value, value));
  const placeholder = textOf(props, 'placeholder') ?? 'Choose…';
  const list = useRef<HTMLSelectElement>(null);
  const { note, id, attributes } = useNote(part);
  usePort(part, { focus: () => list.current?.focus() });
  return (
    <Field part={part} note={note} noteId={id}>
      <span className="bp-select">
        <select
          ref={list}
          className="bp-input"
          {...attributes}
          value={chosen < 0 ? '' : String(chosen)}
          aria-label={nameOf(part)}
          disabled={flagOf(props, 'disabled')}
          onChange={(event) => {
            const choice = choices[Number(event.target.value)];
            if (event.target.value !== '' && choice !== undefined) setValue(choice.value);
          }}
        >
          {chosen < 0 ? (
            <option value="" disabled hidden>
              {placeholder}
            </option>
          ) : null}
          {choices.map((choice, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the position is what the element's value names
            <option key={index} value={String(index)}>
              {choice.label}
            </option>
          ))}
        </select>
      </span>
    </Field>
  );
}

export function Slider(part: PartProps): ReactNode {
  const { props } = part;
  const [value, setValue] = useValue(part);
  const [min, max, step] = [numberOf(props, 'min') ?? 0, numberOf(props, 'max') ?? 100, numberOf(props, 'step') ?? 1];
  const shown = typeof value === 'number' ? value : min;
  const label = textOf(props, 'label');
  const { note, id, attributes } = useNote(part);
  const slider = useRef<HTMLInputElement>(null);
  usePort(part, { focus: () => slider.current?.focus() });
  const unit = textOf(props, 'unit') ?? '';
  const size = choiceOf(props, 'size', ['small', 'medium', 'large'], 'medium');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it watches the focus leave and takes no input
    <div {...outer(part, `bp-field bp-field-${size}`)} onBlur={() => part.left()}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: a range is an input */}
      <label className="bp-field-label">
        <span className="bp-slider-head">
          {label === undefined || label === '' ? <span /> : <span className="bp-label">{label}</span>}
          {props.show_value === undefined || flagOf(props, 'show_value') ? (
            <span className="bp-slider-value" aria-hidden>
              {displayText(shown) + unit}
            </span>
          ) : null}
        </span>
        <Range
          ref={slider}
          aria-valuetext={unit === '' ? undefined : displayText(shown) + unit}
          {...attributes}
          min={min}
          max={max}
          step={step}
          value={shown}
          aria-label={nameOf(part)}
          disabled={flagOf(props, 'disabled')}
          onChange={(event) => setValue(Number(event.target.value))}
        />
      </label>
      <Note id={id} note={note} />
    </div>
  );
}
