/** Components that show something, and the button. */
import { type ComponentProps, type ReactNode, useLayoutEffect, useRef } from 'react';
import { icons } from '../icons.ts';
import { Fault } from '../node.tsx';
import { onDemand } from '../on-demand.tsx';
import {
  choiceOf,
  fallbackName,
  flagOf,
  iconOf,
  lengthOf,
  numberOf,
  outer,
  type PartProps,
  spokenName,
  textOf,
} from '../part.ts';
import { sourceOf, useSource } from '../source.ts';

const Markdown = onDemand(() => import('./markdown.tsx'), 20);

const variants = ['h1', 'h2', 'h3', 'body', 'caption', 'label', 'code', 'display'] as const;

export function Text(part: PartProps): ReactNode {
  const { props } = part;
  const text = textOf(props, 'text') ?? '';
  if (props.format === 'markdown') return <Markdown {...part} />;
  const variant = choiceOf(props, 'variant', variants, 'body');
  const weight = choiceOf(props, 'weight', ['', 'normal', 'medium', 'bold'], '');
  const align = choiceOf(props, 'align', ['start', 'center', 'end'], 'start');
  const tone = choiceOf(props, 'tone', ['default', 'muted', 'accent', 'success', 'warning', 'danger'], 'default');
  const { className, ...rest } = outer(part, `bp-text bp-text-${variant}`);
  const strike = flagOf(props, 'strike') ? ' bp-strike' : '';
  // A heading that announces its changes stays a heading.
  const heading = variant === 'h1' || variant === 'h2' || variant === 'h3';
  const attributes = {
    ...rest,
    className: `${className} bp-align-${align}${tone === 'default' ? '' : ` bp-tone-${tone}`}${weight === '' ? '' : ` bp-weight-${weight}`}${strike}`,
    ...(!flagOf(props, 'live') ? {} : heading ? { 'aria-live': 'polite' as const } : { role: 'status' }),
  };
  // One level for all headings of a window: documents choose sizes, and a level must not be left out.
  if (heading) return <h3 {...attributes}>{text}</h3>;
  if (variant === 'code') return <code {...attributes}>{text}</code>;
  return variant === 'display' ? <Display {...attributes} text={text} /> : <p {...attributes}>{text}</p>;
}

/** One line: long values are set smaller, and of one that still does not fit the end is in sight. */
function Display({ text, ...attributes }: ComponentProps<'p'> & { readonly text: string }): ReactNode {
  const line = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text ends elsewhere
  useLayoutEffect(() => {
    const { current } = line;
    if (current === null) return;
    const showEnd = (): void => {
      current.scrollLeft = current.scrollWidth;
    };
    showEnd();
    const sizes = new ResizeObserver(showEnd);
    sizes.observe(current);
    return () => sizes.disconnect();
  }, [text]);
  const size = text.length > 22 ? 'small' : text.length > 13 ? 'medium' : 'large';
  return (
    <p {...attributes} ref={line} data-size={size}>
      {text}
    </p>
  );
}

export function Badge(part: PartProps): ReactNode {
  const variant = choiceOf(part.props, 'variant', ['default', 'success', 'warning', 'error', 'info'], 'default');
  const size = part.props.size === 'small' ? ' bp-badge-small' : '';
  return <span {...outer(part, `bp-badge bp-badge-${variant}${size}`)}>{textOf(part.props, 'text') ?? ''}</span>;
}

export function Progress(part: PartProps): ReactNode {
  const { props } = part;
  const max = numberOf(props, 'max') ?? 100;
  const given = numberOf(props, 'value');
  const value = given === undefined ? undefined : Math.min(Math.max(given, 0), max);
  const share = value === undefined || max <= 0 ? 0 : value / max;
  const label = textOf(props, 'label');
  const variant = choiceOf(props, 'variant', ['default', 'success', 'warning', 'danger'], 'default');
  const size = choiceOf(props, 'size', ['small', 'medium', 'large'], 'medium');
  const named = label !== undefined && label !== '';
  const counted = flagOf(props, 'show_value') && value !== undefined;
  return (
    <div {...outer(part, `bp-progress bp-progress-${variant} bp-progress-${size}`)}>
      {named || counted ? (
        <span className="bp-slider-head">
          <span className="bp-label">{label}</span>
          {counted ? <span className="bp-slider-value">{`${Math.round(share * 100)} %`}</span> : null}
        </span>
      ) : null}
      <div
        className="bp-progress-track"
        role="progressbar"
        aria-label={spokenName(part) ?? fallbackName(part)}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        data-unknown={value === undefined || undefined}
      >
        <div className="bp-progress-bar" style={value === undefined ? undefined : { inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

const fits = ['contain', 'cover', 'fill', 'none'] as const;

export function Image(part: PartProps): ReactNode {
  return typeof part.props.color === 'string' ? <Swatch {...part} /> : <Picture {...part} />;
}

/** One colour, or letters of one on another: drawn as a picture, so that themes and forced colours leave it as it is. */
function Swatch(part: PartProps): ReactNode {
  const { props } = part;
  const color = textOf(props, 'color') ?? '';
  const ink = textOf(props, 'ink');
  const square = props.rounded !== undefined && !flagOf(props, 'rounded') ? ' bp-square' : '';
  const name = part.a11y?.label ?? textOf(props, 'alt') ?? textOf(props, 'label') ?? '';
  return (
    <svg
      {...outer(part, `bp-image bp-plain-color${square}`)}
      role="img"
      aria-label={name}
      aria-hidden={name === '' || undefined}
      style={{ width: lengthOf(props, 'width') ?? 48, height: lengthOf(props, 'height') ?? 48 }}
    >
      <rect width="100%" height="100%" fill={color} />
      {ink === undefined ? null : (
        <text x="50%" y="50%" textAnchor="middle" dominantBaseline="central" fill={ink}>
          Aa
        </text>
      )}
    </svg>
  );
}

function Picture(part: PartProps): ReactNode {
  const { props } = part;
  const { address, fault } = useSource(sourceOf(props), /^data:image\//);
  if (fault !== undefined) return <Fault texts={[fault]} />;
  const [width, height] = [lengthOf(props, 'width'), lengthOf(props, 'height')];
  const square = props.rounded !== undefined && !flagOf(props, 'rounded') ? ' bp-square' : '';
  return (
    <img
      {...outer(part, `bp-image${square}`)}
      src={address}
      alt={part.a11y?.label ?? textOf(props, 'alt') ?? textOf(props, 'label') ?? ''}
      style={{ width, height, objectFit: height === undefined ? undefined : choiceOf(props, 'fit', fits, 'contain') }}
    />
  );
}

export function Button(part: PartProps): ReactNode {
  const { props, emit } = part;
  const variant = choiceOf(
    props,
    'variant',
    ['default', 'primary', 'secondary', 'outline', 'ghost', 'danger'],
    'default',
  );
  const full = flagOf(props, 'full') ? ' bp-full' : '';
  const size = choiceOf(props, 'size', ['small', 'medium', 'large'], 'medium');
  const text = textOf(props, 'text') ?? '';
  const icon = iconOf(props);
  const Icon = icon === undefined ? undefined : icons[icon];
  const span = numberOf(props, 'span');
  const given = spokenName(part) ?? (text === '' ? (icon ?? fallbackName(part)) : undefined);
  // A name that leaves out the words on the button cannot be spoken to: then the label describes instead.
  const names = given === undefined || !/\p{L}/u.test(text) || given.toLowerCase().includes(text.toLowerCase());
  return (
    <button
      type="button"
      {...outer(part, `bp-button bp-button-${variant} bp-size-${size}${text === '' ? ' bp-button-icon' : ''}${full}`)}
      disabled={flagOf(props, 'disabled')}
      aria-label={names ? given : undefined}
      aria-description={part.a11y?.description ?? (names ? undefined : given)}
      title={text === '' ? given : undefined}
      aria-pressed={props.pressed === undefined ? undefined : flagOf(props, 'pressed')}
      style={span === undefined ? undefined : { gridColumn: `span ${span}` }}
      onClick={() => emit('click')}
    >
      {Icon === undefined ? null : <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />}
      {text === '' ? null : <span>{text}</span>}
    </button>
  );
}
