/** Components that hold others: boxes, grids, lists, cards. */
import { type CSSProperties, type ReactNode, useEffect } from 'react';
import { Children, type Wrap } from '../node.tsx';
import {
  choiceOf,
  flagOf,
  hasStops,
  lengthOf,
  numberOf,
  outer,
  type PartProps,
  spaceOf,
  spokenName,
  textOf,
  useSurface,
} from '../part.ts';

const alignments: Record<string, string> = { start: 'flex-start', end: 'flex-end', between: 'space-between' };

function flexValue(value: unknown): string | undefined {
  return typeof value === 'string' ? (alignments[value] ?? value) : undefined;
}

function boxStyle({ props }: PartProps): CSSProperties {
  const width = lengthOf(props, 'width');
  const height = lengthOf(props, 'height');
  return {
    gap: spaceOf(props, 'gap'),
    padding: spaceOf(props, 'padding'),
    alignItems: flexValue(props.align),
    justifyContent: flexValue(props.justify),
    ...(width === undefined ? {} : { width, flex: 'none', maxWidth: '100%' }),
    ...(height === undefined ? {} : { height }),
    maxHeight: lengthOf(props, 'max_height'),
    ...(props.wrap === undefined ? {} : { flexWrap: flagOf(props, 'wrap') ? 'wrap' : 'nowrap' }),
  };
}

function boxClass(part: PartProps, base: string): string {
  const scroll = scrolls(part) ? ' bp-scroll' : '';
  const aligned = part.props.align === undefined ? '' : ' bp-aligned';
  return `${base}${scroll}${aligned}${flagOf(part.props, 'surface') ? ' bp-surface' : ''}`;
}

function scrolls({ props }: PartProps): boolean {
  return flagOf(props, 'scroll') || props.max_height !== undefined;
}

/** Role and name of a box: a box with a label is a group. */
function boxRole(part: PartProps): { role?: string; 'aria-label'?: string } {
  const { props } = part;
  const label = spokenName(part);
  const role = part.a11y?.role ?? (typeof props.role === 'string' ? props.role : undefined);
  // Landmarks belong to the desktop; inside a window a main part is a region.
  const shown = role === 'main' ? 'region' : role;
  if (label === undefined || label === '') return shown === undefined || shown === 'region' ? {} : { role: shown };
  return { role: shown ?? 'group', 'aria-label': label };
}

/** Keys of the keyboard that press buttons, as long as the container is drawn. */
function useKeys(part: PartProps): void {
  const surface = useSurface();
  const { keys } = part.props;
  useEffect(() => {
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) return;
    const map = new Map(
      Object.entries(keys).flatMap(([key, id]) => (typeof id === 'string' ? [[key, id] as const] : [])),
    );
    return surface.addKeys(map);
  }, [surface, keys]);
}

export function Container(part: PartProps): ReactNode {
  useKeys(part);
  const { component, frame, props } = part;
  const direction =
    component.type === 'row'
      ? 'row'
      : component.type === 'col'
        ? 'column'
        : choiceOf(props, 'direction', ['row', 'column'], 'column');
  return (
    <div
      {...outer(part, boxClass(part, direction === 'row' ? 'bp-row' : 'bp-col'))}
      {...boxRole(part)}
      style={boxStyle(part)}
      tabIndex={scrolls(part) && !hasStops(component.children) ? 0 : undefined}
      inert={flagOf(props, 'disabled')}
    >
      <Children of={component.children} frame={frame} itemHeight={numberOf(props, 'item_height')} />
    </div>
  );
}

export function Grid(part: PartProps): ReactNode {
  useKeys(part);
  const { props, component, frame } = part;
  const count = numberOf(props, 'columns');
  const least = count === undefined ? (lengthOf(props, 'columns') ?? '160px') : undefined;
  const responsive = count !== undefined && flagOf(props, 'responsive');
  const gridTemplateColumns =
    count === undefined
      ? `repeat(auto-fill, minmax(min(${least}, 100%), 1fr))`
      : `repeat(${responsive ? `min(${count}, var(--bp-columns, ${count}))` : count}, minmax(0, 1fr))`;
  const { flexWrap: _, ...style } = boxStyle(part);
  return (
    <div
      {...outer(part, boxClass(part, responsive ? 'bp-grid bp-responsive' : 'bp-grid'))}
      {...boxRole(part)}
      tabIndex={scrolls(part) && !hasStops(component.children) ? 0 : undefined}
      style={{ ...style, gridTemplateColumns }}
      inert={flagOf(props, 'disabled')}
    >
      <Children of={component.children} frame={frame} />
    </div>
  );
}

const asItem: Wrap = (entry, key, place) => (
  <li
    key={key}
    className={place?.row === undefined ? 'bp-item' : 'bp-item bp-item-placed'}
    aria-posinset={place && place.index + 1}
    aria-setsize={place?.of}
    data-odd={(place !== undefined && place.index % 2 === 0) || undefined}
    data-index={place?.row}
    ref={place?.ref}
    style={place?.style}
  >
    {entry}
  </li>
);

export function List(part: PartProps): ReactNode {
  const { props, component, frame } = part;
  const variant = choiceOf(props, 'variant', ['default', 'bordered', 'striped'], 'default');
  const empty = textOf(props, 'empty');
  const gap = spaceOf(props, 'gap');
  const maxHeight = lengthOf(props, 'max_height');
  const bounded = flagOf(props, 'grow') || maxHeight !== undefined;
  return (
    <div
      {...outer(part, `bp-list bp-list-${variant}${maxHeight === undefined ? '' : ' bp-scroll'}`)}
      inert={flagOf(props, 'disabled')}
      tabIndex={bounded && !hasStops(component.children) ? 0 : undefined}
      style={maxHeight === undefined ? undefined : { maxHeight }}
    >
      <ul className="bp-items" aria-label={spokenName(part)} style={gap === undefined ? undefined : { gap }}>
        <Children of={component.children} frame={frame} wrap={asItem} itemHeight={numberOf(props, 'item_height')} />
      </ul>
      {/* Shown by the style sheet while the list has no item. */}
      {empty === undefined ? null : <p className="bp-empty">{empty}</p>}
    </div>
  );
}

export function Card(part: PartProps): ReactNode {
  const { props, component, frame, emit } = part;
  const [title, subtitle, footer] = [textOf(props, 'title'), textOf(props, 'subtitle'), textOf(props, 'footer')];
  const clickable = component.on_event?.click !== undefined;
  const selected = flagOf(props, 'selected');
  const words = (
    <>
      {title === undefined || title === '' ? null : <span className="bp-card-title">{title}</span>}
      {subtitle === undefined || subtitle === '' ? null : <span className="bp-card-subtitle">{subtitle}</span>}
    </>
  );
  const hasWords = [title, subtitle].some((text) => text !== undefined && text !== '');
  return (
    <div
      {...outer(part, `bp-card${clickable ? ' bp-card-clickable' : ''}${selected ? ' bp-card-selected' : ''}`)}
      inert={flagOf(props, 'disabled')}
    >
      {clickable ? (
        <button
          type="button"
          className="bp-card-head"
          aria-current={selected ? 'true' : undefined}
          aria-label={hasWords ? undefined : (textOf(props, 'label') ?? component.id)}
          onClick={() => emit('click')}
        >
          {words}
        </button>
      ) : hasWords ? (
        <div className="bp-card-head">{words}</div>
      ) : null}
      {component.children === undefined ? null : (
        <div className="bp-card-body">
          <Children of={component.children} frame={frame} />
        </div>
      )}
      {footer === undefined || footer === '' ? null : <p className="bp-card-foot">{footer}</p>}
    </div>
  );
}

export function Divider(part: PartProps): ReactNode {
  const variant = choiceOf(part.props, 'variant', ['solid', 'dashed', 'dotted'], 'solid');
  const orientation = choiceOf(part.props, 'orientation', ['horizontal', 'vertical', ''], '');
  const turned = orientation === '' ? '' : ` bp-divider-${orientation}`;
  return (
    <hr
      {...outer(part, `bp-divider bp-divider-${variant}${turned}`)}
      aria-orientation={orientation === 'vertical' ? 'vertical' : undefined}
    />
  );
}
