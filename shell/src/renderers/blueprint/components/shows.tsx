/** Components that show something, and the button. */
import { type ReactNode, useEffect, useState } from 'react';
import { icons } from '../icons.ts';
import { Fault } from '../node.tsx';
import {
  choiceOf,
  fallbackName,
  flagOf,
  iconOf,
  lengthOf,
  numberOf,
  outer,
  type PartProps,
  textOf,
  useSurface,
} from '../part.ts';

const variants = ['h1', 'h2', 'h3', 'body', 'caption', 'label', 'code', 'display'] as const;

export function Text(part: PartProps): ReactNode {
  const { props } = part;
  const text = textOf(props, 'text') ?? '';
  const variant = choiceOf(props, 'variant', variants, 'body');
  const align = choiceOf(props, 'align', ['start', 'center', 'end'], 'start');
  const tone = choiceOf(props, 'tone', ['default', 'muted', 'accent', 'success', 'warning', 'danger'], 'default');
  const { className, ...rest } = outer(part, `bp-text bp-text-${variant}`);
  const strike = flagOf(props, 'strike') ? ' bp-strike' : '';
  const attributes = {
    ...rest,
    className: `${className} bp-align-${align}${tone === 'default' ? '' : ` bp-tone-${tone}`}${strike}`,
    ...(flagOf(props, 'live') ? { role: 'status' } : {}),
  };
  // One level for all headings of a window: documents choose sizes, and a level must not be left out.
  if (variant === 'h1' || variant === 'h2' || variant === 'h3') return <h3 {...attributes}>{text}</h3>;
  if (variant === 'code') return <code {...attributes}>{text}</code>;
  if (variant !== 'display') return <p {...attributes}>{text}</p>;
  // A display keeps one line: long values are set smaller.
  const size = text.length > 22 ? 'small' : text.length > 13 ? 'medium' : 'large';
  return (
    <p {...attributes} data-size={size}>
      {text}
    </p>
  );
}

export function Badge(part: PartProps): ReactNode {
  const variant = choiceOf(part.props, 'variant', ['default', 'success', 'warning', 'error', 'info'], 'default');
  return <span {...outer(part, `bp-badge bp-badge-${variant}`)}>{textOf(part.props, 'text') ?? ''}</span>;
}

export function Progress(part: PartProps): ReactNode {
  const { props } = part;
  const max = numberOf(props, 'max') ?? 100;
  const value = Math.min(Math.max(numberOf(props, 'value') ?? 0, 0), max);
  const share = max > 0 ? value / max : 0;
  const label = textOf(props, 'label');
  return (
    <div {...outer(part, 'bp-progress')}>
      {label === undefined || label === '' ? null : <span className="bp-label">{label}</span>}
      <div
        className="bp-progress-track"
        role="progressbar"
        aria-label={label === undefined || label === '' ? fallbackName(part) : label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
      >
        <div className="bp-progress-bar" style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

export function Image(part: PartProps): ReactNode {
  const { props } = part;
  const source = textOf(props, 'src') ?? '';
  const { address, fault } = useImage(source);
  if (fault !== undefined) return <Fault texts={[fault]} />;
  const width = lengthOf(props, 'width');
  return (
    <img
      {...outer(part, 'bp-image')}
      src={address}
      alt={textOf(props, 'alt') ?? textOf(props, 'label') ?? ''}
      style={width === undefined ? undefined : { width }}
    />
  );
}

/** An address that the page may load: `data:` as it is, a file of the namespace through the services as this app. */
function useImage(source: string): { address: string | undefined; fault: string | undefined } {
  const { host } = useSurface();
  const [loaded, setLoaded] = useState<{ source: string; address?: string; fault?: string } | null>(null);
  const isFile = source.startsWith('/home/');
  useEffect(() => {
    if (!isFile) return;
    let address: string | undefined;
    let gone = false;
    void host.download(source).then((outcome) => {
      if (gone) return;
      if (outcome.ok) address = URL.createObjectURL(outcome.blob);
      setLoaded(
        address === undefined ? { source, fault: outcome.ok ? '' : outcome.error.message } : { source, address },
      );
    });
    return () => {
      gone = true;
      if (address !== undefined) URL.revokeObjectURL(address);
    };
  }, [host, source, isFile]);
  if (/^data:image\//.test(source)) return { address: source, fault: undefined };
  if (!isFile) return { address: undefined, fault: 'src: only data: images and files under /home are shown' };
  return loaded?.source === source
    ? { address: loaded.address, fault: loaded.fault === undefined ? undefined : `${source}: ${loaded.fault}` }
    : { address: undefined, fault: undefined };
}

export function Button(part: PartProps): ReactNode {
  const { props, emit } = part;
  const variant = choiceOf(props, 'variant', ['default', 'primary', 'outline', 'ghost', 'danger'], 'default');
  const size = choiceOf(props, 'size', ['small', 'medium', 'large'], 'medium');
  const text = textOf(props, 'text') ?? '';
  const icon = iconOf(props);
  const Icon = icon === undefined ? undefined : icons[icon];
  const span = numberOf(props, 'span');
  const given = textOf(props, 'label') ?? (text === '' ? (icon ?? fallbackName(part)) : undefined);
  // A name that leaves out the words on the button cannot be spoken to: then the label describes instead.
  const names = given === undefined || !/\p{L}/u.test(text) || given.toLowerCase().includes(text.toLowerCase());
  return (
    <button
      type="button"
      {...outer(part, `bp-button bp-button-${variant} bp-size-${size}${text === '' ? ' bp-button-icon' : ''}`)}
      disabled={flagOf(props, 'disabled')}
      aria-label={names ? given : undefined}
      aria-description={names ? undefined : given}
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
