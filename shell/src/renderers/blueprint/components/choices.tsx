/** Choosing one of several, and sliding along a number. */
import { displayText, type Json, jsonEqual } from '@agentos/blueprint';
import { type ReactNode, useId } from 'react';
import { fallbackName, flagOf, numberOf, outer, type PartProps, textOf } from '../part.ts';
import { Field, nameOf, useValue } from './fields.tsx';

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
  const label = textOf(props, 'label');
  return (
    <fieldset
      {...outer(part, 'bp-radio')}
      disabled={flagOf(props, 'disabled')}
      aria-label={label ?? fallbackName(part)}
    >
      {label === undefined || label === '' ? null : <legend className="bp-label">{label}</legend>}
      {choicesOf(props.options).map((choice) => (
        <label key={JSON.stringify(choice.value)} className="bp-check">
          <input
            type="radio"
            name={group}
            checked={jsonEqual(choice.value, value)}
            onChange={() => setValue(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Select(part: PartProps): ReactNode {
  const { props } = part;
  const [value, setValue] = useValue(part);
  const choices = choicesOf(props.options);
  const chosen = choices.findIndex((choice) => jsonEqual(choice.value, value));
  const placeholder = textOf(props, 'placeholder') ?? 'Choose…';
  return (
    <Field part={part} noteId="">
      <span className="bp-select">
        <select
          className="bp-input"
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
  const share = max > min ? Math.min(Math.max((shown - min) / (max - min), 0), 1) : 0;
  return (
    <div {...outer(part, 'bp-field')}>
      <label className="bp-field-label">
        <span className="bp-slider-head">
          {label === undefined || label === '' ? <span /> : <span className="bp-label">{label}</span>}
          <span className="bp-slider-value" aria-hidden>
            {displayText(shown)}
          </span>
        </span>
        <input
          type="range"
          className="bp-slider"
          min={min}
          max={max}
          step={step}
          value={shown}
          aria-label={nameOf(part)}
          disabled={flagOf(props, 'disabled')}
          style={{ ['--bp-share' as string]: `${share * 100}%` }}
          onChange={(event) => setValue(Number(event.target.value))}
        />
      </label>
    </div>
  );
}
