/** Plays sound and film: one file, or tracks one after the other. Buttons, time and volume are ours, so that they look and read alike. */
import { isObject, type Json } from '@agentos/blueprint';
import { ToolError } from '@agentos/tools/error';
import { Pause, Play, SkipBack, SkipForward, Volume2, VolumeX } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Fault } from '../node.tsx';
import { choiceOf, fallbackName, flagOf, group, lengthOf, outer, type PartProps, textOf } from '../part.ts';
import { numberArg, usePort } from '../port.ts';
import { Range } from '../range.tsx';
import { sourceOf, useSource } from '../source.ts';
import { clock } from './clock.ts';

interface Track {
  readonly file: string;
  readonly title: string | undefined;
  readonly artist: string | undefined;
}

function tracksOf(value: Json | undefined): Track[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry): Track[] => {
    if (typeof entry === 'string') return [{ file: entry, title: undefined, artist: undefined }];
    if (!isObject(entry) || typeof entry.file !== 'string') return [];
    const text = (name: string): string | undefined => textOf(entry, name);
    return [{ file: entry.file, title: text('title'), artist: text('artist') }];
  });
}

const mediaData = /^data:(audio|video)\//;
const imageData = /^data:image\//;
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z0-9]{2,5}$/i, '');

export default function Player(part: PartProps): ReactNode {
  const { props, component, emit } = part;
  const isVideo = component.type === 'video';
  const media = useRef<HTMLMediaElement>(null);
  const tracks = tracksOf(props.tracks);
  const [own, setOwn] = useState(0);
  const wanted = component.bind === undefined ? own : typeof part.value === 'number' ? part.value : 0;
  const at = Math.min(Math.max(Math.trunc(wanted), 0), Math.max(tracks.length - 1, 0));
  const track = tracks[at];
  const named = track?.file ?? sourceOf(props);
  const { address, fault } = useSource(named, mediaData);
  const poster = useSource(textOf(props, 'poster') ?? '', imageData);
  const [broken, setBroken] = useState<string | null>(null);
  /** Whether what comes next begins by itself: the one before was playing. */
  const goOn = useRef(false);

  const go = (to: number, playing: boolean): void => {
    goOn.current = playing;
    setOwn(to);
    part.change(to);
  };
  const play = async (): Promise<undefined> => {
    const element = media.current;
    if (element === null || element.currentSrc === '') throw new ToolError('ENOENT', 'there is nothing to play yet');
    try {
      await element.play();
    } catch (error) {
      const asked = error instanceof DOMException && error.name === 'NotAllowedError';
      const why = asked ? 'the browser waits for a click in the window before sound' : 'the file cannot be played';
      throw new ToolError(asked ? 'EACCES' : 'EINVAL', why);
    }
    return undefined;
  };
  const step = (by: number): undefined => {
    const next = at + by;
    if (next < 0 || next >= tracks.length)
      throw new ToolError('ENOENT', by > 0 ? 'this is the last track' : 'this is the first track');
    go(next, media.current?.paused === false);
  };
  usePort(part, {
    play,
    pause: () => media.current?.pause(),
    stop() {
      media.current?.pause();
      if (media.current !== null) media.current.currentTime = 0;
    },
    seek(args) {
      const element = media.current;
      const end = element?.duration;
      if (element === null || end === undefined || Number.isNaN(end))
        throw new ToolError('ENOENT', 'there is nothing to play yet');
      element.currentTime = Math.min(Math.max(numberArg(args, 'time'), 0), end);
    },
    volume(args) {
      if (media.current !== null) media.current.volume = Math.min(Math.max(numberArg(args, 'volume'), 0), 1);
    },
    next: () => step(1),
    previous: () => step(-1),
    focus: () => media.current?.closest<HTMLElement>('[data-bp-id]')?.querySelector('button')?.focus(),
  });

  useEffect(() => {
    setBroken(null);
    if (address !== undefined && goOn.current) media.current?.play().catch(() => {});
  }, [address]);

  const title =
    track?.title ?? textOf(props, 'title') ?? textOf(props, 'label') ?? (named.startsWith('/') ? fileName(named) : '');
  const name = title === '' ? fallbackName(part) : title;
  const shared = {
    ref: media as RefObject<HTMLVideoElement & HTMLAudioElement>,
    src: address,
    loop: flagOf(props, 'loop'),
    muted: flagOf(props, 'muted'),
    autoPlay: flagOf(props, 'autoplay'),
    preload: 'metadata',
    'aria-label': name,
    onPlay: () => emit('play'),
    onPause: () => emit('pause'),
    onError: () => setBroken('the file cannot be played'),
    onEnded() {
      emit('ended');
      if (at + 1 < tracks.length) go(at + 1, true);
    },
  } as const;
  const controls = props.controls === undefined || flagOf(props, 'controls');
  const said = fault ?? (broken === null || address === undefined ? undefined : `${name}: ${broken}`);
  const buttons = controls ? (
    <Controls
      media={media}
      address={address}
      title={name}
      artist={track?.artist}
      part={part}
      tracks={tracks.length}
      at={at}
      step={(by) => go(at + by, media.current?.paused === false)}
    />
  ) : null;
  const { className, ...rest } = outer(part, isVideo ? 'bp-video' : 'bp-audio');
  const square = isVideo && props.rounded !== undefined && !flagOf(props, 'rounded') ? ' bp-square' : '';
  const compact = choiceOf(props, 'variant', ['default', 'compact'], 'default') === 'compact' ? ' bp-compact' : '';
  return (
    <div
      {...rest}
      className={className + square + compact}
      {...group(name)}
      style={{ width: lengthOf(props, 'width') }}
      inert={flagOf(props, 'disabled')}
    >
      {isVideo ? (
        <video
          {...shared}
          poster={poster.address}
          playsInline
          style={{
            blockSize: lengthOf(props, 'height'),
            objectFit: choiceOf(props, 'fit', ['contain', 'cover', 'fill', 'none'], 'contain'),
          }}
          onClick={(event) => (event.currentTarget.paused ? void play().catch(() => {}) : event.currentTarget.pause())}
        />
      ) : (
        <audio {...shared} />
      )}
      {buttons}
      {said === undefined ? null : <Fault texts={[said]} />}
    </div>
  );
}

interface ControlsProps {
  readonly media: RefObject<HTMLMediaElement | null>;
  readonly address: string | undefined;
  readonly title: string;
  readonly artist: string | undefined;
  readonly part: PartProps;
  readonly tracks: number;
  readonly at: number;
  step(by: number): void;
}

function Controls({ media, address, title, artist, part, tracks, at, step }: ControlsProps): ReactNode {
  const [state, setState] = useState({ paused: true, time: 0, duration: 0, volume: 1, muted: false });
  useEffect(() => {
    const element = media.current;
    if (element === null) return;
    const read = (): void => {
      const { paused, currentTime, duration, volume, muted } = element;
      setState({ paused, time: currentTime, duration: Number.isFinite(duration) ? duration : 0, volume, muted });
    };
    const events = ['play', 'pause', 'timeupdate', 'durationchange', 'volumechange', 'emptied', 'seeked'];
    for (const event of events) element.addEventListener(event, read);
    read();
    return () => {
      for (const event of events) element.removeEventListener(event, read);
    };
  }, [media]);
  const { paused, time, duration, volume, muted } = state;
  const disabled = address === undefined;
  const silent = muted || volume === 0;
  const iconSize = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;
  const button = 'bp-button bp-button-ghost bp-size-small bp-button-icon';
  const compact = choiceOf(part.props, 'variant', ['default', 'compact'], 'default') === 'compact';
  return (
    <div className="bp-player">
      {compact ? null : (
        <p className="bp-player-title">
          {title}
          {artist === undefined ? null : <span className="bp-player-artist">{artist}</span>}
        </p>
      )}
      <div className="bp-player-row">
        {tracks > 1 ? (
          <button type="button" className={button} aria-label="Previous" disabled={at === 0} onClick={() => step(-1)}>
            <SkipBack {...iconSize} />
          </button>
        ) : null}
        <button
          type="button"
          className={`${button} bp-player-play`}
          aria-label={paused ? 'Play' : 'Pause'}
          disabled={disabled}
          onClick={() => (paused ? media.current?.play().catch(() => {}) : media.current?.pause())}
        >
          {paused ? <Play {...iconSize} /> : <Pause {...iconSize} />}
        </button>
        {tracks > 1 ? (
          <button
            type="button"
            className={button}
            aria-label="Next"
            disabled={at + 1 >= tracks}
            onClick={() => step(1)}
          >
            <SkipForward {...iconSize} />
          </button>
        ) : null}
        <span className="bp-player-time">{clock(time)}</span>
        <Range
          className="bp-player-seek"
          aria-label="Position"
          aria-valuetext={`${clock(time)} of ${clock(duration)}`}
          min={0}
          max={duration || 1}
          step={0.1}
          value={Math.min(time, duration || 1)}
          disabled={disabled || duration === 0}
          onChange={(event) => {
            if (media.current !== null) media.current.currentTime = Number(event.target.value);
          }}
        />
        <span className="bp-player-time">{clock(duration)}</span>
        <button
          type="button"
          className={button}
          aria-label={silent ? 'Turn sound on' : 'Mute'}
          onClick={() => {
            if (media.current !== null) media.current.muted = !silent;
          }}
        >
          {silent ? <VolumeX {...iconSize} /> : <Volume2 {...iconSize} />}
        </button>
        <Range
          className="bp-player-volume"
          aria-label="Volume"
          min={0}
          max={1}
          step={0.05}
          value={silent ? 0 : volume}
          onChange={(event) => {
            if (media.current === null) return;
            media.current.muted = false;
            media.current.volume = Number(event.target.value);
          }}
        />
      </div>
    </div>
  );
}
