/** Draws one component: as often as it repeats, while its condition holds, with what went wrong beside it. */
import type { Component, Frame, Json } from '@agentos/blueprint';
import { isComponentType } from '@agentos/blueprint';
import type { Entry } from '@agentos/blueprint/runtime/entries';
import type { Drawing } from '@agentos/blueprint/runtime/view';
import { memo, type ReactNode, useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { flagOf, type Surface, useSurface } from './part.ts';
import { parts } from './parts.ts';
import { type EntryPlace, fewEntries, Windowed } from './windowed.tsx';

interface NodeProps {
  readonly component: Component;
  readonly frame: Frame | null;
}

/** Puts an element of its own around each entry, such as an item of a list. */
export type Wrap = (entry: ReactNode, key: string, place: EntryPlace | undefined) => ReactNode;

type Child = Component | string;

const asComponent = (child: Child): Component =>
  typeof child === 'string' ? { type: 'text', props: { text: child } } : child;

/** The children of a component, each in the scope of its own repeat. */
export function Children({
  of,
  frame,
  wrap,
  itemHeight,
}: {
  of: readonly Child[] | undefined;
  frame: Frame | null;
  wrap?: Wrap;
  /** Height of an entry of a long repeat before it is drawn, pixels. */
  itemHeight?: number | undefined;
}): ReactNode {
  return of?.map((child, index) => {
    const component = asComponent(child);
    const key = component.id ?? `#${index}`;
    if (component.repeat !== undefined) {
      return <Repeated key={key} component={component} frame={frame} wrap={wrap} itemHeight={itemHeight} />;
    }
    const node = <Node key={key} component={component} frame={frame} />;
    return wrap === undefined ? node : wrap(node, key, undefined);
  });
}

/** A component in place of another, which may itself repeat. */
function Instead({ component, frame }: NodeProps): ReactNode {
  return component.repeat === undefined ? (
    <Node component={component} frame={frame} />
  ) : (
    <Repeated component={component} frame={frame} wrap={undefined} itemHeight={undefined} />
  );
}

/** An element around an entry of a long repeat, where its place has none of its own. */
const asEntry: Wrap = (entry, key, place) => (
  <div key={key} className="bp-entry" data-index={place?.row} ref={place?.ref} style={place?.style}>
    {entry}
  </div>
);

function Repeated({
  component,
  frame,
  wrap,
  itemHeight,
}: NodeProps & { wrap: Wrap | undefined; itemHeight: number | undefined }): ReactNode {
  const { session } = useSurface();
  const view = useMemo(() => session.views.entries(component, frame), [session, component, frame]);
  const { entries, fault } = useSyncExternalStore(view.subscribe, view.get);
  const long = entries.length > fewEntries;
  const around = wrap ?? (long ? asEntry : undefined);
  const draw = (entry: Entry, place: EntryPlace): ReactNode => {
    const node = <Node key={entry.key} component={component} frame={entry.frame} />;
    return around === undefined ? node : around(node, entry.key, place);
  };
  const empty = typeof component.repeat === 'string' ? undefined : component.repeat?.empty;
  const nothing = entries.length === 0 && fault === undefined && empty !== undefined;
  const instead = nothing ? <Children of={[empty]} frame={frame} /> : null;
  return (
    <>
      {fault === undefined ? null : <Fault texts={[fault]} of={component} />}
      {instead === null || wrap === undefined ? instead : wrap(instead, 'empty', undefined)}
      {long ? (
        <Windowed entries={entries} itemHeight={itemHeight} draw={draw} />
      ) : (
        entries.map((entry, index) => draw(entry, { index, of: entries.length }))
      )}
    </>
  );
}

export const Node = memo(function Node({ component, frame }: NodeProps): ReactNode {
  const begunAt = performance.now();
  const { session, host, probe } = useSurface();
  const { type } = component;
  const view = useMemo(() => session.views.component(component, frame), [session, component, frame]);
  const drawing: Drawing = useSyncExternalStore(view.subscribe, view.get);
  // From its drawing to its place in the document, with all that is in it.
  useLayoutEffect(() => {
    host.drawn?.(type, performance.now() - begunAt);
    probe.drawn(component);
  });

  const emit = useCallback(
    (event: string, value?: Json) => {
      const handler = component.on_event?.[event];
      if (handler === undefined) return;
      session.run(handler, frame, value === undefined ? {} : { value }, {
        component: component.id ?? component.type,
        event,
      });
    },
    [session, component, frame],
  );
  const change = useCallback(
    (value: Json) => {
      if (component.bind !== undefined) session.write(component.bind, frame, value);
      emit('change', value);
    },
    [session, component, frame, emit],
  );
  const left = useCallback(() => session.touch(component, frame), [session, component, frame]);

  if (!drawing.visible || flagOf(drawing.props, 'hidden')) return null;
  const said = drawing.faults.length === 0 ? null : <Fault texts={drawing.faults} of={component} />;
  if (drawing.instead !== undefined) {
    return (
      <>
        <Instead component={drawing.instead.component} frame={drawing.instead.frame} />
        {said}
      </>
    );
  }
  if (!isComponentType(type)) {
    return (
      <div className="bp-unknown" data-bp-id={component.id}>
        {said}
        <Children of={component.children} frame={frame} />
      </div>
    );
  }
  const Part = parts[type];
  return (
    <>
      <Part
        key={drawing.key}
        component={component}
        props={drawing.props}
        value={drawing.value}
        error={drawing.error}
        a11y={drawing.a11y}
        frame={frame}
        emit={emit}
        change={change}
        left={left}
      />
      {said}
    </>
  );
});

/** Something of the document that cannot be drawn, said where it would be, with the JSON pointer of the place. */
export function Fault({ texts, of }: { texts: readonly string[]; of?: Component }): ReactNode {
  const { pointerOf } = useSurface();
  const pointer = of === undefined ? undefined : pointerOf(of);
  return (
    <div className="bp-fault" role="note">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {pointer === undefined ? null : <code>{pointer}</code>}
    </div>
  );
}

/** Where components stand in a document, found when first asked. */
export function pointersOf(visits: () => Iterable<{ component: Component; pointer: string }>): Surface['pointerOf'] {
  let known: WeakMap<Component, string> | undefined;
  return (component) => {
    if (known === undefined) {
      known = new WeakMap();
      for (const { component: each, pointer } of visits()) known.set(each, pointer);
    }
    return known.get(component);
  };
}
