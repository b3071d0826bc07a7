/** Draws one component: as often as it repeats, while its condition holds, with what went wrong beside it. */
import type { Component, Frame, Json, Scope } from '@agentos/blueprint';
import { isComponentType, stepsOf } from '@agentos/blueprint';
import {
  type Entry,
  namesRead,
  type Resolved,
  repeatEntries,
  resolve,
  sameResolved,
} from '@agentos/blueprint/runtime/resolve';
import type { Session } from '@agentos/blueprint/runtime/session';
import { findTool } from '@agentos/tools';
import {
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { flagOf, useSurface } from './part.ts';
import { parts } from './parts.ts';

interface NodeProps {
  readonly component: Component;
  readonly frame: Frame | null;
}

/** Puts something around each drawn entry, such as an item of a list. */
export type Wrap = (entry: ReactNode, key: string, position: { at: number; of: number } | undefined) => ReactNode;

/** The children of a component, in the scope of its own repeat. */
export function Children({
  of,
  frame,
  wrap,
}: {
  of: readonly (Component | string)[] | undefined;
  frame: Frame | null;
  wrap?: Wrap;
}): ReactNode {
  return of?.map((child, index) => {
    const component: Component = typeof child === 'string' ? { type: 'text', props: { text: child } } : child;
    const key = component.id ?? `#${index}`;
    if (component.repeat !== undefined) return <Repeated key={key} component={component} frame={frame} wrap={wrap} />;
    const node = <Node key={key} component={component} frame={frame} />;
    return wrap === undefined ? node : wrap(node, key, undefined);
  });
}

/** Entries drawn at first, and with each step towards the end. */
const firstEntries = 200;
const moreEntries = 400;

function Repeated({ component, frame, wrap }: NodeProps & { wrap: Wrap | undefined }): ReactNode {
  const { session } = useSurface();
  const frames = useRef<ReadonlyMap<string, Frame>>(new Map());
  const [limit, setLimit] = useState(firstEntries);
  const { entries, fault } = useDerived(
    session,
    component,
    frame,
    (scope) => {
      const found = repeatEntries(component, scope, frames.current);
      frames.current = new Map(found.entries.map((entry) => [entry.key, entry.frame]));
      return found;
    },
    sameEntries,
  );
  const more = useCallback(() => setLimit((before) => before + moreEntries), []);
  const drawn = entries.slice(0, limit).map(({ key, frame: own }, at) => {
    const node = <Node key={key} component={component} frame={own} />;
    return wrap === undefined ? node : wrap(node, key, { at, of: entries.length });
  });
  const rest = entries.length - limit;
  const end = rest > 0 ? <MoreToCome key={limit} rest={rest} reached={more} /> : null;
  return (
    <>
      {fault === undefined ? null : <Fault texts={[fault]} />}
      {drawn}
      {end === null || wrap === undefined ? end : wrap(end, '…', undefined)}
    </>
  );
}

function sameEntries(a: { entries: Entry[]; fault: string | undefined }, b: typeof a): boolean {
  return (
    a.fault === b.fault &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, at) => entry.key === b.entries[at]?.key && entry.frame === b.entries[at]?.frame)
  );
}

/** The end of what is drawn of a long list: when it comes into sight, more is drawn. */
function MoreToCome({ rest, reached }: { rest: number; reached: () => void }): ReactNode {
  const mark = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (mark.current === null) return;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting)) reached();
      },
      { rootMargin: '600px' },
    );
    watch.observe(mark.current);
    return () => watch.disconnect();
  }, [reached]);
  return (
    <button type="button" ref={mark} className="bp-more" onClick={reached}>
      {`${rest} more`}
    </button>
  );
}

/** A value that follows the data: computed again only when a name that the component reads has changed. */
function useDerived<T>(
  session: Session,
  component: Component,
  frame: Frame | null,
  derive: (scope: Scope) => T,
  same: (a: T, b: T) => boolean,
): T {
  const names = namesRead(component);
  const { store } = session;
  const last = useRef<{ version: number; component: Component; frame: Frame | null; value: T } | null>(null);
  const subscribe = useCallback((listener: () => void) => store.subscribe(names, listener), [store, names]);
  return useSyncExternalStore(subscribe, () => {
    const version = store.version(names);
    const before = last.current;
    if (before !== null && before.version === version && before.component === component && before.frame === frame) {
      return before.value;
    }
    const derived = derive({ data: store.data, frame });
    const value = before !== null && same(before.value, derived) ? before.value : derived;
    last.current = { version, component, frame, value };
    return value;
  });
}

export const Node = memo(function Node({ component, frame }: NodeProps): ReactNode {
  const begunAt = performance.now();
  const { session, host } = useSurface();
  const { type } = component;
  // From its drawing to its place in the document, with all that is in it.
  useLayoutEffect(() => host.drawn?.(type, performance.now() - begunAt));
  const resolved: Resolved = useDerived(session, component, frame, (scope) => resolve(component, scope), sameResolved);

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
  const unknownTools = useMemo(() => toolFaults(component), [component]);

  if (!resolved.visible || flagOf(resolved.props, 'hidden')) return null;
  const faults = [...resolved.faults, ...unknownTools];
  if (!isComponentType(type)) {
    return (
      <div className="bp-unknown" data-bp-id={component.id}>
        <Fault texts={faults} />
        <Children of={component.children} frame={frame} />
      </div>
    );
  }
  const Part = parts[type];
  const drawn = (
    <Part
      component={component}
      props={resolved.props}
      value={resolved.value}
      frame={frame}
      emit={emit}
      change={change}
    />
  );
  if (faults.length === 0) return drawn;
  return (
    <>
      {drawn}
      <Fault texts={faults} />
    </>
  );
});

/** Something of the document that cannot be drawn, said where it would be. */
export function Fault({ texts }: { texts: readonly string[] }): ReactNode {
  return (
    <div className="bp-fault" role="note">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

function toolFaults(component: Component): string[] {
  const unknown = Object.values(component.on_event ?? {})
    .flatMap(stepsOf)
    .filter((step) => findTool(step.tool) === undefined);
  return [...new Set(unknown.map((step) => `unknown tool "${step.tool}"`))];
}
